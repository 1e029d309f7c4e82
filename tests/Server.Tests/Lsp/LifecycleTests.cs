// The life of a server over real pipes: from initialize to exit, and every way it may end.

using System.Text.Json.Nodes;
using Xunit;

namespace Server.Tests.Lsp;

public class LifecycleTests
{
    private const string Uri = "file:///tmp/main.vale";

    [Fact]
    public void Initialize_tells_what_the_server_can_do()
    {
        using var server = InProcessServer.Start();
        var capabilities = server.Initialize().InitializeResult!["capabilities"]!;
        Assert.Equal("utf-16", (string?)capabilities["positionEncoding"]);
        Assert.True((bool?)capabilities["textDocumentSync"]!["openClose"]);
        Assert.Equal(2, (int?)capabilities["textDocumentSync"]!["change"]);
        Assert.True((bool?)capabilities["hoverProvider"]);
        Assert.True((bool?)capabilities["definitionProvider"]);
        Assert.True((bool?)capabilities["documentSymbolProvider"]);
        Assert.Equal("vale-ls", (string?)server.InitializeResult!["serverInfo"]!["name"]);
        Assert.Equal(0, server.ShutDown());
    }

    [Fact]
    public void Requests_before_initialize_are_refused_and_notifications_dropped()
    {
        using var server = InProcessServer.Start();
        server.Open(Uri, "");
        Assert.Equal(-32002, Assert.Throws<LspErrorException>(() => server.Ask("textDocument/hover", new { })).Code);
        Assert.Equal(-32002, Assert.Throws<LspErrorException>(() => server.Ask("no/such")).Code);
        Assert.Equal(-32002, Assert.Throws<LspErrorException>(() => server.Ask("shutdown")).Code);
        server.Initialize();
        Assert.Equal(-32602, Assert.Throws<LspErrorException>(() => server.AskAt("textDocument/hover", Uri, 0, 0)).Code);
    }

    [Fact]
    public void Initialize_comes_once()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        Assert.Equal(-32600, Assert.Throws<LspErrorException>(() => server.Ask("initialize", new { })).Code);
        Assert.Equal(0, server.ShutDown());
    }

    [Fact]
    public void After_shutdown_requests_are_refused_and_exit_gives_0()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, "");
        Assert.Null(server.Ask("shutdown"));
        Assert.Equal(-32600, Assert.Throws<LspErrorException>(() => server.AskAt("textDocument/hover", Uri, 0, 0)).Code);
        Assert.Equal(-32600, Assert.Throws<LspErrorException>(() => server.Ask("shutdown")).Code);
        server.Tell("exit");
        Assert.Equal(0, server.ExitCode());
    }

    [Fact]
    public void Exit_without_shutdown_gives_1()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Tell("exit");
        Assert.Equal(1, server.ExitCode());
    }

    [Fact]
    public void Exit_before_initialize_gives_1()
    {
        using var server = InProcessServer.Start();
        server.Tell("exit");
        Assert.Equal(1, server.ExitCode());
    }

    [Fact]
    public void The_end_of_the_input_ends_the_server_after_its_answers()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, "func main() { }");
        var ids = Enumerable.Range(0, 20).Select(_ => server.Send("textDocument/documentSymbol", new { textDocument = new { uri = Uri } })).ToList();
        server.CloseInput();
        Assert.Equal(1, server.ExitCode());
        foreach (var id in ids) Assert.NotNull(LspClient.Result(server.AnswerTo(id)));
    }

    [Fact]
    public void The_end_of_the_input_after_shutdown_gives_0()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Ask("shutdown");
        server.CloseInput();
        Assert.Equal(0, server.ExitCode());
    }

    [Fact]
    public void Unknown_methods_are_told_and_unknown_notifications_ignored()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Tell("$/unknown", new { });
        server.Tell("workspace/unknown", new { });
        Assert.Equal(-32601, Assert.Throws<LspErrorException>(() => server.Ask("$/unknown", new { })).Code);
        Assert.Equal(-32601, Assert.Throws<LspErrorException>(() => server.Ask("textDocument/unknown", new { })).Code);
        Assert.Equal(0, server.ShutDown());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":"x","method":"textDocument/hover"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"x","method":"textDocument/hover","params":[]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"x","method":"textDocument/hover","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"x","method":"textDocument/hover","params":{"textDocument":{"uri":null},"position":{"line":0,"character":0}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"x","method":"textDocument/hover","params":{"textDocument":{"uri":"file:///tmp/main.vale"},"position":{"line":0}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"x","method":"textDocument/hover","params":{"textDocument":{"uri":"file:///tmp/main.vale"},"position":{"line":1e99,"character":0}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"x","method":"textDocument/hover","params":{"textDocument":{"uri":"file:///not/open.vale"},"position":{"line":0,"character":0}}}""")]
    public void Params_that_do_not_fit_are_told(string message)
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, "");
        server.WriteBody(message);
        Assert.Equal(-32602, (int)server.AnswerTo(JsonValue.Create("x"))["error"]!["code"]!);
        Assert.Equal(0, server.ShutDown());
    }

    [Fact]
    public void File_watchers_are_registered_where_the_client_can()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        var registration = server.WaitFor("client/registerCapability")["registrations"]![0]!;
        Assert.Equal("workspace/didChangeWatchedFiles", (string?)registration["method"]);
        Assert.Contains("**/*.vale", registration["registerOptions"]!["watchers"]!.AsArray().Select(w => (string?)w!["globPattern"]));
    }

    [Fact]
    public void No_watcher_is_registered_with_a_client_that_cannot()
    {
        using var server = InProcessServer.Start();
        server.Initialize(new { });
        Assert.Equal(0, server.ShutDown());
        server.WaitForEnd();
        Assert.DoesNotContain(server.Received, m => (string?)m["method"] == "client/registerCapability");
    }

    [Fact]
    public void The_loop_tells_what_it_does_while_tracing_is_on()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Tell("$/setTrace", new { value = "messages" });
        server.Open(Uri, "");
        server.WaitFor("$/logTrace", p => ((string)p["message"]!).StartsWith("textDocument/didOpen: ", StringComparison.Ordinal));
        server.Tell("$/setTrace", new { value = "off" });
        server.Edit(Uri, 2, 0, 0, 0, 0, "\n");
        server.Diagnostics(Uri, 2);
        Assert.Equal(0, server.ShutDown());
        server.WaitForEnd();
        Assert.DoesNotContain(server.Received, m => (string?)m["method"] == "$/logTrace" && ((string)m["params"]!["message"]!).StartsWith("textDocument/didChange", StringComparison.Ordinal));
    }
}
