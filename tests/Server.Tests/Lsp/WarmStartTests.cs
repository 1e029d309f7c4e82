// A second start: what was found in the same state is told without being found again, and nothing else ever is.

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Server.Tests.Cli;
using Vale.Queries.Runtime.Persist;
using Vale.Queries.Runtime.Values;
using Vale.Server.Convert;
using Vale.Server.Loop;
using Xunit;

namespace Server.Tests.Lsp;

public sealed class WarmStartTests : IDisposable
{
    private readonly Folder _folder = new(
        ("vale.json", """{"modules": {"harbour": "src"}}"""),
        ("src/main.vale", "import harbour.ships.*;\n\nexported func main() int {\n  return weight(3) + missing;\n}\n"),
        ("src/ships/ships.vale", "func weight(n int) int { return n * 2; }\n"));
    private readonly MemoryStore _store = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_an_earlier_start_found_is_told_again_without_checking_a_body()
    {
        var first = ProblemsOfFirstStart();
        using var server = Start(catchesUp: false);
        var again = server.Diagnostics(Uri("src/main.vale"), null);
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Empty(BodiesChecked(server));
    }

    [Fact]
    public void What_was_not_checked_to_tell_it_is_checked_behind_so_that_no_edit_has_to()
    {
        _folder.Add("src/main.vale", "import harbour.ships.*;\nimport stdlib.math.*;\n\nexported func main() int {\n  return weight(3) + missing;\n}\n");
        ProblemsOfFirstStart();
        using var server = Start();
        server.Open(Uri("src/main.vale"), Read("src/main.vale"));
        // Of an import it is known that nothing needs it once all of the program has been checked.
        var problems = server.WaitFor("textDocument/publishDiagnostics", p => (string?)p["uri"] == Uri("src/main.vale") && p["diagnostics"]!.AsArray().Count == 2);
        Assert.Equal(["unknown-name", "unused-import"], problems["diagnostics"]!.AsArray().Select(static problem => (string?)problem!["code"]));
        Assert.Contains(BodiesChecked(server), static body => body!.Contains("weight", StringComparison.Ordinal));
        server.Edit(Uri("src/main.vale"), 2, 4, 9, 4, 18, "weight(4)");
        server.Diagnostics(Uri("src/main.vale"), 2);
        Assert.DoesNotContain(BodiesChecked(server), static body => body!.Contains("weight", StringComparison.Ordinal));
    }

    [Fact]
    public void A_client_that_asks_about_the_workspace_is_answered_with_what_was_found_without_checking_a_body()
    {
        ProblemsOfFirstStart();
        string? found;
        using (var cold = InProcessServer.Start().Initialize(rootUri: DocumentUri.FromPath(_folder.Path), options: new { diagnostics = "pull" }))
            found = OfWorkspace(cold);
        using var server = Start(catchesUp: false, new { diagnostics = "pull" });
        Assert.Equal(found, OfWorkspace(server));
        Assert.Contains("unknown-name", found, StringComparison.Ordinal);
        Assert.Empty(BodiesChecked(server));
        server.Open(Uri("src/ships/ships.vale"), "func weigh(n int) int { return n * 2; }\n");
        Assert.Contains("weight", OfWorkspace(server), StringComparison.Ordinal);

        static string? OfWorkspace(LspClient server) => server.Ask("workspace/diagnostic", new { previousResultIds = Array.Empty<object>() })!["items"]!.ToJsonString();
    }

    [Fact]
    public void An_open_document_is_told_of_with_its_version_and_checked_beside()
    {
        ProblemsOfFirstStart();
        using var server = Start();
        server.Open(Uri("src/main.vale"), Read("src/main.vale"), version: 7);
        Assert.Equal("unknown-name", (string?)Assert.Single(server.Diagnostics(Uri("src/main.vale"), 7))!["code"]);
    }

