// initialized: the client is ready to be asked. From here on the workspace is read.

using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The notification <c>initialized</c>.</summary>
internal static class Initialized
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.Notification("initialized", json => json.Empty, Run);

    private static void Run(Session session, Empty parameters)
    {
        if (session.Client.RegistersWatchers) RegisterWatchers(session);
        session.Workspace.Configure(session.InitialSettings);
        session.Workspace.AddFolders(session.InitialFolders);
        DidChangeConfiguration.Pull(session);
    }

    private static void RegisterWatchers(Session session)
    {
        var options = new DidChangeWatchedFilesRegistrationOptions([new("**/*.vale"), new("**/vale.json")]);
        var registration = new Registration("watch-files", "workspace/didChangeWatchedFiles", options);
        session.Ask("client/registerCapability", new RegistrationParams([registration]), ProtocolJson.Default.RegistrationParams, static _ => { });
    }
}
