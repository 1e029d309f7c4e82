// textDocument/documentHighlight.

using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>textDocument/documentHighlight</c>.</summary>
internal static class DocumentHighlightFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/documentHighlight",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.TextDocumentPositionParams,
        json => json.DocumentHighlightArray,
        Run,
        static capabilities => capabilities.DocumentHighlightProvider = true);

    private static DocumentHighlight[] Run(ReadContext context, TextDocumentPositionParams parameters)
    {
        var place = context.Position(parameters);
        var found = context.Analysis.DocumentHighlights(place);
        var highlights = new DocumentHighlight[found.Count];
        for (var i = 0; i < highlights.Length; i++)
            highlights[i] = new DocumentHighlight(
                context.Range(place.File, found[i].Range), found[i].IsDeclaration || found[i].IsWrite ? DocumentHighlightKind.Write : DocumentHighlightKind.Read);
        return highlights;
    }
}
