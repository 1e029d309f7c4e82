// What the verifier accepts and refuses of interfaces, itables and weak references, and how they are printed.

using Vale.Compiler.Lowering;
using Xunit;
using static Backend.Tests.IrRules.Fleet;

namespace Backend.Tests.IrRules;

public sealed class InterfaceRuleTests
{
    private static int MakeShip(IrBuilder b) => b.New(Ship, [b.Int(7, IrType.I32)]);

    [Fact]
    public void Making_calling_asking_and_taking_back_an_interface_value_is_accepted()
    {
        var b = Function(IrType.I32);
        var vessel = b.Local("vessel", Vessel);
        b.Init(vessel, b.Upcast(MakeShip(b), "m.Ship:Vessel", "m.Vessel"));
        var fuel = b.CallInterface("m.fuel", IrType.I32, [b.Borrow(b.Peek(vessel)), b.Int(1, IrType.I32)], 0);
        int ship = b.Block(), other = b.Block();
        b.Branch(b.IsInstance(b.Peek(vessel), "m.Ship:Vessel"), ship, other);
        b.Enter(ship);
        b.Free(b.Downcast(b.Take(vessel), "m.Ship"));
        b.Return(fuel);
        b.Enter(other);
        b.Free(b.Downcast(b.Take(vessel), "m.Raft"));
        b.Return(fuel);
        Accepts(b);
    }

    [Theory]
    [InlineData(IrOwnership.Borrow)]
    [InlineData(IrOwnership.Weak)]
    public void A_reference_is_cast_in_the_ownership_it_has(IrOwnership ownership)
    {
        var b = Function();
        var ship = b.Parameter("ship", Ship.With(ownership));
        var vessel = b.Upcast(b.Peek(ship), "m.Ship:Vessel", "m.Vessel");
        b.Downcast(vessel, "m.Ship");
        b.IsInstance(vessel, "m.Raft:Vessel");
        b.Return(b.Void());
        Accepts(b);

        b = Function();
        ship = b.Parameter("ship", Ship.With(ownership));
        b.Value(IrOp.Downcast, Ship.With(IrOwnership.Live), b.Upcast(b.Peek(ship), "m.Ship:Vessel", "m.Vessel"));
        b.Return(b.Void());
        Refuses(b, "gives " + Ship.With(ownership));
    }

    [Fact]
    public void An_owned_value_is_consumed_by_a_cast()
    {
        var b = Function();
        var ship = MakeShip(b);
        b.Free(b.Downcast(b.Upcast(ship, "m.Ship:Vessel", "m.Vessel"), "m.Ship"));
        b.Free(ship);
        b.Return(b.Void());
        Refuses(b, "was consumed before");

        b = Function();
        b.Upcast(MakeShip(b), "m.Ship:Vessel", "m.Vessel");
        b.Return(b.Void());
        Refuses(b, "is still held");
    }

    [Fact]
    public void A_shared_value_that_was_only_looked_at_is_not_cast()
    {
        var b = Function();
        var point = b.Parameter("p", Point);
        b.Release(b.Upcast(b.Peek(point), "m.Point:Shape", "m.Shape"));
        b.Release(b.Take(point));
        b.Return(b.Void());
        Refuses(b, "retain it first");
    }

    [Fact]
    public void A_cast_needs_an_itable_of_its_own_types()
    {
        var b = Function();
        b.Upcast(b.Peek(b.Parameter("raft", Raft.With(IrOwnership.Borrow))), "m.Ship:Vessel", "m.Vessel");
        b.Return(b.Void());
        Refuses(b, "m.Ship is needed");

        b = Function();
        b.Upcast(b.Peek(b.Parameter("ship", Ship.With(IrOwnership.Borrow))), "m.nothing", "m.Vessel");
        b.Return(b.Void());
        Refuses(b, "no such itable");

        b = Function();
        b.Upcast(b.Peek(b.Parameter("ship", Ship.With(IrOwnership.Weak))), "m.Ship:Vessel", "m.Other");
        b.Return(b.Void());
        Refuses(b, "gives &&m.Vessel");

        b = Function();
        b.Downcast(b.Peek(b.Parameter("other", IrType.Interface("m.Other", IrOwnership.Borrow))), "m.Ship");
        b.Return(b.Void());
        Refuses(b, "m.Ship does not implement m.Other");

        b = Function();
        b.IsInstance(b.Peek(b.Parameter("vessel", Vessel.With(IrOwnership.Borrow))), "m.Point:Shape");
        b.Return(b.Void());
        Refuses(b, "m.Shape is needed");
    }

