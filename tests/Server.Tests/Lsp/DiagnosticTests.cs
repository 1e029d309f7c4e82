// How diagnostics reach a client: told or asked for, what comes first, and how a long pass shows itself.

using System.Text.Json.Nodes;
using Vale.Server.Loop;
using Xunit;

namespace Server.Tests.Lsp;

public class DiagnosticTests
{
    private const string Main = "file:///tmp/main.vale";
    private const string Hulls = "file:///tmp/hulls.vale";

    private static readonly object s_pulling = new
    {
        workspace = new { diagnostics = new { refreshSupport = true } },
        textDocument = new { diagnostic = new { relatedDocumentSupport = true }, publishDiagnostics = new { versionSupport = true } },
    };

    private static LspClient Pulling() => InProcessServer.Start().Initialize(s_pulling, options: new { diagnostics = "pull" });

    private static JsonNode Pull(LspClient server, string uri, string? previousResultId = null) =>
        server.Ask("textDocument/diagnostic", new { textDocument = new { uri }, previousResultId })!;

    [Fact]
    public void A_client_that_takes_both_is_told_and_one_that_only_asks_may_ask()
    {
        using var told = InProcessServer.Start().Initialize(s_pulling);
        Assert.Null(told.InitializeResult!["capabilities"]!["diagnosticProvider"]);
        using var asking = InProcessServer.Start().Initialize(new { textDocument = new { diagnostic = new { } } });
        Assert.True((bool?)asking.InitializeResult!["capabilities"]!["diagnosticProvider"]!["workspaceDiagnostics"]);
    }

    [Fact]
    public void Asked_for_diagnostics_are_those_of_the_text_as_it_is_and_unchanged_when_they_are()
    {
        using var server = Pulling();
        server.Open(Main, "exported func main() int { return feul; }\n");
        var first = Pull(server, Main);
        Assert.Equal("full", (string?)first["kind"]);
        Assert.Equal("unknown-name", (string?)Assert.Single(first["items"]!.AsArray())!["code"]);
        var again = Pull(server, Main, (string?)first["resultId"]);
        Assert.Equal(("unchanged", (string?)first["resultId"]), ((string?)again["kind"], (string?)again["resultId"]));
        Assert.Null(again["items"]);
        server.Edit(Main, 2, 0, 34, 0, 38, "3");
        Assert.Empty(Pull(server, Main, (string?)first["resultId"])["items"]!.AsArray());
        Assert.Empty(DocumentTests.Published(server, Main));
    }

    [Fact]
    public void The_workspace_tells_of_every_file_with_problems_and_of_those_that_had_some()
    {
        using var server = Pulling();
        server.Open(Main, "exported func main() int { return feul; }\n");
        server.Open(Hulls, "func ship() int { return \"\"; }\n");
        var items = server.Ask("workspace/diagnostic", new { previousResultIds = Array.Empty<object>() })!["items"]!.AsArray();
        Assert.Equal([Hulls, Main], items.Select(item => (string?)item!["uri"]).Order());
        Assert.All(items, item => Assert.Equal(1, (int?)item!["version"]));
        var known = items.Select(item => new { uri = (string?)item!["uri"], value = (string?)item["resultId"] }).ToArray();
        server.Edit(Main, 2, 0, 34, 0, 38, "3");
        var later = server.Ask("workspace/diagnostic", new { previousResultIds = known })!["items"]!.AsArray();
        Assert.Equal("unchanged", (string?)later.Single(item => (string?)item!["uri"] == Hulls)!["kind"]);
        Assert.Empty(later.Single(item => (string?)item!["uri"] == Main)!["items"]!.AsArray());
    }

