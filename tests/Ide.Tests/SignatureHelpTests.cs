// What a call could be of, while its arguments are written.

using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class SignatureHelpTests
{
    private const string Ships = """

        struct Ship { fuel! int; name str; }
        struct Crate<T> { held T; }
        interface IFloating { func sink(virtual self &IFloating, depth int) bool; }
        impl IFloating for Ship;
        func sink(self &Ship, depth int) bool { return true; }
        // Burns some fuel.
        func burn(ship &Ship, amount int) int { return ship.fuel - amount; }
        func load(n int) { }
        func load(n int, what str) { }
        func load(what str) { }
        func pair<A, B>(a A, b B, n int) A where func drop(A)void, func drop(B)void { return a; }
        func go() { }
        """;

    [Theory]
    [InlineData("burn($0", "> burn(‹ship &Ship›, amount int) int")]
    [InlineData("burn($0)", "> burn(‹ship &Ship›, amount int) int")]
    [InlineData("burn(&ship, $0", "> burn(ship &Ship, ‹amount int›) int")]
    [InlineData("burn(&ship, $0)", "> burn(ship &Ship, ‹amount int›) int")]
    [InlineData("burn(&ship, 3$0)", "> burn(ship &Ship, ‹amount int›) int")]
    [InlineData("burn(&sh$0ip, 3)", "> burn(‹ship &Ship›, amount int) int")]
    [InlineData("burn(&ship,$0\n  x = 3;", "> burn(ship &Ship, ‹amount int›) int")]
    [InlineData("ship.burn($0", "> burn(ship &Ship, ‹amount int›) int")]
    [InlineData("ship.burn($0)", "> burn(ship &Ship, ‹amount int›) int")]
    [InlineData("ship.sink($0);", "> sink(self &Ship, ‹depth int›) bool", "sink(self &IFloating, ‹depth int›) bool")]
    [InlineData("x = Ship(3, $0", "> Ship(fuel int, ‹name str›) Ship")]
    [InlineData("go($0)", "> go()")]
    // The innermost call is meant.
    [InlineData("burn(&ship, load($0", "> load(‹n int›)", "load(‹what str›)", "load(‹n int›, what str)")]
    [InlineData("burn(&ship, ship.burn(3)$0", "> burn(ship &Ship, ‹amount int›) int")]
    [InlineData("burn(&ship, ship.burn(3), $0", "> burn(ship &Ship, amount int) int")]
    // Overloads, by what is written so far.
    [InlineData("load(3, $0", "> load(n int, ‹what str›)")]
    [InlineData("load(\"a$0\")", "load(‹n int›)", "> load(‹what str›)", "load(‹n int›, what str)")]
    [InlineData("load(3$0)", "> load(‹n int›)", "load(‹what str›)", "load(‹n int›, what str)")]
    // Generic functions, as far as is known.
    [InlineData("pair(3, $0", "> pair(a int, ‹b B›, n int) int")]
    [InlineData("pair(3, \"a\", $0", "> pair(a int, b str, ‹n int›) int")]
    [InlineData("pair<bool, str>($0", "> pair(‹a bool›, b str, n int) bool")]
    [InlineData("Crate<int>($0", "> Crate(‹held int›) Crate<int>")]
    // Values that are called.
    [InlineData("f = (x int, y str) => { x }; f($0", "> f(‹x int›, y str)")]
    [InlineData("f = (x int, y str) => { x }; f(3, $0)", "> f(x int, ‹y str›)")]
    [InlineData("f = burn; f(&ship, $0)", "> burn(ship &Ship, ‹amount int›) int")]
    // Around the call, and where there is none.
    [InlineData("if burn($0 {", "> burn(‹ship &Ship›, amount int) int")]
    [InlineData("println(\"{burn(&ship, $0)}\");", "> burn(ship &Ship, ‹amount int›) int")]
    [InlineData("burn$0(&ship, 3)")]
    [InlineData("burn(&ship, 3)$0")]
    [InlineData("pair(3, (x) => { $0 }, 4)")]
    [InlineData("x = (3 + $0)")]
    [InlineData("nowhere($0)")]
    public void A_call_shows_what_it_could_be_of(string written, params string[] expected) =>
        SignatureHelp.Check("exported func main() {\n  ship = Ship(3, \"a\");\n  " + written + "\n}" + Ships, expected);

    [Fact]
    public void What_is_promised_can_be_called() => SignatureHelp.Check(
        "func show<T>(thing &T) where func label(&T, int)str { thing.label($0) }", "> label(&T, ‹int›) str");

    [Fact]
    public void A_function_shows_its_comment() => SignatureHelp.CheckDocumentation("exported func main() { burn($0 }" + Ships, "Burns some fuel.");
}
