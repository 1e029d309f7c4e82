// All state of the engine: a table for each definition, the revisions, and the gate between one writer and many readers.

using Vale.Queries.Runtime.Memo;

namespace Vale.Queries.Runtime;

/// <summary>
/// Inputs, interned data and memos. Any number of <see cref="Snapshot"/>s read it at one revision, each on a thread of its
/// own; <see cref="Write"/> stops them, waits until all are disposed, and changes inputs.
/// </summary>
public sealed class Database : IDisposable
{
    private readonly object _gate = new();
    private readonly Lock _writing = new();
    private readonly Lock _defining = new();
    private readonly HashSet<Reader> _readers = [];
    private readonly int[] _lastChanged = [1, 1, 1];
    private Table?[] _tables = new Table?[64];
    private Frame[]? _spareFrames;
    private int _revision = Revision.Start.Number;
    private bool _writePending;
    private bool _disposed;

    /// <summary>An empty database in revision <see cref="Revision.Start"/>.</summary>
    public Database(DatabaseOptions? options = null) => Options = options ?? new();

    /// <summary>What it was made with.</summary>
    public DatabaseOptions Options { get; }

    /// <summary>What the engine does, as it does it.</summary>
    public QueryEvents Events { get; } = new();

    /// <summary>The revision a snapshot taken now would have.</summary>
    public Revision CurrentRevision => new(Volatile.Read(ref _revision));

    /// <summary>Counts per query, input and interner used so far, by name. Readers not yet disposed are not in them.</summary>
    public IReadOnlyList<QueryStatistics> Statistics
    {
        get
        {
            var statistics = new List<QueryStatistics>();
            foreach (var table in Tables)
            {
                if (table is null) continue;
                var (memos, values) = table.Count();
                Counters counters;
                lock (_gate) counters = table.Counters;
                statistics.Add(new(table.Definition, memos, values, counters.Hits, counters.Runs, counters.Validated,
                    counters.Backdated, counters.Evicted));
            }
            statistics.Sort((left, right) => string.CompareOrdinal(left.Definition.Name, right.Definition.Name));
            return statistics;
        }
    }

    internal WaitGraph Waits { get; } = new();

    internal Table?[] Tables => Volatile.Read(ref _tables);

