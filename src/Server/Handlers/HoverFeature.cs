// textDocument/hover.

using Vale.Server.Convert;
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
        var content = context.Client.Markdown ? new MarkupContent(MarkupContent.Markdown, hover.Markdown) : new MarkupContent(MarkupContent.PlainText, PlainText.Of(hover.Markdown));
        return new Hover(content, context.Range(position.File, hover.Range));
    }
}
