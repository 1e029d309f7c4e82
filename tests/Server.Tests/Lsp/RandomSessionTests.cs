// A long random session: edits at any place, positions that do not exist, requests that are cancelled or sent twice, unknown
// methods, closed documents, damage on the wire. Every id is answered, nothing fails inside, and at the end the answers
// are those of a cold server that was given the final texts.

using System.Globalization;
using System.Text.Json.Nodes;
using Vale.Server.Convert;
using Vale.Server.Protocol;
using Xunit;

namespace Server.Tests.Lsp;

public sealed class RandomSessionTests : IDisposable
{
    /// <summary>2,000, or what the environment says for a longer run.</summary>
    private static readonly int s_events = int.Parse(Environment.GetEnvironmentVariable("VALE_LS_RANDOM_EVENTS") ?? "2000", CultureInfo.InvariantCulture);

    private static readonly string[] s_pieces =
    [
        "", "", " ", "\n", "\r\n", "\r", "x", "1", "func ", "func f() int { return 1; }\n", "struct S { a int; }\n", "exported ", "import app.util.*;\n",
        "{", "}", "(", ")", "\"", "\"text\"", "//", " = ", "return twice(3);\n", "while true {", "if x == 1 { } else { }", "\ud83d", "\U0001F600", "\u20ac", "main", "twice",
        "set ", "&", "&&", "^", "#", "<T>", "[", "]", "'", "`", "\0", "12345678901234567890", "0.5", ";", ",", ".", "..", "=> ", "impl ", "interface I { }\n",
    ];

    // Cancelled, overtaken, twice the same id, no such method, wrong params, and what cannot be renamed.
    private static readonly int[] s_expectedErrors = [-32800, -32801, -32600, -32601, -32602, -32803];

    // Everything that is asked about a place in a document.
    private static readonly string[] s_places =
    [
        "hover", "definition", "declaration", "typeDefinition", "implementation", "documentHighlight", "references", "completion", "signatureHelp",
        "prepareRename", "rename", "prepareCallHierarchy", "prepareTypeHierarchy", "selectionRange", "onTypeFormatting", "linkedEditingRange",
    ];

    // Everything that is asked about a document, or a range of it.
    private static readonly string[] s_documents =
    [
        "documentSymbol", "foldingRange", "semanticTokens/full", "semanticTokens/range", "semanticTokens/full/delta", "inlayHint", "codeLens", "codeAction",
        "documentLink", "formatting", "rangeFormatting", "diagnostic",
    ];

    // Everything that is asked about the workspace.
    private static readonly string[] s_others = ["workspace/symbol", "workspace/diagnostic", "vale/lastEdit", "vale/status", "vale/show"];

