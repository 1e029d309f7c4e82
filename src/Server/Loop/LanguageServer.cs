// The door to the language server: three threads, two mailboxes. It knows streams; where they lead (standard input, a
// socket, a pipe) is the caller's concern.

using Vale.Server.Handlers;
using Vale.Server.Rpc;

namespace Vale.Server.Loop;

/// <summary>A language server over two streams.</summary>
public static class LanguageServer
{
    /// <summary>
    /// Serves until the client says <c>exit</c>, the input ends, the output breaks or the client's process is gone.
    /// The calling thread becomes the loop; only one more thread writes to <paramref name="output"/>.
    /// </summary>
    /// <returns>0 after an orderly <c>shutdown</c>, 1 without one, 3 after a fault of ours.</returns>
    public static int Run(Stream input, Stream output, TextWriter log, ServerOptions options)
    {
        var inbox = new Mailbox<LoopEvent>();
        var logger = new Log(log);
        var outbox = new Outbox(output, why => inbox.Post(new LoopEvent.OutputBroken(why)));
        var replies = new Replies(outbox, logger);
        var handlers = new HandlerTable(Registry.All, options.MoreHandlers);

        var reader = new InputReader(new FrameReader(input, options.MaxMessageBytes), handlers, inbox, outbox, replies, logger);
        new Thread(reader.ReadAll, 1024 * 1024) { Name = "reader", IsBackground = true }.Start();

        var session = new Session(options, handlers, inbox, outbox, replies, logger);
        session.MakeHost();
        if (options.Rehearses) CollectLater();
        return new MainLoop(session, inbox).Run();
    }

    /// <summary>Almost all that is made until the first problems are told stays: collecting it would cost a third of the time to them.</summary>
    private static void CollectLater()
    {
        try
        {
            GC.TryStartNoGCRegion(64 << 20);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentOutOfRangeException)
        {
            // Another server of this process has asked for it, or there is not as much memory: then it is collected as ever.
        }
    }
}
