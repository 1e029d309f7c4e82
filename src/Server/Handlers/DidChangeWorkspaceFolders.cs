// workspace/didChangeWorkspaceFolders: folders join and leave the workspace.

using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The notification <c>workspace/didChangeWorkspaceFolders</c>.</summary>
internal static class DidChangeWorkspaceFolders
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.Notification(
        "workspace/didChangeWorkspaceFolders",
        json => json.DidChangeWorkspaceFoldersParams,
        Run,
        static capabilities => (capabilities.Workspace ??= new()).WorkspaceFolders = new WorkspaceFoldersServerCapabilities(Supported: true, ChangeNotifications: true));

    private static void Run(Session session, DidChangeWorkspaceFoldersParams parameters)
    {
        session.Workspace.RemoveFolders(parameters.Event.Removed.Select(static folder => folder.Uri));
        session.Workspace.AddFolders(parameters.Event.Added.Select(static folder => folder.Uri));
    }
}