    private readonly string _folder = Directory.CreateTempSubdirectory("vale-ls-random-").FullName;
    private readonly Dictionary<string, (int Version, LineTable Lines)> _open = [];
    private readonly List<string> _uris = [];
    private readonly Dictionary<string, int> _expectedAnswers = [];
    private readonly Dictionary<string, int> _lastVersions = [];
    private readonly List<int> _asked = [];
    private readonly List<JsonNode> _duplicated = [];
    private int _results;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(4711)]
    [InlineData(20261121)]
    public void Every_id_is_answered_and_the_end_is_that_of_a_cold_server(int seed)
    {
        var random = new Random(seed);
        Write("vale.json", """{"modules": {"app": "src"}}""");
        Add("src/main.vale", "import app.util.*;\n\nstruct Ship { fuel int; }\n\nexported func main() int {\n  ship = Ship(21);\n  x = ship.fuel;\n  return twice(x);\n}\n");
        Add("src/util/util.vale", "func twice(x int) int {\n  return x + x;\n}\n");
        Add("src/util/more.vale", "func thrice(x int) int { return twice(x) + x; }\r\n");
        _uris.Add("untitled:Untitled-1");
        _uris.Add(DocumentUri.FromPath(Path.Combine(_folder, "alone.vale")));

        using var server = InProcessServer.Start();
        server.Initialize(rootUri: DocumentUri.FromPath(_folder));
        for (var i = 0; i < s_events; i++) Step(server, random);

        foreach (var uri in _uris)
            if (!_open.ContainsKey(uri)) Open(server, uri, random);
        // One more version each, so that the last diagnostics can be told from those before.
        foreach (var uri in _uris) Change(server, uri, [new TextDocumentContentChangeEvent("\n", new(new Position(0, 0), new Position(0, 0)))]);
        foreach (var id in _asked) Check(server.AnswerTo(id));
        Assert.True(_results > s_events / 20, $"only {_results} requests had a result: the session shows too little");
        using var cold = InProcessServer.Start();
        cold.Initialize(rootUri: DocumentUri.FromPath(_folder));
        foreach (var uri in _uris) cold.Open(uri, _open[uri].Lines.Text, version: 1);
        foreach (var uri in _uris) Compare(server, cold, uri, random);

        Assert.Equal(0, server.ShutDown());
        server.WaitForEnd();
        var counts = server.AnswerCounts;
        foreach (var (id, count) in _expectedAnswers) Assert.Equal(count, counts.GetValueOrDefault(id));
        Assert.DoesNotContain(server.Received, m => (string?)m["method"] == "window/showMessage");
        Assert.DoesNotContain("vale-ls: error", server.Log, StringComparison.Ordinal);
    }

    private void Step(InProcessServer server, Random random)
    {
        var uri = _uris[random.Next(_uris.Count)];
        switch (random.Next(20))
        {
            case 0:
                if (_open.ContainsKey(uri) && random.Next(3) == 0) Close(server, uri);
                else if (!_open.ContainsKey(uri)) Open(server, uri, random);
                break;
            case < 9:
                if (_open.ContainsKey(uri)) Change(server, uri, Edits(random));
                else server.Edit(uri, 7, 0, 0, 0, 0, "never seen");
                break;
            case < 15:
                Ask(server, Method(random), Parameters(uri, random));
                // However slow the machine is, some are answered before the next change overtakes them.
                if (random.Next(3) == 0) server.AnswerTo(_asked[^1]);
                break;
            case 15:
                if (_asked.Count > 0) server.Tell("$/cancelRequest", new { id = _asked[^Math.Min(random.Next(1, 4), _asked.Count)] });
                break;
            case 16:
                Ask(server, random.Next(2) == 0 ? "textDocument/unknown" : "$/unknown", new { uri });
                server.Tell(random.Next(2) == 0 ? "textDocument/unknown" : "$/unknown", new { uri });
                break;
            case 17:
                Damage(server, random);
                break;
            case 18:
                Twice(server, uri);
                break;
            default:
                server.Tell("workspace/didChangeWatchedFiles", new { changes = new[] { new { uri, type = random.Next(1, 4) } } });
                break;
        }
    }

    private void Open(InProcessServer server, string uri, Random random)
    {
        var text = DocumentUri.ToPath(uri) is { } path && File.Exists(path) && random.Next(4) != 0 ? File.ReadAllText(path) : "func main() { }\n";
        // Versions go on where they ended, so that what was told of an earlier text is not taken for what is told of this one.
        var version = _lastVersions.GetValueOrDefault(uri) + 1;
        _open[uri] = (version, new LineTable(text, PositionEncoding.Utf16));
        server.Open(uri, text, version);
    }

    private void Close(InProcessServer server, string uri)
    {
        _lastVersions[uri] = _open[uri].Version;
        _open.Remove(uri);
        server.Tell("textDocument/didClose", new { textDocument = new { uri } });
    }

    private void Change(InProcessServer server, string uri, TextDocumentContentChangeEvent[] edits)
    {
        var (version, lines) = _open[uri];
        // Texts stay small, so that two thousand events stay quick.
        if (lines.Text.Length > 2000) edits = [new TextDocumentContentChangeEvent("func main() { }\n"), .. edits];
        _open[uri] = (version + 1, DocumentText.Apply(lines, edits));
        var changes = new JsonArray();
        foreach (var edit in edits)
        {
            var change = new JsonObject { ["text"] = edit.Text };
            if (edit.Range is { } range) change["range"] = new JsonObject { ["start"] = Json(range.Start), ["end"] = Json(range.End) };
            changes.Add(change);
        }
        server.Tell("textDocument/didChange", new { textDocument = new { uri, version = version + 1 }, contentChanges = changes });
    }

    private static TextDocumentContentChangeEvent[] Edits(Random random)
    {
        var edits = new TextDocumentContentChangeEvent[random.Next(1, 4)];
        for (var i = 0; i < edits.Length; i++)
        {
            var start = AnyPosition(random);
            var end = random.Next(3) == 0 ? AnyPosition(random) : start with { Character = start.Character + random.Next(4) };
            edits[i] = new TextDocumentContentChangeEvent(s_pieces[random.Next(s_pieces.Length)], new(start, end));
        }
        return edits;
    }

    private static Position AnyPosition(Random random) => random.Next(30) switch
    {
        0 => new Position(random.Next(1000), random.Next(1000)),
        1 => new Position(int.MaxValue, int.MaxValue),
        _ => new Position(random.Next(12), random.Next(30)),
    };

    private static JsonObject Json(Position position) => new() { ["line"] = position.Line, ["character"] = position.Character };

    private static string Method(Random random) => random.Next(10) switch
    {
        < 5 => "textDocument/" + s_places[random.Next(s_places.Length)],
        < 9 => "textDocument/" + s_documents[random.Next(s_documents.Length)],
        _ => s_others[random.Next(s_others.Length)],
    };

    // Enough for every method; each reads what it knows.
    private static JsonObject Parameters(string uri, Random random) => Parameters(uri, AnyPosition(random), AnyPosition(random), random);

    private static JsonObject Parameters(string uri, Position start, Position end, Random random) => new()
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri },
        ["position"] = Json(start),
        ["positions"] = new JsonArray(Json(start)),
        ["range"] = new JsonObject { ["start"] = Json(start), ["end"] = Json(end) },
        ["context"] = new JsonObject { ["includeDeclaration"] = true, ["diagnostics"] = new JsonArray(), ["triggerKind"] = 1 },
        ["options"] = new JsonObject { ["tabSize"] = 2, ["insertSpaces"] = true },
        ["ch"] = "}",
        ["newName"] = s_pieces[random.Next(s_pieces.Length)],
        ["previousResultId"] = random.Next(5).ToString(CultureInfo.InvariantCulture),
        ["previousResultIds"] = new JsonArray(),
        ["query"] = "tw",
        ["kind"] = "body",
    };

    private void Ask(InProcessServer server, string method, object parameters)
    {
        var id = server.Send(method, parameters);
        _asked.Add(id);
        _expectedAnswers.Add(id.ToString(), 1);
    }

    /// <summary>One id for two requests. Whether the first is answered before the second comes or not, there are two answers.</summary>
    private void Twice(InProcessServer server, string uri)
    {
        JsonNode id = "twice " + _duplicated.Count;
        _duplicated.Add(id);
        for (var i = 0; i < 2; i++) server.Send("textDocument/hover", new { textDocument = new { uri }, position = new { line = 0, character = 0 } }, id.DeepClone());
        _expectedAnswers.Add(id.ToJsonString(), 2);
    }

    private static void Damage(InProcessServer server, Random random)
    {
        switch (random.Next(5))
        {
            case 0: server.WriteBytes("Content-Length: many\r\n\r\n"u8); break;
            case 1: server.WriteBytes("Content-Length: 7\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"x\"}"u8); break;
            case 2: server.WriteBytes("what is this\r\n\r\n"u8); break;
            case 3: server.WriteBody("{\"jsonrpc\":\"2.0\",\"method\":"); break;
            default: server.WriteBody("[1, 2, 3]"); break;
        }
    }

    private void Check(JsonNode answer)
    {
        if (answer["error"] is null) _results++;
        if (answer["error"] is { } error)
            Assert.True(s_expectedErrors.Contains((int)error["code"]!), "an error nobody asked for: " + answer.ToJsonString());
    }

    private void Compare(LspClient warm, LspClient cold, string uri, Random random)
    {
        var (version, lines) = _open[uri];
        // What only the whole program shows comes when all of it is checked.
        for (var i = 0; i < 600 && !JsonNode.DeepEquals(Problems(warm, uri), Problems(cold, uri)); i++) Thread.Sleep(50);
        Same("diagnostics", Problems(warm, uri), Problems(cold, uri));
        AwaitDiagnostics(warm, uri, version);
        AwaitDiagnostics(cold, uri, 1);
        var end = lines.Position(lines.Text.Length);
        foreach (var method in (string[])["documentSymbol", "foldingRange", "semanticTokens/full", "inlayHint", "codeLens", "documentLink", "formatting"])
        {
            var asked = Parameters(uri, new Position(0, 0), end, random);
            var (left, right) = (Answer(warm, method, asked), Answer(cold, method, asked));
            // Each server counts its results.
            if (left is JsonObject one && right is JsonObject other && one.Remove("resultId")) other.Remove("resultId");
            Same(method, left, right);
        }
        for (var i = 0; i < 20; i++)
        {
            var at = lines.Position(random.Next(lines.Text.Length + 1));
            foreach (var method in (string[])["hover", "definition", "references", "typeDefinition", "completion", "signatureHelp", "documentHighlight"])
            {
                var asked = Parameters(uri, at, at, random);
                Same($"{method} at {at}", Answer(warm, method, asked), Answer(cold, method, asked));
            }
        }

        void Same(string what, JsonNode? left, JsonNode? right) =>
            Assert.True(JsonNode.DeepEquals(left, right), $"{what} of {uri}\nwarm: {left?.ToJsonString()}\ncold: {right?.ToJsonString()}\n{lines.Text}");
    }

    private static JsonNode? Answer(LspClient client, string method, JsonObject parameters)
    {
        var answer = client.AnswerTo(client.Send("textDocument/" + method, parameters));
        return (answer["error"] ?? answer["result"])?.DeepClone();
    }

    private static JsonNode Problems(LspClient client, string uri) => client.Ask("textDocument/diagnostic", new { textDocument = new { uri } })!["items"]!;

    /// <summary>What was told last comes to be what is so: a later pass may correct an earlier one, and finds what the program has wrong with it.</summary>
    private static void AwaitDiagnostics(LspClient client, string uri, int version)
    {
        for (var i = 0; ; i++)
        {
            client.Diagnostics(uri, version);
            var told = client.Received.Last(m => (string?)m["method"] == "textDocument/publishDiagnostics" && (string?)m["params"]!["uri"] == uri)["params"]!["diagnostics"];
            var problems = Problems(client, uri);
            if (JsonNode.DeepEquals(told, problems)) return;
            Assert.True(i < 600, $"diagnostics of {uri}\ntold: {told!.ToJsonString()}\nare: {problems.ToJsonString()}");
            Thread.Sleep(50);
        }
    }

    private void Add(string path, string text)
    {
        Write(path, text);
        _uris.Add(DocumentUri.FromPath(Path.Combine(_folder, path)));
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
