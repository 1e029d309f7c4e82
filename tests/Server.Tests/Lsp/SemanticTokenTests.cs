// Semantic tokens over real pipes: the numbers lead to the texts they are about, a difference applied to what the client
// has gives what it would be told anew, and the legend holds what the client can show.

using System.Text.Json.Nodes;
using Xunit;

namespace Server.Tests.Lsp;

public class SemanticTokenTests
{
    private const string Uri = "file:///tmp/main.vale";

    private const string Program = """
        struct Ship { guns! int; }
        func arm(ship &Ship) int {
          « over
            two lines » set ship.guns = 4;
          return ship.guns;
        }
        """;

    private static object Document => new { uri = Uri };

    [Fact]
    public void Numbers_lead_to_texts()
    {
        using var server = Open(LspClient.FullCapabilities);
        var tokens = Tokens(server, Program);
        Assert.Contains(("Ship", "struct", "declaration definition"), tokens);
        Assert.Contains(("guns", "property", "declaration mutable"), tokens);
        Assert.Contains(("ship", "parameter", ""), tokens);
        Assert.Contains(("« over", "comment", ""), tokens);
        Assert.Contains(("    two lines »", "comment", ""), tokens);
    }

    [Fact]
    public void A_client_that_takes_lines_together_is_given_them_together()
    {
        using var server = Open(new { textDocument = new { semanticTokens = new { multilineTokenSupport = true } } });
        var data = Data(server.Ask("textDocument/semanticTokens/full", new { textDocument = Document })!);
        Assert.Contains(Enumerable.Range(0, data.Length / 5), i => data[(i * 5) + 2] == "« over\n    two lines »".Length);
    }

    [Fact]
    public void What_a_client_cannot_show_is_what_is_nearest()
    {
        using var server = Open(new { textDocument = new { semanticTokens = new { tokenTypes = new[] { "class", "variable", "keyword" }, tokenModifiers = new[] { "declaration" } } } });
        var tokens = Tokens(server, Program);
        Assert.Contains(("Ship", "class", "declaration"), tokens);
        Assert.Contains(("guns", "variable", "declaration mutable"), tokens);
        Assert.DoesNotContain(tokens, token => token.Text == "4" || token.Text == "« over");
    }

    [Fact]
    public void A_difference_makes_what_a_full_answer_says()
    {
        using var server = Open(LspClient.FullCapabilities);
        var first = server.Ask("textDocument/semanticTokens/full", new { textDocument = Document })!;
        var same = server.Ask("textDocument/semanticTokens/full/delta", new { textDocument = Document, previousResultId = (string)first["resultId"]! })!;
        Assert.Empty(same["edits"]!.AsArray());
        server.Edit(Uri, 2, 1, 0, 1, 0, "\nfunc two() int { return 2; }\n");
        var delta = server.Ask("textDocument/semanticTokens/full/delta", new { textDocument = Document, previousResultId = (string)same["resultId"]! })!;
        var edit = Assert.Single(delta["edits"]!.AsArray())!;
        var old = Data(first).ToList();
        old.RemoveRange((int)edit["start"]!, (int)edit["deleteCount"]!);
        old.InsertRange((int)edit["start"]!, edit["data"]?.AsArray().Select(number => (int)number!) ?? []);
        var full = server.Ask("textDocument/semanticTokens/full", new { textDocument = Document })!;
        Assert.Equal(Data(full), old);
    }

    [Fact]
    public void Without_what_it_is_to_differ_from_a_difference_is_a_full_answer()
    {
        using var server = Open(LspClient.FullCapabilities);
        var answer = server.Ask("textDocument/semanticTokens/full/delta", new { textDocument = Document, previousResultId = "no such" })!;
        Assert.NotEmpty(Data(answer));
        Assert.Null(answer["edits"]);
    }

    [Fact]
    public void A_range_has_the_tokens_that_touch_it()
    {
        using var server = Open(LspClient.FullCapabilities);
        var range = new { start = new { line = 0, character = 0 }, end = new { line = 0, character = 11 } };
        var answer = server.Ask("textDocument/semanticTokens/range", new { textDocument = Document, range })!;
        Assert.Equal([0, 0, 6], Data(answer).Take(3));
        Assert.Equal(10, Data(answer).Length);
    }

    private static InProcessServer Open(object capabilities)
    {
        var server = InProcessServer.Start();
        server.Initialize(capabilities);
        server.Open(Uri, Program);
        return server;
    }

    private static int[] Data(JsonNode answer) => [.. answer["data"]!.AsArray().Select(number => (int)number!)];

    private static List<(string Text, string Type, string Modifiers)> Tokens(InProcessServer server, string text)
    {
        var legend = server.InitializeResult!["capabilities"]!["semanticTokensProvider"]!["legend"]!;
        var types = legend["tokenTypes"]!.AsArray().Select(name => (string)name!).ToArray();
        var modifiers = legend["tokenModifiers"]!.AsArray().Select(name => (string)name!).ToArray();
        var data = Data(server.Ask("textDocument/semanticTokens/full", new { textDocument = Document })!);
        var lines = text.Split('\n');
        var tokens = new List<(string, string, string)>();
        var (line, character) = (0, 0);
        for (var i = 0; i < data.Length; i += 5)
        {
            (line, character) = data[i] > 0 ? (line + data[i], data[i + 1]) : (line, character + data[i + 1]);
            var said = Enumerable.Range(0, modifiers.Length).Where(bit => (data[i + 4] & 1 << bit) != 0).Select(bit => modifiers[bit]);
            tokens.Add((lines[line].Substring(character, data[i + 2]), types[data[i + 3]], string.Join(' ', said)));
        }
        return tokens;
    }
}
