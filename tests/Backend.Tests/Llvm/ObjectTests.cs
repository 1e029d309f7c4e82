// Mutable objects and their generations, imm structs, drops: the memory model of a region, safe and unsafe.

using Vale.Backend.Llvm;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class ObjectTests
{
    private static readonly IrType Ship = Ir.Own("Ship"), Engine = Ir.Own("Engine");

    /// <summary>A Ship owns an Engine, has a name, flags and numbers of each kind.</summary>
    private static Ir Fleet() => new Ir()
        .Struct("Engine", ("power", IrType.I64), ("name", IrType.Str))
        .Struct("Ship", ("fuel", IrType.I32), ("isReady", IrType.Bool), ("nothing", IrType.Void), ("engine", Engine), ("speed", IrType.Float), ("name", IrType.Str))
        .Function("dropEngine", IrType.Void, b =>
        {
            var engine = b.Take(b.Parameter("engine", Engine));
            b.Release(b.FieldTake(engine, 1, IrType.Str));
            b.Free(engine);
            b.Return(b.Void());
        })
        .Function("dropShip", IrType.Void, b =>
        {
            var ship = b.Take(b.Parameter("ship", Ship));
            b.Call("m.dropEngine", IrType.Void, [b.FieldTake(ship, 3, Engine)]);
            b.Release(b.FieldTake(ship, 5, IrType.Str));
            b.Free(ship);
            b.Return(b.Void());
        })
        .Function("makeShip", Ship, b =>
        {
            var fuel = b.Parameter("fuel", IrType.I32);
            var name = b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.Peek(fuel)]);
            var engine = b.New(Engine, [b.Intrinsic(IrIntrinsic.I32ToI64, IrType.I64, [b.Peek(fuel)]), b.Retain(name)]);
            b.Return(b.New(Ship, [b.Peek(fuel), b.Bool(true), b.Void(), engine, b.Float(1.5), name]));
        })
        .Function("fuelOf", IrType.I32, b =>
        {
            var ship = b.Parameter("ship", Ir.Borrow("Ship"));
            b.Line = 4;
            b.Return(b.FieldPeek(b.Check(b.Peek(ship)), 0, IrType.I32));
        });

    [Theory]
    [InlineData(OptLevel.O0, RegionMode.Safe)]
    [InlineData(OptLevel.O3, RegionMode.Safe)]
    [InlineData(OptLevel.O0, RegionMode.Unsafe)]
    [InlineData(OptLevel.O3, RegionMode.Unsafe)]
    public void Fields_are_read_replaced_and_dropped(OptLevel opt, RegionMode region)
    {
        var program = Fleet().Main(b =>
        {
            var ship = b.Hold("ship", b.Call("m.makeShip", Ship, [b.I32(7)]));
            b.PrintValue(b.FieldPeek(b.Peek(ship), 0, IrType.I32));
            b.PrintValue(b.FieldPeek(b.Peek(ship), 1, IrType.Bool));
            b.PrintValue(b.FieldSwap(b.Peek(ship), 1, b.Bool(false), IrType.Bool));
            b.PrintValue(b.FieldPeek(b.Peek(ship), 1, IrType.Bool));
            b.PrintValue(b.FieldSwap(b.Peek(ship), 4, b.Float(2.5), IrType.Float));
            b.PrintValue(b.FieldPeek(b.Peek(ship), 4, IrType.Float));
            b.PrintValue(b.FieldPeek(b.FieldPeek(b.Peek(ship), 3, Engine), 0, IrType.I64));
            b.PrintLine(b.FieldSwap(b.Peek(ship), 5, b.Str("Serenity"), IrType.Str));
            b.PrintLine(b.Retain(b.FieldPeek(b.Peek(ship), 5, IrType.Str)));
            var other = b.New(Engine, [b.I64(99), b.Str("warp")]);
            b.Call("m.dropEngine", IrType.Void, [b.FieldSwap(b.Peek(ship), 3, other, Engine)]);
            b.PrintValue(b.FieldPeek(b.FieldPeek(b.Peek(ship), 3, Engine), 0, IrType.I64));
            b.PrintValue(b.Call("m.fuelOf", IrType.I32, [b.Borrow(b.Peek(ship))]));
            b.Call("m.dropShip", IrType.Void, [b.Take(ship)]);
        }).Program;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt, Region: region));
        var expected = "7\ntrue\ntrue\nfalse\n1.5\n2.5\n7\n7\nSerenity\n99\n7\n";
        Assert.Equal(new RunResult(0, expected, ""), built.RunUnderValgrind());
    }

    [Theory]
    [InlineData(OptLevel.O0)]
    [InlineData(OptLevel.O1)]
    [InlineData(OptLevel.O2)]
    [InlineData(OptLevel.O3)]
    public void Following_a_dead_reference_halts_even_when_its_memory_is_used_again(OptLevel opt)
    {
        var program = Fleet().Main(b =>
        {
            var ship = b.Hold("ship", b.Call("m.makeShip", Ship, [b.I32(7)]));
            var borrow = b.Hold("borrow", b.Borrow(b.Peek(ship)));
            b.PrintValue(b.Call("m.fuelOf", IrType.I32, [b.Peek(borrow)]));
            b.Call("m.dropShip", IrType.Void, [b.Take(ship)]);
            var next = b.Hold("next", b.Call("m.makeShip", Ship, [b.I32(8)]));
            b.PrintValue(b.Call("m.fuelOf", IrType.I32, [b.Borrow(b.Peek(next))]));
            b.PrintValue(b.Call("m.fuelOf", IrType.I32, [b.Peek(borrow)]));
            b.Call("m.dropShip", IrType.Void, [b.Take(next)]);
        }).Program;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt));
        var halted = new RunResult(1, "7\n8\n", "halted: dereferenced a Ship that is already dead, at src/fuelOf.vale:14\n");
        Assert.Equal(halted, built.Run());
    }

    [Fact]
    public void A_check_is_made_again_after_the_object_may_have_died()
    {
        // One function that checks, lets another drop the object, and checks again: the second check may not be folded.
        var program = Fleet()
            .Struct("Dock", ("ship", Ship), ("count", IrType.I32))
            .Function("replace", IrType.Void, b =>
            {
                var dock = b.Parameter("dock", Ir.Borrow("Dock"));
                var old = b.FieldSwap(b.Check(b.Peek(dock)), 0, b.Call("m.makeShip", Ship, [b.I32(1)]), Ship);
                b.Call("m.dropShip", IrType.Void, [old]);
                b.Return(b.Void());
            })
            .Main(b =>
            {
                var dock = b.Hold("dock", b.New(Ir.Own("Dock"), [b.Call("m.makeShip", Ship, [b.I32(5)]), b.I32(0)]));
                var borrow = b.Borrow(b.FieldPeek(b.Peek(dock), 0, Ship));
                b.PrintValue(b.FieldPeek(b.Check(borrow), 0, IrType.I32));
                b.Call("m.replace", IrType.Void, [b.Borrow(b.Peek(dock))]);
                b.Line = 9;
                b.PrintValue(b.FieldPeek(b.Check(borrow), 0, IrType.I32));
                var taken = b.Take(dock);
                b.Call("m.dropShip", IrType.Void, [b.FieldTake(taken, 0, Ship)]);
                b.Free(taken);
            }).Program;
        foreach (var opt in new[] { OptLevel.O0, OptLevel.O2, OptLevel.O3 })
            Assert.Equal(new RunResult(1, "5\n", "halted: dereferenced a Ship that is already dead, at src/main.vale:19\n"), NativeProgram.Run(program, new LlvmOptions(opt)));
    }

    [Fact]
    public void References_are_the_same_instance_only_within_one_life()
    {
        var program = Fleet().Main(b =>
        {
            var ship = b.Hold("ship", b.Call("m.makeShip", Ship, [b.I32(1)]));
            var other = b.Hold("other", b.Call("m.makeShip", Ship, [b.I32(2)]));
            var first = b.Borrow(b.Peek(ship));
            b.PrintValue(b.Value(IrOp.SameInstance, IrType.Bool, first, b.Borrow(b.Peek(ship))));
            b.PrintValue(b.Value(IrOp.SameInstance, IrType.Bool, first, b.Peek(ship)));
            b.PrintValue(b.Value(IrOp.SameInstance, IrType.Bool, first, b.Borrow(b.Peek(other))));
            b.Call("m.dropShip", IrType.Void, [b.Take(ship)]);
            var next = b.Hold("next", b.Call("m.makeShip", Ship, [b.I32(3)]));
            b.PrintValue(b.Value(IrOp.SameInstance, IrType.Bool, first, b.Peek(next)));
            b.Call("m.dropShip", IrType.Void, [b.Take(other)]);
            b.Call("m.dropShip", IrType.Void, [b.Take(next)]);
        }).Program;
        Assert.Equal(new RunResult(0, "true\ntrue\nfalse\nfalse\n", ""), NativeProgram.Run(program));
    }

    [Theory]
    [InlineData(RegionMode.Safe)]
    [InlineData(RegionMode.Unsafe)]
    public void Making_and_dropping_many_objects_leaves_nothing_behind(RegionMode region)
    {
        var program = Fleet().Main(b =>
        {
            var kept = b.Hold("kept", b.Call("m.makeShip", Ship, [b.I32(-1)]));
            var total = b.Hold("total", b.I32(0));
            b.Repeat(3000, i =>
            {
                var ship = b.Hold("ship", b.Call("m.makeShip", Ship, [i]));
                var fuel = b.Call("m.fuelOf", IrType.I32, [b.Borrow(b.Peek(ship))]);
                b.Swap(total, b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Peek(total), fuel]));
                b.Call("m.dropShip", IrType.Void, [b.Swap(kept, b.Take(ship))]);
            });
            b.Call("m.dropShip", IrType.Void, [b.Take(kept)]);
            b.PrintValue(b.Peek(total));
        }).Program;
        using var built = NativeProgram.Build(program, new LlvmOptions(OptLevel.O2, Region: region));
        Assert.Equal(new RunResult(0, "4498500\n", ""), built.RunUnderValgrind());
    }

    [Fact]
    public void Objects_of_every_size_get_memory_of_their_own()
    {
        int[] sizes = [0, 1, 3, 60, 126, 127, 128, 129, 500, 513, 2000];
        var ir = new Ir();
        foreach (var size in sizes) ir.Struct("S" + size, [.. Enumerable.Range(0, size).Select(i => ("f" + i, IrType.I64))]);
        ir.Main(b =>
        {
            var held = new List<(int Size, int Local)>();
            for (var round = 0; round < 3; round++)
                foreach (var size in sizes)
                    held.Add((size, b.Hold("s", b.New(Ir.Own("S" + size), [.. Enumerable.Range(0, size).Select(i => b.I64(i * 1000 + size + round))]))));
            foreach (var (size, local) in held)
            {
                var taken = b.Take(local);
                if (size > 0) b.PrintValue(b.FieldTake(taken, size - 1, IrType.I64));
                b.Free(taken);
            }
        });
        using var built = NativeProgram.Build(ir.Program, new LlvmOptions(OptLevel.O1));
        var expected = string.Concat(Enumerable.Range(0, 3).SelectMany(round => sizes.Where(s => s > 0).Select(s => $"{(s - 1) * 1000 + s + round}\n")));
        Assert.Equal(new RunResult(0, expected, ""), built.RunUnderValgrind());
    }

    [Theory]
    [InlineData(OptLevel.O0)]
    [InlineData(OptLevel.O3)]
    public void Imm_structs_are_counted_whether_small_or_large_or_recursive(OptLevel opt)
    {
        var point = Ir.Share("Point");
        var line = Ir.Share("Line");
        var wide = Ir.Share("Wide");
        var wideFields = Enumerable.Range(0, 10).Select(i => ("f" + i, i % 3 == 0 ? IrType.Str : IrType.I32)).ToArray();
        var program = new Ir()
            .Imm("Point", ("x", IrType.I32), ("isSet", IrType.Bool), ("name", IrType.Str))
            .Imm("Line", ("from", point), ("to", point))
            .Imm("Wide", [.. wideFields, ("line", line)])
            .Imm("Loop", ("next", Ir.Share("Loop")), ("x", IrType.I32))
            .Function("never", IrType.I32, b =>
            {
                var loop = b.Take(b.Parameter("loop", Ir.Share("Loop")));
                var x = b.FieldPeek(b.FieldPeek(loop, 0, Ir.Share("Loop")), 1, IrType.I32);
                b.Release(loop);
                b.Return(x);
            })
            .Function("point", point, b =>
            {
                var x = b.Parameter("x", IrType.I32);
                b.Return(b.New(point, [b.Peek(x), b.Bool(true), b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.Peek(x)])]));
            })
            .Function("wide", wide, b =>
            {
                var x = b.Parameter("x", IrType.I32);
                var fields = wideFields.Select(f => f.Item2 == IrType.Str ? b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.Peek(x)]) : b.Peek(x)).ToList();
                fields.Add(b.New(line, [b.Call("m.point", point, [b.Peek(x)]), b.Call("m.point", point, [b.I32(1)])]));
                b.Return(b.New(wide, [.. fields]));
            })
            .Main(b => b.Repeat(3, i =>
            {
                var kept = b.Hold("kept", b.Call("m.wide", wide, [i]));
                var again = b.Hold("again", b.Retain(b.Peek(kept)));
                var inner = b.Hold("inner", b.Retain(b.FieldPeek(b.Peek(again), 10, line)));
                b.Release(b.Take(kept));
                b.PrintLine(b.Retain(b.FieldPeek(b.Peek(again), 9, IrType.Str)));
                b.Release(b.Take(again));
                var from = b.FieldPeek(b.Peek(inner), 0, point);
                b.PrintValue(b.FieldPeek(from, 1, IrType.Bool));
                b.PrintLine(b.Retain(b.FieldPeek(from, 2, IrType.Str)));
                b.Release(b.Take(inner));
            })).Program;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt));
        Assert.Equal(new RunResult(0, "0\ntrue\n0\n1\ntrue\n1\n2\ntrue\n2\n", ""), built.RunUnderValgrind());
    }

    [Fact]
    public void Endless_recursion_halts_with_a_message()
    {
        var program = new Ir()
            .Function("down", IrType.I32, b =>
            {
                var n = b.Parameter("n", IrType.I32);
                var text = b.Hold("text", b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.Peek(n)]));
                var deeper = b.Call("m.down", IrType.I32, [b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Peek(n), b.I32(1)])]);
                b.Release(b.Take(text));
                b.Return(b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [deeper, b.I32(1)]));
            })
            .Main(b =>
            {
                b.PrintLine(b.Str("down we go"));
                b.PrintValue(b.Call("m.down", IrType.I32, [b.I32(0)]));
            }).Program;
        Assert.Equal(new RunResult(1, "down we go\n", "halted: stack overflow\n"), NativeProgram.Run(program, new LlvmOptions(OptLevel.O0)));
    }
}
