// Functions that make a struct by giving its members values through `self`.

using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.Bodies;

public sealed class ConstructorTests
{
    private const string Ship = "struct Ship { fuel int; name str; }\n";

    [Theory]
    [InlineData("func Ship() Ship { self.fuel = 3; self.name = \"Pequod\"; }", null)]
    [InlineData("func Ship() Ship { self.name = \"Pequod\"; self.fuel = 3; }", null)]
    [InlineData("func Ship(x int) Ship { self.fuel = x; self.name = \"Pequod\"; }", null)]
    [InlineData("func Ship(x int) Ship { self.fuel = x; self.name = \"{self.fuel}\"; }", null)]
    [InlineData("func build(x int) Ship { self.fuel = x; self.name = \"Pequod\"; }", null)]
    [InlineData("func Ship() Ship { self.fuel = 3; }", "missing-members")]
    [InlineData("func Ship() Ship { self.fuel = 3; self.name = 4; }", "type-mismatch")]
    [InlineData("func Ship() Ship { self.fuel = 3; self.name = \"Pequod\"; self.masts = 3; }", "unknown-member")]
    [InlineData("func Ship() Ship { self.fuel = 3; self.fuel = 4; self.name = \"Pequod\"; }", "duplicate-local")]
    public void Every_member_is_given_a_value_once(string function, string? code) =>
        Diagnostics.CheckCode(Ship + function + "\nexported func main() { }", code);

    [Fact]
    public void The_struct_is_made_of_what_was_given_in_any_order() => Assert.Equal("3 Pequod 3", Running.Output(Ship + """
        func Ship(fuel int) Ship {
          self.name = "Pequod {fuel}";
          self.fuel = fuel;
        }
        exported func main() {
          ship = Ship(3);
          println(ship.fuel);
          println(ship.name);
        }
        """));
}
