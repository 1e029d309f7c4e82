// vale/status: how the server is, for the editor's status bar.

using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>vale/status</c>.</summary>
internal static class StatusFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.MutatingRequest("vale/status", json => json.Empty, json => json.StatusResult, Run);

    private static StatusResult Run(Session session, Empty parameters) => new(
        session.Options.Version ?? Cli.ProductVersion.Text,
        session.Workspace.View().Count,
        Environment.WorkingSet,
        session.Host.Database.CurrentRevision.Number,
        session.Diagnostics.FilesWithProblems);
}
