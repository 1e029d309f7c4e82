// What is proposed where. Texts are unfinished on purpose: that is when completion is asked for.

using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class CompletionTests
{
    private const string Ships = """

        struct Ship { fuel! int; name str; }
        struct Harbour { ships int; }
        interface IFloating { func sink(virtual self &IFloating, depth int) bool; }
        impl IFloating for Ship;
        func sink(self &Ship, depth int) bool { return true; }
        func burn(ship &Ship, amount int) int { return ship.fuel - amount; }
        func sell(ship Ship) int { return 3; }
        func moor(harbour &Harbour) { }
        func any<T>(thing &T) int { return 1; }
        func shown<T>(thing &T) str where func label(&T)str { return label(thing); }
        func keep(a bool) bool { return a; }
        """;

    [Theory]
    // Behind a dot: members first, functions that take what is there, none that do not.
    [InlineData("exported func main() { ship = Ship(3, \"a\"); ship.$0 }", "fuel name burn sink any sell", "moor shown keep main", "fuel name")]
    [InlineData("exported func main() { ship = Ship(3, \"a\"); ship.fu$0 }", "fuel", "burn", "fuel")]
    [InlineData("exported func main() { ship = Ship(3, \"a\"); ship.b$0; }", "burn", "fuel", "burn")]
    [InlineData("exported func main() { ship = Ship(3, \"a\");\n  ship.$0\n  x = 3;\n}", "fuel name burn", "", "")]
    [InlineData("exported func main() { ship = Ship(3, \"a\");\n  ship.$0\n  [a, b] = ship;\n}", "fuel name burn", "", "")]
    [InlineData("exported func main() { ship = Ship(3, \"a\");\n  x = ship.$0\n}", "fuel name burn", "", "")]
    [InlineData("exported func main() { ship = Ship(3, \"a\"); if ship.$0 }", "fuel name burn", "", "")]
    [InlineData("exported func main() { ship = Ship(3, \"a\"); if ship.$0 { } }", "fuel name burn", "", "sink")]
    [InlineData("exported func main() { ship = Ship(3, \"a\"); burn(&ship, ship.$0", "fuel name burn", "", "fuel")]
    [InlineData("exported func main() { ship = Ship(3, \"a\"); set ship.$0 }", "fuel name", "", "")]
    [InlineData("exported func main() { ship = Ship(3, \"a\"); set ship.$0 = 4; }", "fuel name", "", "")]
    [InlineData("exported func main() { ship = Ship(3, \"a\"); f = () => { ship.$0 }; }", "fuel name burn", "", "")]
    [InlineData("exported func main() { ship = Ship(3, \"a\"); f = (x) => { x + ship.$0 }; }", "fuel name burn", "", "")]
    [InlineData("exported func main() { f = (ship &Ship) => { ship.$0 }; }", "fuel name burn", "", "")]
    [InlineData("func each<F>(ship &Ship, f F) where func(&F, &Ship)void { f(ship); }\nexported func main() { ship = Ship(3, \"a\"); each(&ship, (s) => { s.$0 }); }", "fuel name burn", "", "")]
    [InlineData("exported func main() { return; ship = Ship(3, \"a\"); ship.$0 }", "fuel name burn", "", "")]
    [InlineData("exported func main() { Ship(3, \"a\").$0 }", "fuel name sell", "moor burn", "")]
    [InlineData("func go(f &IFloating) { f.$0 }", "sink any", "burn fuel", "")]
    [InlineData("func go(s &Ship) { println(\"fuel {s.$0}\"); }", "fuel name burn", "", "")]
    // Generic code knows what is promised.
    [InlineData("func go<T>(thing &T) where func label(&T)str, func drop(T)void { thing.$0 }", "label any shown", "burn fuel moor", "")]
    [InlineData("func go<T>(thing &T) { thing.$0 }", "any", "burn fuel moor shown", "")]
    [InlineData("func go<T>(thing &T) where implements(T, IFloating) { thing.$0 }", "any sink", "burn fuel moor", "")]
    public void Behind_a_dot_stands_what_takes_the_receiver(string body, string has, string lacks, string first) => Completion.Check(body + Ships, has, lacks, first);

    [Theory]
    [InlineData("exported func main(count int) { ship = Ship(3, \"a\"); $0 }", "count ship burn keep Ship Harbour if while foreach return println", "else break", "")]
    [InlineData("exported func main(count int) { ship = Ship(3, \"a\"); s$0 }", "ship sell set sink", "count burn", "ship")]
    [InlineData("exported func main() { a = 1; block { b = 2; } $0 }", "a", "b", "")]
    [InlineData("exported func main() { a = 1; if true { b = 2; $0 } c = 3; }", "a b", "c", "b a")]
    [InlineData("exported func main() { a = 1; f = (x int) => { $0 }; }", "a x", "f", "x a")]
    [InlineData("exported func main() { a = 1; f = { _ + $0 }; }", "a", "f", "a")]
    [InlineData("exported func main() { while true { $0 } }", "break", "", "")]
    [InlineData("exported func main() { if true { } $0 }", "else", "", "")]
    [InlineData("exported func main() { foreach i in 0..3 { $0 } }", "i break", "", "i")]
    // What is wanted comes first.
    [InlineData("exported func main() { n = 1; ok = true; if $0 }", "n ok true", "", "ok")]
    [InlineData("exported func main() { n = 1; ok = true; while $0 { } }", "n ok true", "", "ok")]
    [InlineData("exported func main() { n = 1; ok = true; keep($0", "n ok true", "", "ok")]
    [InlineData("exported func main() { n = 1; ok = true; x = keep($0);", "n ok true", "", "ok")]
    [InlineData("exported func main() bool { n = 1; ok = true; return $0", "n ok true", "", "ok")]
    [InlineData("exported func main() bool { n = 1; ok = true; $0 }", "n ok true", "", "ok")]
    [InlineData("exported func main() { n = 1; ok = true; x bool = $0", "n ok true", "", "ok")]
    [InlineData("exported func main() { n = 1; ok = true; x int = $0; y = 3; }", "n ok true", "", "n")]
    [InlineData("exported func main() { ok = true; n = 1; set ok = $0", "n ok true", "", "ok")]
    [InlineData("exported func main() { ship = Ship(1, \"a\"); n = 1; t = \"b\"; set ship.fuel = $0", "n t", "", "n")]
    [InlineData("exported func main() { n = 1; t = \"b\"; h = Ship($0", "n t", "", "n")]
    [InlineData("exported func main() { n = 1; t = \"b\"; h = Ship(1, $0", "n t", "", "t")]
    [InlineData("exported func main() { ship = Ship(1, \"a\"); n = 1; burn($0", "ship &ship n", "", "&ship")]
    [InlineData("exported func main() { ship = Ship(1, \"a\"); n = 1; burn(&$0", "ship n", "&ship", "ship")]
    [InlineData("exported func main() { ship = Ship(1, \"a\"); n = 1; ship.burn($0", "ship n", "", "n")]
    [InlineData("exported func main() { n = 1; ok = true; x = not $0 }", "n ok", "", "ok")]
    [InlineData("exported func main() { n = 1; ok = true; x = true and $0 }", "n ok", "", "ok")]
    [InlineData("exported func main() { t = \"a\"; n = 1; x = 3 + $0 }", "n t", "", "n")]
    [InlineData("exported func main() { ship = Ship(1, \"a\"); sell(ship); n = 3; $0 }", "ship n", "", "n")]
    // Also where the text is broken.
    [InlineData("exported func main() { a = 1; keep(a, $0 ", "a", "", "")]
    [InlineData("exported func main() { a = 1; b = $0", "a", "b", "")]
    [InlineData("exported func main() { a = 1; foreach x in $0", "a", "x", "")]
    [InlineData("exported func main() { a = 1; foreach x in $0 { }", "a", "x", "")]
    [InlineData("exported func main() { a = 1; \"so {$0}\"; }", "a", "", "")]
    [InlineData("exported func main() { a = 1; unlet $0 }", "a", "keep true", "")]
    [InlineData("exported func main() { a = 1; set $0 }", "a", "keep true", "")]
    [InlineData("func go<N Int>(a int) { $0 }", "a N", "", "")]
    [InlineData("exported func main() { a = 1; [x, $0] = Ship(1, \"a\"); }", "fuel name", "a keep", "")]
    public void An_expression_begins_with_what_can_be_seen(string body, string has, string lacks, string first) => Completion.Check(body + Ships, has, lacks, first);

    [Theory]
    [InlineData("func go(a $0", "Ship Harbour IFloating int bool str", "burn keep if", "")]
    [InlineData("func go(a &$0) { }", "Ship Harbour IFloating int bool str", "burn keep", "")]
    [InlineData("func go<T>(a $0) { }", "T Ship", "burn", "T")]
    [InlineData("func go() $0 { }", "Ship int where", "burn", "")]
    [InlineData("func go<Elem>(a &Elem) $0 { }", "Elem Ship int where", "burn", "Elem")]
    [InlineData("struct Fleet<T> { first $0", "T Ship int", "burn", "T")]
    [InlineData("struct Fleet { first Sh$0; }", "Ship", "burn int Harbour", "Ship")]
    [InlineData("exported func main() { x $0 = 3; }", "Ship int", "burn", "")]
    [InlineData("exported func main() { x = any<$0>(3); }", "Ship int", "burn", "")]
    [InlineData("impl $0 for Ship;", "IFloating", "Ship int burn", "IFloating")]
    [InlineData("impl IFloating for $0;", "Ship Harbour", "int burn", "")]
    [InlineData("impl IFloating $0", "for", "burn", "")]
    public void A_type_is_a_type(string header, string has, string lacks, string first) => Completion.Check(header + Ships, has, lacks, first);

    [Fact]
    public void A_where_clause_has_forms_of_bounds() =>
        Completion.Check("func go<T>(a T) where $0 { }" + Ships, "func drop(T)void | implements(T, …) | T | T Ref | func", "burn | keep", "T");

    [Fact]
    public void A_rune_is_of_a_kind() => Completion.Check("func go<N $0>(a int) { }", "Int Ref Bool Prot imm", "Ship");

    [Theory]
    [InlineData("// $0")]
    [InlineData("exported func main() { } // $0")]
    [InlineData("exported func main() { x = \"fu$0\"; }")]
    [InlineData("exported func main() { x = \"$0\"; }")]
    [InlineData("exported func main() { x = 12$0; }")]
    [InlineData("exported func main() { x = 1.2$0; }")]
    [InlineData("exported func main() { x = \"a {y} $0\"; }")]
    public void In_comments_strings_and_numbers_nothing_is_proposed(string text) => Completion.CheckNone(text + Ships);

    [Theory]
    [InlineData("$0", "func struct interface impl import export exported extern #!DeriveStructDrop", "Ship burn if")]
    [InlineData("fu$0", "func", "struct")]
    [InlineData("exported $0", "func struct", "Ship import")]
    [InlineData("struct Raft { }\n$0\nstruct Mast { }", "func struct interface", "Ship burn")]
    [InlineData("#!$0\nstruct Raft { }", "DeriveStructDrop", "func")]
    [InlineData("interface IRaft { $0 }", "func", "Ship struct")]
    public void Between_items_stand_the_words_that_begin_one(string text, string has, string lacks) => Completion.Check(text + Ships, has, lacks);

    private const string Packages = """
        //- /harbour/main.vale
        import hulls.*;
        $0
        exported func main() int { return 3; }
        //- /hulls/hull.vale
        struct Hull { width int; }
        func widen(hull &Hull, by int) { }
        //- /hulls/sails/sail.vale
        struct Sail { area int; }
        func trim(sail &Sail, by int) int { return by; }
        func hoist(hull &int) { }
        //- /ropes/rope.vale
        struct Rope { }
        import hulls.*;
        // How far a hull is from the pier.
        func distance(hull &Hull) int { return 4; }
        """;

    private static string At(string line) => Packages.Replace("$0", line, StringComparison.Ordinal);

    [Theory]
    [InlineData("import $0;", "hulls ropes harbour stdlib v", "Hull widen")]
    [InlineData("import hu$0", "hulls", "Hull ropes")]
    [InlineData("import hulls.$0;", "sails Hull widen *", "Sail hulls ropes")]
    [InlineData("import hulls.sails.$0;", "Sail trim *", "Hull sails")]
    [InlineData("import stdlib.$0;", "collections math", "Hull")]
    [InlineData("import stdlib.collections.$0;", "list hashmap", "Hull")]
    [InlineData("import stdlib.collections.list.$0;", "List *", "Hull")]
    public void An_import_goes_step_by_step(string line, string has, string lacks) => Completion.Check(At(line), has, lacks);

    [Fact]
    public void What_is_not_imported_brings_its_import()
    {
        Completion.CheckTaken(At("func go() { x = Sai$0 }"), "Sail",
            """
            import hulls.*;
            import hulls.sails.*;
            func go() { x = Sail(${1:area}) }
            exported func main() int { return 3; }
            """);
        Completion.CheckTaken(At("func go(x Sai$0"), "Sail",
            """
            import hulls.*;
            import hulls.sails.*;
            func go(x Sail
            exported func main() int { return 3; }
            """);
        Completion.CheckTaken(At("func go(h &Hull) { h.dist$0 }"), "distance",
            """
            import hulls.*;
            import ropes.*;
            func go(h &Hull) { h.distance() }
            exported func main() int { return 3; }
            """);
        Completion.CheckTaken("func go() { x = Lis$0; }", "List",
            """
            import stdlib.collections.list.*;

            func go() { x = List(); }
            """, origin: "import stdlib.collections.list.*");
        Completion.CheckTaken("// A file of ships.\n\n// What goes.\nfunc go() { x = Lis$0; }", "List",
            """
            // A file of ships.

            import stdlib.collections.list.*;

            // What goes.
            func go() { x = List(); }
            """, origin: "import stdlib.collections.list.*");
    }

    [Fact]
    public void What_is_imported_brings_nothing() => Completion.CheckTaken(At("func go(h &Hull) { h.wi$0 }"), "widen",
        """
        import hulls.*;
        func go(h &Hull) { h.widen(${1:by}) }
        exported func main() int { return 3; }
        """);

    [Fact]
    public void Proposals_tell_what_they_are()
    {
        Completion.CheckTold(At("func go(h &Hull) { h.dist$0 }"), "distance", "() int", "import ropes.*",
            "func distance(hull &Hull) int", "How far a hull is from the pier.");
        Completion.CheckTold(At("func go(h &Hull) { h.wid$0 }"), "width", "int", "", "Hull.width int", "");
        Completion.CheckTold(At("func go(h &Hull) { $0 }"), "h", "&Hull");
        Completion.CheckTold(At("func go(h &Hull) { $0 }"), "widen", "(hull &Hull, by int)", "hulls", "func widen(hull &Hull, by int)");
    }

    [Theory]
    [InlineData("burn$0", "burn", "burn(${1:ship}, ${2:amount})")]
    [InlineData("burn$0(", "burn", "burn(")]
    [InlineData("b$0n()", "burn", "burn()")]
    [InlineData("$0", "while", "while ${1:condition} {\n\t$0\n}")]
    [InlineData("ship.$0", "fuel", "ship.fuel")]
    [InlineData("ship.$0;", "burn", "ship.burn(${1:amount});")]
    [InlineData("ship.$0", "sell", "(ship).sell()")]
    [InlineData("Sh$0", "Ship", "Ship(${1:fuel}, ${2:name})")]
    [InlineData("burn($0)", "&ship", "burn(&ship)")]
    public void Taking_a_proposal_writes_it(string typed, string label, string expected)
    {
        var fixture = "exported func main() {\n  ship = Ship(3, \"a\");\n  " + typed + "\n}" + Ships;
        Completion.CheckTaken(fixture, label, ("exported func main() {\n  ship = Ship(3, \"a\");\n  " + expected + "\n}" + Ships));
    }

    [Fact]
    public void Who_takes_no_snippets_gets_names() => Completion.CheckTaken(
        "exported func main() { bur$0 }" + Ships, "burn", "exported func main() { burn }" + Ships, snippets: false);

    [Fact]
    public void What_an_impl_lacks_is_written_out()
    {
        const string Lacking = """

            struct Ship { fuel int; }
            struct Tug<T> { load T; }
            interface ISailing { func sail(virtual self &ISailing, wind int, name str) bool; }
            interface IPulling<T> { func pull(virtual self &IPulling<T>, by T) T; }
            impl ISailing for Ship;
            impl<T> IPulling<T> for Tug<T>;
            """;
        Completion.CheckTaken("$0" + Lacking, "func sail(self &Ship, wind int, name str) bool",
            "func sail(self &Ship, wind int, name str) bool {\n\t${0:panic(\"not written yet\");}\n}" + Lacking);
        Completion.CheckTaken("func $0" + Lacking, "sail(self &Ship, wind int, name str) bool",
            "func sail(self &Ship, wind int, name str) bool {\n\t${0:panic(\"not written yet\");}\n}" + Lacking);
        Completion.CheckTaken("func pu$0" + Lacking, "pull<T>(self &Tug<T>, by T) T",
            "func pull<T>(self &Tug<T>, by T) T {\n\t${0:panic(\"not written yet\");}\n}" + Lacking);
        Completion.Check("func sail(self &Ship, wind int, name str) bool { return true; }\n$0" + Lacking, "func|", "func sail(self &Ship, wind int, name str) bool|");
    }

    [Fact]
    public void What_a_comment_advises_against_is_marked()
    {
        var list = Completion.Ask("// Deprecated: use row.\nfunc drift() { }\nfunc row() { }\nexported func main() { $0 }");
        Assert.True(list.Items.Single(static item => item.Label == "drift").IsDeprecated);
        Assert.False(list.Items.Single(static item => item.Label == "row").IsDeprecated);
    }

    [Fact]
    public void Many_names_are_cut_and_the_list_says_so()
    {
        var text = string.Concat(Enumerable.Range(0, 600).Select(static i => $"func row{i}() {{ }}\n"));
        var list = Completion.Ask(text + "exported func main() { ro$0 }");
        Assert.True(list.IsIncomplete);
        Assert.Equal(500, list.Items.Count);
        Assert.False(Completion.Ask(text + "exported func main() { row42$0 }").IsIncomplete);
    }

    [Theory]
    [InlineData("hm")]
    [InlineData("HM")]
    [InlineData("hasma")]
    [InlineData("asma")]
        public void Names_are_found_by_parts(string typed) =>
        Completion.Check("func HashMaker() { }\nfunc mash() { }\nexported func main() { " + typed + "$0 }", "HashMaker", "mash");

    [Fact]
    public void Of_names_that_fit_the_best_fit_comes_first() => Completion.Check(
        "func barn_coal() { }\nfunc bring() { }\nfunc Bcount() { }\nfunc bcount() { }\nfunc abc() { }\nfunc rabac() { }\nexported func main() { bc$0 }",
        first: "bcount Bcount barn_coal abc rabac", lacks: "bring");
}
