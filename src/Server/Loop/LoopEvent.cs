// Everything that can happen to the loop. Closed: a new kind of event is a new case here and in Loop.Dispatch.

using System.Text.Json;
using Vale.Server.Rpc;

namespace Vale.Server.Loop;

/// <summary>Something the loop has to deal with.</summary>
internal abstract record LoopEvent
{
    private LoopEvent() { }

    /// <summary>The client asks or tells.</summary>
    public sealed record Incoming(Call Call) : LoopEvent;

    /// <summary>The client answers a request of ours.</summary>
    public sealed record Response(RequestId? Id, JsonElement? Result, string? Error) : LoopEvent;

    /// <summary>A worker lost its snapshot to a change.</summary>
    public sealed record Overtaken(Call Call, int? Version) : LoopEvent;

    /// <summary>A worker has something for the loop's state.</summary>
    public sealed record Posted(Action<Session> Run) : LoopEvent;

    /// <summary>No further message will come.</summary>
    public sealed record InputEnded : LoopEvent;

    /// <summary>The client does not read any more.</summary>
    public sealed record OutputBroken(string Why) : LoopEvent;
}
