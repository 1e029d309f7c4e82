// textDocument/documentSymbol.

using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>textDocument/documentSymbol</c>.</summary>
internal static class DocumentSymbolFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/documentSymbol",
        Policy.Read,
        OnCancel.Retry,
        json => json.DocumentParams,
        json => json.DocumentSymbolResult,
        Run,
        static capabilities => capabilities.DocumentSymbolProvider = true);

    private static DocumentSymbolResult Run(ReadContext context, DocumentParams parameters)
    {
        var file = context.File(parameters.TextDocument.Uri);
        var symbols = context.Analysis.DocumentSymbols(file);
        return context.Client.SymbolTree
            ? new DocumentSymbolResult(ToProtocol.Symbols(context.Lines(file), symbols), null)
            : new DocumentSymbolResult(null, ToProtocol.FlatSymbols(context, file, symbols));
    }
}
