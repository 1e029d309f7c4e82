// A second opinion on what IR means: evaluates it instruction by instruction from the docstrings, with a dictionary of values and
// no registers, moves or fusions. Slow and plain on purpose; the machine must agree with it.

using System.Text;
using Vale.Compiler.Lowering;

namespace Backend.Tests.Vm;

/// <summary>Evaluates programs of integers, bools, floats, strings, structs, interfaces, arrays and references. An object behind an interface is the object.</summary>
internal sealed class IrEvaluator(IrProgram program)
{
    private readonly Dictionary<string, IrFunction> _functions = program.Units.SelectMany(unit => unit.Functions).ToDictionary(it => it.Symbol);
    private readonly StringBuilder _output = new();
    private int _steps;

    /// <summary>What can die.</summary>
    private abstract class Thing
    {
        public bool IsAlive { get; set; } = true;
    }

    /// <summary>An object: its struct and its fields.</summary>
    private sealed class Instance(string symbol, object?[] fields) : Thing
    {
        public string Symbol { get; } = symbol;
        public object?[] Fields { get; } = fields;
    }

    /// <summary>An array.</summary>
    private sealed class Row(IrArray type, int capacity) : Thing
    {
        public IrArray Type { get; } = type;
        public int Capacity { get; } = capacity;
        public List<object?> Elements { get; } = [];

        public int At(object? index)
        {
            var at = (int)index!;
            return at >= 0 && at < Elements.Count ? at : throw new HaltException($"index {at} is out of bounds: the {Type.DisplayName} holds {Elements.Count}");
        }
    }

    private sealed class HaltException(string message) : Exception(message);

    /// <summary>What main printed and returned, or the message it halted with.</summary>
    public (string Output, object? Value, string? Halt) Run()
    {
        try
        {
            var value = Call(program.MainSymbol!, []);
            return (_output.ToString(), value, null);
        }
        catch (HaltException halt)
        {
            return (_output.ToString(), null, halt.Message);
        }
    }

    private object? Call(string symbol, object?[] arguments)
    {
        var function = _functions[symbol];
        var locals = new object?[function.Locals.Length];
        arguments.CopyTo(locals, 0);
        var values = new Dictionary<int, object?>();
        for (var block = 0; ;)
        {
            var (start, count) = (function.Blocks[block].Start, function.Blocks[block].Count);
            for (var i = start; i < start + count; i++)
            {
                if (++_steps > 200_000) throw new InvalidOperationException("The program does not end.");
                var it = function.Instructions[i];
                switch (it.Op)
                {
                    case IrOp.Jump:
                        block = it.A;
                        break;
                    case IrOp.Branch:
                        block = (bool)values[it.A]! ? it.B : it.C;
                        break;
                    case IrOp.Return:
                        return values[it.A];
                    case IrOp.Unreachable:
                        throw new InvalidOperationException("Unreachable was reached.");
                    default:
                        var result = Step(function, it, locals, values);
                        if (it.Result >= 0) values[it.Result] = result;
                        break;
                }
            }
        }
    }

