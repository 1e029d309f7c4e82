// A set of the types whose objects something may free: what ends lives, told apart by what lives.

namespace Vale.Backend.Checks;

/// <summary>A growing set of small numbers, or all there are.</summary>
internal sealed class TypeSet(int size)
{
    private readonly ulong[] _words = new ulong[(size + 63) / 64];

    public bool HasAll { get; private set; }

    public bool IsEmpty
    {
        get
        {
            if (HasAll) return false;
            foreach (var word in _words)
                if (word != 0) return false;
            return true;
        }
    }

    public bool Contains(int type) => HasAll || (_words[type >> 6] >> type & 1) != 0;

    /// <summary>True when it was not in the set before.</summary>
    public bool Add(int type)
    {
        if (Contains(type)) return false;
        _words[type >> 6] |= 1UL << type;
        return true;
    }

    /// <summary>True when the set was not everything before.</summary>
    public bool AddAll()
    {
        if (HasAll) return false;
        return HasAll = true;
    }

    /// <summary>True when the set grew.</summary>
    public bool Add(TypeSet others)
    {
        if (HasAll) return false;
        if (others.HasAll) return AddAll();
        var grew = false;
        for (var i = 0; i < _words.Length; i++)
        {
            var word = _words[i] | others._words[i];
            grew |= word != _words[i];
            _words[i] = word;
        }
        return grew;
    }

    public bool Meets(TypeSet others)
    {
        if (HasAll || others.HasAll) return !IsEmpty && !others.IsEmpty;
        for (var i = 0; i < _words.Length; i++)
            if ((_words[i] & others._words[i]) != 0) return true;
        return false;
    }
}
