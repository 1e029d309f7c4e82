// workspace/didChangeWatchedFiles: files have come, gone or changed on the disk.

using Vale.Server.Loop;

namespace Vale.Server.Handlers;

/// <summary>The notification <c>workspace/didChangeWatchedFiles</c>.</summary>
internal static class DidChangeWatchedFiles
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.Notification(
        "workspace/didChangeWatchedFiles",
        json => json.DidChangeWatchedFilesParams,
        static (session, parameters) =>
        {
            session.Workspace.FilesChanged(parameters.Changes);
            session.Workspace.AskAgain();
        });
}
