// --check through the front door: what is written where, and the exit code.

using System.Text.Json;
using Vale.Testing;
using Xunit;

namespace Server.Tests.Cli;

public class CheckTests
{
    private const string Good = "exported func main() {}\n";
    private const string Bad = "exported func main() {\n  x = feul;\n}\n";

    [Fact]
    public void A_good_program_leaves_the_output_empty()
    {
        using var folder = new Folder(("app.vale", Good));
        Assert.Equal(new Outcome(0, "", "checked 1 file: no problems\n"), folder.Run("--check", "app.vale") with { Bytes = [] }, new TextsOnly());
    }

    [Fact]
    public void Problems_are_the_output_and_the_exit_code_is_1()
    {
        using var folder = new Folder(("app.vale", "exported func main() {\n  fuel = 3;\n  println(feul);\n}\n"));
        var outcome = folder.Run("--check", "app.vale");
        Assert.Equal(1, outcome.Code);
        Assert.Equal("", outcome.Error);
        Expect.Equal(outcome.Out, """
            error[unknown-name]: unknown name `feul`
             --> app.vale:3:11
              |
            3 |   println(feul);
              |           ^^^^ not found in this scope
              |
              = help: did you mean `fuel`?

            1 error

            """);
    }

    [Fact]
    public void Json_tells_the_same_and_nothing_else()
    {
        using var folder = new Folder(("app.vale", Bad), ("good.vale", Good));
        var outcome = folder.Run("--check", "--format", "json", "app.vale");
        Assert.Equal(1, outcome.Code);
        Assert.Equal("", outcome.Error);
        using var json = JsonDocument.Parse(outcome.Out);
        var diagnostic = Assert.Single(json.RootElement.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal("app.vale", diagnostic.GetProperty("file").GetString());
        Assert.Equal(2, diagnostic.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32());
        Assert.Equal(7, diagnostic.GetProperty("range").GetProperty("start").GetProperty("column").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("count").GetProperty("error").GetInt32());

        var good = folder.Run("--check", "--format=json", "good.vale");
        Assert.Equal(0, good.Code);
        Assert.Equal(0, JsonDocument.Parse(good.Out).RootElement.GetProperty("diagnostics").GetArrayLength());
    }

    [Fact]
    public void Sarif_names_the_file_relative_to_the_working_directory()
    {
        using var folder = new Folder(("src/app.vale", Bad));
        var outcome = folder.Run("--check", "--format", "sarif", "app=src");
        Assert.Equal(1, outcome.Code);
        using var log = JsonDocument.Parse(outcome.Out);
        var result = Assert.Single(log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        var location = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
        Assert.Equal("src/app.vale", location.GetProperty("uri").GetString());
        Assert.Equal("CWD", location.GetProperty("uriBaseId").GetString());
    }

    [Fact]
    public void Colours_come_when_asked_for_and_never_into_a_file_by_themselves()
    {
        using var folder = new Folder(("app.vale", Bad));
        Assert.DoesNotContain('\e', folder.Run("--check", "app.vale").Out);
        Assert.Contains("\e[1;31m", folder.Run("--check", "--color", "always", "app.vale").Out);
        Assert.DoesNotContain('\e', folder.Run("--check", "--color=never", "app.vale").Out);
    }

    [Fact]
    public void Of_further_modules_only_the_root_and_what_is_imported_is_checked()
    {
        using var folder = new Folder(
            ("app.vale", "import lib.used.*;\nexported func main() { f(); }\n"),
            ("lib/root.vale", "func g() {}\n"), ("lib/used/f.vale", "import lib.deep.*;\nfunc f() { h(); }\n"),
            ("lib/deep/h.vale", "func h() { nowhere(); }\n"), ("lib/unused/bad.vale", Bad));
        var outcome = folder.Run("--check", "app=app.vale", "lib=lib");
        Assert.Equal(1, outcome.Code);
        Assert.Contains("lib/deep/h.vale", outcome.Out);
        Assert.DoesNotContain("unused", outcome.Out);
        // Named first, all of it is the program.
        Assert.Contains("lib/unused/bad.vale", folder.Run("--check", "lib=lib").Out);
    }

    [Fact]
    public void A_dependency_of_vale_json_is_checked_as_far_as_it_is_imported()
    {
        using var folder = new Folder(
            ("vale.json", """{"modules": {"app": "src"}, "dependencies": {"lib": "lib"}}"""),
            ("src/main.vale", "import lib.used.*;\nexported func main() { f(); }\n"),
            ("lib/broken/b.vale", Bad), ("lib/used/f.vale", "func f() {}\n"));
        Assert.Equal("checked 2 files: no problems\n", folder.Run("--check").Error);
        folder.Add("src/main.vale", "import lib.broken.*;\nexported func main() {}\n");
        Assert.Contains("lib/broken/b.vale", folder.Run("--check").Out);
    }

    [Fact]
    public void The_packages_that_an_imported_one_lies_within_belong_to_the_program()
    {
        using var folder = new Folder(
            ("vale.json", """{"modules": {"app": "src"}, "dependencies": {"lib": "lib"}}"""),
            ("src/main.vale", "import lib.used.*;\nexported func main() { f(); }\n"),
            ("lib/broken.vale", Bad), ("lib/used/f.vale", "func f() {}\n"));
        Assert.Contains("lib/broken.vale", folder.Run("--check").Out);
    }

    [Fact]
    public void Many_files_on_many_threads_give_the_same_text_as_on_one()
    {
        using var folder = new Folder();
        for (var i = 0; i < 60; i++) folder.Add($"src/p{i % 7}/f{i}.vale", $"func f{i}(x int) int {{ return x + y{i}; }}\n");
        var one = folder.Run("--check", "--jobs", "1", "app=src");
        Assert.Equal(1, one.Code);
        Assert.EndsWith("60 errors\n", one.Out);
        for (var i = 0; i < 3; i++) Assert.Equal(one.Out, folder.Run("--check", "--jobs", "8", "app=src").Out);
    }

    [Fact]
    public void Metrics_are_lines_of_a_name_and_a_number()
    {
        using var folder = new Folder(("app.vale", Good));
        var outcome = folder.Run("--stats", "app.vale");
        Assert.Equal(0, outcome.Code);
        foreach (var line in outcome.Out.TrimEnd('\n').Split('\n')) Assert.Matches("^[A-Za-z0-9._]+ [0-9]+$", line);
        Assert.Matches("\nquery\\.Parse\\.runs [1-9]", outcome.Out);
        Assert.Contains("source.files 1\n", outcome.Out);
        var beside = folder.Run("--check", "--stats", "app.vale");
        Assert.Equal("", beside.Out);
        Assert.Contains("queries.runs ", beside.Error);
    }

    [Fact]
    public void An_explanation_names_the_queries_that_ran_for_a_function()
    {
        using var folder = new Folder(("app.vale", "func helper() {}\nexported func main() { helper(); }\n"));
        var outcome = folder.Run("--explain=helper", "app.vale");
        Assert.Equal(0, outcome.Code);
        Assert.Contains("helper", outcome.Out);
        Assert.DoesNotContain("main.vale", outcome.Out);
        Assert.Equal("no query that ran names `nobody`\n", folder.Run("--explain=nobody", "app.vale").Out);
    }

    [Theory]
    [InlineData("tokens", "FuncKeyword"), InlineData("tree", "SourceFile"), InlineData("items", "function main/0 exported")]
    [InlineData("ir", "func app.main()"), InlineData("bytecode", "main"), InlineData("llvm-ir", "define"), InlineData("asm", ".globl")]
    public void Every_fact_can_be_printed(string what, string sign)
    {
        using var folder = new Folder(("app.vale", Good));
        var outcome = folder.Run("--dump", what, "app.vale");
        Assert.Equal(0, outcome.Code);
        Assert.Contains(sign, outcome.Out);
    }

    private sealed class TextsOnly : IEqualityComparer<Outcome>
    {
        public bool Equals(Outcome? a, Outcome? b) => (a?.Code, a?.Out, a?.Error) == (b?.Code, b?.Out, b?.Error);
        public int GetHashCode(Outcome outcome) => outcome.Code;
    }
}
