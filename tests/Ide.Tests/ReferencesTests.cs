// Where things are used: the cursor is $0, every place is marked, the declaration as def.

using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class ReferencesTests
{
    [Fact]
    public void A_function_is_used_where_it_is_called_in_any_file() => References.Check("""
        //- /main.vale
        import hulls.*;
        exported func main() int { return sh$0ip(3) + ship(4); }
                                        //^^^^ use
                                                  //^^^^ use
        //- /hulls.vale
        func ship(n int) int { return n; }
           //^^^^ def
        func fleet() int { return ship(1); }
                                //^^^^ use
        """);

    [Fact]
    public void Another_overload_is_another_function() => References.Check("""
        func fuel(x int) int { return x; }
        func fu$0el(x str) int { return len(x); }
           //^^^^ def
        exported func main() int { return fuel("abc") + fuel(3); }
                                        //^^^^ use
        """);

    [Fact]
    public void A_struct_is_used_in_types_and_where_it_is_made() => References.Check("""
        struct Ship { guns int; }
             //^^^^ def
        func arm(ship &Ship) int { return ship.guns; }
                     //^^^^ use
        exported func main() int { ship = Sh$0ip(3); return ship.arm(); }
                                        //^^^^ use
        """);

    [Fact]
    public void A_member_is_used_behind_dots() => References.Check("""
        struct Ship { guns int; crew int; }
                    //^^^^ def
        exported func main() int { ship = Ship(3, 4); return ship.gu$0ns + ship.crew; }
                                                                //^^^^ use
        """);

    [Fact]
    public void A_local_is_that_of_its_own_block() => References.Check("""
        exported func main() int {
          depth = 3;
        //^^^^^ def
          block {
            depth = 4;
            println(depth);
          }
          return $0depth;
               //^^^^^ use
        }
        """);

    [Fact]
    public void A_parameter_is_used_in_the_body() => References.Check("""
        func twice(num$0ber int) int { return number + number; }
                 //^^^^^^ def
                                          //^^^^^^ use
                                                   //^^^^^^ use
        exported func main() int { number = 3; return twice(number); }
        """);

    [Fact]
    public void A_generic_parameter_is_used_in_the_types_of_its_header_and_nowhere_else() => References.Check("""
        func first<T>(a &$0T, b &T) &T { return a; }
                 //^ def
                       //^ use
                             //^ use
                                 //^ use
        func second<T>(a &T, b &T) &T { return b; }
        exported func main() int { return first(3, 4) + second(5, 6); }
        """);

    [Fact]
    public void What_a_bound_promises_is_used_where_the_body_calls_it() => References.Check("""
        func show<T>(x &T) str where func text(&T)str { return te$0xt(x); }
                                   //^^^^^^^^^^^^^^^^ def
                                                             //^^^^ use
        func text(x int) str { return str(x); }
        exported func main() { println(show(3)); }
        """);

    [Fact]
    public void Nothing_is_used_where_nothing_stands() => References.Check("exported func main() { $0 }");

    [Fact]
    public void Highlights_stay_in_the_file() => References.CheckHighlights("""
        //- /main.vale
        import hulls.*;
        exported func main() int { return sh$0ip(3); }
                                        //^^^^ use
        //- /hulls.vale
        func ship(n int) int { return n; }
        """);

    [Fact]
    public void Highlights_tell_the_declaration_from_the_uses() => References.CheckHighlights("""
        exported func main() int {
          dep$0th = 3;
        //^^^^^ def
          set depth = 4;
            //^^^^^ use
          return depth;
               //^^^^^ use
        }
        """);
}
