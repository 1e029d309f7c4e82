// shutdown: the client will ask nothing more. Requests before it still get their answers; the process ends at exit.

using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>shutdown</c>.</summary>
internal static class Shutdown
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.MutatingRequest("shutdown", json => json.Empty, json => json.Empty, Run);

    private static Empty Run(Session session, Empty parameters)
    {
        session.Phase = Phase.ShutDown;
        session.Diagnostics.Stop();
        return parameters;
    }
}
