// A program that uses every part of the format, to be written, read and damaged.

using Backend.Tests.Vm;
using Vale.Compiler.Lowering;

namespace Backend.Tests.Bytecode;

/// <summary>A program with loops, calls, objects of all kinds, interfaces, arrays, strings, floats, externs and literals. It prints and returns 146.</summary>
internal static class SampleProgram
{
    private static readonly IrType OwnShip = ObjectTests.Own("main.Ship");
    private static readonly IrType BorrowShip = ObjectTests.Borrow("main.Ship");
    private static readonly IrType Point = IrType.Struct("main.Point", IrOwnership.Share);
    private static readonly IrType Buoy = ObjectTests.Own("main.Buoy");
    private static readonly IrType Vessel = IrType.Interface("main.Vessel", IrOwnership.Own), BorrowVessel = Vessel.With(IrOwnership.Borrow);
    private static readonly IrType Shape = IrType.Interface("main.Shape", IrOwnership.Share);
    private static readonly IrType Vessels = IrType.Array("main.Vessels", IrOwnership.Own), Ints = IrType.Array("main.Ints", IrOwnership.Own),
        Two = IrType.Array("main.Two", IrOwnership.Own), Texts = IrType.Array("main.Texts", IrOwnership.Share);

    /// <summary>The program; each call gives an equal one.</summary>
    public static IrProgram Make()
    {
        IrFunction[] functions =
        [
            Start(), Programs.Fib(), Describe(), Travel(), Gamble(), Harbor(), Library(), Weigh("shipWeigh", OwnShip), Weigh("buoyWeigh", Buoy), DropShip(), DropBuoy(), Label(),
        ];
        IrStruct[] structs = [.. ObjectTests.Structs, new("main.Buoy", "Buoy", false, [new("fuel", IrType.I32), new("seen", Vessel.With(IrOwnership.Weak))])];
        return VmRun.Program(functions, structs, [new IrExtern("main.random", "host_random", [IrType.I32, IrType.Str], IrType.Float)]) with
        {
            Interfaces =
            [
                new IrInterface("main.Vessel", "Vessel", false,
                    [new IrMethod("weigh", [IrType.I32, BorrowVessel], IrType.I32, 1), new IrMethod("drop", [Vessel], IrType.Void, 0)]),
                new IrInterface("main.Shape", "Shape", true, [new IrMethod("label", [Shape], IrType.Str, 0)]),
            ],
            Itables =
            [
                new IrItable("ship", "main.Ship", "main.Vessel", ["shipWeigh", "dropShip"]),
                new IrItable("buoy", "main.Buoy", "main.Vessel", ["buoyWeigh", "dropBuoy"]),
                new IrItable("point", "main.Point", "main.Shape", ["label"]),
            ],
            Arrays =
            [
                new IrArray("main.Vessels", "[]Vessel", false, null, Vessel), new IrArray("main.Ints", "[]int", false, null, IrType.I32),
                new IrArray("main.Two", "[#2]i64", false, 2, IrType.I64), new IrArray("main.Texts", "#[]str", true, null, IrType.Str),
            ],
        };
    }

