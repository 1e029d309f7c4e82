// Documents over real pipes: opening, editing, closing, and the diagnostics that follow each.

using System.Text.Json.Nodes;
using Xunit;

namespace Server.Tests.Lsp;

public class DocumentTests
{
    private const string Uri = "file:///tmp/main.vale";
    private const string Good = "exported func main() {\n  println(\"hello\");\n}\n";

    [Fact]
    public void Diagnostics_of_an_opened_document_carry_its_version()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, Good, version: 7);
        Assert.Empty(server.Diagnostics(Uri, 7));
    }

    [Fact]
    public void An_error_comes_with_range_code_and_severity_and_goes_when_it_is_mended()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, Good);
        Assert.Empty(server.Diagnostics(Uri, 1));
        server.Edit(Uri, 2, 1, 10, 1, 17, "missing");
        var problem = Assert.Single(server.Diagnostics(Uri, 2))!;
        Assert.Equal("unknown-name", (string?)problem["code"]);
        Assert.Equal("vale", (string?)problem["source"]);
        Assert.Equal(1, (int?)problem["severity"]);
        Assert.Equal((1, 10, 1, 17), Range(problem["range"]!));
        server.Edit(Uri, 3, 1, 10, 1, 17, "\"hello\"");
        Assert.Empty(server.Diagnostics(Uri, 3));
    }

    [Fact]
    public void A_syntax_error_is_a_diagnostic_too()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, "exported func main() {\n  x = ;\n}\n");
        var problems = server.Diagnostics(Uri, 1);
        Assert.NotEmpty(problems);
        Assert.All(problems, p => Assert.Equal(1, Range(p!["range"]!).Line));
    }

    [Fact]
    public void Ranges_are_counted_in_the_encoding_the_client_asked_for()
    {
        const string text = "exported func main() {\n  println(\"\u00e9\U0001F600\"); missing();\n}\n";
        foreach (var (encoding, column) in new[] { ("utf-16", 18), ("utf-8", 21), ("utf-32", 17) })
        {
            using var server = InProcessServer.Start();
            server.Initialize(new { general = new { positionEncodings = new[] { encoding } } });
            Assert.Equal(encoding, (string?)server.InitializeResult!["capabilities"]!["positionEncoding"]);
            server.Open(Uri, text);
            var problem = Assert.Single(server.Diagnostics(Uri, 1))!;
            Assert.Equal((1, column), (Range(problem["range"]!).Line, Range(problem["range"]!).Character));
        }
    }

    [Fact]
    public void After_many_edits_the_diagnostics_of_the_last_version_come()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, Good);
        for (var version = 2; version <= 200; version++) server.Edit(Uri, version, 0, 0, 0, 0, "\n");
        server.Edit(Uri, 201, 200, 10, 200, 17, "missing");
        Assert.Equal((200, 10, 200, 17), Range(Assert.Single(server.Diagnostics(Uri, 201))!["range"]!));
        Assert.Equal(0, server.ShutDown());
        server.WaitForEnd();

        // Versions only rise, and no message is sent twice.
        var versions = Published(server, Uri).Select(p => (int)p["version"]!).ToList();
        Assert.Equal(versions.Order().Distinct(), versions);
    }

    [Fact]
    public void Of_very_many_problems_the_first_are_shown_and_the_others_counted()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, "exported func main() {\n" + string.Concat(Enumerable.Repeat("  missing();\n", 1234)) + "}\n");
        var problems = server.Diagnostics(Uri, 1);
        Assert.Equal(1001, problems.Count);
        Assert.Equal("234 more problems from here on are not shown", (string?)problems[1000]!["message"]);
        Assert.Equal(1001, DocumentTests.Range(problems[1000]!["range"]!).Line);
    }

    [Theory]
    [InlineData("return ", "(", "1", ")", ";")]
    [InlineData("x = ", "[", "", "]", ";")]
    [InlineData("", "block { ", "", "}", "")]
    [InlineData("", "if true { ", "", "}", "")]
    [InlineData("x = ", "not ", "true", "", ";")]
    [InlineData("x = ", "1 + ", "1", "", ";")]
    [InlineData("x = a", ".a", "", "", ";")]
    [InlineData("x = ", "f(", "", ")", ";")]
    [InlineData("x L", "<L", "", ">", " = 1;")]
    [InlineData("x = ", "() => ", "1", "", ";")]
    public void Ten_thousand_levels_of_nesting_are_a_problem_and_no_end(string before, string open, string middle, string close, string after)
    {
        var nested = before + string.Concat(Enumerable.Repeat(open, 10_000)) + middle + string.Concat(Enumerable.Repeat(close, 10_000)) + after;
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, "exported func main() int {\n  " + nested + "\n}\n");
        Assert.NotEmpty(server.Diagnostics(Uri, 1));
        server.AskAt("textDocument/hover", Uri, 1, nested.Length / 2);
        server.AskAt("textDocument/definition", Uri, 1, nested.Length / 2);
        server.Ask("textDocument/documentSymbol", new { textDocument = new { uri = Uri } });
        server.Edit(Uri, 2, 1, 2, 1, 2 + nested.Length, "return 1;");
        Assert.Empty(server.Diagnostics(Uri, 2));
        Assert.Equal(0, server.ShutDown());
    }

    [Fact]
    public void A_document_that_closes_takes_its_diagnostics_along()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, "exported func main() { missing(); }\n");
        Assert.NotEmpty(server.Diagnostics(Uri, 1));
        server.Tell("textDocument/didClose", new { textDocument = new { uri = Uri } });
        Assert.Empty(server.Diagnostics(Uri, null));
        server.Open(Uri, "exported func main() { missing(); }\n", version: 9);
        Assert.NotEmpty(server.Diagnostics(Uri, 9));
    }

    [Fact]
    public void Two_documents_outside_of_projects_do_not_see_each_other()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open("file:///tmp/a/main.vale", Good);
        server.Open("file:///tmp/b/main.vale", Good);
        server.Open("untitled:Untitled-1", Good);
        Assert.Empty(server.Diagnostics("file:///tmp/a/main.vale", 1));
        Assert.Empty(server.Diagnostics("file:///tmp/b/main.vale", 1));
        Assert.Empty(server.Diagnostics("untitled:Untitled-1", 1));
    }

    [Fact]
    public void A_client_that_knows_no_versions_gets_none()
    {
        using var server = InProcessServer.Start();
        server.Initialize(new { textDocument = new { publishDiagnostics = new { versionSupport = false } } });
        server.Open(Uri, Good, version: 7);
        Assert.Empty(server.Diagnostics(Uri, null));
    }

    [Fact]
    public void Changes_to_documents_that_are_not_open_are_ignored()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Edit(Uri, 2, 0, 0, 0, 0, "x");
        server.Tell("textDocument/didClose", new { textDocument = new { uri = Uri } });
        server.Tell("textDocument/didSave", new { textDocument = new { uri = Uri } });
        server.Open(Uri, Good);
        Assert.Empty(server.Diagnostics(Uri, 1));
        Assert.Equal(0, server.ShutDown());
    }

    internal static (int Line, int Character, int EndLine, int EndCharacter) Range(JsonNode range) =>
        ((int)range["start"]!["line"]!, (int)range["start"]!["character"]!, (int)range["end"]!["line"]!, (int)range["end"]!["character"]!);

    internal static IEnumerable<JsonNode> Published(LspClient server, string uri) => server.Received
        .Where(m => (string?)m["method"] == "textDocument/publishDiagnostics" && (string?)m["params"]!["uri"] == uri)
        .Select(m => m["params"]!);
}
