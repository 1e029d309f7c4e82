// Helps the machine's tests: builds small programs of IR, runs them with every check on, and hands back what came out.

using System.Text;
using Vale.Backend.Bytecode;
using Vale.Backend.Vm;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;
using Xunit;

namespace Backend.Tests.Vm;

/// <summary>What a run printed and came to.</summary>
internal sealed record VmRun(VmResult Result, string Output, string Error)
{
    /// <summary>The file that the functions of test programs come from.</summary>
    public const string File = "src/main.vale";

    /// <summary>A program of these functions; the first is main and begins in line 1 of <see cref="File"/>, as all do.</summary>
    public static IrProgram Program(IrFunction[] functions, IrStruct[]? structs = null, IrExtern[]? externs = null) => new(
        [new IrUnit("main", functions.ToValueArray())],
        (structs ?? []).ToValueArray(),
        (externs ?? []).ToValueArray(),
        [],
        functions[0].Symbol,
        functions.Select(function => new IrSourcePosition(function.Symbol, File, 1)).ToValueArray());

    /// <summary>A program of main alone.</summary>
    public static IrProgram MainProgram(IrType returns, Action<IrBuilder> body, IrStruct[]? structs = null, IrExtern[]? externs = null) =>
        Program([Function("main", returns, body)], structs, externs);

    /// <summary>One function.</summary>
    public static IrFunction Function(string name, IrType returns, Action<IrBuilder> body)
    {
        var builder = new IrBuilder(name, name, returns);
        body(builder);
        return builder.Build();
    }

    /// <summary>Runs with shares tracked, after the bytecode has been through a file.</summary>
    public static VmRun Run(IrProgram program, VmOptions? options = null)
    {
        Assert.Empty(IrVerifier.Verify(program));
        options ??= new VmOptions { TrackShares = true };
        var file = BytecodeFile.Write(BytecodeWriter.Write(program, new BytecodeOptions(options.TrackShares)));
        return Run(BytecodeFile.Read(file), options);
    }

    /// <summary>Runs an image.</summary>
    public static VmRun Run(BytecodeImage image, VmOptions options)
    {
        var (output, error) = (new MemoryStream(), new MemoryStream());
        var result = VirtualMachine.Run(image, options with { Output = output, Error = error });
        return new VmRun(result, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    /// <summary>The value of a main that gives one intrinsic's result on constants: bool, int, long, double and string are taken.</summary>
    public static VmRun Evaluate(IrIntrinsic intrinsic, IrType returns, params object[] operands) => Run(returns, b =>
    {
        var values = operands.Select(operand => Constant(b, operand)).ToArray();
        var result = b.Intrinsic(intrinsic, returns, values);
        foreach (var value in values)
            if (b.TypeOf(value) == IrType.Str) b.Release(value);
        if (returns == IrType.Never) b.Unreachable();
        else b.Return(result);
    });

    /// <summary>A constant of the type that fits the C# value.</summary>
    public static int Constant(IrBuilder b, object value) => value switch
    {
        bool it => b.Bool(it),
        int it => b.Int(it, IrType.I32),
        long it => b.Int(it, IrType.I64),
        double it => b.Float(it),
        string it => b.Str(it),
        _ => throw new ArgumentException($"no constant of {value.GetType()}"),
    };

    /// <summary>Runs a main.</summary>
    public static VmRun Run(IrType returns, Action<IrBuilder> body, IrStruct[]? structs = null) => Run(MainProgram(returns, body, structs));

    /// <summary>Prints a whole str value.</summary>
    public static void Print(IrBuilder b, int text) =>
        b.Intrinsic(IrIntrinsic.Print, IrType.Void, [text, b.Int(0, IrType.I32), b.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [text])]);
}
