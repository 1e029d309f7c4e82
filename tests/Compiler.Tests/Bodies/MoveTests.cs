// Which uses of an owner move it, where it may be used again, and how that comes together behind branches and loops.

using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.Bodies;

public sealed class MoveTests
{
    private const string Ships = """
        struct Ship { fuel! int; }
        struct Dock { ship! Ship; }
        struct Spot imm { x int; }
        func sink(ship Ship) { }
        func see(ship &Ship) int { return ship.fuel; }
        func give() Ship { return Ship(3); }

        """;

    [Theory]
    [InlineData("sink(a); sink(a);", "use-after-move")]
    [InlineData("b = a; see(&a);", "use-after-move")]
    [InlineData("b = Dock(a); see(&a);", "use-after-move")]
    [InlineData("[fuel] = a; see(&a);", "use-after-move")]
    [InlineData("destruct a; see(&a);", "use-after-move")]
    [InlineData("unlet a; see(&a);", "use-after-move")]
    [InlineData("(a).sink(); see(&a);", "use-after-move")]
    [InlineData("drop(a); see(&a);", "use-after-move")]
    [InlineData("sink(a); a.fuel;", "use-after-move")]
    [InlineData("sink(a); set a.fuel = 4;", "use-after-move")]
    [InlineData("see(&a); see(&a); sink(a);", null)]
    [InlineData("a.see(); a.see(); sink(a);", null)]
    [InlineData("a.fuel; a.fuel; sink(a);", null)]
    [InlineData("sink(a); set a = give(); sink(a);", null)]
    [InlineData("b = a; set a = b; sink(a);", null)]
    [InlineData("s = Spot(3); t = s; u = s; x = s.x;", null)]
    [InlineData("s = \"deep\"; t = s; println(s);", null)]
    [InlineData("x = 3; y = x; println(x);", null)]
    [InlineData("b = &a; c = b; see(b); see(c);", null)]
    public void A_value_is_gone_once_moved(string body, string? code) => InBody(body, code);

    [Theory]
    [InlineData("if c { sink(a); } else { sink(a); }", null)]
    [InlineData("if c { sink(a); } else { sink(a); } see(&a);", "use-after-move")]
    [InlineData("if c { sink(a); } else { }", "moved-in-one-branch")]
    [InlineData("if c { sink(a); return 1; } see(&a);", null)]
    [InlineData("if c { sink(a); panic(\"x\"); } see(&a);", null)]
    [InlineData("if c { } else { sink(a); return 1; } see(&a);", null)]
    [InlineData("if c { sink(a); set a = give(); } see(&a);", null)]
    [InlineData("if c { sink(a); } else if c { sink(a); } else { sink(a); }", null)]
    [InlineData("if c { sink(a); } else if c { sink(a); }", "moved-in-one-branch")]
    [InlineData("x = if c { a } else { give() };", "moved-in-one-branch")]
    [InlineData("x = if c { a } else { sink(a); give() };", null)]
    [InlineData("block { sink(a); } see(&a);", "use-after-move")]
    [InlineData("block { b = a; } block { b = give(); sink(b); }", null)]
    public void Branches_must_agree_on_what_is_left(string body, string? code) => InBody(body, code);

    [Theory]
    [InlineData("while c { sink(a); }", "moved-in-loop")]
    [InlineData("while c { b = give(); sink(b); }", null)]
    [InlineData("while c { sink(a); set a = give(); }", null)]
    [InlineData("while c { sink(a); break; }", "moved-in-loop")]
    [InlineData("while true { sink(a); break; }", null)]
    [InlineData("while true { sink(a); break; } see(&a);", "use-after-move")]
    [InlineData("while true { if c { sink(a); break; } see(&a); }", null)]
    [InlineData("while true { if c { break; } sink(a); break; }", "moved-in-loop")]
    [InlineData("while c { while c { sink(a); } }", "moved-in-loop")]
    [InlineData("while c { if c { sink(a); } else { sink(a); } }", "moved-in-loop")]
    public void Every_round_of_a_loop_finds_what_the_first_found(string body, string? code) => InBody(body, code);

    [Theory]
    [InlineData("d.ship;", null)]
    [InlineData("see(d.ship);", null)]
    [InlineData("see(&d.ship);", null)]
    [InlineData("sink(d.ship);", "no-matching-function")]
    [InlineData("b Ship = d.ship;", "move-out-of-member")]
    [InlineData("b = set d.ship = give(); sink(b);", null)]
    [InlineData("[b] = d; sink(b);", null)]
    public void An_owning_member_is_borrowed_or_swapped_but_not_moved(string body, string? code) => InBody("d = Dock(give()); " + body, code);

    private static void InBody(string body, string? code) =>
        Diagnostics.CheckCode(Ships + "func f(a Ship, c bool) int { " + body + " return 0; }\nexported func main() { f(give(), true); }", code);
}
