// $/setTrace: how much the client wants to hear by $/logTrace.

using Vale.Server.Loop;

namespace Vale.Server.Handlers;

/// <summary>The notification <c>$/setTrace</c>.</summary>
internal static class SetTrace
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.Notification("$/setTrace", json => json.SetTraceParams, static (session, parameters) => session.Trace = parameters.Value);
}
