// workspace/textDocumentContent (3.18): the text of the embedded library, so that going to a definition in it opens it.

using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using Vale.Server.Rpc;

namespace Vale.Server.Handlers;

/// <summary>The request <c>workspace/textDocumentContent</c>.</summary>
internal static class LibraryText
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "workspace/textDocumentContent",
        Policy.Read,
        OnCancel.Retry,
        json => json.TextDocumentContentParams,
        json => json.TextDocumentContentResult,
        Run,
        static capabilities => (capabilities.Workspace ??= new()).TextDocumentContent = new TextDocumentContentOptions([LibraryUri.Scheme]));

    private static TextDocumentContentResult Run(ReadContext context, TextDocumentContentParams parameters)
    {
        if (context.Library(parameters.Uri) is not { } file)
            throw new RpcException(ErrorCodes.InvalidParams, $"{parameters.Uri} is no file of the library");
        return new TextDocumentContentResult(context.Analysis.Text(file));
    }
}
