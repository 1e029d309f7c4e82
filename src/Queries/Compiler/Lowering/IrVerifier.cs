// Checks IR against the rules its docstrings state. The compiler's tests, the backends' tests and debug builds run it:
// a backend may then trust what it is given. It judges form only; it does not know Vale.

using System.Runtime.CompilerServices;

namespace Vale.Compiler.Lowering;

/// <summary>
/// Verifies functions of one program: operand numbers, single definition, dominance, the type and ownership of every operand,
/// terminators, signatures, that a local holds something exactly when it is used, and that everything owned ends exactly once
/// on every path that returns.
/// </summary>
public sealed partial class IrVerifier
{
    private readonly Dictionary<string, IrStruct> _structs = [];
    private readonly Dictionary<string, IrFunction> _functions = [];
    private readonly Dictionary<string, IrExtern> _externs = [];
    private readonly List<string> _messages = [];

    /// <summary>Prepares to check functions against the structs and signatures of <paramref name="program"/>.</summary>
    public IrVerifier(IrProgram program)
    {
        foreach (var type in program.Structs)
            if (!_structs.TryAdd(type.Symbol, type)) _messages.Add($"program: struct {type.Symbol} is described twice");
        foreach (var unit in program.Units)
            foreach (var function in unit.Functions)
                if (!_functions.TryAdd(function.Symbol, function)) _messages.Add($"program: function {function.Symbol} is given twice");
        foreach (var item in program.Externs)
            if (!_externs.TryAdd(item.Symbol, item)) _messages.Add($"program: extern {item.Symbol} is given twice");
    }

    /// <summary>Every fault of the program and its functions; empty when all is well.</summary>
    public static IReadOnlyList<string> Verify(IrProgram program)
    {
        var verifier = new IrVerifier(program);
        verifier.CheckProgram(program);
        foreach (var unit in program.Units)
            foreach (var function in unit.Functions)
                verifier._messages.AddRange(verifier.Verify(function));
        return verifier._messages;
    }

    /// <summary>Every fault of one function, each with its block and instruction; empty when all is well.</summary>
    public IReadOnlyList<string> Verify(IrFunction function) => new FunctionCheck(this, function).Run();

    private void CheckProgram(IrProgram program)
    {
        foreach (var type in program.Structs)
        {
            foreach (var field in type.Fields)
            {
                var where = $"struct {type.Symbol}, field {field.Name}";
                CheckType(field.Type, where, _messages);
                if (field.Type.Ownership == IrOwnership.Live) _messages.Add($"{where}: a live address is never stored");
                if (type.IsImmutable && field.Type.Ownership is IrOwnership.Own or IrOwnership.Borrow)
                    _messages.Add($"{where}: an imm struct holds only immutables, not {field.Type}");
            }
        }
        foreach (var item in program.Externs)
        {
            foreach (var parameter in item.Parameters) CheckType(parameter, $"extern {item.Symbol}", _messages);
            CheckType(item.ReturnType, $"extern {item.Symbol}", _messages);
        }
        foreach (var item in program.Exports)
            if (!_functions.ContainsKey(item.FunctionSymbol))
                _messages.Add($"export {item.Module}_{item.Name}: no function {item.FunctionSymbol}");
        if (program.MainSymbol is { } main)
        {
            if (!_functions.TryGetValue(main, out var function)) _messages.Add($"program: no function {main} to start with");
            else if (function.ParameterCount != 0) _messages.Add($"program: {main} takes parameters, so it cannot be the start");
        }
        var units = new HashSet<string>();
        foreach (var unit in program.Units)
            if (!units.Add(unit.Name)) _messages.Add($"program: unit {unit.Name} is given twice");
    }

    private void CheckType(IrType type, string where, List<string> messages)
    {
        var sound = type.Kind switch
        {
            IrKind.Int => type is { Bits: 32 or 64, Ownership: IrOwnership.Value, Symbol: null },
            IrKind.Str => type is { Bits: 0, Ownership: IrOwnership.Share, Symbol: null },
            IrKind.Struct => type is { Bits: 0, Symbol: not null } && type.Ownership != IrOwnership.Value,
            _ => type is { Bits: 0, Ownership: IrOwnership.Value, Symbol: null },
        };
        if (!sound)
        {
            messages.Add($"{where}: {type} ({type.Kind}, {type.Ownership}, {type.Bits} bits) is no type");
            return;
        }
        if (type.Kind != IrKind.Struct) return;
        if (!_structs.TryGetValue(type.Symbol!, out var description)) messages.Add($"{where}: struct {type.Symbol} is not described");
        else if (description.IsImmutable != (type.Ownership == IrOwnership.Share))
            messages.Add($"{where}: {type}, but the struct is {(description.IsImmutable ? "imm: share only" : "mutable: never share")}");
    }

    /// <summary>What an intrinsic takes and gives. A null entry stands for i32 or i64, the same everywhere in the signature.</summary>
    public static (IrType?[] Parameters, IrType? Result) Signature(IrIntrinsic intrinsic)
    {
        IrType? any = null, i32 = IrType.I32, i64 = IrType.I64, f = IrType.Float, b = IrType.Bool, s = IrType.Str;
        IrType?[] slices = [s, i32, i32, s, i32, i32], slice = [s, i32, i32];
        return intrinsic switch
        {
            <= IrIntrinsic.IntMod => ([any, any], any),
            IrIntrinsic.IntNeg => ([any], any),
            <= IrIntrinsic.IntGe => ([any, any], b),
            <= IrIntrinsic.FloatMod => ([f, f], f),
            IrIntrinsic.FloatNeg or IrIntrinsic.FloatSqrt => ([f], f),
            <= IrIntrinsic.FloatGe => ([f, f], b),
            IrIntrinsic.BoolNot => ([b], b),
            IrIntrinsic.BoolEq => ([b, b], b),
            IrIntrinsic.I32ToI64 => ([i32], i64),
            IrIntrinsic.I64ToI32 => ([i64], i32),
            IrIntrinsic.I32ToFloat => ([i32], f),
            IrIntrinsic.FloatToI32 => ([f], i32),
            IrIntrinsic.I64ToFloat => ([i64], f),
            IrIntrinsic.FloatToI64 => ([f], i64),
            IrIntrinsic.IntToStr => ([any], s),
            IrIntrinsic.FloatToStr => ([f], s),
            IrIntrinsic.StrLen => ([s], i32),
            IrIntrinsic.StrConcat => (slices, s),
            IrIntrinsic.StrEq => (slices, b),
            IrIntrinsic.StrCompare or IrIntrinsic.StrIndexOf => (slices, i32),
            IrIntrinsic.StrSlice => (slice, s),
            IrIntrinsic.StrToByte => (slice, i32),
            IrIntrinsic.StrFromCode => ([i32], s),
            IrIntrinsic.Print or IrIntrinsic.PrintError => (slice, IrType.Void),
            IrIntrinsic.Panic => ([], IrType.Never),
            IrIntrinsic.PanicWith => ([s], IrType.Never),
            IrIntrinsic.MainArgCount => ([], i32),
            IrIntrinsic.MainArg => ([i32], s),
            _ => throw new SwitchExpressionException(intrinsic),
        };
    }
}
