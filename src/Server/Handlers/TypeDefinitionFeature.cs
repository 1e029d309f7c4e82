// textDocument/typeDefinition.

using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>textDocument/typeDefinition</c>.</summary>
internal static class TypeDefinitionFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/typeDefinition",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.TextDocumentPositionParams,
        json => json.DefinitionResult,
        Run,
        static capabilities => capabilities.TypeDefinitionProvider = true);

    private static DefinitionResult Run(ReadContext context, TextDocumentPositionParams parameters) =>
        ToProtocol.Targets(context, context.Analysis.GotoTypeDefinition(context.Position(parameters)), context.Client.TypeDefinitionLinks);
}
