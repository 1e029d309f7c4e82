// What an editor shows around a text, over real pipes: hints, lenses, hierarchies, links. What they say is Ide's concern; that
// they arrive in the protocol's shape, follow the settings, and are told more of when asked, is shown here.

using System.Text.Json.Nodes;
using Xunit;

namespace Server.Tests.Lsp;

public class ReadingTests
{
    private const string Uri = "file:///tmp/main.vale";

    private const string Program = """
        interface Vessel { func speed(virtual self &Vessel, wind int) int; }
        struct Raft { guns int; }
        impl Vessel for Raft;
        func speed(self &Raft, wind int) int { return self.guns; }
        func build(guns int, name str) Raft { return Raft(guns); }
        func same<T>(x &T) &T { return x; }
        exported func main() int {
          raft = build(3, "Nina");
          return same(&raft).speed(4);
        }
        """;

    private static readonly object s_whole = new { start = new { line = 0, character = 0 }, end = new { line = 10, character = 0 } };

    private static object Document => new { uri = Uri };

    [Fact]
    public void Hints_follow_the_settings_and_the_client_is_told_to_ask_again()
    {
        using var server = InProcessServer.Start();
        server.Initialize(new { workspace = new { inlayHint = new { refreshSupport = true } } }, options: new { vale = new { inlayHints = new { drops = true, types = false } } });
        server.Open(Uri, Program);
        Assert.Equal(["guns:", "name:", "<Raft>", "drops raft"], Labels(server));
        server.Tell("workspace/didChangeConfiguration", new { settings = new { vale = new { inlayHints = new { generics = false, parameters = false } } } });
        Assert.Empty((server.WaitForRequest("workspace/inlayHint/refresh")["params"] as JsonObject) ?? []);
        Assert.Equal(["Raft"], Labels(server));
    }

    [Fact]
    public void When_a_document_is_saved_a_client_that_can_asks_again()
    {
        using var server = InProcessServer.Start();
        server.Initialize(new { workspace = new { semanticTokens = new { refreshSupport = true }, codeLens = new { refreshSupport = true } } });
        server.Open(Uri, Program);
        server.Tell("textDocument/didSave", new { textDocument = Document });
        server.WaitForRequest("workspace/semanticTokens/refresh");
        server.WaitForRequest("workspace/codeLens/refresh");
        server.Ask("textDocument/documentSymbol", new { textDocument = Document });
        Assert.DoesNotContain(server.Received, message => (string?)message["method"] == "workspace/inlayHint/refresh");
    }

    [Fact]
    public void What_a_client_asks_for_later_of_a_hint_is_left_out_at_first()
    {
        using var server = InProcessServer.Start();
        server.Initialize(new { textDocument = new { inlayHint = new { resolveSupport = new { properties = new[] { "tooltip", "textEdits", "label.location" } } } } });
        server.Open(Uri, Program);
        var hint = Hints(server).First(hint => (int?)hint!["kind"] == 1)!;
        Assert.Equal((7, 6), ((int)hint["position"]!["line"]!, (int)hint["position"]!["character"]!));
        Assert.True((bool)hint["paddingLeft"]!);
        Assert.Null(hint["tooltip"]);
        Assert.Null(hint["textEdits"]);
        Assert.Null(hint["label"]![0]!["location"]);
        var whole = server.Ask("inlayHint/resolve", hint)!;
        Assert.Contains("struct Raft", (string?)whole["tooltip"]!["value"], StringComparison.Ordinal);
        Assert.Equal((1, 7, 1, 11), DocumentTests.Range(whole["label"]![0]!["location"]!["range"]!));
        Assert.Equal(" Raft", (string?)whole["textEdits"]![0]!["newText"]);
    }

    [Fact]
    public void A_client_that_does_not_ask_later_is_told_everything()
    {
        using var server = Open();
        var hint = Hints(server).First(hint => (int?)hint!["kind"] == 2)!;
        Assert.Contains("guns int", (string?)hint["tooltip"]!["value"], StringComparison.Ordinal);
        Assert.Equal((4, 11, 4, 15), DocumentTests.Range(hint["label"]![0]!["location"]!["range"]!));
        Assert.Null(hint["data"]);
    }

    [Fact]
    public void Lenses_are_counted_when_they_are_resolved()
    {
        using var server = Open();
        var lenses = server.Ask("textDocument/codeLens", new { textDocument = Document })!.AsArray();
        var run = Assert.Single(lenses, lens => lens!["command"] is not null)!["command"]!;
        Assert.Equal(("Run", "vale.runMain", Uri), ((string?)run["title"], (string?)run["command"], (string?)run["arguments"]![0]));
        var resolved = lenses.Where(lens => lens!["data"] is not null).Select(lens => server.Ask("codeLens/resolve", lens)!["command"]!).ToList();
        var titles = resolved.ConvertAll(command => (string)command["title"]!);
        Assert.Contains("1 implementation", titles);
        Assert.Contains("1 instantiation: <Raft>", titles);
        Assert.Contains("0 references", titles);
        var references = resolved.First(command => (string?)command["title"] == "2 references");
        Assert.Equal("vale.showReferences", (string?)references["command"]);
        var arguments = references["arguments"]!.AsArray();
        Assert.Equal(Uri, (string?)arguments[0]);
        Assert.Equal(0, (int)arguments[1]!["line"]!);
        Assert.Equal(2, arguments[2]!.AsArray().Count);
        Assert.Equal(Uri, (string?)arguments[2]![0]!["uri"]);
    }

