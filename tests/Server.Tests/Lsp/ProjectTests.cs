// Projects on the disk, over real pipes: files that are not open, files that come, change and go, and vale.json itself.

using System.Text.Json.Nodes;
using Vale.Server.Convert;
using Xunit;

namespace Server.Tests.Lsp;

public sealed class ProjectTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vale-ls-test-").FullName;

    public ProjectTests()
    {
        Write("vale.json", """{"modules": {"app": "src"}}""");
        Write("src/main.vale", "import app.util.*;\n\nexported func main() int {\n  return twice(21);\n}\n");
        Write("src/util/util.vale", "func twice(x int) int { return x + x; }\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Closed_files_of_the_project_are_checked_and_seen()
    {
        Write("src/util/util.vale", "func twice(x int) int { return missing; }\n");
        using var server = Start();
        var problem = Assert.Single(server.Diagnostics(Uri("src/util/util.vale"), null))!;
        Assert.Equal("unknown-name", (string?)problem["code"]);
        server.Open(Uri("src/main.vale"), Read("src/main.vale"));
        Assert.Empty(server.Diagnostics(Uri("src/main.vale"), 1));
        var link = Assert.Single(server.AskAt("textDocument/definition", Uri("src/main.vale"), 3, 11)!.AsArray())!;
        Assert.Equal(Uri("src/util/util.vale"), (string?)link["targetUri"]);
    }

    [Fact]
    public void The_nearest_project_of_an_opened_document_is_read_without_any_folder()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri("src/main.vale"), Read("src/main.vale"));
        Assert.Empty(server.Diagnostics(Uri("src/main.vale"), 1));
    }

    [Fact]
    public void An_edit_in_one_document_brings_errors_to_another_and_takes_them_back()
    {
        using var server = Start();
        server.Open(Uri("src/main.vale"), Read("src/main.vale"));
        server.Open(Uri("src/util/util.vale"), Read("src/util/util.vale"));
        Assert.Empty(server.Diagnostics(Uri("src/main.vale"), 1));
        server.Edit(Uri("src/util/util.vale"), 2, 0, 5, 0, 10, "thrice");
        server.WaitFor("textDocument/publishDiagnostics", p => (string?)p["uri"] == Uri("src/main.vale") && p["diagnostics"]!.AsArray().Count > 0);
        server.Edit(Uri("src/util/util.vale"), 3, 0, 5, 0, 11, "twice");
        Wait(() => DocumentTests.Published(server, Uri("src/main.vale")).Last()["diagnostics"]!.AsArray().Count == 0);
    }

    [Fact]
    public void The_text_of_an_open_document_counts_and_after_closing_the_one_on_the_disk()
    {
        using var server = Start();
        var util = Uri("src/util/util.vale");
        server.Open(util, "func twice(x int) int { return missing; }\n");
        Assert.NotEmpty(server.Diagnostics(util, 1));
        server.Tell("textDocument/didClose", new { textDocument = new { uri = util } });
        Assert.Empty(server.Diagnostics(util, null));
    }

    [Fact]
    public void Files_that_change_come_and_go_on_the_disk_are_followed()
    {
        using var server = Start();
        var main = Uri("src/main.vale");
        server.Open(main, Read("src/main.vale"));
        Assert.Empty(server.Diagnostics(main, 1));

        File.Delete(Full("src/util/util.vale"));
        Changed(server, "src/util/util.vale", 3);
        server.WaitFor("textDocument/publishDiagnostics", p => (string?)p["uri"] == main && p["diagnostics"]!.AsArray().Count > 0);
        var seen = DocumentTests.Published(server, main).Count();

        Write("src/util/again.vale", "func twice(x int) int { return missing; }\n");
        Changed(server, "src/util/again.vale", 1);
        Assert.NotEmpty(server.Diagnostics(Uri("src/util/again.vale"), null));
        Wait(() => DocumentTests.Published(server, main).Count() > seen);
        Assert.Empty(DocumentTests.Published(server, main).Last()["diagnostics"]!.AsArray());

        Write("src/util/again.vale", "func twice(x int) int { return x; }\n");
        Changed(server, "src/util/again.vale", 2);
        Wait(() => DocumentTests.Published(server, Uri("src/util/again.vale")).Last()["diagnostics"]!.AsArray().Count == 0);
    }

    [Fact]
    public void A_document_that_is_not_saved_yet_belongs_to_the_package_of_its_folder()
    {
        using var server = Start();
        var uri = Uri("src/util/fresh.vale");
        server.Open(uri, "func thrice(x int) int { return twice(x) + x; }\n");
        Assert.Empty(server.Diagnostics(uri, 1));
        var deeper = Uri("src/other/deep/fresh.vale");
        server.Open(deeper, "import app.util.*;\nfunc four(x int) int { return thrice(x) + x; }\n");
        Assert.Empty(server.Diagnostics(deeper, 1));
    }

    [Fact]
    public void A_broken_project_file_has_diagnostics_until_it_is_mended()
    {
        Write("vale.json", "{\n  \"modules\": {\"app\": \"src\",}\n}\n");
        using var server = Start();
        var problem = Assert.Single(server.Diagnostics(Uri("vale.json"), null))!;
        Assert.Equal(1, DocumentTests.Range(problem["range"]!).Line);
        Write("vale.json", """{"modules": {"app": "src"}}""");
        Changed(server, "vale.json", 2);
        Wait(() => DocumentTests.Published(server, Uri("vale.json")).Last()["diagnostics"]!.AsArray().Count == 0);
        server.Open(Uri("src/main.vale"), Read("src/main.vale"));
        Assert.Empty(server.Diagnostics(Uri("src/main.vale"), 1));
    }

    [Fact]
    public void A_file_that_is_not_utf8_has_a_diagnostic_and_the_others_are_read()
    {
        File.WriteAllBytes(Full("src/util/bad.vale"), [.. "func bad() { } // "u8, 0xff]);
        using var server = Start();
        Assert.Equal("not-utf8", (string?)Assert.Single(server.Diagnostics(Uri("src/util/bad.vale"), null))!["code"]);
        server.Open(Uri("src/main.vale"), Read("src/main.vale"));
        Assert.Empty(server.Diagnostics(Uri("src/main.vale"), 1));
    }

    [Fact]
    public void A_project_that_comes_to_be_takes_in_the_documents_that_are_open()
    {
        File.Delete(Full("vale.json"));
        using var server = Start();
        var main = Uri("src/main.vale");
        server.Open(main, Read("src/main.vale"));
        Assert.NotEmpty(server.Diagnostics(main, 1));
        Write("vale.json", """{"modules": {"app": "src"}}""");
        Changed(server, "vale.json", 1);
        Wait(() => DocumentTests.Published(server, main).Last()["diagnostics"]!.AsArray().Count == 0);
    }

    [Fact]
    public void Folders_join_and_leave_the_workspace()
    {
        Write("src/util/util.vale", "func twice(x int) int { return missing; }\n");
        using var server = InProcessServer.Start();
        server.Initialize();
        var folder = new { uri = DocumentUri.FromPath(_folder), name = "a" };
        server.Tell("workspace/didChangeWorkspaceFolders", new { @event = new { added = new[] { folder }, removed = Array.Empty<object>() } });
        Assert.NotEmpty(server.Diagnostics(Uri("src/util/util.vale"), null));
        server.Tell("workspace/didChangeWorkspaceFolders", new { @event = new { added = Array.Empty<object>(), removed = new[] { folder } } });
        Wait(() => DocumentTests.Published(server, Uri("src/util/util.vale")).Last()["diagnostics"]!.AsArray().Count == 0);
    }

    [Fact]
    public void Settings_are_taken_from_initialize_from_the_client_and_from_the_project()
    {
        const string text = "exported func main() {\n  println(\"hello\");\n}\n";
        using var pushed = InProcessServer.Start();
        pushed.Initialize(options: new { noImplicitBuiltins = true });
        pushed.Open(Uri("src/a.vale"), text);
        Assert.NotEmpty(pushed.Diagnostics(Uri("src/a.vale"), 1));
        pushed.Tell("workspace/didChangeConfiguration", new { settings = new { vale = new { noImplicitBuiltins = false } } });
        Wait(() => DocumentTests.Published(pushed, Uri("src/a.vale")).Last()["diagnostics"]!.AsArray().Count == 0);

        Write("vale.json", """{"modules": {"app": "src"}, "options": {"noImplicitBuiltins": true}}""");
        using var project = Start();
        project.Open(Uri("src/a.vale"), text);
        Assert.NotEmpty(project.Diagnostics(Uri("src/a.vale"), 1));
    }

    private InProcessServer Start()
    {
        var server = InProcessServer.Start();
        server.Initialize(rootUri: DocumentUri.FromPath(_folder));
        return server;
    }

    private void Changed(LspClient server, string path, int type) =>
        server.Tell("workspace/didChangeWatchedFiles", new { changes = new[] { new { uri = Uri(path), type } } });

    private static void Wait(Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, TimeSpan.FromSeconds(60)), "it did not come to hold");

    private string Full(string path) => Path.Combine(_folder, path);

    private string Uri(string path) => DocumentUri.FromPath(Full(path));

    private string Read(string path) => File.ReadAllText(Full(path));

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Full(path))!);
        File.WriteAllText(Full(path), text);
    }
}
