// A request or notification between the thread that read it and the one that does it.

using Vale.Server.Protocol;
using Vale.Server.Rpc;

namespace Vale.Server.Loop;

/// <summary>A message to be handled.</summary>
/// <param name="Method">As the client wrote it.</param>
/// <param name="Handler">Null when no handler has that method.</param>
/// <param name="Pending">Of a request: what is to be answered.</param>
/// <param name="Params">Read, or null when they could not be.</param>
/// <param name="ParamsProblem">Why the params could not be read.</param>
internal sealed record Call(string Method, Handler? Handler, PendingRequest? Pending, object? Params, string? ParamsProblem)
{
    /// <summary>The URI of the document it is about, if its params say one.</summary>
    public string? DocumentUri => (Params as ITextDocumentParams)?.TextDocument.Uri;
}

/// <summary>A request that waits for its answer. Whoever claims it first answers it; all others have come too late.</summary>
internal sealed class PendingRequest(RequestId id, string method)
{
    private readonly CancellationTokenSource _cancellation = new();
    private int _claimed;

    public RequestId Id { get; } = id;
    public string Method { get; } = method;

    /// <summary>Raised when nobody waits for the answer any more.</summary>
    public CancellationToken Cancelled => _cancellation.Token;

    /// <summary>True when somebody has answered, or is just answering.</summary>
    public bool IsClaimed => Volatile.Read(ref _claimed) != 0;

    /// <summary>True for exactly one caller: the one that may answer.</summary>
    public bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

    /// <summary>Tells the worker to stop.</summary>
    public void Cancel() => _cancellation.Cancel();
}
