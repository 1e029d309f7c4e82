// Code is slow the first time: its methods are bound one by one, its types are loaded. So it runs for the first time on a
// program of ours, while nobody waits: what checks a file as soon as the process starts, and what answers requests once the
// workspace has been read. Nothing of it is kept but that.

using System.Text;
using System.Text.Json;
using Vale.Ide;
using Vale.Server.Convert;
using Vale.Server.Rpc;
using Vale.Server.Workspace;

namespace Vale.Server.Loop;

/// <summary>Runs what will be needed before it is.</summary>
internal static class Rehearsal
{
    private const string Uri = "vale-rehearsal:/rehearsal.vale";

    /// <summary>Checks the program as a workspace is checked, and words what is wrong with it.</summary>
    public static void Check(Log log)
    {
        using var host = new AnalysisHost();
        host.Apply([new FileChange(RehearsalProgram.File, Uri, RehearsalProgram.Text)]);
        var id = host.FileId(RehearsalProgram.File);
        var file = new WorkspaceFile(Uri, Uri, RehearsalProgram.File, id);
        var open = new OpenDocument(file, 1, new LineTable(RehearsalProgram.Text, PositionEncoding.Utf16));
        var view = new WorkspaceView(new() { [Uri] = file }, new() { [id.Index] = file }, [open]);
        var context = new ReadContext(host, view, new ClientFeatures(), log, CancellationToken.None)
        {
            Settings = new(), SentTokens = new(), Recorder = new(host.Database), Together = new HashSet<string>(), IsAllChecked = false,
        };
        var listener = new PassListener(static _ => { }, static (_, _) => { }, static (_, _) => { }, static _ => { }, static _ => { });
        using var pass = new DiagnosticsPass(context, new Dictionary<string, bool>(), new HashSet<string>(), listener, static () => false);
        pass.Run();
    }

    /// <summary>Has a server of its own answer one request of each sort, and waits for the answers.</summary>
    public static void Answer(Log log)
    {
        var told = new StringWriter();
        if (Answer(Stream.Null, told) == Fault) log.Warn("a rehearsal failed: " + told);
    }

    /// <summary>As above; the answers go to <paramref name="output"/>.</summary>
    internal static int Answer(Stream output, TextWriter told)
    {
        using var input = new MemoryStream();
        foreach (var message in Script())
        {
            var body = Encoding.UTF8.GetBytes(message);
            input.Write(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"));
            input.Write(body);
        }
        input.Position = 0;
        // At the end of its input a server answers what it was asked and ends.
        return LanguageServer.Run(input, output, told, new ServerOptions { Jobs = 2 });
    }

    private const int Fault = 3;

    private static IEnumerable<string> Script()
    {
        var lines = new LineTable(RehearsalProgram.Text, PositionEncoding.Utf16);
        var text = JsonEncodedText.Encode(RehearsalProgram.Text);
        var id = 0;
        yield return Request("initialize", """
            {"processId":null,"rootUri":null,"capabilities":{
              "workspace":{"workspaceEdit":{"documentChanges":true}},
              "textDocument":{"publishDiagnostics":{"relatedInformation":true,"versionSupport":true,"codeDescriptionSupport":true},
                "hover":{"contentFormat":["markdown"]},"documentSymbol":{"hierarchicalDocumentSymbolSupport":true},
                "completion":{"completionItem":{"snippetSupport":true,"documentationFormat":["markdown"],"insertReplaceSupport":true}},
                "signatureHelp":{"signatureInformation":{"documentationFormat":["markdown"]}},
                "codeAction":{"codeActionLiteralSupport":{"codeActionKind":{"valueSet":["quickfix","refactor"]}}}}}}
            """);
        yield return Notification("initialized", "{}");
        yield return Notification("textDocument/didOpen", $$$"""{"textDocument":{"uri":"{{{Uri}}}","languageId":"vale","version":1,"text":"{{{text}}}"}}""");
        var at = lines.Position(RehearsalProgram.Places[^1]);
        yield return Notification("textDocument/didChange", $$$"""
            {"textDocument":{"uri":"{{{Uri}}}","version":2},"contentChanges":[{"range":{"start":{"line":{{{at.Line}}},"character":{{{at.Character}}}},
             "end":{"line":{{{at.Line}}},"character":{{{at.Character}}}}},"text":" "}]}
            """);
        foreach (var method in s_ofFile)
            yield return Request(method, $$$"""{"textDocument":{"uri":"{{{Uri}}}"},{{{s_more}}}}""");
        foreach (var place in RehearsalProgram.Places)
            foreach (var method in s_ofPlace)
            {
                at = lines.Position(place);
                yield return Request(method, $$$"""{"textDocument":{"uri":"{{{Uri}}}"},"position":{"line":{{{at.Line}}},"character":{{{at.Character}}}},{{{s_more}}}}""");
            }

        string Request(string method, string parameters) => $$$"""{"jsonrpc":"2.0","id":{{{++id}}},"method":"{{{method}}}","params":{{{parameters}}}}""";
        static string Notification(string method, string parameters) => $$$"""{"jsonrpc":"2.0","method":"{{{method}}}","params":{{{parameters}}}}""";
    }

    // What the params of any of these need; the others pass over it.
    private const string s_more = """
        "context":{"includeDeclaration":true,"diagnostics":[]},"options":{"tabSize":2,"insertSpaces":true},"newName":"another",
        "range":{"start":{"line":0,"character":0},"end":{"line":60,"character":0}}
        """;

    private static readonly string[] s_ofFile =
    [
        "textDocument/documentSymbol", "textDocument/semanticTokens/full", "textDocument/inlayHint", "textDocument/codeLens", "textDocument/foldingRange",
        "textDocument/codeAction", "textDocument/formatting",
    ];

    private static readonly string[] s_ofPlace =
    [
        "textDocument/hover", "textDocument/definition", "textDocument/completion", "textDocument/references", "textDocument/documentHighlight",
        "textDocument/signatureHelp", "textDocument/typeDefinition", "textDocument/implementation", "textDocument/prepareRename",
    ];
}
