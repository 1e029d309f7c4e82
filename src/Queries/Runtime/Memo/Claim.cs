// Who computes a memo now. A claim is one compare-and-swap on the memo; only a reader that finds it taken looks at the wait
// graph, records whom it waits for, and sees there and then whether the wait would close a circle.

namespace Vale.Queries.Runtime.Memo;

internal static class Claim
{
    /// <summary>Set in a claim when somebody waits for it to end.</summary>
    internal const int Awaited = 1 << 30;

    /// <summary>Takes the claim if it is free; gives the number of its holder before: 0 when it is now ours.</summary>
    internal static int TryTake(Reader db, MemoCell cell) =>
        Interlocked.CompareExchange(ref cell.Claim, db.Number, 0) & ~Awaited;

    internal static void Release(Reader db, MemoCell cell)
    {
        if ((Interlocked.Exchange(ref cell.Claim, 0) & Awaited) != 0) db.Database.Waits.Wake(cell);
    }

    /// <summary>Waits until another reader's claim may have ended; true when it was handed to us. Throws
    /// <see cref="Unwind"/> when that reader waits, itself or through others, for a claim of ours: then ours goes to the one
    /// who waits for it, so that the circle has one reader less; the last one left finds the cycle alone.</summary>
    internal static bool Wait(Reader db, MemoCell cell, int definition, int key)
    {
        var spin = new SpinWait();
        while (!spin.NextSpinWillYield)
        {
            spin.SpinOnce();
            if (Volatile.Read(ref cell.Claim) == 0) return false;
        }
        Send(db, QueryEventKind.WillWait, definition, key);
        var waiter = db.Database.Waits.Wait(db, cell, out var granted);
        Send(db, QueryEventKind.DidWait, definition, key);
        // The waiter waits as long as we do not let go, so what it waits for can be read here.
        if (waiter is not null)
            db.Raise(new Unwind(UnwindKind.Release, Cycle.FrameOf(db, waiter.WaitingFor!)) { HandTo = waiter });
        if (db.Stop == 0) return granted;
        if (granted) Release(db, cell);
        db.Interrupt();
        return false;
    }

    private static void Send(Reader db, QueryEventKind kind, int definition, int key)
    {
        if (db.Events.Heard)
            db.Events.Send(new(kind, db.Context.TableOf(definition).Definition, key, new(db.Revision), db.Number));
    }
}
