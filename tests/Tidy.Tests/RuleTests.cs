// Shows that each rule sees what it is for: a made-up file that breaks it is found, a good one is left alone.

using Tidy.Tests.Rules;
using Xunit;

namespace Tidy.Tests;

public sealed class RuleTests
{
    private static TreeFile[] One(string path, string text) => [new(path, text)];

    private static void Breaks(IEnumerable<Finding> findings, string what) =>
        Assert.Contains(what, Assert.Single(findings).ToString());

    [Theory]
    [InlineData("src/Queries/Syntax/Vale.Syntax.csproj", "..\\Runtime\\Vale.Queries.Runtime.csproj", "must not reference")]
    [InlineData("src/Backend/Vale.Backend.csproj", "..\\Queries\\Ide\\Vale.Ide.csproj", "must not reference")]
    [InlineData("src/Queries/Compiler/Vale.Compiler.csproj", "..\\..\\Backend\\Vale.Backend.csproj", "must not reference")]
    public void A_wrong_project_reference_is_found(string project, string target, string what) =>
        Breaks(Dependencies.ProjectReferences(One(project, $"<ProjectReference Include=\"{target}\" />")), what);

    [Fact]
    public void A_package_below_the_server_is_found() => Breaks(
        Dependencies.ProjectReferences(One("src/Queries/Ide/Vale.Ide.csproj", "<PackageReference Include=\"Json.Thing\" />")), "Json.Thing");

    [Theory]
    [InlineData("src/Backend/Vm/Machine.cs", "using Vale.Compiler.Bodies;", "must not know Vale.Compiler.Bodies")]
    [InlineData("src/Backend/Vm/Machine.cs", "using Vale.Queries.Runtime;", "must not know Vale.Queries.Runtime")]
    [InlineData("src/Queries/Syntax/Lexer.cs", "class A { Vale.Compiler.Inputs.FileId f; }", "must not know")]
    [InlineData("src/Queries/Ide/Hover.cs", "using System.Text.Json;", "System.Text.Json")]
    [InlineData("src/Queries/Compiler/Host.cs", "using Vale.Backend;", "must not know")]
    public void A_namespace_beyond_a_folders_view_is_found(string path, string code, string what) =>
        Breaks(Dependencies.Namespaces(One(path, code)), what);

    [Theory]
    [InlineData("src/Backend/Llvm/Emitter.cs", "using Vale.Compiler.Lowering;\nusing Vale.Queries.Runtime.Values;")]
    [InlineData("src/Queries/Ide/Hover.cs", "// System.Text.Json is the server's\nusing Vale.Compiler.Bodies;")]
    public void Namespaces_within_view_are_left_alone(string path, string code) =>
        Assert.Empty(Dependencies.Namespaces(One(path, code)));

    [Theory]
    [InlineData("// Finds the memo of a denizen.")]
    [InlineData("using Vale.Compiler;")]
    public void A_word_of_the_language_in_the_engine_is_found(string text) =>
        Assert.NotEmpty(Dependencies.RuntimeIsNeutral(One("src/Queries/Runtime/Memo.cs", text)));

    [Theory]
    [InlineData("Names", "Bodies")]
    [InlineData("Inputs", "Parse")]
    [InlineData("Lowering", "Diagnostics")]
    public void A_stage_that_names_a_later_one_is_found(string own, string other) => Breaks(
        Dependencies.StageOrder(One($"src/Queries/Compiler/{own}/X.cs", $"using Vale.Compiler.{other};")), $"later stage {other}");

    [Fact]
    public void A_stage_may_name_earlier_ones_and_diagnostics_may_name_all() => Assert.Empty(Dependencies.StageOrder(
    [
        new("src/Queries/Compiler/Bodies/X.cs", "using Vale.Compiler.Names;"),
        new("src/Queries/Compiler/Diagnostics/X.cs", "using Vale.Compiler.Lowering;"),
    ]));

    [Fact]
    public void A_folder_that_is_no_stage_is_found() =>
        Breaks(Dependencies.StageOrder(One("src/Queries/Compiler/Helpers/X.cs", "")), "not a stage");

    [Fact]
    public void A_namespace_that_is_not_the_folder_is_found() => Breaks(
        Shape.NamespaceIsFolder([new("src/A/A.csproj", "<RootNamespace>House.A</RootNamespace>"), new("src/A/B/C.cs", "namespace House.A;")]), "it is House.A.B");

    [Theory]
    [InlineData("a.cs", "using System;\n")]
    [InlineData("a.cs", "/// <summary>x</summary>\n")]
    [InlineData("a.vale", "exported func main() {}\n")]
    [InlineData("a.sh", "#!/bin/sh\nset -e\n")]
    public void A_file_without_an_opening_comment_is_found(string path, string text) =>
        Breaks(Shape.OpensWithComment(One(path, text)), "why it exists");

    [Fact]
    public void A_long_file_is_found() =>
        Breaks(Shape.Length(One("a.cs", new string('\n', Shape.MaxLines))), "701 lines");

    [Theory]
    [InlineData("// x\r\n", "carriage")]
    [InlineData("// x", "line break")]
    [InlineData("// x \n", "blanks")]
    [InlineData("//\tx\n", "tab")]
    [InlineData("<<<<<<< HEAD\n// x\n", "merge")]
    [InlineData("// x\n>>>>>>> 1a2b3c4\n", "merge")]
    public void A_text_that_is_not_plain_is_found(string text, string what) =>
        Assert.Contains(Shape.PlainText(One("a.cs", text)), finding => finding.ToString().Contains(what, StringComparison.Ordinal));

