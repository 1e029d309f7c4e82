// How results of one query are kept between processes. The value must follow from the fingerprint alone: what was read to
// make the fingerprint is recorded as what the query read, so a kept value is invalidated like a computed one.

using Vale.Queries.Runtime.Values;

namespace Vale.Queries.Runtime.Persist;

/// <summary>What a query that is dear to compute, and whose value is small, tells of how to keep it.</summary>
/// <typeparam name="TKey">The query's key.</typeparam>
/// <typeparam name="TValue">Its value.</typeparam>
public sealed class Persistence<TKey, TValue> where TKey : struct, IQueryKey<TKey>
{
    /// <summary>
    /// Stands for everything the value is computed from: the contents of what the query reads, not their keys, which are
    /// numbers of this process, and which version of the code computes it. It fetches like the query itself.
    /// </summary>
    public required Func<QueryContext, TKey, Fingerprint> Fingerprint { get; init; }

    /// <summary>The value as bytes.</summary>
    public required Func<TValue, byte[]> Write { get; init; }

    /// <summary>The value again; false when the bytes are not what <see cref="Write"/> gives, and the value is computed.</summary>
    public required TryRead<TValue> Read { get; init; }
}

/// <summary>Reads a value from bytes; it throws for none.</summary>
public delegate bool TryRead<TValue>(ReadOnlySpan<byte> bytes, out TValue value);

/// <summary>A query's function with a store before it.</summary>
internal sealed class PersistedCompute<TKey, TValue>(string name, Func<QueryContext, TKey, TValue> compute, Persistence<TKey, TValue> persistence)
    where TKey : struct, IQueryKey<TKey>
{
    internal Definition? Definition { get; set; }

    internal TValue Run(QueryContext db, TKey key)
    {
        if (db.Store is not { } store) return compute(db, key);
        var content = new FingerprintBuilder();
        content.Add(name);
        content.Add(persistence.Fingerprint(db, key));
        var fingerprint = content.Finish();
        if (store.Get(fingerprint) is { } kept && persistence.Read(kept, out var value))
        {
            db.Say(QueryEventKind.DidLoad, Definition!, key.Index);
            return value;
        }
        value = compute(db, key);
        store.Put(fingerprint, persistence.Write(value));
        return value;
    }
}
