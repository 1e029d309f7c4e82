// How structured data becomes a small dense key. Interned data lives as long as its database and never changes,
// so interning and looking up record no dependency.

using Vale.Queries.Runtime.Memo;

namespace Vale.Queries.Runtime;

/// <summary>Gives equal data the same key, within one database. Kept in a <c>static readonly</c> field.</summary>
public sealed class Interner<TData, TKey> : Definition
    where TData : notnull
    where TKey : struct, IQueryKey<TKey>
{
    internal Interner(string name) : base(name)
    {
    }

    /// <inheritdoc/>
    public override Type KeyType => typeof(TKey);

    internal override Table NewTable(Database database) => new InternTable<TData>(this);
}

/// <summary>Ways to declare an interner.</summary>
public static class Interner
{
    /// <summary>An interner; <typeparamref name="TData"/> must compare by content, hash included.</summary>
    public static Interner<TData, TKey> Define<TData, TKey>(string name)
        where TData : IEquatable<TData>
        where TKey : struct, IQueryKey<TKey> => new(name);
}