    [Fact]
    public void Unfinished_work_is_found() => Breaks(Shape.Finished(One("src/a.cs", "// TODO later")), "TODO");

    [Theory]
    [InlineData("    private static int s_next;")]
    [InlineData("    internal static string Last = \"\";")]
    [InlineData("    static List<int>? s_all;")]
    [InlineData("    private static readonly Dictionary<int, int> s_cache = new();")]
    [InlineData("    public async void X() { }")]
    public void Hidden_state_is_found(string code) =>
        Assert.Single(Shape.NoHiddenState(One("src/Queries/Compiler/Names/X.cs", code)));

    [Theory]
    [InlineData("    public static readonly Query<int, int> Next = new(Compute);")]
    [InlineData("    private static int Next(int x) => x;")]
    [InlineData("    private static int Next(int x)\n    {\n        var y = x;\n        return y;\n    }")]
    [InlineData("    public static int Count => 3;")]
    [InlineData("    private const int Next = 3;")]
    [InlineData("    public static IrType Void => new(IrKind.Void);")]
    [InlineData("    private static readonly string[] s_names = [];")]
    [InlineData("    private static readonly HashSet<string> s_keywords = [\"a\", \"b\"];")]
    public void Constants_and_functions_are_no_hidden_state(string code) =>
        Assert.Empty(Shape.NoHiddenState(One("src/Queries/Compiler/Names/X.cs", code)));

    [Theory]
    [InlineData("public sealed class EmptyTests\n{\n}\n", "holds no test")]
    [InlineData("public class A { [Fact(Skip = \"later\")] public void It_adds() { } }", "skipped")]
    [InlineData("public class A\n{\n    [Fact]\n    public void TestAdding() { }\n}", "TestAdding")]
    [InlineData("public class A { void F() { Assert.True(watch.Elapsed < limit); } }", "Elapsed")]
    public void A_dishonest_test_is_found(string code, string what) =>
        Breaks(TestCode.Honest(One("tests/A.Tests/A.cs", code)), what);

    [Fact]
    public void A_project_the_solution_does_not_list_is_found() =>
        Breaks(Projects.InSolution([new("Vale.LanguageTools.sln", ""), new("src/A/A.csproj", "")]), "src/A/A.csproj");

    [Fact]
    public void A_listed_project_that_is_not_there_is_found() =>
        Breaks(Projects.InSolution(One("Vale.LanguageTools.sln", "Project(\"{0}\") = \"A\", \"src\\A\\A.csproj\", \"{1}\"")), "is not there");

    [Fact]
    public void A_stray_version_is_found() =>
        Breaks(Projects.Versions(One("a/A.csproj", "<PackageReference Include=\"xunit\" Version=\"2\" />")), "version of its own");

    [Fact]
    public void A_version_nobody_uses_is_found() =>
        Breaks(Projects.Versions(One("Directory.Packages.props", "<PackageVersion Include=\"xunit\" Version=\"2\" />")), "no project uses");

    [Fact]
    public void A_page_nobody_links_is_found() =>
        Breaks(Docs.Linked([new("README.md", "[map](docs/map.md)"), new("docs/map.md", ""), new("docs/lost.md", "[self](lost.md)")]), "docs/lost.md");

    [Fact]
    public void A_dead_link_is_found() =>
        Breaks(Docs.LiveLinks(One("docs/a.md", "see [b](../src/b.md#x)"), _ => false), "src/b.md");

    [Fact]
    public void Code_that_looks_like_a_link_is_none() =>
        Assert.Empty(Docs.LiveLinks(One("docs/a.md", "write `[](n)`, or\n```vale\nx = [](n);\n```\n"), _ => false));

    [Fact]
    public void A_code_without_a_page_is_found() =>
        Breaks(Docs.DiagnosticPages(One(Docs.Registry, "const string UnknownName = \"unknown-name\";")), "has no page");

    [Fact]
    public void A_syntax_problem_without_a_page_is_found() =>
        Breaks(Docs.DiagnosticPages(One(Docs.SyntaxRegistry, "enum E\n{\n    ExpectedName,\n}\n")), "has no page");

    [Fact]
    public void A_page_without_a_code_is_found() =>
        Breaks(Docs.DiagnosticPages(One("docs/diagnostics/old-thing.md", "# old-thing\n")), "no diagnostic");

    [Fact]
    public void A_code_that_is_not_registered_is_found() =>
        Breaks(Docs.DiagnosticPages(One("src/A/B.cs", "new Diagnostic(\"made-up\", x)")), "not in the registry");

    [Fact]
    public void A_term_without_an_entry_is_found()
    {
        var glossary = string.Join('\n', Docs.Terms.Skip(1).Select(term => $"- **{term}**: ..."));

        Breaks(Docs.Glossary(One("docs/glossary.md", glossary)), Docs.Terms[0]);
    }

    [Theory]
    [InlineData("see https://packages.somewhere.internal/v3")]
    [InlineData("cd /work/main")]
    [InlineData("open /root/notes")]
    public void A_place_only_one_machine_knows_is_found(string text) =>
        Assert.Single(Docs.OnlyPublicPlaces(One("docs/a.md", text)));

    [Fact]
    public void Comments_and_strings_are_not_code()
    {
        var code = CSharpText.Blank("a // b\n\"c\" d @\"e\"\"f\" g $\"h{i}\" '\"' j /* k\n l */ m \"\"\"\n n \"\"\" o");

        Assert.Equal("a d g j m o", string.Join(' ', code.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
    }
}
