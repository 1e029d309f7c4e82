// What the server says about itself. Always on the given writer (stderr), never on the output; what matters to the user
// goes to the editor's log as well, once there is a client that can be told.

using Vale.Server.Protocol;
using Vale.Server.Rpc;

namespace Vale.Server.Loop;

/// <summary>The server's log. Every method may be called from any thread.</summary>
internal sealed class Log(TextWriter writer)
{
    private readonly Lock _lock = new();

    /// <summary>Where messages go beside the writer; set when the client has initialized.</summary>
    public Outbox? Client { get; set; }

    /// <summary>For whoever looks for the cause of something.</summary>
    public void Info(string message) => Write("info", message);

    /// <summary>Something is odd, and the server goes on.</summary>
    public void Warn(string message)
    {
        Write("warning", message);
        Tell(MessageType.Warning, message);
    }

    /// <summary>A fault of ours: message and stack to the writer, the message to the client.</summary>
    public void Failure(string what, Exception exception)
    {
        Write("error", what + Environment.NewLine + exception);
        Tell(MessageType.Error, $"{what}: {exception.Message}");
    }

    private void Tell(int type, string message) =>
        Client?.Notify("window/logMessage", new MessageParams(type, message), ProtocolJson.Default.MessageParams);

    private void Write(string level, string message)
    {
        try
        {
            lock (_lock)
            {
                writer.WriteLine($"vale-ls: {level}: {message}");
                writer.Flush();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Nobody listens; there is no better place to say so.
        }
    }
}
