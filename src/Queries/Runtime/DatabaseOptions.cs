// What a database is told when it is made.

using Vale.Queries.Runtime.Persist;

namespace Vale.Queries.Runtime;

/// <summary>Limits and checks of one database.</summary>
public sealed record DatabaseOptions
{
    /// <summary>How deep queries may ask queries on one reader before it is taken for an endless descent and
    /// <see cref="QueryDepthException"/> is thrown. A level takes about one kilobyte of stack and what the query itself uses.</summary>
    public int MaxDepth { get; init; } = 200_000;

    /// <summary>When a thread's stack is nearly used up, the computation goes on in a thread with this many bytes of it.</summary>
    public int DeepStackBytes { get; init; } = 64 << 20;

    /// <summary>How long a write waits for snapshots to be disposed before it gives up with a <see cref="TimeoutException"/>;
    /// without end unless set. For tests and tools that would rather fail than stand still when a snapshot was forgotten.</summary>
    public TimeSpan WritePatience { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Where queries defined as persisted look for their values and keep them; null keeps nothing beyond the process.</summary>
    public IResultStore? Store { get; init; }

    /// <summary>Runs every query again whose memo is found valid and compares: finds queries that read the world behind the
    /// engine's back. For tests; it makes nothing cheaper.</summary>
    public bool DetectHiddenReads { get; init; }
}
