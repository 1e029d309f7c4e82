// What is shown where the cursor rests. The golden texts are rewritten by ./build.sh update Ide.

using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class HoverTests
{
    [Fact]
    public void A_function_shows_its_header_and_its_comment() => Hover.Check(
        """
        // How much there is left.
        func fuel(tank int, full bool) int { return tank; }
        exported func main() int { return fu$0el(3, true); }
                                        //^^^^ hover
        """,
        """
        ```vale
        func fuel(tank int, full bool) int
        ```

        ---

        How much there is left.
        """);

    [Fact]
    public void A_local_shows_its_type_and_how_it_is_held() => Hover.Check(
        """
        struct Ship { guns int; }
        exported func main() int {
          ship = Ship(3);
          seen = &ship;
          return se$0en.guns;
               //^^^^ hover
        }
        """,
        """
        ```vale
        seen &Ship
        ```

        Local. Borrows: the owner is elsewhere, and using this after the owner is gone halts the program.
        """);

    [Fact]
    public void An_owner_says_that_it_owns() => Hover.Check(
        """
        struct Ship { guns int; }
        exported func main() int {
          sh$0ip = Ship(3);
          return ship.guns;
        }
        """,
        """
        ```vale
        ship Ship
        ```

        Local. Owns its object: it is dropped at the end of its scope unless it is moved.
        """);

    [Fact]
    public void A_plain_local_shows_its_type() => Hover.Check(
        """
        exported func main() int {
          depth = 3;
          return dep$0th;
        }
        """,
        """
        ```vale
        depth int
        ```

        Local.
        """);

    [Fact]
    public void A_parameter_shows_its_type() => Hover.Check(
        """
        func twice(number i64) i64 { return num$0ber + number; }
        """,
        """
        ```vale
        number i64
        ```

        Parameter.
        """);

    [Fact]
    public void A_struct_shows_its_members() => Hover.Check(
        """
        // Floats.
        // Mostly.
        struct Ship { guns! int; name str; }
        func arm(ship &Sh$0ip) { }
        """,
        """
        ```vale
        struct Ship {
          guns! int;
          name str;
        }
        ```

        ---

        Floats.
        Mostly.
        """);

    [Fact]
    public void An_imm_struct_says_so() => Hover.Check(
        """
        struct Posi$0tion imm { x int; y int; }
        """,
        """
        ```vale
        struct Position imm {
          x int;
          y int;
        }
        ```
        """);

    [Fact]
    public void A_member_shows_its_struct_and_type() => Hover.Check(
        """
        struct Ship { guns! int; }
        func arm(ship &Ship) { set ship.gu$0ns = 4; }
        """,
        """
        ```vale
        Ship.guns! int
        ```
        """);

    [Fact]
    public void A_derived_constructor_says_that_it_is_derived() => Hover.Check(
        """
        struct Ship { guns int; }
        exported func main() int { return Sh$0ip(3).guns; }
        """,
        """
        ```vale
        func Ship(guns int) Ship
        ```

        The constructor derived for this struct.
        """);

    [Fact]
    public void A_primitive_is_explained() => Hover.Check(
        """
        func twice(number i$0nt) int { return number; }
        """,
        """
        ```vale
        int
        ```

        A 32-bit integer that wraps.
        """);

    [Fact]
    public void An_operator_is_a_function_of_the_library() => Hover.Check(
        """
        exported func main() int { return 7 mo$0d 4; }
        """,
        """
        ```vale
        func mod(left int, right int) int
        ```

        ---

        The remainder of the division, which has the sign of the left side.
        """);

    [Fact]
    public void The_overload_that_is_meant_is_shown() => Hover.Check(
        """
        func fuel(x int) int { return x; }
        func fuel(x str) str { return x; }
        exported func main() str { return fue$0l("a"); }
        """,
        """
        ```vale
        func fuel(x str) str
        ```
        """);

    [Theory]
    [InlineData("exported func main() int { return $0  3; }")]
    [InlineData("// a comm$0ent\nexported func main() { }")]
    [InlineData("exported func main() int { return unk$0nown; }")]
    [InlineData("$0")]
    public void Nothing_is_shown_where_nothing_is(string text) => Hover.Check(text, "");
}
