// Where a message's handler runs, and what becomes of a reader that a change overtakes. Data, so that a table of all
// handlers shows it at a glance.

namespace Vale.Server.Loop;

/// <summary>Where a handler runs.</summary>
internal enum Policy : byte
{
    /// <summary>On the loop, in the order of arrival, alone.</summary>
    Mutate,
    /// <summary>On a worker, over a snapshot taken when its turn on the loop came.</summary>
    Read,
    /// <summary>As <see cref="Read"/>, before those: somebody is waiting with the finger on the key.</summary>
    LatencyRead,
}

/// <summary>What happens to a reader whose snapshot a change took away.</summary>
internal enum OnCancel : byte
{
    /// <summary>It runs again on the new state: the question fits any state.</summary>
    Retry,
    /// <summary>
    /// It runs again when the document it asks about is still the same; else the client is told ContentModified,
    /// because positions it sent are of a text that is gone.
    /// </summary>
    ContentModified,
}
