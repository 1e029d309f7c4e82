// How a query that has just made a large value brings the memos of those who pick one part of it up to date, so that a
// part that did not change is found valid without running anything.

namespace Vale.Queries.Runtime.Memo;

internal static class Offer
{
    /// <summary>Writes a part's memo as its own run would have: only when it was asked before, read nothing but the owner, and
    /// nobody is computing it. In every other case it picks its part itself when it is next asked.</summary>
    internal static void Make<TKey, TValue>(Reader db, Edge owner, MemoCell ownerCell, QueryTable<TKey, TValue> table, int key, TValue value)
        where TKey : struct, IQueryKey<TKey>
    {
        if (table.Find(key) is not MemoCell<TValue> cell || !cell.HasValue || cell.VerifiedAt == 0 || cell.VerifiedAt >= db.Revision) return;
        if (Claim.TryTake(db, cell) != 0) return;
        if (cell.HasValue && cell.VerifiedAt < db.Revision && cell.EdgeCount == 1 && !cell.InCircle && cell.EdgeAt(0).Equals(owner))
        {
            // As in Backdate: an equal value keeps its revision, but not when the durability fell.
            var keeps = ownerCell.Durability >= cell.Durability && table.AreEqual(cell.Value, value);
            if (!keeps)
            {
                cell.Value = value;
                cell.ChangedAt = db.Revision;
            }
            else
            {
                db.Context.CountersOf(table.Definition.Id).Validated++;
            }
            cell.Durability = ownerCell.Durability;
            cell.Footprint = ownerCell.Footprint;
            Volatile.Write(ref cell.VerifiedAt, db.Revision);
            Volatile.Write(ref cell.ReadyAt, db.Revision);
            if (db.Events.Heard)
                db.Events.Send(new(keeps ? QueryEventKind.DidValidate : QueryEventKind.DidOffer, table.Definition, key, new(db.Revision), db.Number));
        }
        Claim.Release(db, cell);
    }
}
