// Fixes of problems: the cursor is $0; the second text is the whole program afterwards, in which the problem must be gone.

using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class QuickFixTests
{
    [Fact]
    public void A_function_that_is_not_found_is_imported() => Assist.Check("""
        //- /main.vale
        // The harbour.

        exported func main() int { return loa$0d(3); }
        //- /hulls/cargo/crate.vale
        func load(n int) int { return n; }
        """, "Import `hulls.cargo.load`", """
        //- /main.vale
        // The harbour.

        import hulls.cargo.load;

        exported func main() int { return load(3); }
        //- /hulls/cargo/crate.vale
        func load(n int) int { return n; }
        """);

    [Fact]
    public void An_import_stands_among_the_others_in_their_order() => Assist.Check("""
        //- /main.vale
        import anchors.*;
        import stdlib.math.*;

        func weigh(ship &Shi$0p) int { return 3; }
        exported func main() { }
        //- /anchors.vale
        func drop3() { }
        //- /hulls/yard/a.vale
        struct Ship { guns int; }
        """, "Import all of `hulls.yard`", """
        //- /main.vale
        import anchors.*;
        import hulls.yard.*;
        import stdlib.math.*;

        func weigh(ship &Ship) int { return 3; }
        exported func main() { }
        //- /anchors.vale
        func drop3() { }
        //- /hulls/yard/a.vale
        struct Ship { guns int; }
        """);

    [Fact]
    public void Every_package_that_has_the_name_is_offered_and_none_is_preferred() => Assist.CheckTitles("""
        //- /main.vale
        func weigh(ship &Shi$0p) int { return 3; }
        exported func main() { }
        //- /hulls/yard/a.vale
        struct Ship { guns int; }
        //- /toys/box/a.vale
        struct Ship { wheels int; }
        """, "Import `hulls.yard.Ship`", "Import all of `hulls.yard`", "Import `toys.box.Ship`", "Import all of `toys.box`");

    [Fact]
    public void A_drop_that_a_generic_body_needs_is_asked_for() => Assist.Check("""
        func lose<T>(car$0go T) { }
        """, "add-bound", """
        func lose<T>(cargo T) where func drop(T)void { }
        """);

    [Fact]
    public void A_bound_is_added_to_those_that_are_there() => Assist.Check("""
        func twice<T>(cargo &T) int where func drop(T)void { return wei$0gh(cargo) + 1; }
        """, "Ask for `func weigh(&T)int`", """
        func twice<T>(cargo &T) int where func drop(T)void, func weigh(&T)int { return weigh(cargo) + 1; }
        """);

    [Fact]
    public void A_call_hands_its_bound_on() => Assist.Check("""
        func twice<T>(cargo &T) int where func weigh(&T)int { return weigh(cargo) * 2; }
        func all<T>(cargo &T) int { return twi$0ce(cargo); }
        """, "add-bound", """
        func twice<T>(cargo &T) int where func weigh(&T)int { return weigh(cargo) * 2; }
        func all<T>(cargo &T) int where func weigh(&T)int { return twice(cargo); }
        """);

    [Fact]
    public void A_generic_struct_asks_for_what_its_members_need() => Assist.Check("""
        struct Hold<T> where func drop(T)void { cargo T; }
        struct Ship<T> { ho$0ld Hold<T>; }
        """, "add-bound", """
        struct Hold<T> where func drop(T)void { cargo T; }
        struct Ship<T> where func drop(T)void { hold Hold<T>; }
        """);

    [Fact]
    public void All_missing_overrides_are_written_with_the_types_of_the_impl() => Assist.Check("""
        interface IHold<T> where T Ref {
          func put(virtual self &IHold<T>, what T, times int) bool;
          func top(virtual self &IHold<T>) &T;
        }
        struct Box<T> where T Ref, func drop(T)void { cargo T; }
        impl<T> IHo$0ld<T> for Box<T> where func drop(T)void;
        exported func main() { }
        """, "implement-all", """
        interface IHold<T> where T Ref {
          func put(virtual self &IHold<T>, what T, times int) bool;
          func top(virtual self &IHold<T>) &T;
        }
        struct Box<T> where T Ref, func drop(T)void { cargo T; }
        impl<T> IHold<T> for Box<T> where func drop(T)void;

        func put<T>(self &Box<T>, what T, times int) bool {
          panic("put is missing")
        }

        func top<T>(self &Box<T>) &T {
          panic("top is missing")
        }
        exported func main() { }
        """, maybeWrong: true);

    [Fact]
    public void An_override_says_the_types_the_impl_puts_in() => Assist.Check("""
        interface IHold<T> where T Ref { func put(virtual self &IHold<T>, what T) bool; }
        struct Box { cargo int; }
        impl IHold<int> for B$0ox;
        exported func main() { }
        """, "implement", """
        interface IHold<T> where T Ref { func put(virtual self &IHold<T>, what T) bool; }
        struct Box { cargo int; }
        impl IHold<int> for Box;

        func put(self &Box, what int) bool {
          panic("put is missing")
        }
        exported func main() { }
        """);

    [Fact]
    public void What_cannot_be_dropped_is_taken_apart_before_the_function_returns() => Assist.Check("""
        #!DeriveStructDrop
        struct Contract { sum int; days int; }
        exported func main() int {
          con$0tract = Contract(100, 3);
          sum = 4;
          return sum;
        }
        """, "take-apart", """
        #!DeriveStructDrop
        struct Contract { sum int; days int; }
        exported func main() int {
          contract = Contract(100, 3);
          sum = 4;
          [sum2, days] = contract;
          return sum;
        }
        """);

    [Fact]
    public void A_drop_is_written_for_a_generic_struct() => Assist.Check("""
        #!DeriveStructDrop
        struct Contract<T> { sum T; }
        exported func main() { con$0tract = Contract(100); }
        """, "write-drop", """
        #!DeriveStructDrop
        struct Contract<T> { sum T; }

        func drop<T>(self Contract<T>)
        where func drop(T)void {
          [sum] = self;
        }
        exported func main() { contract = Contract(100); }
        """);

    [Fact]
    public void What_is_only_looked_at_is_borrowed() => Assist.Check("""
        struct Ship { guns int; }
        func arm(ship &Ship, n int) int { return ship.guns + n; }
        exported func main() int { ship = Ship(3); return ar$0m(ship, 2); }
        """, "borrow", """
        struct Ship { guns int; }
        func arm(ship &Ship, n int) int { return ship.guns + n; }
        exported func main() int { ship = Ship(3); return arm(&ship, 2); }
        """);

    [Fact]
    public void What_is_taken_over_is_passed_on() => Assist.Check("""
        struct Ship { guns int; }
        func sink(n int, ship Ship) int { return ship.guns + n; }
        exported func main() int { ship = Ship(3); return si$0nk(2, &ship); }
        """, "move", """
        struct Ship { guns int; }
        func sink(n int, ship Ship) int { return ship.guns + n; }
        exported func main() int { ship = Ship(3); return sink(2, ship); }
        """);

    [Fact]
    public void What_stands_before_the_dot_is_moved_in_parentheses() => Assist.Check("""
        struct Ship { guns int; }
        func sink(ship Ship) int { return ship.guns; }
        exported func main() int { ship = Ship(3); return ship.si$0nk(); }
        """, "move-receiver", """
        struct Ship { guns int; }
        func sink(ship Ship) int { return ship.guns; }
        exported func main() int { ship = Ship(3); return (ship).sink(); }
        """);

    [Fact]
    public void The_members_of_a_struct_are_filled_in() => Assist.Check("""
        struct Hull { length float; }
        struct Ship { name str; guns int; hull Hull; mate Opt<Hull>; afloat bool; }
        exported func main() int {
          guns = 3;
          return Sh$0ip("Vasa").guns;
        }
        """, "fill-arguments", """
        struct Hull { length float; }
        struct Ship { name str; guns int; hull Hull; mate Opt<Hull>; afloat bool; }
        exported func main() int {
          guns = 3;
          return Ship("Vasa", guns, Hull(0.0), None<Hull>(), false).guns;
        }
        """);

    [Fact]
    public void A_return_type_is_written_where_something_is_returned() => Assist.Check("""
        func guns() { return $03; }
        """, "return-type", """
        func guns() int { return 3; }
        """);

    [Fact]
    public void The_last_expression_is_returned() => Assist.Check("""
        func guns() int { println("all"); 3 + 4; $0}
        """, "write-return", """
        func guns() int { println("all"); return 3 + 4; }
        """);

    [Fact]
    public void A_function_is_written_for_a_call() => Assist.Check("""
        struct Ship { guns int; }
        exported func main() int {
          ship = Ship(3);
          if is$0Armed(&ship, ship.guns) { return 1; }
          return 0;
        }
        """, "create-function", """
        struct Ship { guns int; }
        exported func main() int {
          ship = Ship(3);
          if isArmed(&ship, ship.guns) { return 1; }
          return 0;
        }

        func isArmed(ship &Ship, guns int) bool {
          panic("isArmed is missing")
        }
        """);

    [Fact]
    public void A_function_is_written_for_a_bound_beside_its_type() => Assist.Check("""
        //- /main.vale
        import hulls.*;
        func total<T>(x &T) int where func weight(&T)int { return weight(x); }
        exported func main() int { return to$0tal(&Ship(3)); }
        //- /hulls.vale
        struct Ship { guns int; }
        """, "create-function", """
        //- /main.vale
        import hulls.*;
        func total<T>(x &T) int where func weight(&T)int { return weight(x); }
        exported func main() int { return total(&Ship(3)); }
        //- /hulls.vale
        struct Ship { guns int; }

        func weight(self &Ship) int {
          panic("weight is missing")
        }
        """);

    [Fact]
    public void A_member_is_called_where_a_function_is_meant() => Assist.Check("""
        struct Ship { guns int; }
        func crew(ship &Ship) int { return ship.guns * 4; }
        exported func main() int { ship = Ship(3); return ship.cr$0ew; }
        """, "call-it", """
        struct Ship { guns int; }
        func crew(ship &Ship) int { return ship.guns * 4; }
        exported func main() int { ship = Ship(3); return ship.crew(); }
        """);

    [Fact]
    public void A_member_of_another_file_is_let_vary() => Assist.Check("""
        //- /main.vale
        import hulls.*;
        exported func main() { ship = Ship(3); set ship.gu$0ns = 4; }
        //- /hulls.vale
        struct Ship { guns int; }
        """, "vary-member", """
        //- /main.vale
        import hulls.*;
        exported func main() { ship = Ship(3); set ship.guns = 4; }
        //- /hulls.vale
        struct Ship { guns! int; }
        """);

    [Fact]
    public void The_sides_of_an_impl_are_swapped() => Assist.Check("""
        interface IFloat { }
        struct Ship { guns int; }
        impl Sh$0ip for IFloat;
        """, "swap-sides", """
        interface IFloat { }
        struct Ship { guns int; }
        impl IFloat for Ship;
        """);

    [Fact]
    public void An_impl_is_written_for_a_bound() => Assist.Check("""
        interface IFloat { }
        struct Ship { guns int; }
        func float2<T>(x &T) int where implements(T, IFloat) { return 3; }
        exported func main() int { return flo$0at2(&Ship(3)); }
        """, "write-impl", """
        interface IFloat { }
        struct Ship { guns int; }
        impl IFloat for Ship;
        func float2<T>(x &T) int where implements(T, IFloat) { return 3; }
        exported func main() int { return float2(&Ship(3)); }
        """);

    [Fact]
    public void Of_the_library_nothing_is_changed() => Assist.CheckNone("""
        import stdlib.collections.list.*;
        exported func main() { list = List<int>(); set list.arr$0ay = []int(3); }
        """, "vary-member");
}
