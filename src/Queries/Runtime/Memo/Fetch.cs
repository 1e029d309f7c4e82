// Bringing one memo up to date for somebody who wants its value. The order is: verified in this revision? durability
// shortcut? dependencies, in the order they were read? and only then run.

namespace Vale.Queries.Runtime.Memo;

internal static class Fetch
{
    /// <summary>When true comes back, the memo is verified in this revision and has its value. False: the value is
    /// provisional, part of a fixpoint still being iterated on this reader.</summary>
    internal static bool Refresh(Reader db, Table table, int key, MemoCell cell, string? because)
    {
        if (db.Describing) throw new InvalidOperationException("a description must not compute anything");
        db.Enter();
        var floor = db.FrameCount;
        var finished = false;
        Edge? first = null;
        try
        {
            while (true)
            {
                try
                {
                    if (first is { } other)
                    {
                        // Here, where this very handler can catch what it throws.
                        first = null;
                        var otherTable = db.Context.TableOf(other.Definition);
                        Refresh(db, otherTable, other.Key, otherTable.FindOrAdd(other.Key), null);
                    }
                    if (db.FrameCount == floor)
                    {
                        switch (Take(db, table, key, cell, because))
                        {
                            case Taken.Ready: finished = true; return true;
                            case Taken.Provisional: finished = true; return false;
                        }
                    }
                    var final = Verify.Drive(db, floor, because);
                    finished = true;
                    return final;
                }
                catch (Exception e) when (IsFor(db, floor, e))
                {
                    first = StartOver(db, (Unwind)e);
                }
            }
        }
        finally
        {
            if (!finished) db.Abandon(floor);
        }
    }

    private enum Taken
    {
        Claimed,
        Ready,
        Provisional,
    }

    private static Taken Take(Reader db, Table table, int key, MemoCell cell, string? because)
    {
        var definition = table.Definition.Id;
        while (true)
        {
            db.Step();
            if (Volatile.Read(ref cell.ReadyAt) >= db.Revision) return Taken.Ready;
            if (db.Provisionals?.ContainsKey(new Edge(definition, key)) == true) return Taken.Provisional;

            if (db.Failures is not null) Failure.Rethrow(db, cell);

            var holder = Claim.TryTake(db, cell);
            if (holder == db.Number)
            {
                Cycle.Enter(db, cell, because);
                return Taken.Provisional;
            }
            if (holder == 0 || Claim.Wait(db, cell, definition, key))
            {
                if (cell.VerifiedAt < db.Revision && cell.VerifiedAt != 0 && Verify.IsSurelyValid(db, cell))
                    Verify.Mark(db, table.Definition, key, cell);
                if (cell.ReadyAt >= db.Revision)
                {
                    Claim.Release(db, cell);
                    return Taken.Ready;
                }
                db.Push(cell, definition, key, cell.VerifiedAt >= db.Revision ? Frame.MustRun : 0);
                return Taken.Claimed;
            }
        }
    }

    /// <summary>An exception filter: runs while the stack is whole, so that the query stack can be noted.</summary>
    private static bool IsFor(Reader db, int floor, Exception exception)
    {
        db.Note(exception);
        return exception is Unwind unwind && unwind.Target >= floor;
    }

    /// <summary>Makes the frames ready to go on. Gives the memo to bring up to date before, if there is one.</summary>
    private static Edge? StartOver(Reader db, Unwind unwind)
    {
        if (unwind.Kind == UnwindKind.Run)
        {
            db.Abandon(unwind.Target + 1);
            db.Frames[unwind.Target].Cursor = Frame.MustRun;
            db.Arrived();
            return null;
        }
        db.Abandon(unwind.Target + 1);
        db.Abandon(unwind.Target, unwind.HandTo);
        db.Arrived();
        return unwind.Kind == UnwindKind.First ? unwind.First : null;
    }
}