    [Fact]
    public void A_call_passes_what_the_method_declares()
    {
        var b = Function();
        var vessel = b.Peek(b.Parameter("vessel", Vessel.With(IrOwnership.Borrow)));
        b.CallInterface("m.fuel", IrType.I32, [vessel], 0);
        b.Return(b.Void());
        Refuses(b, "1 arguments, 2 are needed");

        b = Function();
        vessel = b.Peek(b.Parameter("vessel", Vessel.With(IrOwnership.Weak)));
        b.CallInterface("m.fuel", IrType.I32, [vessel, b.Int(1, IrType.I32)], 0);
        b.Return(b.Void());
        Refuses(b, "&m.Vessel is needed");

        b = Function();
        vessel = b.Peek(b.Parameter("vessel", Vessel.With(IrOwnership.Borrow)));
        b.CallInterface("m.fuel", IrType.I32, [vessel, b.Int(1, IrType.I32)], 1);
        b.Return(b.Void());
        Refuses(b, "argument 0 decides");

        b = Function();
        vessel = b.Peek(b.Parameter("vessel", Vessel.With(IrOwnership.Borrow)));
        b.CallInterface("m.fuel", IrType.Bool, [vessel, b.Int(1, IrType.I32)], 0);
        b.Return(b.Void());
        Refuses(b, "gives i32");

        b = Function();
        b.CallInterface("m.nothing", IrType.Void, [], 0);
        b.Return(b.Void());
        Refuses(b, "no such method");
    }

    [Fact]
    public void A_weak_reference_is_asked_and_checked_but_not_looked_into()
    {
        var b = Function(IrType.I32);
        var ship = b.Local("ship", Ship);
        b.Init(ship, MakeShip(b));
        var weak = b.Weaken(b.Peek(ship));
        int alive = b.Block(), dead = b.Block();
        b.Branch(b.Alive(weak), alive, dead);
        b.Enter(alive);
        var fuel = b.FieldPeek(b.Check(weak), 0, IrType.I32);
        b.Free(b.Take(ship));
        b.Return(fuel);
        b.Enter(dead);
        b.Free(b.Take(ship));
        b.Return(b.Int(0, IrType.I32));
        Accepts(b);

        b = Function(IrType.I32);
        b.Return(b.FieldPeek(b.Peek(b.Parameter("ship", Ship.With(IrOwnership.Weak))), 0, IrType.I32));
        Refuses(b, "a struct held as Live or Share is needed");

        b = Function(IrType.Bool);
        b.Return(b.Alive(b.Peek(b.Parameter("ship", Ship.With(IrOwnership.Borrow)))));
        Refuses(b, "an object held as Weak is needed");

        b = Function();
        b.Parameter("p", Point.With(IrOwnership.Weak));
        b.Return(b.Void());
        Refuses(b, "the struct is imm");
    }

    [Fact]
    public void Only_references_of_one_type_are_compared()
    {
        var b = Function(IrType.Bool);
        var ship = b.Peek(b.Parameter("ship", Ship.With(IrOwnership.Borrow)));
        var vessel = b.Peek(b.Parameter("vessel", Vessel.With(IrOwnership.Borrow)));
        b.Return(b.SameInstance(ship, vessel));
        Refuses(b, "compares &m.Ship with &m.Vessel");

        b = Function(IrType.Bool);
        vessel = b.Peek(b.Parameter("vessel", Vessel.With(IrOwnership.Borrow)));
        b.Return(b.SameInstance(vessel, vessel));
        Accepts(b);
    }