    private object? Step(IrFunction function, in IrInstruction it, object?[] locals, Dictionary<int, object?> values)
    {
        object?[] Arguments(in IrInstruction call)
        {
            var list = new object?[call.B];
            for (var k = 0; k < call.B; k++) list[k] = values[function.Operands[call.A + k]];
            return list;
        }
        switch (it.Op)
        {
            case IrOp.ConstVoid: return null;
            case IrOp.ConstBool: return it.Immediate != 0;
            case IrOp.ConstInt: return it.Type.Bits == 32 ? (object)(int)it.Immediate : it.Immediate;
            case IrOp.ConstFloat: return BitConverter.Int64BitsToDouble(it.Immediate);
            case IrOp.ConstStr: return function.Strings[it.A];
            case IrOp.LocalInit: locals[it.A] = values[it.B]; return null;
            case IrOp.LocalPeek: return locals[it.A];
            case IrOp.LocalTake: return Exchange(ref locals[it.A], null);
            case IrOp.LocalSwap: return Exchange(ref locals[it.A], values[it.B]);
            case IrOp.New: return new Instance(it.Type.Symbol!, Arguments(it));
            case IrOp.FieldPeek or IrOp.FieldTake: return ((Instance)values[it.A]!).Fields[it.B];
            case IrOp.FieldSwap: return Exchange(ref ((Instance)values[it.A]!).Fields[it.B], values[it.C]);
            case IrOp.Free: ((Thing)values[it.A]!).IsAlive = false; return null;
            case IrOp.Borrow or IrOp.Retain or IrOp.Weaken or IrOp.Upcast or IrOp.Downcast or IrOp.Freeze: return values[it.A];
            case IrOp.Check: return ((Thing)values[it.A]!).IsAlive ? values[it.A] : throw new HaltException($"dereferenced a {DisplayName(it.Type)} that is already dead");
            case IrOp.Alive: return ((Thing)values[it.A]!).IsAlive;
            case IrOp.IsInstance: return Itable(function.Symbols[it.C]).Struct == ((Instance)values[it.A]!).Symbol;
            case IrOp.CallInterface:
            {
                var arguments = Arguments(it);
                return Call(Override(function.Symbols[it.C], ((Instance)arguments[it.Immediate]!).Symbol), arguments);
            }
            case IrOp.ArrayNew:
            {
                var (symbol, capacity) = (it.Type.Symbol, (int)values[it.A]!);
                var type = program.Arrays.Single(array => array.Symbol == symbol);
                return capacity < 0 ? throw new HaltException($"a {type.DisplayName} cannot have room for {capacity} elements") : new Row(type, capacity);
            }
            case IrOp.ArrayPush:
            {
                var array = (Row)values[it.A]!;
                if (array.Elements.Count >= array.Capacity) throw new HaltException($"the {array.Type.DisplayName} is full: it has room for {array.Capacity}");
                array.Elements.Add(values[it.B]);
                return null;
            }
            case IrOp.ArrayPop:
            {
                var elements = ((Row)values[it.A]!).Elements;
                if (elements.Count == 0) throw new HaltException($"pop of an empty {((Row)values[it.A]!).Type.DisplayName}");
                var last = elements[^1];
                elements.RemoveAt(elements.Count - 1);
                return last;
            }
            case IrOp.ArrayLength: return ((Row)values[it.A]!).Elements.Count;
            case IrOp.ArrayCapacity: return ((Row)values[it.A]!).Capacity;
            case IrOp.ElementPeek or IrOp.ElementTake: return ((Row)values[it.A]!).Elements[((Row)values[it.A]!).At(values[it.B])];
            case IrOp.ElementSwap:
            {
                var array = (Row)values[it.A]!;
                var at = array.At(values[it.B]);
                var old = array.Elements[at];
                array.Elements[at] = values[it.C];
                return old;
            }
            case IrOp.ArrayFree:
            {
                var array = (Row)values[it.A]!;
                if (array.Type is { Length: null, Element.Ownership: IrOwnership.Own or IrOwnership.Share } && array.Elements.Count > 0)
                    throw new HaltException($"a {array.Type.DisplayName} that still holds {array.Elements.Count} elements was destroyed");
                array.IsAlive = false;
                return null;
            }
            case IrOp.Release: return null;
            case IrOp.SameInstance: return ReferenceEquals(values[it.A], values[it.B]);
            case IrOp.Call: return Call(function.Symbols[it.C], Arguments(it));
            case IrOp.Intrinsic: return Intrinsic((IrIntrinsic)it.C, Arguments(it));
            default: throw new InvalidOperationException($"{it.Op} is not evaluated here.");
        }
    }

