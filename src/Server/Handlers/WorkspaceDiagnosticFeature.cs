// workspace/diagnostic: the problems of every file of the workspace, those of open documents first, and of the program as a whole.

using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using Vale.Server.Workspace;

namespace Vale.Server.Handlers;

/// <summary>The request <c>workspace/diagnostic</c>.</summary>
internal static class WorkspaceDiagnosticFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "workspace/diagnostic", Policy.Read, OnCancel.Retry, json => json.WorkspaceDiagnosticParams, json => json.WorkspaceDiagnosticReport, Run);

    private static WorkspaceDiagnosticReport Run(ReadContext context, WorkspaceDiagnosticParams parameters)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var previous in parameters.PreviousResultIds) known[DocumentUri.Key(previous.Uri)] = previous.Value;
        var kept = context.Kept?.Find(context.Analysis);
        var ofProgram = kept is null ? ProgramProblems.Of(context) : ProgramProblems.ByFile(kept.OfProgram);
        var items = new List<WorkspaceDocumentDiagnosticReport>();
        foreach (var document in context.Files.OpenDocuments) Add(document.File, document.Version);
        foreach (var file in context.Files.Files)
            if (context.Files.Open(file.Id) is null) Add(file, null);
        return new WorkspaceDiagnosticReport([.. items]);

        void Add(WorkspaceFile file, int? version)
        {
            context.Cancelled.ThrowIfCancellationRequested();
            var problems = ToProtocol.Diagnostics(context, file.Id, isOpen: version is not null, ofProgram, kept);
            // Of a file that was and is clean there is nothing to tell.
            if (problems.Length == 0 && !known.ContainsKey(file.Key)) return;
            var report = DiagnosticFeature.Report(problems, known.GetValueOrDefault(file.Key));
            items.Add(new WorkspaceDocumentDiagnosticReport(report.Kind, file.Uri, version, report.ResultId, report.Items));
        }
    }
}