    private static IrFunction Start() => VmRun.Function("main", IrType.I32, b =>
    {
        var ship = b.Local("ship", OwnShip);
        b.Init(ship, ObjectTests.NewShip(b, 3, "Serenity"));
        b.Line = 2;
        var text = b.Call("describe", IrType.Str, [b.Borrow(b.Peek(ship)), b.Float(2.5), b.Int(1L << 40, IrType.I64)]);
        VmRun.Print(b, text);
        b.Release(text);
        b.Line = 3;
        var moved = b.Call("travel", OwnShip, [b.Take(ship), b.Int(10, IrType.I32)]);
        var fuel = b.FieldTake(moved, 0, IrType.I32);
        ObjectTests.Drop(b, moved);
        b.Line = 4;
        var fib = b.Call("fib", IrType.I32, [b.Int(10, IrType.I32)]);
        var harbor = b.Call("harbor", IrType.I32, [b.Call("library", IrType.I32, [])]);
        b.Return(b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [fuel, fib]), harbor]));
    });

    private static IrFunction Describe() => VmRun.Function("describe", IrType.Str, b =>
    {
        var (ship, scale, big) = (b.Parameter("ship", BorrowShip), b.Parameter("scale", IrType.Float), b.Parameter("big", IrType.I64));
        var point = b.Local("point", Point);
        b.Init(point, b.New(Point, [b.Intrinsic(IrIntrinsic.I64ToI32, IrType.I32, [b.Peek(big)]), b.Retain(b.FieldPeek(b.Check(b.Peek(ship)), 1, IrType.Str))]));
        var mass = b.Intrinsic(IrIntrinsic.FloatMul, IrType.Float, [b.FieldPeek(b.Check(b.Peek(ship)), 3, IrType.Float), b.Peek(scale)]);
        var number = b.Intrinsic(IrIntrinsic.FloatToStr, IrType.Str, [mass]);
        var label = b.FieldPeek(b.Peek(point), 1, IrType.Str);
        var zero = b.Int(0, IrType.I32);
        var joined = b.Intrinsic(IrIntrinsic.StrConcat, IrType.Str,
            [label, zero, b.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [label]), number, zero, b.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [number])]);
        b.Release(number);
        b.Release(b.Take(point));
        b.Return(joined);
    });

    private static IrFunction Travel() => VmRun.Function("travel", OwnShip, b =>
    {
        var (ship, way) = (b.Parameter("ship", OwnShip), b.Parameter("way", IrType.I32));
        var (head, body, even, odd, next, end) = (b.Block(), b.Block(), b.Block(), b.Block(), b.Block(), b.Block());
        b.Jump(head);
        b.Enter(head);
        b.Branch(b.Intrinsic(IrIntrinsic.IntGt, IrType.Bool, [b.Peek(way), b.Int(0, IrType.I32)]), body, end);
        b.Enter(body);
        var rest = b.Intrinsic(IrIntrinsic.IntMod, IrType.I32, [b.Peek(way), b.Int(2, IrType.I32)]);
        b.Branch(b.Intrinsic(IrIntrinsic.IntEq, IrType.Bool, [rest, b.Int(0, IrType.I32)]), even, odd);
        b.Enter(even);
        var fuel = b.FieldPeek(b.Peek(ship), 0, IrType.I32);
        b.FieldSwap(b.Peek(ship), 0, b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [fuel, b.Int(2, IrType.I32)]), IrType.I32);
        b.Jump(next);
        b.Enter(odd);
        var name = b.FieldSwap(b.Peek(ship), 1, b.Str("Odd"), IrType.Str);
        var cut = b.Intrinsic(IrIntrinsic.StrSlice, IrType.Str, [name, b.Int(0, IrType.I32), b.Int(2, IrType.I32)]);
        b.Release(b.FieldSwap(b.Peek(ship), 1, cut, IrType.Str));
        b.Release(name);
        b.FieldSwap(b.Peek(ship), 0, b.Intrinsic(IrIntrinsic.IntSub, IrType.I32, [b.FieldPeek(b.Peek(ship), 0, IrType.I32), b.Int(1, IrType.I32)]), IrType.I32);
        b.Jump(next);
        b.Enter(next);
        b.Swap(way, b.Intrinsic(IrIntrinsic.IntSub, IrType.I32, [b.Peek(way), b.Int(1, IrType.I32)]));
        b.Jump(head);
        b.Enter(end);
        b.Return(b.Take(ship));
    });

    // Vessels behind their interface in an array, weighed through borrows, one of them asked for its struct, all dropped.
    private static IrFunction Harbor() => VmRun.Function("harbor", IrType.I32, b =>
    {
        int more = b.Parameter("more", IrType.I32), vessels = b.Local("vessels", Vessels), sum = b.Local("sum", IrType.I32), weights = b.Local("weights", Ints);
        b.Init(sum, b.Peek(more));
        b.Init(weights, b.ArrayNew(Ints, b.Int(3, IrType.I32)));
        b.Init(vessels, b.ArrayNew(Vessels, b.Int(4, IrType.I32)));
        b.ArrayPush(b.Peek(vessels), b.Upcast(ObjectTests.NewShip(b, 4, "Array"), "ship", "main.Vessel"));
        var seen = b.Weaken(b.ElementPeek(b.Peek(vessels), b.Int(0, IrType.I32), Vessel));
        b.ArrayPush(b.Peek(vessels), b.Upcast(b.New(Buoy, [b.Int(2, IrType.I32), seen]), "buoy", "main.Vessel"));
        Loop(b, () => b.ArrayLength(b.Peek(vessels)), i =>
        {
            var vessel = b.Borrow(b.ElementPeek(b.Peek(vessels), b.Peek(i), Vessel));
            b.ArrayPush(b.Peek(weights), b.CallInterface("weigh", IrType.I32, [b.Int(3, IrType.I32), vessel], 1));
        });
        var borrow = b.Borrow(b.Peek(weights));
        Loop(b, () => b.ArrayLength(b.Check(borrow)), i =>
            b.Swap(sum, b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Peek(sum), b.ElementPeek(b.Check(borrow), b.Peek(i), IrType.I32)])));
        b.ElementSwap(b.Check(borrow), b.Int(0, IrType.I32), b.Int(9, IrType.I32), IrType.I32);
        var old = b.ElementSwap(b.Peek(weights), b.Int(0, IrType.I32), b.ArrayPop(b.Peek(weights), IrType.I32), IrType.I32);
        b.Swap(sum, b.Intrinsic(IrIntrinsic.IntSub, IrType.I32, [b.Peek(sum), old]));
        b.ArrayFree(b.Take(weights));
        var (buoy, other, end) = (b.Block(), b.Block(), b.Block());
        var last = b.Local("last", Vessel);
        b.Init(last, b.ArrayPop(b.Peek(vessels), Vessel));
        b.Branch(b.IsInstance(b.Peek(last), "buoy"), buoy, other);
        b.Enter(buoy);
        var down = b.Downcast(b.Take(last), "main.Buoy");
        b.Alive(b.FieldTake(down, 1, Vessel.With(IrOwnership.Weak)));
        b.Call("dropBuoy", IrType.Void, [down]);
        b.Jump(end);
        b.Enter(other);
        b.CallInterface("drop", IrType.Void, [b.Take(last)], 0);
        b.Jump(end);
        b.Enter(end);
        b.CallInterface("drop", IrType.Void, [b.ElementSwap(b.Peek(vessels), b.Int(0, IrType.I32), b.Upcast(ObjectTests.NewShip(b, 1, "b"), "ship", "main.Vessel"), Vessel)], 0);
        b.CallInterface("drop", IrType.Void, [b.ArrayPop(b.Peek(vessels), Vessel)], 0);
        b.ArrayFree(b.Take(vessels));
        b.Return(b.Take(sum));
    });

    // Texts in a frozen array, an array of fixed length, and a shared struct behind its interface.
    private static IrFunction Library() => VmRun.Function("library", IrType.I32, b =>
    {
        var building = b.ArrayNew(Texts, b.Int(2, IrType.I32));
        b.ArrayPush(building, b.Str("x"));
        b.ArrayPush(building, b.Str("y"));
        var texts = b.Freeze(building);
        var shape = b.Upcast(b.New(Point, [b.ArrayCapacity(texts), b.Retain(b.ElementPeek(texts, b.Int(1, IrType.I32), IrType.Str))]), "point", "main.Shape");
        b.Release(texts);
        var label = b.CallInterface("label", IrType.Str, [shape], 0);
        VmRun.Print(b, label);
        b.Release(label);
        var two = b.ArrayNew(Two, b.Int(2, IrType.I32));
        b.ArrayPush(two, b.Int(17, IrType.I64));
        b.ArrayPush(two, b.Int(1L << 40, IrType.I64));
        var kept = b.ElementTake(two, b.Int(0, IrType.I32), IrType.I64);
        b.ArrayFree(two);
        b.Return(b.Intrinsic(IrIntrinsic.I64ToI32, IrType.I32, [kept]));
    });

    private static IrFunction Weigh(string name, IrType type) => VmRun.Function(name, IrType.I32, b =>
    {
        int factor = b.Parameter("factor", IrType.I32), self = b.Parameter("self", type.With(IrOwnership.Borrow));
        b.Return(b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [b.FieldPeek(b.Check(b.Peek(self)), 0, IrType.I32), b.Peek(factor)]));
    });

    private static IrFunction DropShip() => VmRun.Function("dropShip", IrType.Void, b =>
    {
        ObjectTests.Drop(b, b.Take(b.Parameter("self", OwnShip)));
        b.Return(b.Void());
    });

    private static IrFunction DropBuoy() => VmRun.Function("dropBuoy", IrType.Void, b =>
    {
        b.Free(b.Take(b.Parameter("self", Buoy)));
        b.Return(b.Void());
    });

    private static IrFunction Label() => VmRun.Function("label", IrType.Str, b =>
    {
        var self = b.Parameter("self", Point);
        var label = b.Retain(b.FieldPeek(b.Peek(self), 1, IrType.Str));
        b.Release(b.Take(self));
        b.Return(label);
    });

    private static void Loop(IrBuilder b, Func<int> limit, Action<int> body)
    {
        var i = b.Local("i", IrType.I32);
        b.Init(i, b.Int(0, IrType.I32));
        var (head, inside, end) = (b.Block(), b.Block(), b.Block());
        b.Jump(head);
        b.Enter(head);
        b.Branch(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [b.Peek(i), limit()]), inside, end);
        b.Enter(inside);
        body(i);
        b.Swap(i, b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Peek(i), b.Int(1, IrType.I32)]));
        b.Jump(head);
        b.Enter(end);
        b.Take(i);
    }

    // Never called: it is here to be verified, and to be called by images that were changed.
    private static IrFunction Gamble() => VmRun.Function("gamble", IrType.Void, b =>
    {
        var luck = b.CallExtern("main.random", IrType.Float, [b.Int(70_000, IrType.I32), b.Str("häuser")]);
        var (win, lose) = (b.Block(), b.Block());
        b.Branch(b.Intrinsic(IrIntrinsic.FloatGt, IrType.Bool, [luck, b.Float(0.5)]), win, lose);
        b.Enter(win);
        b.Return(b.Void());
        b.Enter(lose);
        b.Intrinsic(IrIntrinsic.PanicWith, IrType.Never, [b.Str("the bank wins")]);
        b.Unreachable();
    });
}
