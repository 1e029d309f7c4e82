// What only the machine sees of interfaces and arrays: leaks, uses after free, holders out of balance, memory, limits, and what a host hands in.

using Backend.Tests.Agreement;
using Vale.Backend.Bytecode;
using Vale.Backend.Vm;
using Vale.Compiler.Lowering;
using Xunit;
using static Backend.Tests.Agreement.World;

namespace Backend.Tests.Vm;

public class InterfaceAndArrayTests
{
    private static VmResult Run(Action<IrBuilder> main, VmOptions? options = null) => VirtualMachine.Run(Program(main), options ?? new VmOptions { TrackShares = true });

    [Fact]
    public void Arrays_and_objects_behind_interfaces_that_nobody_ends_are_reported()
    {
        var result = Run(b =>
        {
            b.ArrayNew(Ints, Int(b, 3));
            b.ArrayNew(Texts, Int(b, 1));
            b.ArrayFree(b.ArrayNew(Ints, Int(b, 0)));
            Cast(b, NewRaft(b));
            b.Freeze(b.ArrayNew(Texts, Int(b, 1)));
        });
        Assert.Equal([new VmLeak("Raft", 1), new VmLeak("[]int", 1), new VmLeak("#[]str", 1)], result.Statistics.Leaks);
        Assert.Equal((5, 1), (result.Statistics.ObjectsMade, result.Statistics.SharesLeaked));
    }

    [Fact]
    public void Holders_out_of_balance_are_found_in_arrays_and_behind_interfaces()
    {
        // The array is never released, so what it holds is held for ever; the text was made and is no literal.
        var leaked = Run(b =>
        {
            var texts = b.ArrayNew(Texts, Int(b, 1));
            b.ArrayPush(texts, b.Intrinsic(IrIntrinsic.IntToStr, Str, [Int(b, 5)]));
            b.Freeze(texts);
        });
        Assert.Equal((2, 0), (leaked.Statistics.SharesLeaked, leaked.Statistics.SharesOverReleased));

        var twice = Run(b =>
        {
            var shape = Cast(b, b.New(Point, [Int(b, 1), b.Str("a")]));
            b.Release(shape);
            b.Release(shape);
        });
        Assert.Equal((0, 1), (twice.Statistics.SharesLeaked, twice.Statistics.SharesOverReleased));

        // An element that was only looked at is given away.
        var stolen = Run(b =>
        {
            var texts = b.ArrayNew(Texts, Int(b, 1));
            b.ArrayPush(texts, b.Intrinsic(IrIntrinsic.IntToStr, Str, [Int(b, 5)]));
            b.Release(b.ElementPeek(texts, Int(b, 0), Str));
            b.Release(b.Freeze(texts));
        });
        Assert.Equal((0, 1), (stolen.Statistics.SharesLeaked, stolen.Statistics.SharesOverReleased));
    }

    [Theory]
    [InlineData("read")]
    [InlineData("store")]
    [InlineData("swap")]
    [InlineData("push")]
    [InlineData("pop")]
    [InlineData("length")]
    [InlineData("capacity")]
    [InlineData("free")]
    [InlineData("freeze")]
    public void Using_a_freed_array_is_the_compilers_fault_and_found(string how)
    {
        var type = how == "freeze" ? Texts : Ints;
        var result = Run(b =>
        {
            var array = b.ArrayNew(type, Int(b, 3));
            var live = b.Value(IrOp.LocalPeek, type.With(IrOwnership.Live), Held(b, array));
            if (type == Ints) b.ArrayPush(array, Int(b, 1));
            b.ArrayFree(array);
            switch (how)
            {
                case "read": b.ElementPeek(live, Int(b, 0), I32); break;
                case "store": b.ElementSwap(live, Int(b, 0), Int(b, 1), I32); break;
                case "swap": Say(b, b.ElementSwap(live, Int(b, 0), Int(b, 1), I32)); break;
                case "push": b.ArrayPush(live, Int(b, 1)); break;
                case "pop": b.ArrayPop(live, I32); break;
                case "length": b.ArrayLength(live); break;
                case "capacity": b.ArrayCapacity(live); break;
                case "free": b.ArrayFree(array); break;
                default: b.Release(b.Freeze(array)); break;
            }
        });
        Assert.Equal($"internal error: a freed {(type == Ints ? "[]int" : "#[]str")} is used, at src/main.vale:1", result.HaltMessage);
        Assert.Equal(1, result.Statistics.UsesAfterFree);

        static int Held(IrBuilder b, int array)
        {
            var local = b.Local("held", b.TypeOf(array));
            b.Init(local, array);
            return local;
        }
    }

    [Fact]
    public void A_wrong_cast_down_is_the_compilers_fault_and_found()
    {
        var result = Run(b => b.Call("m.ship.drop", Nothing, [b.Downcast(Cast(b, NewRaft(b)), "m.Ship")]));
        Assert.Equal("internal error: a Raft is cast to another struct, at src/main.vale:1", result.HaltMessage);
    }

    [Fact]
    public void A_capacity_alone_takes_no_memory()
    {
        var before = GC.GetTotalAllocatedBytes();
        var run = VmRun.Run(Program(b =>
        {
            var ships = b.ArrayNew(Ships, Int(b, int.MaxValue));
            b.ArrayPush(ships, NewShip(b, 1, "A"));
            Say(b, b.ArrayCapacity(ships));
            DropShip(b, b.ArrayPop(ships, Ship));
            b.ArrayFree(ships);
        }));
        Assert.Equal("2147483647 -ship ", run.Output);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 64 << 20);
    }

