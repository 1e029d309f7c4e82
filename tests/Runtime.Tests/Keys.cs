// The keys and small helpers the tests share. Each test declares its own two to four queries.

using Vale.Queries.Runtime;

namespace Runtime.Tests;

/// <summary>A plain numbered key.</summary>
public readonly record struct N(int Index) : IQueryKey<N>
{
    public static N FromIndex(int index) => new(index);
}

internal static class Helpers
{
    internal static void Set<T>(this Database database, Input<N, T> input, int key, T value, Durability? durability = null) =>
        database.Write(writer => writer.Set(input, new N(key), value, durability));

    /// <summary>Asks on a snapshot of its own.</summary>
    internal static T Ask<T>(this Database database, Query<N, T> query, int key)
    {
        using var snapshot = database.Snapshot();
        return snapshot.Get(query, new N(key));
    }

    /// <summary>"Kind Name(key)" of the events of the given kinds, or of all but the ends of runs.</summary>
    internal static string[] Lines(this QueryRecording recording, params QueryEventKind[] kinds) =>
        [.. recording.Events.Where(e => kinds.Length == 0 ? e.Kind != QueryEventKind.DidExecute : kinds.Contains(e.Kind)).Select(e => $"{e.Kind} {e.Definition?.Name}({e.Key})")];

    /// <summary>"Name(key)" of the runs, in order.</summary>
    internal static string[] Ran(this QueryRecording recording) =>
        [.. recording.Events.Where(e => e.Kind == QueryEventKind.WillExecute).Select(e => $"{e.Definition!.Name}({e.Key})")];
}
