// Shows, edit by edit, which facts are found again and which are not. After each edit the answer is compared with a cold database's.

using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.Incremental;

public sealed class EditTests
{
    [Fact]
    public void Editing_a_body_checks_that_body_and_no_other() => Edits.Check("""
        struct Ship { fuel int; }
        func weigh(ship &Ship) int { return ship.fuel * $02$0; }
        func sail(ship &Ship) int { return weigh(ship); }
        exported func main() int {
          ship = Ship(3);
          return sail(&ship);
        }
        """, "4",
        ran: ["Parse main.vale", "Body weigh", "Ir weigh"],
        notRan: ["Body sail", "Body main", "Ir sail", "Ir main", "Signature *", "StructDefinition *", "Scope *", "Visible *", "FileScope *", "InPackage *", "OverloadProblems *"]);

    [Fact]
    public void Editing_a_comment_in_a_body_lowers_nothing_again() => Edits.Check("""
        func weigh(x int) int { /*$0 heavy $0*/ return x; }
        exported func main() int { return weigh(3); }
        """.Replace("/*", "«").Replace("*/", "»"), " light ",
        ran: ["Body weigh"],
        notRan: ["Ir weigh", "Body main", "Signature *", "Scope *", "Visible *"]);

    [Fact]
    public void Blank_lines_above_everything_change_no_meaning() => Edits.Check("""
        $0$0struct Ship { fuel int; }
        func weigh(ship &Ship) int { return ship.fuel; }
        exported func main() int {
          ship = Ship(3);
          return weigh(&ship);
        }
        """, "\n\n// Ships.\n\n",
        ran: ["Parse main.vale", "ItemRanges main.vale"],
        notRan: ["Signature *", "Body *", "Ir *", "StructDefinition *", "Shape *", "Scope *", "Visible *", "FileScope *", "InPackage *", "DenizenProblems *"]);

    [Fact]
    public void Moving_a_function_with_a_mistake_moves_its_diagnostic_and_checks_nothing() => Edits.Check("""
        $0$0
        exported func main() int { return nope; }
        """, "// A line.\n",
        ran: ["FileDiagnostics main.vale"],
        notRan: ["Signature *", "Body *", "Visible *", "DenizenProblems *"]);

    [Fact]
    public void Editing_a_header_checks_its_callers() => Edits.Check("""
        func weigh(x $0int$0) { }
        func sail() { weigh(3); }
        func dock() { }
        exported func main() { sail(); dock(); }
        """, "str",
        ran: ["Signature weigh", "Body sail"],
        notRan: ["Signature sail", "Signature dock", "Signature main", "Body dock", "Body main"]);

    [Fact]
    public void Renaming_a_parameter_reaches_no_caller() => Edits.Check("""
        func weigh($0planks$0 int) int { return 3; }
        exported func main() int { return weigh(3); }
        """, "sheets",
        ran: ["Signature weigh", "Body weigh"],
        notRan: ["Signature main", "Scope *", "Visible *", "StructDefinition *"]);

    [Fact]
    public void Adding_a_member_checks_what_makes_or_takes_apart_the_struct() => Edits.Check("""
        struct Ship { fuel int; $0$0}
        struct Dock { berth int; }
        func build() { ship = Ship(3); }
        func dig() { dock = Dock(4); }
        exported func main() { build(); dig(); }
        """, "masts int; ",
        ran: ["StructDefinition Ship", "Body build"],
        notRan: ["StructDefinition Dock", "Body dig", "Body main", "Signature main", "Signature dig"]);

    [Fact]
    public void A_struct_that_becomes_immutable_checks_what_owned_it() => Edits.Check("""
        struct Ship $0$0{ fuel int; }
        func build() Ship { return Ship(3); }
        func dig() { }
        exported func main() { x = build().fuel; dig(); }
        """, "imm ",
        ran: ["Shape Ship", "Signature build", "Body main"],
        notRan: ["Body dig", "Signature dig"]);

    [Fact]
    public void Adding_a_function_asks_again_for_its_own_name_only() => Edits.Check("""
        struct Ship { fuel int; }
        func weigh(x int) { println(x); }
        func sail() { weigh(3); }
        $0$0
        exported func main() { sail(); }
        """, "func anchor(x int) { }",
        ran: ["Scope main", "Signature anchor", "Body anchor"],
        notRan: ["Visible *", "Body weigh", "Body sail", "Body main", "Signature weigh", "Signature sail", "Signature main", "StructDefinition *", "Ir *"]);

    [Fact]
    public void Adding_an_overload_resolves_the_calls_of_the_name_again_and_checks_nobody_for_whom_they_mean_the_same() => Edits.Check("""
        struct Ship { fuel int; }
        func weigh(x int) { }
        func sail() { weigh(3); }
        func dock() { }
        $0$0
        exported func main() { sail(); dock(); }
        """, "func weigh(ship &Ship) { }",
        ran: ["Scope main", "Visible *", "Signature weigh", "Resolution *"],
        notRan: ["Body sail", "Body dock", "Body main", "Signature sail", "Signature dock", "Signature main", "Ir sail"]);

