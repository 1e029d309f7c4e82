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

    /// <summary>The bit of the fixpoint this run is the head of, or 0.</summary>
    internal ulong Head;

    internal Reads Reads;
}

/// <summary>What a run's reads amount to.</summary>
internal struct Reads
{
    internal Durability Durability;

    /// <summary>The fixpoints still being iterated on whose provisional values these reads depend.</summary>
    internal ulong Heads;

    /// <summary>A failure that was met, and perhaps handled, and whose reads are not yet among these.</summary>
    internal Failure? Failure;

    internal int Serial;

    internal int CompactAt;

    internal void Merge(in Reads other)
    {
        if (other.Durability < Durability) Durability = other.Durability;
        Heads |= other.Heads;
    }

    internal static Reads None(int serial) => new()
    {
        Durability = Durability.High,
        Serial = serial,
        CompactAt = 256,
    };
}