    /// <summary>A reader of the present revision, for one thread at a time. Waits while a write is under way. It must be
    /// disposed, or the next write waits forever.</summary>
    /// <param name="cancellation">Stops this reader alone.</param>
    public Snapshot Snapshot(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            while (_writePending && !_disposed) Monitor.Wait(_gate);
            return new Snapshot(this, NewReader(), cancellation);
        }
    }

    internal Snapshot Fork(Reader of, CancellationToken cancellation)
    {
        lock (_gate)
        {
            // The one forked from is still alive, so no write is under way, though one may be waiting.
            if (_writePending) throw new QueryCancelledException(CancelReason.Write);
            if (!_readers.Contains(of)) throw new ObjectDisposedException(nameof(Runtime.Snapshot));
            return new Snapshot(this, NewReader(), cancellation);
        }
    }

    private Reader NewReader()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var frames = _spareFrames ?? new Frame[32];
        _spareFrames = null;
        var reader = Waits.Add(number => new Reader(this, number, _revision, frames));
        _readers.Add(reader);
        return reader;
    }

    internal void LetGo(Reader reader)
    {
        lock (_gate)
        {
            if (!_readers.Remove(reader)) return;
            reader.Context.Settle();
            Waits.Remove(reader);
            // The stack of a long verification is worth keeping for the next one.
            if (reader.Frames.Length > (_spareFrames?.Length ?? 0)) _spareFrames = reader.Frames;
            if (_readers.Count == 0) Monitor.PulseAll(_gate);
        }
    }

    /// <summary>
    /// Changes inputs. Stops all readers, waits until their snapshots are disposed, then calls <paramref name="edit"/> alone.
    /// The revision goes up by one if an input really changed, otherwise not at all. What an edit that throws has set
    /// stays set. Values beyond a query's LRU capacity leave now, changed or not.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called from inside a query or another write.</exception>
    /// <exception cref="TimeoutException">A snapshot was not disposed within <see cref="DatabaseOptions.WritePatience"/>.</exception>
    public void Write(Action<DatabaseWriter> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        if (_writing.IsHeldByCurrentThread) throw new InvalidOperationException("a write cannot be begun inside a write");
        lock (_writing)
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                foreach (var reader in _readers)
                    if (reader.IsBusyHere)
                        throw new InvalidOperationException("a query cannot write: the write would wait for it to end");
                _writePending = true;
                foreach (var reader in _readers) reader.RequestStop(Reader.StopForWrite);
                AwaitReaders();
            }
            var writer = new DatabaseWriter(this);
            try
            {
                edit(writer);
            }
            finally
            {
                writer.Close();
                foreach (var table in Tables) table?.Evict(this);
                lock (_gate)
                {
                    _writePending = false;
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }

    private void AwaitReaders()
    {
        while (_readers.Count > 0)
        {
            if (Monitor.Wait(_gate, Options.WritePatience) && !_disposed) continue;
            if (_readers.Count == 0 && !_disposed) return;
            _writePending = false;
            Monitor.PulseAll(_gate);
            ObjectDisposedException.ThrowIf(_disposed, this);
            throw new TimeoutException($"{_readers.Count} snapshot(s) were not disposed within {Options.WritePatience}, so the write was given up");
        }
    }

    /// <summary>An input of a durability was changed: begins the revision if it is the first one to.</summary>
    internal int Changed(Durability durability, ulong footprint, bool first)
    {
        if (first)
        {
            Volatile.Write(ref _revision, _revision + 1);
            Changes.Begin();
        }
        Changes.Add(footprint);
        for (var i = 0; i <= (int)durability; i++) _lastChanged[i] = _revision;
        _lastChanged[0] = _revision;
        return _revision;
    }

    internal int[] LastChanged => _lastChanged;

    internal Footprints Changes { get; } = new();

    /// <summary>What a query says it does for a key, as in chains: "predicting struct List". Never computes anything.</summary>
    public string Describe(Definition definition, int key) => Describe(TableOf(definition), key, _revision);

    /// <summary>
    /// What a memo was made from, in the order of asking, and when each of it last changed. Empty when the memo is not known
    /// to hold in the present revision. Ask while a snapshot of it is held.
    /// </summary>
    public IReadOnlyList<QueryDependency> DependenciesOf(Definition definition, int key)
    {
        if (TableOf(definition).Find(key) is not { } cell || Volatile.Read(ref cell.VerifiedAt) != _revision) return [];
        var dependencies = new QueryDependency[cell.EdgeCount];
        for (var i = 0; i < dependencies.Length; i++)
        {
            var edge = cell.EdgeAt(i);
            var table = Tables[edge.Definition]!;
            dependencies[i] = new(table.Definition, edge.Key, new(table.Find(edge.Key)!.ChangedAt));
        }
        return dependencies;
    }

    /// <summary>What an event is about, in words.</summary>
    public string Describe(QueryEvent happened) =>
        happened.Definition is null ? "" : Describe(happened.Definition, happened.Key);

    internal string Describe(Table table, int key, int revision)
    {
        try
        {
            return table.Describe(new Reader(this, 0, revision, [], describing: true).Context, key);
        }
        catch (Exception)
        {
            return $"{table.Definition.Name}({key})";
        }
    }

    internal Table TableOf(Definition definition)
    {
        var id = definition.Id;
        var tables = Tables;
        if (id < tables.Length && tables[id] is { } known) return known;
        lock (_defining)
        {
            tables = _tables;
            if (id >= tables.Length)
            {
                Array.Resize(ref tables, Math.Max(id + 1, tables.Length * 2));
                Volatile.Write(ref _tables, tables);
            }
            if (tables[id] is { } table) return table;
            table = definition.NewTable(this);
            Volatile.Write(ref tables[id], table);
            return table;
        }
    }

    /// <summary>Stops all readers and whoever waits; nothing can be begun afterwards. Waits for nobody: a reader still inside a
    /// query ends with <see cref="QueryCancelledException"/>.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            foreach (var reader in _readers) reader.RequestStop(Reader.StopForWrite);
            Monitor.PulseAll(_gate);
        }
    }
}
