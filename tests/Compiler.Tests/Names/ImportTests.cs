// What an import makes visible, and what it says when it cannot.

using Vale.Compiler.Inputs;
using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.Names;

public sealed class ImportTests
{
    private const string Other = """

        //- /main/hulls/hull.vale
        struct Hull { planks int; }
        func weigh(x int) int { return x; }
        func paint(x int) { }
        //- /main/hulls/deep/keel.vale
        func lay(x int) { }
        """;

    [Theory]
    [InlineData("import main.hulls.*;", "weigh(3); paint(4); h = Hull(3);", null)]
    [InlineData("import main.hulls.weigh;", "weigh(3);", null)]
    [InlineData("import main.hulls.weigh;", "weigh(3); paint(4);", null)]
    [InlineData("import main.hulls.weigh; import main.hulls.paint;", "weigh(3); paint(4);", null)]
    [InlineData("import main.hulls.Hull;", "h = Hull(3);", null)]
    [InlineData("", "weigh(3);", "unknown-function")]
    [InlineData("import main.hulls.*;", "lay(3);", "unknown-function")]
    [InlineData("import main.hulls.deep.*;", "lay(3);", null)]
    [InlineData("import main.hulls.anchor;", "", "unknown-import")]
    [InlineData("import main.sails.*;", "", "unknown-package")]
    [InlineData("import harbour.hulls.*;", "", "unknown-module")]
    [InlineData("import v.builtins.str.*;", "println(3);", null)]
    [InlineData("import v.builtins.nope.*;", "", "unknown-package")]
    public void A_file_sees_what_it_imports(string imports, string body, string? code) =>
        Diagnostics.CheckCode($"//- /main.vale\n{imports}\nexported func main() {{ {body} }}{Other}", code);

    [Fact]
    public void What_another_file_imports_is_seen_where_nothing_nearer_fits() => Assert.Equal("near 3 far 4", Running.Output("""
        //- /main/one.vale
        import main.hulls.*;
        exported func main() { weigh(3); two(); }
        //- /main/two.vale
        import main.docks.*;
        func two() { near(3); far(4); }
        //- /main/docks/dock.vale
        func near(x int) { println("near " + str(x)); }
        //- /main/hulls/hull.vale
        func weigh(x int) { }
        func near(x int) { println("wrong " + str(x)); }
        func far(x int) { println("far " + str(x)); }
        """));

    [Fact]
    public void What_nothing_of_the_program_imports_is_not_seen() => Diagnostics.Check("""
        //- /main/one.vale
        func one() { weigh(3); }
                   //^^^^^ error: unknown function `weigh`
        //- /main/hulls/hull.vale
        func weigh(x int) { }
        //- /main/hulls/deep/keel.vale
        func lay(x int) { weigh(x); }
        """);

    [Fact]
    public void A_package_brings_what_it_lies_within() => Assert.Equal("5 7", Running.Output("""
        //- /main.vale
        import hulls.wood.oak.*;
        exported func main() { println(planks() + " " + str(masts().count)); }
        //- /hulls/wood/oak/oak.vale
        func planks() str { return count(5); }
        //- /hulls/wood/wood.vale
        func count(x int) str { return str(x); }
        //- /hulls/hull.vale
        struct Masts { count int; }
        func masts() Masts { return Masts(7); }
        """));

    [Fact]
    public void Files_of_one_package_see_each_other() => Diagnostics.CheckCode("""
        //- /main/one.vale
        func one() { two(); }
        //- /main/two.vale
        func two() { if false { one(); } }
        """, null);

    [Fact]
    public void Packages_may_import_each_other() => Assert.Equal("true", Running.Output("""
        //- /main.vale
        import main.evens.*;
        exported func main() { println(isEven(10)); }
        //- /main/evens/even.vale
        import main.odds.*;
        func isEven(x int) bool { return if x == 0 { true } else { isOdd(x - 1) }; }
        //- /main/odds/odd.vale
        import main.evens.*;
        func isOdd(x int) bool { return if x == 0 { false } else { isEven(x - 1) }; }
        """));

    [Fact]
    public void Without_implicit_builtins_a_file_sees_only_those_it_imports()
    {
        var options = new CompilerOptions(ImplicitBuiltins: false);
        using var without = new TestDatabase(Fixture.Parse("exported func main() { println(3); }"), options);
        using var with = new TestDatabase(Fixture.Parse("import v.builtins.print.*;\nexported func main() { println(3); }"), options);

        Assert.Equal("unknown-function", Assert.Single(without.Diagnostics()).Code);
        Assert.Empty(with.Diagnostics());
    }
}
