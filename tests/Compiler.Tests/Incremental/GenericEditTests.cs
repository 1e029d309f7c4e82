// What an edit runs again where generics, interfaces and lambdas are: what it touches, and nothing beside.

using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.Incremental;

public sealed class GenericEditTests
{
    private const string Fleet = """
        interface IShip { func launch(virtual self &IShip) int; }
        struct Raven { fuel int; }
        impl IShip for Raven;
        func launch(self &Raven) int { return self.fuel; }
        struct Skiff { oars int; }
        func launch(self &Skiff) int { return self.oars; }
        interface IDock { func open(virtual self &IDock) int; }
        struct Pier { berths int; }
        impl IDock for Pier;
        func open(self &Pier) int { return self.berths; }
        func sail() int { ship IShip = Raven(3); return ship.launch(); }
        func moor() int { dock IDock = Pier(4); return dock.open(); }
        exported func main() int { return sail() + moor(); }
        """;

    [Fact]
    public void Editing_a_generic_body_runs_one_body_and_what_is_instantiated_from_it() => Edits.Check("""
        func twice<T>(x T) T where func +(&T, &T)T, func drop(T)void { z = x + x; return $0z$0; }
        func other<T>(x T) T where func +(&T, &T)T, func drop(T)void { return x + x; }
        func use() int { return twice(3) + other(4); }
        exported func main() int { return use(); }
        """, "x + x",
        ran: ["Body twice", "Instance twice", "Ir twice"],
        notRan: ["Body other", "Body use", "Body main", "Signature *", "Rules *", "Resolution *", "Instance other", "Instance use", "Ir other", "Ir use"]);

    [Fact]
    public void Adding_a_function_runs_only_the_lookups_of_its_name() => Edits.Check("""
        struct Box<T> where func drop(T)void { value T; }
        func weigh<T>(box &Box<T>) int where func drop(T)void { return 3; }
        func use() int { box = Box(7); return weigh(&box); }
        $0$0
        exported func main() int { return use(); }
        """, "func anchor<T>(x &T) int { return 1; }",
        ran: ["Signature anchor", "Body anchor"],
        notRan: ["InPackage *", "Visible *", "Resolution *", "Body weigh", "Body use", "Body main", "Citizen Box", "Signature weigh", "Signature use"]);

    [Fact]
    public void Editing_a_member_of_a_generic_struct_runs_what_uses_the_struct() => Edits.Check("""
        struct Box<T> where func drop(T)void { value T; count $0int$0; }
        struct Crate<T> where func drop(T)void { value T; }
        func fill() int { box = Box(7, 3); return 1; }
        func load() int { crate = Crate(7); return 1; }
        exported func main() int { return fill() + load(); }
        """, "i64",
        ran: ["StructDefinition Box", "Signature Box (structconstructor)", "Body fill"],
        notRan: ["StructDefinition Crate", "Citizen *", "Body load", "Body main", "Signature fill", "Signature load"]);

    [Fact]
    public void Editing_an_impl_runs_the_itables_of_its_two_sides_and_what_was_resolved_through_them() => Edits.Check(
        Fleet.Replace("impl IShip for Raven;", "impl IShip for $0Raven$0;", StringComparison.Ordinal), "Skiff",
        ran: ["Impl *", "Itable *", "Body sail"],
        notRan: ["Body moor", "Body main", "Body launch", "Body open", "Signature launch", "Signature open", "Signature sail", "Override implIDockforPier; *", "Instance moor"]);

    [Fact]
    public void A_bound_added_to_a_function_resolves_its_callers_calls_again_and_no_others() => Edits.Check("""
        func drain(x int) { }
        func pump<T>(x T) int where func drop(T)void$0$0 { return 3; }
        func hoist<T>(x T) int where func drop(T)void { return 4; }
        func use() int { return pump(3); }
        func lift() int { return hoist(4); }
        exported func main() int { return use() + lift(); }
        """, ", func drain(T)void",
        ran: ["Rules pump", "Signature pump", "Body pump", "Resolution *", "Body use"],
        notRan: ["Body lift", "Body hoist", "Body main", "Signature hoist", "Signature use", "Rules hoist"]);

    [Fact]
    public void Editing_a_lambda_runs_the_body_it_is_written_in() => Edits.Check("""
        func apply<F>(f &F, x int) int where func(&F, int)int { return f(x); }
        func use() int { add = (x) => { x + $03$0 }; return apply(&add, 4); }
        func other() int { add = (x) => { x + 3 }; return apply(&add, 4); }
        exported func main() int { return use() + other(); }
        """, "5",
        ran: ["Body use"],
        notRan: ["Body apply", "Body other", "Body main", "Signature *", "Instance apply", "Ir apply"]);
}
