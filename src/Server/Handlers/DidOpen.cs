// textDocument/didOpen, and how documents are kept in step: incrementally.

using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The notification <c>textDocument/didOpen</c>.</summary>
internal static class DidOpen
{
    private const int Incremental = 2;

    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.Notification(
        "textDocument/didOpen",
        json => json.DidOpenTextDocumentParams,
        static (session, parameters) => session.Workspace.Open(parameters.TextDocument),
        static capabilities => capabilities.TextDocumentSync = new TextDocumentSyncOptions(OpenClose: true, Incremental, new SaveOptions(IncludeText: false)));
}
