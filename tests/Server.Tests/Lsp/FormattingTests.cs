// Formatting over real pipes: that edits arrive at the right places, as the editor and the user want them.

using System.Text.Json.Nodes;
using Xunit;

namespace Server.Tests.Lsp;

public class FormattingTests
{
    private const string Uri = "file:///tmp/main.vale";

    private static readonly object s_options = new { tabSize = 2, insertSpaces = true };

    private static InProcessServer Open(string text, object? settings = null)
    {
        var server = InProcessServer.Start();
        server.Initialize(new { });
        if (settings is not null) server.Tell("workspace/didChangeConfiguration", new { settings });
        server.Open(Uri, text);
        return server;
    }

    /// <summary>A text with the edits of an answer made, the last first.</summary>
    private static string Apply(string text, JsonNode? edits)
    {
        var lines = text.Split('\n');
        int Offset(JsonNode position) => lines.Take((int)position["line"]!).Sum(line => line.Length + 1) + (int)position["character"]!;
        foreach (var edit in edits!.AsArray().Reverse())
        {
            var range = edit!["range"]!;
            text = string.Concat(text.AsSpan(0, Offset(range["start"]!)), (string)edit["newText"]!, text.AsSpan(Offset(range["end"]!)));
        }
        return text;
    }

    [Fact]
    public void A_document_is_formatted_by_the_smallest_edits()
    {
        const string text = "// «ä» 🚢\nfunc  main() {\n  x = 1 ;\n}\n";
        using var server = Open(text);
        var edits = server.Ask("textDocument/formatting", new { textDocument = new { uri = Uri }, options = s_options });
        Assert.Equal([(1, 5, 1, 6), (2, 7, 2, 8)], edits!.AsArray().Select(edit => DocumentTests.Range(edit!["range"]!)));
        Assert.Equal("// «ä» 🚢\nfunc main() {\n  x = 1;\n}\n", Apply(text, edits));
    }

    [Fact]
    public void A_formatted_document_needs_no_edits()
    {
        using var server = Open("func main() { }\n");
        Assert.Empty(server.Ask("textDocument/formatting", new { textDocument = new { uri = Uri }, options = s_options })!.AsArray());
    }

    [Fact]
    public void The_editor_says_what_a_level_is_and_the_user_how_long_lines_are()
    {
        const string text = "func main() {\nload(ship, crates, captain);\n}\n";
        using var server = Open(text, new { vale = new { format = new { lineWidth = 24 } } });
        var edits = server.Ask("textDocument/formatting", new { textDocument = new { uri = Uri }, options = new { tabSize = 4, insertSpaces = false } });
        Assert.Equal("func main() {\n\tload(\n\t\tship,\n\t\tcrates,\n\t\tcaptain\n\t);\n}\n", Apply(text, edits));
    }

    [Fact]
    public void Selections_format_what_they_touch()
    {
        const string text = "func a( ) { }\nfunc b( ) { }\nfunc c( ) { }\n";
        using var server = Open(text);
        object At(int line) => new { start = new { line, character = 6 }, end = new { line, character = 9 } };
        var one = server.Ask("textDocument/rangeFormatting", new { textDocument = new { uri = Uri }, range = At(1), options = s_options });
        Assert.Equal("func a( ) { }\nfunc b() { }\nfunc c( ) { }\n", Apply(text, one));
        var two = server.Ask("textDocument/rangesFormatting", new { textDocument = new { uri = Uri }, ranges = new[] { At(2), At(0), At(0) }, options = s_options });
        Assert.Equal("func a() { }\nfunc b( ) { }\nfunc c() { }\n", Apply(text, two));
    }

    [Fact]
    public void Typing_a_brace_a_semicolon_or_a_new_line_formats_what_ended()
    {
        const string text = "func main( ) {\n  x  = 1 ;\n  if  x {\ny( );\n  }\n\n}\n";
        using var server = Open(text);
        string Typed(string ch, int line, int character) =>
            Apply(text, server.Ask("textDocument/onTypeFormatting", new { textDocument = new { uri = Uri }, position = new { line, character }, ch, options = s_options }));
        Assert.Equal("func main( ) {\n  x = 1;\n  if  x {\ny( );\n  }\n\n}\n", Typed(";", 1, 10));
        Assert.Equal("func main( ) {\n  x  = 1 ;\n  if x {\n    y();\n  }\n\n}\n", Typed("}", 4, 3));
        Assert.Equal("func main( ) {\n  x  = 1 ;\n  if  x {\n    y( );\n  }\n\n}\n", Typed("\n", 3, 0));
        Assert.Equal("func main( ) {\n  x  = 1 ;\n  if  x {\ny( );\n  }\n  \n}\n", Typed("\n", 5, 0));
    }

    [Fact]
    public void The_capabilities_name_formatting_and_its_triggers()
    {
        using var server = InProcessServer.Start();
        var capabilities = server.Initialize(new { }).InitializeResult!["capabilities"]!;
        Assert.True((bool)capabilities["documentFormattingProvider"]!);
        Assert.True((bool)capabilities["documentRangeFormattingProvider"]!["rangesSupport"]!);
        Assert.Equal("}", (string?)capabilities["documentOnTypeFormattingProvider"]!["firstTriggerCharacter"]);
        Assert.Equal([";", "\n"], capabilities["documentOnTypeFormattingProvider"]!["moreTriggerCharacter"]!.AsArray().Select(c => (string)c!));
    }
}
