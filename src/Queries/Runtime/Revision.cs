// The clock of a database: it ticks once for every write that really changes an input.

namespace Vale.Queries.Runtime;

/// <summary>A point in a database's history. The first is 1; a later one is greater.</summary>
public readonly record struct Revision(int Number) : IComparable<Revision>
{
    /// <summary>The revision every database starts in.</summary>
    public static Revision Start => new(1);

    /// <inheritdoc/>
    public int CompareTo(Revision other) => Number.CompareTo(other.Number);

    /// <inheritdoc/>
    public override string ToString() => "R" + Number;
}
