// One mistake is told once, where it was made, and hides no other.

using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.Bodies;

public sealed class ToleranceTests
{
    [Theory]
    // What is unknown has no type, and what is made of it has none either.
    [InlineData("exported func main() { x = nope; println(x); y = x + 1; z = x.foo.bar; w = x.go(y); set x = 3; if x { } while y { } }")]
    [InlineData("exported func main() { x = nope(); println(x); y = not x; z = \"a{x}b\"; }")]
    [InlineData("struct S { x Nope; } exported func main() { s = S(3); println(s.x); [x] = s; println(x); }")]
    [InlineData("func f(x Nope) Nope2 { return x; } exported func main() { y = f(3); println(y); }", 2)]
    [InlineData("func f() Nope { return 3; } exported func main() { y = f(); println(y.z); }")]
    [InlineData("func f(x int) int { return x; } exported func main() { y = f(\"a\"); println(y + 1); }")]
    [InlineData("exported func main() { [a, b] = 3; println(a + b); }")]
    [InlineData("struct S { x int; } exported func main() { [a, b] = S(3); println(a + b); }")]
    [InlineData("exported func main() { x Nope = 3; println(x); }")]
    [InlineData("exported func main() { x int = \"a\"; println(x + 1); }")]
    [InlineData("exported func main() { x = if true { 3 } else { \"a\" }; println(x); println(x + 1); }")]
    [InlineData("exported func main() { x = 3; x = 4; println(x); }")]
    [InlineData("exported func main() { break; println(3); }")]
    [InlineData("func f(a int, a int) { } exported func main() { f(1, 2); }")]
    [InlineData("func f(x int) { } func f(x int) { } exported func main() { f(1); }")]
    [InlineData("struct S { } struct S { } exported func main() { s = S(); }")]
    [InlineData("struct S { x int; x int; } exported func main() { s = S(1, 2); println(s.x); }")]
    [InlineData("import nope.foo.*; exported func main() { println(3); }")]
    // What was moved is missed once; whoever took it may have meant to borrow it.
    [InlineData("struct S { x int; } func f(s S) { } exported func main() { s = S(3); f(s); println(s.x); println(s.x); f(s); }")]
    [InlineData("struct S { x int; } func f(s &S) { } exported func main() { s = S(3); f(s); println(s.x); f(&s); }")]
    [InlineData("struct S { x int; } exported func main() { s = S(3); nope(s); println(s.x); }")]
    [InlineData("struct S { x int; } func f(s S, y int) { } exported func main() { s = S(3); f(s, nope); println(s.x); }")]
    [InlineData("struct S { x int; } func f(s S) { } exported func main() { s = S(3); if true { f(s); } println(s.x); f(s); }")]
    [InlineData("struct S { x int; } func f(s S) { } exported func main() { s = S(3); while true { f(s); } }")]
    // Broken syntax.
    [InlineData("exported func main() { x = ; println(x); y = x + 1; }")]
    [InlineData("func f(a int b int) { } exported func main() { }")]
    [InlineData("func f(x) int { return x + 1; } exported func main() { f(3); }")]
    [InlineData("exported func main() { println(3 4); println(5); }")]
    [InlineData("exported func main() { println(99999999999999999999); }")]
    [InlineData("func f() int { return 3 } exported func main() { println(f()); }")]
    public void One_mistake_gives_one_diagnostic(string program, int mistakes = 1)
    {
        using var database = new TestDatabase(program);
        var found = database.Diagnostics();

        Assert.True(mistakes == found.Count, string.Join('\n', found.Select(database.Show)));
    }

    [Fact]
    public void A_mistake_in_one_function_leaves_the_others_checked() => Diagnostics.Check("""
        func one() { x = nope; }
                       //^^^^ error: unknown name `nope`
        func two() { y = ; }
                      //! error: expected an expression, found `;`
        func three() { z = nope; }
                         //^^^^ error: unknown name `nope`
        struct Ship { fuel Nope; }
                         //^^^^ error: no type is called `Nope`
        exported func main() { println(3); }
        """);

    [Fact]
    public void Mistakes_of_one_body_are_told_in_their_order() => Diagnostics.Check("""
        exported func main() {
          a = one;
            //^^^ error: unknown name `one`
          b int = "two";
                //^^^^^ error: the value is `str`, but `int` is declared
          three();
        //^^^^^ error: unknown function `three`
          println(b);
        }
        """);

    [Fact]
    public void The_order_of_diagnostics_does_not_depend_on_the_order_of_questions()
    {
        var fixture = Fixture.Parse("""
            //- /main/b.vale
            func two() { y = nope; x = nope2; }
            struct Ship { fuel Nope; masts Nope2; }
            //- /main/a.vale
            import nope.foo.*;
            func one() { y = nope; nope2(); }
            func one() { }
            //- /main/c/c.vale
            func three() { x = nope; }
            """);
        using var once = new TestDatabase(fixture);
        using var again = new TestDatabase(fixture);
        again.Ask(snapshot => Enumerable.Range(0, 3).Reverse()
            .Select(file => snapshot.Get(Vale.Compiler.Diagnostics.DiagnosticQueries.File, snapshot.Context.Intern(Vale.Compiler.Inputs.InputQueries.Files, DataOf(fixture.Files[file]))).Length)
            .ToList());

        Assert.Equal(once.Answer(), again.Answer());
        Assert.Equal(9, once.Diagnostics().Count);
    }

    private static Vale.Compiler.Inputs.FileData DataOf(FixtureFile file) => new(file.Module, file.Package, file.Name);
}
