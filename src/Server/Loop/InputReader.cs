// The reading thread: frame, envelope, params, and on to the loop. What must not wait behind other work is done here:
// answers to messages that are none, to ids in flight twice, and cancelling.

using System.Text.Json;
using Vale.Server.Protocol;
using Vale.Server.Rpc;

namespace Vale.Server.Loop;

/// <summary>Turns bytes into loop events. It never ends but with the input.</summary>
internal sealed class InputReader(
    FrameReader frames, HandlerTable handlers, Mailbox<LoopEvent> inbox, Outbox outbox, Replies replies, Log log)
{
    private const string CancelMethod = "$/cancelRequest";

    /// <summary>Reads to the end of the input.</summary>
    public void ReadAll()
    {
        try
        {
            while (ReadOne()) { }
        }
        catch (Exception e)
        {
            log.Failure("reading the input failed", e);
        }
        inbox.Post(new LoopEvent.InputEnded());
    }

    private bool ReadOne()
    {
        var frame = frames.Read();
        switch (frame.Kind)
        {
            case FrameKind.Malformed:
                Refuse(null, ErrorCodes.ParseError, frame.Problem);
                return true;
            case FrameKind.End:
                if (frame.Problem.Length > 0) log.Info(frame.Problem);
                return false;
        }

        var envelope = Envelope.Parse(frame.Body);
        switch (envelope.Kind)
        {
            case EnvelopeKind.Request: ReadRequest(ref envelope); break;
            case EnvelopeKind.Notification: ReadNotification(ref envelope); break;
            case EnvelopeKind.Response: ReadResponse(ref envelope); break;
            default:
                if (envelope.ErrorCode == ErrorCodes.ParseError) frames.RejectBody();
                Refuse(envelope.Id, envelope.ErrorCode, envelope.Problem);
                break;
        }
        return true;
    }

    private void ReadRequest(ref Envelope envelope)
    {
        var id = envelope.Id!;
        if (replies.Begin(id, envelope.Method) is not { } pending)
        {
            Refuse(id, ErrorCodes.InvalidRequest, $"a request with id {id} is in flight already");
            return;
        }
        handlers.TryGet(envelope.Method, out var handler);
        if (handler is { IsRequest: false })
        {
            replies.Error(pending, ErrorCodes.InvalidRequest, $"{envelope.Method} is a notification and has no id");
            return;
        }
        var parameters = ReadParams(handler, ref envelope, out var problem);
        inbox.Post(new LoopEvent.Incoming(new Call(envelope.Method, handler, pending, parameters, problem)));
    }

    private void ReadNotification(ref Envelope envelope)
    {
        if (envelope.Method == CancelMethod)
        {
            Cancel(ref envelope);
            return;
        }
        if (!handlers.TryGet(envelope.Method, out var handler))
        {
            // Names that begin with $/ are extensions anybody may ignore.
            if (!envelope.Method.StartsWith("$/", StringComparison.Ordinal)) log.Info($"the notification {envelope.Method} is not known here");
            return;
        }
        if (handler.IsRequest)
        {
            Refuse(null, ErrorCodes.InvalidRequest, $"{envelope.Method} is a request and has an id");
            return;
        }
        var parameters = ReadParams(handler, ref envelope, out var problem);
        inbox.Post(new LoopEvent.Incoming(new Call(envelope.Method, handler, null, parameters, problem)));
    }

    private void ReadResponse(ref Envelope envelope)
    {
        var outcome = JsonElement.ParseValue(ref envelope.Outcome);
        inbox.Post(envelope.HasError
            ? new LoopEvent.Response(envelope.Id, null, outcome.ToString())
            : new LoopEvent.Response(envelope.Id, outcome, null));
    }

    /// <summary>A reader that is waited for no more is answered at once; what changes state always runs to its end.</summary>
    private void Cancel(ref Envelope envelope)
    {
        RequestId? id = null;
        try
        {
            if (!envelope.HasParams) return;
            var reader = envelope.Params;
            reader.Read();
            JsonRead.Object(ref reader);
            while (JsonRead.Property(ref reader))
            {
                if (reader.ValueTextEquals("id"u8))
                {
                    reader.Read();
                    id = RequestId.TryRead(ref reader);
                    reader.Skip();
                }
                else
                {
                    JsonRead.Skip(ref reader);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            log.Warn($"the params of {CancelMethod} do not fit: {e.Message}");
        }
        if (id is null) return;
        if (replies.Find(id) is not { } pending) return;
        if (handlers.TryGet(pending.Method, out var handler) && handler.Policy == Policy.Mutate) return;
        replies.Error(pending, ErrorCodes.RequestCancelled, "cancelled by the client");
        pending.Cancel();
    }

    private static object? ReadParams(Handler? handler, ref Envelope envelope, out string? problem)
    {
        problem = null;
        if (handler is null) return null;
        try
        {
            return handler.ReadParams(ref envelope.Params, envelope.HasParams);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NotSupportedException)
        {
            problem = $"the params of {envelope.Method} do not fit: {e.Message}";
            return null;
        }
    }

    private void Refuse(RequestId? id, int code, string problem)
    {
        log.Info("refused: " + problem);
        outbox.Error(id, code, problem);
    }
}
