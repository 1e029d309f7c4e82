// textDocument/didSave. An open document's text is the client's before and after, so the analysis knows it already; but what is
// shown around the text of other documents may follow from it, and a client does not ask for that again by itself.

using Vale.Server.Loop;

namespace Vale.Server.Handlers;

/// <summary>The notification <c>textDocument/didSave</c>.</summary>
internal static class DidSave
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.Notification("textDocument/didSave", json => json.DocumentParams, static (session, _) =>
    {
        session.Workspace.AskAgain();
        session.Diagnostics.Saved(session);
    });
}
