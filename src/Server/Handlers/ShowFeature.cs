// vale/show: a fact the compiler knows of what is under the cursor, as text. What needs machine code is put together here,
// since the analysis knows no backend.

using System.Text;
using Vale.Backend.Bytecode;
using Vale.Backend.Llvm;
using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using Vale.Ide.Facts;
using Vale.Queries.Runtime.Values;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using Vale.Server.Rpc;

namespace Vale.Server.Handlers;

/// <summary>The request <c>vale/show</c>.</summary>
internal static class ShowFeature
{
    /// <summary>What can be asked for, beside <see cref="FactKind"/>'s.</summary>
    private const string Llvm = "llvm", Bytecode = "bytecode";

    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "vale/show", Policy.Read, OnCancel.ContentModified, json => json.ShowParams, json => json.ShowResult, Run);

    private static ShowResult? Run(ReadContext context, ShowParams parameters)
    {
        var position = context.Position(new TextDocumentPositionParams(parameters.TextDocument, parameters.Position));
        return Of(context.Analysis, position, parameters.Kind);
    }

    /// <summary>The fact; null when there is none of that kind at the position.</summary>
    /// <exception cref="RpcException">The kind is none.</exception>
    public static ShowResult? Of(Ide.Analysis analysis, Ide.FilePosition position, string kind)
    {
        if (kind is Llvm or Bytecode)
        {
            if (analysis.Show(position, FactKind.Ir) is not { } ir) return null;
            var title = ir.Title.Replace("IR of", kind == Llvm ? "LLVM IR of" : "Bytecode of", StringComparison.Ordinal);
            if (analysis.Lowered(position) is not { } lowered || lowered.Symbols.Count == 0) return new ShowResult(title, "plaintext", ir.Text);
            return kind == Llvm
                ? new ShowResult(title, "llvm", LlvmText(lowered.Program, lowered.Symbols))
                : new ShowResult(title, "plaintext", BytecodeText(lowered.Program, lowered.Symbols));
        }
        if (!Enum.TryParse<FactKind>(kind, ignoreCase: true, out var fact) || !Enum.IsDefined(fact))
            throw new RpcException(ErrorCodes.InvalidParams, $"`{kind}` is no fact: {string.Join(", ", Kinds)}");
        return analysis.Show(position, fact) is { } found ? new ShowResult(found.Title, "plaintext", found.Text) : null;
    }

    /// <summary>Every kind of fact.</summary>
    public static IEnumerable<string> Kinds => Enum.GetNames<FactKind>().Select(static name => name.ToLowerInvariant()).Append(Llvm).Append(Bytecode);

    // Without optimisation, so that it can be read beside the source.
    private static string LlvmText(IrProgram program, IReadOnlyList<string> symbols)
    {
        var options = new LlvmOptions(OptLevel.O0, EmitKind.LlvmIr);
        var functions = new List<IrFunction>();
        foreach (var unit in program.Units)
            foreach (var function in unit.Functions)
                if (symbols.Contains(function.Symbol)) functions.Add(function);
        try
        {
            return LlvmBackend.Emit(new LlvmProgram(program).Unit(new IrUnit("shown", functions.ToValueArray()), options), options).Text;
        }
        catch (LlvmNotFoundException e)
        {
            return $"LLVM is needed for this and was not found: {e.Message}\n";
        }
    }

    private static string BytecodeText(IrProgram program, IReadOnlyList<string> symbols)
    {
        var text = new StringBuilder();
        var image = BytecodeWriter.Write(program);
        // The image has the program's functions in their order.
        var number = 0;
        foreach (var unit in program.Units)
            foreach (var function in unit.Functions)
            {
                if (symbols.Contains(function.Symbol)) text.Append(function.Symbol).Append('\n').Append(BytecodePrinter.Print(image, image.Functions[number])).Append('\n');
                number++;
            }
        return text.ToString();
    }
}
