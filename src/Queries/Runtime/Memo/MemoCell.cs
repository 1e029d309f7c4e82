// The memo of one key, made once and then written in place. Everything in it is written only by the thread that holds
// its claim, or by the writer while nobody reads; VerifiedAt and ReadyAt are written last, so that whoever sees them at
// the current revision sees the rest.

namespace Vale.Queries.Runtime.Memo;

/// <summary>All of a memo but its value. Inputs use it too, as memos that are always verified.</summary>
internal class MemoCell
{
    /// <summary>The value of <see cref="VerifiedAt"/> and <see cref="ReadyAt"/> in an input that is set.</summary>
    internal const int Always = int.MaxValue;

    /// <summary>Last revision in which what this memo says was known to hold; 0 before the first run.</summary>
    internal int VerifiedAt;

    /// <summary>As <see cref="VerifiedAt"/>, but 0 while there is no value here: the one number a hot fetch looks at.</summary>
    internal int ReadyAt;

    /// <summary>Last revision in which the value became another one.</summary>
    internal int ChangedAt;

    /// <summary>Who computes or verifies this now: 0, or a reader's number, with <see cref="Memo.Claim.Awaited"/>.</summary>
    internal int Claim;

    internal int EdgeCount;

    internal Durability Durability;

    /// <summary>The inputs this was made from, directly or not, as <see cref="Footprints"/> counts them. Holds for <see cref="VerifiedAt"/>.</summary>
    internal ulong Footprint;

    internal bool HasValue;

    /// <summary>The value is the fallback of a cycle, and <see cref="Circle"/> says of which.</summary>
    internal bool InCircle;

    private Edge _edge0;
    private Edge _edge1;
    private Edge[]? _edges;

    internal virtual Circle? Circle
    {
        get => null;
        set => throw new InvalidOperationException("this memo cannot fall back");
    }

    internal Edge EdgeAt(int index) => index switch
    {
        0 => _edge0,
        1 => _edge1,
        _ => _edges![index - 2],
    };

    internal void SetEdges(ReadOnlySpan<Edge> edges)
    {
        EdgeCount = edges.Length;
        _edge0 = edges.Length > 0 ? edges[0] : default;
        _edge1 = edges.Length > 1 ? edges[1] : default;
        if (edges.Length <= 2) _edges = null;
        else if (_edges?.Length == edges.Length - 2) edges[2..].CopyTo(_edges);
        else _edges = edges[2..].ToArray();
    }
}

/// <summary>A memo with its value.</summary>
internal class MemoCell<TValue> : MemoCell
{
    internal TValue Value = default!;
}

/// <summary>A memo whose value may be evicted, or be the fallback of a cycle.</summary>
internal sealed class WideCell<TValue> : MemoCell<TValue>
{
    internal long LastUsed;

    internal override Circle? Circle { get; set; }
}

/// <summary>The memos that took their fallbacks together. What was read round the cycle decides whether there is one; but
/// when one of them has since been resolved in another way, the others may no longer be in a cycle either, though nothing
/// they read has another value. So they stand only as long as all do.</summary>
internal sealed class Circle(MemoCell[] members)
{
    internal static bool Stands(MemoCell cell)
    {
        if (!cell.InCircle) return true;
        var circle = cell.Circle!;
        foreach (var member in circle.Members)
            if (member.Circle != circle) return false;
        return true;
    }

    private MemoCell[] Members { get; } = members;
}
