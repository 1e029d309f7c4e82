// A program that uses every part of the format, to be written, read and damaged.

using Backend.Tests.Vm;
using Vale.Compiler.Lowering;

namespace Backend.Tests.Bytecode;

/// <summary>A program with loops, calls, objects of all kinds, strings, floats, externs and literals. It prints and returns 120.</summary>
internal static class SampleProgram
{
    private static readonly IrType OwnShip = ObjectTests.Own("main.Ship");
    private static readonly IrType BorrowShip = ObjectTests.Borrow("main.Ship");
    private static readonly IrType Point = IrType.Struct("main.Point", IrOwnership.Share);

    /// <summary>The program; each call gives an equal one.</summary>
    public static IrProgram Make()
    {
        IrFunction[] functions = [Start(), Programs.Fib(), Describe(), Travel(), Gamble()];
        return VmRun.Program(functions, ObjectTests.Structs, [new IrExtern("main.random", "host_random", [IrType.I32, IrType.Str], IrType.Float)]);
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
        b.Return(b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [fuel, fib]));
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
