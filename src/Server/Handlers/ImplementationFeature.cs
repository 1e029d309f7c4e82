// textDocument/implementation.

using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>textDocument/implementation</c>.</summary>
internal static class ImplementationFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/implementation",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.TextDocumentPositionParams,
        json => json.DefinitionResult,
        Run,
        static capabilities => capabilities.ImplementationProvider = true);

    private static DefinitionResult Run(ReadContext context, TextDocumentPositionParams parameters) =>
        ToProtocol.Targets(context, context.Analysis.GotoImplementation(context.Position(parameters)), context.Client.ImplementationLinks);
}
