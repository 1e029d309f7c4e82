// Keeping at most so many values of a query. Values leave only between a write's last reader and its first one, so a
// reader never sees one go; dependencies stay, so an evicted memo can still be found unchanged.

namespace Vale.Queries.Runtime.Memo;

internal sealed class Evict<TValue>(int capacity)
{
    private readonly Lock _lock = new();
    private readonly List<(int Key, WideCell<TValue> Cell)> _held = [];
    private long _clock = 1;

    /// <summary>Stamps a use; the last one used has its stamp already. Two readers may give the same stamp; the order among
    /// those two does not matter.</summary>
    internal void Touch(WideCell<TValue> cell)
    {
        if (cell.LastUsed != _clock) cell.LastUsed = ++_clock;
    }

    internal void Add(int key, WideCell<TValue> cell)
    {
        lock (_lock) _held.Add((key, cell));
    }

    /// <summary>Drops the least recently used values beyond the capacity.</summary>
    internal void Sweep(Database database, Table table)
    {
        var excess = _held.Count - capacity;
        if (excess <= 0) return;
        _held.Sort((left, right) => left.Cell.LastUsed.CompareTo(right.Cell.LastUsed));
        foreach (var (key, cell) in _held[..excess])
        {
            cell.Value = default!;
            cell.HasValue = false;
            cell.ReadyAt = 0;
            if (database.Events.Heard)
                database.Events.Send(new(QueryEventKind.DidEvict, table.Definition, key, database.CurrentRevision, 0));
        }
        _held.RemoveRange(0, excess);
        table.Counters.Evicted += excess;
    }
}