    [Fact]
    public void A_client_that_asks_is_told_when_an_edit_has_changed_the_problems_of_another_file()
    {
        var folder = Directory.CreateTempSubdirectory("vale-ls-test-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "vale.json"), """{"modules": {"app": "."}}""");
            var (main, hulls) = (new Uri(Path.Combine(folder, "main.vale")).AbsoluteUri, new Uri(Path.Combine(folder, "hulls.vale")).AbsoluteUri);
            File.WriteAllText(Path.Combine(folder, "main.vale"), "exported func main() int { return ship(); }\n");
            File.WriteAllText(Path.Combine(folder, "hulls.vale"), "func ship() int { return 3; }\n");
            using var server = InProcessServer.Start().Initialize(s_pulling, new Uri(folder).AbsoluteUri, new { diagnostics = "pull" });
            server.Open(main, File.ReadAllText(Path.Combine(folder, "main.vale")));
            server.Open(hulls, File.ReadAllText(Path.Combine(folder, "hulls.vale")));
            Assert.Empty(Pull(server, main)["items"]!.AsArray());
            server.Edit(hulls, 2, 0, 5, 0, 9, "boat");
            server.WaitFor("workspace/diagnostic/refresh");
            Assert.Single(Pull(server, main)["items"]!.AsArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_client_that_asks_is_given_what_only_the_whole_program_has_wrong_with_it()
    {
        const string text = "func nest<T>(x T) int where func drop(T)void { return nest(x); }\nexported func main() int { return nest(3); }\n";
        using var server = Pulling();
        server.Open(Main, text);
        Assert.Empty(Workspace(server));
        // There was nothing wrong with it: what the edit brings about is found by the pass, and asked for again.
        server.Edit(Main, 2, 0, text.IndexOf("x); }", StringComparison.Ordinal), 0, text.IndexOf("x); }", StringComparison.Ordinal) + 1, "(3, x)");
        server.WaitFor("workspace/diagnostic/refresh");
        Assert.Equal("endless-instances", (string?)Assert.Single(Pull(server, Main)["items"]!.AsArray())!["code"]);
        Assert.Equal("endless-instances", (string?)Assert.Single(Workspace(server)[Main])!["code"]);
        // While anything is in error, nothing is said of the whole.
        server.Open(Hulls, "func ship() int { return feul; }\n");
        Assert.Empty(Pull(server, Main)["items"]!.AsArray());
        Assert.Equal([Hulls], Workspace(server).Keys);
        server.Edit(Hulls, 2, 0, 25, 0, 29, "3");
        Assert.Equal([Main], Workspace(server).Keys);

        static Dictionary<string, JsonArray> Workspace(LspClient server) =>
            server.Ask("workspace/diagnostic", new { previousResultIds = Array.Empty<object>() })!["items"]!.AsArray()
                .ToDictionary(static item => (string)item!["uri"]!, static item => item!["items"]!.AsArray());
    }

    [Fact]
    public void Imports_that_nothing_needs_are_told_of_when_all_is_checked_and_then_at_once()
    {
        const string text = "import stdlib.math.*;\nexported func main() int { return 3; }\n";
        using var server = Pulling();
        server.Open(Main, text);
        // Who asked before all was checked is told to ask again; who asks later gets all of it at once.
        var items = Pull(server, Main)["items"]!.AsArray();
        if (items.Count == 0)
        {
            server.WaitFor("workspace/diagnostic/refresh");
            items = Pull(server, Main)["items"]!.AsArray();
        }
        var hint = Assert.Single(items)!;
        Assert.Equal(("unused-import", 4), ((string?)hint["code"], (int?)hint["severity"]));
        server.Edit(Main, 2, 1, 34, 1, 35, "7");
        Assert.Single(Pull(server, Main)["items"]!.AsArray());
        server.Edit(Main, 3, 1, 34, 1, 35, "abs(-7)");
        Assert.Empty(Pull(server, Main)["items"]!.AsArray());
    }

    [Fact]
    public void What_the_program_has_wrong_with_it_leaves_a_file_its_hints()
    {
        const string text = "func nest<T>(x T) int where func drop(T)void {\n  depth = 3;\n  return nest(x);\n}\nexported func main() int { return nest(3); }\n";
        using var server = InProcessServer.Start().Initialize();
        server.Open(Main, text);
        Assert.Equal(["unused-local"], server.Diagnostics(Main, 1).Select(static problem => (string?)problem!["code"]));
        server.Edit(Main, 2, 2, 14, 2, 15, "(3, x)");
        for (var i = 0; ; i++)
        {
            server.Diagnostics(Main, 2);
            var told = server.Received.Last(static m => (string?)m["method"] == "textDocument/publishDiagnostics")["params"]!["diagnostics"]!.AsArray();
            if (told.Select(static problem => (string?)problem!["code"]).SequenceEqual(["unused-local", "endless-instances"])) return;
            Assert.True(i < 600, $"told: {told.ToJsonString()}");
            Thread.Sleep(50);
        }
    }

    [Fact]
    public void A_code_leads_to_its_page_where_the_client_shows_that()
    {
        using var server = InProcessServer.Start().Initialize(new { textDocument = new { publishDiagnostics = new { versionSupport = true, codeDescriptionSupport = true } } });
        server.Open(Main, "exported func main() int { return feul; }\n");
        var page = (string?)Assert.Single(server.Diagnostics(Main, 1))!["codeDescription"]!["href"];
        Assert.Contains("# unknown-name", File.ReadAllText(new Uri(page!).LocalPath), StringComparison.Ordinal);
        using var plain = InProcessServer.Start().Initialize(new { textDocument = new { publishDiagnostics = new { versionSupport = true } } });
        plain.Open(Main, "exported func main() int { return feul; }\n");
        Assert.Null(Assert.Single(plain.Diagnostics(Main, 1))!["codeDescription"]);
    }

    [Fact]
    public void What_nobody_uses_is_greyed_while_the_document_is_open()
    {
        using var server = InProcessServer.Start().Initialize();
        server.Open(Main, "exported func main() {\n  depth = 3;\n  _guard = 4;\n  speed = 5;\n  println(speed);\n}\n");
        var hint = Assert.Single(server.Diagnostics(Main, 1))!;
        Assert.Equal(("unused-local", 4, 1), ((string?)hint["code"], (int?)hint["severity"], (int?)hint["tags"]![0]));
        Assert.Equal((1, 2, 1, 7), DocumentTests.Range(hint["range"]!));
        server.Edit(Main, 2, 4, 10, 4, 15, "depth");
        Assert.Equal("nobody uses `speed`", ((string?)Assert.Single(server.Diagnostics(Main, 2))!["message"])!.Split('\n')[0]);
    }

    [Fact]
    public void What_is_wrong_with_the_text_is_told_before_what_is_wrong_with_its_meaning()
    {
        using var server = InProcessServer.Start().Initialize();
        server.Open(Main, "func burn( { }\nexported func main() int { return feul; }\n");
        server.WaitFor("textDocument/publishDiagnostics", p => p["diagnostics"]!.AsArray().Any(d => (string?)d!["code"] == "unknown-name"));
        var first = DocumentTests.Published(server, Main).First()["diagnostics"]!.AsArray();
        Assert.NotEmpty(first);
        Assert.DoesNotContain(first, d => (string?)d!["code"] == "unknown-name");
    }

    [Fact]
    public void What_only_the_whole_program_has_wrong_is_told_where_it_begins()
    {
        using var server = InProcessServer.Start().Initialize();
        server.Open(Hulls, "interface Vessel { }\nstruct Raft { }\nimpl Vessel for Raft;\n");
        server.Open(Main, "import hulls.*;\nabstract func crew(virtual vessel &Vessel) int;\nexported func main() int {\n  raft = Raft();\n  return crew(&raft);\n}\n");
        server.WaitFor("textDocument/publishDiagnostics", p =>
            (string?)p["uri"] == Main && p["diagnostics"]!.AsArray().Any(d => (string?)d!["code"] == "missing-override"));
        server.Edit(Main, 2, 2, 0, 2, 0, "func crew(raft &Raft) int { return 3; }\n");
        server.WaitFor("textDocument/publishDiagnostics", p => (string?)p["uri"] == Main && (int?)p["version"] == 2 && p["diagnostics"]!.AsArray().Count == 0);
    }

    [Fact]
    public void A_pass_that_takes_long_asks_to_show_how_far_it_is()
    {
        using var server = InProcessServer.Start(new ServerOptions { ProgressPatience = TimeSpan.Zero })
            .Initialize(new { window = new { workDoneProgress = true }, textDocument = new { publishDiagnostics = new { versionSupport = true } } });
        server.Open(Main, "exported func main() int { return 3; }\n");
        var create = server.WaitFor("window/workDoneProgress/create");
        server.Open(Hulls, "func ship() int { return 3; }\n");
        server.Diagnostics(Hulls, 1);
        Assert.NotNull(create["token"]);
    }
}
