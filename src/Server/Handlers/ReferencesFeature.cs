// textDocument/references.

using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>textDocument/references</c>.</summary>
internal static class ReferencesFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/references",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.ReferenceParams,
        json => json.LocationArray,
        Run,
        static capabilities => capabilities.ReferencesProvider = true);

    private static Location[] Run(ReadContext context, ReferenceParams parameters)
    {
        var found = context.Analysis.References(context.Position(parameters.Place), parameters.IncludeDeclaration);
        var locations = new Location[found.Count];
        for (var i = 0; i < locations.Length; i++) locations[i] = context.Location(found[i]);
        return locations;
    }
}
