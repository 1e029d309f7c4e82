// What is shown where the cursor rests. The golden texts are rewritten by ./build.sh update Ide.

using Vale.Testing;
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
    public void Overloads_that_follow_each_other_share_a_comment() => Hover.Check(
        """
        // How much there is left.
        func fuel(tank int) int { return tank; }
        func fuel(tank int, full bool) int { return tank; }
        exported func main() int { return fu$0el(3, true); }
        """,
        """
        ```vale
        func fuel(tank int, full bool) int
        ```

        ---

        How much there is left.
        """);

    [Theory]
    [InlineData("func level(tank int) int { return tank; }\nfunc fuel(tank int, full bool) int { return tank; }")]
    [InlineData("func fuel(tank int) int { return tank; }\n\nfunc fuel(tank int, full bool) int { return tank; }")]
    public void A_comment_is_not_about_another_name_nor_about_what_stands_apart(string functions) => Hover.Check(
        $"// How much there is left.\n{functions}\nexported func main() int {{ return fu$0el(3, true); }}",
        """
        ```vale
        func fuel(tank int, full bool) int
        ```
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

        Mutable: it has one owner.

        An object takes 24 bytes, aligned to 8, 8 of them its generation.

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

        Immutable: shared, never changed.

        A value takes 8 bytes, aligned to 4.
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

    [Fact]
    public void A_generic_call_shows_what_was_solved_and_what_satisfies_each_bound() => Hover.Check(
        """
        struct Ship { guns int; }
        func text(ship &Ship) str { return str(ship.guns); }
        func show<T, N Int>(x &T, list &[#N]int) str where func text(&T)str { return text(x); }
        exported func main() { ship = Ship(3); println(sh$0ow(&ship, &[#](1, 2))); }
        """,
        """
        ```vale
        func show<T, N Int>(x &T, list &[#N]int) str
        where func text(&T)str
        ```

        - `T = Ship`
        - `N = 2`
        - `func text(&T)str` is `text(&Ship)` of package `main`
        """);

    [Fact]
    public void Within_something_generic_the_caller_supplies_what_a_bound_asks_for() => Hover.Check(
        """
        func show<T>(x &T) str where func text(&T)str { return te$0xt(x); }
        func text(x &int) str { return "n"; }
        exported func main() { println(show(&3)); }
        """,
        """
        ```vale
        func text(&T)str
        ```

        A bound of `show`: the caller supplies the function.
        """);

    [Fact]
    public void A_bound_is_told_where_it_is_asked_for() => Hover.Check(
        """
        struct Crate<T> where func dr$0op(T)void { content T; }
                                 //^^^^ hover
        """,
        """
        ```vale
        func drop(T)void
        ```

        A bound of `Crate`: the caller supplies the function.
        """);

    [Fact]
    public void A_call_within_something_generic_passes_the_bound_on() => Hover.Check(
        """
        func show<T>(x &T) str where func text(&T)str { return text(x); }
        func twice<A>(a &A) str where func text(&A)str { return sho$0w(a) + "!"; }
        """,
        """
        ```vale
        func show<T>(x &T) str
        where func text(&T)str
        ```

        - `T = A`
        - `func text(&T)str` is the bound `func text(&A)str` of `twice`
        """);

    [Fact]
    public void A_struct_shows_what_overrides_its_interfaces() => Hover.Check(
        """
        weakable interface Vessel { func speed(virtual self &Vessel, wind int) int; }
        #!DeriveStructDrop
        weakable struct Ra$0ft { id i64; sail bool; mate &&Raft; }
        impl Vessel for Raft;
        func speed(self &Raft, wind int) int { return wind; }
        func drop(self Raft) { [a, b, c] = self; }
        """,
        """
        ```vale
        weakable struct Raft {
          id i64;
          sail bool;
          mate &&Raft;
        }
        ```

        Mutable: it has one owner. Weak references can be made of it. Its drop is not derived: one is written, or its owners take it apart.

        An object takes 40 bytes, aligned to 8, 8 of them its generation.

        It implements `Vessel`:
        - `speed(&Vessel, int)`: `speed(&Raft, int)`
        """);

    [Fact]
    public void An_interface_shows_its_functions_and_how_many_implement_it() => Hover.Check(
        """
        // It floats.
        sealed interface Ves$0sel {
          func speed(virtual self &Vessel, wind int) int;
          func name(virtual self &Vessel) str;
        }
        struct Raft { }
        impl Vessel for Raft;
        func speed(self &Raft, wind int) int { return wind; }
        func name(self &Raft) str { return "raft"; }
        """,
        """
        ```vale
        sealed interface Vessel {
          func speed(virtual self &Vessel, wind int) int;
          func name(virtual self &Vessel) str;
        }
        ```

        Mutable: it has one owner. Only its own file may implement it.

        One type implements it.

        ---

        It floats.
        """);

    [Fact]
    public void A_generic_struct_has_a_size_where_it_is_concrete() => Hover.Check(
        """
        struct Crate<T> { content T; full bool; }
        exported func main() { crate Cra$0te<int> = Crate(3, true); println(crate.content); }
        """,
        """
        ```vale
        struct Crate<T> {
          content T;
          full bool;
        }
        ```

        Mutable: it has one owner.

        An object takes 16 bytes, aligned to 8, 8 of them its generation.
        """);

    [Theory]
    [InlineData("4$02", "int", "42, or 0x2A.")]
    [InlineData("-$01", "int", "-1, or 0xFFFFFFFF.")]
    [InlineData("7$0i64", "i64", "7, or 0x7.")]
    [InlineData("2.$05", "float", "IEEE 754")]
    public void A_literal_shows_its_type(string literal, string type, string says)
    {
        using var editor = new Editor(Fixture.Parse($"exported func main() {{ x = {literal}; }}"));
        var hover = editor.Ask(analysis => analysis.Hover(editor.Cursor))!;
        Assert.StartsWith($"```vale\n{type}\n```", hover.Markdown, StringComparison.Ordinal);
        Assert.Contains(says, hover.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_shows_the_comment_of_its_package_and_its_files() => Hover.Check(
        """
        //- /main.vale
        import hu$0lls.*;
        exported func main() { }
        //- /hulls/hull.vale
        // What keeps the water out.

        func hull() { }
        //- /hulls/keel.vale
        func keel() { }
        """,
        """
        ```vale
        package hulls
        ```

        What keeps the water out.

        - `hull.vale`
        - `keel.vale`
        """);

    [Fact]
    public void What_a_lambda_captures_shows_its_type() => Hover.Check(
        """
        exported func main() int {
          depth = 3;
          deeper = (by int) => { dep$0th + by };
          return deeper(4);
        }
        """,
        """
        ```vale
        depth int
        ```

        Local.
        """);

    [Fact]
    public void A_member_shows_what_it_is_where_it_is_used() => Hover.Check(
        """
        struct Crate<T> { content T; }
        exported func main() { crate = Crate(3); println(crate.con$0tent); }
        """,
        """
        ```vale
        Crate.content T
        ```

        Here it is `int`.
        """);

    [Fact]
    public void The_name_of_a_local_of_a_lambda_in_error_is_no_fault() => Hover.Check(
        """
        exported func main() int {
          deeper = (by int) => { unknown(b$0y) };
          return deeper(4);
        }
        """,
        """
        ```vale
        by int
        ```

        Local.
        """);
}
