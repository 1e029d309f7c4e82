// The cells of one input. They are always verified; a write changes their value and their changed-at.

namespace Vale.Queries.Runtime.Memo;

internal sealed class InputTable<TKey, TValue>(Input<TKey, TValue> input) : Table(input) where TKey : struct, IQueryKey<TKey>
{
    protected override MemoCell NewCell(int key)
    {
        var cell = new MemoCell<TValue> { ChangedAt = Revision.Start.Number, Durability = input.Durability, Footprint = Footprints.Of(input.Id, key, input.Durability) };
        if (input.HasDefault) Fill(cell, input.Default!);
        cell.VerifiedAt = MemoCell.Always;
        return cell;
    }

    /// <summary>As <see cref="QueryTable{TKey, TValue}.NameForAheadOfTime"/>: never run.</summary>
    internal void NameForAheadOfTime() => NewCell(0);

    internal MemoCell<TValue> Cell(int key) => (MemoCell<TValue>)FindOrAdd(key);

    internal static void Fill(MemoCell<TValue> cell, TValue value)
    {
        cell.Value = value;
        cell.HasValue = true;
        cell.ReadyAt = MemoCell.Always;
    }

    internal void Clear(MemoCell<TValue> cell)
    {
        if (input.HasDefault)
        {
            Fill(cell, input.Default!);
            return;
        }
        cell.Value = default!;
        cell.HasValue = false;
        cell.ReadyAt = 0;
    }
}
