// textDocument/didClose: the document's text is the disk's again.

using Vale.Server.Loop;

namespace Vale.Server.Handlers;

/// <summary>The notification <c>textDocument/didClose</c>.</summary>
internal static class DidClose
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.Notification(
        "textDocument/didClose",
        json => json.DocumentParams,
        static (session, parameters) =>
        {
            session.Workspace.Close(parameters.TextDocument.Uri);
            session.SentTokens.Forget(parameters.TextDocument.Uri);
        });
}
