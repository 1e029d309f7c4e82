// What can be looked at under the cursor. The texts are for eyes; that they say the thing is shown here, not their layout.

using Vale.Ide.Facts;
using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class FactTests
{
    private const string Program = """
        interface Vessel { func crew(virtual vessel &Vessel) int; }
        struct Ship { guns int; }
        impl Vessel for Ship;
        func crew(ship &Ship) int { return ship.guns; }

        func first<T>(a &T, b &T) &T { return a; }

        func man<V>(vessel &V) int where implements(V, Vessel), func crew(&V)int { return crew(vessel); }

        exported func main() int {
          ship = Ship(3);
          return first(&ship, &ship).guns + man(&ship);
        }
        """;

    private static FactText? Show(string at, FactKind kind, string program = Program)
    {
        using var editor = new Editor(Fixture.Parse(program.Replace(at.Replace("$0", "", StringComparison.Ordinal), at, StringComparison.Ordinal)));
        return editor.Ask(analysis => analysis.Show(editor.Cursor, kind));
    }

    private static void Says(FactText? fact, string title, params string[] lines)
    {
        Assert.NotNull(fact);
        Assert.Equal(title, fact.Title);
        foreach (var line in lines) Assert.Contains(line, fact.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tree_is_that_of_the_item() => Says(Show("struct Sh$0ip", FactKind.Tree), "Tree of struct Ship", "StructKeyword", "Identifier 67..71 \"Ship\"");

    [Fact]
    public void The_items_are_those_of_the_file() => Says(Show("struct Sh$0ip", FactKind.Items), "Items of main.vale", "func crew/1 in Vessel", "struct Ship/1", "func first/2 generic", "func main/0 exported");

    [Fact]
    public void The_rules_are_those_of_the_denizen() => Says(
        Show("func fi$0rst", FactKind.Rules), "Rules of func first", "T: coord, generic parameter", "type of parameter 1", "= borrow T");

    [Fact]
    public void A_definition_is_solved_with_placeholders() => Says(
        Show("func fi$0rst", FactKind.Solver), "Solving func first for its definition", "T = T    given", "= &T    by");

    [Fact]
    public void A_call_is_solved_from_its_arguments() => Says(
        Show("return fi$0rst", FactKind.Solver), "Solving the call of first(&T, &T)", "= &Ship    given", "T = Ship    by");

    [Fact]
    public void A_body_shows_borrows_moves_and_drops() => Says(
        Show("ship = Sh$0ip", FactKind.Body), "Body of func main", "let %0 ship", "call first<Ship>: &Ship", "borrow %0 ship: &Ship", "move %0 ship: Ship");

    [Theory]
    [InlineData("exported func main() int { f = (n) => n + 1; return f$0(3); }", "Solving func main for its definition")]
    [InlineData("func one(n int) int { return n; } exported func main() int { f = one; return f$0(3); }", "Solving func main for its definition")]
    [InlineData("func twice<T>(n T) T { return n; } exported func main() int { f = (n) => n + 1; return twice(f$0(3)); }", "Solving the call of twice(T)")]
    public void The_call_of_a_lambda_is_not_solved(string text, string title)
    {
        using var editor = new Editor(Fixture.Parse(text));
        Assert.Equal(title, editor.Ask(analysis => analysis.Show(editor.Cursor, FactKind.Solver))!.Title);
    }

    [Theory]
    [InlineData("exported func main() { pair = [#](1, 2); }", "drop")]
    [InlineData("exported func main() int { f = (n) => n + 1; return f(3); }", "call lambda: int")]
    public void A_call_of_what_nobody_declares_is_shown_by_its_name(string text, string line)
    {
        using var editor = new Editor(Fixture.Parse(text.Replace("main() ", "ma$0in() ", StringComparison.Ordinal)));
        Assert.Contains(line, editor.Ask(analysis => analysis.Show(editor.Cursor, FactKind.Body))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_itable_tells_what_overrides_what() => Says(
        Show("interface Ves$0sel", FactKind.Itable), "Itables of interface Vessel", "Ship as Vessel", "crew(&Vessel)  ->  crew(&Ship)");

    [Fact]
    public void A_struct_shows_the_itables_of_its_own() => Says(Show("struct Sh$0ip", FactKind.Itable), "Itables of struct Ship", "Ship as Vessel");

    [Fact]
    public void The_instances_of_a_function_are_those_the_program_reaches() => Says(
        Show("func fi$0rst", FactKind.Instantiations), "Instantiations of func first", "first(&Ship, &Ship) &Ship");

    [Fact]
    public void The_ir_is_that_of_each_instance() => Says(Show("func fi$0rst", FactKind.Ir), "IR of func first", "func main.first<main.Ship>(", "Return");

    [Fact]
    public void Of_a_program_with_errors_nothing_is_reachable_yet() => Says(
        Show("func fi$0rst", FactKind.Ir, Program.Replace("Ship(3)", "Ship(none)", StringComparison.Ordinal)), "IR of func first", "the program has errors");

    [Fact]
    public void Where_nothing_stands_there_is_nothing_to_show()
    {
        Assert.Null(Show("$0\nfunc man", FactKind.Solver, Program + "\n\n\n// the end $0"));
        Assert.Null(Show("func fi$0rst", FactKind.Itable));
    }

    [Fact]
    public void Every_fact_of_every_place_can_be_shown()
    {
        foreach (var kind in Enum.GetValues<FactKind>())
            for (var at = 0; at <= Program.Length; at += 7)
            {
                using var editor = new Editor(Fixture.Parse(Program.Insert(at, "$0")));
                editor.Ask(analysis => analysis.Show(editor.Cursor, kind));
            }
    }
}
