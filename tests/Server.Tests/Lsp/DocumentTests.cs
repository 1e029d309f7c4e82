// Documents over real pipes: opening, editing, closing, and the diagnostics that follow each.

using Xunit;

namespace Server.Tests.Lsp;

public class DocumentTests
{
    private const string Uri = "file:///tmp/main.vale";

    [Fact]
    public void Diagnostics_of_an_opened_document_carry_its_version()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, "exported func main() { }\n", version: 7);
        Assert.Empty(server.Diagnostics(Uri, 7));
    }

    [Fact]
    public void Every_edit_is_followed_by_diagnostics_of_its_version_or_a_later_one()
    {
        using var server = InProcessServer.Start();
        server.Initialize();
        server.Open(Uri, "exported func main() { }\n");
        for (var version = 2; version <= 50; version++) server.Edit(Uri, version, 0, 0, 0, 0, "\n");
        server.Diagnostics(Uri, 50);
    }

    [Fact]
    public void A_client_that_knows_no_versions_gets_none()
    {
        using var server = InProcessServer.Start();
        server.Initialize(new { textDocument = new { publishDiagnostics = new { versionSupport = false } } });
        server.Open(Uri, "exported func main() { }\n", version: 7);
        server.Diagnostics(Uri, null);
    }
}
