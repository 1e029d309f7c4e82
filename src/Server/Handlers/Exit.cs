// exit: the process ends, with 0 when shutdown came before and 1 when it did not.

using Vale.Server.Loop;

namespace Vale.Server.Handlers;

/// <summary>The notification <c>exit</c>.</summary>
internal static class Exit
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.Notification("exit", json => json.Empty, static (session, _) => session.ExitCode ??= session.Phase == Phase.ShutDown ? 0 : 1);
}
