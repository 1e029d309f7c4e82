// Who calls what, what implements what, and what imports lead to. The golden texts are rewritten by ./build.sh update Ide.

using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class HierarchyTests
{
    private const string Fleet = """
        //- /main.vale
        import hulls.*;
        exported func main() int { raft = Raft(); return race(&raft, 3) + raft.speed(4); }
        //- /hulls.vale
        interface Vessel { func speed(virtual self &Vessel, wind int) int; }
        struct Raft { }
        impl Vessel for Raft;
        func speed(self &Raft, wind int) int { return half(wind); }
        struct Boat { }
        impl Vessel for Boat;
        func speed(self &Boat, wind int) int { each = (n int) => { half(n) + half(wind) }; return each(3); }
        func half(n int) int { return n / 2; }
        func race(a &Vessel, wind int) int { return a.speed(wind); }
        """;

    private static string At(string marked) => Fleet.Replace(marked.Replace("$0", "", StringComparison.Ordinal), marked, StringComparison.Ordinal);

    [Fact]
    public void A_function_is_called_from_functions_and_their_lambdas() => Reading.Calls(At("func ha$0lf(n int)"),
        """
        Function half(int)
          from Function speed(&Raft, int) by hulls.vale:4 half
          from Function speed(&Boat, int) by hulls.vale:7 half, hulls.vale:7 half
          to Function /(int, int) by hulls.vale:8 /
        """);

    [Fact]
    public void An_override_is_called_where_the_abstract_function_is() => Reading.Calls(At("func spe$0ed(self &Raft"),
        """
        Function speed(&Raft, int)
          from Function race(&Vessel, int) by hulls.vale:9 speed
          from Function main() by main.vale:2 speed
          to Function half(int) by hulls.vale:4 half
        """);

    [Fact]
    public void An_abstract_function_is_called_through_its_interface() => Reading.Calls(At("func spe$0ed(virtual"),
        """
        Method speed(&Vessel, int)
          from Function race(&Vessel, int) by hulls.vale:9 speed
        """);

    [Fact]
    public void What_lambdas_call_their_parent_calls() => Reading.Calls(At("func spe$0ed(self &Boat"),
        """
        Function speed(&Boat, int)
          from Function race(&Vessel, int) by hulls.vale:9 speed
          to Function half(int) by hulls.vale:7 half, hulls.vale:7 half
          to Function +(int, int) by hulls.vale:7 +
        """);

    [Fact]
    public void From_a_call_the_hierarchy_is_that_of_what_it_calls() => Reading.Calls(At("return ra$0ce(&raft"),
        """
        Function race(&Vessel, int)
          from Function main() by main.vale:2 race
          to Method speed(&Vessel, int) by hulls.vale:9 speed
        """);

    [Fact]
    public void A_struct_is_called_where_it_is_made() => Reading.Calls(At("struct Ra$0ft"),
        """
        Struct Raft()
          from Function main() by main.vale:2 Raft
        """);

    [Fact]
    public void Nothing_is_called_where_nothing_is_named() => Reading.Calls("exported func main() { $0 }", "");

    [Fact]
    public void A_struct_is_what_it_implements() => Reading.Types(At("impl Vessel for Ra$0ft"),
        """
        Struct Raft in hulls
          is Interface Vessel in hulls
        """);

    [Fact]
    public void An_interface_may_be_what_implements_it() => Reading.Types(At("interface Ves$0sel"),
        """
        Interface Vessel in hulls
          may be Struct Raft in hulls
          may be Struct Boat in hulls
        """);

    [Fact]
    public void Types_of_the_library_have_a_hierarchy_too() => Reading.Types(
        "func open(x &O$0pt<int>) { }",
        """
        Interface Opt in v.builtins.opt
          may be Struct Some in v.builtins.opt
          may be Struct None in v.builtins.opt
        """);

    [Fact]
    public void Imports_lead_to_files() => Reading.Links(
        """
        //- /main.vale
        import hulls.*;
        import hulls.cargo.Crate;
        import stdlib.collections.list.*;
        import nowhere.*;
        exported func main() { }
        //- /hulls/hull.vale
        func hull() { }
        //- /hulls/keel.vale
        func keel() { }
        //- /hulls/cargo/crate.vale
        struct Crate { }
        """,
        """
        hulls.*: /hulls/hull.vale (package hulls, 2 files)
        hulls.cargo.Crate: /hulls/cargo/crate.vale (Crate in hulls.cargo)
        stdlib.collections.list.*: vale-library:/stdlib/collections/list/List.vale (package stdlib.collections.list, 2 files)
        """);
}
