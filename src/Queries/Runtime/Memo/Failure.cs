// A query that threw while an old memo above it was being verified. The memo's own query must run then, and asks for the
// failed one again; it may handle the exception, and if not, its own asker may. So that a long chain of memos does not try
// the failed query again at each step, the failure is known until the reader's outermost fetch ends, and no longer.

using System.Runtime.ExceptionServices;

namespace Vale.Queries.Runtime.Memo;

internal sealed class Failure
{
    private readonly Exception _exception;
    private readonly ExceptionDispatchInfo _thrown;
    private readonly Edge[] _edges;
    private readonly Durability _durability;
    private readonly ulong _footprint;

    /// <summary>The failure that the failed run had met itself, and did not handle.</summary>
    private readonly Failure? _cause;

    private Failure(Exception exception, Edge[] edges, in Reads reads)
    {
        _exception = exception;
        _edges = edges;
        _durability = reads.Durability;
        _footprint = reads.Footprint;
        _cause = reads.Failure;
        _thrown = _cause is not null && _cause._exception == exception ? _cause._thrown : ExceptionDispatchInfo.Capture(exception);
    }

    /// <summary>True, as an exception filter, for what a query threw of its own accord outside any fixpoint.</summary>
    internal static bool Is(Reader db, Exception exception)
    {
        db.Note(exception);
        return !db.IsUnwinding && db.OpenHeads == 0;
    }

    /// <summary>The innermost frame's run has thrown: ends its claim, and the memo below it, which asked, must run.</summary>
    internal static void Keep(Reader db, Exception exception)
    {
        var failed = db.FrameCount - 1;
        var cell = db.Frames[failed].Cell;
        if (db.RunCount > 0 && db.Runs[db.RunCount - 1].Frame == failed)
        {
            var edges = db.EdgesOf(db.RunCount - 1, out var reads).ToArray();
            (db.Failures ??= [])[cell] = new Failure(exception, edges, reads);
            db.End();
        }
        db.Pop();
        db.Frames[failed - 1].Cursor = Frame.MustRun;
    }

    /// <summary>Throws again if the memo's query is known to fail; the innermost run then depends on what led there.</summary>
    internal static void Rethrow(Reader db, MemoCell cell)
    {
        if (!db.Failures!.TryGetValue(cell, out var failure)) return;
        if (db.RunCount > 0)
        {
            db.TakeOverFailure();
            db.Reads.Failure = failure;
        }
        failure._thrown.Throw();
    }

    /// <summary>Adds all that was read on the way to the failure to the innermost run.</summary>
    internal void Record(Reader db)
    {
        for (var failure = this; failure is not null; failure = failure._cause)
        {
            db.Append(failure._edges);
            db.Reads.Cover(failure._durability, failure._footprint);
        }
    }

    /// <summary>Adds the same to the reads of a circle.</summary>
    internal void Record(List<Edge> edges, ref Reads reads)
    {
        for (var failure = this; failure is not null; failure = failure._cause)
        {
            edges.AddRange(failure._edges);
            reads.Cover(failure._durability, failure._footprint);
        }
    }
}
