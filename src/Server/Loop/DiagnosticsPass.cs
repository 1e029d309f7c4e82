// One walk over the files of a snapshot: open documents first, the one touched last at their head, then the others.

using Vale.Queries.Runtime;
using Vale.Server.Convert;
using Vale.Server.Workspace;

namespace Vale.Server.Loop;

/// <summary>Computes the diagnostics of all files, on a worker.</summary>
internal sealed class DiagnosticsPass(ReadContext context, IReadOnlySet<string> withProblems, Action<FileProblems> found, Action<WorkspaceFile, Exception> failed) : IDisposable
{
    /// <summary>Walks until the end or until a change stops it.</summary>
    public void Run()
    {
        context.Begin();
        foreach (var document in context.Files.OpenDocuments)
            TryCheck(document.File, document.Version);
        foreach (var file in context.Files.Files)
            if (context.Files.Open(file.Id) is null) TryCheck(file, null);
    }

    /// <summary>A fault in one file leaves the others their diagnostics.</summary>
    private void TryCheck(WorkspaceFile file, int? version)
    {
        try
        {
            Check(file, version);
        }
        catch (Exception e) when (e is not (QueryCancelledException or OperationCanceledException))
        {
            failed(file, e);
        }
    }

    private void Check(WorkspaceFile file, int? version)
    {
        context.Cancelled.ThrowIfCancellationRequested();
        var problems = context.Analysis.Diagnostics(file.Id);
        // Of a closed file that was and is clean there is nothing to tell.
        if (version is null && problems.Count == 0 && !withProblems.Contains(file.Key)) return;
        var told = context.Client.DiagnosticVersions ? version : null;
        var message = DiagnosticsMessage.Write(file.Uri, told, ToProtocol.Diagnostics(context, problems));
        found(new FileProblems(file.Key, file.Uri, version, problems.Count == 0, message));
    }

    /// <inheritdoc/>
    public void Dispose() => context.Dispose();
}
