// What a query is given to ask with, and what a snapshot asks with from outside. It belongs to one reader and is used by
// one thread at a time. The fetch of a verified memo is here, whole; everything slower is in Memo/, a file for each verb.

using System.Runtime.CompilerServices;
using Vale.Queries.Runtime.Memo;
using Vale.Queries.Runtime.Persist;

namespace Vale.Queries.Runtime;

/// <summary>
/// The door to all facts in one revision. Inside a query, whatever is got through it becomes a dependency of that query.
/// Every method may throw <see cref="QueryCancelledException"/>; a query lets it pass.
/// </summary>
public sealed class QueryContext
{
    private readonly Reader _reader;
    private readonly int _revision;
    private Table?[] _tables;
    private Counters[] _counters;

    internal QueryContext(Reader reader)
    {
        _reader = reader;
        _revision = reader.Revision;
        _tables = reader.Database.Tables;
        _counters = new Counters[_tables.Length];
    }

    /// <summary>The revision all answers belong to.</summary>
    public Revision Revision => new(_revision);

    /// <summary>The value of a query, from its memo or by running it.</summary>
    /// <exception cref="QueryCycleException">The query needs its own answer.</exception>
    public TValue Get<TKey, TValue>(Query<TKey, TValue> query, TKey key) where TKey : struct, IQueryKey<TKey> =>
        Get(query, key, null);

    /// <summary>As <see cref="Get{TKey,TValue}(Query{TKey,TValue},TKey)"/>; <paramref name="because"/> says why it is asked,
    /// should it turn out to be part of a cycle: "its member is one". A constant costs nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Get<TKey, TValue>(Query<TKey, TValue> query, TKey key, string? because) where TKey : struct, IQueryKey<TKey>
    {
        if (_reader.Stop != 0) _reader.Interrupt();
        var tables = _tables;
        var id = query.Id;
        if ((uint)id < (uint)tables.Length && tables[id] is { } table && table.Find(key.Index) is { } cell
            && Volatile.Read(ref cell.ReadyAt) >= _revision)
        {
            _counters[id].Hits++;
            if (query.Touches) Unsafe.As<QueryTable<TKey, TValue>>(table).Touch(cell);
            if (_reader.RunCount != 0) _reader.Record(new Edge(id, key.Index), cell);
            return Unsafe.As<MemoCell<TValue>>(cell).Value;
        }
        return GetSlowly(query, key, because);
    }

    /// <summary>The value an input has in this revision.</summary>
    /// <exception cref="InvalidOperationException">It was never set for this key, and has no default.</exception>
    public TValue Get<TKey, TValue>(Input<TKey, TValue> input, TKey key) where TKey : struct, IQueryKey<TKey>
    {
        if (_reader.Stop != 0) _reader.Interrupt();
        var tables = _tables;
        var id = input.Id;
        if ((uint)id < (uint)tables.Length && tables[id] is { } table && table.Find(key.Index) is { ReadyAt: not 0 } cell)
        {
            _counters[id].Hits++;
            if (_reader.RunCount != 0) _reader.Record(new Edge(id, key.Index), cell);
            return Unsafe.As<MemoCell<TValue>>(cell).Value;
        }
        return GetSlowly(input, key);
    }

    /// <summary>The key of <paramref name="data"/>; equal data always has the same one. Not a dependency.</summary>
    public TKey Intern<TData, TKey>(Interner<TData, TKey> interner, TData data)
        where TData : notnull
        where TKey : struct, IQueryKey<TKey> =>
        TKey.FromIndex(((InternTable<TData>)TableOf(interner)).Intern(data));

    /// <summary>What a key was interned from. Not a dependency, no lock.</summary>
    public TData Lookup<TData, TKey>(Interner<TData, TKey> interner, TKey key)
        where TData : notnull
        where TKey : struct, IQueryKey<TKey> =>
        ((InternTable<TData>)TableOf(interner)).Lookup(key.Index);

    /// <summary>For long loops that fetch nothing: throws when the reader should let go.</summary>
    public void ThrowIfCancelled()
    {
        if (_reader.Stop != 0) _reader.Interrupt();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TValue GetSlowly<TKey, TValue>(Query<TKey, TValue> query, TKey key, string? because) where TKey : struct, IQueryKey<TKey>
    {
        var table = TableOf(query);
        var cell = table.FindOrAdd(key.Index);
        var edge = new Edge(query.Id, key.Index);
        if (!Fetch.Refresh(_reader, table, key.Index, cell, because))
        {
            var provisional = (Provisional<TValue>)Cycle.ProvisionalOf(_reader, edge);
            _reader.Record(provisional);
            return provisional.Value;
        }
        if (query.Touches) Unsafe.As<QueryTable<TKey, TValue>>(table).Touch(cell);
        if (_reader.RunCount != 0) _reader.Record(edge, cell);
        return Unsafe.As<MemoCell<TValue>>(cell).Value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TValue GetSlowly<TKey, TValue>(Input<TKey, TValue> input, TKey key) where TKey : struct, IQueryKey<TKey>
    {
        var cell = ((InputTable<TKey, TValue>)TableOf(input)).Cell(key.Index);
        if (_reader.RunCount != 0) _reader.Record(new Edge(input.Id, key.Index), cell);
        return cell.HasValue ? cell.Value : throw new InvalidOperationException(
            $"input {input.Name} was read for key {key.Index}, for which it was never set");
    }

    /// <summary>Where results are kept between processes, if anywhere.</summary>
    internal IResultStore? Store => _reader.Database.Options.Store;

    internal void Say(QueryEventKind kind, Definition definition, int key)
    {
        if (_reader.Events.Heard) _reader.Events.Send(new(kind, definition, key, new(_revision), _reader.Number));
    }

    internal Table TableOf(Definition definition)
    {
        var id = definition.Id;
        if (id < _tables.Length && _tables[id] is { } table) return table;
        table = _reader.Database.TableOf(definition);
        _tables = _reader.Database.Tables;
        if (_counters.Length < _tables.Length) Array.Resize(ref _counters, _tables.Length);
        return table;
    }

    /// <summary>The table of a recorded dependency.</summary>
    internal Table TableOf(int definition)
    {
        if (definition < _tables.Length && _tables[definition] is { } table) return table;
        _tables = _reader.Database.Tables;
        if (_counters.Length < _tables.Length) Array.Resize(ref _counters, _tables.Length);
        return _tables[definition]!;
    }

    internal ref Counters CountersOf(int definition)
    {
        if (definition >= _counters.Length) Array.Resize(ref _counters, _reader.Database.Tables.Length);
        return ref _counters[definition];
    }

    /// <summary>Adds this reader's counts to those of the database.</summary>
    internal void Settle()
    {
        var tables = _reader.Database.Tables;
        for (var i = 0; i < _counters.Length; i++)
            if (tables[i] is { } table) table.Counters.Add(_counters[i]);
        Array.Clear(_counters);
    }
}
