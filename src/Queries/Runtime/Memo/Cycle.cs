// A running query wants its own answer. Cycles are judged only here, on one reader, with all who take part in them running:
// a circle across readers makes one of them let go (Claim), one met while verifying makes the memo run (Verify).
//
// Whether a query is in a cycle must not depend on where the cycle was entered. A query's next read is a function of what
// it has read, so from wherever one starts, the same circle is found first; all its participants are treated alike.

using System.Runtime.InteropServices;

namespace Vale.Queries.Runtime.Memo;

internal static class Cycle
{
    /// <summary>The frame of ours that claims the memo.</summary>
    internal static int FrameOf(Reader db, MemoCell cell)
    {
        var frame = db.FrameCount - 1;
        while (db.Frames[frame].Cell != cell) frame--;
        return frame;
    }

    /// <summary>The innermost run asked for <paramref name="cell"/>, which this reader has claimed,
    /// for a reason it may have given. Comes back when there is now a
    /// provisional value to read; throws otherwise.</summary>
    internal static void Enter(Reader db, MemoCell cell, string? because)
    {
        var bottom = FrameOf(db, cell);
        var (fallback, fixpoint) = (-1, -1);
        for (var i = db.FrameCount - 1; i >= bottom; i--)
        {
            if (db.Frames[i].Cursor != Frame.Running) continue;
            switch (db.Context.TableOf(db.Frames[i].Definition).Recovery)
            {
                case CycleRecovery.Fallback: fallback = i; break;
                case CycleRecovery.Fixpoint: fixpoint = i; break;
            }
        }
        for (var i = bottom; i < db.FrameCount; i++)
            if (db.Frames[i].Cursor != Frame.Running) db.Raise(new Unwind(UnwindKind.Run, i));

        if (fallback >= 0 && !db.FallingBack)
        {
            FallBack(db, bottom);
            db.Raise(new Unwind(UnwindKind.Release, fallback));
        }
        if (fixpoint == bottom)
        {
            Open(db, bottom);
            return;
        }
        if (fixpoint > bottom)
        {
            // Only a query that opted in can give a first value, so the fixpoint is entered there.
            var head = db.Frames[fixpoint];
            db.Raise(new Unwind(UnwindKind.First, bottom) { First = new Edge(head.Definition, head.Key) });
        }
        db.Raise(new QueryCycleException("a query needs its own answer:", Chain.Cycle(db, bottom, because)));
    }

    /// <summary>Gives every participant that has a fallback its fallback, made from all that was read round the cycle.</summary>
    private static void FallBack(Reader db, int bottom)
    {
        var top = db.RunCount - 1;
        var first = top;
        while (db.Runs[first].Frame != bottom) first--;
        var own = new List<Edge>();

        // Before any of the values is seen, the memos leave the circles they were in.
        var cells = new List<MemoCell>();
        for (var run = first; run <= top; run++)
        {
            var frame = db.Frames[db.Runs[run].Frame];
            if (db.Context.TableOf(frame.Definition).Recovery == CycleRecovery.Fallback) cells.Add(frame.Cell);
        }
        var circle = new Circle([.. cells]);
        foreach (var cell in cells)
        {
            cell.InCircle = true;
            cell.Circle = circle;
        }

        db.FallingBack = true;
        try
        {
            for (var run = first; run <= top; run++)
            {
                var frame = db.Frames[db.Runs[run].Frame];
                var table = db.Context.TableOf(frame.Definition);
                if (table.Recovery != CycleRecovery.Fallback) continue;
                var reads = Reads.None(0);
                own.Clear();
                for (var n = 0; n <= top - first; n++)
                {
                    var next = first + (run - first + n) % (top - first + 1);
                    own.AddRange(db.EdgesOf(next, out var theirs));
                    reads.Merge(theirs);
                    theirs.Failure?.Record(own, ref reads);
                }
                reads.ForgetHeadsFrom(first);
                table.FallBack(db, frame.Key, frame.Cell, CollectionsMarshal.AsSpan(own), reads);
            }
        }
        finally
        {
            db.FallingBack = false;
        }
    }

    /// <summary>Makes a running query the head of a fixpoint, if it is not yet one.</summary>
    private static void Open(Reader db, int frame)
    {
        var edge = new Edge(db.Frames[frame].Definition, db.Frames[frame].Key);
        var run = db.RunCount - 1;
        while (db.Runs[run].Frame != frame) run--;
        if (db.Runs[run].IsHead) return;

        db.Assumed ??= [];
        if (!db.Assumed.TryGetValue(edge, out var assumed))
            db.Assumed.Add(edge, assumed = db.Context.TableOf(edge.Definition).Initial(db, edge.Key));
        assumed.Reads = Reads.None(0);
        assumed.Reads.LowestHead = run;
        db.Runs[run].IsHead = true;
        db.OpenHeads++;
    }

    /// <summary>A head is settled, has said what came out, or was given up. What was assumed in an unfinished fixpoint may be
    /// assumed again: it is below where that settles.</summary>
    internal static void Close(Reader db)
    {
        if (--db.OpenHeads == 0) db.Assumed = null;
    }

    /// <summary>An inner head ends. Results made with its assumption may be read by others, who never read the head; from now on
    /// they depend on what the head depends on.</summary>
    internal static void LeaveToOuter(Reader db, int run)
    {
        db.Reads.ForgetHeadsFrom(run);
        if (db.Provisionals is null) return;
        foreach (var result in db.Provisionals.Values)
        {
            if (result.Number <= db.Runs[run].Mark) continue;
            result.Reads.ForgetHeadsFrom(run);
            result.Reads.Merge(db.Reads);
        }
    }

    /// <summary>The outermost head has gone round: it depends on all that was read in the round, whether it saw it or only
    /// through what others assumed.</summary>
    internal static void EndRound(Reader db, int mark)
    {
        if (db.Provisionals is null) return;
        foreach (var result in db.Provisionals.Values)
        {
            if (result.Number <= mark) continue;
            db.Append(result.Edges);
            db.Reads.Cover(result.Reads.Durability, result.Reads.Footprint);
            db.Reads.AreUnsettled |= result.Reads.AreUnsettled;
        }
        DropResultsSince(db, mark);
    }

    /// <summary>Forgets the results of a round.</summary>
    internal static void DropResultsSince(Reader db, int mark)
    {
        if (db.Provisionals is null) return;
        foreach (var (edge, result) in db.Provisionals)
            if (result.Number > mark) db.Provisionals.Remove(edge);
        if (db.Provisionals.Count == 0) db.Provisionals = null;
    }

    /// <summary>What is to be read in place of a memo.</summary>
    internal static Provisional ProvisionalOf(Reader db, Edge edge) =>
        db.Provisionals is not null && db.Provisionals.TryGetValue(edge, out var result) ? result : db.Assumed![edge];
}
