// workspace/didChangeConfiguration: a client either sends its settings along or says that they can be asked for.

using System.Text.Json;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using Vale.Server.Workspace;

namespace Vale.Server.Handlers;

/// <summary>The notification <c>workspace/didChangeConfiguration</c>.</summary>
internal static class DidChangeConfiguration
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.Notification("workspace/didChangeConfiguration", json => json.DidChangeConfigurationParams, Run);

    /// <summary>Asks the client for the settings, where it can be asked.</summary>
    public static void Pull(Session session)
    {
        if (!session.Client.GivesConfiguration) return;
        session.Ask(
            "workspace/configuration",
            new ConfigurationParams([new ConfigurationItem(Settings.Section)]),
            ProtocolJson.Default.ConfigurationParams,
            result =>
            {
                if (result is { ValueKind: JsonValueKind.Array } answer && answer.GetArrayLength() == 1 && answer[0].ValueKind == JsonValueKind.Object)
                    session.Workspace.Configure(Settings.Read(answer[0]));
            });
    }

    private static void Run(Session session, DidChangeConfigurationParams parameters)
    {
        if (session.Client.GivesConfiguration) Pull(session);
        else session.Workspace.Configure(Settings.Read(parameters.Settings));
    }
}
