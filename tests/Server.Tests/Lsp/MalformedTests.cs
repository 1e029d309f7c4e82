// Damage on the wire in the middle of a session: a clear error, and the session goes on.

using System.Text;
using System.Text.Json.Nodes;
using Vale.Server.Loop;
using Xunit;

namespace Server.Tests.Lsp;

public class MalformedTests
{
    private const string Uri = "file:///tmp/main.vale";

    [Theory]
    [InlineData("Content-Length: twelve\r\n\r\n{}", -32700, "Content-Length is not a number of bytes")]
    [InlineData("Content-Length: -1\r\n\r\n", -32700, "Content-Length is not a number of bytes")]
    [InlineData("Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}", -32700, "given twice")]
    [InlineData("Content-Length: 5000000\r\n\r\n{}", -32700, "longer than the 1000000 this server takes")]
    [InlineData("X-Nothing: 1\r\n\r\n{}", -32700, "no Content-Length header")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", -32700, "is no header")]
    [InlineData("\0\u0001\u0002\u00ff garbage \n", -32700, "is no header")]
    [InlineData("Content-Length: 2\r\nContent-Type: application/json; charset=latin1\r\n\r\n{}", -32700, "the only charset is utf-8")]
    [InlineData("Content-Length: 0\r\n\r\n", -32700, "not valid JSON")]
    [InlineData("Content-Length: 3\r\n\r\n{,}", -32700, "not valid JSON")]
    [InlineData("Content-Length: 2\r\n\r\n[]", -32600, "batches")]
    [InlineData("Content-Length: 4\r\n\r\ntrue", -32600, "a message is a JSON object")]
    [InlineData("Content-Length: 17\r\n\r\n{\"jsonrpc\":\"2.0\"}", -32600, "neither `method` nor")]
    [InlineData("Content-Length: 10\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"shutdown\"}", -32700, "not valid JSON")]
    public void An_error_tells_what_is_wrong_and_the_next_message_is_served(string bytes, int code, string message)
    {
        using var server = InProcessServer.Start(new ServerOptions { MaxMessageBytes = 1_000_000 });
        server.Initialize();
        server.Open(Uri, "func main() { }\n");
        server.WriteBytes(Encoding.UTF8.GetBytes(bytes));
        Assert.Contains(message, (string?)server.WaitForErrorWithoutId(code)["message"], StringComparison.Ordinal);
        server.Edit(Uri, 2, 0, 0, 0, 0, "\n");
        server.Diagnostics(Uri, 2);
        Assert.Equal(0, server.ShutDown());
    }

    [Fact]
    public void A_message_whose_length_reaches_into_the_next_one_does_not_take_it_along()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.WriteBytes("Content-Length: 60\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"x\"}"u8);
        server.Open(Uri, "func main() { }\n");
        server.Diagnostics(Uri, 1);
        server.WaitForErrorWithoutId(-32700);
        Assert.Equal(0, server.ShutDown());
    }

    [Fact]
    public void An_invalid_request_with_an_id_is_answered_under_it()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.WriteBody("""{"jsonrpc":"1.0","id":"odd","method":"shutdown"}""");
        Assert.Equal(-32600, (int)server.AnswerTo(JsonValue.Create("odd"))["error"]!["code"]!);
        Assert.Equal(0, server.ShutDown());
    }

    [Fact]
    public void Requests_sent_as_notifications_and_the_other_way_round_are_refused()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Tell("textDocument/hover", new { });
        Assert.Contains("textDocument/hover", (string?)server.WaitForErrorWithoutId(-32600)["message"], StringComparison.Ordinal);
        Assert.Equal(-32600, Assert.Throws<LspErrorException>(() => server.Ask("textDocument/didOpen", new { })).Code);
        Assert.Equal(0, server.ShutDown());
    }

    [Fact]
    public void Messages_come_through_in_pieces_of_any_size()
    {
        using var server = InProcessServer.Start();
        server.Initialize(new { });       // a client that is asked nothing, so that no answer falls between the bytes
        var body = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["method"] = "textDocument/didOpen",
            ["params"] = new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = Uri, ["version"] = 1, ["languageId"] = "vale", ["text"] = "// \u00e9\u20ac\U0001F600\n" } },
        }.ToJsonString();
        var message = Encoding.UTF8.GetBytes($"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        foreach (var unit in message) server.WriteBytes([unit]);
        server.Diagnostics(Uri, 1);
        Assert.Equal(0, server.ShutDown());
    }

    [Fact]
    public void Answers_to_questions_never_asked_are_ignored()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.WriteBody("""{"jsonrpc":"2.0","id":4711,"result":{}}""");
        server.WriteBody("""{"jsonrpc":"2.0","id":"what","error":{"code":1,"message":"m"}}""");
        server.WriteBody("""{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"m"}}""");
        Assert.Equal(0, server.ShutDown());
    }
}
