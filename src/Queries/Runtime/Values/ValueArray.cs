// An immutable array that compares by content, so that a query result holding one can be backdated.
// It knows nothing of queries.

using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vale.Queries.Runtime.Values;

/// <summary>
/// An immutable sequence whose equality and hash are those of its elements in order.
/// <c>default</c> is the empty array. Unlike <see cref="System.Collections.Immutable.ImmutableArray{T}"/>,
/// two arrays built apart from equal elements are equal, which is what backdating asks for.
/// </summary>
[CollectionBuilder(typeof(ValueArray), nameof(ValueArray.Create))]
public readonly struct ValueArray<T> : IEquatable<ValueArray<T>>, IReadOnlyList<T>
{
    private readonly T[]? _items;

    internal ValueArray(T[] items) => _items = items;

    /// <summary>The array with no elements.</summary>
    public static ValueArray<T> Empty => default;

    /// <summary>The number of elements.</summary>
    public int Length => _items?.Length ?? 0;

    int IReadOnlyCollection<T>.Count => Length;

    /// <summary>True when there is no element.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The element at <paramref name="index"/>; throws when it is out of range.</summary>
    public T this[int index] => (_items ?? [])[index];

    /// <summary>The elements as a span, for loops that must not allocate.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <summary>Content equality: same length, and equal elements in order.</summary>
    public bool Equals(ValueArray<T> other)
    {
        if (ReferenceEquals(_items, other._items)) return true;
        if (Length != other.Length) return false;
        var comparer = EqualityComparer<T>.Default;
        for (var i = 0; i < Length; i++)
            if (!comparer.Equals(_items![i], other._items![i])) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Length);
        foreach (var item in AsSpan()) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>Content equality.</summary>
    public static bool operator ==(ValueArray<T> left, ValueArray<T> right) => left.Equals(right);

    /// <summary>Content inequality.</summary>
    public static bool operator !=(ValueArray<T> left, ValueArray<T> right) => !left.Equals(right);

    /// <summary>An allocation-free enumerator.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => "[" + string.Join(", ", (IEnumerable<T>)this) + "]";
}

/// <summary>Ways to make a <see cref="ValueArray{T}"/>.</summary>
public static class ValueArray
{
    /// <summary>Copies the elements; this is what a collection expression calls.</summary>
    public static ValueArray<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>Copies the elements of a sequence.</summary>
    public static ValueArray<T> ToValueArray<T>(this IEnumerable<T> items) => new(items.ToArray());

    /// <summary>Takes over <paramref name="items"/> without copying; the caller must not write to it afterwards.</summary>
    public static ValueArray<T> Wrap<T>(T[] items) => new(items);
}
