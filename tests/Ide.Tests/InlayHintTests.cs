// Hints within programs, between white brackets. The golden texts are rewritten by ./build.sh update Ide.

using Vale.Ide;
using Vale.Ide.Hints;
using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class InlayHintTests
{
    private static readonly InlayHintOptions s_none = new(false, false, false, false, false);

    [Fact]
    public void Locals_show_their_types_where_neither_type_nor_maker_says_it() => Reading.Hints(
        """
        import stdlib.collections.list.*;
        struct Ship { guns int; crew Crew; }
        struct Crew { size int; }
        func find(ship &Ship) &Crew { return ship.crew; }
        exported func main() {
          ship = Ship(3, Crew(4));
          seen = &ship;
          crew = find(seen);
          count int = 4;
          [guns, rest] = (5, "rest");
          _ = 6;
          names = List<str>();
          set count = 7;
          foreach name in &names { println(name); }
          sum = (a, b) => { a + b };
          total = sum(count, guns);
        }
        """,
        """
        import stdlib.collections.list.*;
        struct Ship { guns int; crew Crew; }
        struct Crew { size int; }
        func find(ship &Ship) &Crew { return ship.crew; }
        exported func main() {
          ship = Ship(3, Crew(4));
          seen ⟦&Ship⟧ = &ship;
          crew ⟦&Crew⟧ = find(seen);
          count int = 4;
          [guns ⟦int⟧, rest ⟦str⟧] = (5, "rest");
          _ = 6;
          names = List<str>();
          set count = 7;
          foreach name ⟦str⟧ in &names { println(name); }
          sum = (a ⟦int⟧, b ⟦int⟧) ⟦int⟧ => { a + b };
          total ⟦int⟧ = sum(count, guns);
        }
        """, s_none with { Types = true });

    [Fact]
    public void A_lambda_of_several_types_shows_them_where_they_differ() => Reading.Hints(
        """
        struct AShipOfTheLineWithManyGuns { n int; }
        exported func main() {
          same = x => x;
          println(same("a"));
          println(str(same(3)));
          len = (text, more) => { sum = more; shown = text; 3 };
          println(len("a", 1) + len("b", 2) + len(4, 3));
          long = (a) => { };
          long(AShipOfTheLineWithManyGuns(3));
          long(&AShipOfTheLineWithManyGuns(3));
        }
        """,
        """
        struct AShipOfTheLineWithManyGuns { n int; }
        exported func main() {
          same = x ⟦int | str⟧ ⟦int | str⟧ => x;
          println(same("a"));
          println(str(same(3)));
          len = (text ⟦int | str⟧, more ⟦int⟧) ⟦int⟧ => { sum ⟦int⟧ = more; shown ⟦int | str⟧ = text; 3 };
          println(len("a", 1) + len("b", 2) + len(4, 3));
          long = (a) => { };
          long(AShipOfTheLineWithManyGuns(3));
          long(&AShipOfTheLineWithManyGuns(3));
        }
        """, s_none with { Types = true });

    [Fact]
    public void Arguments_show_their_parameters_where_they_do_not_say_them() => Reading.Hints(
        """
        struct Ship { guns int; crew_size int; }
        func sail(ship &Ship, knots int, to str, x int) { }
        func sink(ship Ship) { }
        exported func main() {
          guns = 3;
          crewSize = 4;
          ship = Ship(guns, crewSize);
          other = Ship(5, 6);
          sail(&ship, 7, "harbour", 8);
          other.sail(ship.guns, "sea", 9);
          maxKnots = 9;
          ship.sail(maxKnots, "a", 1);
          sink(ship);
          sink(other);
        }
        """,
        """
        struct Ship { guns int; crew_size int; }
        func sail(ship &Ship, knots int, to str, x int) { }
        func sink(ship Ship) { }
        exported func main() {
          guns = 3;
          crewSize = 4;
          ship = Ship(guns, crewSize);
          other = Ship(⟦guns:⟧ 5, ⟦crew_size:⟧ 6);
          sail(&ship, ⟦knots:⟧ 7, ⟦to:⟧ "harbour", 8);
          other.sail(⟦knots:⟧ ship.guns, ⟦to:⟧ "sea", 9);
          maxKnots = 9;
          ship.sail(maxKnots, ⟦to:⟧ "a", 1);
          sink(ship);
          sink(other);
        }
        """, s_none with { Parameters = true });

    [Fact]
    public void Calls_show_what_their_generic_parameters_stand_for() => Reading.Hints(
        """
        import stdlib.collections.list.*;
        struct Crate<T> { content T; }
        func open<T>(crate &Crate<T>) &T { return crate.content; }
        func pair<A, B>(a &A, b &B) int { return 3; }
        func first<T>(a &T) &T { return a; }
        exported func main() {
          crate = Crate("rum");
          open(&crate);
          crate.open();
          pair(&crate, 4);
          pair<str, int>("a", 4);
          names = List<str>();
          names.add("b");
          first(() => { 3 });
        }
        """,
        """
        import stdlib.collections.list.*;
        struct Crate<T> { content T; }
        func open<T>(crate &Crate<T>) &T { return crate.content; }
        func pair<A, B>(a &A, b &B) int { return 3; }
        func first<T>(a &T) &T { return a; }
        exported func main() {
          crate = Crate⟦<str>⟧("rum");
          open⟦<str>⟧(&crate);
          crate.open();
          pair⟦<Crate<str>, int>⟧(&crate, 4);
          pair<str, int>("a", 4);
          names = List<str>();
          names.add("b");
          first(() => { 3 });
        }
        """, s_none with { Generics = true });

    [Fact]
    public void Owners_are_dropped_where_their_scopes_end() => Reading.Hints(
        """
        struct Ship { guns int; }
        func keep(ship Ship) int {
          if ship.guns > 3 { return 1; }
          raft = Ship(1);
          while true {
            boat = Ship(2);
            if boat.guns == 2 { break; }
          }
          if ship.guns > 2 {
            inner = Ship(5);
            other = Ship(6);
          }
          moved = Ship(7);
          sink(moved);
          f = (s Ship) => { t = Ship(8); 4 };
          return f(Ship(9));
        }
        func sink(ship Ship) { }
        exported func main() int { return keep(Ship(4)); }
        """,
        """
        struct Ship { guns int; }
        func keep(ship Ship) int {
          if ship.guns > 3 { return 1; ⟦drops ship⟧ }
          raft = Ship(1);
          while true {
            boat = Ship(2);
            if boat.guns == 2 { ⟦drops boat⟧ break; }
          ⟦drops boat⟧ }
          if ship.guns > 2 {
            inner = Ship(5);
            other = Ship(6);
          ⟦drops other, inner⟧ }
          moved = Ship(7);
          sink(moved);
          f = (s Ship) => { t = Ship(8); 4 ⟦drops t, s⟧ };
          return f(Ship(9)); ⟦drops raft, ship⟧
        }
        func sink(ship Ship) { }
        exported func main() int { return keep(Ship(4)); }
        """, s_none with { Drops = true });

    [Fact]
    public void Borrows_that_nobody_wrote() => Reading.Hints(
        """
        struct Crew { size int; }
        struct Ship { guns int; crew Crew; }
        func fire(ship &Ship, n int) int { return ship.guns; }
        func feed(crew &Crew) { }
        func +(a &Ship, b &Ship) int { return 3; }
        exported func main() {
          ship = Ship(3, Crew(4));
          raft = &ship;
          ship.fire(3);
          raft.fire(4);
          fire(&ship, ship.guns);
          feed(ship.crew);
          feed(&ship.crew);
          println(ship + ship);
        }
        """,
        """
        struct Crew { size int; }
        struct Ship { guns int; crew Crew; }
        func fire(ship &Ship, n int) int { return ship.guns; }
        func feed(crew &Crew) { }
        func +(a &Ship, b &Ship) int { return 3; }
        exported func main() {
          ship = Ship(3, Crew(4));
          raft = &ship;
          ⟦&⟧ship.fire(3);
          raft.fire(4);
          fire(&ship, ship.guns);
          feed(⟦&⟧ship.crew);
          feed(&ship.crew);
          println(⟦&⟧ship + ⟦&⟧ship);
        }
        """, s_none with { Borrows = true });

    [Fact]
    public void Each_kind_can_be_left_out() => Reading.Hints(
        """
        func pair<A>(first &A, second int) int { return second; }
        exported func main() int { x = pair("a", 4); return x; }
        """,
        """
        func pair<A>(first &A, second int) int { return second; }
        exported func main() int { x = pair("a", 4); return x; }
        """, s_none);

    [Fact]
    public void Broken_code_shows_what_is_known() => Reading.Hints(
        """
        func sail(knots int, to str) int { return knots; }
        exported func main() int {
          x = sail(3, "a");
          y = sail(4, unknown);
          z = f => f(;
          return x
        }
        """,
        """
        func sail(knots int, to str) int { return knots; }
        exported func main() int {
          x ⟦int⟧ = sail(⟦knots:⟧ 3, ⟦to:⟧ "a");
          y = sail(⟦knots:⟧ 4, ⟦to:⟧ unknown);
          z = f => f(;
          return x
        }
        """, Reading.AllHints);

    [Fact]
    public void Only_the_range_that_is_asked_for_is_hinted_at()
    {
        const string text = """
            exported func main() {
              one = 1;
              two = 2;
              three = 3;
            }
            """;
        using var editor = new Editor(Fixture.Parse(text));
        var start = text.IndexOf("two", StringComparison.Ordinal);
        var hint = Assert.Single(editor.Ask(analysis => analysis.InlayHints(editor.File(0), new(start, start + 8), new InlayHintOptions(), whole: false)));
        Assert.Equal((start + 3, "int", InlayHintKind.Type, true), (hint.Offset, hint.Text, hint.Kind, hint.Insertable));
    }

    [Fact]
    public void A_whole_hint_says_where_what_it_names_is_declared_and_more_of_it()
    {
        const string text = """
            // It floats.
            struct Ship { guns int; }
            func build(guns int, name str) Ship { return Ship(guns); }
            exported func main() { ship = build(3, "Nina"); }
            """;
        using var editor = new Editor(Fixture.Parse(text));
        var hints = editor.Ask(analysis => analysis.InlayHints(editor.File(0), new(0, text.Length), new InlayHintOptions(), whole: true));
        var type = hints.Single(hint => hint.Kind == InlayHintKind.Type);
        Assert.Equal(text.IndexOf("Ship", StringComparison.Ordinal), type.Parts[0].Place!.Value.Range.Start);
        Assert.Contains("It floats.", type.Tooltip, StringComparison.Ordinal);
        var guns = hints.First(hint => hint.Kind == InlayHintKind.Parameter);
        Assert.Equal(text.IndexOf("guns int, name", StringComparison.Ordinal), guns.Parts[0].Place!.Value.Range.Start);
        Assert.Equal("```vale\nguns int\n```", guns.Tooltip);
    }
}
