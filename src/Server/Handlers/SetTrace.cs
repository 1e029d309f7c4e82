// $/setTrace: whether the client wants to hear by $/logTrace what the loop does.

using Vale.Server.Loop;

namespace Vale.Server.Handlers;

/// <summary>The notification <c>$/setTrace</c>.</summary>
internal static class SetTrace
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.Notification("$/setTrace", json => json.SetTraceParams, static (session, parameters) => session.Trace = parameters.Value);
}
