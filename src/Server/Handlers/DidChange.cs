// textDocument/didChange: edits, in order. Only the text is taken in here; what follows from it is computed later.

using Vale.Server.Loop;

namespace Vale.Server.Handlers;

/// <summary>The notification <c>textDocument/didChange</c>.</summary>
internal static class DidChange
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.Notification(
        "textDocument/didChange",
        json => json.DidChangeTextDocumentParams,
        static (session, parameters) => session.Workspace.Change(parameters));
}
