// What is wrong with the workspace, from one process to the next: kept after a whole pass under the name of the state it was
// found in, and told by the next start at once when the files still say the same.

using Vale.Ide;
using Vale.Queries.Runtime.Persist;

namespace Vale.Server.Loop;

/// <summary>Finds and keeps the problems of a whole workspace. Thread-safe as its store is.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="settle">Called when something was kept.</param>
internal sealed class KeptDiagnostics(IResultStore store, Action settle)
{
    /// <summary>The problems of this very state, if they were kept.</summary>
    public WorkspaceProblems? Find(Analysis analysis) => store.Get(analysis.ProblemsKey()) is { } bytes ? analysis.ReadProblems(bytes) : null;

    /// <summary>Keeps the problems of this state; what has not been checked yet is.</summary>
    public void Keep(Analysis analysis)
    {
        var key = analysis.ProblemsKey();
        if (store.Get(key) is not null || analysis.WriteProblems() is not { } bytes) return;
        store.Put(key, bytes);
        settle();
    }
}
