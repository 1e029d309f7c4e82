// Every id is answered exactly once: the table of requests in flight, and the only ways to answer one. Used by the reader
// (duplicates, cancelling), the loop and the workers at once.

using System.Text.Json.Serialization.Metadata;
using Vale.Server.Rpc;

namespace Vale.Server.Loop;

/// <summary>The requests in flight and their answers. Every method may be called from any thread.</summary>
internal sealed class Replies(Outbox outbox, Log log)
{
    private readonly Dictionary<RequestId, PendingRequest> _inFlight = [];
    private int _sending;       // answers claimed, and not handed to the outbox yet

    /// <summary>The number of requests whose answer is not on its way.</summary>
    public int Count
    {
        get { lock (_inFlight) return _inFlight.Count + _sending; }
    }

    /// <summary>Takes a request in; null when its id is in flight already.</summary>
    public PendingRequest? Begin(RequestId id, string method)
    {
        var pending = new PendingRequest(id, method);
        lock (_inFlight) return _inFlight.TryAdd(id, pending) ? pending : null;
    }

    /// <summary>The request in flight with that id.</summary>
    public PendingRequest? Find(RequestId id)
    {
        lock (_inFlight) return _inFlight.GetValueOrDefault(id);
    }

    /// <summary>Answers, unless somebody did already.</summary>
    public void Result<T>(PendingRequest request, T result, JsonTypeInfo<T> info)
    {
        if (!TryClaim(request)) return;
        try
        {
            outbox.Result(request.Id, result, info);
        }
        catch (Exception e)
        {
            log.Failure($"the answer to {request.Method} could not be written", e);
            outbox.Error(request.Id, ErrorCodes.InternalError, $"the answer to {request.Method} could not be written: {e.Message}");
        }
        finally
        {
            Sent();
        }
    }

    /// <summary>Answers with an error, unless somebody answered already.</summary>
    public void Error(PendingRequest request, int code, string message)
    {
        if (!TryClaim(request)) return;
        try
        {
            outbox.Error(request.Id, code, message);
        }
        finally
        {
            Sent();
        }
    }

    /// <summary>Answers every request in flight with RequestCancelled, and sees the answers others are giving on their way.</summary>
    public void CancelAll(string why)
    {
        PendingRequest[] all;
        lock (_inFlight) all = [.. _inFlight.Values];
        foreach (var request in all)
        {
            Error(request, ErrorCodes.RequestCancelled, why);
            request.Cancel();
        }
        lock (_inFlight)
        {
            while (_sending > 0)
                if (!Monitor.Wait(_inFlight, TimeSpan.FromSeconds(2))) return;
        }
    }

    /// <summary>True for the one caller that answers. The id is free from here on, since the client may use it again at once.</summary>
    private bool TryClaim(PendingRequest request)
    {
        lock (_inFlight)
        {
            if (!request.TryClaim()) return false;
            _inFlight.Remove(request.Id);
            _sending++;
            return true;
        }
    }

    private void Sent()
    {
        lock (_inFlight)
        {
            _sending--;
            Monitor.PulseAll(_inFlight);
        }
    }
}
