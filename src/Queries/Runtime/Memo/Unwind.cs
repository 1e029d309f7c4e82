// The engine's way back to an outer memo of the same reader. It never leaves the engine.

namespace Vale.Queries.Runtime.Memo;

internal enum UnwindKind
{
    /// <summary>End the claims from the target up, and start over with the target.</summary>
    Release,

    /// <summary>Stop verifying the target; run it.</summary>
    Run,

    /// <summary>As Release, but bring another memo up to date before starting over.</summary>
    First,
}

/// <param name="kind">What is to be done there.</param>
/// <param name="target">The frame it is for.</param>
internal sealed class Unwind(UnwindKind kind, int target) : Exception("the query engine starts an outer query over; a query must let this pass")
{
    internal UnwindKind Kind { get; } = kind;

    internal int Target { get; } = target;

    /// <summary>For <see cref="UnwindKind.First"/>: that other memo.</summary>
    internal Edge First { get; init; }

    /// <summary>For <see cref="UnwindKind.Release"/>: who gets the target's claim, if somebody waits for it.</summary>
    internal Reader? HandTo { get; init; }
}
