// A server on a thread of the test process, joined to its client by two real pipes of the operating system.

using System.IO.Pipes;
using Vale.Server.Loop;
using Xunit;

namespace Server.Tests.Lsp;

/// <summary>A client whose server runs in this process.</summary>
public sealed class InProcessServer : LspClient
{
    private readonly Thread _thread;
    private readonly StringWriter _log;
    private int _exitCode = -1;

    private InProcessServer(AnonymousPipeServerStream toServer, AnonymousPipeServerStream fromServer, Stream input, Stream output, StringWriter log, ServerOptions options)
        : base(toServer, fromServer)
    {
        _log = log;
        _thread = new Thread(() =>
        {
            try
            {
                _exitCode = LanguageServer.Run(input, output, TextWriter.Synchronized(log), options);
            }
            finally
            {
                output.Dispose();
            }
        })
        { IsBackground = true, Name = "server" };
        _thread.Start();
    }

    /// <summary>Starts a server.</summary>
    public static InProcessServer Start(ServerOptions? options = null)
    {
        var toServer = new AnonymousPipeServerStream(PipeDirection.Out);
        var fromServer = new AnonymousPipeServerStream(PipeDirection.In);
        var input = new AnonymousPipeClientStream(PipeDirection.In, toServer.ClientSafePipeHandle);
        var output = new AnonymousPipeClientStream(PipeDirection.Out, fromServer.ClientSafePipeHandle);
        return new InProcessServer(toServer, fromServer, input, output, new StringWriter(), options ?? new ServerOptions());
    }

    /// <summary>What the server wrote to its log.</summary>
    public string Log
    {
        get { lock (_log) return _log.ToString(); }
    }

    /// <summary>Waits for the end of the server.</summary>
    public int ExitCode()
    {
        Assert.True(_thread.Join(TimeSpan.FromSeconds(60)), "the server does not end");
        return _exitCode;
    }

    /// <summary>Says shutdown and exit, and waits for the end.</summary>
    public int ShutDown()
    {
        Assert.Null(Ask("shutdown"));
        Tell("exit");
        return ExitCode();
    }

    public override void Dispose()
    {
        base.Dispose();
        _thread.Join(TimeSpan.FromSeconds(10));
    }
}
