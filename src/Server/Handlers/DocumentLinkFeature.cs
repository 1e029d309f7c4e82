// textDocument/documentLink.

using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>textDocument/documentLink</c>.</summary>
internal static class DocumentLinkFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/documentLink",
        Policy.Read,
        OnCancel.ContentModified,
        json => json.DocumentLinkParams,
        json => json.DocumentLinkArray,
        Run,
        static capabilities => capabilities.DocumentLinkProvider = new ResolveOptions(false));

    private static DocumentLink[] Run(ReadContext context, DocumentLinkParams parameters)
    {
        var file = context.File(parameters.TextDocument.Uri);
        var found = context.Analysis.DocumentLinks(file);
        var links = new DocumentLink[found.Count];
        for (var i = 0; i < links.Length; i++)
            links[i] = new DocumentLink(context.Range(file, found[i].Range), context.Uri(found[i].Target), context.Client.LinkTooltips ? found[i].Tooltip : null);
        return links;
    }
}
