// The language server on the transport that was asked for. What is said over it is Loop's concern.

using System.Net;
using System.Net.Sockets;
using Vale.Server.Loop;
using Vale.Server.Project;

namespace Vale.Server.Cli;

/// <summary>Starts the language server.</summary>
internal static class Serve
{
    public static int Run(CommandLine line, Terminal terminal)
    {
        var store = ResultCache.Open(line, terminal);
        var options = new ServerOptions
        {
            NoStd = line.NoStd ?? false,
            NoImplicitBuiltins = line.NoImplicitBuiltins ?? false,
            Jobs = line.Jobs,
            Version = ProductVersion.Text,
            Rehearses = true,
            Store = store,
            SettleStore = store is null ? static () => { } : store.Settle,
        };
        if (line.Transport == Transport.Stdio) return LanguageServer.Run(terminal.Input, terminal.Output, terminal.Error, options);
        return OverSocket(line, terminal, options);
    }

    // A method of its own: what is not used is not loaded.
    private static int OverSocket(CommandLine line, Terminal terminal, ServerOptions options)
    {
        // The client listens and starts us; there is one connection, and its end is the server's.
        using var socket = Connect(line, terminal);
        using var stream = new NetworkStream(socket);
        return LanguageServer.Run(stream, stream, terminal.Error, options);
    }

    private static Socket Connect(CommandLine line, Terminal terminal)
    {
        var isSocket = line.Transport == Transport.Socket;
        var socket = isSocket
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(isSocket ? new IPEndPoint(IPAddress.Loopback, line.Port) : new UnixDomainSocketEndPoint(Path.GetFullPath(line.PipeName, terminal.WorkingDirectory)));
            return socket;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            socket.Dispose();
            var name = isSocket ? $"port {line.Port} of this machine" : $"the pipe `{line.PipeName}`";
            throw new InputException(new("no-client", $"no client can be reached at {name}", isSocket ? "--socket" : "--pipe", e.Message,
                "start the client first: it listens, the server connects"));
        }
    }
}
