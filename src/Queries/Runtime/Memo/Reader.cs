// The state of one reader: its stack of claimed memos, its running queries and what they have read, and the flag by which
// others stop it. Only its own thread touches it, but for Stop and, under the wait graph's
// lock, WaitingFor and Granted.

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Vale.Queries.Runtime.Memo;

internal sealed class Reader
{
    internal const int StopForWrite = 1;
    internal const int StopAsRequested = 2;
    internal const int StopDisposed = 4;
    private const int StopUnwinding = 8;

    /// <summary>How long a reader that gives way works between two looks at who else wants its processor.</summary>
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(0.1);

    internal readonly Database Database;
    internal readonly int Number;
    internal readonly int Revision;
    internal readonly QueryContext Context;

    /// <summary>For each durability the last revision in which an input of it, or of a higher one, was written; fixed while
    /// there are readers.</summary>
    internal readonly int[] LastChanged;
    internal readonly Footprints Changes;

    internal readonly QueryEvents Events;

    /// <summary>Every valid memo's query is run again and compared.</summary>
    internal readonly bool Audits;

    /// <summary>A reader that may only read what is there: descriptions in chains are made with it.</summary>
    internal readonly bool Describing;

    /// <summary>Not 0 when the next fetch must throw.</summary>
    internal volatile int Stop;

    /// <summary>See <see cref="Snapshot.GivesWay"/>.</summary>
    internal Func<bool>? GivesWay;

    /// <summary>The memo this reader waits for; guarded by the wait graph's lock.</summary>
    internal MemoCell? WaitingFor;

    /// <summary>The claim waited for was handed to this reader; guarded by the same lock.</summary>
    internal bool Granted;

    internal Frame[] Frames;
    internal int FrameCount;

    internal Run[] Runs = new Run[16];
    internal int RunCount;
    internal Reads Reads;

    /// <summary>Results that hold only within the current round of a fixpoint.</summary>
    internal Dictionary<Edge, Provisional>? Provisionals;

    /// <summary>What the heads of fixpoints are assumed to be, until the outermost one settles.</summary>
    internal Dictionary<Edge, Provisional>? Assumed;
    internal int OpenHeads;
    internal int ProvisionalCount;
    internal bool FallingBack;

    /// <summary>Queries known to throw, until the outermost fetch ends.</summary>
    internal Dictionary<MemoCell, Failure>? Failures;

    private (Edge Edge, int Serial)[] _seen;
    private HashSet<Edge>? _known;
    private Edge[] _edges = new Edge[64];
    private int _edgeCount;
    private int _serial;
    private int _thread;
    private int _steps;
    private long _turnBegan;
    private Exception? _unwinding;
    private Exception? _noted;

    internal Reader(Database database, int number, int revision, Frame[] frames, bool describing = false)
    {
        Database = database;
        LastChanged = database.LastChanged;
        Changes = database.Changes;
        Events = database.Events;
        Audits = database.Options.DetectHiddenReads;
        Number = number;
        Revision = revision;
        Frames = frames;
        Describing = describing;
        _seen = describing ? [] : new (Edge, int)[256];
        Context = new QueryContext(this);
    }

    /// <summary>Asks this reader, from any thread, to stop at its next fetch.</summary>
    internal void RequestStop(int why)
    {
        Interlocked.Or(ref Stop, why);
        Database.Waits.WakeAll();
    }

    /// <summary>Called before each memo that is not known to hold: throws when asked to stop, and lets others go first who wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Step()
    {
        if (Stop != 0) Interrupt();
        if (GivesWay is not null) GiveWay();
    }

    private void GiveWay()
    {
        // Reading the clock costs as much as a small step.
        if ((++_steps & 7) != 0 || Stopwatch.GetElapsedTime(_turnBegan) < s_turn) return;
        if (GivesWay!()) Thread.Yield();
        _turnBegan = Stopwatch.GetTimestamp();
    }

