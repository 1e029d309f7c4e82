// Checks IR against the rules its docstrings state. The compiler's tests, the backends' tests and debug builds run it:
// a backend may then trust what it is given. It judges form only; it does not know Vale.

using System.Runtime.CompilerServices;

namespace Vale.Compiler.Lowering;

/// <summary>
/// Verifies functions of one program: operand numbers, single definition, dominance, the type and ownership of every operand,
/// terminators, signatures, that itables fit their interfaces, that a local holds something exactly when it is used, and that
/// everything owned ends exactly once on every path that returns.
/// </summary>
public sealed partial class IrVerifier
{
    private readonly Dictionary<string, IrStruct> _structs = [];
    private readonly Dictionary<string, IrInterface> _interfaces = [];
    private readonly Dictionary<string, IrMethod> _methods = [];
    private readonly Dictionary<string, IrItable> _itables = [];
    private readonly HashSet<(string Struct, string Interface)> _implemented = [];
    private readonly Dictionary<string, IrArray> _arrays = [];
    private readonly Dictionary<string, IrFunction> _functions = [];
    private readonly Dictionary<string, IrExtern> _externs = [];
    private readonly List<string> _messages = [];

    /// <summary>Prepares to check functions against the types and signatures of <paramref name="program"/>.</summary>
    public IrVerifier(IrProgram program)
    {
        foreach (var type in program.Structs)
            if (!_structs.TryAdd(type.Symbol, type)) _messages.Add($"program: struct {type.Symbol} is described twice");
        foreach (var type in program.Interfaces)
        {
            if (!_interfaces.TryAdd(type.Symbol, type)) _messages.Add($"program: interface {type.Symbol} is described twice");
            foreach (var method in type.Methods)
                if (!_methods.TryAdd(method.Symbol, method)) _messages.Add($"program: method {method.Symbol} is described twice");
        }
        foreach (var itable in program.Itables)
        {
            if (!_itables.TryAdd(itable.Symbol, itable)) _messages.Add($"program: itable {itable.Symbol} is described twice");
            if (!_implemented.Add((itable.Struct, itable.Interface))) _messages.Add($"program: {itable.Struct} implements {itable.Interface} twice");
        }
        foreach (var type in program.Arrays)
            if (!_arrays.TryAdd(type.Symbol, type)) _messages.Add($"program: array {type.Symbol} is described twice");
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
