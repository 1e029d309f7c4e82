// What is wrong with the workspace, from one process to the next: kept after a whole pass under the name of the state it was
// found in, and told by the next start at once when the files still say the same.

using Vale.Ide;
using Vale.Queries.Runtime.Persist;
using Vale.Queries.Runtime.Values;

namespace Vale.Server.Loop;

/// <summary>Finds and keeps the problems of a whole workspace. Thread-safe as its store is.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="settle">Called when something was kept.</param>
internal sealed class KeptDiagnostics(IResultStore store, Action settle)
{
    /// <summary>The problems of this very state, if they were kept.</summary>
    public WorkspaceProblems? Find(Analysis analysis) => store.Get(analysis.ProblemsKey()) is { } bytes ? analysis.ReadProblems(bytes) : null;

    /// <summary>The problems of this state with its name, for <see cref="Keep"/>; what has not been checked yet is. Null when they are kept already, or are too many.</summary>
    public (Fingerprint Key, byte[] Bytes)? Gather(Analysis analysis)
    {
        var key = analysis.ProblemsKey();
        return store.Get(key) is null && analysis.WriteProblems() is { } bytes ? (key, bytes) : null;
    }

    /// <summary>Keeps what was gathered. It writes to the disk, so no snapshot should be held, for which an edit would wait.</summary>
    public void Keep(Fingerprint key, byte[] bytes)
    {
        store.Put(key, bytes);
        settle();
    }
}
