// textDocument/hover.

using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>textDocument/hover</c>.</summary>
internal static class HoverFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/hover",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.TextDocumentPositionParams,
        json => json.Hover,
        Run,
        static capabilities => capabilities.HoverProvider = true);

    private static Hover? Run(ReadContext context, TextDocumentPositionParams parameters)
    {
        var position = context.Position(parameters);
        if (context.Analysis.Hover(position) is not { } hover) return null;
        var kind = context.Client.Markdown ? MarkupContent.Markdown : MarkupContent.PlainText;
        return new Hover(new MarkupContent(kind, hover.Markdown), context.Range(position.File, hover.Range));
    }
}
