// Which function a call means: by name, number and types of arguments, and by how near it is.

using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.Names;

public sealed class OverloadTests
{
    [Fact]
    public void Types_and_numbers_of_arguments_choose() => Assert.Equal("int str two borrow own", Running.Output("""
        struct Ship { fuel int; }
        func f(x int) { println("int"); }
        func f(x str) { println("str"); }
        func f(x int, y int) { println("two"); }
        func f(x &Ship) { println("borrow"); }
        func f(x Ship) { println("own"); }
        exported func main() {
          f(3);
          f("a");
          f(3, 4);
          ship = Ship(3);
          f(&ship);
          f(ship);
        }
        """));

    [Fact]
    public void A_function_of_the_own_package_is_nearer_than_an_imported_one_and_that_than_a_builtin() => Assert.Equal("own imported 3", Running.Output("""
        //- /main.vale
        import main.other.*;
        func f(x int) { println("own"); }
        exported func main() {
          f(3);
          print("imported ");
          println(3);
        }
        //- /main/other/other.vale
        func f(x int) { println("imported"); }
        """));

    [Fact]
    public void A_nearer_function_hides_only_what_takes_the_same_arguments() => Assert.Equal("own imported", Running.Output("""
        //- /main.vale
        import main.other.*;
        func f(x int) { println("own"); }
        exported func main() {
          f(3);
          f("a");
        }
        //- /main/other/other.vale
        func f(x int) { println("hidden"); }
        func f(x str) { println("imported"); }
        """));

    [Fact]
    public void An_imported_function_is_nearer_than_a_builtin() => Assert.Equal("mine: 3", Running.Output("""
        //- /main.vale
        import main.other.*;
        exported func main() { println(3); }
        //- /main/other/other.vale
        func println(x int) { println("mine: {x}"); }
        """));

    [Fact]
    public void The_packages_of_the_arguments_types_are_looked_into_without_an_import() => Assert.Equal("weighed 3", Running.Output("""
        //- /main.vale
        import main.docks.build;
        exported func main() {
          ship = build(3);
          println(ship.weigh());
        }
        //- /main/docks/dock.vale
        struct Ship { fuel int; }
        func build(fuel int) Ship { return Ship(fuel); }
        func weigh(ship &Ship) str { return "weighed {ship.fuel}"; }
        """));

    [Theory]
    [InlineData("f(3)", "ambiguous-call")]
    [InlineData("f(3, 4)", null)]
    [InlineData("f(\"a\")", null)]
    public void Two_imported_functions_that_fit_are_a_question(string call, string? code) => Diagnostics.CheckCode($$"""
        //- /main.vale
        import main.one.*;
        import main.two.*;
        exported func main() { {{call}}; }
        //- /main/one/one.vale
        func f(x int) { }
        func f(x int, y int) { }
        //- /main/two/two.vale
        func f(x int) { }
        func f(x str) { }
        """, code);

    [Fact]
    public void A_package_imported_twice_is_no_question() => Diagnostics.CheckCode("""
        //- /main.vale
        import main.one.*;
        import main.one.*;
        import main.one.f;
        exported func main() { f(3); }
        //- /main/one/one.vale
        func f(x int) { }
        """, null);

    [Fact]
    public void Operators_are_functions_that_a_program_may_add() => Assert.Equal("7", Running.Output("""
        struct Spot imm { x int; }
        func +(a Spot, b Spot) Spot { return Spot(a.x + b.x); }
        exported func main() { println((Spot(3) + Spot(4)).x); }
        """));

    [Fact]
    public void A_constructor_is_called_like_a_function_and_may_have_others_beside_it() => Assert.Equal("3 10", Running.Output("""
        struct Ship { fuel int; }
        func Ship() Ship { return Ship(10); }
        exported func main() {
          println(Ship(3).fuel);
          println(Ship().fuel);
        }
        """));
}
