// Objects: making, reading, changing, borrowing, freeing; what the machine says of the program's faults and of the compiler's.

using Vale.Backend.Bytecode;
using Vale.Backend.Vm;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Vm;

public class ObjectTests
{
    internal static readonly IrStruct Ship = new("main.Ship", "Ship", false,
        [new("fuel", IrType.I32), new("name", IrType.Str), new("nothing", IrType.Void), new("mass", IrType.Float)]);
    internal static readonly IrStruct Fleet = new("main.Fleet", "Fleet", false,
        [new("flagship", Own("main.Ship")), new("count", IrType.I64), new("last", Borrow("main.Ship"))]);
    internal static readonly IrStruct Point = new("main.Point", "Point", true, [new("x", IrType.I32), new("label", IrType.Str)]);
    internal static readonly IrStruct Line = new("main.Line", "Line", true,
        [new("from", IrType.Struct("main.Point", IrOwnership.Share)), new("to", IrType.Struct("main.Point", IrOwnership.Share))]);
    internal static readonly IrStruct[] Structs = [Ship, Fleet, Point, Line];

    internal static IrType Own(string symbol) => IrType.Struct(symbol, IrOwnership.Own);
    internal static IrType Borrow(string symbol) => IrType.Struct(symbol, IrOwnership.Borrow);

    /// <summary>A new ship.</summary>
    internal static int NewShip(IrBuilder b, int fuel, string name) =>
        b.New(Own("main.Ship"), [b.Int(fuel, IrType.I32), b.Str(name), b.Void(), b.Float(1.5)]);

    /// <summary>Ends a ship as its drop function would.</summary>
    internal static void Drop(IrBuilder b, int ship)
    {
        b.Release(b.FieldTake(ship, 1, IrType.Str));
        b.Free(ship);
    }

    [Fact]
    public void Fields_of_every_kind_are_read_through_an_owner()
    {
        var run = VmRun.Run(IrType.Float, b =>
        {
            var ship = b.Local("ship", Own("main.Ship"));
            b.Init(ship, NewShip(b, 7, "Serenity\n"));
            VmRun.Print(b, b.FieldPeek(b.Peek(ship), 1, IrType.Str));
            b.FieldPeek(b.Peek(ship), 2, IrType.Void);
            var fuel = b.Intrinsic(IrIntrinsic.I32ToFloat, IrType.Float, [b.FieldPeek(b.Peek(ship), 0, IrType.I32)]);
            var sum = b.Intrinsic(IrIntrinsic.FloatAdd, IrType.Float, [fuel, b.FieldPeek(b.Peek(ship), 3, IrType.Float)]);
            Drop(b, b.Take(ship));
            b.Return(sum);
        }, Structs);
        Assert.Equal(("Serenity\n", 8.5), (run.Output, run.Result.Value.AsFloat));
        Assert.True(run.Result.Statistics.IsSound);
        Assert.Equal(1, run.Result.Statistics.ObjectsMade);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_field_is_changed_and_gives_what_it_held(bool keepOld)
    {
        var run = VmRun.Run(IrType.I32, b =>
        {
            var ship = b.Local("ship", Own("main.Ship"));
            b.Init(ship, NewShip(b, 7, "Serenity"));
            var old = b.FieldSwap(b.Peek(ship), 0, b.Int(30, IrType.I32), IrType.I32);
            var name = b.FieldSwap(b.Peek(ship), 1, b.Str("Rocinante"), IrType.Str);
            if (keepOld) VmRun.Print(b, name);
            b.Release(name);
            VmRun.Print(b, b.FieldPeek(b.Peek(ship), 1, IrType.Str));
            var now = b.FieldPeek(b.Peek(ship), 0, IrType.I32);
            var sum = keepOld ? b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [now, old]) : now;
            Drop(b, b.Take(ship));
            b.Return(sum);
        }, Structs);
        Assert.Equal((keepOld ? "SerenityRocinante" : "Rocinante", keepOld ? 37 : 30), (run.Output, run.Result.ExitCode));
        Assert.True(run.Result.Statistics.IsSound);
    }

