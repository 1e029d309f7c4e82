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

    private static DefinitionResult Run(ReadContext context, TextDocumentPositionParams parameters)
    {
        var targets = context.Analysis.GotoDefinition(context.Position(parameters));
        if (context.Client.LocationLinks)
        {
            var links = new LocationLink[targets.Count];
            for (var i = 0; i < links.Length; i++) links[i] = ToProtocol.Link(context, targets[i]);
            return new DefinitionResult(links, null);
        }
        var locations = new Location[targets.Count];
        for (var i = 0; i < locations.Length; i++) locations[i] = ToProtocol.Location(context, targets[i]);
        return new DefinitionResult(null, locations);
    }
}