    /// <summary>Throws what <see cref="Stop"/> asks for.</summary>
    internal void Interrupt()
    {
        if (_unwinding is not null) throw _unwinding;
        ObjectDisposedException.ThrowIf((Stop & StopDisposed) != 0, typeof(Snapshot));
        var reason = (Stop & StopForWrite) != 0 ? CancelReason.Write : CancelReason.Request;
        if (Events.Heard)
        {
            var top = RunCount == 0 ? default : Frames[Runs[RunCount - 1].Frame];
            Events.Send(new(QueryEventKind.DidCancel, RunCount == 0 ? null : Context.TableOf(top.Definition).Definition,
                top.Key, new(Revision), Number));
        }
        Raise(new QueryCancelledException(reason));
    }

    /// <summary>Throws an exception of the engine's own, which no query can swallow.</summary>
    [DoesNotReturn]
    internal void Raise(Exception exception)
    {
        if (FrameCount == 0) throw exception;
        _unwinding = exception;
        Interlocked.Or(ref Stop, StopUnwinding);
        throw exception;
    }

    /// <summary>True while an exception of the engine's own passes through.</summary>
    internal bool IsUnwinding => _unwinding is not null;

    /// <summary>After a query's function returned: throws again what it caught but should not have.</summary>
    internal void ThrowIfUnwinding()
    {
        if (_unwinding is not null) throw _unwinding;
    }

    /// <summary>The engine's exception has arrived.</summary>
    internal void Arrived()
    {
        _unwinding = null;
        Interlocked.And(ref Stop, ~StopUnwinding);
    }

    /// <summary>Called in the first pass of exception handling, while the stack is still whole: remembers the query stack.</summary>
    internal void Note(Exception exception)
    {
        if (ReferenceEquals(exception, _noted)) return;
        _noted = exception;
        if (exception is not (Unwind or QueryCancelledException) && QueryStack.Of(exception).Count == 0)
            QueryStack.Attach(exception, Chain.Innermost(this));
    }

    /// <summary>Holds a reader to one thread at a time.</summary>
    internal void Enter()
    {
        var thread = Environment.CurrentManagedThreadId;
        if (FrameCount == 0)
        {
            _thread = thread;
            Failures = null;
        }
        else if (_thread != thread)
            throw new InvalidOperationException("a snapshot is being used by two threads at once; Fork() makes one for each");
    }

    /// <summary>True when this very thread is inside one of its queries.</summary>
    internal bool IsBusyHere => FrameCount > 0 && _thread == Environment.CurrentManagedThreadId;

    /// <summary>The computation goes on in another thread; gives back the one it was in.</summary>
    internal int MoveTo(int thread)
    {
        var before = _thread;
        _thread = thread;
        return before;
    }

    // Claimed memos

    internal void Push(MemoCell cell, int definition, int key, int cursor)
    {
        if (FrameCount == Frames.Length) Array.Resize(ref Frames, FrameCount * 2);
        ref var frame = ref Frames[FrameCount++];
        frame.Cell = cell;
        frame.Definition = definition;
        frame.Key = key;
        frame.Cursor = cursor;
    }

    /// <summary>Ends the topmost claim.</summary>
    internal void Pop() => Claim.Release(this, Frames[--FrameCount].Cell);

    /// <summary>Ends all claims from <paramref name="floor"/> up and abandons the runs among them. With a reader to hand to,
    /// there is one claim, and it goes there.</summary>
    internal void Abandon(int floor, Reader? handTo = null)
    {
        // A query may catch an exception of another query and go on; then it depends on all that led to the exception.
        var keepReads = _unwinding is null;
        while (FrameCount > floor)
        {
            var top = FrameCount - 1;
            if (keepReads && RunCount > 0 && Frames[top].Cursor >= 0) KeepEdges(Frames[top]);
            while (RunCount > 0 && Runs[RunCount - 1].Frame == top) AbandonRun(keepReads);
            if (handTo is null) Pop();
            else Database.Waits.Hand(handTo, Frames[--FrameCount].Cell);
        }
        if (FrameCount == 0) Arrived();
    }

    private void AbandonRun(bool keepReads)
    {
        if (keepReads) TakeOverFailure();
        ref var run = ref Runs[--RunCount];
        if (Provisionals is not null) Cycle.DropResultsSince(this, run.Mark);
        if (run.IsHead) Cycle.Close(this);
        var reads = Reads;
        reads.ForgetHeadsFrom(RunCount);
        Reads = run.Reads;
        if (keepReads && RunCount > 0) Reads.Merge(reads);
        else _edgeCount = run.EdgeStart;
    }