    [Fact]
    public void A_borrow_is_followed_while_its_object_lives()
    {
        var refuel = VmRun.Function("refuel", IrType.I32, b =>
        {
            var ship = b.Parameter("ship", Borrow("main.Ship"));
            var more = b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.FieldPeek(b.Check(b.Peek(ship)), 0, IrType.I32), b.Int(5, IrType.I32)]);
            b.FieldSwap(b.Check(b.Peek(ship)), 0, more, IrType.I32);
            b.Release(b.FieldSwap(b.Check(b.Peek(ship)), 1, b.Str("Full"), IrType.Str));
            b.Return(b.FieldPeek(b.Check(b.Peek(ship)), 0, IrType.I32));
        });
        var main = VmRun.Function("main", IrType.I32, b =>
        {
            var ship = b.Local("ship", Own("main.Ship"));
            b.Init(ship, NewShip(b, 7, "Empty"));
            var result = b.Call("refuel", IrType.I32, [b.Borrow(b.Peek(ship))]);
            VmRun.Print(b, b.FieldPeek(b.Peek(ship), 1, IrType.Str));
            Drop(b, b.Take(ship));
            b.Return(result);
        });
        var run = VmRun.Run(VmRun.Program([main, refuel], Structs));
        Assert.Equal(("Full", 12), (run.Output, run.Result.ExitCode));
        Assert.True(run.Result.Statistics.IsSound);
    }

    [Theory]
    [InlineData("load word")]
    [InlineData("load object")]
    [InlineData("store word")]
    [InlineData("store object")]
    [InlineData("check alone")]
    public void Following_a_borrow_of_something_dead_halts_with_type_and_line(string how)
    {
        var run = VmRun.Run(IrType.I32, b =>
        {
            var ship = b.Local("ship", Own("main.Ship"));
            var borrow = b.Local("borrow", Borrow("main.Ship"));
            b.Init(ship, NewShip(b, 7, "Serenity"));
            b.Init(borrow, b.Borrow(b.Peek(ship)));
            VmRun.Print(b, b.FieldPeek(b.Check(b.Peek(borrow)), 1, IrType.Str));
            Drop(b, b.Take(ship));
            b.Line = 30;
            switch (how)
            {
                case "load word": b.FieldPeek(b.Check(b.Peek(borrow)), 0, IrType.I32); break;
                case "load object": VmRun.Print(b, b.FieldPeek(b.Check(b.Peek(borrow)), 1, IrType.Str)); break;
                case "store word": b.FieldSwap(b.Check(b.Peek(borrow)), 0, b.Int(1, IrType.I32), IrType.I32); break;
                case "store object":
                    var live = b.Check(b.Peek(borrow));
                    b.Release(b.FieldSwap(live, 1, b.Str("Ghost"), IrType.Str));
                    break;
                default: b.Check(b.Peek(borrow)); break;
            }
            b.Line = 31;
            b.Return(b.Int(0, IrType.I32));
        }, Structs);
        Assert.Equal("Serenity", run.Output);
        Assert.Equal("halted: dereferenced a Ship that is already dead, at src/main.vale:31\n", run.Error);
        Assert.Equal((VmOutcome.Halted, 1), (run.Result.Outcome, run.Result.ExitCode));
        Assert.Equal(0, run.Result.Statistics.UsesAfterFree);
    }

    [Fact]
    public void A_new_object_does_not_bring_a_dead_borrow_back_to_life()
    {
        var run = VmRun.Run(IrType.I32, b =>
        {
            var ship = b.Local("ship", Own("main.Ship"));
            var borrow = b.Local("borrow", Borrow("main.Ship"));
            b.Init(ship, NewShip(b, 7, "first"));
            b.Init(borrow, b.Borrow(b.Peek(ship)));
            Drop(b, b.Take(ship));
            b.Init(ship, NewShip(b, 8, "second"));
            b.Check(b.Peek(borrow));
            Drop(b, b.Take(ship));
            b.Return(b.Int(0, IrType.I32));
        }, Structs);
        Assert.StartsWith("halted: dereferenced a Ship that is already dead", run.Error);
    }

    [Fact]
    public void References_know_whether_they_are_one_object()
    {
        var run = VmRun.Run(IrType.I32, b =>
        {
            var (first, second) = (b.Local("first", Own("main.Ship")), b.Local("second", Own("main.Ship")));
            b.Init(first, NewShip(b, 1, "a"));
            b.Init(second, NewShip(b, 1, "a"));
            var borrow = b.Borrow(b.Peek(first));
            var same = b.Value(IrOp.SameInstance, IrType.Bool, borrow, b.Peek(first));
            var other = b.Value(IrOp.SameInstance, IrType.Bool, borrow, b.Borrow(b.Peek(second)));
            var good = b.Intrinsic(IrIntrinsic.BoolEq, IrType.Bool, [same, b.Intrinsic(IrIntrinsic.BoolNot, IrType.Bool, [other])]);
            Drop(b, b.Take(first));
            Drop(b, b.Take(second));
            var (yes, no) = (b.Block(), b.Block());
            b.Branch(good, yes, no);
            b.Enter(yes);
            b.Return(b.Int(1, IrType.I32));
            b.Enter(no);
            b.Return(b.Int(0, IrType.I32));
        }, Structs);
        Assert.Equal(1, run.Result.ExitCode);
    }

    [Fact]
    public void Owned_fields_are_looked_at_swapped_and_taken()
    {
        var run = VmRun.Run(IrType.I64, b =>
        {
            var fleet = b.Local("fleet", Own("main.Fleet"));
            var ship = b.Local("ship", Own("main.Ship"));
            b.Init(ship, NewShip(b, 1, "one "));
            var last = b.Borrow(b.Peek(ship));
            b.Init(fleet, b.New(Own("main.Fleet"), [NewShip(b, 2, "two "), b.Int(1L << 40, IrType.I64), last]));
            VmRun.Print(b, b.FieldPeek(b.FieldPeek(b.Peek(fleet), 0, Own("main.Ship")), 1, IrType.Str));
            VmRun.Print(b, b.FieldPeek(b.Check(b.FieldPeek(b.Peek(fleet), 2, Borrow("main.Ship"))), 1, IrType.Str));
            var old = b.FieldSwap(b.Peek(fleet), 0, b.Take(ship), Own("main.Ship"));
            Drop(b, old);
            VmRun.Print(b, b.FieldPeek(b.FieldPeek(b.Peek(fleet), 0, Own("main.Ship")), 1, IrType.Str));
            var count = b.FieldSwap(b.Peek(fleet), 1, b.Int(3, IrType.I64), IrType.I64);
            var taken = b.Take(fleet);
            Drop(b, b.FieldTake(taken, 0, Own("main.Ship")));
            var sum = b.Intrinsic(IrIntrinsic.IntAdd, IrType.I64, [count, b.FieldTake(taken, 1, IrType.I64)]);
            b.Free(taken);
            b.Return(sum);
        }, Structs);
        Assert.Equal(("two one one ", (1L << 40) + 3), (run.Output, run.Result.Value.AsLong));
        Assert.True(run.Result.Statistics.IsSound);
    }

    [Fact]
    public void Immutables_are_shared_and_let_go_of_what_they_hold()
    {
        var point = IrType.Struct("main.Point", IrOwnership.Share);
        var line = IrType.Struct("main.Line", IrOwnership.Share);
        var run = VmRun.Run(IrType.I32, b =>
        {
            var p = b.Local("p", point);
            var l = b.Local("l", line);
            b.Init(p, b.New(point, [b.Int(4, IrType.I32), b.Str("A")]));
            b.Init(l, b.New(line, [b.Retain(b.Peek(p)), b.Retain(b.Peek(p))]));
            var x = b.FieldPeek(b.FieldPeek(b.Peek(l), 1, point), 0, IrType.I32);
            var label = b.Retain(b.FieldPeek(b.FieldPeek(b.Peek(l), 0, point), 1, IrType.Str));
            b.Release(b.Take(l));
            b.Release(b.Take(p));
            VmRun.Print(b, label);
            b.Release(label);
            b.Return(x);
        }, Structs);
        Assert.Equal(("A", 4), (run.Output, run.Result.ExitCode));
        Assert.True(run.Result.Statistics.IsSound);
        Assert.Equal(2, run.Result.Statistics.ObjectsMade);
    }

    [Fact]
    public void Objects_that_nobody_frees_are_reported_by_struct()
    {
        var program = VmRun.MainProgram(IrType.Void, b =>
        {
            for (var i = 0; i < 3; i++)
            {
                var ship = b.Local("ship", Own("main.Ship"));
                b.Init(ship, NewShip(b, i, "lost"));
                if (i == 0) Drop(b, b.Take(ship));
            }
            b.Return(b.Void());
        }, Structs);
        var result = VirtualMachine.Run(program, new VmOptions { TrackShares = true });
        Assert.Equal(VmOutcome.Completed, result.Outcome);
        Assert.Equal([new VmLeak("Ship", 2)], result.Statistics.Leaks);
        Assert.False(result.Statistics.IsSound);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Freeing_twice_or_reading_a_freed_object_is_the_compilers_fault_and_found(bool read)
    {
        var program = VmRun.MainProgram(IrType.I32, b =>
        {
            var ship = NewShip(b, 1, "twice");
            b.Free(ship);
            if (read) b.Return(b.FieldTake(ship, 0, IrType.I32));
            else
            {
                b.Free(ship);
                b.Return(b.Int(0, IrType.I32));
            }
        }, Structs);
        var result = VirtualMachine.Run(program, new VmOptions());
        Assert.Equal("internal error: a freed Ship is used, at src/main.vale:1", result.HaltMessage);
        Assert.Equal((VmOutcome.Halted, 1), (result.Outcome, result.Statistics.UsesAfterFree));
    }

    [Fact]
    public void Shares_out_of_balance_are_found()
    {
        var leaked = VirtualMachine.Run(VmRun.MainProgram(IrType.Void, b =>
        {
            b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.Int(5, IrType.I32)]);
            b.Return(b.Void());
        }), new VmOptions { TrackShares = true });
        Assert.Equal((1, 0), (leaked.Statistics.SharesLeaked, leaked.Statistics.SharesOverReleased));

        var overReleased = VirtualMachine.Run(VmRun.MainProgram(IrType.Void, b =>
        {
            var text = b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.Int(5, IrType.I32)]);
            b.Release(text);
            b.Release(text);
            b.Return(b.Void());
        }), new VmOptions { TrackShares = true });
        Assert.Equal((0, 1), (overReleased.Statistics.SharesLeaked, overReleased.Statistics.SharesOverReleased));
    }
}
