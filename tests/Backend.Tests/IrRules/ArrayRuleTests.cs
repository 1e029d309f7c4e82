// What the verifier accepts and refuses of arrays, and how they are printed.

using Vale.Compiler.Lowering;
using Xunit;
using static Backend.Tests.IrRules.Fleet;

namespace Backend.Tests.IrRules;

public sealed class ArrayRuleTests
{
    private static int MakeShip(IrBuilder b) => b.New(Ship, [b.Int(7, IrType.I32)]);

    [Fact]
    public void An_array_is_made_filled_read_changed_emptied_and_freed()
    {
        var b = Function(IrType.I32);
        var ships = b.Local("ships", Ships);
        b.Init(ships, b.ArrayNew(Ships, b.Int(2, IrType.I32)));
        b.ArrayPush(b.Peek(ships), MakeShip(b));
        var fuel = b.FieldPeek(b.ElementPeek(b.Peek(ships), b.Int(0, IrType.I32), Ship), 0, IrType.I32);
        b.Free(b.ElementSwap(b.Peek(ships), b.Int(0, IrType.I32), MakeShip(b), Ship));
        b.ArrayLength(b.Peek(ships));
        b.ArrayCapacity(b.Peek(ships));
        b.Free(b.ArrayPop(b.Peek(ships), Ship));
        b.ArrayFree(b.Take(ships));
        b.Return(fuel);
        Accepts(b);
    }

    [Fact]
    public void An_array_of_fixed_length_is_taken_apart_before_it_is_freed()
    {
        var b = Function();
        var three = b.ArrayNew(Three, b.Int(3, IrType.I32));
        for (var i = 0; i < 3; i++) b.ArrayPush(three, MakeShip(b));
        for (var i = 0; i < 3; i++) b.Free(b.ElementTake(three, b.Int(i, IrType.I32), Ship));
        b.ArrayFree(three);
        b.Return(b.Void());
        Accepts(b);

        b = Function();
        three = b.ArrayNew(Three, b.Int(4, IrType.I32));
        b.ArrayFree(three);
        b.Return(b.Void());
        Refuses(b, "room for 4, the fixed length is 3");

        b = Function();
        three = b.ArrayNew(Three, b.Int(3, IrType.I32));
        b.Free(b.ArrayPop(three, Ship));
        b.ArrayFree(three);
        b.Return(b.Void());
        Refuses(b, "has a fixed length");

        b = Function();
        var ships = b.ArrayNew(Ships, b.Int(3, IrType.I32));
        b.Free(b.ElementTake(ships, b.Int(0, IrType.I32), Ship));
        b.ArrayFree(ships);
        b.Return(b.Void());
        Refuses(b, "its elements are popped");
    }

    [Fact]
    public void An_immutable_array_is_owned_until_it_is_frozen()
    {
        var b = Function(Texts);
        var texts = b.Local("texts", Texts.With(IrOwnership.Own));
        b.Init(texts, b.ArrayNew(Texts, b.Int(1, IrType.I32)));
        b.ArrayPush(b.Peek(texts), b.Str("a"));
        b.Return(b.Freeze(b.Take(texts)));
        Accepts(b);

        b = Function();
        b.Parameter("texts", Texts.With(IrOwnership.Own));
        b.Return(b.Void());
        Refuses(b, "the array is imm");

        b = Function();
        var made = b.ArrayNew(Texts, b.Int(1, IrType.I32));
        b.Release(b.Freeze(made));
        b.ArrayPush(made, b.Str("late"));
        b.Return(b.Void());
        Refuses(b, "was consumed before");

        b = Function();
        b.ArrayPush(b.Peek(b.Parameter("texts", Texts)), b.Str("a"));
        b.Return(b.Void());
        Refuses(b, "an array held as Own or Live is needed");

        b = Function();
        b.ArrayFree(b.Value(IrOp.Freeze, Ints, b.ArrayNew(Ints, b.Int(1, IrType.I32))));
        b.Return(b.Void());
        Refuses(b, "nothing to freeze");

        b = Function();
        var held = b.Local("texts", Texts.With(IrOwnership.Own));
        b.Init(held, b.ArrayNew(Texts, b.Int(1, IrType.I32)));
        b.Borrow(b.Peek(held));
        b.Release(b.Freeze(b.Take(held)));
        b.Return(b.Void());
        Refuses(b, "the array is imm");
    }

