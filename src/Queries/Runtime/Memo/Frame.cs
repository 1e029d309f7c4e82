// The bookkeeping of one reader: which memos it has claimed, outermost first, and what each running query has read so far.

namespace Vale.Queries.Runtime.Memo;

/// <summary>A claimed memo on its way to being up to date.</summary>
internal struct Frame
{
    /// <summary>The query's function is running.</summary>
    internal const int Running = -1;

    /// <summary>It is known that the function must run.</summary>
    internal const int MustRun = -2;

    internal MemoCell Cell;
    internal int Definition;
    internal int Key;

    /// <summary>The dependency being checked, or one of the constants.</summary>
    internal int Cursor;
}

/// <summary>A running query. The innermost one's reads so far are in the context; those of the others are here.</summary>
internal struct Run
{
    internal int Frame;
    internal int EdgeStart;
    internal string? Because;

    /// <summary>The run is the head of a fixpoint being iterated.</summary>
    internal bool IsHead;

    /// <summary>Provisional results with a greater number were made during this run.</summary>
    internal int Mark;

    internal Reads Reads;
}

/// <summary>What a run's reads amount to.</summary>
internal struct Reads
{
    internal Durability Durability;

    internal ulong Footprint;

    /// <summary>The number of the outermost run on whose provisional value, as the head of a fixpoint, these reads depend.</summary>
    internal int LowestHead;

    /// <summary>A head within came out with another value than was assumed, so the enclosing one must go round again.</summary>
    internal bool AreUnsettled;

    /// <summary>A failure that was met, and perhaps handled, and whose reads are not yet among these.</summary>
    internal Failure? Failure;

    internal int Serial;

    internal int CompactAt;

    internal void Merge(in Reads other)
    {
        Cover(other.Durability, other.Footprint);
        if (other.LowestHead < LowestHead) LowestHead = other.LowestHead;
        AreUnsettled |= other.AreUnsettled;
    }

    /// <summary>Adds something read.</summary>
    internal void Cover(Durability durability, ulong footprint)
    {
        if (durability < Durability) Durability = durability;
        Footprint |= footprint;
    }

    /// <summary>True when nothing read is provisional.</summary>
    internal readonly bool AreFinal => LowestHead == int.MaxValue;

    /// <summary>The runs from <paramref name="run"/> up are over, and so are the fixpoints they were the heads of.</summary>
    internal void ForgetHeadsFrom(int run)
    {
        if (LowestHead >= run) LowestHead = int.MaxValue;
    }

    internal static Reads None(int serial) => new()
    {
        Durability = Durability.High,
        Serial = serial,
        LowestHead = int.MaxValue,
        CompactAt = 256,
    };
}
