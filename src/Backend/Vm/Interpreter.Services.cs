// What instructions call for that is worth more than a few machine instructions: objects, strings, output, externs.

using System.Runtime.CompilerServices;
using System.Text;
using Vale.Backend.Bytecode;

namespace Vale.Backend.Vm;

internal sealed partial class Interpreter
{
    // Bytes of string work that count as one instruction word.
    private const int BytesPerWord = 16;

    private object Literal(int index)
    {
        var literal = _image.Strings[index];
        _shares?.MadeLiteral(literal);
        return literal;
    }

    /// <summary>Makes an object and gives what that costs beyond its own words.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long New(ref Instruction ip, ref long w, ref object? o)
    {
        var layout = _structs[ip.BC];
        layout.Made++;
        var slots = new Slot[layout.SlotCount];
        slots[0].Word = 1;
        slots[0].Object = layout;
        ref var field = ref Unsafe.As<Instruction, ushort>(ref Unsafe.Add(ref ip, 1));
        for (var i = 1; i <= layout.Words; i++)
        {
            slots[i].Word = W(ref w, field);
            field = ref Unsafe.Add(ref field, 1);
        }
        for (var i = 1; i <= layout.Objects; i++)
        {
            slots[i].Object = O(ref o, field);
            field = ref Unsafe.Add(ref field, 1);
        }
        if (layout.IsImmutable) _shares?.Made(slots);
        O(ref o, ip.A) = slots;
        return Charge(slots.Length * 16L);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Free(ref Instruction ip, object? reference)
    {
        var slots = Unsafe.As<Slot[]>(reference)!;
        if (slots[0].Word == 0) throw UsedAfterFree(ref ip, _fuel, reference);
        Unsafe.As<VmStruct>(slots[0].Object)!.Freed++;
        slots[0].Word = 0;
        // What it held must not live on because somebody still remembers it.
        slots.AsSpan(1).Clear();
    }

    private long Charge(long bytes)
    {
        var words = bytes / BytesPerWord;
        _charged += words;
        return words;
    }

    private static int ListOperand(ref Instruction ip, int index) =>
        Unsafe.Add(ref Unsafe.As<Instruction, ushort>(ref Unsafe.Add(ref ip, 1)), index);

    private static byte[] Text(ref object? o, int register) => Unsafe.As<byte[]>(Unsafe.Add(ref o, register))!;

    /// <summary>Runs a string or surroundings instruction and gives what it costs beyond its own words.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Service(ref Instruction ip, ref long w, ref object? o)
    {
        switch (ip.Op)
        {
            case Opcode.IntToStr:
                return Yield(ref ip, ref o, VmText.FromInt(W(ref w, ip.B)));
            case Opcode.FloatToStr:
                return Yield(ref ip, ref o, VmText.FromFloat(F(ref w, ip.B)));
            case Opcode.StrConcat:
            {
                var left = Slice(ref ip, ref w, ref o, 0);
                var right = Slice(ref ip, ref w, ref o, 3);
                if ((long)left.Length + right.Length > int.MaxValue) throw Halt(ref ip, _fuel, "string too long");
                var joined = GC.AllocateUninitializedArray<byte>(left.Length + right.Length);
                left.CopyTo(joined);
                right.CopyTo(joined.AsSpan(left.Length));
                return Yield(ref ip, ref o, joined);
            }
            case Opcode.StrEq:
            {
                var left = Slice(ref ip, ref w, ref o, 0);
                var right = Slice(ref ip, ref w, ref o, 3);
                W(ref w, ip.A) = Bit(left.SequenceEqual(right));
                return Charge(left.Length);
            }
            case Opcode.StrCompare:
            {
                var left = Slice(ref ip, ref w, ref o, 0);
                var right = Slice(ref ip, ref w, ref o, 3);
                W(ref w, ip.A) = Math.Sign(left.SequenceCompareTo(right));
                return Charge(left.Length);
            }
            case Opcode.StrIndexOf:
            {
                var haystack = Slice(ref ip, ref w, ref o, 0);
                var needle = Slice(ref ip, ref w, ref o, 3);
                W(ref w, ip.A) = haystack.IndexOf(needle);
                return Charge(haystack.Length);
            }
            case Opcode.StrSlice:
            {
                var whole = Text(ref o, ip.B);
                var part = PartOf(ref ip, ref w, ref o);
                return Yield(ref ip, ref o, part.Length == whole.Length ? whole : part.ToArray());
            }
            case Opcode.StrToByte:
            {
                var slice = PartOf(ref ip, ref w, ref o);
                W(ref w, ip.A) = slice.IsEmpty ? 0 : slice[0];
                return 0;
            }
            case Opcode.StrFromCode:
                return Yield(ref ip, ref o, VmText.FromCode((int)W(ref w, ip.B)));
            case Opcode.Print or Opcode.PrintError:
            {
                var begin = (int)W(ref w, ip.B);
                var text = Range(ref ip, Text(ref o, ip.A), begin, begin + W(ref w, ip.C));
                if (ip.Op == Opcode.Print) Output.Write(text);
                else Output.WriteError(text);
                return Charge(text.Length);
            }
            case Opcode.Panic:
                throw new VmHaltException(VmOutcome.Halted, "panic", WordOf(ref ip));
            case Opcode.PanicWith:
                throw new VmHaltException(VmOutcome.Halted, Encoding.UTF8.GetString(Text(ref o, ip.A)), WordOf(ref ip)) { RawMessage = Text(ref o, ip.A) };
            case Opcode.MainArgCount:
                W(ref w, ip.A) = _arguments.Length;
                return 0;
            case Opcode.MainArg:
            {
                var index = (int)W(ref w, ip.B);
                if ((uint)index >= (uint)_arguments.Length) throw Halt(ref ip, _fuel, $"program argument {index} of {_arguments.Length}");
                return Yield(ref ip, ref o, (byte[])_arguments[index].Clone());
            }
            default:
                throw Halt(ref ip, _fuel, "internal error: unknown instruction");
        }
    }

    private long Yield(ref Instruction ip, ref object? o, byte[] text)
    {
        _shares?.Made(text);
        O(ref o, ip.A) = text;
        return Charge(text.Length);
    }

    private ReadOnlySpan<byte> Slice(ref Instruction ip, ref long w, ref object? o, int first) =>
        Range(ref ip, Text(ref o, ListOperand(ref ip, first)),
            (int)Unsafe.Add(ref w, ListOperand(ref ip, first + 1)), (int)Unsafe.Add(ref w, ListOperand(ref ip, first + 2)));

    private ReadOnlySpan<byte> PartOf(ref Instruction ip, ref long w, ref object? o) =>
        Range(ref ip, Text(ref o, ip.B), (int)Unsafe.Add(ref w, ListOperand(ref ip, 0)), (int)Unsafe.Add(ref w, ListOperand(ref ip, 1)));

    private ReadOnlySpan<byte> Range(ref Instruction ip, byte[] text, long begin, long end)
    {
        if (begin < 0 || begin > end || end > text.Length) throw Halt(ref ip, _fuel, $"string range out of bounds: {begin}..{end} of {text.Length} bytes");
        return text.AsSpan((int)begin, (int)(end - begin));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CallExtern(ref Instruction ip, ref long w, ref object? o)
    {
        var target = _image.Externs[ip.BC];
        if (_options.Externs?.TryGetValue(target.Name, out var function) != true)
            throw Halt(ref ip, _fuel, $"{target.Name} is written in C, which the virtual machine cannot call: use --build");
        var arguments = new VmValue[target.Parameters.Length];
        var (words, at) = (0, 0);
        foreach (var parameter in target.Parameters)
            if (parameter.IsWord) words++;
        for (var i = 0; i < arguments.Length; i++)
        {
            var type = target.Parameters[i];
            if (type.IsWord) arguments[i] = new VmValue(type.Kind, Unsafe.Add(ref w, ListOperand(ref ip, at++)), null);
            else if (type.IsObject) arguments[i] = new VmValue(type.Kind, 0, Unsafe.Add(ref o, ListOperand(ref ip, words++)));
        }
        Output.Flush();
        VmValue result;
        try
        {
            result = function!(arguments);
        }
        catch (VmExternException halt)
        {
            throw Halt(ref ip, _fuel, halt.Message);
        }
        foreach (var argument in arguments)
            if (new BytecodeType(argument.Kind).IsShared) _shares?.Release(argument.Reference!);
        if (result.Kind != target.ReturnType.Kind || !IsInstance(result.Reference, target.ReturnType))
        {
            var given = new BytecodeType(result.Kind);
            var name = given.IsReference ? " " + LayoutOf(result.Reference).Name : "";
            throw Halt(ref ip, _fuel, $"extern {target.Name} gave a {result.Kind.ToString().ToLowerInvariant()}{name} instead of a {NameOf(target.ReturnType)}");
        }
        if (target.ReturnType.IsWord) W(ref w, ip.A) = result.Bits;
        if (!target.ReturnType.IsObject) return;
        O(ref o, ip.A) = result.Reference;
        if (target.ReturnType.IsShared) _shares?.Made(result.Reference!);
    }

    private string NameOf(BytecodeType type)
    {
        var kind = type.Kind.ToString().ToLowerInvariant();
        if (!type.IsReference) return kind;
        return kind + " " + type.Target switch
        {
            BytecodeTarget.Struct => _image.Structs[type.Number].Name,
            BytecodeTarget.Interface => _image.Interfaces[type.Number].Name,
            _ => _image.Arrays[type.Number].Name,
        };
    }

    // What the host hands in must be what the verifier took it for.
    private bool IsInstance(object? reference, BytecodeType type)
    {
        if (type.Kind == BytecodeKind.Str) return reference is byte[];
        if (!type.IsReference) return true;
        if (reference is not Slot[] slots) return false;
        switch (type.Target)
        {
            case BytecodeTarget.Struct: return ReferenceEquals(slots[0].Object, _structs[type.Number]);
            case BytecodeTarget.Array: return ReferenceEquals(slots[0].Object, _arrays[type.Number]);
            default:
                foreach (var itable in _image.Itables)
                    if (itable.Interface == type.Number && ReferenceEquals(slots[0].Object, _structs[itable.Struct])) return true;
                return false;
        }
    }
}
