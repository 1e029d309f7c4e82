// The other side of the wire, for tests: sends messages, raw bytes if need be, and keeps everything the server says. Its
// reading and writing of frames is its own, so that a fault in the server's is not met by the same fault here.

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Server.Tests.Lsp;

/// <summary>An error the server answered with.</summary>
public sealed class LspErrorException(int code, string message) : Exception($"{code}: {message}")
{
    public int Code { get; } = code;
}

/// <summary>A client over two streams. Waiting for anything ends after a minute with a failure that tells what did come.</summary>
public class LspClient : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Stream _toServer;
    private readonly Stream _fromServer;
    private readonly object _lock = new();
    private readonly List<JsonNode> _received = [];
    private readonly Dictionary<string, List<JsonNode>> _answers = [];
    private readonly Thread _reader;
    private bool _ended;
    private string? _readingProblem;
    private int _lastId;

    public LspClient(Stream toServer, Stream fromServer)
    {
        _toServer = toServer;
        _fromServer = fromServer;
        _reader = new Thread(ReadAll) { IsBackground = true, Name = "test client" };
        _reader.Start();
    }

    /// <summary>The result of <c>initialize</c>, once <see cref="Initialize"/> was called.</summary>
    public JsonNode? InitializeResult { get; private set; }

    /// <summary>Says initialize and initialized.</summary>
    public LspClient Initialize(object? capabilities = null, string? rootUri = null, object? options = null)
    {
        InitializeResult = Ask("initialize", new
        {
            processId = Environment.ProcessId,
            rootUri,
            capabilities = capabilities ?? FullCapabilities,
            initializationOptions = options,
            workspaceFolders = rootUri is null ? null : new[] { new { uri = rootUri, name = "root" } },
        });
        Tell("initialized", new { });
        return this;
    }

    /// <summary>What an up-to-date editor can do.</summary>
    public static object FullCapabilities => new
    {
        general = new { positionEncodings = new[] { "utf-16" } },
        workspace = new { didChangeWatchedFiles = new { dynamicRegistration = true }, workspaceEdit = new { documentChanges = true } },
        textDocument = new
        {
            publishDiagnostics = new { relatedInformation = true, versionSupport = true, tagSupport = new { valueSet = new[] { 1, 2 } } },
            hover = new { contentFormat = new[] { "markdown" } },
            definition = new { linkSupport = true },
            documentSymbol = new { hierarchicalDocumentSymbolSupport = true },
            codeAction = new
            {
                codeActionLiteralSupport = new { codeActionKind = new { valueSet = new[] { "quickfix", "refactor", "source" } } },
                dataSupport = true,
                resolveSupport = new { properties = new[] { "edit" } },
            },
        },
    };

    /// <summary>Sends a request and waits for its result; an error is thrown.</summary>
    public JsonNode? Ask(string method, object? parameters = null) => Result(AnswerTo(Send(method, parameters)));

    /// <summary>Sends a request; gives its id.</summary>
    public int Send(string method, object? parameters = null, JsonNode? id = null)
    {
        var number = Interlocked.Increment(ref _lastId);
        Write(Message(method, parameters, id ?? JsonValue.Create(number)));
        return number;
    }

    /// <summary>Sends a notification.</summary>
    public void Tell(string method, object? parameters = null) => Write(Message(method, parameters, null));

    /// <summary>Waits for the answer to a request.</summary>
    public JsonNode AnswerTo(JsonNode id) => Wait(() => _answers.GetValueOrDefault(id.ToJsonString())?.FirstOrDefault(), $"an answer to request {id}");

    /// <summary>Waits for a notification.</summary>
    public JsonNode WaitFor(string method, Func<JsonNode, bool>? fits = null) => Wait(
        () => _received.Find(m => (string?)m["method"] == method && (fits is null || fits(m["params"]!))),
        method)["params"]!;

    /// <summary>Waits for a request of the server; each is answered with null at once.</summary>
    public JsonNode WaitForRequest(string method) => Wait(() => _received.Find(m => (string?)m["method"] == method && m["id"] is not null), method);

    /// <summary>Waits for the diagnostics of a document at a version.</summary>
    public JsonArray Diagnostics(string uri, int? version) => WaitFor(
        "textDocument/publishDiagnostics",
        p => (string?)p["uri"] == uri && (int?)p["version"] == version)["diagnostics"]!.AsArray();

    /// <summary>Waits for an error that answers no request.</summary>
    public JsonNode WaitForErrorWithoutId(int code) => Wait(
        () => _received.Find(m => m["error"] is not null && m["id"] is null && (int)m["error"]!["code"]! == code),
        $"an error {code} without id")["error"]!;

    /// <summary>Every message so far that is no answer to a request.</summary>
    public List<JsonNode> Received
    {
        get { lock (_lock) return [.. _received]; }
    }

    /// <summary>How often each id was answered.</summary>
    public Dictionary<string, int> AnswerCounts
    {
        get { lock (_lock) return _answers.ToDictionary(a => a.Key, a => a.Value.Count); }
    }

    /// <summary>Opens a document.</summary>
    public void Open(string uri, string text, int version = 1) =>
        Tell("textDocument/didOpen", new { textDocument = new { uri, languageId = "vale", version, text } });

    /// <summary>Replaces a range of a document.</summary>
    public void Edit(string uri, int version, int line, int character, int endLine, int endCharacter, string text) => Tell("textDocument/didChange", new
    {
        textDocument = new { uri, version },
        contentChanges = new[] { new { range = new { start = new { line, character }, end = new { line = endLine, character = endCharacter } }, text } },
    });

    /// <summary>Asks about a place in a document.</summary>
    public JsonNode? AskAt(string method, string uri, int line, int character) =>
        Ask(method, new { textDocument = new { uri }, position = new { line, character } });

    /// <summary>Sends a message as it is.</summary>
    public void Write(JsonNode message) => WriteBody(message.ToJsonString());

    /// <summary>Sends a text in a frame.</summary>
    public void WriteBody(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        WriteBytes([.. Encoding.ASCII.GetBytes($"Content-Length: {bytes.Length}\r\n\r\n"), .. bytes]);
    }

    /// <summary>Sends bytes, frame or not.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        lock (_toServer)
        {
            _toServer.Write(bytes);
            _toServer.Flush();
        }
    }

    /// <summary>Ends what the server can read.</summary>
    public void CloseInput() => _toServer.Dispose();

    /// <summary>Waits until the server has closed its side.</summary>
    public void WaitForEnd() => Assert.True(_reader.Join(s_patience), "the server does not close its output");

    /// <summary>The result of an answer; an error is thrown.</summary>
    public static JsonNode? Result(JsonNode answer)
    {
        if (answer["error"] is { } error) throw new LspErrorException((int)error["code"]!, (string)error["message"]!);
        Assert.True(answer.AsObject().ContainsKey("result"), "an answer has a result or an error: " + answer.ToJsonString());
        return answer["result"];
    }

    public virtual void Dispose()
    {
        try
        {
            _toServer.Dispose();
        }
        catch (IOException)
        {
            // The server has gone before.
        }
        GC.SuppressFinalize(this);
    }

    private static JsonObject Message(string method, object? parameters, JsonNode? id)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0" };
        if (id is not null) message["id"] = id;
        message["method"] = method;
        if (parameters is not null) message["params"] = JsonSerializer.SerializeToNode(parameters);
        return message;
    }

    private T Wait<T>(Func<T?> find, string what) where T : class
    {
        var deadline = DateTime.UtcNow + s_patience;
        lock (_lock)
        {
            while (true)
            {
                if (find() is { } found) return found;
                var left = deadline - DateTime.UtcNow;
                if (_ended || left <= TimeSpan.Zero)
                    throw new InvalidOperationException($"{what} did not come{(_ended ? " before the output ended" : "")}; {_readingProblem}came: {string.Join("\n", _received.TakeLast(20).Select(m => m.ToJsonString()))}");
                Monitor.Wait(_lock, left);
            }
        }
    }

    private void ReadAll()
    {
        try
        {
            while (ReadMessage() is { } message) Take(message);
        }
        catch (Exception e)
        {
            _readingProblem = e.Message + "; ";
        }
        lock (_lock)
        {
            _ended = true;
            Monitor.PulseAll(_lock);
        }
    }

    private void Take(JsonNode message)
    {
        var hasId = message["id"] is not null;
        if (message["method"] is not null && hasId) AnswerNull(message["id"]!);
        lock (_lock)
        {
            if (message["method"] is null && hasId)
            {
                var id = message["id"]!.ToJsonString();
                if (!_answers.TryGetValue(id, out var answers)) _answers.Add(id, answers = []);
                answers.Add(message);
            }
            else
            {
                _received.Add(message);
            }
            Monitor.PulseAll(_lock);
        }
    }

    private void AnswerNull(JsonNode id)
    {
        try
        {
            Write(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone(), ["result"] = null });
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The test has closed the server's input.
        }
    }

    private JsonNode? ReadMessage()
    {
        var length = -1;
        while (true)
        {
            var line = new StringBuilder();
            int unit;
            while ((unit = _fromServer.ReadByte()) != '\n')
            {
                if (unit < 0) return line.Length == 0 && length < 0 ? null : throw new InvalidDataException("the output ended within a message");
                line.Append((char)unit);
            }
            if (line.ToString() == "\r") break;
            Assert.StartsWith("Content-Length: ", line.ToString(), StringComparison.Ordinal);
            length = int.Parse(line.ToString()["Content-Length: ".Length..^1], CultureInfo.InvariantCulture);
        }
        var body = new byte[length];
        _fromServer.ReadExactly(body);
        return JsonNode.Parse(body);
    }
}
