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
    /// <paramref name="db"/>, through however many others, does not wait and gives the memo of ours that is wanted.</summary>
    internal MemoCell? Wait(Reader db, MemoCell cell)
    {
        lock (_lock)
        {
            int claim;
            do
            {
                claim = Volatile.Read(ref cell.Claim);
                if (claim == 0) return null;
            }
            while (Interlocked.CompareExchange(ref cell.Claim, claim | Claim.Awaited, claim) != claim);

            var wanted = WantedOf(db, claim & ~Claim.Awaited);
            if (wanted is not null) return wanted;
            db.WaitingFor = cell;
            while (db.WaitingFor is not null && db.Stop == 0) Monitor.Wait(_lock);
            db.WaitingFor = null;
            return null;
        }
    }

    private MemoCell? WantedOf(Reader db, int holder)
    {
        while (_readers[holder]?.WaitingFor is { } wanted)
        {
            holder = Volatile.Read(ref wanted.Claim) & ~Claim.Awaited;
            if (holder == db.Number) return wanted;
            if (holder == 0) return null;
        }
        return null;
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
