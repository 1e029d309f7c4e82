// How a query is named and declared. A query is a pure, synchronous function of its key and of what it asks the context.

using Vale.Queries.Runtime.Memo;
using Vale.Queries.Runtime.Persist;

namespace Vale.Queries.Runtime;

/// <summary>
/// A derived fact: <typeparamref name="TValue"/> computed from <typeparamref name="TKey"/> and remembered per database.
/// Made by <see cref="Query.Define"/> and kept in a <c>static readonly</c> field.
/// </summary>
public sealed class Query<TKey, TValue> : Definition where TKey : struct, IQueryKey<TKey>
{
    internal Query(string name, Func<QueryContext, TKey, TValue> compute, QueryOptions<TKey, TValue> options, bool compares)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(compute);
        ArgumentOutOfRangeException.ThrowIfNegative(options.LruCapacity);
        if (options.CycleFallback is not null && options.CycleInitial is not null)
            throw new ArgumentException($"query {name}: choose CycleFallback or CycleInitial, not both", nameof(options));
        Compute = compute;
        Options = options;
        Compares = compares;
        Touches = options.LruCapacity > 0;
        if (name is null) NewTable(null!);      // named, never run: see QueryTable.NameForAheadOfTime
    }

    internal Func<QueryContext, TKey, TValue> Compute { get; }

    internal QueryOptions<TKey, TValue> Options { get; }

    /// <summary>False for a query whose new value always counts as changed.</summary>
    internal bool Compares { get; }

    /// <summary>True when fetches must be stamped for the LRU order.</summary>
    internal bool Touches { get; }

    /// <inheritdoc/>
    public override Type KeyType => typeof(TKey);

    internal override Table NewTable(Database database)
    {
        var table = new QueryTable<TKey, TValue>(this);
        if (database is null) table.NameForAheadOfTime(null!, null!);
        return table;
    }
}

/// <summary>What a query chooses beyond its function. Every part has a default that is right for most queries.</summary>
public sealed class QueryOptions<TKey, TValue> where TKey : struct, IQueryKey<TKey>
{
    /// <summary>How many values are kept from one write to the next, least recently used leaving first; 0 keeps all.
    /// Dependencies are kept in any case, so an evicted value is computed again only when somebody wants it.</summary>
    public int LruCapacity { get; init; }

    /// <summary>For a large value of which other queries each pick one part: called behind every run, it offers all of them,
    /// so that those that did not change need not run to find it out. It may look up interned data and fetches nothing.</summary>
    public PartsOffer<TValue>? Parts { get; init; }

    /// <summary>What a chain says of a key: "predicting struct List". It may look up interned data, nothing else.</summary>
    public Func<QueryContext, TKey, string>? Describe { get; init; }

    /// <summary>Makes a cycle through this query give this value instead of an error. Every participant that has a
    /// fallback takes it; the other participants then run again and see it.</summary>
    public Func<QueryContext, TKey, TValue>? CycleFallback { get; init; }

    /// <summary>Makes a cycle through this query iterate from this value until nothing changes any more. The functions
    /// along the cycle must be monotone, or the answer depends on where the cycle was entered.</summary>
    public Func<QueryContext, TKey, TValue>? CycleInitial { get; init; }

    /// <summary>How many rounds a fixpoint may take before it counts as an error.</summary>
    public int MaxCycleRounds { get; init; } = 200;
}

/// <summary>Ways to declare a query.</summary>
public static class Query
{
    /// <summary>A query whose values compare by content: when a new run gives an equal value, dependents do not run.</summary>
    public static Query<TKey, TValue> Define<TKey, TValue>(
        string name, Func<QueryContext, TKey, TValue> compute, QueryOptions<TKey, TValue>? options = null)
        where TKey : struct, IQueryKey<TKey>
        where TValue : IEquatable<TValue>? =>
        new(name, compute, options ?? new(), compares: true);

    /// <summary>As <see cref="Define"/>; a database that was given a <see cref="DatabaseOptions.Store"/> looks there before it
    /// computes, and keeps there what it computed.</summary>
    public static Query<TKey, TValue> DefinePersisted<TKey, TValue>(
        string name, Func<QueryContext, TKey, TValue> compute, Persistence<TKey, TValue> persistence, QueryOptions<TKey, TValue>? options = null)
        where TKey : struct, IQueryKey<TKey>
        where TValue : IEquatable<TValue>
    {
        ArgumentNullException.ThrowIfNull(persistence);
        var persisted = new PersistedCompute<TKey, TValue>(name, compute, persistence);
        var query = new Query<TKey, TValue>(name, persisted.Run, options ?? new(), compares: true);
        persisted.Definition = query;
        return query;
    }

    /// <summary>A query whose values are never compared, because comparing costs more than it saves (whole syntax
    /// trees): every new run counts as a change, so a comparing query should stand between it and its many readers.</summary>
    public static Query<TKey, TValue> DefineNoCompare<TKey, TValue>(
        string name, Func<QueryContext, TKey, TValue> compute, QueryOptions<TKey, TValue>? options = null)
        where TKey : struct, IQueryKey<TKey> =>
        new(name, compute, options ?? new(), compares: false);
}
