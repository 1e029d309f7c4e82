// What an edit changes inputs with. It lives only as long as its Write.

using Vale.Queries.Runtime.Memo;

namespace Vale.Queries.Runtime;

/// <summary>Changes inputs inside <see cref="Database.Write"/>. Setting what is already so changes nothing.</summary>
public sealed class DatabaseWriter
{
    private readonly Database _database;
    private bool _changed;
    private bool _closed;

    internal DatabaseWriter(Database database) => _database = database;

    /// <summary>True once an input really changed, and so a new revision began.</summary>
    public bool HasChanged => _changed;

    /// <summary>Sets an input for a key. A durability not given is the input's own.</summary>
    public void Set<TKey, TValue>(Input<TKey, TValue> input, TKey key, TValue value, Durability? durability = null)
        where TKey : struct, IQueryKey<TKey>
    {
        var table = Table(input);
        var cell = table.Cell(key.Index);
        var wanted = durability ?? input.Durability;
        if (cell.HasValue && EqualityComparer<TValue>.Default.Equals(cell.Value, value) && wanted >= cell.Durability)
        {
            // More durable than those who read it think: they only check more than they must.
            Promise(cell, input, key.Index, wanted);
            return;
        }
        // An equal value of a lower durability is a change: whoever read it counts on the higher one.
        Change(input, key.Index, cell);
        InputTable<TKey, TValue>.Fill(cell, value);
        Promise(cell, input, key.Index, wanted);
    }

    /// <summary>Takes an input's value away; the key then reads as the default, or as an error without one.</summary>
    public void Remove<TKey, TValue>(Input<TKey, TValue> input, TKey key) where TKey : struct, IQueryKey<TKey>
    {
        var table = Table(input);
        var cell = table.Cell(key.Index);
        if (!cell.HasValue) return;
        if (input.HasDefault && cell.Durability <= input.Durability && EqualityComparer<TValue>.Default.Equals(cell.Value, input.Default))
            return;
        Change(input, key.Index, cell);
        table.Clear(cell);
        Promise(cell, input, key.Index, input.Durability);
    }

    /// <summary>The value an input has now, within this write.</summary>
    /// <exception cref="InvalidOperationException">It was never set for this key, and has no default.</exception>
    public TValue Get<TKey, TValue>(Input<TKey, TValue> input, TKey key) where TKey : struct, IQueryKey<TKey> =>
        TryGet(input, key, out var value) ? value! : throw new InvalidOperationException(
            $"input {input.Name} was read for key {key.Index}, for which it was never set");

    /// <summary>The value an input has now, if it has one.</summary>
    public bool TryGet<TKey, TValue>(Input<TKey, TValue> input, TKey key, out TValue? value) where TKey : struct, IQueryKey<TKey>
    {
        var cell = Table(input).Cell(key.Index);
        value = cell.Value;
        return cell.HasValue;
    }

    /// <summary>As <see cref="QueryContext.Intern"/>.</summary>
    public TKey Intern<TData, TKey>(Interner<TData, TKey> interner, TData data)
        where TData : notnull
        where TKey : struct, IQueryKey<TKey> => TKey.FromIndex(((InternTable<TData>)_database.TableOf(interner)).Intern(data));

    /// <summary>As <see cref="QueryContext.Lookup"/>.</summary>
    public TData Lookup<TData, TKey>(Interner<TData, TKey> interner, TKey key)
        where TData : notnull
        where TKey : struct, IQueryKey<TKey> => ((InternTable<TData>)_database.TableOf(interner)).Lookup(key.Index);

    internal void Close() => _closed = true;

    private InputTable<TKey, TValue> Table<TKey, TValue>(Input<TKey, TValue> input) where TKey : struct, IQueryKey<TKey>
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return (InputTable<TKey, TValue>)_database.TableOf(input);
    }

    private static void Promise(MemoCell cell, Definition input, int key, Durability durability)
    {
        cell.Durability = durability;
        cell.Footprint = Footprints.Of(input.Id, key, durability);
    }

    private void Change(Definition input, int key, MemoCell cell)
    {
        cell.ChangedAt = _database.Changed(cell.Durability, cell.Footprint, first: !_changed);
        _changed = true;
        if (_database.Events.Heard)
            _database.Events.Send(new(QueryEventKind.DidSetInput, input, key, _database.CurrentRevision, 0));
    }
}
