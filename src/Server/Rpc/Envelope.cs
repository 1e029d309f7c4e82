// The outside of a message: which of request, notification and response it is, its id and its method. What is inside
// stays unread, as a reader that stands before it, until it is known what it should be.

using System.Text.Json;

namespace Vale.Server.Rpc;

/// <summary>The kinds of message of JSON-RPC 2.0.</summary>
internal enum EnvelopeKind : byte { Request, Notification, Response, Invalid }

/// <summary>A message whose contents are not read yet. It lives as long as the frame's bytes.</summary>
internal ref struct Envelope
{
    private const int MaxDepth = 256;

    public EnvelopeKind Kind;

    /// <summary>Of a request or response; null in a response to something the other side could not read.</summary>
    public RequestId? Id;

    /// <summary>Of a request or notification.</summary>
    public string Method;

    /// <summary>Whether there are params, and they are not null.</summary>
    public bool HasParams;

    /// <summary>Stands before the params' value.</summary>
    public Utf8JsonReader Params;

    /// <summary>Whether a response carries an error.</summary>
    public bool HasError;

    /// <summary>Stands before the value of a response's result or error.</summary>
    public Utf8JsonReader Outcome;

    /// <summary>With <see cref="EnvelopeKind.Invalid"/>: <see cref="ErrorCodes.ParseError"/> or <see cref="ErrorCodes.InvalidRequest"/>.</summary>
    public int ErrorCode;

    /// <summary>With <see cref="EnvelopeKind.Invalid"/>: what is wrong.</summary>
    public string Problem;

    /// <summary>Reads the outside of a message. Never throws.</summary>
    public static Envelope Parse(ReadOnlySpan<byte> body)
    {
        var envelope = new Envelope { Kind = EnvelopeKind.Invalid, Method = "", Problem = "", ErrorCode = ErrorCodes.InvalidRequest };
        try
        {
            envelope.Read(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is not UTF-8, or half of a surrogate pair.
            envelope.Invalidate("the message is not valid JSON: " + e.Message, ErrorCodes.ParseError);
        }
        return envelope;
    }

    private void Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var isBatch = reader.TokenType == JsonTokenType.StartArray;
            reader.Skip();
            reader.Read();
            Invalidate(isBatch ? "batches are not part of the Language Server Protocol" : "a message is a JSON object");
            return;
        }

        var hasVersion = false;
        var hasMethod = false;
        var hasId = false;
        var hasResult = false;
        string? problem = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("jsonrpc"u8))
            {
                reader.Read();
                hasVersion = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("2.0"u8);
            }
            else if (reader.ValueTextEquals("method"u8))
            {
                reader.Read();
                hasMethod = true;
                if (reader.TokenType == JsonTokenType.String) Method = reader.GetString()!;
                else problem = "`method` is not a string";
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                hasId = true;
                Id = RequestId.TryRead(ref reader);
                if (Id is null && reader.TokenType != JsonTokenType.Null) problem = "`id` is neither an integer nor a string";
            }
            else if (reader.ValueTextEquals("params"u8))
            {
                Params = reader;
                reader.Read();
                HasParams = reader.TokenType != JsonTokenType.Null;
                if (HasParams && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                    problem = "`params` is neither an object nor an array";
            }
            else if (reader.ValueTextEquals("result"u8))
            {
                hasResult = true;
                Outcome = reader;
                reader.Read();
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                Outcome = reader;
                reader.Read();
                HasError = reader.TokenType == JsonTokenType.StartObject;
                if (!HasError && reader.TokenType != JsonTokenType.Null) problem = "`error` is not an object";
            }
            else
            {
                reader.Read();
            }
            reader.Skip();
        }
        reader.Read();      // throws when something follows the object

        if (!hasVersion) problem ??= "`jsonrpc` is not \"2.0\"";
        if (hasMethod && hasId && Id is null) problem ??= "the `id` of a request is not null";
        if (!hasMethod && !hasResult && !HasError) problem ??= "neither `method` nor `result` nor `error` is there";
        if (!hasMethod && !hasId) problem ??= "a response has no `id`";
        if (problem is not null) Invalidate(problem);
        else Kind = !hasMethod ? EnvelopeKind.Response : hasId ? EnvelopeKind.Request : EnvelopeKind.Notification;
    }

    private void Invalidate(string problem, int code = ErrorCodes.InvalidRequest)
    {
        Kind = EnvelopeKind.Invalid;
        Problem = problem;
        ErrorCode = code;
        if (code == ErrorCodes.ParseError) Id = null;
    }
}
