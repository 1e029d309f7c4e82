// The way out: messages are put into frames on the thread that has them, and one thread writes the frames. That thread is
// the only one that touches the output, so two messages never mix.

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Vale.Server.Rpc;

/// <summary>Sends messages. Every method may be called from any thread.</summary>
internal sealed class Outbox
{
    private readonly Mailbox<FrameBuffer> _frames = new();
    private readonly Stream _output;
    private readonly Action<string> _onBroken;
    private readonly Thread _thread;

    /// <summary>Starts the writing thread; <paramref name="onBroken"/> is called on it when the other side is gone.</summary>
    public Outbox(Stream output, Action<string> onBroken)
    {
        _output = output;
        _onBroken = onBroken;
        _thread = new Thread(WriteAll, 256 * 1024) { Name = "writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Answers a request.</summary>
    public void Result<T>(RequestId id, T result, JsonTypeInfo<T> info)
    {
        var (frame, writer) = Begin();
        id.WriteTo(writer, "id"u8);
        writer.WritePropertyName("result"u8);
        WriteValue(writer, frame, result, info);
        Finish(frame, writer);
    }

    /// <summary>Answers a request with an error; a null id is for a message whose id could not be read.</summary>
    public void Error(RequestId? id, int code, string message)
    {
        var (frame, writer) = Begin();
        if (id is { } known) known.WriteTo(writer, "id"u8);
        else writer.WriteNull("id"u8);
        writer.WriteStartObject("error"u8);
        writer.WriteNumber("code"u8, code);
        writer.WriteString("message"u8, message);
        writer.WriteEndObject();
        Finish(frame, writer);
    }

    /// <summary>Tells the client something.</summary>
    public void Notify<T>(string method, T parameters, JsonTypeInfo<T> info)
    {
        var (frame, writer) = Begin();
        writer.WriteString("method"u8, method);
        writer.WritePropertyName("params"u8);
        WriteValue(writer, frame, parameters, info);
        Finish(frame, writer);
    }

    /// <summary>Tells the client something that is JSON already.</summary>
    public void Notify(string method, ReadOnlySpan<byte> parameters)
    {
        var (frame, writer) = Begin();
        writer.WriteString("method"u8, method);
        writer.WritePropertyName("params"u8);
        writer.WriteRawValue(parameters, skipInputValidation: true);
        Finish(frame, writer);
    }

    /// <summary>Asks the client something that takes no parameters.</summary>
    public void Request(RequestId id, string method)
    {
        var (frame, writer) = Begin();
        id.WriteTo(writer, "id"u8);
        writer.WriteString("method"u8, method);
        Finish(frame, writer);
    }

    /// <summary>Asks the client something; the caller gives the id and waits for its answer.</summary>
    public void Request<T>(RequestId id, string method, T parameters, JsonTypeInfo<T> info)
    {
        var (frame, writer) = Begin();
        id.WriteTo(writer, "id"u8);
        writer.WriteString("method"u8, method);
        writer.WritePropertyName("params"u8);
        WriteValue(writer, frame, parameters, info);
        Finish(frame, writer);
    }

    /// <summary>Sends what is still inside, waiting at most <paramref name="timeout"/> for a client that does not read.</summary>
    public void Close(TimeSpan timeout)
    {
        _frames.Close();
        _thread.Join(timeout);
    }

    private static (FrameBuffer Frame, Utf8JsonWriter Writer) Begin()
    {
        var frame = new FrameBuffer();
        var writer = new Utf8JsonWriter(frame, FrameBuffer.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        return (frame, writer);
    }

    private static void WriteValue<T>(Utf8JsonWriter writer, FrameBuffer frame, T value, JsonTypeInfo<T> info)
    {
        try
        {
            JsonSerializer.Serialize(writer, value, info);
        }
        catch
        {
            frame.Dispose();        // nothing of it was sent; the caller answers otherwise
            throw;
        }
    }

    private void Finish(FrameBuffer frame, Utf8JsonWriter writer)
    {
        writer.WriteEndObject();
        writer.Flush();
        frame.Seal();
        if (!_frames.Post(frame)) frame.Dispose();
    }

    private void WriteAll()
    {
        try
        {
            while (_frames.Take(Timeout.Infinite, out var frame, out _))
            {
                using (frame) _output.Write(frame.Frame);
                while (_frames.TryTake(out frame))
                    using (frame) _output.Write(frame.Frame);
                _output.Flush();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or NotSupportedException)
        {
            _frames.Close();
            _onBroken(e.Message);
        }
    }
}
