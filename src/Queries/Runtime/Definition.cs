// What queries, inputs and interners have in common: a name, and a number that finds their table in any database.
// Definitions are immutable and made once, as static fields; every value lives in a Database.

using System.Runtime.CompilerServices;
using Vale.Queries.Runtime.Memo;

namespace Vale.Queries.Runtime;

/// <summary>A query, input or interner. Two definitions are the same only when they are the same object.</summary>
public abstract class Definition
{
    // Numbers are handed out as static fields are first touched. They name tables, and no value ever depends on them.
    private static readonly StrongBox<int> s_ids = new();

    private protected Definition(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Id = Interlocked.Increment(ref s_ids.Value) - 1;
    }

    /// <summary>The name shown in events, statistics and chains.</summary>
    public string Name { get; }

    /// <summary>Dense from 0 up in this process; not the same in the next one.</summary>
    internal int Id { get; }

    /// <summary>What its keys are; of an interner, what it gives out.</summary>
    public abstract Type KeyType { get; }

    internal abstract Table NewTable(Database database);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
