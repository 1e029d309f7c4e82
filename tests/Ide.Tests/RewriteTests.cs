// Rewrites of what is right already: the selection stands between two $0; the second text is the whole program afterwards.

using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class RewriteTests
{
    [Fact]
    public void The_type_of_a_local_is_written() => Assist.Check("""
        import stdlib.collections.list.*;
        exported func main() int { sh$0ips = List<int>(); return ships.len(); }
        """, "explicit-type", """
        import stdlib.collections.list.*;
        exported func main() int { ships List<int> = List<int>(); return ships.len(); }
        """);

    [Fact]
    public void The_type_that_is_written_is_imported() => Assist.Check("""
        //- /main.vale
        import hulls.yard.build;
        exported func main() int { sh$0ip = build(); return ship.guns; }
        //- /hulls/yard/a.vale
        struct Ship { guns int; }
        func build() Ship { return Ship(3); }
        """, "explicit-type", """
        //- /main.vale
        import hulls.yard.Ship;
        import hulls.yard.build;
        exported func main() int { ship Ship = build(); return ship.guns; }
        //- /hulls/yard/a.vale
        struct Ship { guns int; }
        func build() Ship { return Ship(3); }
        """);

    [Theory]
    [InlineData("exported func main() { sa$0il = (x) => { x + 1 }; println(sail(3)); }")]
    [InlineData("exported func main() int { sa$0il int = 3; return sail; }")]
    public void A_type_that_is_there_or_has_no_text_is_not_written(string text) => Assist.CheckNone(text, "explicit-type");

    [Fact]
    public void An_expression_becomes_a_local_before_its_statement() => Assist.CheckRuns("""
        struct Ship { guns int; crew int; }
        func crewOf(ship &Ship) int { return ship.crew; }
        exported func main() int {
          ship = Ship(3, 4);
          println("crew: " + str($0crewOf(&ship) * 2$0));
          return 0;
        }
        """, "extract-local", """
        struct Ship { guns int; crew int; }
        func crewOf(ship &Ship) int { return ship.crew; }
        exported func main() int {
          ship = Ship(3, 4);
          value = crewOf(&ship) * 2;
          println("crew: " + str(value));
          return 0;
        }
        """);

    [Fact]
    public void A_local_is_called_after_what_is_called() => Assist.CheckRuns("""
        struct Ship { guns int; crew int; }
        func crew(ship &Ship) int { return ship.crew; }
        exported func main() int {
          ship = Ship(3, 4);
          if $0ship.crew()$0 > 3 { return 7; }
          return crew(&ship);
        }
        """, "extract-local", """
        struct Ship { guns int; crew int; }
        func crew(ship &Ship) int { return ship.crew; }
        exported func main() int {
          ship = Ship(3, 4);
          crew2 = ship.crew();
          if crew2 > 3 { return 7; }
          return crew(&ship);
        }
        """);

    [Fact]
    public void What_a_loop_asks_every_time_is_named_in_its_condition() => Assist.CheckRuns("""
        exported func main() int {
          n = 0;
          while $0n * n$0 < 50 { set n = n + 1; }
          return n;
        }
        """, "extract-local", """
        exported func main() int {
          n = 0;
          while n2 = n * n; n2 < 50 { set n = n + 1; }
          return n;
        }
        """);

    [Fact]
    public void A_statement_that_is_selected_whole_gets_a_name_in_front() => Assist.CheckRuns("""
        func load(n int) int { println(n); return n; }
        exported func main() int {
          $0load(3)$0;
          return 0;
        }
        """, "extract-local", """
        func load(n int) int { println(n); return n; }
        exported func main() int {
          load2 = load(3);
          return 0;
        }
        """);

    [Theory]
    [InlineData("exported func main() { a = true; if a and $0not a$0 { } }")]
    [InlineData("exported func main() { f = (x) => $0x + 1$0; println(f(3)); }")]
    [InlineData("exported func main() { x = 3; set $0x$0 = 4; println(x); }")]
    [InlineData("exported func main() { $0println$0(3); }")]
    [InlineData("exported func main() { $0println(3)$0; }")]
    [InlineData("exported func main() { println($0_ + 1$0); }")]
    public void What_is_evaluated_later_or_has_no_value_is_not_extracted(string text) => Assist.CheckNone(text, "extract-local");

    [Fact]
    public void Statements_become_a_function_that_takes_and_returns_what_is_needed() => Assist.CheckRuns("""
        struct Ship { guns int; crew int; }
        func sink(ship Ship) int { return ship.guns; }

        exported func main() int {
          ship = Ship(3, 4);
          other = Ship(5, 6);
          factor = 2;
          $0guns = ship.guns * factor;
          if guns > 3 {
            println(sink(other));
          } else {
            println(sink(other) + 1);
          }$0
          println(ship.crew);
          return guns;
        }
        """, "extract-function", """
        struct Ship { guns int; crew int; }
        func sink(ship Ship) int { return ship.guns; }

        exported func main() int {
          ship = Ship(3, 4);
          other = Ship(5, 6);
          factor = 2;
          guns = extracted(&ship, factor, other);
          println(ship.crew);
          return guns;
        }

        func extracted(ship &Ship, factor int, other Ship) int {
          guns = ship.guns * factor;
          if guns > 3 {
            println(sink(other));
          } else {
            println(sink(other) + 1);
          }
          return guns;
        }
        """);

    [Fact]
    public void Several_results_come_back_together() => Assist.CheckRuns("""
        exported func main() int {
          n = 4;
          $0a = n + 1;
          b = n * 2;$0
          return a * b;
        }
        """, "extract-function", """
        exported func main() int {
          n = 4;
          [a, b] = extracted(n);
          return a * b;
        }

        func extracted(n int) (int, int) {
          a = n + 1;
          b = n * 2;
          return (a, b);
        }
        """);

    [Fact]
    public void A_local_that_is_set_comes_back() => Assist.CheckRuns("""
        exported func main() int {
          total = 0;
          foreach i in 0..4 {
            $0set total = total + i;
            println(total);$0
          }
          return total;
        }
        """, "extract-function", """
        exported func main() int {
          total = 0;
          foreach i in 0..4 {
            set total = extracted(total, i);
          }
          return total;
        }

        func extracted(total int, i int) int {
          set total = total + i;
          println(total);
          return total;
        }
        """);

    [Fact]
    public void An_expression_becomes_a_function_with_the_generics_and_bounds_it_needs() => Assist.Check("""
        func heavy<T>(a &T, b &T) bool
        where func weigh(&T)int {
          return $0weigh(a) + weigh(b)$0 > 10;
        }
        """, "extract-function", """
        func heavy<T>(a &T, b &T) bool
        where func weigh(&T)int {
          return extracted(a, b) > 10;
        }

        func extracted<T>(a &T, b &T) int
        where func weigh(&T)int {
          return weigh(a) + weigh(b);
        }
        """);

    [Fact]
    public void The_value_of_a_block_is_what_the_function_returns() => Assist.CheckRuns("""
        func twice(n int) int {
          $0m = n + n;
          m$0
        }
        exported func main() int { return twice(4); }
        """, "extract-function", """
        func twice(n int) int {
          extracted(n)
        }

        func extracted(n int) int {
          m = n + n;
          m
        }
        exported func main() int { return twice(4); }
        """);

    [Theory]
    [InlineData("exported func main() int { n = 3; $0if n > 2 { return 4; }$0 return 5; }")]
    [InlineData("exported func main() { while true { $0println(3); break;$0 } }")]
    [InlineData("exported func main() { $0a = 3; pri$0ntln(a); }")]
    [InlineData("struct Ship { guns int; } func Ship() Ship { $0self.guns = 3;$0 }")]
    [InlineData("exported func main() { a = 1; b = 2; $0set a = 3; set b = 4;$0 println(a + b); }")]
    [InlineData("exported func main() { f = (x) => { x + 1 }; $0println(f(3));$0 }")]
    public void What_leaves_the_selection_or_cannot_be_passed_is_no_function(string text) => Assist.CheckNone(text, "extract-function");

    [Fact]
    public void A_constant_is_inlined_everywhere() => Assist.CheckRuns("""
        exported func main() int {
          n = 4;
          si$0ze = n + 1;
          println(n);
          f = () => { size * 2 };
          return size + f() + size.twice();
        }
        func twice(x int) int { return x * 2; }
        """, "inline-local", """
        exported func main() int {
          n = 4;
          println(n);
          f = () => { (n + 1) * 2 };
          return (n + 1) + f() + (n + 1).twice();
        }
        func twice(x int) int { return x * 2; }
        """);

    [Fact]
    public void A_call_is_inlined_into_the_next_statement_where_it_comes_first() => Assist.CheckRuns("""
        struct Ship { guns int; }
        func build(n int) Ship { println(n); return Ship(n); }
        func sink(ship Ship, n int) int { return ship.guns + n; }
        exported func main() int {
          ship = build(3);
          return sink(sh$0ip, 4);
        }
        """, "inline-local", """
        struct Ship { guns int; }
        func build(n int) Ship { println(n); return Ship(n); }
        func sink(ship Ship, n int) int { return ship.guns + n; }
        exported func main() int {
          return sink(build(3), 4);
        }
        """);

    [Theory]
    [InlineData("exported func main() int { a$0 = load(1); b = load(2); return a + b; } func load(n int) int { println(n); return n; }")]
    [InlineData("exported func main() int { a$0 = load(2); return load(1) + a; } func load(n int) int { println(n); return n; }")]
    [InlineData("exported func main() int { a$0 = load(2); return a + a; } func load(n int) int { println(n); return n; }")]
    [InlineData("exported func main() int { n = 1; a$0 = n + 1; set n = 5; return a; }")]
    [InlineData("exported func main() int { a$0 = load(2); while a > 3 { } return 0; } func load(n int) int { println(n); return n; }")]
    [InlineData("struct Ship { guns int; } exported func main() int { ship$0 = Ship(3); return guns(&ship); } func guns(s &Ship) int { return s.guns; }")]
    [InlineData("exported func main() int { n = 1; a$0 = n + 1; block { n = 5; println(a + n); } return 0; }")]
    [InlineData("exported func main() int { a$0 = 3; set a = 4; return a; }")]
    public void What_would_happen_at_another_time_is_not_inlined(string text) => Assist.CheckNone(text, "inline-local");

    [Fact]
    public void Imports_are_sorted_and_what_nothing_needs_is_left_out() => Assist.CheckRuns("""
        //- /main.vale
        // The harbour.
        $0import stdlib.math.*;
        import hulls.yard.Ship;
        import anchors.shop.*;
        import hulls.yard.*;
        import hulls.yard.*;

        exported func main() int { return build(3).guns + drag(4); }
        //- /hulls/yard/a.vale
        struct Ship { guns int; }
        func build(n int) Ship { return Ship(n); }
        //- /anchors/shop/a.vale
        func drag(n int) int { return n; }
        """, "organize-imports", """
        //- /main.vale
        // The harbour.
        import anchors.shop.*;
        import hulls.yard.*;

        exported func main() int { return build(3).guns + drag(4); }
        //- /hulls/yard/a.vale
        struct Ship { guns int; }
        func build(n int) Ship { return Ship(n); }
        //- /anchors/shop/a.vale
        func drag(n int) int { return n; }
        """);

    [Fact]
    public void An_import_that_a_loop_needs_without_naming_it_stays() => Assist.Check("""
        //- /main.vale
        $0import stdlib.collections.list.*;
        import hulls.yard.fleet;
        exported func main() { n = fleet(); squares = foreach i in 0..n { i * i }; }
        //- /hulls/yard/a.vale
        func fleet() int { return 3; }
        """, "organize-imports", """
        //- /main.vale
        import hulls.yard.fleet;
        import stdlib.collections.list.*;
        exported func main() { n = fleet(); squares = foreach i in 0..n { i * i }; }
        //- /hulls/yard/a.vale
        func fleet() int { return 3; }
        """);

    [Fact]
    public void One_import_that_nothing_needs_is_removed() => Assist.Check("""
        import stdl$0ib.math.*;
        import stdlib.collections.list.*;
        exported func main() int { return List<int>().len(); }
        """, "remove-import", """
        import stdlib.collections.list.*;
        exported func main() int { return List<int>().len(); }
        """, maybeWrong: true);

    [Fact]
    public void A_local_that_nobody_uses_goes() => Assist.Check("""
        exported func main() int {
          de$0pth = 3 + 4;
          return 0;
        }
        """, "remove-local", """
        exported func main() int {
          return 0;
        }
        """);

    [Fact]
    public void A_parameter_that_nobody_uses_is_ignored() => Assist.Check("""
        func load(n int, m$0 int) int { return n; }
        exported func main() int { return load(1, 2); }
        """, "ignore-parameter", """
        func load(n int, _ int) int { return n; }
        exported func main() int { return load(1, 2); }
        """);
}
