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
            //^^^^^ set
          return depth;
               //^^^^^ use
        }
        """);

    [Fact]
    public void Highlights_tell_where_a_member_is_set() => References.CheckHighlights("""
        struct Ship { gu$0ns! int; }
                    //^^^^ def
        func arm(ship &Ship) int {
          set ship.guns = ship.guns + 1;
                 //^^^^ set
                             //^^^^ use
          return ship.guns;
                    //^^^^ use
        }
        """);

    [Fact]
    public void A_local_is_used_in_lambdas_too() => References.Check("""
        exported func main() int {
          de$0pth = 3;
        //^^^^^ def
          deeper = (x) => { x + depth };
                              //^^^^^ use
          twice = () => { () => { depth + depth } };
                                //^^^^^ use
                                        //^^^^^ use
          return deeper(4) + deeper(4) + twice()();
        }
        """);

    [Fact]
    public void A_parameter_that_a_lambda_sets_is_still_that_parameter() => References.Check("""
        func count(sh$0ips int) int {
                 //^^^^^ def
          add = () => { set ships = ships + 1; };
                          //^^^^^ use
                                  //^^^^^ use
          add();
          return ships;
               //^^^^^ use
        }
        exported func main() int { return count(3); }
        """);

    [Fact]
    public void A_part_of_a_parameter_is_declared_in_the_header() => References.Check("""
        struct Ship { guns int; crew int; }
        func sum(Ship[gu$0ns, crew]) int { return guns + crew; }
                    //^^^^ def
                                              //^^^^ use
        exported func main() int { return sum(Ship(1, 2)); }
        """);

    [Fact]
    public void A_member_is_used_where_a_constructor_sets_it() => References.Check("""
        struct Ship { gu$0ns int; crew int; }
                    //^^^^ def
        func Ship(n int) Ship {
          self.guns = n;
             //^^^^ use
          self.crew = self.guns + 1;
                         //^^^^ use
        }
        exported func main() int { return Ship(1).crew; }
        """);

    [Fact]
    public void A_type_is_used_in_generic_arguments_within_bodies() => References.Check("""
        import stdlib.collections.list.*;
        struct Sh$0ip { guns int; }
             //^^^^ def
        exported func main() int {
          ships = List<Ship>();
                     //^^^^ use
          same List<Ship> = ships;
                  //^^^^ use
          other = (ship &Ship) => { ship.guns };
                       //^^^^ use
          return same.len();
        }
        """);

    [Fact]
    public void A_function_is_used_where_its_name_is_a_value() => References.Check("""
        func do$0uble(x int) int { return x * 2; }
           //^^^^^^ def
        func use<F>(f &F) int where func(&F, int)int { return f(3); }
        exported func main() int { return use(double); }
                                            //^^^^^^ use
        """);

    [Fact]
    public void A_generic_integer_is_used_as_a_value() => References.Check("""
        struct Fleet<N Int> { flag int; }
        func size<N Int>(fleet &Fleet<N>) int { return $0N; }
                //^ def
                                    //^ use
                                                     //^ use
        exported func main() int { return size(&Fleet<3>(1)); }
        """);
}
