// Completion and signature help over real pipes, for clients that can much and for those that can little.

using System.Text.Json.Nodes;
using Xunit;

namespace Server.Tests.Lsp;

public class CompletionTests
{
    private const string Uri = "file:///tmp/main.vale";

    private const string Program = """
        struct Ship { fuel int; }

        // Burns some fuel.
        func burn(ship &Ship, amount int) int {
          return ship.fuel - amount;
        }

        exported func main() int {
          ship = Ship(42);
          x = Lis;
          return ship.bu;
        }
        """;

    private static readonly object s_much = new
    {
        textDocument = new
        {
            completion = new
            {
                completionItem = new
                {
                    snippetSupport = true, insertReplaceSupport = true, labelDetailsSupport = true, documentationFormat = new[] { "markdown", "plaintext" },
                    tagSupport = new { valueSet = new[] { 1 } }, insertTextModeSupport = new { valueSet = new[] { 1, 2 } },
                },
                completionList = new { itemDefaults = new[] { "commitCharacters", "editRange" } },
            },
            signatureHelp = new { signatureInformation = new { documentationFormat = new[] { "markdown" }, parameterInformation = new { labelOffsetSupport = true }, activeParameterSupport = true } },
        },
    };

    [Fact]
    public void The_server_says_what_it_offers()
    {
        using var server = Open(s_much);
        var capabilities = server.InitializeResult!["capabilities"]!;
        Assert.Equal(["."], capabilities["completionProvider"]!["triggerCharacters"]!.AsArray().Select(static c => (string?)c));
        Assert.True((bool?)capabilities["completionProvider"]!["resolveProvider"]);
        Assert.Equal(["(", ","], capabilities["signatureHelpProvider"]!["triggerCharacters"]!.AsArray().Select(static c => (string?)c));
    }

    [Fact]
    public void A_client_that_can_much_gets_snippets_details_and_one_range_for_all()
    {
        using var server = Open(s_much);
        var list = server.AskAt("textDocument/completion", Uri, 10, 16)!;
        Assert.False((bool?)list["isIncomplete"]);
        Assert.Equal((10, 14, 10, 16), DocumentTests.Range(list["itemDefaults"]!["editRange"]!["insert"]!));
        Assert.Equal((10, 14, 10, 16), DocumentTests.Range(list["itemDefaults"]!["editRange"]!["replace"]!));
        var burn = Item(list, "burn");
        Assert.Equal("(amount int) int", (string?)burn["labelDetails"]!["detail"]);
        Assert.Equal("main", (string?)burn["labelDetails"]!["description"]);
        Assert.Equal("burn(${1:amount})", (string?)burn["textEditText"]);
        Assert.Equal(2, (int?)burn["insertTextFormat"]);
        Assert.Equal(2, (int?)burn["kind"]);
        Assert.Null(burn["textEdit"]);
    }

    [Fact]
    public void A_client_that_can_little_gets_plain_edits()
    {
        using var server = Open(new { });
        var burn = Item(server.AskAt("textDocument/completion", Uri, 10, 15)!, "burn");
        Assert.Equal("burn", (string?)burn["textEdit"]!["newText"]);
        Assert.Equal((10, 14, 10, 16), DocumentTests.Range(burn["textEdit"]!["range"]!));
        Assert.Equal("(amount int) int  main", (string?)burn["detail"]);
        Assert.Null(burn["insertTextFormat"]);
        Assert.Null(burn["labelDetails"]);
    }

    [Fact]
    public void A_proposal_is_told_of_when_it_is_looked_at()
    {
        using var server = Open(s_much);
        var burn = Item(server.AskAt("textDocument/completion", Uri, 10, 16)!, "burn");
        var told = server.Ask("completionItem/resolve", burn.DeepClone())!;
        Assert.Equal("func burn(ship &Ship, amount int) int", (string?)told["detail"]);
        Assert.Equal("Burns some fuel.", (string?)told["documentation"]!["value"]);
        Assert.Equal("markdown", (string?)told["documentation"]!["kind"]);
        Assert.Equal((string?)burn["sortText"], (string?)told["sortText"]);
        Assert.Equal((string?)burn["textEditText"], (string?)told["textEditText"]);
    }

    [Theory]
    [InlineData("""{"label":"x"}""")]
    [InlineData("""{"label":"x","data":[1234567,0]}""")]
    [InlineData("""{"label":"x","data":{"package":7,"name":null}}""")]
    [InlineData("""{"label":"x","data":{"package":"main","name":"burn","number":9}}""")]
    [InlineData("""{"label":"x","data":{"package":"main","name":"Ship","member":-3,"number":-3}}""")]
    [InlineData("""{"label":"x","data":{"package":"main","name":"Ship","member":4}}""")]
    public void What_nothing_is_known_of_comes_back_as_it_was(string item)
    {
        using var server = Open(s_much);
        Assert.Equal(item, server.Ask("completionItem/resolve", JsonNode.Parse(item))!.ToJsonString());
    }

    [Fact]
    public void What_is_not_imported_brings_its_import()
    {
        using var server = Open(s_much);
        var list = server.AskAt("textDocument/completion", Uri, 9, 9)!;
        var edit = Assert.Single(Assert.Single(list["items"]!.AsArray(), static item =>
            (string?)item!["label"] == "List" && (string?)item["labelDetails"]?["detail"] == "() List<E>")!["additionalTextEdits"]!.AsArray())!;
        Assert.Equal("import stdlib.collections.list.*;\n\n", (string?)edit["newText"]);
        Assert.Equal((0, 0, 0, 0), DocumentTests.Range(edit["range"]!));
    }

    [Fact]
    public void A_call_shows_its_signature()
    {
        using var server = Open(s_much);
        server.Tell("textDocument/didChange", new
        {
            textDocument = new { uri = Uri, version = 2 },
            contentChanges = new[] { new { range = new { start = new { line = 10, character = 14 }, end = new { line = 10, character = 16 } }, text = "burn(" } },
        });
        var help = server.AskAt("textDocument/signatureHelp", Uri, 10, 19)!;
        var signature = Assert.Single(help["signatures"]!.AsArray())!;
        Assert.Equal("burn(ship &Ship, amount int) int", (string?)signature["label"]);
        Assert.Equal("Burns some fuel.", (string?)signature["documentation"]!["value"]);
        Assert.Equal([5, 15], signature["parameters"]![0]!["label"]!.AsArray().Select(static n => (int)n!));
        Assert.Equal(1, (int?)help["activeParameter"]);
        Assert.Equal(0, (int?)help["activeSignature"]);
        Assert.Null(server.AskAt("textDocument/signatureHelp", Uri, 1, 0));
    }

    private static JsonNode Item(JsonNode list, string label) =>
        Assert.Single(list["items"]!.AsArray(), item => (string?)item!["label"] == label)!;

    private static InProcessServer Open(object capabilities)
    {
        var server = InProcessServer.Start();
        server.Initialize(capabilities);
        server.Open(Uri, Program);
        return server;
    }
}
