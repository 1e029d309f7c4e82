// --fmt: which files are formatted, what is written and said, and the exit codes. What formatted text looks like is shown in Syntax.Tests.

using System.Text;
using Xunit;

namespace Server.Tests.Cli;

public class FmtTests
{
    private const string Loose = "func  main( ) { }\n";
    private const string Formatted = "func main() { }\n";

    private static string Read(Folder folder, string name) => File.ReadAllText(folder.At(name));

    [Fact]
    public void Files_and_directories_are_formatted_in_place_and_those_that_changed_are_listed()
    {
        using var folder = new Folder(("a.vale", Loose), ("b.vale", Formatted), ("src/c.vale", Loose), ("src/deep/d.vale", Loose), ("src/.hidden/e.vale", Loose), ("src/f.txt", Loose));
        var outcome = folder.Run("--fmt", "a.vale", "b.vale", "src", "src/c.vale");
        Assert.Equal((0, "a.vale\nsrc/c.vale\nsrc/deep/d.vale\n", "formatted 4 files, changed 3\n"), (outcome.Code, outcome.Out, outcome.Error));
        foreach (var name in (string[])["a.vale", "b.vale", "src/c.vale", "src/deep/d.vale"]) Assert.Equal(Formatted, Read(folder, name));
        Assert.Equal(Loose, Read(folder, "src/.hidden/e.vale"));
        Assert.Equal(Loose, Read(folder, "src/f.txt"));
        Assert.Equal((0, ""), (folder.Run("--fmt", "app=src").Code, folder.Run("--fmt", "app=src").Out));
    }

    [Fact]
    public void Without_a_path_the_modules_of_the_project_are_formatted_and_not_what_they_depend_on()
    {
        using var folder = new Folder(("vale.json", """{"modules": {"app": "src"}, "dependencies": {"lib": "lib"}}"""), ("src/a.vale", Loose), ("lib/b.vale", Loose));
        Assert.Equal("src/a.vale\n", folder.Run("--fmt").Out);
        Assert.Equal(Loose, Read(folder, "lib/b.vale"));
    }

    [Fact]
    public void Verifying_writes_nothing_and_tells_what_is_not_formatted()
    {
        using var folder = new Folder(("a.vale", Loose), ("b.vale", Formatted));
        var outcome = folder.Run("--fmt", "--verify", ".");
        Assert.Equal((1, "a.vale\n", "1 of 2 files not formatted\n"), (outcome.Code, outcome.Out, outcome.Error));
        Assert.Equal(Loose, Read(folder, "a.vale"));
        Assert.Equal((0, "", "1 file formatted\n"), (folder.Run("--fmt", "--verify", "b.vale").Code, folder.Run("--fmt", "--verify", "b.vale").Out, folder.Run("--fmt", "--verify", "b.vale").Error));
    }

    [Fact]
    public void Standard_input_is_formatted_to_standard_output()
    {
        using var folder = new Folder();
        var outcome = folder.Run(Encoding.UTF8.GetBytes(Loose), ["--fmt", "-"]);
        Assert.Equal((0, Formatted, ""), (outcome.Code, outcome.Out, outcome.Error));
        Assert.Equal((1, ""), (folder.Run(Encoding.UTF8.GetBytes(Loose), ["--fmt", "--verify", "-"]).Code, folder.Run(Encoding.UTF8.GetBytes(Loose), ["--fmt", "--verify", "-"]).Out));
        Assert.Equal(2, folder.Run("--fmt", "-", "a.vale").Code);
    }

    [Fact]
    public void Lines_are_as_long_as_is_asked_for()
    {
        using var folder = new Folder(("a.vale", "func load(ship &Ship, crates int) { }\n"));
        folder.Run("--fmt", "--line-width", "30", "a.vale");
        Assert.Equal("func load(\n  ship &Ship,\n  crates int\n) { }\n", Read(folder, "a.vale"));
        Assert.Equal(2, folder.Run("--fmt", "--line-width", "3", "a.vale").Code);
        Assert.Equal(2, folder.Run("--check", "--line-width", "80", "a.vale").Code);
    }

    [Fact]
    public void What_has_syntax_problems_stays_and_is_told_of()
    {
        using var folder = new Folder(("a.vale", "func  a( ) { }\nfunc b( {\n}\n"));
        var outcome = folder.Run("--fmt", "a.vale");
        Assert.Equal((0, "a.vale\n", "a.vale:2: has syntax problems; what they are in is left as it is\nformatted 1 file, changed 1\n"), (outcome.Code, outcome.Out, outcome.Error));
        Assert.Equal("func a() { }\nfunc b( {\n}\n", Read(folder, "a.vale"));
    }

    [Fact]
    public void A_byte_order_mark_the_mode_and_a_link_stay()
    {
        using var folder = new Folder();
        folder.Add("a.vale", Encoding.UTF8.GetBytes("\uFEFF" + Loose));
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(folder.At("a.vale"), mode);
        File.CreateSymbolicLink(folder.At("link.vale"), folder.At("a.vale"));
        Assert.Equal("link.vale\n", folder.Run("--fmt", "link.vale").Out);
        Assert.Equal(Encoding.UTF8.GetBytes("\uFEFF" + Formatted), File.ReadAllBytes(folder.At("a.vale")));
        Assert.Equal(mode, File.GetUnixFileMode(folder.At("a.vale")));
        Assert.NotNull(new FileInfo(folder.At("link.vale")).LinkTarget);
    }

    [Fact]
    public void What_cannot_be_read_is_told_and_the_rest_is_formatted()
    {
        using var folder = new Folder(("a.vale", Loose), ("b.c", ""));
        folder.Add("c.vale", [0xFF, 0x20]);
        var outcome = folder.Run("--fmt", "none.vale", "a.vale", "b.c", "c.vale");
        Assert.Equal((2, "a.vale\n"), (outcome.Code, outcome.Out));
        Assert.Contains("none.vale", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("`b.c` is no .vale file", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("`c.vale` is not UTF-8", outcome.Error, StringComparison.Ordinal);
    }
}
