// Helps the machine's tests: builds small programs of IR, runs them with every check on, and hands back what came out.

using System.Text;
using Vale.Backend.Vm;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

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
        var (output, error) = (new MemoryStream(), new MemoryStream());
        var result = VirtualMachine.Run(program, (options ?? new VmOptions { TrackShares = true }) with { Output = output, Error = error });
        return new VmRun(result, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    /// <summary>Runs a main.</summary>
    public static VmRun Run(IrType returns, Action<IrBuilder> body, IrStruct[]? structs = null) => Run(MainProgram(returns, body, structs));

    /// <summary>Prints a whole str value.</summary>
    public static void Print(IrBuilder b, int text) =>
        b.Intrinsic(IrIntrinsic.Print, IrType.Void, [text, b.Int(0, IrType.I32), b.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [text])]);
}
