// Renaming: the cursor is $0; the second text is the whole program afterwards.

using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class RenameTests
{
    [Fact]
    public void A_local_is_renamed_with_its_uses_and_not_its_namesakes() => Rename.Check("""
        exported func main() int {
          depth = 3;
          block {
            depth = 4;
            println(depth);
          }
          add = (x) => { x + depth };
          set depth = add(1);
          return de$0pth;
        }
        """, "fathoms", """
        exported func main() int {
          fathoms = 3;
          block {
            depth = 4;
            println(depth);
          }
          add = (x) => { x + fathoms };
          set fathoms = add(1);
          return fathoms;
        }
        """);

    [Fact]
    public void Code_that_nobody_reaches_is_renamed_too() => Rename.Check("""
        exported func main() int {
          de$0pth = 3;
          never = (x) => { x.foo(depth) };
          return depth;
          println("it is {depth}");
        }
        """, "fathoms", """
        exported func main() int {
          fathoms = 3;
          never = (x) => { x.foo(fathoms) };
          return fathoms;
          println("it is {fathoms}");
        }
        """);

    [Fact]
    public void A_local_of_broken_code_is_renamed() => Rename.Check("""
        exported func main() int {
          depth = ;
          println(dep$0th + lost);
          return depth
        """, "fathoms", """
        exported func main() int {
          fathoms = ;
          println(fathoms + lost);
          return fathoms
        """);

    [Fact]
    public void A_parameter_is_renamed_in_the_body() => Rename.Check("""
        func burn(ship &Ship, amo$0unt int) int { return ship.fuel - amount; }
        struct Ship { fuel int; }
        exported func main() int { amount = 2; return burn(&Ship(42), amount); }
        """, "much", """
        func burn(ship &Ship, much int) int { return ship.fuel - much; }
        struct Ship { fuel int; }
        exported func main() int { amount = 2; return burn(&Ship(42), amount); }
        """);

    [Fact]
    public void The_part_of_a_pattern_is_renamed_and_not_the_member() => Rename.Check("""
        struct Ship { guns int; crew int; }
        exported func main() int {
          [gu$0ns, crew] = Ship(1, 2);
          foreach i in 0..guns { println(i + crew); }
          return guns;
        }
        """, "cannons", """
        struct Ship { guns int; crew int; }
        exported func main() int {
          [cannons, crew] = Ship(1, 2);
          foreach i in 0..cannons { println(i + crew); }
          return cannons;
        }
        """);

    [Fact]
    public void A_member_is_renamed_in_every_file_and_in_constructors() => Rename.Check("""
        //- /main.vale
        import hulls.*;
        exported func main() int {
          ship = Ship(3);
          set ship.guns = 4;
          return ship.gu$0ns + guns(&ship);
        }
        //- /hulls.vale
        struct Ship { guns! int; crew int; }
        func Ship(n int) Ship {
          self.guns = n;
          self.crew = self.guns + 1;
        }
        func guns(ship &Ship) int { return ship.guns; }
        """, "cannons", """
        //- /main.vale
        import hulls.*;
        exported func main() int {
          ship = Ship(3);
          set ship.cannons = 4;
          return ship.cannons + guns(&ship);
        }
        //- /hulls.vale
        struct Ship { cannons! int; crew int; }
        func Ship(n int) Ship {
          self.cannons = n;
          self.crew = self.cannons + 1;
        }
        func guns(ship &Ship) int { return ship.cannons; }
        """);

    [Fact]
    public void Overloads_are_renamed_apart() => Rename.Check("""
        //- /main.vale
        import hulls.fuel;
        exported func main() int { return fu$0el(3) + fuel("abc") + (3).fuel(); }
        //- /hulls.vale
        func fuel(x int) int { return x; }
        func fuel(x str) int { return x.len() + fuel(1); }
        """, "coal", """
        //- /main.vale
        import hulls.fuel;
        import hulls.coal;
        exported func main() int { return coal(3) + fuel("abc") + (3).coal(); }
        //- /hulls.vale
        func coal(x int) int { return x; }
        func fuel(x str) int { return x.len() + coal(1); }
        """);

    [Fact]
    public void An_imported_name_is_renamed_where_it_is_imported() => Rename.Check("""
        //- /main.vale
        import hulls.Sh$0ip;
        exported func main() int { return Ship(3).guns; }
        //- /hulls.vale
        struct Ship { guns int; }
        """, "Boat", """
        //- /main.vale
        import hulls.Boat;
        exported func main() int { return Boat(3).guns; }
        //- /hulls.vale
        struct Boat { guns int; }
        """);

    [Fact]
    public void A_struct_is_renamed_with_the_constructors_written_for_it() => Rename.Check("""
        import stdlib.collections.list.*;
        struct Sh$0ip { guns int; }
        func Ship() Ship { return Ship(7); }
        interface IFloat { func weight(virtual self &IFloat) int; }
        impl IFloat for Ship;
        func weight(self &Ship) int { return self.guns; }
        exported func main() int {
          fleet = List<Ship>();
          fleet.add(Ship());
          Ship[guns] = Ship(2);
          f = (ship &Ship) => { ship.guns };
          return guns + f(&fleet.get(0));
        }
        """, "Boat", """
        import stdlib.collections.list.*;
        struct Boat { guns int; }
        func Boat() Boat { return Boat(7); }
        interface IFloat { func weight(virtual self &IFloat) int; }
        impl IFloat for Boat;
        func weight(self &Boat) int { return self.guns; }
        exported func main() int {
          fleet = List<Boat>();
          fleet.add(Boat());
          Boat[guns] = Boat(2);
          f = (ship &Boat) => { ship.guns };
          return guns + f(&fleet.get(0));
        }
        """);

    [Fact]
    public void An_abstract_function_is_renamed_with_its_overrides() => Rename.Check("""
        //- /main.vale
        import hulls.*;
        struct Ship { guns int; }
        impl IFloat for Ship;
        func wei$0ght(self &Ship) int { return self.guns; }
        func weight(x int) int { return x; }
        exported func main() int { return total(Ship(3)) + weight(4); }
        //- /hulls.vale
        interface IFloat { func weight(virtual self &IFloat) int; }
        struct Raft { planks int; }
        impl IFloat for Raft;
        func weight(self &Raft) int { return self.planks; }
        func total(float IFloat) int { return float.weight() + weight(&Raft(2)); }
        """, "load", """
        //- /main.vale
        import hulls.*;
        struct Ship { guns int; }
        impl IFloat for Ship;
        func load(self &Ship) int { return self.guns; }
        func weight(x int) int { return x; }
        exported func main() int { return total(Ship(3)) + weight(4); }
        //- /hulls.vale
        interface IFloat { func load(virtual self &IFloat) int; }
        struct Raft { planks int; }
        impl IFloat for Raft;
        func load(self &Raft) int { return self.planks; }
        func total(float IFloat) int { return float.load() + load(&Raft(2)); }
        """);

    [Fact]
    public void An_interface_made_from_lambdas_is_renamed() => Rename.Check("""
        interface IHel$0m { func turn(virtual self &IHelm, by int) int; }
        exported func main() int {
          helm = IHelm((by int) => { by * 2 });
          return helm.turn(4);
        }
        """, "IWheel", """
        interface IWheel { func turn(virtual self &IWheel, by int) int; }
        exported func main() int {
          helm = IWheel((by int) => { by * 2 });
          return helm.turn(4);
        }
        """);

    [Fact]
    public void A_generic_parameter_is_renamed_within_its_declaration() => Rename.Check("""
        struct Hold<T> where func drop(T)void { cargo T; }
        func first<T$0>(a &T, b &Hold<T>) T where func clone(&T)T, func drop(T)void {
          same &T = a;
          return clone(same);
        }
        """, "Cargo", """
        struct Hold<T> where func drop(T)void { cargo T; }
        func first<Cargo>(a &Cargo, b &Hold<Cargo>) Cargo where func clone(&Cargo)Cargo, func drop(Cargo)void {
          same &Cargo = a;
          return clone(same);
        }
        """);

    [Fact]
    public void A_function_is_renamed_where_its_name_is_a_value() => Rename.Check("""
        func do$0uble(x int) int { return x * 2; }
        func use<F>(f &F) int where func(&F, int)int { return f(3); }
        exported func main() int { return use(double); }
        """, "twice", """
        func twice(x int) int { return x * 2; }
        func use<F>(f &F) int where func(&F, int)int { return f(3); }
        exported func main() int { return use(twice); }
        """);

    [Fact]
    public void A_local_may_be_called_like_a_function_that_is_still_called() => Rename.Check("""
        func ship(x int) int { return x; }
        exported func main() int { sh$0 = ship(3); return ship(sh); }
        """, "ship", """
        func ship(x int) int { return x; }
        exported func main() int { ship = ship(3); return ship(ship); }
        """);

    [Theory]
    [InlineData("3x", "not a name")]
    [InlineData("a b", "not a name")]
    [InlineData("", "not a name")]
    [InlineData("while", "word of the language")]
    [InlineData("_", "word of the language")]
    public void A_new_name_has_to_be_a_name(string name, string message) => Rename.CheckConflict("exported func main() int { x$0 = 3; return x; }", name, message);

    [Fact]
    public void A_type_cannot_be_called_like_one_of_the_language() =>
        Rename.CheckConflict("struct Sh$0ip { guns int; }", "str", "type of the language");

    [Fact]
    public void Two_locals_of_one_block_collide() => Rename.CheckConflict("""
        exported func main() int {
          depth = 3;
          height = 4;
        //^^^^^^ here
          return de$0pth + height;
        }
        """, "height", "height");

    [Fact]
    public void A_use_would_mean_an_inner_local() => Rename.CheckConflict("""
        exported func main() int {
          de$0pth = 3;
          block {
            height = 4;
            println(height + depth);
                           //^^^^^ here
          }
          return 0;
        }
        """, "height", "another `height`");

    [Fact]
    public void An_inner_use_of_an_outer_local_would_be_captured() => Rename.CheckConflict("""
        exported func main() int {
          height = 3;
          block {
            de$0pth = 4;
            println(height + depth);
                  //^^^^^^ here
          }
          return 0;
        }
        """, "height", "another `height`");

    [Fact]
    public void Two_members_collide() => Rename.CheckConflict("""
        struct Ship { gu$0ns int; crew int; }
                              //^^^^ here
        """, "crew", "two members");

    [Fact]
    public void Two_functions_of_the_same_parameters_collide() => Rename.CheckConflict("""
        //- /hulls/a.vale
        func fu$0el(x int) int { return x; }
        //- /hulls/b.vale
        func coal(x int) int { return x; }
           //^^^^ here
        """, "coal", "twice");

    [Fact]
    public void Two_types_of_a_package_collide() => Rename.CheckConflict("""
        struct Sh$0ip { guns int; }
        interface Boat { }
        """, "Boat", "twice");

    [Fact]
    public void A_call_that_would_choose_another_function_is_told() => Rename.CheckConflict("""
        //- /main.vale
        import hulls.*;
        func co$0al(x int) int { return x; }
        exported func main() int { return fuel(3); }
                                        //^^^^ here
        //- /hulls.vale
        func fuel(x int) int { return x; }
        """, "fuel", "something else");

    [Fact]
    public void A_function_that_satisfies_a_bound_by_its_name_keeps_it() => Rename.CheckConflict("""
        //- /main.vale
        import hulls.*;
        exported func main() int { return total(&Ship(3)); }
                                        //^^^^^ here
        //- /hulls.vale
        struct Ship { guns int; }
        func wei$0ght(ship &Ship) int { return ship.guns; }
        func total<T>(x &T) int where func weight(&T)int { return weight(x); }
        """, "load", "total");

    [Fact]
    public void Both_sides_of_a_generic_parameters_collision_are_seen() => Rename.CheckConflict(
        "func first<A$0, B>(a &A, b &B) &A { return a; }", "B", "");

    [Fact]
    public void What_foreach_calls_keeps_its_name() => Rename.CheckConflict("""
        struct Fleet { size int; }
        struct Walk { at! int; end int; }
        func beg$0in(fleet &Fleet) Walk { return Walk(0, fleet.size); }
        func next(walk &Walk) Opt<int> { if walk.at >= walk.end { return None<int>(); } set walk.at = walk.at + 1; return Some<int>(walk.at); }
        exported func main() int { foreach ship in &Fleet(3) { println(ship); } return 0; }
        """, "start", "foreach");

    [Theory]
    [InlineData("exported func ma$0in() int { return 3; }", "main", "starts")]
    [InlineData("exported func sa$0il() int { return 3; }", "sail", "its name in C, `main_sail`")]
    [InlineData("extern func sa$0il() int;", "sail", "C provides")]
    [InlineData("exported struct Sh$0ip { guns int; }", "Ship", "its name in C, `main_Ship`")]
    [InlineData("exported struct Ship imm { gu$0ns int; }", "guns", "C's struct `main_Ship`")]
    [InlineData("struct Ship imm { gu$0ns int; } export Ship as Boat;", "guns", "C's struct `main_Boat`")]
    [InlineData("struct Ship { guns int; } func dr$0op(ship Ship) { [guns] = ship; }", "drop", "scope ends")]
    [InlineData("struct Ship { guns int; } func +$0(a &Ship, b &Ship) int { return 3; }", "+", "operator")]
    [InlineData("func f(x i$0nt) int { return x; }", "int", "type of the language")]
    [InlineData("exported func main() { prin$0tln(3); }", "println", "library")]
    [InlineData("import stdlib.collections.list.*; func f(x &Li$0st<int>) int { return x.len(); }", "List", "library")]
    [InlineData("exported func main() { whi$0le true { } }", "while", "word of the language")]
    [InlineData("func f<T>(x &T) where func we$0ight(&T)int { }", "weight", "asked for")]
    [InlineData("func f<T>(x &T) int where func weight(&T)int { return wei$0ght(x); }", "weight", "asked for")]
    [InlineData("import std$0lib.collections.list.*;", "stdlib", "folder")]
    [InlineData("exported func main() { los$0t(); }", "lost", "nobody knows")]
    public void What_cannot_be_renamed_says_why(string text, string name, string reason) => Rename.CheckCannot(text, name, reason);

    [Fact]
    public void What_is_exported_by_another_name_keeps_it_in_C() => Rename.Check("""
        struct Sh$0ip { guns int; }
        export Ship as Ship;
        exported func fuel(ship &Ship) int { return ship.guns; }
        """, "Boat", """
        struct Boat { guns int; }
        export Boat as Ship;
        exported func fuel(ship &Boat) int { return ship.guns; }
        """);

    [Theory]
    [InlineData("exported struct Ship { gu$0ns int; }", "guns")]
    [InlineData("func sa$0il() int { return 3; }", "sail")]
    [InlineData("struct Ship { gu$0ns int; }", "guns")]
    [InlineData("func f(x int) int { return x$0; }", "x")]
    [InlineData("func f<T$0>(x &T) { }", "T")]
    public void What_can_be_renamed_shows_its_name(string text, string name) => Rename.CheckCan(text, name);

    [Theory]
    [InlineData("func f() { }  $0  func g() { }")]
    [InlineData("// a com$0ment\nfunc f() { }")]
    [InlineData("func f() str { return \"te$0xt\"; }")]
    public void Where_no_name_stands_nothing_is_renamed(string text) => Rename.CheckNothing(text);
}
