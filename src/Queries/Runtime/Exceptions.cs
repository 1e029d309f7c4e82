// The exceptions the engine throws at its users. None of them is ever remembered as a query's value.

namespace Vale.Queries.Runtime;

/// <summary>Why a reader was stopped.</summary>
public enum CancelReason
{
    /// <summary>A write is waiting; what was being computed is about to be out of date.</summary>
    Write,

    /// <summary>The reader itself was asked to stop: <see cref="Snapshot.Cancel"/> or its token.</summary>
    Request,
}

/// <summary>The one cancellation exception: thrown at the next fetch of a reader that must let go. A query must not catch it.</summary>
public sealed class QueryCancelledException(CancelReason reason)
    : Exception(reason == CancelReason.Write ? "stopped, because a write is waiting" : "stopped, as was asked")
{
    /// <summary>Why.</summary>
    public CancelReason Reason { get; } = reason;
}

/// <summary>One computation in a chain: in a cycle, or on the way to a fault.</summary>
/// <param name="Query">The query's name.</param>
/// <param name="Key">The key's number.</param>
/// <param name="Description">What the query says it was doing: "predicting struct List".</param>
/// <param name="Because">Why the computation before it in the chain asked, if it said so.</param>
public sealed record CycleParticipant(string Query, int Key, string Description, string? Because)
{
    /// <inheritdoc/>
    public override string ToString() => Because is null ? Description : $"{Description}, because {Because}";
}

/// <summary>A query needs its own answer, and nobody along the way offered a recovery.</summary>
public sealed class QueryCycleException : Exception
{
    internal QueryCycleException(string what, IReadOnlyList<CycleParticipant> participants)
        : base(Render(what, participants)) => Participants = participants;

    /// <summary>Everybody in the cycle in the order of asking: each needs the next, the last needs the first.
    /// The first one's reason is why the last asked for it.</summary>
    public IReadOnlyList<CycleParticipant> Participants { get; }

    private static string Render(string what, IReadOnlyList<CycleParticipant> participants)
    {
        var text = new System.Text.StringBuilder(what);
        if (participants.Count == 0) return what;
        text.Append("\n  ").Append(participants[0].Description);
        foreach (var participant in participants.Skip(1)) text.Append("\n  needs ").Append(participant);
        return text.Append("\n  needs ").Append(participants[0]).ToString();
    }
}

/// <summary>Queries asked queries deeper than <see cref="DatabaseOptions.MaxDepth"/>: most likely without end, each time
/// with a new key.</summary>
public sealed class QueryDepthException(int depth, IReadOnlyList<CycleParticipant> innermost)
    : Exception($"queries are nested more than {depth} deep; innermost first:\n  " + string.Join("\n  ", innermost))
{
    /// <summary>The last computations begun, innermost first.</summary>
    public IReadOnlyList<CycleParticipant> Innermost { get; } = innermost;
}

/// <summary>A query gave another answer though nothing it read had changed: it reads something that is neither an input
/// nor a query. Only looked for with <see cref="DatabaseOptions.DetectHiddenReads"/>.</summary>
public sealed class HiddenReadException(string query, string description)
    : Exception($"query {query} gave another value while {description}, though nothing it read had changed; it must read the world through inputs only")
{
    /// <summary>The query's name.</summary>
    public string Query { get; } = query;
}
