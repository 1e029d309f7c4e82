// Looking into the server over the wire: its state, what an edit made it do, and what the compiler knows.

using System.Text.Json.Nodes;
using Xunit;

namespace Server.Tests.Lsp;

public class SeeingTests
{
    private const string Uri = "file:///tmp/main.vale";

    private const string Program = """
        struct Ship { fuel int; }
        func burn(ship &Ship, amount int) int { return ship.fuel - amount; }
        exported func main() int {
          ship = Ship(42);
          return burn(&ship, 2);
        }
        """;

    private static LspClient Open()
    {
        var server = InProcessServer.Start().Initialize();
        server.Open(Uri, Program);
        server.Diagnostics(Uri, 1);
        return server;
    }

    [Fact]
    public void The_status_tells_of_files_memory_and_problems()
    {
        using var server = Open();
        var status = server.Ask("vale/status")!;
        Assert.Equal(1, (int?)status["files"]);
        Assert.Equal(0, (int?)status["problems"]);
        Assert.True((long?)status["memoryBytes"] > 1 << 20);
        Assert.False(string.IsNullOrEmpty((string?)status["version"]));
        server.Edit(Uri, 2, 1, 52, 1, 56, "feul");
        server.Diagnostics(Uri, 2);
        Assert.Equal(1, (int?)server.Ask("vale/status")!["problems"]);
    }

    [Fact]
    public void An_edit_within_a_body_runs_that_body_because_of_the_edit()
    {
        using var server = Open();
        server.Edit(Uri, 2, 1, 52, 1, 56, "feul");
        server.Diagnostics(Uri, 2);
        var edit = server.Ask("vale/lastEdit")!;
        Assert.Equal(Uri, (string?)edit["document"]);
        var queries = edit["queries"]!.AsArray();
        var bodies = queries.Where(query => (string?)query!["name"] == "Body").ToList();
        var body = Assert.Single(bodies)!;
        Assert.Equal("func burn", (string?)body["key"]);
        Assert.Equal("ran", (string?)body["outcome"]);
        Assert.Equal((1, 5, 1, 9), DocumentTests.Range(body["range"]!));
        // From the body up to the text that was edited.
        var at = body;
        var path = new List<string>();
        while (at["causes"]!.AsArray() is { Count: > 0 } causes)
        {
            at = queries[(int)causes[0]!]!;
            path.Add((string)at["name"]!);
        }
        Assert.Equal("FileText", path[^1]);
        Assert.Contains("BodySyntax", path);
        Assert.Equal("input", (string?)at["outcome"]);
    }

    [Theory]
    [InlineData("tree", "Tree of func burn")]
    [InlineData("rules", "Rules of func burn")]
    [InlineData("body", "Body of func burn")]
    [InlineData("ir", "IR of func burn")]
    [InlineData("bytecode", "Bytecode of func burn")]
    [InlineData("llvm", "LLVM IR of func burn")]
    public void Facts_are_shown_of_what_is_under_the_cursor(string kind, string title)
    {
        using var server = Open();
        var shown = server.Ask("vale/show", new { kind, textDocument = new { uri = Uri }, position = new { line = 1, character = 6 } })!;
        Assert.Equal(title, (string?)shown["title"]);
        Assert.NotEqual("", (string?)shown["text"]);
        Assert.Equal(kind == "llvm" ? "llvm" : "plaintext", (string?)shown["language"]);
        if (kind == "llvm") Assert.Contains("define", (string?)shown["text"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_that_is_none_is_refused_with_the_names_of_those_there_are()
    {
        using var server = Open();
        var error = Assert.Throws<LspErrorException>(() =>
            server.Ask("vale/show", new { kind = "horoscope", textDocument = new { uri = Uri }, position = new { line = 1, character = 6 } }));
        Assert.Contains("itable", error.Message, StringComparison.Ordinal);
    }
}