    [Fact]
    public void A_lens_tells_which_test_to_run()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, "func test_floats() { }\n");
        var command = server.Ask("textDocument/codeLens", new { textDocument = Document })!.AsArray().First(lens => lens!["command"] is not null)!["command"]!;
        Assert.Equal("vale.runTest", (string?)command["command"]);
        Assert.Equal(Uri, (string?)command["arguments"]![0]);
        Assert.EndsWith(".test_floats", (string?)command["arguments"]![1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_lens_of_a_text_that_is_gone_is_told_to_be_asked_for_again()
    {
        using var server = Open();
        var lens = server.Ask("textDocument/codeLens", new { textDocument = Document })!.AsArray().Last(lens => lens!["data"] is not null);
        server.Edit(Uri, 2, 0, 0, 0, 0, "\n");
        Assert.Equal(-32801, Assert.Throws<LspErrorException>(() => server.Ask("codeLens/resolve", lens)).Code);
    }

    [Fact]
    public void Calls_are_followed_in_both_directions()
    {
        using var server = Open();
        var item = Assert.Single(server.AskAt("textDocument/prepareCallHierarchy", Uri, 3, 6)!.AsArray())!;
        Assert.Equal("speed", (string?)item["name"]);
        Assert.Equal((3, 5, 3, 10), DocumentTests.Range(item["selectionRange"]!));
        var main = Assert.Single(server.AskAt("textDocument/prepareCallHierarchy", Uri, 6, 15)!.AsArray());
        var outgoing = server.Ask("callHierarchy/outgoingCalls", new { item = main })!.AsArray();
        Assert.Equal(["build", "same", "speed"], outgoing.Select(call => (string?)call!["to"]!["name"]));
        Assert.Equal((7, 9, 7, 14), DocumentTests.Range(outgoing[0]!["fromRanges"]![0]!));
        var incoming = Assert.Single(server.Ask("callHierarchy/incomingCalls", new { item })!.AsArray())!;
        Assert.Equal("main", (string?)incoming["from"]!["name"]);
        Assert.Equal((8, 21, 8, 26), DocumentTests.Range(incoming["fromRanges"]![0]!));
    }

    [Fact]
    public void Types_are_followed_up_and_down()
    {
        using var server = Open();
        var raft = Assert.Single(server.AskAt("textDocument/prepareTypeHierarchy", Uri, 1, 8)!.AsArray());
        var vessel = Assert.Single(server.Ask("typeHierarchy/supertypes", new { item = raft })!.AsArray())!;
        Assert.Equal(("Vessel", 11), ((string?)vessel["name"], (int?)vessel["kind"]));
        var sub = Assert.Single(server.Ask("typeHierarchy/subtypes", new { item = vessel })!.AsArray())!;
        Assert.Equal(("Raft", 23), ((string?)sub["name"], (int?)sub["kind"]));
    }

    [Fact]
    public void Imports_are_links()
    {
        using var server = InProcessServer.Start();
        server.Initialize(new { textDocument = new { documentLink = new { tooltipSupport = true } } });
        server.Open(Uri, "import stdlib.collections.list.*;\nexported func main() { }\n");
        var link = Assert.Single(server.Ask("textDocument/documentLink", new { textDocument = Document })!.AsArray())!;
        Assert.Equal((0, 7, 0, 32), DocumentTests.Range(link["range"]!));
        Assert.StartsWith("vale-library:/stdlib/collections/list/", (string?)link["target"], StringComparison.Ordinal);
        Assert.Contains("stdlib.collections.list", (string?)link["tooltip"], StringComparison.Ordinal);
    }

    [Fact]
    public void Hover_has_no_marks_for_a_client_that_shows_plain_text()
    {
        using var server = InProcessServer.Start();
        server.Initialize(new { textDocument = new { hover = new { contentFormat = new[] { "plaintext" } } } });
        server.Open(Uri, Program);
        var contents = server.AskAt("textDocument/hover", Uri, 8, 10)!["contents"]!;
        Assert.Equal("plaintext", (string?)contents["kind"]);
        Assert.Equal("func same<T>(x &T) &T\n\n- T = Raft", (string?)contents["value"]);
    }

    private static InProcessServer Open()
    {
        var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, Program);
        return server;
    }

    private static JsonArray Hints(InProcessServer server) => server.Ask("textDocument/inlayHint", new { textDocument = Document, range = s_whole })!.AsArray();

    private static string[] Labels(InProcessServer server) =>
        [.. Hints(server).Select(hint => string.Concat(hint!["label"]!.AsArray().Select(part => (string)part!["value"]!)))];
}
