// The program itself, on its standard input and output, as an editor starts it.

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Server.Tests.Lsp;

public class ProcessTests
{
    private const string Uri = "file:///tmp/main.vale";

    [Fact]
    public void A_whole_session_on_standard_input_and_output()
    {
        using var process = Start();
        using var server = new LspClient(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        server.Initialize();
        server.Open(Uri, "exported func main() {\n  println(missing);\n}\n");
        Assert.Equal("unknown-name", (string?)Assert.Single(server.Diagnostics(Uri, 1))!["code"]);
        server.WriteBytes("Content-Length: nonsense\r\n\r\n"u8);
        server.WaitForErrorWithoutId(-32700);
        server.Edit(Uri, 2, 1, 10, 1, 17, "\"hello\"");
        Assert.Empty(server.Diagnostics(Uri, 2));
        Assert.Contains("println", (string?)server.AskAt("textDocument/hover", Uri, 1, 4)!["contents"]!["value"], StringComparison.Ordinal);
        Assert.Single(server.AskAt("textDocument/definition", Uri, 1, 4)!.AsArray());
        Assert.Single(server.Ask("textDocument/documentSymbol", new { textDocument = new { uri = Uri } })!.AsArray());
        Assert.Null(server.Ask("shutdown"));
        server.Tell("exit");
        Assert.Equal(0, ExitCode(process));
    }

    [Fact]
    public async Task Nothing_but_messages_is_on_standard_output_and_faults_of_the_wire_are_on_standard_error()
    {
        using var process = Start();
        using var server = new LspClient(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        var errors = process.StandardError.ReadToEndAsync();
        server.Initialize();
        server.WriteBytes("rubbish\n"u8);
        server.Ask("shutdown");
        server.CloseInput();
        Assert.Equal(0, ExitCode(process));
        server.WaitForEnd();
        Assert.Contains("rubbish", await errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_input_ends_the_process_with_1()
    {
        using var process = Start();
        process.StandardInput.Close();
        Assert.Equal(1, ExitCode(process));
    }

    [Fact]
    public void The_server_connects_to_a_socket_where_the_client_listens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var process = Start("--socket", ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        using var connection = listener.AcceptTcpClient();
        Serve(process, connection.GetStream());
    }

    [Fact]
    public void The_server_connects_to_a_pipe_where_the_client_listens()
    {
        var path = Path.Combine(Path.GetTempPath(), $"vale-ls-{Guid.NewGuid():N}.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        using var process = Start("--pipe", path);
        using var stream = new NetworkStream(listener.Accept(), ownsSocket: true);
        File.Delete(path);
        Serve(process, stream);
    }

    private static void Serve(Process process, Stream stream)
    {
        using var server = new LspClient(stream, stream);
        server.Initialize();
        server.Open(Uri, "exported func main() { }\n");
        Assert.Empty(server.Diagnostics(Uri, 1));
        Assert.Null(server.Ask("shutdown"));
        server.Tell("exit");
        Assert.Equal(0, ExitCode(process));
    }

    private static Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "vale-ls.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static int ExitCode(Process process)
    {
        if (process.WaitForExit(TimeSpan.FromSeconds(60))) return process.ExitCode;
        process.Kill();
        throw new InvalidOperationException("the process does not end");
    }
}