    private string DisplayName(IrType type) => type.Kind switch
    {
        IrKind.Struct => program.Structs.Single(it => it.Symbol == type.Symbol).DisplayName,
        IrKind.Interface => program.Interfaces.Single(it => it.Symbol == type.Symbol).DisplayName,
        _ => program.Arrays.Single(it => it.Symbol == type.Symbol).DisplayName,
    };

    private IrItable Itable(string symbol) => program.Itables.Single(it => it.Symbol == symbol);

    private string Override(string method, string type)
    {
        var described = program.Interfaces.Single(it => it.Methods.Any(slot => slot.Symbol == method));
        var slot = described.Methods.ToList().FindIndex(it => it.Symbol == method);
        return program.Itables.Single(it => it.Interface == described.Symbol && it.Struct == type).Overrides[slot];
    }

    private static object? Exchange(ref object? place, object? value)
    {
        var old = place;
        place = value;
        return old;
    }

    private object? Intrinsic(IrIntrinsic intrinsic, object?[] a)
    {
        if (a is [int or long, ..] && intrinsic <= IrIntrinsic.IntGe)
        {
            var wide = a[0] is long;
            var x = wide ? (long)a[0]! : (int)a[0]!;
            var y = a.Length < 2 ? 0 : wide ? (long)a[1]! : (int)a[1]!;
            if (intrinsic is IrIntrinsic.IntDiv or IrIntrinsic.IntMod && y == 0) throw new HaltException(intrinsic == IrIntrinsic.IntDiv ? "division by zero" : "mod by zero");
            long? number = intrinsic switch
            {
                IrIntrinsic.IntAdd => x + y,
                IrIntrinsic.IntSub => x - y,
                IrIntrinsic.IntMul => x * y,
                IrIntrinsic.IntDiv => (long)((Int128)x / y),
                IrIntrinsic.IntMod => (long)((Int128)x % y),
                IrIntrinsic.IntNeg => -x,
                _ => null,
            };
            if (number is { } result) return wide ? (object)result : (int)result;
            return intrinsic switch
            {
                IrIntrinsic.IntEq => x == y,
                IrIntrinsic.IntNe => x != y,
                IrIntrinsic.IntLt => x < y,
                IrIntrinsic.IntGt => x > y,
                IrIntrinsic.IntLe => x <= y,
                _ => x >= y,
            };
        }
        switch (intrinsic)
        {
            case IrIntrinsic.FloatAdd: return (double)a[0]! + (double)a[1]!;
            case IrIntrinsic.FloatMul: return (double)a[0]! * (double)a[1]!;
            case IrIntrinsic.FloatLt: return (double)a[0]! < (double)a[1]!;
            case IrIntrinsic.FloatGe: return (double)a[0]! >= (double)a[1]!;
            case IrIntrinsic.FloatEq: return (double)a[0]! == (double)a[1]!;
            case IrIntrinsic.BoolNot: return !(bool)a[0]!;
            case IrIntrinsic.BoolEq: return (bool)a[0]! == (bool)a[1]!;
            case IrIntrinsic.I32ToI64: return (long)(int)a[0]!;
            case IrIntrinsic.I64ToI32: return (int)(long)a[0]!;
            case IrIntrinsic.I32ToFloat: return (double)(int)a[0]!;
            case IrIntrinsic.IntToStr: return a[0] is int small ? small.ToString(System.Globalization.CultureInfo.InvariantCulture) : ((long)a[0]!).ToString(System.Globalization.CultureInfo.InvariantCulture);
            case IrIntrinsic.StrLen: return ((string)a[0]!).Length;
            case IrIntrinsic.StrConcat: return ((string)a[0]!)[(int)a[1]!..(int)a[2]!] + ((string)a[3]!)[(int)a[4]!..(int)a[5]!];
            case IrIntrinsic.Print: _output.Append(((string)a[0]!).AsSpan((int)a[1]!, (int)a[2]!)); return null;
            default: throw new InvalidOperationException($"{intrinsic} is not evaluated here.");
        }
    }
}
