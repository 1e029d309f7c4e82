// The standard library that comes with the compiler: when it is there, who gives way to whom, and that it costs nothing
// where nobody asks for it.

using Vale.Compiler.Inputs;
using Vale.Compiler.Library;
using Vale.Testing;
using Xunit;

namespace Compiler.Tests.Library;

public sealed class StandardLibraryTests
{
    private const string Importing = """
        //- /main.vale
        import stdlib.math.*;
        exported func main() int { return max(3, 4); }
        """;

    private const string OwnMath = """

        //- /stdlib/math/math.vale
        func max(a int, b int) str { return "mine"; }
        """;

    [Fact]
    public void It_is_seen_where_it_is_imported() => Assert.Empty(Codes(Importing));

    [Theory]
    [InlineData("max(3, 4);")]
    [InlineData("x = List<int>();")]
    [InlineData("x = \"abc\".slice(1);")]
    public void It_is_not_seen_where_it_is_not_imported(string body) =>
        Assert.NotEmpty(Codes($"//- /main.vale\nexported func main() {{ {body} }}"));

    [Fact]
    public void What_an_imported_package_needs_is_understood_with_it() => Assert.Equal("2 b", Running.Output("""
        //- /main.vale
        import stdlib.collections.list.*;
        exported func main() {
          list = List<int>().add(1).add(2);
          vassert(list.len() == 2);
          println(list.len() + " " + "ab".slice(1).str());
        }
        """));

    [Fact]
    public void It_can_be_left_out()
    {
        using var database = new TestDatabase(Fixture.Parse(Importing), new CompilerOptions(StandardLibrary: false));
        Assert.Equal(["unknown-module", "unknown-function"], database.Diagnostics().Select(static diagnostic => diagnostic.Code).Distinct());

        database.Host.SetOptions(new CompilerOptions());
        Assert.Empty(database.Diagnostics());

        database.Host.SetOptions(new CompilerOptions(StandardLibrary: false));
        Assert.NotEmpty(database.Diagnostics());
    }

    [Fact]
    public void Packages_of_it_are_suggested_for_unknown_ones()
    {
        using var database = new TestDatabase("//- /main.vale\nimport stdlib.maths.*;\nexported func main() { }");

        Assert.Contains(database.Diagnostics(), static diagnostic => diagnostic.Code == "unknown-package"
            && diagnostic.Help.Contains("stdlib.math", StringComparison.Ordinal));
    }

    [Fact]
    public void A_module_of_the_users_of_that_name_replaces_all_of_it()
    {
        Assert.Equal(["type-mismatch"], Codes(Importing + OwnMath));
        Assert.Equal(["unknown-package"], Codes("//- /main.vale\nimport stdlib.optutils.*;\nexported func main() { }" + OwnMath));
    }

    [Fact]
    public void It_comes_back_when_the_users_module_is_gone()
    {
        using var database = new TestDatabase(Importing);
        Assert.Empty(database.Diagnostics());

        database.Become(Fixture.Parse(Importing + OwnMath));
        Assert.NotEmpty(database.Diagnostics());

        database.Become(Fixture.Parse(Importing));
        Assert.Empty(database.Diagnostics());
    }

    [Fact]
    public void A_program_that_imports_none_of_it_asks_the_same_with_it_and_without()
    {
        const string program = "//- /main.vale\nexported func main() int { x = Some<int>(3); println(x.value); return x.value; }";
        using var with = new TestDatabase(program);
        using var without = new TestDatabase(Fixture.Parse(program), new CompilerOptions(StandardLibrary: false));
        with.Program();
        without.Program();

        Assert.Equal(without.Ran(), with.Ran());
        Assert.Equal(without.RunCount(), with.RunCount());
    }

    [Fact]
    public void A_program_reads_no_more_of_it_than_what_it_imports_needs()
    {
        using var database = new TestDatabase(Importing);
        database.Program();

        Assert.Contains("Parse math.vale", database.Ran());
        Assert.DoesNotContain("Parse HashMap.vale", database.Ran());
        Assert.DoesNotContain(database.Ran(), static ran => ran == "Body clamp" || ran == "Typed clamp");
    }

    [Fact]
    public void Its_builtins_are_seen_also_where_the_users_must_import_them()
    {
        using var database = new TestDatabase(Fixture.Parse(Importing), new CompilerOptions(ImplicitBuiltins: false));

        Assert.Empty(database.Diagnostics());
        database.Program();
    }

    [Fact]
    public void Every_file_says_what_it_is_for()
    {
        foreach (var (file, text) in EmbeddedLibrary.Standard) Assert.True(text.StartsWith("// ", StringComparison.Ordinal), EmbeddedLibrary.Label(file));
    }

    private static IEnumerable<string> Codes(string fixture)
    {
        using var database = new TestDatabase(fixture);
        return [.. database.Diagnostics().Select(static diagnostic => diagnostic.Code)];
    }
}
