// textDocument/definition.

using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>textDocument/definition</c>.</summary>
internal static class DefinitionFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/definition",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.TextDocumentPositionParams,
        json => json.DefinitionResult,
        Run,
        static capabilities => capabilities.DefinitionProvider = true);

    private static DefinitionResult Run(ReadContext context, TextDocumentPositionParams parameters) =>
        ToProtocol.Targets(context, context.Analysis.GotoDefinition(context.Position(parameters)), context.Client.LocationLinks);
}
