// How the world comes in: an input is written by the one writer and read by queries.

using Vale.Queries.Runtime.Memo;

namespace Vale.Queries.Runtime;

/// <summary>A fact from outside, set per key in <see cref="Database.Write"/>. Kept in a <c>static readonly</c> field.</summary>
public sealed class Input<TKey, TValue> : Definition where TKey : struct, IQueryKey<TKey>
{
    internal Input(string name, Durability durability, bool hasDefault, TValue? defaultValue) : base(name)
    {
        Durability = durability;
        HasDefault = hasDefault;
        Default = defaultValue;
    }

    /// <summary>The durability of a key that is set without naming one.</summary>
    public Durability Durability { get; }

    /// <summary>True when a key never set reads as <see cref="Default"/> rather than being an error.</summary>
    public bool HasDefault { get; }

    internal TValue? Default { get; }

    /// <inheritdoc/>
    public override Type KeyType => typeof(TKey);

    internal override Table NewTable(Database database)
    {
        var table = new InputTable<TKey, TValue>(this);
        if (database is null) table.NameForAheadOfTime();
        return table;
    }
}

/// <summary>Ways to declare an input.</summary>
public static class Input
{
    /// <summary>An input that must be set before it is read.</summary>
    public static Input<TKey, TValue> Define<TKey, TValue>(string name, Durability durability = Durability.Low)
        where TKey : struct, IQueryKey<TKey> => new(name, durability, false, default);

    /// <summary>An input that reads as <paramref name="defaultValue"/> where it was never set or was removed.</summary>
    public static Input<TKey, TValue> Define<TKey, TValue>(string name, Durability durability, TValue defaultValue)
        where TKey : struct, IQueryKey<TKey> => new(name, durability, true, defaultValue);

    /// <summary>An input of low durability that reads as <paramref name="defaultValue"/> where it was never set or was removed.</summary>
    public static Input<TKey, TValue> Define<TKey, TValue>(string name, TValue defaultValue)
        where TKey : struct, IQueryKey<TKey> => new(name, Durability.Low, true, defaultValue);
}
