// workspace/symbol, and vale/librarySymbols, which is the same of the library.

using Vale.Ide;
using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>workspace/symbol</c>.</summary>
internal static class WorkspaceSymbolFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "workspace/symbol",
        Policy.Read,
        OnCancel.Retry,
        json => json.WorkspaceSymbolParams,
        json => json.SymbolInformationArray,
        Run,
        static capabilities => capabilities.WorkspaceSymbolProvider = true);

    /// <summary>The request <c>vale/librarySymbols</c>.</summary>
    public static Handler OfLibrary => Loop.Handler.ReadingRequest(
        "vale/librarySymbols",
        Policy.Read,
        OnCancel.Retry,
        json => json.WorkspaceSymbolParams,
        json => json.SymbolInformationArray,
        static (context, parameters) => Tell(context, context.Analysis.LibrarySymbols(parameters.Query)));

    private static SymbolInformation[] Run(ReadContext context, WorkspaceSymbolParams parameters) => Tell(context, context.Analysis.WorkspaceSymbols(parameters.Query));

    private static SymbolInformation[] Tell(ReadContext context, IReadOnlyList<WorkspaceSymbol> found)
    {
        var symbols = new SymbolInformation[found.Count];
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = new SymbolInformation(found[i].Name, ToProtocol.Kind(found[i].Kind), ToProtocol.Location(context, found[i].Target), found[i].Container);
        return symbols;
    }
}
