// When owners end, shown by running: a Ship says its name when it is dropped, and every program must leave its memory empty.

using Xunit;

namespace Compiler.Tests.Bodies;

public sealed class DropTests
{
    private const string Ships = """
        #!DeriveStructDrop
        struct Ship { name str; }
        func drop(self Ship) { [name] = self; println(name); }
        struct Dock { left! Ship; right Ship; }
        func see(ship &Ship) str { return ship.name; }
        func fresh(name str) Ship { return Ship(name); }
        func pass(ship Ship) Ship { return ship; }
        func fail(ship Ship) bool { return false; }

        """;

    [Theory]
    [InlineData("a = fresh(\"a\"); b = fresh(\"b\"); println(\"end\");", "end b a")]
    [InlineData("a = fresh(\"a\"); block { b = fresh(\"b\"); println(\"in\"); } println(\"out\");", "in b out a")]
    [InlineData("fresh(\"a\"); println(\"end\");", "a end")]
    [InlineData("_ = fresh(\"a\"); println(\"end\");", "a end")]
    [InlineData("println(see(&fresh(\"a\"))); println(\"end\");", "a a end")]
    [InlineData("a = fresh(\"a\"); println(a.see()); println(\"end\");", "a end a")]
    [InlineData("println(fresh(\"a\").name); println(\"end\");", "a a end")]
    [InlineData("a = fresh(\"a\"); set a = fresh(\"b\"); println(\"end\");", "a end b")]
    [InlineData("a = fresh(\"a\"); b = a; println(\"end\");", "end a")]
    [InlineData("a = fresh(\"a\"); drop(a); println(\"end\");", "a end")]
    [InlineData("d = Dock(fresh(\"l\"), fresh(\"r\")); println(\"end\");", "end l r")]
    [InlineData("d = Dock(fresh(\"l\"), fresh(\"r\")); set d.left = fresh(\"m\"); println(\"end\");", "l end m r")]
    [InlineData("d = Dock(fresh(\"l\"), fresh(\"r\")); [l, r] = d; println(\"end\");", "end r l")]
    [InlineData("d = Dock(fresh(\"l\"), fresh(\"r\")); destruct d; println(\"end\");", "l r end")]
    [InlineData("a = pass(pass(fresh(\"a\"))); println(\"end\");", "end a")]
    [InlineData("x = 0; while x < 2 { a = fresh(\"a{x}\"); set x = x + 1; } println(\"end\");", "a0 a1 end")]
    [InlineData("while true { a = fresh(\"a\"); break; } println(\"end\");", "a end")]
    [InlineData("a = fresh(\"a\"); if true { b = fresh(\"b\"); } println(\"end\");", "b end a")]
    [InlineData("a = fresh(\"a\"); if fail(a) { println(\"yes\"); } else { println(\"no\"); }", "a no")]
    [InlineData("if true and fail(fresh(\"a\")) { } println(\"end\");", "a end")]
    [InlineData("if false and fail(fresh(\"a\")) { } println(\"end\");", "end")]
    [InlineData("if x = fresh(\"a\"); len(x.name) == 1 { println(\"one\"); } println(\"end\");", "one a end")]
    [InlineData("a = if true { fresh(\"a\") } else { fresh(\"b\") }; println(\"end\");", "end a")]
    public void An_owner_ends_with_its_scope_and_not_before(string body, string printed) =>
        Assert.Equal(printed, Running.Output(Ships + "exported func main() { " + body + " }"));

    [Fact]
    public void A_return_drops_what_lives_innermost_first_after_its_value() => Assert.Equal("b a 1", Running.Output(Ships + """
        func f() int {
          a = fresh("a");
          while true {
            b = fresh("b");
            return len(b.name);
          }
        }
        exported func main() { println(f()); }
        """));

    [Fact]
    public void What_is_returned_is_not_dropped() => Assert.Equal("b got a", Running.Output(Ships + """
        func f() Ship {
          a = fresh("a");
          b = fresh("b");
          return a;
        }
        exported func main() {
          c = f();
          println("got");
        }
        """));

    [Fact]
    public void Parameters_end_with_the_body() => Assert.Equal("in b a out", Running.Output(Ships + """
        func f(a Ship, b Ship) { println("in"); }
        exported func main() {
          f(fresh("a"), fresh("b"));
          println("out");
        }
        """));

    [Fact]
    public void A_break_drops_what_the_loop_declared_and_keeps_the_rest() => Assert.Equal("in c b out a", Running.Output(Ships + """
        exported func main() {
          a = fresh("a");
          while true {
            b = fresh("b");
            if true {
              c = fresh("c");
              println("in");
              break;
            }
          }
          println("out");
        }
        """));
}