    [Fact]
    public void Big_arrays_count_by_their_size()
    {
        var run = VmRun.Run(Program(b => For(b, () => Int(b, 1000), _ => b.ArrayFree(b.ArrayNew(Ints, Int(b, 60_000))))), new VmOptions { MaxInstructions = 1_000_000 });
        Assert.Equal(VmOutcome.LimitReached, run.Result.Outcome);
    }

    [Fact]
    public void Elements_are_read_and_methods_called_without_allocating()
    {
        // Twice the rounds take the same memory, but for what starting a run takes.
        var (few, many) = (Allocated(1_000), Allocated(100_000));
        Assert.InRange(many - few, -50_000, 50_000);

        static long Allocated(int rounds)
        {
            var image = BytecodeWriter.Write(Program(b =>
            {
                int shape = b.Local("raft", Vessel), vessels = b.Local("vessels", Vessels);
                b.Init(vessels, b.ArrayNew(Vessels, Int(b, 1)));
                b.ArrayPush(b.Peek(vessels), Cast(b, NewRaft(b)));
                For(b, () => Int(b, rounds), _ =>
                    b.CallInterface("m.hail", Bool, [b.Weaken(b.ElementPeek(b.Peek(vessels), Int(b, 0), Vessel))], 0));
                b.Init(shape, b.ArrayPop(b.Peek(vessels), Vessel));
                DropVessel(b, b.Take(shape));
                b.ArrayFree(b.Take(vessels));
            }));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(VmOutcome.Completed, VirtualMachine.Run(image, new VmOptions()).Outcome);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void A_host_hands_back_objects_of_the_types_it_promised()
    {
        VmValue? kept = null;
        var program = Program(b =>
        {
            b.CallExtern("m.keep", Nothing, [Cast(b, b.New(Point, [Int(b, 4), b.Str("P")]))]);
            Say(b, Area(b, b.CallExtern("m.give", Shape, []), 2));
            var texts = b.ArrayNew(Texts, Int(b, 0));
            b.CallExtern("m.keepTexts", Nothing, [b.Freeze(texts)]);
            Say(b, Area(b, b.CallExtern("m.give", Shape, []), 3));
        }) with
        {
            Externs =
            [
                new IrExtern("m.keep", "keep", [Shape], Nothing), new IrExtern("m.keepTexts", "keep", [Texts], Nothing), new IrExtern("m.give", "give", [], Shape),
            ],
        };
        var run = VmRun.Run(program, new VmOptions
        {
            TrackShares = true,
            Externs = new Dictionary<string, VmExtern>
            {
                ["keep"] = arguments =>
                {
                    kept = arguments[0];
                    return VmValue.Void;
                },
                ["give"] = _ => kept!.Value,
            },
        });
        Assert.Equal("P8 ", run.Output);
        Assert.Equal("halted: extern give gave a share #[]str instead of a share Shape, at src/main.vale:1\n", run.Error);
        Assert.Equal("array", kept.ToString());
    }
}
