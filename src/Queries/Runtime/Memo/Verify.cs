// Checking old memos against what they read. The dependencies are walked with a stack of our own, so a chain of a million
// memos is no deeper for the machine than a chain of one; a memo that turns out to be out of date runs where it stands.

namespace Vale.Queries.Runtime.Memo;

internal static class Verify
{
    /// <summary>The shortcuts: no input of the memo's durability or above was written since it was verified, or none with a bit of
    /// its footprint and none that seldom changes.</summary>
    internal static bool IsSurelyValid(Reader db, MemoCell cell) =>
        (db.LastChanged[(int)cell.Durability] <= cell.VerifiedAt ||
            db.LastChanged[(int)Durability.Medium] <= cell.VerifiedAt && db.Changes.AreUntouched(cell.Footprint, cell.VerifiedAt, db.Revision) && !cell.InCircle) && !db.Audits;

    /// <summary>What the memo read may have been made from other inputs than last time, though its value is the same.</summary>
    private static void Retrace(Reader db, MemoCell cell)
    {
        var footprint = 0UL;
        for (var i = 0; i < cell.EdgeCount; i++)
        {
            var edge = cell.EdgeAt(i);
            footprint |= db.Context.TableOf(edge.Definition).Find(edge.Key)!.Footprint;
        }
        cell.Footprint = footprint;
    }

    internal static void Mark(Reader db, Definition definition, int key, MemoCell cell)
    {
        Volatile.Write(ref cell.VerifiedAt, db.Revision);
        if (cell.HasValue) Volatile.Write(ref cell.ReadyAt, db.Revision);
        db.Context.CountersOf(definition.Id).Validated++;
        if (db.Events.Heard)
            db.Events.Send(new(QueryEventKind.DidValidate, definition, key, new(db.Revision), db.Number));
    }

    /// <summary>Brings the claimed memos from <paramref name="floor"/> up to date, innermost first, and ends their claims.
    /// False when the outermost one's value is provisional.</summary>
    internal static bool Drive(Reader db, int floor, string? because)
    {
        while (true)
        {
            ref var frame = ref db.Frames[db.FrameCount - 1];
            var cell = frame.Cell;
            if (frame.Cursor == Frame.MustRun || cell.VerifiedAt == 0)
            {
                frame.Cursor = Frame.Running;
                var outermost = db.FrameCount - 1 == floor;
                bool final;
                try
                {
                    final = Execute.Run(db, db.Context.TableOf(frame.Definition), frame.Key, cell, outermost ? because : null);
                }
                catch (Exception e) when (!outermost && Failure.Is(db, e))
                {
                    Failure.Keep(db, e);
                    continue;
                }
                if (!final && !outermost)
                {
                    // Who reads a provisional value must run, not be verified.
                    RunOutermost(db, floor);
                    continue;
                }
                db.Pop();
                if (outermost) return final;
                continue;
            }

            if (!Check(db, ref frame, cell, floor)) continue;

            var table = db.Context.TableOf(frame.Definition);
            if (cell.HasValue && db.Audits) Execute.Audit(db, table, frame.Key, cell);
            Retrace(db, cell);
            Mark(db, table.Definition, frame.Key, cell);
            if (db.FrameCount - 1 != floor)
            {
                db.Pop();
                continue;
            }
            if (!cell.HasValue)
            {
                frame.Cursor = Frame.MustRun;
                continue;
            }
            db.Pop();
            return true;
        }
    }

    /// <summary>Goes on through the dependencies of the innermost frame. True when none has changed since the memo was
    /// verified; false when there is something else to do first, which the frames then say.</summary>
    private static bool Check(Reader db, ref Frame frame, MemoCell cell, int floor)
    {
        var at = frame.Cursor;
        while ((at = Pass(db, cell, at, out var edge, out var dependency)) < cell.EdgeCount)
        {
            if (dependency!.VerifiedAt >= db.Revision)
            {
                frame.Cursor = Frame.MustRun;
                return false;
            }
            frame.Cursor = at;
            if (!Settle(db, edge, dependency, floor)) return false;
        }
        if (Circle.Stands(cell)) return true;
        frame.Cursor = Frame.MustRun;
        return false;
    }

    /// <summary>Passes over the dependencies from <paramref name="from"/> on that are verified in this revision and unchanged;
    /// gives the first other one, or the number of all.</summary>
    private static int Pass(Reader db, MemoCell cell, int from, out Edge edge, out MemoCell? dependency)
    {
        var count = cell.EdgeCount;
        for (; from < count; from++)
        {
            edge = cell.EdgeAt(from);
            dependency = db.Context.TableOf(edge.Definition).Find(edge.Key)!;
            if (Volatile.Read(ref dependency.VerifiedAt) < db.Revision || dependency.ChangedAt > cell.VerifiedAt) return from;
        }
        edge = default;
        dependency = null;
        return from;
    }

    /// <summary>Gets a dependency of the innermost frame verified, if that takes no more than a look at what it read. False when
    /// it takes more: then it and what it waits for are on top of the frames, or the outermost frame must run.</summary>
    private static bool Settle(Reader db, Edge edge, MemoCell dependency, int floor)
    {
        var own = true;
        while (true)
        {
            db.Step();
            if (db.Provisionals?.ContainsKey(edge) == true)
            {
                RunOutermost(db, floor);
                return false;
            }
            if (db.Failures?.ContainsKey(dependency) == true)
            {
                db.Frames[db.FrameCount - 1].Cursor = Frame.MustRun;
                return false;
            }
            var holder = Claim.TryTake(db, dependency);
            if (holder == db.Number)
            {
                // It is on our own stack. Memos do not depend on each other in a circle, so some query on the way now reads
                // what it did not read before; running the outermost one finds the cycle with all who take part in it running.
                RunOutermost(db, floor);
                return false;
            }
            if (holder != 0 && !Claim.Wait(db, dependency, edge.Definition, edge.Key)) return false;

            if (dependency.VerifiedAt >= db.Revision)
            {
                Claim.Release(db, dependency);
                return own;
            }
            if (dependency.VerifiedAt == 0)
            {
                db.Push(dependency, edge.Definition, edge.Key, Frame.MustRun);
                return false;
            }

            var at = 0;
            var (next, nextEdge) = (default(MemoCell), default(Edge));
            var isUntouched = IsSurelyValid(db, dependency);
            if (isUntouched
                || ((at = Pass(db, dependency, 0, out nextEdge, out next)) == dependency.EdgeCount
                    && !db.Audits && Circle.Stands(dependency)))
            {
                if (!isUntouched) Retrace(db, dependency);
                Mark(db, db.Context.TableOf(edge.Definition).Definition, edge.Key, dependency);
                Claim.Release(db, dependency);
                return own;
            }
            if (next is null || next.VerifiedAt >= db.Revision)
            {
                db.Push(dependency, edge.Definition, edge.Key, next is null ? at : Frame.MustRun);
                return false;
            }

            // Straight on to what this one waits for.
            db.Push(dependency, edge.Definition, edge.Key, at);
            (edge, dependency, own) = (nextEdge, next, false);
        }
    }

    private static void RunOutermost(Reader db, int floor)
    {
        while (db.FrameCount - 1 > floor) db.Pop();
        db.Frames[floor].Cursor = Frame.MustRun;
    }
}
