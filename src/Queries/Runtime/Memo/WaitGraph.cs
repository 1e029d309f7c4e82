// Who waits for whom. Used only when a reader wants what another one is computing, so one lock is enough.

namespace Vale.Queries.Runtime.Memo;

internal sealed class WaitGraph
{
    private readonly object _lock = new();

    /// <summary>The live readers by number; index 0 is never used.</summary>
    private Reader?[] _readers = new Reader?[8];

    /// <summary>Gives a new reader its number.</summary>
    internal Reader Add(Func<int, Reader> make)
    {
        lock (_lock)
        {
            var number = 1;
            while (number < _readers.Length && _readers[number] is not null) number++;
            if (number == _readers.Length) Array.Resize(ref _readers, number * 2);
            return _readers[number] = make(number);
        }
    }

    internal void Remove(Reader reader)
    {
        lock (_lock) _readers[reader.Number] = null;
    }

    /// <summary>Waits until the claim on <paramref name="cell"/> may have ended. If its holder already waits for
    /// <paramref name="db"/>, through however many others, does not wait and gives the reader that waits for a claim of ours.</summary>
    /// <param name="granted">The claim is now ours: its holder let it go to end a circle of waits.</param>
    internal Reader? Wait(Reader db, MemoCell cell, out bool granted)
    {
        lock (_lock)
        {
            granted = false;
            int claim;
            do
            {
                claim = Volatile.Read(ref cell.Claim);
                if (claim == 0) return null;
            }
            while (Interlocked.CompareExchange(ref cell.Claim, claim | Claim.Awaited, claim) != claim);

            if (WaiterFor(db, claim & ~Claim.Awaited) is { } waiter) return waiter;
            db.WaitingFor = cell;
            while (db.WaitingFor is not null && db.Stop == 0) Monitor.Wait(_lock);
            db.WaitingFor = null;
            granted = db.Granted;
            db.Granted = false;
            return null;
        }
    }

    private Reader? WaiterFor(Reader db, int holder)
    {
        while (_readers[holder] is { WaitingFor: { } wanted } reader)
        {
            holder = Volatile.Read(ref wanted.Claim) & ~Claim.Awaited;
            if (holder == db.Number) return reader;
            if (holder == 0) return null;
        }
        return null;
    }

    /// <summary>Ends a claim by giving it to a reader that waits for it, so that nobody, the one who lets it go included,
    /// can come in between. If that reader no longer waits, the claim just ends.</summary>
    internal void Hand(Reader waiter, MemoCell cell)
    {
        lock (_lock)
        {
            if (waiter.WaitingFor == cell && waiter.Stop == 0)
            {
                waiter.WaitingFor = null;
                waiter.Granted = true;
                Volatile.Write(ref cell.Claim, waiter.Number | Claim.Awaited);
                Monitor.PulseAll(_lock);
            }
            else
            {
                Volatile.Write(ref cell.Claim, 0);
                Wake(cell);
            }
        }
    }

    /// <summary>The claim on <paramref name="cell"/> has ended.</summary>
    internal void Wake(MemoCell cell)
    {
        lock (_lock)
        {
            foreach (var reader in _readers)
                if (reader is not null && reader.WaitingFor == cell) reader.WaitingFor = null;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Lets everybody look whether they must stop.</summary>
    internal void WakeAll()
    {
        lock (_lock) Monitor.PulseAll(_lock);
    }
}