    [Fact]
    public void Reading_an_array_does_not_consume_it_and_a_read_share_is_not_held()
    {
        var b = Function(IrType.Str);
        var texts = b.Parameter("texts", Texts);
        var first = b.Retain(b.ElementPeek(b.Peek(texts), b.Int(0, IrType.I32), IrType.Str));
        b.Release(b.Take(texts));
        b.Return(first);
        Accepts(b);

        b = Function(IrType.Str);
        texts = b.Parameter("texts", Texts);
        first = b.ElementPeek(b.Peek(texts), b.Int(0, IrType.I32), IrType.Str);
        b.Release(b.Take(texts));
        b.Return(first);
        Refuses(b, "retain it first");
    }

    [Fact]
    public void What_is_put_into_an_array_is_consumed_and_of_its_element_type()
    {
        var b = Function();
        var ships = b.Peek(b.Parameter("ships", Ships));
        var ship = MakeShip(b);
        b.ArrayPush(ships, ship);
        b.Free(ship);
        b.ArrayFree(b.Take(0));
        b.Return(b.Void());
        Refuses(b, "was consumed before");

        b = Function();
        b.ArrayPush(b.Peek(b.Parameter("ints", Ints)), b.Int(1, IrType.I64));
        b.ArrayFree(b.Take(0));
        b.Return(b.Void());
        Refuses(b, "i32 is needed");

        b = Function();
        b.ElementPeek(b.Peek(b.Parameter("ints", Ints)), b.Int(1, IrType.I64), IrType.I32);
        b.ArrayFree(b.Take(0));
        b.Return(b.Void());
        Refuses(b, "i32 is needed");

        b = Function();
        b.ElementPeek(b.Peek(b.Parameter("ints", Ints.With(IrOwnership.Borrow))), b.Int(1, IrType.I32), IrType.I32);
        b.Return(b.Void());
        Refuses(b, "an array held as Own or Live or Share is needed");

        b = Function();
        b.ElementSwap(b.Peek(b.Parameter("texts", Texts)), b.Int(1, IrType.I32), b.Str("b"), IrType.Str);
        b.Return(b.Void());
        Refuses(b, "an array held as Live is needed");
    }

    [Fact]
    public void Elements_are_what_may_be_stored_where_the_array_is()
    {
        var sound = Program();
        IrProgram With(IrArray array) => sound with { Arrays = [.. sound.Arrays, array] };
        Assert.Empty(IrVerifier.Verify(With(new IrArray("a", "a", false, 2, Vessel.With(IrOwnership.Weak)))));
        Assert.Empty(IrVerifier.Verify(With(new IrArray("a", "a", true, null, Texts))));
        Refuses(With(new IrArray("a", "a", false, null, Ship.With(IrOwnership.Live))), "a live address is never stored");
        Refuses(With(new IrArray("a", "a", true, null, Ship)), "an imm array holds only immutables");
        Refuses(With(new IrArray("a", "a", true, null, Ship.With(IrOwnership.Weak))), "an imm array holds only immutables");
        Refuses(With(new IrArray("a", "a", false, null, Texts.With(IrOwnership.Own))), "the array is imm");
        Refuses(With(new IrArray("a", "a", false, null, IrType.Never)), "nothing can be an element");
        Refuses(With(new IrArray("a", "a", false, -1, IrType.I32)), "a length of -1");
        Refuses(With(new IrArray("a", "a", false, null, IrType.Array("none", IrOwnership.Own))), "array none is not described");
        Refuses(With(new IrArray("m.Ints", "a", false, null, IrType.I32)), "array m.Ints is described twice");
    }

    [Fact]
    public void Arrays_are_printed()
    {
        var b = Function(Texts);
        var ints = b.ArrayNew(Ints, b.Int(2, IrType.I32));
        b.ArrayPush(ints, b.Int(1, IrType.I32));
        b.ElementPeek(ints, b.Int(0, IrType.I32), IrType.I32);
        b.ElementSwap(ints, b.Int(0, IrType.I32), b.Int(9, IrType.I32), IrType.I32);
        b.ArrayPop(ints, IrType.I32);
        b.ArrayLength(ints);
        b.ArrayCapacity(ints);
        b.ArrayFree(ints);
        b.Return(b.Freeze(b.ArrayNew(Texts, b.Int(0, IrType.I32))));
        var text = IrPrinter.Print(Program(b.Build()));
        foreach (var part in (string[])
            [
                "array m.Ints [] i32\n", "array m.Three [3] own m.Ship\n", "imm array m.Texts [] str\n", "%1: own m.Ints = ArrayNew %0", "  ArrayPush %1 %2\n",
                "%4: i32 = ElementPeek %1 %3", "%7: i32 = ElementSwap %1 %5 %6", "%8: i32 = ArrayPop %1", "%9: i32 = ArrayLength %1",
                "%10: i32 = ArrayCapacity %1", "  ArrayFree %1\n", "share m.Texts = Freeze %12",
            ])
            Assert.Contains(part, text, StringComparison.Ordinal);
    }
}