    [Fact]
    public void Itables_must_fit_their_interfaces()
    {
        var sound = Program();
        Assert.Empty(IrVerifier.Verify(sound));
        Refuses(sound with { Itables = [new IrItable("i", "m.Ship", "m.Vessel", [])] }, "0 overrides for 1 methods");
        Refuses(sound with { Itables = [new IrItable("i", "m.Ship", "m.Vessel", ["m.nothing"])] }, "no such function");
        Refuses(sound with { Itables = [new IrItable("i", "m.Ship", "m.Vessel", ["m.raftFuel"])] }, "parameter 0 is &m.Raft, &m.Ship is needed");
        Refuses(sound with { Itables = [new IrItable("i", "m.None", "m.Vessel", [])] }, "struct m.None is not described");
        Refuses(sound with { Itables = [new IrItable("i", "m.Ship", "m.None", [])] }, "interface m.None is not described");
        Refuses(sound with { Itables = [new IrItable("i", "m.Ship", "m.Shape", [])] }, "the struct is mutable");
        Refuses(sound with { Itables = [sound.Itables[0], sound.Itables[0]] }, "itable m.Ship:Vessel is described twice");
        Refuses(sound with { Itables = [sound.Itables[0], sound.Itables[0] with { Symbol = "other" }] }, "m.Ship implements m.Vessel twice");
    }

    [Fact]
    public void Methods_decide_by_their_own_interface()
    {
        var sound = Program();
        IrProgram With(IrMethod method) => sound with { Interfaces = [new IrInterface("m.Vessel", "Vessel", false, [method]), sound.Interfaces[1]], Itables = [] };
        Refuses(With(new IrMethod("m.fuel", [IrType.I32], IrType.I32, 1)), "parameter 1 of 1 decides");
        Refuses(With(new IrMethod("m.fuel", [IrType.I32], IrType.I32, 0)), "the parameter that decides is i32");
        Refuses(With(new IrMethod("m.fuel", [Shape], IrType.I32, 0)), "the parameter that decides is share m.Shape");
        Refuses(With(new IrMethod("m.fuel", [Vessel.With(IrOwnership.Live)], IrType.I32, 0)), "a live address is never passed");
        Refuses(sound with { Interfaces = [sound.Interfaces[0], sound.Interfaces[0]] }, "interface m.Vessel is described twice");
    }

    [Fact]
    public void Interfaces_and_itables_are_printed()
    {
        var b = Function(IrType.I32);
        var vessel = b.Upcast(b.Peek(b.Parameter("ship", Ship.With(IrOwnership.Weak))), "m.Ship:Vessel", "m.Vessel");
        b.Alive(vessel);
        b.IsInstance(vessel, "m.Raft:Vessel");
        b.Downcast(vessel, "m.Ship");
        b.Return(b.CallInterface("m.fuel", IrType.I32, [b.Borrow(b.Check(vessel)), b.Int(1, IrType.I32)], 0));
        var text = IrPrinter.Print(Program(b.Build()));
        foreach (var part in (string[])
            [
                "interface m.Vessel {\n  m.fuel(&m.Vessel, i32) i32 by 0\n}\n", "imm interface m.Shape {\n}\n",
                "itable m.Ship:Vessel: m.Ship as m.Vessel {\n  m.shipFuel\n}\n",
                "%1: &&m.Vessel = Upcast %0 m.Ship:Vessel", "%2: bool = Alive %1", "%3: bool = IsInstance %1 m.Raft:Vessel",
                "%4: &&m.Ship = Downcast %1", "CallInterface m.fuel by 0 (%6, %7)",
            ])
            Assert.Contains(part, text, StringComparison.Ordinal);
    }
}
