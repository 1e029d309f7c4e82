// Where names lead: the cursor is $0, the declarations it must lead to are marked.

using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class GotoDefinitionTests
{
    [Fact]
    public void A_call_leads_to_the_function() => Goto.Check("""
        func fuel() int { return 1; }
           //^^^^ def
        exported func main() int { return fu$0el(); }
        """);

    [Fact]
    public void A_call_leads_to_the_overload_that_it_means() => Goto.Check("""
        func fuel(x int) int { return x; }
        func fuel(x str) int { return len(x); }
           //^^^^ def
        exported func main() int { return $0fuel("abc"); }
        """);

    [Fact]
    public void A_method_call_leads_to_the_function() => Goto.Check("""
        struct Ship { guns int; }
        func arm(ship &Ship) int { return ship.guns; }
           //^^^ def
        exported func main() int { ship = Ship(3); return ship.ar$0m(); }
        """);

    [Fact]
    public void An_import_brings_declarations_of_other_files() => Goto.Check("""
        //- /main.vale
        import hulls.*;
        exported func main() int { return sh$0ip(3); }
        //- /hulls.vale
        func ship(n int) int { return n; }
           //^^^^ def
        """);

    [Fact]
    public void A_name_in_an_import_leads_to_what_it_imports() => Goto.Check("""
        //- /main.vale
        import hulls.sh$0ip;
        exported func main() int { return ship(3); }
        //- /hulls.vale
        func ship(n int) int { return n; }
           //^^^^ def
        """);

    [Fact]
    public void A_local_leads_to_its_declaration() => Goto.Check("""
        exported func main() int {
          depth = 3;
        //^^^^^ def
          return dep$0th;
        }
        """);

    [Fact]
    public void A_local_in_a_block_hides_the_outer_one() => Goto.Check("""
        exported func main() int {
          depth = 3;
          block {
            depth = 4;
          //^^^^^ def
            println($0depth);
          }
          return depth;
        }
        """);

    [Fact]
    public void A_parameter_leads_to_itself_in_the_header() => Goto.Check("""
        func twice(number int) int { return num$0ber * 2; }
                 //^^^^^^ def
        exported func main() int { return twice(2); }
        """);

    [Fact]
    public void A_part_of_a_pattern_is_a_declaration() => Goto.Check("""
        struct Ship { guns int; crew int; }
        exported func main() int {
          [guns, crew] = Ship(3, 4);
               //^^^^ def
          return cre$0w;
        }
        """);

    [Fact]
    public void A_type_leads_to_the_struct() => Goto.Check("""
        struct Ship { guns int; }
             //^^^^ def
        func arm(ship &Sh$0ip) int { return ship.guns; }
        """);

    [Fact]
    public void A_member_leads_into_the_struct() => Goto.Check("""
        struct Ship { guns int; }
                    //^^^^ def
        func arm(ship &Ship) int { return ship.gu$0ns; }
        """);

    [Fact]
    public void A_member_that_is_set_leads_into_the_struct() => Goto.Check("""
        struct Ship { guns! int; }
                    //^^^^ def
        func arm(ship &Ship) { set ship.gun$0s = 4; }
        """);

    [Fact]
    public void Making_a_struct_leads_to_the_struct() => Goto.Check("""
        struct Ship { guns int; }
             //^^^^ def
        exported func main() int { return Sh$0ip(3).guns; }
        """);

    [Fact]
    public void Making_a_struct_leads_to_a_constructor_of_its_own() => Goto.Check("""
        struct Ship { guns int; }
        func Ship() Ship { return Ship(1); }
           //^^^^ def
        exported func main() int { return Sh$0ip().guns; }
        """);

    [Fact]
    public void The_name_of_a_declaration_leads_to_itself() => Goto.Check("""
        func fu$0el() int { return 1; }
           //^^^^ def
        """);

    [Fact]
    public void The_cursor_may_stand_behind_the_name() => Goto.Check("""
        func fuel() int { return 1; }
           //^^^^ def
        exported func main() int { return fuel$0(); }
        """);

    [Fact]
    public void An_operator_leads_into_the_library() => Goto.CheckLibrary("""
        exported func main() int { return 1 $0+ 2; }
        """, "+");

    [Fact]
    public void A_function_of_the_library_is_found() => Goto.CheckLibrary("""
        exported func main() { print$0ln("ahoy"); }
        """, "println");

    [Fact]
    public void A_definition_is_found_although_the_program_has_errors_elsewhere() => Goto.Check("""
        func fuel() int { return 1; }
           //^^^^ def
        exported func main() int { x = ; return fu$0el() + unknown; }
        func broken( { }
        """);

    [Theory]
    [InlineData("exported func main() int { return $0  3; }")]
    [InlineData("// a comm$0ent\nexported func main() { }")]
    [InlineData("exported func main() int { return unk$0nown(); }")]
    [InlineData("exported func main() str { return \"te$0xt\"; }")]
    [InlineData("$0")]
    public void Nothing_leads_nowhere(string text) => Goto.Check(text);

    [Fact]
    public void A_generic_parameter_leads_to_where_it_is_declared() => Goto.Check("""
        func first<T>(a &T, b &$0T) &T { return a; }
                 //^ def
        exported func main() int { return first(3, 4); }
        """);

    [Fact]
    public void A_generic_parameter_of_an_interface_is_that_of_its_methods() => Goto.Check("""
        sealed interface Vessel<T> {
                              //^ def
          func load(virtual self &Vessel<T>, cargo $0T);
        }
        exported func main() { }
        """);

    [Fact]
    public void The_type_of_a_local_leads_to_its_struct() => Goto.CheckType("""
        struct Ship { guns int; }
             //^^^^ def
        exported func main() int { ship = Ship(3); return sh$0ip.guns; }
        """);

    [Fact]
    public void The_type_of_a_parameter_and_of_a_call_lead_to_their_structs() => Goto.CheckType("""
        struct Ship { guns int; }
             //^^^^ def
        func build() Ship { return Ship(3); }
        exported func main() int { return bu$0ild().guns; }
        """);

    [Fact]
    public void The_type_of_an_int_leads_nowhere() => Goto.CheckType("exported func main() int { x = 3; return $0x; }");

    [Fact]
    public void An_interface_leads_to_the_structs_that_implement_it() => Goto.CheckImplementation("""
        //- /main.vale
        import hulls.*;
        struct Raft { }
             //^^^^ def
        impl Vessel for Raft;
        exported func main() { }
        //- /hulls.vale
        interface Ves$0sel { }
        struct Boat { }
             //^^^^ def
        impl Vessel for Boat;
        struct Stone { }
        """);

    [Fact]
    public void An_abstract_function_leads_to_its_overrides() => Goto.CheckImplementation("""
        sealed interface Vessel { func cr$0ew(virtual self &Vessel) int; }
        struct Raft { }
        impl Vessel for Raft;
        func crew(raft &Raft) int { return 1; }
           //^^^^ def
        func crew(count int) int { return count; }
        exported func main() { }
        """);

    [Fact]
    public void A_call_with_a_mistake_in_an_argument_leads_to_the_function_it_must_mean() => Goto.Check("""
        func fuel(a int) int { return a; }
        func fuel(a int, b int) int { return a + b; }
           //^^^^ def
        exported func main() int { return fu$0el(1, missing); }
        """);

    [Fact]
    public void A_call_with_wrong_arguments_leads_to_the_only_function_of_its_name() => Goto.Check("""
        struct Ship { }
        func burn(ship &Ship) int { return 1; }
           //^^^^ def
        exported func main() int { return bu$0rn("wood", 2); }
        """);

    [Fact]
    public void A_wrong_call_of_several_functions_leads_nowhere() => Goto.Check("""
        func fuel(a int) int { return a; }
        func fuel(a str) int { return 1; }
        exported func main() int { return fu$0el(missing); }
        """);
}
