// The shape of every key the engine takes: a struct around a small dense int, so that finding a memo needs no hashing.

namespace Vale.Queries.Runtime;

/// <summary>A key of a query or input: an interned id, or another small dense number.</summary>
public interface IQueryKey<TSelf> : IEquatable<TSelf> where TSelf : struct, IQueryKey<TSelf>
{
    /// <summary>The number, dense from 0 up.</summary>
    int Index { get; }

    /// <summary>The key of that number.</summary>
    static abstract TSelf FromIndex(int index);
}

/// <summary>The key of a query that has only one: the program, the options.</summary>
public readonly record struct Singleton : IQueryKey<Singleton>
{
    /// <inheritdoc/>
    public int Index => 0;

    /// <inheritdoc/>
    public static Singleton FromIndex(int index) => default;
}
