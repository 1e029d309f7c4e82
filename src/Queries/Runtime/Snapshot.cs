// A reader's hold on one revision: as long as it lives, no input changes.

using Vale.Queries.Runtime.Memo;

namespace Vale.Queries.Runtime;

/// <summary>
/// Reads a database at one revision, from one thread at a time. Once a write is waiting, every method but
/// <see cref="Dispose"/> throws <see cref="QueryCancelledException"/>: dispose, and ask again with a new snapshot.
/// </summary>
public sealed class Snapshot : IDisposable
{
    private readonly Reader _reader;
    private readonly CancellationTokenRegistration _registration;

    internal Snapshot(Database database, Reader reader, CancellationToken cancellation)
    {
        Database = database;
        _reader = reader;
        _registration = cancellation.UnsafeRegister(static reader => ((Reader)reader!).RequestStop(Reader.StopAsRequested), reader);
    }

    /// <summary>Where it was taken.</summary>
    public Database Database { get; }

    /// <summary>What to ask with.</summary>
    public QueryContext Context => _reader.Context;

    /// <summary>The revision all answers belong to.</summary>
    public Revision Revision => new(_reader.Revision);

    /// <summary>True when the next fetch will throw.</summary>
    public bool IsCancelled => _reader.Stop != 0;

    /// <summary>
    /// Asked ten thousand times a second whether this reader is to offer its processor to whoever is ready to run, because somebody waits
    /// for others more than for this one; null for never. Systems let a thread that wakes wait for milliseconds behind one that works,
    /// even beside an idle processor, and an answer should not.
    /// </summary>
    public Func<bool>? GivesWay
    {
        get => _reader.GivesWay;
        set => _reader.GivesWay = value;
    }

    /// <summary>As <see cref="QueryContext.Get{TKey,TValue}(Query{TKey,TValue},TKey)"/>.</summary>
    public TValue Get<TKey, TValue>(Query<TKey, TValue> query, TKey key) where TKey : struct, IQueryKey<TKey> =>
        _reader.Context.Get(query, key);

    /// <summary>As <see cref="QueryContext.Get{TKey,TValue}(Input{TKey,TValue},TKey)"/>.</summary>
    public TValue Get<TKey, TValue>(Input<TKey, TValue> input, TKey key) where TKey : struct, IQueryKey<TKey> =>
        _reader.Context.Get(input, key);

    /// <summary>As <see cref="QueryContext.Intern"/>.</summary>
    public TKey Intern<TData, TKey>(Interner<TData, TKey> interner, TData data)
        where TData : notnull
        where TKey : struct, IQueryKey<TKey> => _reader.Context.Intern(interner, data);

    /// <summary>As <see cref="QueryContext.Lookup"/>.</summary>
    public TData Lookup<TData, TKey>(Interner<TData, TKey> interner, TKey key)
        where TData : notnull
        where TKey : struct, IQueryKey<TKey> => _reader.Context.Lookup(interner, key);

    /// <summary>What a query's memo holds now, of whichever revision: null when it was never asked for, or its value has been let go.
    /// Nothing runs. It is for starting points, such as an older tree to make the new one from, and never for an answer.</summary>
    public TValue? Peek<TKey, TValue>(Query<TKey, TValue> query, TKey key)
        where TKey : struct, IQueryKey<TKey>
        where TValue : class =>
        _reader.Context.TableOf(query).Find(key.Index) is MemoCell<TValue> cell && Volatile.Read(ref cell.ReadyAt) != 0 ? Volatile.Read(ref cell.Value) : null;

    /// <summary>A second reader of the same revision, for another thread. It is disposed on its own.</summary>
    /// <exception cref="QueryCancelledException">A write is already waiting.</exception>
    public Snapshot Fork(CancellationToken cancellation = default) => Database.Fork(_reader, cancellation);

    /// <summary>Stops this reader alone, from any thread: its next fetch throws. Forks go on.</summary>
    public void Cancel() => _reader.RequestStop(Reader.StopAsRequested);

    /// <summary>Lets go of the revision. Call it when no query of this reader is running.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        _reader.RequestStop(Reader.StopDisposed);
        Database.LetGo(_reader);
    }
}