    private void KeepEdges(in Frame verifying)
    {
        for (var i = 0; i <= verifying.Cursor && i < verifying.Cell.EdgeCount; i++)
        {
            var edge = verifying.Cell.EdgeAt(i);
            Record(edge, Context.TableOf(edge.Definition).Find(edge.Key)!);
        }
    }

    // Running queries

    internal void Begin(string? because)
    {
        if (RunCount == Runs.Length) Array.Resize(ref Runs, RunCount * 2);
        ref var run = ref Runs[RunCount++];
        run.Frame = FrameCount - 1;
        run.EdgeStart = _edgeCount;
        run.Because = because;
        run.IsHead = false;
        run.Mark = ProvisionalCount;
        run.Reads = Reads;
        Reads = Reads.None(++_serial);
    }

    internal void End()
    {
        ref var run = ref Runs[--RunCount];
        Reads = run.Reads;
        _edgeCount = run.EdgeStart;
        run.Because = null;
    }

    /// <summary>The innermost run goes on after a failure it met, or hands it to its asker: what led there is now its own.</summary>
    internal void TakeOverFailure()
    {
        if (Reads.Failure is not { } failure) return;
        Reads.Failure = null;
        failure.Record(this);
    }

    /// <summary>What the innermost run has read, in order of first reading.</summary>
    internal ReadOnlySpan<Edge> EdgesOfTop()
    {
        TakeOverFailure();
        CompactTop();
        return _edges.AsSpan(Runs[RunCount - 1].EdgeStart.._edgeCount);
    }

    /// <summary>What a run has read so far, with what it amounts to.</summary>
    internal ReadOnlySpan<Edge> EdgesOf(int run, out Reads reads)
    {
        var last = run == RunCount - 1;
        reads = last ? Reads : Runs[run + 1].Reads;
        return _edges.AsSpan(Runs[run].EdgeStart..(last ? _edgeCount : Runs[run + 1].EdgeStart));
    }

    internal void Record(Edge edge, MemoCell cell)
    {
        Reads.Cover(cell.Durability, cell.Footprint);
        Append(edge);
    }

    /// <summary>Whoever reads a provisional result takes over all it was made from.</summary>
    internal void Record(Provisional provisional)
    {
        if (RunCount == 0) return;
        Reads.Merge(provisional.Reads);
        Append(provisional.Edges);
    }

    internal void Append(ReadOnlySpan<Edge> edges)
    {
        foreach (var edge in edges) Append(edge);
    }

    private void Append(Edge edge)
    {
        ref var seen = ref _seen[edge.Spread & (uint)(_seen.Length - 1)];
        if (seen.Serial == Reads.Serial && seen.Edge.Equals(edge)) return;
        seen = (edge, Reads.Serial);
        if (_edgeCount == _edges.Length) Array.Resize(ref _edges, _edgeCount * 2);
        _edges[_edgeCount++] = edge;
        if (_edgeCount - Runs[RunCount - 1].EdgeStart >= Reads.CompactAt) CompactTop();
    }

    /// <summary>Removes repeated edges that the small table of those just seen let through.</summary>
    private void CompactTop()
    {
        var start = Runs[RunCount - 1].EdgeStart;
        var count = _edgeCount - start;
        if (count <= 2) return;
        if (count <= 16)
        {
            var end = start + 1;
            for (var i = start + 1; i < _edgeCount; i++)
                if (!Contains(_edges.AsSpan(start..end), _edges[i])) _edges[end++] = _edges[i];
            _edgeCount = end;
        }
        else
        {
            var known = _known ??= [];
            known.Clear();
            var end = start;
            for (var i = start; i < _edgeCount; i++)
                if (known.Add(_edges[i])) _edges[end++] = _edges[i];
            // Much repetition got through: the run goes back and forth over more than the table can remember.
            if ((end - start) * 4 < count * 3 && _seen.Length < 1 << 16) _seen = new (Edge, int)[_seen.Length * 8];
            _edgeCount = end;
        }
        Reads.CompactAt = Math.Max(256, (_edgeCount - start) * 2);
    }

    private static bool Contains(ReadOnlySpan<Edge> edges, Edge edge)
    {
        foreach (var other in edges)
            if (other.Equals(edge)) return true;
        return false;
    }
}
