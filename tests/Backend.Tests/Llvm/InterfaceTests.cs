// Interface values in every ownership: held, passed, returned, called, tested for a struct, and dying.

using Vale.Backend.Llvm;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class InterfaceTests
{
    private static readonly IrType
        Ship = Ir.Own("Ship"), Bird = Ir.Own("Bird"),
        Flies = Ir.Any("Flies", IrOwnership.Own), FliesRef = Ir.Any("Flies", IrOwnership.Borrow), FliesWeak = Ir.Any("Flies", IrOwnership.Weak);

    public static TheoryData<OptLevel, RegionMode> Modes => new()
    {
        { OptLevel.O0, RegionMode.Safe }, { OptLevel.O2, RegionMode.Safe }, { OptLevel.O0, RegionMode.Unsafe }, { OptLevel.O3, RegionMode.Unsafe },
    };

    /// <summary>A Ship (fuel, name) and a Bird (weight) that fly: dropped, asked and changed through the interface.</summary>
    private static Ir Sky() => new Ir()
        .Struct("Ship", ("fuel", IrType.I32), ("name", IrType.Str))
        .Struct("Bird", ("weight", IrType.I64))
        .Interface("Flies",
            ("drop", IrType.Void, [Flies]),
            ("range", IrType.I32, [FliesRef, IrType.I32]),
            ("isFast", IrType.Bool, [IrType.Bool, IrType.Void, FliesRef]),
            ("name", IrType.Str, [FliesWeak]))
        .Itable("Ship", "Flies", "dropShip", "shipRange", "shipIsFast", "shipName")
        .Itable("Bird", "Flies", "dropBird", "birdRange", "birdIsFast", "birdName")
        .Function("dropShip", IrType.Void, b =>
        {
            var ship = b.Take(b.Parameter("ship", Ship));
            b.Release(b.FieldTake(ship, 1, IrType.Str));
            b.Free(ship);
            b.Return(b.Void());
        })
        .Function("dropBird", IrType.Void, b =>
        {
            b.Free(b.Take(b.Parameter("bird", Bird)));
            b.Return(b.Void());
        })
        .Function("shipRange", IrType.I32, b =>
        {
            var ship = b.Parameter("ship", Ir.Borrow("Ship"));
            var factor = b.Parameter("factor", IrType.I32);
            b.Return(b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [b.FieldPeek(b.Check(b.Peek(ship)), 0, IrType.I32), b.Peek(factor)]));
        })
        .Function("birdRange", IrType.I32, b =>
        {
            var bird = b.Parameter("bird", Ir.Borrow("Bird"));
            b.Parameter("factor", IrType.I32);
            b.Return(b.Intrinsic(IrIntrinsic.I64ToI32, IrType.I32, [b.FieldPeek(b.Check(b.Peek(bird)), 0, IrType.I64)]));
        })
        .Function("shipIsFast", IrType.Bool, b =>
        {
            var loaded = b.Parameter("loaded", IrType.Bool);
            b.Parameter("nothing", IrType.Void);
            b.Parameter("ship", Ir.Borrow("Ship"));
            b.Return(b.Intrinsic(IrIntrinsic.BoolNot, IrType.Bool, [b.Peek(loaded)]));
        })
        .Function("birdIsFast", IrType.Bool, b =>
        {
            var loaded = b.Parameter("loaded", IrType.Bool);
            b.Parameter("nothing", IrType.Void);
            b.Parameter("bird", Ir.Borrow("Bird"));
            b.Return(b.Peek(loaded));
        })
        .Function("shipName", IrType.Str, b =>
        {
            var ship = b.Parameter("ship", IrType.Struct("m.Ship", IrOwnership.Weak));
            b.Return(b.Retain(b.FieldPeek(b.Check(b.Peek(ship)), 1, IrType.Str)));
        })
        .Function("birdName", IrType.Str, b =>
        {
            b.Parameter("bird", IrType.Struct("m.Bird", IrOwnership.Weak));
            b.Return(b.Str("bird"));
        })
        .Function("ship", Flies, b =>
        {
            var fuel = b.Parameter("fuel", IrType.I32);
            var name = b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.Peek(fuel)]);
            b.Return(b.As(b.New(Ship, [b.Peek(fuel), name]), "Flies"));
        })
        .Function("bird", Flies, b => b.Return(b.As(b.New(Bird, [b.Intrinsic(IrIntrinsic.I32ToI64, IrType.I64, [b.Peek(b.Parameter("weight", IrType.I32))])]), "Flies")))
        // An if's result, returned.
        .Function("choose", Flies, b =>
        {
            var wantsShip = b.Parameter("wantsShip", IrType.Bool);
            var result = b.Local("result", Flies);
            b.If(b.Peek(wantsShip),
                () => b.Init(result, b.Call("m.ship", Flies, [b.I32(20)])),
                () => b.Init(result, b.Call("m.bird", Flies, [b.I32(3)])));
            b.Return(b.Take(result));
        })
        .Function("range", IrType.I32, b => b.Return(b.CallInterface("m.Flies.range", IrType.I32, [b.Peek(b.Parameter("it", FliesRef)), b.I32(2)], 0)))
        .Function("tell", IrType.Void, b =>
        {
            var it = b.Parameter("it", FliesRef);
            b.PrintValue(b.Call("m.range", IrType.I32, [b.Peek(it)]));
            b.PrintValue(b.CallInterface("m.Flies.isFast", IrType.Bool, [b.Bool(true), b.Void(), b.Peek(it)], 2));
            b.PrintLine(b.CallInterface("m.Flies.name", IrType.Str, [b.Weaken(b.Check(b.Peek(it)))], 0));
            b.Return(b.Void());
        });

    private static void Drop(IrBuilder b, int flies) => b.CallInterface("m.Flies.drop", IrType.Void, [flies], 0);

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_objects_struct_decides_which_function_runs(OptLevel opt, RegionMode region)
    {
        var program = Sky()
            .Struct("Hangar", ("isOpen", IrType.Bool), ("owned", Flies), ("seen", FliesRef), ("heard", FliesWeak))
            .Main(b =>
            {
                var one = b.Hold("one", b.Call("m.choose", Flies, [b.Bool(true)]));
                var two = b.Hold("two", b.Call("m.choose", Flies, [b.Bool(false)]));
                var hangar = b.Hold("hangar", b.New(Ir.Own("Hangar"), [b.Bool(true), b.Take(two), b.Borrow(b.Peek(one)), b.Weaken(b.Peek(one))]));
                b.Call("m.tell", IrType.Void, [b.FieldPeek(b.Peek(hangar), 2, FliesRef)]);
                b.Call("m.tell", IrType.Void, [b.Borrow(b.FieldPeek(b.Peek(hangar), 1, Flies))]);
                b.PrintLine(b.CallInterface("m.Flies.name", IrType.Str, [b.FieldPeek(b.Peek(hangar), 3, FliesWeak)], 0));
                b.Init(two, b.FieldSwap(b.Peek(hangar), 1, b.Call("m.ship", Flies, [b.I32(5)]), Flies));
                b.FieldSwap(b.Peek(hangar), 2, b.Borrow(b.Peek(two)), FliesRef);
                b.Call("m.tell", IrType.Void, [b.Borrow(b.FieldPeek(b.Peek(hangar), 1, Flies))]);
                b.Call("m.tell", IrType.Void, [b.FieldPeek(b.Peek(hangar), 2, FliesRef)]);
                Drop(b, b.Swap(two, b.Call("m.bird", Flies, [b.I32(8)])));
                b.Call("m.tell", IrType.Void, [b.Borrow(b.Peek(two))]);
                var taken = b.Take(hangar);
                Drop(b, b.FieldTake(taken, 1, Flies));
                b.Free(taken);
                Drop(b, b.Take(one));
                Drop(b, b.Take(two));
            }).Program;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt, Region: region));
        const string expected = "40\nfalse\n20\n3\ntrue\nbird\n20\n10\nfalse\n5\n3\ntrue\nbird\n8\ntrue\nbird\n";
        Assert.Equal(new RunResult(0, expected, ""), built.RunUnderValgrind());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void An_object_is_told_from_others_by_its_struct_and_cast_back(OptLevel opt, RegionMode region)
    {
        var program = Sky()
            .Function("describe", IrType.I32, b =>
            {
                var it = b.Parameter("it", FliesRef);
                b.If(b.IsInstance(b.Peek(it), "m.Ship:Flies"),
                    () => b.Return(b.FieldPeek(b.Check(b.Downcast(b.Peek(it), "m.Ship")), 0, IrType.I32)),
                    () => b.Return(b.I32(-1)));
                b.Unreachable();
            })
            .Function("open", IrType.I64, b =>
            {
                var it = b.Parameter("it", Flies);
                b.If(b.IsInstance(b.Peek(it), "m.Bird:Flies"),
                    () =>
                    {
                        var bird = b.Downcast(b.Take(it), "m.Bird");
                        var weight = b.FieldTake(bird, 0, IrType.I64);
                        b.Free(bird);
                        b.Return(weight);
                    },
                    () =>
                    {
                        Drop(b, b.Take(it));
                        b.Return(b.I64(0));
                    });
                b.Unreachable();
            })
            .Main(b =>
            {
                var ship = b.Hold("ship", b.Call("m.ship", Flies, [b.I32(20)]));
                var bird = b.Hold("bird", b.Call("m.bird", Flies, [b.I32(3)]));
                b.PrintValue(b.Call("m.describe", IrType.I32, [b.Borrow(b.Peek(ship))]));
                b.PrintValue(b.Call("m.describe", IrType.I32, [b.Borrow(b.Peek(bird))]));
                var weak = b.Hold("weak", b.Weaken(b.Peek(ship)));
                b.PrintValue(b.IsInstance(b.Peek(weak), "m.Bird:Flies"));
                b.PrintValue(b.IsInstance(b.Peek(weak), "m.Ship:Flies"));
                var weakShip = b.Hold("weakShip", b.Downcast(b.Peek(weak), "m.Ship"));
                b.PrintValue(b.FieldPeek(b.Check(b.Peek(weakShip)), 0, IrType.I32));
                b.PrintValue(b.FieldPeek(b.Downcast(b.Peek(ship), "m.Ship"), 0, IrType.I32));
                // Up again from the struct, borrowed, weak and live.
                b.Call("m.tell", IrType.Void, [b.As(b.Borrow(b.Downcast(b.Peek(ship), "m.Ship")), "Flies")]);
                b.PrintLine(b.CallInterface("m.Flies.name", IrType.Str, [b.As(b.Peek(weakShip), "Flies")], 0));
                b.PrintValue(b.Call("m.range", IrType.I32, [b.Borrow(b.As(b.Downcast(b.Peek(ship), "m.Ship"), "Flies"))]));
                b.PrintValue(b.Call("m.open", IrType.I64, [b.Take(ship)]));
                b.PrintValue(b.Alive(b.Peek(weakShip)));
                b.PrintValue(b.Call("m.open", IrType.I64, [b.Take(bird)]));
            }).Program;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt, Region: region));
        const string expected = "20\n-1\nfalse\ntrue\n20\n20\n40\nfalse\n20\n20\n40\n0\nfalse\n3\n";
        Assert.Equal(new RunResult(0, expected, ""), built.RunUnderValgrind());
    }

    [Theory]
    [InlineData(OptLevel.O0)]
    [InlineData(OptLevel.O3)]
    public void Following_an_interface_whose_object_died_halts(OptLevel opt)
    {
        foreach (var isWeak in new[] { false, true })
        {
            var program = Sky().Main(b =>
            {
                var ship = b.Hold("ship", b.Call("m.ship", Flies, [b.I32(20)]));
                var seen = b.Hold("seen", isWeak ? b.Weaken(b.Peek(ship)) : b.Borrow(b.Peek(ship)));
                Drop(b, b.Take(ship));
                var next = b.Hold("next", b.Call("m.ship", Flies, [b.I32(30)]));
                b.PrintLine(b.Str("so far"));
                b.Line = 7;
                b.PrintValue(b.IsInstance(b.Check(b.Peek(seen)), "m.Ship:Flies"));
                Drop(b, b.Take(next));
            }).Program;
            Assert.Equal(new RunResult(1, "so far\n", "halted: dereferenced a Flies that is already dead, at src/main.vale:17\n"), NativeProgram.Run(program, new LlvmOptions(opt)));
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_weak_reference_tells_of_its_objects_death_in_every_region(OptLevel opt, RegionMode region)
    {
        // Other objects of that size, of which nothing is weak, use the memory meanwhile and write all over it.
        var program = Sky()
            .Struct("Crate", ("one", IrType.I64), ("two", IrType.I64), ("three", IrType.I64))
            .Function("isAlive", IrType.Bool, b => b.Return(b.Alive(b.Peek(b.Parameter("weak", FliesWeak)))))
            .Main(b =>
            {
                var ship = b.Hold("ship", b.Call("m.ship", Flies, [b.I32(20)]));
                var weak = b.Hold("weak", b.Weaken(b.Peek(ship)));
                var plain = b.Hold("plain", b.Downcast(b.Peek(weak), "m.Ship"));
                b.PrintValue(b.Call("m.isAlive", IrType.Bool, [b.Peek(weak)]));
                b.PrintValue(b.Alive(b.Peek(plain)));
                b.PrintValue(b.FieldPeek(b.Check(b.Peek(plain)), 0, IrType.I32));
                Drop(b, b.Take(ship));
                b.PrintValue(b.Call("m.isAlive", IrType.Bool, [b.Peek(weak)]));
                b.PrintValue(b.Alive(b.Peek(plain)));
                b.Repeat(5, i =>
                {
                    var crate = b.Hold("crate", b.New(Ir.Own("Crate"), [b.I64(0), b.I64(0), b.Intrinsic(IrIntrinsic.I32ToI64, IrType.I64, [i])]));
                    b.Free(b.Take(crate));
                    var other = b.Hold("other", b.Call("m.ship", Flies, [i]));
                    b.PrintValue(b.Call("m.isAlive", IrType.Bool, [b.Peek(weak)]));
                    b.PrintValue(b.Call("m.isAlive", IrType.Bool, [b.Weaken(b.Peek(other))]));
                    Drop(b, b.Take(other));
                });
            }).Program;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt, Region: region));
        var expected = "true\ntrue\n20\nfalse\nfalse\n" + string.Concat(Enumerable.Repeat("false\ntrue\n", 5));
        Assert.Equal(new RunResult(0, expected, ""), built.RunUnderValgrind());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Interfaces_are_the_same_instance_when_their_object_is(OptLevel opt, RegionMode region)
    {
        var program = Sky().Main(b =>
        {
            var one = b.Hold("one", b.Call("m.bird", Flies, [b.I32(1)]));
            var two = b.Hold("two", b.Call("m.bird", Flies, [b.I32(1)]));
            b.PrintValue(b.SameInstance(b.Peek(one), b.Borrow(b.Peek(one))));
            b.PrintValue(b.SameInstance(b.Peek(one), b.Peek(two)));
            b.PrintValue(b.SameInstance(b.Borrow(b.Peek(two)), b.Borrow(b.Peek(two))));
            Drop(b, b.Take(one));
            Drop(b, b.Take(two));
        }).Program;
        Assert.Equal(new RunResult(0, "true\nfalse\ntrue\n", ""), NativeProgram.Run(program, new LlvmOptions(opt, Region: region)));
    }

    private static readonly IrType
        Shape = Ir.Any("Shape", IrOwnership.Share), Circle = Ir.Share("Circle"), Wide = Ir.Share("Wide"), Unit = Ir.Share("Unit"), Pair = Ir.Share("Pair");

    /// <summary>Imm structs of each representation: by value with and without something counted, nothing at all, too large for that.</summary>
    private static Ir Drawing() => new Ir()
        .Imm("Circle", ("radius", IrType.I32), ("isFilled", IrType.Bool), ("name", IrType.Str))
        .Imm("Wide", [.. Enumerable.Range(0, 10).Select(i => ("f" + i, i == 9 ? IrType.Str : IrType.I64))])
        .Imm("Unit")
        .Imm("Pair", ("left", Shape), ("right", Shape))
        .ImmInterface("Shape", ("size", IrType.I64, [Shape]), ("name", IrType.Str, [IrType.Bool, Shape]))
        .Itable("Circle", "Shape", "circleSize", "circleName")
        .Itable("Wide", "Shape", "wideSize", "wideName")
        .Itable("Unit", "Shape", "unitSize", "unitName")
        .Itable("Pair", "Shape", "pairSize", "pairName")
        .Function("circleSize", IrType.I64, b =>
        {
            var circle = b.Take(b.Parameter("circle", Circle));
            var size = b.Intrinsic(IrIntrinsic.I32ToI64, IrType.I64, [b.FieldPeek(circle, 0, IrType.I32)]);
            b.Release(circle);
            b.Return(size);
        })
        .Function("circleName", IrType.Str, b =>
        {
            var isLoud = b.Parameter("isLoud", IrType.Bool);
            var circle = b.Take(b.Parameter("circle", Circle));
            var name = b.Local("name", IrType.Str);
            b.If(b.Peek(isLoud), () => b.Init(name, b.Str("CIRCLE")), () => b.Init(name, b.Retain(b.FieldPeek(circle, 2, IrType.Str))));
            b.Release(circle);
            b.Return(b.Take(name));
        })
        .Function("wideSize", IrType.I64, b =>
        {
            var wide = b.Take(b.Parameter("wide", Wide));
            var size = b.Add(b.FieldPeek(wide, 0, IrType.I64), b.FieldPeek(wide, 8, IrType.I64));
            b.Release(wide);
            b.Return(size);
        })
        .Function("wideName", IrType.Str, b =>
        {
            b.Parameter("isLoud", IrType.Bool);
            var wide = b.Take(b.Parameter("wide", Wide));
            var name = b.Retain(b.FieldPeek(wide, 9, IrType.Str));
            b.Release(wide);
            b.Return(name);
        })
        .Function("unitSize", IrType.I64, b =>
        {
            b.Release(b.Take(b.Parameter("unit", Unit)));
            b.Return(b.I64(0));
        })
        .Function("unitName", IrType.Str, b =>
        {
            b.Parameter("isLoud", IrType.Bool);
            b.Release(b.Take(b.Parameter("unit", Unit)));
            b.Return(b.Str("unit"));
        })
        .Function("pairSize", IrType.I64, b =>
        {
            var pair = b.Take(b.Parameter("pair", Pair));
            var left = b.CallInterface("m.Shape.size", IrType.I64, [b.Retain(b.FieldPeek(pair, 0, Shape))], 0);
            var right = b.CallInterface("m.Shape.size", IrType.I64, [b.Retain(b.FieldPeek(pair, 1, Shape))], 0);
            b.Release(pair);
            b.Return(b.Add(left, right));
        })
        .Function("pairName", IrType.Str, b =>
        {
            var isLoud = b.Parameter("isLoud", IrType.Bool);
            var pair = b.Take(b.Parameter("pair", Pair));
            var name = b.CallInterface("m.Shape.name", IrType.Str, [b.Peek(isLoud), b.Retain(b.FieldPeek(pair, 1, Shape))], 1);
            b.Release(pair);
            b.Return(name);
        })
        .Function("shape", Shape, b =>
        {
            var which = b.Parameter("which", IrType.I32);
            IrType i32 = IrType.I32, i64 = IrType.I64;
            int Name() => b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.Peek(which)]);
            b.If(b.Intrinsic(IrIntrinsic.IntEq, IrType.Bool, [b.Peek(which), b.I32(0)]),
                () => b.Return(b.As(b.New(Unit, []), "Shape")),
                () => b.If(b.Intrinsic(IrIntrinsic.IntEq, IrType.Bool, [b.Intrinsic(IrIntrinsic.IntMod, i32, [b.Peek(which), b.I32(2)]), b.I32(0)]),
                    () => b.Return(b.As(b.New(Circle, [b.Peek(which), b.Bool(true), Name()]), "Shape")),
                    () => b.Return(b.As(b.New(Wide, [.. Enumerable.Range(0, 9).Select(i => b.I64(i + 1)), Name()]), "Shape"))));
            b.Unreachable();
        })
        .Function("pair", Shape, b =>
        {
            var left = b.Call("m.shape", Shape, [b.Peek(b.Parameter("left", IrType.I32))]);
            var right = b.Call("m.shape", Shape, [b.Peek(b.Parameter("right", IrType.I32))]);
            b.Return(b.As(b.New(Pair, [left, right]), "Shape"));
        });

    [Theory]
    [MemberData(nameof(Modes))]
    public void Imm_objects_behind_an_interface_are_counted(OptLevel opt, RegionMode region)
    {
        var program = Drawing()
            .Function("tell", IrType.Void, b =>
            {
                var shape = b.Parameter("shape", Shape);
                b.PrintValue(b.CallInterface("m.Shape.size", IrType.I64, [b.Retain(b.Peek(shape))], 0));
                b.PrintLine(b.CallInterface("m.Shape.name", IrType.Str, [b.Bool(true), b.Retain(b.Peek(shape))], 1));
                b.PrintLine(b.CallInterface("m.Shape.name", IrType.Str, [b.Bool(false), b.Take(shape)], 1));
                b.Return(b.Void());
            })
            .Main(b =>
            {
                b.Repeat(3, i => b.Call("m.tell", IrType.Void, [b.Call("m.shape", Shape, [i])]));
                var pair = b.Hold("pair", b.Call("m.pair", Shape, [b.I32(3), b.I32(4)]));
                var nested = b.Hold("nested", b.As(b.New(Pair, [b.Retain(b.Peek(pair)), b.Retain(b.Peek(pair))]), "Shape"));
                b.Release(b.Take(pair));
                b.Call("m.tell", IrType.Void, [b.Retain(b.Peek(nested))]);
                b.Release(b.Take(nested));
            }).Program;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt, Region: region));
        Assert.Equal(new RunResult(0, "0\nunit\nunit\n10\n1\n1\n2\nCIRCLE\n2\n28\nCIRCLE\n4\n", ""), built.RunUnderValgrind());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void An_imm_object_can_be_had_back_by_its_first_and_by_further_holders(OptLevel opt, RegionMode region)
    {
        var program = Drawing()
            .Function("radius", IrType.I32, b =>
            {
                var shape = b.Parameter("shape", Shape);
                b.If(b.IsInstance(b.Peek(shape), "m.Circle:Shape"),
                    () =>
                    {
                        var circle = b.Downcast(b.Take(shape), "m.Circle");
                        b.PrintLine(b.Retain(b.FieldPeek(circle, 2, IrType.Str)));
                        var radius = b.FieldPeek(circle, 0, IrType.I32);
                        b.Release(circle);
                        b.Return(radius);
                    },
                    () => b.If(b.IsInstance(b.Peek(shape), "m.Wide:Shape"),
                        () =>
                        {
                            var wide = b.Downcast(b.Take(shape), "m.Wide");
                            b.PrintLine(b.Retain(b.FieldPeek(wide, 9, IrType.Str)));
                            b.Release(wide);
                            b.Return(b.I32(-1));
                        },
                        () =>
                        {
                            b.Release(b.Take(shape));
                            b.Return(b.I32(-2));
                        }));
                b.Unreachable();
            })
            .Main(b => b.Repeat(3, i =>
            {
                var shape = b.Hold("shape", b.Call("m.shape", Shape, [i]));
                b.PrintValue(b.Call("m.radius", IrType.I32, [b.Retain(b.Peek(shape))]));
                b.PrintValue(b.Call("m.radius", IrType.I32, [b.Take(shape)]));
            })).Program;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt, Region: region));
        Assert.Equal(new RunResult(0, "-2\n-2\n1\n-1\n1\n-1\n2\n2\n2\n2\n", ""), built.RunUnderValgrind());
    }

    [Theory]
    [InlineData(OptLevel.O0)]
    [InlineData(OptLevel.O2)]
    public void Freeing_a_long_list_or_a_deep_tree_needs_little_stack(OptLevel opt)
    {
        // A million links, of a struct by value behind an interface; then links by way of arrays, and of a box that holds itself twice.
        IrType list = Ir.Any("List", IrOwnership.Share), some = Ir.Share("Some"), none = Ir.Share("None"), tree = Ir.Share("Tree"), trees = Ir.Many("#[]Tree", IrOwnership.Share);
        var program = new Ir()
            .ImmInterface("List").Imm("Some", ("value", IrType.I32), ("next", list)).Imm("None").Itable("Some", "List").Itable("None", "List")
            .Imm("Tree", ("name", IrType.Str), ("children", trees)).ImmArray("#[]Tree", tree)
            .Main(b =>
            {
                var head = b.Hold("head", b.As(b.New(none, []), "List"));
                b.Repeat(1_000_000, i =>
                {
                    var rest = b.Take(head);
                    b.Init(head, b.As(b.New(some, [i, rest]), "List"));
                });
                b.PrintValue(b.IsInstance(b.Peek(head), "m.Some:List"));
                b.Release(b.Take(head));
                var top = b.Hold("top", b.New(tree, [b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.I32(0)]), b.Freeze(b.ArrayNew(trees, b.I32(0)))]));
                b.Repeat(300_000, i =>
                {
                    var children = b.ArrayNew(trees, b.I32(2));
                    b.ArrayPush(children, b.Take(top));
                    b.ArrayPush(children, b.New(tree, [b.Str("leaf"), b.Freeze(b.ArrayNew(trees, b.I32(0)))]));
                    b.Init(top, b.New(tree, [b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [i]), b.Freeze(children)]));
                });
                b.PrintLine(b.Retain(b.FieldPeek(b.Peek(top), 0, IrType.Str)));
                b.Release(b.Take(top));
            }).Program;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt));
        Assert.Equal(new RunResult(0, "true\n299999\n", ""), built.Run());
    }

    [Fact]
    public void Structs_are_told_apart_by_an_interface_without_methods()
    {
        var ir = new Ir().Interface("Any");
        for (var i = 0; i < 4; i++) ir.Struct("S" + i).Itable("S" + i, "Any");
        ir.Main(b =>
        {
            for (var i = 0; i < 4; i++)
            {
                var it = b.Hold("it", b.As(b.New(Ir.Own("S" + i), []), "Any"));
                for (var j = 0; j < 4; j++) b.PrintValue(b.IsInstance(b.Peek(it), $"m.S{j}:Any"));
                b.Free(b.Downcast(b.Take(it), "m.S" + i));
            }
        });
        var expected = string.Concat(Enumerable.Range(0, 16).Select(i => i / 4 == i % 4 ? "true\n" : "false\n"));
        foreach (var opt in new[] { OptLevel.O0, OptLevel.O2 })
            Assert.Equal(new RunResult(0, expected, ""), NativeProgram.Run(ir.Program, new LlvmOptions(opt)));
    }

    [Fact]
    public void A_method_that_never_returns_ends_the_program()
    {
        var program = new Ir()
            .Struct("Fuse", ("length", IrType.I32))
            .Interface("Burns", ("burn", IrType.Never, [Ir.Any("Burns", IrOwnership.Own)]))
            .Itable("Fuse", "Burns", "burnFuse")
            .Function("burnFuse", IrType.Never, b =>
            {
                b.Free(b.Take(b.Parameter("fuse", Ir.Own("Fuse"))));
                b.Intrinsic(IrIntrinsic.PanicWith, IrType.Never, [b.Str("boom")]);
                b.Unreachable();
            })
            .Main(b =>
            {
                b.CallInterface("m.Burns.burn", IrType.Never, [b.As(b.New(Ir.Own("Fuse"), [b.I32(1)]), "Burns")], 0);
                b.Unreachable();
            }).Program;
        foreach (var opt in new[] { OptLevel.O0, OptLevel.O2 })
            Assert.Equal(new RunResult(1, "", "halted: boom, at src/burnFuse.vale:10\n"), NativeProgram.Run(program, new LlvmOptions(opt)));
    }
}
