// What a query whose value has many parts is given to offer them with.

using Vale.Queries.Runtime.Memo;

namespace Vale.Queries.Runtime;

/// <summary>
/// Offers parts of a value just made to the queries that pick them, see <see cref="QueryOptions{TKey,TValue}.Parts"/>.
/// A part that is equal to what it was stays valid without a run; another one is put in its place.
/// </summary>
public readonly ref struct PartsWriter
{
    private readonly Reader _db;
    private readonly Edge _owner;
    private readonly MemoCell _cell;

    internal PartsWriter(Reader db, Edge owner, MemoCell cell)
    {
        _db = db;
        _owner = owner;
        _cell = cell;
    }

    /// <summary>Offers one part. It must be what <paramref name="part"/> computes from this value, and that query must read
    /// nothing else; otherwise the offer is passed over.</summary>
    public void Offer<TKey, TValue>(Query<TKey, TValue> part, TKey key, TValue value) where TKey : struct, IQueryKey<TKey> =>
        Memo.Offer.Make(_db, _owner, _cell, (QueryTable<TKey, TValue>)_db.Context.TableOf(part), key.Index, value);

    /// <summary>Offers a part for every key that a query was ever asked for and whose part this value has; also the parts that are
    /// still nothing. <paramref name="pick"/> gives the part, or says that the key is another value's.</summary>
    public void OfferAsked<TKey, TValue>(Query<TKey, TValue> part, PartPick<TKey, TValue> pick) where TKey : struct, IQueryKey<TKey>
    {
        var table = (QueryTable<TKey, TValue>)_db.Context.TableOf(part);
        foreach (var index in table.AskedKeys())
            if (pick(TKey.FromIndex(index), out var value)) Memo.Offer.Make(_db, _owner, _cell, table, index, value);
    }
}

/// <summary>Gives the part of a value that is a key's; false when the key has none of it.</summary>
public delegate bool PartPick<in TKey, TValue>(TKey key, out TValue value);

/// <summary>Offers every part of a value.</summary>
public delegate void PartsOffer<in TValue>(QueryContext db, PartsWriter parts, TValue value);
