// Hover, definition, outline and the library's text over real pipes. What the answers say is Ide's concern; that they
// arrive in the protocol's shape, at the right places, is shown here.

using System.Text.Json.Nodes;
using Xunit;

namespace Server.Tests.Lsp;

public class FeatureTests
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
          return burn(&ship, 2);
        }
        """;

    [Fact]
    public void Hover_shows_the_declaration_at_the_range_of_the_name()
    {
        using var server = Open();
        var hover = server.AskAt("textDocument/hover", Uri, 9, 11)!;
        Assert.Equal("markdown", (string?)hover["contents"]!["kind"]);
        Assert.Contains("burn", (string?)hover["contents"]!["value"], StringComparison.Ordinal);
        Assert.Contains("Burns some fuel.", (string?)hover["contents"]!["value"], StringComparison.Ordinal);
        Assert.Equal((9, 9, 9, 13), DocumentTests.Range(hover["range"]!));
    }

    [Fact]
    public void Hover_over_nothing_is_null()
    {
        using var server = Open();
        Assert.Null(server.AskAt("textDocument/hover", Uri, 1, 0));
        Assert.Null(server.AskAt("textDocument/hover", Uri, 9999, 9999));
    }

    [Fact]
    public void Definition_is_a_link_for_a_client_that_takes_links()
    {
        using var server = Open();
        var link = Assert.Single(server.AskAt("textDocument/definition", Uri, 9, 11)!.AsArray())!;
        Assert.Equal(Uri, (string?)link["targetUri"]);
        Assert.Equal((3, 5, 3, 9), DocumentTests.Range(link["targetSelectionRange"]!));
        Assert.Equal(5, DocumentTests.Range(link["targetRange"]!).EndLine);
    }

    [Fact]
    public void Definition_is_a_location_for_a_client_that_does_not()
    {
        using var server = InProcessServer.Start();
        server.Initialize(new { });
        server.Open(Uri, Program);
        var location = Assert.Single(server.AskAt("textDocument/definition", Uri, 9, 11)!.AsArray())!;
        Assert.Equal(Uri, (string?)location["uri"]);
        Assert.Equal((3, 5, 3, 9), DocumentTests.Range(location["range"]!));
        Assert.Empty(server.AskAt("textDocument/definition", Uri, 1, 0)!.AsArray());
    }

    [Fact]
    public void References_and_highlights_are_the_places_of_a_name()
    {
        using var server = Open();
        var uses = server.Ask("textDocument/references", new
        {
            textDocument = new { uri = Uri }, position = new { line = 3, character = 6 }, context = new { includeDeclaration = true },
        })!.AsArray();
        Assert.Equal([(3, 5, 3, 9), (9, 9, 9, 13)], uses.Select(use => DocumentTests.Range(use!["range"]!)));
        Assert.All(uses, use => Assert.Equal(Uri, (string?)use!["uri"]));
        var highlights = server.AskAt("textDocument/documentHighlight", Uri, 9, 11)!.AsArray();
        Assert.Equal([(3, 5, 3, 9), (9, 9, 9, 13)], highlights.Select(place => DocumentTests.Range(place!["range"]!)));
        Assert.Equal([3, 2], highlights.Select(place => (int)place!["kind"]!));
    }

    [Fact]
    public void The_type_of_a_name_leads_to_its_declaration()
    {
        using var server = Open();
        var target = Assert.Single(server.AskAt("textDocument/typeDefinition", Uri, 8, 3)!.AsArray())!;
        Assert.Equal((0, 7, 0, 11), DocumentTests.Range((target["targetSelectionRange"] ?? target["range"])!));
        Assert.Empty(server.AskAt("textDocument/implementation", Uri, 8, 3)!.AsArray());
        Assert.Single(server.AskAt("textDocument/declaration", Uri, 9, 11)!.AsArray());
    }

    [Fact]
    public void Folds_are_lines_and_a_growing_selection_is_a_chain()
    {
        using var server = Open();
        var folds = server.Ask("textDocument/foldingRange", new { textDocument = new { uri = Uri } })!.AsArray();
        Assert.Equal([(3, 4), (7, 9)], folds.Select(fold => ((int)fold!["startLine"]!, (int)fold["endLine"]!)));
        var chain = Assert.Single(server.Ask("textDocument/selectionRange", new
        {
            textDocument = new { uri = Uri }, positions = new[] { new { line = 8, character = 14 } },
        })!.AsArray())!;
        Assert.Equal((8, 14, 8, 16), DocumentTests.Range(chain["range"]!));
        Assert.Equal((8, 9, 8, 17), DocumentTests.Range(chain["parent"]!["parent"]?["range"] ?? chain["parent"]!["range"]!));
    }

    [Fact]
    public void A_renaming_is_a_change_of_documents_with_their_versions()
    {
        using var server = Open();
        var prepared = server.AskAt("textDocument/prepareRename", Uri, 9, 11)!;
        Assert.Equal("burn", (string?)prepared["placeholder"]);
        Assert.Equal((9, 9, 9, 13), DocumentTests.Range(prepared["range"]!));
        var edit = server.Ask("textDocument/rename", new { textDocument = new { uri = Uri }, position = new { line = 9, character = 11 }, newName = "use" })!;
        var changes = Assert.Single(edit["documentChanges"]!.AsArray())!;
        Assert.Null(edit["changes"]);
        Assert.Equal((Uri, 1), ((string?)changes["textDocument"]!["uri"], (int)changes["textDocument"]!["version"]!));
        Assert.Equal([(3, 5, 3, 9), (9, 9, 9, 13)], changes["edits"]!.AsArray().Select(change => DocumentTests.Range(change!["range"]!)));
        Assert.All(changes["edits"]!.AsArray(), change => Assert.Equal("use", (string?)change!["newText"]));
    }

    [Fact]
    public void A_renaming_is_a_map_of_changes_for_a_client_that_takes_no_versions()
    {
        using var server = InProcessServer.Start();
        server.Initialize(new { });
        server.Open(Uri, Program);
        var edit = server.Ask("textDocument/rename", new { textDocument = new { uri = Uri }, position = new { line = 4, character = 22 }, newName = "much" })!;
        Assert.Equal([(3, 22, 3, 28), (4, 21, 4, 27)], edit["changes"]![Uri]!.AsArray().Select(change => DocumentTests.Range(change!["range"]!)));
    }

    [Fact]
    public void What_cannot_be_renamed_is_told_in_an_error()
    {
        using var server = Open();
        var main = Assert.Throws<LspErrorException>(() => server.AskAt("textDocument/prepareRename", Uri, 7, 16));
        Assert.Equal(-32803, main.Code);
        Assert.Contains("the program starts", main.Message, StringComparison.Ordinal);
        Assert.Null(server.AskAt("textDocument/prepareRename", Uri, 1, 0));
        var conflict = Assert.Throws<LspErrorException>(() =>
            server.Ask("textDocument/rename", new { textDocument = new { uri = Uri }, position = new { line = 3, character = 11 }, newName = "amount" }));
        Assert.Contains("(main.vale:4:23)", conflict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_is_offered_with_its_problem_and_resolved_when_it_is_chosen()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, "exported func main() int {\n  return lenn(\"abc\");\n}\n");
        var actions = Actions(server, 1, 10, null);
        var fix = actions.Single(action => (string?)action["title"] == "Change to `len`");
        Assert.Equal("quickfix", (string?)fix["kind"]);
        Assert.True((bool)fix["isPreferred"]!);
        Assert.Equal("unknown-function", (string?)Assert.Single(fix["diagnostics"]!.AsArray())!["code"]);
        Assert.Null(fix["edit"]);
        var change = Assert.Single(Assert.Single(server.Ask("codeAction/resolve", fix)!["edit"]!["documentChanges"]!.AsArray())!["edits"]!.AsArray())!;
        Assert.Equal(("len", (1, 9, 1, 13)), ((string?)change["newText"], DocumentTests.Range(change["range"]!)));
        Assert.Empty(Actions(server, 1, 10, ["refactor.inline"]));
        Assert.NotEmpty(Actions(server, 1, 10, ["quickfix"]));

        server.Edit(Uri, 2, 0, 0, 0, 0, "// new\n");
        Assert.Equal(-32801, Assert.Throws<LspErrorException>(() => server.Ask("codeAction/resolve", fix)).Code);
    }

    [Fact]
    public void A_client_that_resolves_nothing_gets_edits_at_once_and_one_without_actions_gets_none()
    {
        const string program = "exported func main() int {\n  return lenn(\"abc\");\n}\n";
        using var server = InProcessServer.Start();
        server.Initialize(new { textDocument = new { codeAction = new { codeActionLiteralSupport = new { codeActionKind = new { valueSet = Array.Empty<string>() } } } } });
        server.Open(Uri, program);
        var fix = Actions(server, 1, 10, null).Single(action => (string?)action["title"] == "Change to `len`");
        Assert.Null(fix["data"]);
        Assert.Equal("len", (string?)Assert.Single(fix["edit"]!["changes"]![Uri]!.AsArray())!["newText"]);
        using var old = InProcessServer.Start();
        old.Initialize(new { });
        old.Open(Uri, program);
        Assert.Empty(Actions(old, 1, 10, null));
    }

    private static List<JsonNode> Actions(InProcessServer server, int line, int character, string[]? only) =>
        [.. server.Ask("textDocument/codeAction", new
        {
            textDocument = new { uri = Uri },
            range = new { start = new { line, character }, end = new { line, character } },
            context = new { diagnostics = Array.Empty<object>(), only },
        })!.AsArray().Select(static action => action!)];

    [Fact]
    public void A_part_of_a_name_finds_it_in_the_workspace()
    {
        using var server = Open();
        var found = Assert.Single(server.Ask("workspace/symbol", new { query = "brn" })!.AsArray())!;
        Assert.Equal("burn", (string?)found["name"]);
        Assert.Equal((3, 5, 3, 9), DocumentTests.Range(found["location"]!["range"]!));
    }

    [Fact]
    public void A_part_of_a_name_finds_it_in_the_library()
    {
        using var server = Open();
        var found = server.Ask("vale/librarySymbols", new { query = "println" })!.AsArray();
        Assert.StartsWith("vale-library:", (string?)found[0]!["location"]!["uri"], StringComparison.Ordinal);
        Assert.Equal("println", (string?)found[0]!["name"]);
    }

    [Fact]
    public void The_outline_is_a_tree_for_a_client_that_takes_trees()
    {
        using var server = Open();
        var symbols = server.Ask("textDocument/documentSymbol", new { textDocument = new { uri = Uri } })!.AsArray();
        Assert.Equal(["Ship", "burn", "main"], symbols.Select(s => (string?)s!["name"]));
        Assert.Equal([23, 12, 12], symbols.Select(s => (int)s!["kind"]!));
        Assert.Equal("fuel", (string?)Assert.Single(symbols[0]!["children"]!.AsArray())!["name"]);
        Assert.Equal((0, 7, 0, 11), DocumentTests.Range(symbols[0]!["selectionRange"]!));
    }

    [Fact]
    public void The_outline_is_a_list_with_containers_for_a_client_that_does_not()
    {
        using var server = InProcessServer.Start();
        server.Initialize(new { });
        server.Open(Uri, Program);
        var symbols = server.Ask("textDocument/documentSymbol", new { textDocument = new { uri = Uri } })!.AsArray();
        Assert.Equal(["Ship", "fuel", "burn", "main"], symbols.Select(s => (string?)s!["name"]));
        Assert.Equal("Ship", (string?)symbols[1]!["containerName"]);
        Assert.Equal(Uri, (string?)symbols[1]!["location"]!["uri"]);
    }

    [Fact]
    public void A_definition_in_the_library_leads_to_a_text_the_server_gives()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, "exported func main() {\n  println(\"hello\");\n}\n");
        Assert.Equal("vale-library", (string?)server.InitializeResult!["capabilities"]!["workspace"]!["textDocumentContent"]!["schemes"]![0]);
        var link = Assert.Single(server.AskAt("textDocument/definition", Uri, 1, 4)!.AsArray())!;
        var library = (string)link["targetUri"]!;
        Assert.StartsWith("vale-library:/", library, StringComparison.Ordinal);
        var text = (string)server.Ask("workspace/textDocumentContent", new { uri = library })!["text"]!;
        var (line, character, _, end) = DocumentTests.Range(link["targetSelectionRange"]!);
        Assert.Equal("println", text.Split('\n')[line][character..end]);

        // The client opens what it was given, and asks there.
        server.Open(library, text);
        Assert.Contains("println", (string?)server.AskAt("textDocument/hover", library, line, character)!["contents"]!["value"], StringComparison.Ordinal);
        Assert.NotEmpty(server.Ask("textDocument/documentSymbol", new { textDocument = new { uri = library } })!.AsArray());
        server.Tell("textDocument/didClose", new { textDocument = new { uri = library } });
        Assert.Empty(server.Diagnostics(Uri, 1));
    }

    [Theory]
    [InlineData("vale-library:/no/such/file.vale")]
    [InlineData("vale-library:")]
    [InlineData("file:///tmp/main.vale")]
    public void Other_texts_are_not_given(string uri)
    {
        using var server = Open();
        Assert.Equal(-32602, Assert.Throws<LspErrorException>(() => server.Ask("workspace/textDocumentContent", new { uri })).Code);
    }

    private static InProcessServer Open()
    {
        var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, Program);
        return server;
    }
}
