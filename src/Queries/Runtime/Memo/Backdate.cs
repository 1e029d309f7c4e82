// Writing the result of a run into its memo. An equal value keeps the revision in which it last changed, and so whoever
// read it need not run.

namespace Vale.Queries.Runtime.Memo;

internal static class Backdate
{
    /// <param name="db">The reader that holds the claim.</param>
    /// <param name="table">The query's table.</param>
    /// <param name="key">The key's number.</param>
    /// <param name="cell">The memo.</param>
    /// <param name="value">What the run gave.</param>
    /// <param name="edges">What it read, in order.</param>
    /// <param name="reads">What the reads amount to.</param>
    internal static void Complete<TKey, TValue>(
        Reader db, QueryTable<TKey, TValue> table, int key, MemoCell<TValue> cell, TValue value, ReadOnlySpan<Edge> edges, in Reads reads)
        where TKey : struct, IQueryKey<TKey>
    {
        // Not the latest change among what was read: all of that may itself have been backdated while this run read other
        // things than the last one did. Nobody has seen the new value before this revision anyhow.
        var changedAt = db.Revision;
        if (cell.VerifiedAt == db.Revision)
        {
            // Only the value had been evicted; nothing it was made from has changed.
            changedAt = cell.ChangedAt;
        }
        else if (cell.HasValue && reads.Durability >= cell.Durability && table.AreEqual(cell.Value, value))
        {
            // Never when the durability fell: those who read this memo counted on the higher one and would go on skipping
            // it, so they must run and learn the lower.
            changedAt = cell.ChangedAt;
            value = cell.Value;
            db.Context.CountersOf(table.Definition.Id).Backdated++;
            if (db.Events.Heard)
                db.Events.Send(new(QueryEventKind.DidBackdate, table.Definition, key, new(db.Revision), db.Number));
        }

        if (!cell.HasValue) table.Holds(key, cell);
        cell.Value = value;
        cell.HasValue = true;
        cell.SetEdges(edges);
        cell.ChangedAt = changedAt;
        cell.Durability = reads.Durability;
        cell.Footprint = reads.Footprint;
        Volatile.Write(ref cell.VerifiedAt, db.Revision);
        Volatile.Write(ref cell.ReadyAt, db.Revision);
    }
}
