// What an edit makes the compiler do again, and what it does not. Each test also compares the answer with a cold database's.

using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.Incremental;

public sealed class EditTests
{
    [Fact]
    public void An_edit_in_a_body_stops_at_that_body() => Edits.Check(
        """
        func fuel() int { return $01$0; }
        func tank() int { return fuel(); }
        exported func main() int { return tank(); }
        """,
        "2",
        ran: ["Parse main.vale", "Body fuel", "Ir fuel"],
        notRan: ["Body tank", "Body main", "Signature *", "Ir tank", "Ir main", "Visible *"]);

    [Fact]
    public void A_comment_in_front_recomputes_no_meaning() => Edits.Check(
        """
        $0$0
        struct Ship { guns int; }
        func arm(ship &Ship) int { return ship.guns; }
        exported func main() int { ship = Ship(3); return arm(&ship); }
        """,
        "// A long comment,\n// over two lines.\n",
        ran: ["Parse main.vale"],
        notRan: ["Body *", "Signature *", "Struct*", "Ir main", "Ir arm", "Scope *"]);

    [Fact]
    public void Blanks_between_items_recompute_no_meaning() => Edits.Check(
        """
        func fuel() int { return 1; }$0$0
        exported func main() int { return fuel(); }
        """,
        "\n\n\n",
        ran: ["Parse main.vale"],
        notRan: ["Body *", "Signature *", "Ir main", "Ir fuel"]);

    [Fact]
    public void A_comment_in_a_body_leaves_other_bodies_and_its_own_code_alone() => Edits.Check(
        """
        func fuel() int { $0$0return 1; }
        exported func main() int { return fuel(); }
        """,
        "/* full */ ",
        ran: ["Body fuel"],
        notRan: ["Body main", "Signature *", "Ir main"]);

    [Fact]
    public void A_changed_return_type_reaches_the_callers_and_no_further() => Edits.Check(
        """
        func fuel() $0int$0 { return 1; }
        func show() { println(fuel()); }
        exported func main() { show(); }
        """,
        "i64",
        ran: ["Signature fuel", "Body fuel", "Body show"],
        notRan: ["Body main", "Signature show", "Signature main"]);

    [Fact]
    public void A_new_function_is_no_concern_of_those_that_name_others() => Edits.Check(
        """
        func fuel() int { return 1; }
        func tank() int { return fuel(); }$0$0
        exported func main() int { return tank(); }
        """,
        "\nfunc unrelated() int { return 7; }\n",
        ran: ["Parse main.vale", "Scope main"],
        notRan: ["Body tank", "Body main", "Body fuel", "Signature tank"]);

    [Fact]
    public void A_new_overload_is_looked_at_by_those_that_call_the_name() => Edits.Check(
        """
        func fuel(x int) int { return x; }
        func tank() int { return fuel(1); }$0$0
        exported func main() int { return tank(); }
        """,
        "\nfunc fuel(x str) int { return len(x); }\n",
        ran: ["Body tank"],
        notRan: ["Body main"]);

    [Fact]
    public void An_edit_in_one_file_leaves_the_other_unparsed() => Edits.Check(
        """
        //- /main.vale
        import hulls.*;
        exported func main() int { return hull(); }
        //- /hulls.vale
        func hull() int { return $03$0; }
        """,
        "4",
        ran: ["Parse hulls.vale", "Body hull"],
        notRan: ["Parse main.vale", "Body main", "FileScope main.vale"]);

    [Fact]
    public void A_new_member_reaches_those_that_make_the_struct() => Edits.Check(
        """
        struct Ship { guns int;$0$0 }
        struct Dock { berths int; }
        func make() Ship { return Ship(3); }
        func build() Dock { return Dock(2); }
        exported func main() int { return make().guns + build().berths; }
        """,
        " crew int;",
        ran: ["Body make", "StructMembers Ship"],
        notRan: ["Body build", "StructMembers Dock"]);

    [Fact]
    public void Breaking_a_body_and_mending_it_gives_the_same_code_again()
    {
        var good = Vale.Testing.Fixture.Parse("func fuel() int { return 1; }\nexported func main() int { return fuel(); }\n");
        var bad = Vale.Testing.Fixture.Parse("func fuel() int { return 1 +; }\nexported func main() int { return fuel(); }\n");
        using var database = new Vale.Testing.TestDatabase(good);
        var first = database.Answer();

        Edits.CheckStep(database, bad, ran: ["Body fuel"], notRan: ["Body main"]);
        Edits.CheckStep(database, good, ran: ["Body fuel"], notRan: ["Body main"]);

        Assert.Equal(first, database.Answer());
    }

    [Fact]
    public void Removing_a_file_takes_its_names_away()
    {
        var both = Vale.Testing.Fixture.Parse("//- /main.vale\nexported func main() int { return hull(); }\n//- /other.vale module=main\nfunc hull() int { return 3; }\n");
        var one = Vale.Testing.Fixture.Parse("//- /main.vale\nexported func main() int { return hull(); }\n");
        using var database = new Vale.Testing.TestDatabase(both);
        Assert.Empty(database.Diagnostics());

        Edits.CheckStep(database, one, ran: ["Body main"], notRan: ["Parse main.vale"]);

        Assert.Equal("unknown-function", Assert.Single(database.Diagnostics()).Code);
    }
}
