// Data to number and back. Both ways are lock-free reads; only new data takes the lock.

namespace Vale.Queries.Runtime.Memo;

internal sealed class InternTable<TData>(Definition definition) : Table(definition) where TData : notnull
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;

    private readonly Lock _adding = new();

    /// <summary>Open addressing; a slot holds the hash above and the number plus one below, 0 when free.</summary>
    private long[] _slots = new long[64];
    private TData[][] _pages = [];
    private int _count;

    internal TData Lookup(int key)
    {
        if ((uint)key >= (uint)Volatile.Read(ref _count))
            throw new ArgumentOutOfRangeException(nameof(key), key, "no interned data has this number in this database");
        return _pages[key >> PageBits][key & (PageSize - 1)];
    }

    internal int Intern(TData data)
    {
        var hash = data.GetHashCode() * unchecked((int)0x9E3779B1);
        var found = Search(Volatile.Read(ref _slots), hash, data);
        if (found >= 0) return found;
        lock (_adding)
        {
            found = Search(_slots, hash, data);
            return found >= 0 ? found : Add(hash, data);
        }
    }

    private int Search(long[] slots, int hash, TData data)
    {
        var mask = slots.Length - 1;
        for (var i = (hash >>> 7) & mask; ; i = (i + 1) & mask)
        {
            var slot = Volatile.Read(ref slots[i]);
            if (slot == 0) return -1;
            if ((int)(slot >> 32) != hash) continue;
            var key = (int)slot - 1;
            if (EqualityComparer<TData>.Default.Equals(Volatile.Read(ref _pages)[key >> PageBits][key & (PageSize - 1)], data)) return key;
        }
    }

    private int Add(int hash, TData data)
    {
        var key = _count;
        var page = key >> PageBits;
        if (page >= _pages.Length)
        {
            var longer = new TData[Math.Max(4, _pages.Length * 2)][];
            _pages.CopyTo(longer, 0);
            Volatile.Write(ref _pages, longer);
        }
        (_pages[page] ??= new TData[PageSize])[key & (PageSize - 1)] = data;
        Volatile.Write(ref _count, key + 1);
        if ((key + 1) * 2 > _slots.Length) Grow();
        Insert(_slots, ((long)hash << 32) | (uint)(key + 1));
        return key;
    }

    private void Grow()
    {
        var wider = new long[_slots.Length * 2];
        foreach (var slot in _slots)
            if (slot != 0) Insert(wider, slot);
        Volatile.Write(ref _slots, wider);
    }

    private static void Insert(long[] slots, long slot)
    {
        var mask = slots.Length - 1;
        var i = ((int)(slot >> 32) >>> 7) & mask;
        while (slots[i] != 0) i = (i + 1) & mask;
        Volatile.Write(ref slots[i], slot);
    }

    internal override (int Memos, int Values) Count() => (_count, _count);

    protected override MemoCell NewCell(int key) => throw new InvalidOperationException("interned data has no memo");
}
