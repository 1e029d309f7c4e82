// Counts the holders of every immutable, as native code would, to find a compiler that retains or releases out of balance.
// The machine runs without it; a garbage collector needs no counts.

namespace Vale.Backend.Vm;

/// <summary>The holders of every immutable of a run.</summary>
internal sealed class ShareTracker
{
    private readonly Dictionary<object, int> _holders = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _literals = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<object> _pending = new();

    /// <summary>Uses or releases of what had no holder.</summary>
    public int OverReleased { get; private set; }

    /// <summary>Immutables that have holders now. A literal lives for ever, so that holders of one are not missed.</summary>
    public int Held
    {
        get
        {
            var held = 0;
            foreach (var (value, holders) in _holders)
                if (holders > 0 && !_literals.Contains(value)) held++;
            return held;
        }
    }

    /// <summary>A new immutable, or another copy of a literal, held once more.</summary>
    public void Made(object value) => _holders[value] = _holders.GetValueOrDefault(value) + 1;

    /// <summary>A literal, held once more.</summary>
    public void MadeLiteral(object value)
    {
        _literals.Add(value);
        Made(value);
    }

    /// <summary>One holder more of something that must have one.</summary>
    public void Retain(object value)
    {
        var holders = _holders.GetValueOrDefault(value);
        if (holders <= 0) OverReleased++;
        _holders[value] = holders + 1;
    }

    /// <summary>One holder less; the last one lets go of what the value holds.</summary>
    public void Release(object value)
    {
        _pending.Push(value);
        while (_pending.TryPop(out var next))
        {
            var holders = _holders.GetValueOrDefault(next);
            if (holders <= 0)
            {
                OverReleased++;
                continue;
            }
            if (holders > 1)
            {
                _holders[next] = holders - 1;
                continue;
            }
            _holders.Remove(next);
            if (next is not Slot[] slots) continue;
            if (slots[0].Object is VmArray array)
            {
                if (!array.Element.IsShared) continue;
                var elements = (object?[])slots[1].Object!;
                for (var i = 0; i < slots[1].Word; i++) _pending.Push(elements[i]!);
                continue;
            }
            var layout = (VmStruct)slots[0].Object!;
            for (var i = 0; i < layout.Objects; i++)
                if (layout.ObjectTypes[i].IsShared) _pending.Push(slots[i + 1].Object!);
        }
    }
}