    [Fact]
    public void Removing_a_function_tells_its_callers() => Edits.Check("""
        $0func weigh(x int) { }$0
        func sail() { weigh(3); }
        func dock() { }
        exported func main() { sail(); dock(); }
        """, "",
        ran: ["Body sail"],
        notRan: ["Body dock", "Body main", "Signature dock", "Signature main"]);

    [Fact]
    public void Adding_an_import_checks_that_file_alone() => Edits.Check("""
        //- /main.vale
        $0$0
        exported func main() { println(1); }
        //- /main/hulls/hull.vale
        func weigh(x int) int { return x; }
        //- /main/sails/sail.vale
        import main.hulls.*;
        func hoist() int { return weigh(3); }
        """, "import main.hulls.*;",
        ran: ["FileScope main.vale"],
        notRan: ["FileScope sail.vale", "FileScope hull.vale", "Body *", "Signature *", "Scope *"]);

    [Fact]
    public void An_edit_in_one_package_leaves_others_alone() => Edits.Check("""
        //- /main.vale
        import main.hulls.*;
        exported func main() int { return weigh(3); }
        //- /main/hulls/hull.vale
        func weigh(x int) int { return x + $01$0; }
        """, "2",
        ran: ["Parse hull.vale", "Body weigh"],
        notRan: ["Parse main.vale", "Body main", "FileDiagnostics main.vale", "Signature *", "Scope *"]);

    [Fact]
    public void Breaking_the_syntax_of_one_function_leaves_the_others_checked() => Edits.Check("""
        func weigh(x int) int { return x$0;$0 }
        func sail() int { return weigh(3); }
        exported func main() int { return sail(); }
        """, " + ",
        ran: ["Body weigh"],
        notRan: ["Body sail", "Body main", "Signature *", "Scope *", "Visible *"]);

    [Fact]
    public void A_text_that_is_set_to_itself_runs_nothing()
    {
        var fixture = Fixture.Parse("exported func main() int { return 3; }");
        using var database = new TestDatabase(fixture);
        var first = database.Answer();
        database.Become(Fixture.Parse("exported func main() int { return 4; }"));
        database.Become(fixture);
        database.ClearLog();

        Assert.Equal(first, database.Answer());
        Assert.DoesNotContain(database.Ran(), static entry => entry.StartsWith("Body ", StringComparison.Ordinal));
    }

    [Fact]
    public void Deleting_a_file_takes_its_functions_away()
    {
        using var database = new TestDatabase("""
            //- /main/hull.vale
            func weigh(x int) int { return x; }
            //- /main/main.vale
            exported func main() int { return weigh(3); }
            """);
        Assert.Empty(database.Diagnostics());

        Edits.CheckStep(database, Fixture.Parse("""
            //- /main/main.vale
            exported func main() int { return weigh(3); }
            """), ran: ["Scope main", "Body main"], notRan: ["Parse *", "Signature *"]);

        Assert.Equal("unknown-function", Assert.Single(database.Diagnostics()).Code);
    }

    [Fact]
    public void A_new_package_satisfies_an_import_that_waited_for_it()
    {
        const string main = """
            //- /main.vale
            import main.hulls.*;
            exported func main() int { return weigh(3); }

            """;
        using var database = new TestDatabase(main);
        Assert.NotEmpty(database.Diagnostics());

        Edits.CheckStep(database, Fixture.Parse(main + "//- /main/hulls/hull.vale\nfunc weigh(x int) int { return x; }"),
            ran: ["FileScope main.vale", "Body main"], notRan: ["Parse main.vale", "Signature main"]);

        Assert.Empty(database.Diagnostics());
    }

    [Fact]
    public void A_changed_return_type_reaches_the_callers_and_no_further() => Edits.Check("""
        func fuel() $0int$0 { return 1; }
        func show() { println(fuel()); }
        exported func main() { show(); }
        """, "i64",
        ran: ["Signature fuel", "Body fuel", "Body show"],
        notRan: ["Body main", "Signature show", "Signature main"]);

    [Fact]
    public void Breaking_a_body_and_mending_it_gives_the_same_code_again()
    {
        var good = Fixture.Parse("func fuel() int { return 1; }\nexported func main() int { return fuel(); }\n");
        var bad = Fixture.Parse("func fuel() int { return 1 +; }\nexported func main() int { return fuel(); }\n");
        using var database = new TestDatabase(good);
        var first = database.Answer();

        Edits.CheckStep(database, bad, ran: ["Body fuel"], notRan: ["Body main"]);
        Edits.CheckStep(database, good, ran: ["Body fuel"], notRan: ["Body main"]);

        Assert.Equal(first, database.Answer());
    }
}
