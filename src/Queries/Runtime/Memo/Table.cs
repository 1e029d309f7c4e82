// Where a database keeps the memos of one definition: pages indexed by the key's number. Pages never move, so a reader
// needs no lock while another thread makes the table grow.

namespace Vale.Queries.Runtime.Memo;

internal abstract class Table(Definition definition)
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;

    private readonly Lock _growing = new();
    private MemoCell?[]?[] _pages = [];

    internal Definition Definition { get; } = definition;

    internal Counters Counters;

    internal MemoCell? Find(int key)
    {
        var pages = _pages;
        var page = (uint)key >> PageBits;
        if (page >= (uint)pages.Length) return null;
        var cells = pages[page];
        return cells is null ? null : cells[key & (PageSize - 1)];
    }

    internal MemoCell FindOrAdd(int key)
    {
        var cell = Find(key);
        if (cell is not null) return cell;
        ArgumentOutOfRangeException.ThrowIfNegative(key);
        var fresh = NewCell(key);
        return Interlocked.CompareExchange(ref Page(key)[key & (PageSize - 1)], fresh, null) ?? fresh;
    }

    private MemoCell?[] Page(int key)
    {
        var page = key >> PageBits;
        lock (_growing)
        {
            var pages = _pages;
            if (page >= pages.Length)
            {
                var longer = new MemoCell?[]?[Math.Max(page + 1, Math.Max(4, pages.Length * 2))];
                pages.CopyTo(longer, 0);
                Volatile.Write(ref _pages, longer);
                pages = longer;
            }
            var cells = pages[page];
            if (cells is null)
            {
                cells = new MemoCell?[PageSize];
                Volatile.Write(ref pages[page], cells);
            }
            return cells;
        }
    }

    /// <summary>Visits every cell; only sure to be complete while nobody reads.</summary>
    protected IEnumerable<(int Key, MemoCell Cell)> Cells()
    {
        var pages = _pages;
        for (var page = 0; page < pages.Length; page++)
        {
            if (pages[page] is not { } cells) continue;
            for (var i = 0; i < cells.Length; i++)
                if (cells[i] is { } cell) yield return ((page << PageBits) | i, cell);
        }
    }

    /// <summary>The keys that were asked before now; those asked meanwhile may be among them or not.</summary>
    internal IEnumerable<int> AskedKeys()
    {
        foreach (var (key, _) in Cells()) yield return key;
    }

    /// <summary>How many keys have been asked, and how many of them have a value now.</summary>
    internal virtual (int Memos, int Values) Count()
    {
        var (memos, values) = (0, 0);
        foreach (var (_, cell) in Cells())
        {
            memos++;
            if (cell.HasValue) values++;
        }
        return (memos, values);
    }

    protected abstract MemoCell NewCell(int key);

    /// <summary>Runs the query for a key this reader has claimed and writes the memo. False: the value is provisional,
    /// part of a fixpoint still being iterated, and is in the reader's provisional results instead.</summary>
    internal virtual bool Run(Reader db, int key, MemoCell cell, string? because) => throw NotAQuery();

    /// <summary>How a cycle through the key is treated.</summary>
    internal virtual CycleRecovery Recovery => CycleRecovery.None;

    /// <summary>Computes the fallback of a participant in a cycle and keeps it as its value. <paramref name="edges"/> are
    /// the reads that led all round the cycle.</summary>
    internal virtual void FallBack(Reader db, int key, MemoCell cell, ReadOnlySpan<Edge> edges, in Reads reads) => throw NotAQuery();

    /// <summary>The first value of a fixpoint.</summary>
    internal virtual Provisional Initial(Reader db, int key) => throw NotAQuery();

    /// <summary>Runs the query of a valid memo and throws when it gives another value.</summary>
    internal virtual void Audit(Reader db, int key, MemoCell cell) => throw NotAQuery();

    /// <summary>Drops the values beyond the capacity; called while nobody reads.</summary>
    internal virtual void Evict(Database database)
    {
    }

    internal virtual string Describe(QueryContext db, int key) => $"{Definition.Name}({key})";

    private InvalidOperationException NotAQuery() => new($"{Definition.Name} is not a query");
}

internal enum CycleRecovery : byte
{
    None,
    Fallback,
    Fixpoint,
}

/// <summary>What happened to one definition's memos. Each reader counts for itself and adds up when it is done.</summary>
internal struct Counters
{
    internal long Hits;
    internal long Runs;
    internal long Validated;
    internal long Backdated;
    internal long Evicted;

    internal void Add(in Counters other)
    {
        Hits += other.Hits;
        Runs += other.Runs;
        Validated += other.Validated;
        Backdated += other.Backdated;
        Evicted += other.Evicted;
    }
}