    [Fact]
    public void A_change_of_any_file_between_the_starts_is_found()
    {
        ProblemsOfFirstStart();
        _folder.Add("src/ships/ships.vale", "func weigh(n int) int { return n * 2; }\n");
        using var server = Start();
        var problems = server.WaitFor("textDocument/publishDiagnostics", p => (string?)p["uri"] == Uri("src/main.vale") && p["diagnostics"]!.AsArray().Count == 2);
        Assert.NotNull(problems);
    }

    [Fact]
    public void After_an_edit_everything_is_checked_as_if_nothing_had_been_kept()
    {
        ProblemsOfFirstStart();
        using var server = Start();
        server.Open(Uri("src/ships/ships.vale"), Read("src/ships/ships.vale"));
        server.Diagnostics(Uri("src/main.vale"), null);
        server.Edit(Uri("src/ships/ships.vale"), 2, 0, 5, 0, 11, "heft");
        server.WaitFor("textDocument/publishDiagnostics", p => (string?)p["uri"] == Uri("src/main.vale") && p["diagnostics"]!.AsArray().Count == 2);
    }

    [Fact]
    public void What_is_saved_is_kept_for_the_next_start()
    {
        ProblemsOfFirstStart();
        var kept = _store.Count;
        using (var server = Start())
        {
            server.Open(Uri("src/main.vale"), Read("src/main.vale"));
            server.Diagnostics(Uri("src/main.vale"), 1);
            server.Edit(Uri("src/main.vale"), 2, 3, 21, 3, 28, "21");
            Assert.Empty(server.Diagnostics(Uri("src/main.vale"), 2));
            _folder.Add("src/main.vale", Read("src/main.vale").Replace("missing", "21", StringComparison.Ordinal));
            server.Tell("textDocument/didSave", new { textDocument = new { uri = Uri("src/main.vale") } });
            Wait(() => _store.Count > kept);
        }
        using var next = Start(catchesUp: false);
        next.Open(Uri("src/ships/ships.vale"), Read("src/ships/ships.vale"));
        Assert.Empty(next.Diagnostics(Uri("src/ships/ships.vale"), 1));
        Assert.DoesNotContain("func main", BodiesChecked(next));
    }

    [Fact]
    public void Bytes_that_are_not_problems_are_as_good_as_none()
    {
        ProblemsOfFirstStart();
        _store.Damage();
        using var server = Start();
        Assert.Equal("unknown-name", (string?)Assert.Single(server.Diagnostics(Uri("src/main.vale"), null))!["code"]);
    }

    private JsonArray ProblemsOfFirstStart()
    {
        using var server = Start();
        var problems = server.Diagnostics(Uri("src/main.vale"), null);
        Assert.Single(problems);
        Wait(() => _store.Count > 0);
        return problems;
    }

    private static List<string?> BodiesChecked(LspClient server) =>
        [.. server.Ask("vale/lastEdit")!["queries"]!.AsArray().Where(query => (string?)query!["name"] == "Body").Select(query => (string?)query!["key"])];

    private LspClient Start(bool catchesUp = true, object? options = null)
    {
        var server = InProcessServer.Start(new ServerOptions { Store = _store, CatchesUp = catchesUp });
        return server.Initialize(rootUri: DocumentUri.FromPath(_folder.Path), options: options);
    }

    private string Uri(string file) => DocumentUri.FromPath(_folder.At(file));

    private string Read(string file) => File.ReadAllText(_folder.At(file));

    private static void Wait(Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, TimeSpan.FromSeconds(60)));

    private sealed class MemoryStore : IResultStore
    {
        private readonly ConcurrentDictionary<Fingerprint, byte[]> _entries = [];

        public int Count => _entries.Count;

        public byte[]? Get(Fingerprint key) => _entries.GetValueOrDefault(key);

        public void Put(Fingerprint key, ReadOnlySpan<byte> bytes) => _entries[key] = bytes.ToArray();

        public void Damage()
        {
            foreach (var (key, bytes) in _entries) _entries[key] = bytes[..(bytes.Length / 2)];
        }
    }
}
