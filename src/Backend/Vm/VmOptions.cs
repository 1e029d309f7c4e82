// Everything the machine may know of the world: where output goes, the arguments, limits, when to stop, and externs.

namespace Vale.Backend.Vm;

/// <summary>How to run a program.</summary>
public sealed record VmOptions
{
    /// <summary>Receives standard output, in pieces; null throws it away.</summary>
    public Stream? Output { get; init; }

    /// <summary>Receives standard error; null throws it away. What was printed before is written to <see cref="Output"/> first.</summary>
    public Stream? Error { get; init; }

    /// <summary>The program's arguments, its own name left out.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Asked every few milliseconds of running; true ends the run with <see cref="VmOutcome.Stopped"/>.</summary>
    public Func<bool>? ShouldStop { get; init; }

    /// <summary>
    /// Checks that every immutable is retained and released in balance. Needs an image written with
    /// <see cref="Bytecode.BytecodeOptions.TrackShares"/>; costs time and memory.
    /// </summary>
    public bool TrackShares { get; init; }

    /// <summary>Externs by C name.</summary>
    public IReadOnlyDictionary<string, VmExtern>? Externs { get; init; }

    /// <summary>Calls deeper than this halt with <c>stack overflow</c>.</summary>
    public int MaxFrames { get; init; } = 1_000_000;

    /// <summary>Registers of all active calls together, of each class; more halt with <c>stack overflow</c>. A word is 8 bytes, an object reference too.</summary>
    public int MaxRegisters { get; init; } = 16_000_000;

    /// <summary>
    /// After about this many instruction words the run ends with <see cref="VmOutcome.LimitReached"/>. Work on long strings and big objects
    /// counts by its size, so that this bounds memory too.
    /// </summary>
    public long MaxInstructions { get; init; } = long.MaxValue;
}
