// Bytecode as text, for people and for tests. Knows the shapes of instructions and nothing of running them.

using System.Globalization;
using System.Text;

namespace Vale.Backend.Bytecode;

/// <summary>Prints images.</summary>
public static class BytecodePrinter
{
    /// <summary>All functions, each with its registers and its code, a line per instruction.</summary>
    public static string Print(BytecodeImage image)
    {
        var text = new StringBuilder();
        for (var i = 0; i < image.Structs.Length; i++)
        {
            var item = image.Structs[i];
            text.Append(CultureInfo.InvariantCulture, $"struct #{i} {(item.IsImmutable ? "imm " : "")}{item.Name} ({string.Join(", ", item.Fields)})\n");
        }
        for (var i = 0; i < image.Interfaces.Length; i++)
        {
            var item = image.Interfaces[i];
            text.Append(CultureInfo.InvariantCulture, $"interface #{i} {(item.IsImmutable ? "imm " : "")}{item.Name}\n");
            for (var k = item.FirstMethod; k < item.FirstMethod + item.MethodCount; k++)
                text.Append(CultureInfo.InvariantCulture, $"  method {k} ({string.Join(", ", image.Methods[k].Parameters)}) {image.Methods[k].ReturnType} by {image.Methods[k].VirtualIndex}\n");
        }
        foreach (var itable in image.Itables)
            text.Append(CultureInfo.InvariantCulture, $"itable {image.Structs[itable.Struct].Name} as {image.Interfaces[itable.Interface].Name} ({string.Join(", ", itable.Functions)})\n");
        for (var i = 0; i < image.Arrays.Length; i++)
        {
            var item = image.Arrays[i];
            text.Append(CultureInfo.InvariantCulture, $"array #{i} {(item.IsImmutable ? "imm " : "")}{item.Name} {(item.Length < 0 ? "" : item.Length.ToString(CultureInfo.InvariantCulture) + " ")}of {item.Element}\n");
        }
        for (var i = 0; i < image.Functions.Length; i++)
        {
            var function = image.Functions[i];
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "\n" : "")}function {i} {function.Name}({string.Join(", ", function.Parameters)}) {function.ReturnType}\n");
            text.Append(Print(image, function));
        }
        return text.ToString();
    }

    /// <summary>The code of one function: offset, source line where it changes, instruction.</summary>
    public static string Print(BytecodeImage image, BytecodeFunction function)
    {
        var text = new StringBuilder();
        var line = 0;
        for (var offset = 0; offset < function.Length;)
        {
            var instruction = image.Code[function.Start + offset];
            var now = function.LineAt(offset);
            text.Append(CultureInfo.InvariantCulture, $"{offset,5} {(now != line ? now.ToString(CultureInfo.InvariantCulture) : ""),5}  ");
            line = now;
            text.Append(Print(image, function, offset)).Append('\n');
            offset += 1 + instruction.X;
        }
        return text.ToString();
    }

    private static string Print(BytecodeImage image, BytecodeFunction function, int offset)
    {
        var at = function.Start + offset;
        var i = image.Code[at];
        var (a, b, c) = (i.A, i.B, i.C);
        var list = new int[i.X * 4];
        for (var k = 0; k < list.Length; k++) list[k] = image.Code[at + 1 + k / 4].List(k % 4);
        string To(int distance) => "-> " + (offset + distance).ToString(CultureInfo.InvariantCulture);
        var operands = i.Op switch
        {
            Opcode.MoveW or Opcode.Not or Opcode.NegI32 or Opcode.NegI64 or Opcode.NegF or Opcode.SqrtF or
                >= Opcode.I32ToI64 and <= Opcode.FloatToI64 => $"w{a} = w{b}",
            Opcode.MoveO or Opcode.Check or Opcode.Freeze => $"o{a} = o{b}",
            Opcode.Const => $"w{a} = {i.BC}",
            Opcode.ConstLong => $"w{a} = {image.Constants[i.BC]}",
            Opcode.ConstStr => $"o{a} = {Quoted(image.Strings[i.BC])}",
            >= Opcode.AddImmI32 and <= Opcode.ModImmI32 or >= Opcode.AddImmI64 and <= Opcode.ModImmI64 or >= Opcode.EqImm and <= Opcode.GeImm =>
                $"w{a} = w{b}, {(short)c}",
            >= Opcode.AddI32 and <= Opcode.LeF => $"w{a} = w{b}, w{c}",
            Opcode.Jump => To(i.BC),
            Opcode.JumpIf or Opcode.JumpIfNot => $"w{a} {To(i.BC)}",
            >= Opcode.JumpEqImm and <= Opcode.JumpGeImm => $"w{a}, {(short)b} {To((short)c)}",
            >= Opcode.JumpEq and <= Opcode.JumpNotLeF => $"w{a}, w{b} {To((short)c)}",
            Opcode.Call => Called(image.Functions[i.BC].Name, image.Functions[i.BC].Parameters, image.Functions[i.BC].ReturnType, a, list.AsSpan(2)),
            Opcode.CallInterface => Called($"method {i.BC} of o{image.Code[at + i.X - 1].List(0)}", image.Methods[i.BC].Parameters, image.Methods[i.BC].ReturnType, a, list.AsSpan(2)),
            Opcode.CallExtern => Called(image.Externs[i.BC].Name, image.Externs[i.BC].Parameters, image.Externs[i.BC].ReturnType, a, list),
            Opcode.ReturnW or Opcode.MainArgCount => $"w{a}",
            Opcode.ReturnO or Opcode.Free or Opcode.ArrayFree or Opcode.Retain or Opcode.Release or Opcode.PanicWith => $"o{a}",
            Opcode.New => Called(image.Structs[i.BC].Name, image.Structs[i.BC].Fields, new BytecodeType(BytecodeKind.Own), a, list),
            Opcode.LoadW or Opcode.CheckedLoadW => $"w{a} = o{b}.{c}",
            Opcode.LoadO or Opcode.TakeO or Opcode.CheckedLoadO => $"o{a} = o{b}.{c}",
            Opcode.StoreW or Opcode.CheckedStoreW => $"o{b}.{c} = w{a}",
            Opcode.StoreO or Opcode.CheckedStoreO => $"o{b}.{c} = o{a}",
            Opcode.SwapW => $"w{a} = o{b}.{c} = w{list[0]}",
            Opcode.SwapO => $"o{a} = o{b}.{c} = o{list[0]}",
            Opcode.Same => $"w{a} = o{b}, o{c}",
            Opcode.IsInstance => $"w{a} = o{b} is {image.Structs[(int)image.Code[at + 1].Bits].Name}",
            Opcode.Downcast => $"o{a} = o{b} as {image.Structs[(int)image.Code[at + 1].Bits].Name}",
            Opcode.ArrayNew => $"o{a} = {image.Arrays[i.BC].Name} for w{list[0]}",
            Opcode.ArrayPushW => $"o{b} <- w{a}",
            Opcode.ArrayPushO => $"o{b} <- o{a}",
            Opcode.ArrayPopO => $"o{a} = o{b}",
            Opcode.ElementLoadW or Opcode.CheckedElementLoadW => $"w{a} = o{b}[w{c}]",
            Opcode.ElementLoadO or Opcode.ElementTakeO or Opcode.CheckedElementLoadO => $"o{a} = o{b}[w{c}]",
            Opcode.ElementStoreW or Opcode.CheckedElementStoreW => $"o{b}[w{c}] = w{a}",
            Opcode.ElementStoreO or Opcode.CheckedElementStoreO => $"o{b}[w{c}] = o{a}",
            Opcode.ElementSwapW => $"w{a} = o{b}[w{c}] = w{list[0]}",
            Opcode.ElementSwapO => $"o{a} = o{b}[w{c}] = o{list[0]}",
            Opcode.IntToStr or Opcode.FloatToStr or Opcode.StrFromCode or Opcode.MainArg => $"o{a} = w{b}",
            Opcode.StrLen or Opcode.Alive or Opcode.ArrayPopW or Opcode.ArrayLength or Opcode.ArrayCapacity or Opcode.CheckedArrayLength => $"w{a} = o{b}",
            Opcode.StrConcat or Opcode.StrEq or Opcode.StrCompare or Opcode.StrIndexOf =>
                $"{(i.Op == Opcode.StrConcat ? 'o' : 'w')}{a} = o{list[0]}[w{list[1]}..w{list[2]}], o{list[3]}[w{list[4]}..w{list[5]}]",
            Opcode.StrSlice or Opcode.StrToByte => $"{(i.Op == Opcode.StrSlice ? 'o' : 'w')}{a} = o{b}[w{list[0]}..w{list[1]}]",
            Opcode.Print or Opcode.PrintError => $"o{a} from w{b} for w{c}",
            _ => "",
        };
        return operands.Length == 0 ? i.Op.ToString() : $"{i.Op,-12} {operands}";
    }

    private static string Called(string name, BytecodeType[] types, BytecodeType result, int register, ReadOnlySpan<int> list)
    {
        var text = new StringBuilder();
        if (result.IsWord || result.IsObject) text.Append(CultureInfo.InvariantCulture, $"{(result.IsWord ? 'w' : 'o')}{register} = ");
        text.Append(name).Append('(');
        var count = 0;
        for (var pass = 0; pass < 2; pass++)
            foreach (var type in types)
                if (pass == 0 ? type.IsWord : type.IsObject)
                    text.Append(CultureInfo.InvariantCulture, $"{(count > 0 ? ", " : "")}{(pass == 0 ? 'w' : 'o')}{list[count++]}");
        return text.Append(')').ToString();
    }

    private static string Quoted(byte[] literal) =>
        "\"" + Encoding.UTF8.GetString(literal).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}
