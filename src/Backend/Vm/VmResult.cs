// What a run came to.

namespace Vale.Backend.Vm;

/// <summary>How a run ended.</summary>
public enum VmOutcome : byte
{
    /// <summary>Main returned.</summary>
    Completed,
    /// <summary>The program halted: a panic, a failed check, or an error the machine found.</summary>
    Halted,
    /// <summary><see cref="VmOptions.ShouldStop"/> said so.</summary>
    Stopped,
    /// <summary><see cref="VmOptions.MaxInstructions"/> was reached.</summary>
    LimitReached,
}

/// <summary>What a run came to.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="ExitCode">Main's int, of an i64 the low 32 bits; 0 for another main, 1 for anything but completion.</param>
/// <param name="Value">What main returned; void unless completed.</param>
/// <param name="HaltMessage">What was written to standard error after <c>halted: </c>, with the place; null when completed.</param>
/// <param name="HaltDetail">More than the two backends agree to print: how deep a stack that overflowed was, and where. Null mostly.</param>
/// <param name="Statistics">Counts, and what the machine found wrong.</param>
public sealed record VmResult(VmOutcome Outcome, int ExitCode, VmValue Value, string? HaltMessage, string? HaltDetail, VmStatistics Statistics)
{
    /// <summary>Of a run that halted or was stopped: where, as far as it is known, and the calls that led there, innermost first.</summary>
    public IReadOnlyList<VmPlace> Trace { get; init; } = [];
}

/// <summary>A place in a source file.</summary>
/// <param name="Line">From 1.</param>
public readonly record struct VmPlace(string File, int Line);

/// <summary>Counts of a run. The faults among them are errors of the compiler, not of the program.</summary>
public sealed record VmStatistics
{
    /// <summary>Instruction words executed, operand lists included.</summary>
    public long Instructions { get; init; }

    /// <summary>Objects made.</summary>
    public long ObjectsMade { get; init; }

    /// <summary>Mutable objects that were alive when main returned, by struct or array type. Empty unless the run completed.</summary>
    public IReadOnlyList<VmLeak> Leaks { get; init; } = [];

    /// <summary>Uses of an object after it was freed, other than by a checked borrow; freeing twice counts too. The run halts at the first.</summary>
    public int UsesAfterFree { get; init; }

    /// <summary>With <see cref="VmOptions.TrackShares"/>: immutables that still had holders when main returned, literals not counted.</summary>
    public int SharesLeaked { get; init; }

    /// <summary>With <see cref="VmOptions.TrackShares"/>: uses or releases of an immutable that had no holder left.</summary>
    public int SharesOverReleased { get; init; }

    /// <summary>True when nothing was found wrong.</summary>
    public bool IsSound => Leaks.Count == 0 && UsesAfterFree == 0 && SharesLeaked == 0 && SharesOverReleased == 0;
}

/// <summary>Objects of one struct or array type that nobody freed.</summary>
public sealed record VmLeak(string Struct, long Count);
