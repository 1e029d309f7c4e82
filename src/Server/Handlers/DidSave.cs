// textDocument/didSave: nothing follows from it, since an open document's text is the client's before and after.

using Vale.Server.Loop;

namespace Vale.Server.Handlers;

/// <summary>The notification <c>textDocument/didSave</c>.</summary>
internal static class DidSave
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.Notification("textDocument/didSave", json => json.DocumentParams, static (_, _) => { });
}
