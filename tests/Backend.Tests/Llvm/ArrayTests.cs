// Arrays of every kind of element: filled, read, replaced, emptied, freed; what halts; and what the machine code looks like.

using Vale.Backend.Llvm;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class ArrayTests
{
    private static readonly IrType Ship = Ir.Own("Ship"), Point = Ir.Share("Point");

    public static TheoryData<OptLevel, RegionMode> Modes => new()
    {
        { OptLevel.O0, RegionMode.Safe }, { OptLevel.O2, RegionMode.Safe }, { OptLevel.O0, RegionMode.Unsafe }, { OptLevel.O3, RegionMode.Unsafe },
    };

    private static IrType Own(string array) => Ir.Many(array, IrOwnership.Own);
    private static IrType Share(string array) => Ir.Many(array, IrOwnership.Share);

    private static RunResult Run(Ir ir, OptLevel opt, RegionMode region)
    {
        using var built = NativeProgram.Build(ir.Program, new LlvmOptions(opt, Region: region));
        return built.RunUnderValgrind();
    }

    /// <summary>Does something for each element of a local's array, given its index.</summary>
    private static void Each(IrBuilder b, int array, Action<int> body)
    {
        var i = b.Hold("at" + b.CurrentBlock, b.I32(0));
        int head = b.Block(), inside = b.Block(), done = b.Block();
        b.Jump(head);
        b.Enter(head);
        b.Branch(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [b.Peek(i), b.ArrayLength(b.Peek(array))]), inside, done);
        b.Enter(inside);
        body(b.Peek(i));
        b.Swap(i, b.Add(b.Peek(i), b.I32(1)));
        b.Jump(head);
        b.Enter(done);
    }

    /// <summary>Pops a local's array empty and frees it.</summary>
    private static void Empty(IrBuilder b, int array, IrType element, Action<int> drop)
    {
        int head = b.Block(), inside = b.Block(), done = b.Block();
        b.Jump(head);
        b.Enter(head);
        b.Branch(b.Intrinsic(IrIntrinsic.IntEq, IrType.Bool, [b.ArrayLength(b.Peek(array)), b.I32(0)]), done, inside);
        b.Enter(inside);
        drop(b.ArrayPop(b.Peek(array), element));
        b.Jump(head);
        b.Enter(done);
        b.ArrayFree(b.Take(array));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Plain_elements_are_pushed_read_replaced_and_popped(OptLevel opt, RegionMode region)
    {
        var ints = Own("[]int");
        var ir = new Ir().Array("[]int", IrType.I32)
            .Function("sum", IrType.I32, b =>
            {
                var numbers = b.Parameter("numbers", ints.With(IrOwnership.Borrow));
                var total = b.Hold("total", b.I32(0));
                Each2(b, numbers, i => b.Swap(total, b.Add(b.Peek(total), b.ElementPeek(b.Check(b.Peek(numbers)), i, IrType.I32))));
                b.Return(b.Take(total));
            })
            .Main(b =>
            {
                var numbers = b.Hold("numbers", b.ArrayNew(ints, b.I32(10)));
                b.PrintValue(b.ArrayLength(b.Peek(numbers)));
                b.PrintValue(b.ArrayCapacity(b.Peek(numbers)));
                b.Repeat(10, i => b.ArrayPush(b.Peek(numbers), b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [i, i])));
                b.PrintValue(b.ArrayLength(b.Peek(numbers)));
                b.PrintValue(b.Call("m.sum", IrType.I32, [b.Borrow(b.Peek(numbers))]));
                b.PrintValue(b.ElementSwap(b.Peek(numbers), b.I32(9), b.I32(-1), IrType.I32));
                b.PrintValue(b.ArrayPop(b.Peek(numbers), IrType.I32));
                b.PrintValue(b.ArrayPop(b.Peek(numbers), IrType.I32));
                b.PrintValue(b.ArrayLength(b.Peek(numbers)));
                b.PrintValue(b.ElementPeek(b.Peek(numbers), b.I32(7), IrType.I32));
                // Plain data need not be taken out; and there is an array with room for nothing.
                b.ArrayFree(b.Take(numbers));
                b.ArrayFree(b.ArrayNew(ints, b.I32(0)));
            });
        Assert.Equal(new RunResult(0, "0\n10\n10\n285\n81\n-1\n64\n8\n49\n", ""), Run(ir, opt, region));

        static void Each2(IrBuilder b, int borrowed, Action<int> body)
        {
            var i = b.Hold("i", b.I32(0));
            int head = b.Block(), inside = b.Block(), done = b.Block();
            b.Jump(head);
            b.Enter(head);
            b.Branch(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [b.Peek(i), b.ArrayLength(b.Check(b.Peek(borrowed)))]), inside, done);
            b.Enter(inside);
            body(b.Peek(i));
            b.Swap(i, b.Add(b.Peek(i), b.I32(1)));
            b.Jump(head);
            b.Enter(done);
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Elements_of_every_plain_type_keep_their_values(OptLevel opt, RegionMode region)
    {
        var ir = new Ir().Array("[]bool", IrType.Bool).Array("[]i64", IrType.I64).Array("[]float", IrType.Float).Array("[]void", IrType.Void);
        ir.Main(b =>
        {
            All("[]bool", IrType.Bool, () => b.Bool(true), () => b.Bool(false));
            All("[]i64", IrType.I64, () => b.I64(1L << 40), () => b.I64(-7));
            All("[]float", IrType.Float, () => b.Float(1.5), () => b.Float(-0.25));
            All("[]void", IrType.Void, b.Void, b.Void);

            void All(string name, IrType element, Func<int> first, Func<int> second)
            {
                var array = b.Hold(name, b.ArrayNew(Own(name), b.I32(3)));
                b.ArrayPush(b.Peek(array), first());
                b.ArrayPush(b.Peek(array), first());
                Show(b.ElementSwap(b.Peek(array), b.I32(0), second(), element));
                Show(b.ElementPeek(b.Peek(array), b.I32(0), element));
                Show(b.ArrayPop(b.Peek(array), element));
                b.PrintValue(b.ArrayLength(b.Peek(array)));
                b.ArrayFree(b.Take(array));

                void Show(int value)
                {
                    if (element != IrType.Void) b.PrintValue(value);
                }
            }
        });
        const string expected = "true\nfalse\ntrue\n1\n1099511627776\n-7\n1099511627776\n1\n1.5\n-0.25\n1.5\n1\n1\n";
        Assert.Equal(new RunResult(0, expected, ""), Run(ir, opt, region));
    }

    private static Ir Fleet() => new Ir()
        .Struct("Ship", ("fuel", IrType.I32), ("name", IrType.Str))
        .Array("[]Ship", Ship)
        .Function("ship", Ship, b =>
        {
            var fuel = b.Parameter("fuel", IrType.I32);
            b.Return(b.New(Ship, [b.Peek(fuel), b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.Peek(fuel)])]));
        })
        .Function("dropShip", IrType.Void, b =>
        {
            var ship = b.Take(b.Parameter("ship", Ship));
            b.PrintLine(b.FieldTake(ship, 1, IrType.Str));
            b.Free(ship);
            b.Return(b.Void());
        });

    [Theory]
    [MemberData(nameof(Modes))]
    public void Own_structs_are_elements(OptLevel opt, RegionMode region)
    {
        var ir = Fleet().Struct("Harbour", ("ships", Own("[]Ship"))).Main(b =>
        {
            var harbour = b.Hold("harbour", b.New(Ir.Own("Harbour"), [b.ArrayNew(Own("[]Ship"), b.I32(4))]));
            int Ships() => b.FieldPeek(b.Peek(harbour), 0, Own("[]Ship"));
            b.Repeat(4, i => b.ArrayPush(Ships(), b.Call("m.ship", Ship, [i])));
            var first = b.Hold("first", b.Borrow(b.ElementPeek(Ships(), b.I32(0), Ship)));
            b.PrintValue(b.FieldSwap(b.Check(b.Peek(first)), 0, b.I32(70), IrType.I32));
            b.PrintValue(b.FieldPeek(b.ElementPeek(Ships(), b.I32(0), Ship), 0, IrType.I32));
            b.Call("m.dropShip", IrType.Void, [b.ElementSwap(Ships(), b.I32(2), b.Call("m.ship", Ship, [b.I32(22)]), Ship)]);
            var taken = b.Take(harbour);
            var ships = b.Hold("ships", b.FieldTake(taken, 0, Own("[]Ship")));
            b.Free(taken);
            Empty(b, ships, Ship, ship => b.Call("m.dropShip", IrType.Void, [ship]));
        });
        Assert.Equal(new RunResult(0, "0\n70\n2\n3\n22\n1\n0\n", ""), Run(ir, opt, region));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void An_array_of_fixed_length_is_filled_and_taken_apart(OptLevel opt, RegionMode region)
    {
        var fixedShips = Own("[#3]Ship");
        var ir = Fleet().Array("[#3]Ship", Ship, 3).Array("[#0]Ship", Ship, 0)
            .Function("make", fixedShips, b =>
            {
                var ships = b.Hold("ships", b.ArrayNew(fixedShips, b.I32(3)));
                b.Repeat(3, i => b.ArrayPush(b.Peek(ships), b.Call("m.ship", Ship, [i])));
                b.Return(b.Take(ships));
            })
            .Main(b =>
            {
                var ships = b.Hold("ships", b.Call("m.make", fixedShips, []));
                b.PrintValue(b.ArrayLength(b.Peek(ships)));
                b.PrintValue(b.ArrayCapacity(b.Peek(ships)));
                Each(b, ships, i => b.PrintValue(b.FieldPeek(b.ElementPeek(b.Peek(ships), i, Ship), 0, IrType.I32)));
                b.Call("m.dropShip", IrType.Void, [b.ElementSwap(b.Peek(ships), b.I32(1), b.Call("m.ship", Ship, [b.I32(11)]), Ship)]);
                var taken = b.Take(ships);
                for (var i = 0; i < 3; i++) b.Call("m.dropShip", IrType.Void, [b.ElementTake(taken, b.I32(i), Ship)]);
                b.ArrayFree(taken);
                b.ArrayFree(b.ArrayNew(Own("[#0]Ship"), b.I32(0)));
            });
        Assert.Equal(new RunResult(0, "3\n3\n0\n1\n2\n1\n0\n11\n2\n", ""), Run(ir, opt, region));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Shares_and_imm_structs_are_elements_of_a_mutable_array(OptLevel opt, RegionMode region)
    {
        var ir = new Ir()
            .Imm("Point", ("x", IrType.I32), ("isSet", IrType.Bool), ("name", IrType.Str))
            .Array("[]str", IrType.Str).Array("[]Point", Point)
            .Main(b =>
            {
                var texts = b.Hold("texts", b.ArrayNew(Own("[]str"), b.I32(5)));
                var points = b.Hold("points", b.ArrayNew(Own("[]Point"), b.I32(5)));
                b.Repeat(5, i =>
                {
                    b.ArrayPush(b.Peek(texts), b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [i]));
                    var name = b.Retain(b.ElementPeek(b.Peek(texts), i, IrType.Str));
                    b.ArrayPush(b.Peek(points), b.New(Point, [i, b.Bool(true), name]));
                });
                b.PrintLine(b.ElementSwap(b.Peek(texts), b.I32(3), b.Str("three"), IrType.Str));
                var third = b.Hold("third", b.Retain(b.ElementPeek(b.Peek(points), b.I32(3), Point)));
                b.PrintValue(b.FieldPeek(b.ElementPeek(b.Peek(points), b.I32(4), Point), 1, IrType.Bool));
                Empty(b, texts, IrType.Str, b.PrintLine);
                Empty(b, points, Point, b.Release);
                b.PrintLine(b.Retain(b.FieldPeek(b.Peek(third), 2, IrType.Str)));
                b.Release(b.Take(third));
            });
        Assert.Equal(new RunResult(0, "3\ntrue\n4\nthree\n2\n1\n0\n3\n", ""), Run(ir, opt, region));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Arrays_are_elements_of_arrays(OptLevel opt, RegionMode region)
    {
        IrType row = Own("[]int"), grid = Own("[][]int");
        var ir = new Ir().Array("[]int", IrType.I32).Array("[][]int", row)
            .Function("row", row, b =>
            {
                var length = b.Parameter("length", IrType.I32);
                var made = b.Hold("made", b.ArrayNew(row, b.Peek(length)));
                b.Repeat(20, i => b.If(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [i, b.Peek(length)]),
                    () => b.ArrayPush(b.Peek(made), b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [b.Peek(length), i])), () => { }));
                b.Return(b.Take(made));
            })
            .Main(b =>
            {
                var rows = b.Hold("rows", b.ArrayNew(grid, b.I32(20)));
                b.Repeat(20, i => b.ArrayPush(b.Peek(rows), b.Call("m.row", row, [i])));
                b.PrintValue(b.ElementPeek(b.ElementPeek(b.Peek(rows), b.I32(19), row), b.I32(18), IrType.I32));
                b.ElementSwap(b.ElementPeek(b.Peek(rows), b.I32(19), row), b.I32(18), b.I32(5), IrType.I32);
                b.PrintValue(b.ElementPeek(b.ElementPeek(b.Peek(rows), b.I32(19), row), b.I32(18), IrType.I32));
                var total = b.Hold("total", b.I32(0));
                Each(b, rows, i => b.Swap(total, b.Add(b.Peek(total), b.ArrayLength(b.ElementPeek(b.Peek(rows), i, row)))));
                b.PrintValue(b.Peek(total));
                Empty(b, rows, row, b.ArrayFree);
            });
        Assert.Equal(new RunResult(0, "342\n5\n190\n", ""), Run(ir, opt, region));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Interfaces_borrows_and_weak_references_are_elements(OptLevel opt, RegionMode region)
    {
        IrType flies = Ir.Any("Flies", IrOwnership.Own), weak = Ir.Any("Flies", IrOwnership.Weak), seen = Ir.Borrow("Ship");
        var ir = Fleet()
            .Struct("Bird", ("weight", IrType.I64))
            .Interface("Flies", ("drop", IrType.Void, [flies]))
            .Itable("Ship", "Flies", "dropShip").Itable("Bird", "Flies", "dropBird")
            .Function("dropBird", IrType.Void, b =>
            {
                b.Free(b.Take(b.Parameter("bird", Ir.Own("Bird"))));
                b.PrintLine(b.Str("bird"));
                b.Return(b.Void());
            })
            .Array("[]Flies", flies).Array("[]&&Flies", weak).Array("[]&Ship", seen)
            .Main(b =>
            {
                var all = b.Hold("all", b.ArrayNew(Own("[]Flies"), b.I32(4)));
                var heard = b.Hold("heard", b.ArrayNew(Own("[]&&Flies"), b.I32(4)));
                var ships = b.Hold("ships", b.ArrayNew(Own("[]&Ship"), b.I32(4)));
                b.Repeat(4, i =>
                {
                    b.If(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [i, b.I32(2)]),
                        () =>
                        {
                            var ship = b.Hold("ship", b.Call("m.ship", Ship, [i]));
                            b.ArrayPush(b.Peek(ships), b.Borrow(b.Peek(ship)));
                            b.ArrayPush(b.Peek(all), b.As(b.Take(ship), "Flies"));
                        },
                        () => b.ArrayPush(b.Peek(all), b.As(b.New(Ir.Own("Bird"), [b.I64(4)]), "Flies")));
                    b.ArrayPush(b.Peek(heard), b.Weaken(b.ElementPeek(b.Peek(all), i, flies)));
                });
                b.PrintValue(b.FieldPeek(b.Check(b.ElementPeek(b.Peek(ships), b.I32(1), seen)), 0, IrType.I32));
                Each(b, all, i => b.PrintValue(b.IsInstance(b.ElementPeek(b.Peek(all), i, flies), "m.Bird:Flies")));
                b.CallInterface("m.Flies.drop", IrType.Void, [b.ArrayPop(b.Peek(all), flies)], 0);
                Each(b, heard, i => b.PrintValue(b.Alive(b.ElementPeek(b.Peek(heard), i, weak))));
                Empty(b, all, flies, it => b.CallInterface("m.Flies.drop", IrType.Void, [it], 0));
                // References to what is dead are plain data.
                b.ArrayFree(b.Take(heard));
                b.ArrayFree(b.Take(ships));
            });
        const string expected = "1\nfalse\nfalse\ntrue\ntrue\nbird\ntrue\ntrue\ntrue\nfalse\nbird\n1\n0\n";
        Assert.Equal(new RunResult(0, expected, ""), Run(ir, opt, region));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Imm_arrays_are_counted_with_all_they_hold(OptLevel opt, RegionMode region)
    {
        IrType texts = Share("#[]str"), rows = Share("#[][]str"), tree = Ir.Share("Tree"), trees = Share("#[]Tree"), three = Share("#[#3]Point");
        var shape = Ir.Any("Shape", IrOwnership.Share);
        var ir = new Ir()
            .Imm("Point", ("x", IrType.I32), ("isSet", IrType.Bool), ("name", IrType.Str))
            .Imm("Tree", ("label", IrType.Str), ("children", trees), ("shape", shape))
            .ImmInterface("Shape")
            .Itable("Point", "Shape")
            .ImmArray("#[]str", IrType.Str).ImmArray("#[][]str", texts).ImmArray("#[]Tree", tree).ImmArray("#[#3]Point", Point, 3).ImmArray("#[]int", IrType.I32)
            .Function("point", Point, b =>
            {
                var x = b.Parameter("x", IrType.I32);
                b.Return(b.New(Point, [b.Peek(x), b.Bool(true), b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.Peek(x)])]));
            })
            .Function("texts", texts, b =>
            {
                var count = b.Parameter("count", IrType.I32);
                var made = b.Hold("made", b.ArrayNew(texts, b.Peek(count)));
                b.Repeat(300, i => b.If(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [i, b.Peek(count)]),
                    () => b.ArrayPush(b.Peek(made), b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [i])), () => { }));
                b.Return(b.Freeze(b.Take(made)));
            })
            .Function("tree", tree, b =>
            {
                var depth = b.Parameter("depth", IrType.I32);
                var children = b.Local("children", Own("#[]Tree"));
                b.If(b.Intrinsic(IrIntrinsic.IntEq, IrType.Bool, [b.Peek(depth), b.I32(0)]),
                    () => b.Init(children, b.ArrayNew(trees, b.I32(0))),
                    () =>
                    {
                        b.Init(children, b.ArrayNew(trees, b.I32(2)));
                        b.Repeat(2, _ => b.ArrayPush(b.Peek(children), b.Call("m.tree", tree, [b.Intrinsic(IrIntrinsic.IntSub, IrType.I32, [b.Peek(depth), b.I32(1)])])));
                    });
                var point = b.As(b.Call("m.point", Point, [b.Peek(depth)]), "Shape");
                b.Return(b.New(tree, [b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.Peek(depth)]), b.Freeze(b.Take(children)), point]));
            })
            .Main(b =>
            {
                // Short and long ones, one inside another, and held twice.
                var made = b.Hold("made", b.ArrayNew(rows, b.I32(3)));
                foreach (var count in new[] { 0, 5, 300 }) b.ArrayPush(b.Peek(made), b.Call("m.texts", texts, [b.I32(count)]));
                var whole = b.Hold("whole", b.Freeze(b.Take(made)));
                var last = b.Hold("last", b.Retain(b.ElementPeek(b.Peek(whole), b.I32(2), texts)));
                var again = b.Hold("again", b.Retain(b.Peek(whole)));
                b.Release(b.Take(whole));
                b.PrintValue(b.ArrayLength(b.ElementPeek(b.Peek(again), b.I32(1), texts)));
                b.Release(b.Take(again));
                b.PrintLine(b.Retain(b.ElementPeek(b.Peek(last), b.I32(299), IrType.Str)));
                b.Release(b.Take(last));
                // One of fixed length, of structs that lie within it.
                var points = b.Hold("points", b.ArrayNew(three, b.I32(3)));
                b.Repeat(3, i => b.ArrayPush(b.Peek(points), b.Call("m.point", Point, [i])));
                var frozen = b.Hold("frozen", b.Freeze(b.Take(points)));
                b.PrintLine(b.Retain(b.FieldPeek(b.ElementPeek(b.Peek(frozen), b.I32(2), Point), 2, IrType.Str)));
                b.PrintValue(b.ArrayCapacity(b.Peek(frozen)));
                b.Release(b.Take(frozen));
                // A struct that holds itself by way of an array, and an interface.
                var root = b.Hold("root", b.Call("m.tree", tree, [b.I32(5)]));
                var child = b.Hold("child", b.Retain(b.ElementPeek(b.FieldPeek(b.Peek(root), 1, trees), b.I32(1), tree)));
                b.Release(b.Take(root));
                b.PrintLine(b.Retain(b.FieldPeek(b.Peek(child), 0, IrType.Str)));
                b.PrintValue(b.IsInstance(b.FieldPeek(b.Peek(child), 2, shape), "m.Point:Shape"));
                b.Release(b.Take(child));
                // One that is given up before it is filled.
                b.ArrayFree(b.ArrayNew(Share("#[]int"), b.I32(1000)));
            });
        Assert.Equal(new RunResult(0, "5\n299\n2\n3\n4\ntrue\n", ""), Run(ir, opt, region));
    }

    public static TheoryData<string, string> Mistakes => new()
    {
        { "read beyond", "index 3 is out of bounds: the []int holds 3" },
        { "read before", "index -1 is out of bounds: the []int holds 3" },
        { "read of fixed", "index 2 is out of bounds: the [#2]int holds 2" },
        { "write beyond", "index 2147483647 is out of bounds: the []int holds 3" },
        { "take beyond", "index -2147483648 is out of bounds: the [#2]int holds 2" },
        { "read where there is room only", "index 0 is out of bounds: the []str holds 0" },
        { "push", "the []int is full: it has room for 3" },
        { "push to fixed", "the [#2]int is full: it has room for 2" },
        { "pop", "pop of an empty []str" },
        { "free", "a []str that still holds 2 elements was destroyed" },
        { "new", "a []int cannot have room for -1 elements" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_with_an_array_halts_with_its_numbers(string mistake, string message)
    {
        var ir = new Ir().Array("[]int", IrType.I32).Array("[#2]int", IrType.I32, 2).Array("[]str", IrType.Str).Main(b =>
        {
            var three = b.Hold("three", b.ArrayNew(Own("[]int"), b.I32(3)));
            b.Repeat(3, i => b.ArrayPush(b.Peek(three), i));
            var two = b.Hold("two", b.ArrayNew(Own("[#2]int"), b.I32(2)));
            b.Repeat(2, i => b.ArrayPush(b.Peek(two), i));
            var texts = b.Hold("texts", b.ArrayNew(Own("[]str"), b.I32(4)));
            b.PrintLine(b.Str("so far"));
            b.Line = 3;
            switch (mistake)
            {
                case "read beyond": b.PrintValue(b.ElementPeek(b.Peek(three), b.I32(3), IrType.I32)); break;
                case "read before": b.PrintValue(b.ElementPeek(b.Peek(three), b.I32(-1), IrType.I32)); break;
                case "read of fixed": b.PrintValue(b.ElementPeek(b.Peek(two), b.I32(2), IrType.I32)); break;
                case "write beyond": b.PrintValue(b.ElementSwap(b.Peek(three), b.I32(int.MaxValue), b.I32(1), IrType.I32)); break;
                case "take beyond":
                    var taken = b.Take(two);
                    b.PrintValue(b.ElementTake(taken, b.I32(int.MinValue), IrType.I32));
                    b.Init(two, taken);
                    break;
                case "read where there is room only": b.PrintLine(b.Retain(b.ElementPeek(b.Peek(texts), b.I32(0), IrType.Str))); break;
                case "push": b.ArrayPush(b.Peek(three), b.I32(1)); break;
                case "push to fixed": b.ArrayPush(b.Peek(two), b.I32(1)); break;
                case "pop": b.Release(b.ArrayPop(b.Peek(texts), IrType.Str)); break;
                case "free":
                    b.ArrayPush(b.Peek(texts), b.Str("one"));
                    b.ArrayPush(b.Peek(texts), b.Str("two"));
                    break;
                case "new": b.ArrayFree(b.ArrayNew(Own("[]int"), b.I32(-1))); break;
            }
            b.ArrayFree(b.Take(texts));
            b.ArrayFree(b.Take(three));
            b.ArrayFree(b.Take(two));
        });
        foreach (var opt in new[] { OptLevel.O0, OptLevel.O3 })
            Assert.Equal(new RunResult(1, "so far\n", $"halted: {message}, at src/main.vale:13\n"), NativeProgram.Run(ir.Program, new LlvmOptions(opt)));
    }

    [Theory]
    [InlineData(3, OptLevel.O0)]
    [InlineData(3, OptLevel.O3)]
    [InlineData(1000, OptLevel.O2)]
    [InlineData(500_000, OptLevel.O2)]
    public void An_arrays_death_is_known_to_its_references(int capacity, OptLevel opt)
    {
        var numbers = Own("[]i64");
        var ir = new Ir().Array("[]i64", IrType.I64)
            .Function("make", numbers, b =>
            {
                var made = b.Hold("made", b.ArrayNew(numbers, b.I32(capacity)));
                b.Repeat(capacity, i => b.ArrayPush(b.Peek(made), b.Intrinsic(IrIntrinsic.I32ToI64, IrType.I64, [i])));
                b.Return(b.Take(made));
            })
            .Main(b =>
            {
                var first = b.Hold("first", b.Call("m.make", numbers, []));
                var weak = b.Hold("weak", b.Weaken(b.Peek(first)));
                var seen = b.Hold("seen", b.Borrow(b.Peek(first)));
                b.PrintValue(b.Alive(b.Peek(weak)));
                b.PrintValue(b.ElementPeek(b.Check(b.Peek(seen)), b.I32(capacity - 1), IrType.I64));
                b.ArrayFree(b.Take(first));
                b.PrintValue(b.Alive(b.Peek(weak)));
                // The same memory again.
                var second = b.Hold("second", b.Call("m.make", numbers, []));
                b.PrintValue(b.Alive(b.Peek(weak)));
                b.PrintValue(b.SameInstance(b.Peek(seen), b.Peek(second)));
                b.PrintValue(b.ElementPeek(b.Peek(second), b.I32(1), IrType.I64));
                b.PrintValue(b.ElementPeek(b.Check(b.Peek(seen)), b.I32(0), IrType.I64));
                b.ArrayFree(b.Take(second));
            });
        var expected = new RunResult(1, $"true\n{capacity - 1}\nfalse\nfalse\nfalse\n1\n", "halted: dereferenced a []i64 that is already dead, at src/main.vale:10\n");
        Assert.Equal(expected, NativeProgram.Run(ir.Program, new LlvmOptions(opt)));
    }

    [Fact]
    public void Large_arrays_come_and_go_in_any_order()
    {
        // More of them than are kept, one far too large to be kept, old ones and new ones dying in turns; each keeps what it was filled with.
        var ir = new Ir().Array("[]i64", IrType.I64).Array("[][]i64", Own("[]i64"))
            .Function("make", Own("[]i64"), b =>
            {
                int salt = b.Parameter("salt", IrType.I32), capacity = b.Parameter("capacity", IrType.I32);
                var made = b.Hold("made", b.ArrayNew(Own("[]i64"), b.Peek(capacity)));
                b.Repeat(140_000, i => b.ArrayPush(b.Peek(made), b.Intrinsic(IrIntrinsic.I32ToI64, IrType.I64, [b.Add(i, b.Peek(salt))])));
                b.Return(b.Take(made));
            })
            .Function("round", IrType.Void, b =>
            {
                var salt = b.Parameter("salt", IrType.I32);
                var all = b.Hold("all", b.ArrayNew(Own("[][]i64"), b.I32(24)));
                b.Repeat(24, i => b.ArrayPush(b.Peek(all), b.Call("m.make", Own("[]i64"), [b.Add(i, b.Peek(salt)), b.I32(140_000)])));
                b.Repeat(24, i =>
                {
                    var made = b.Call("m.make", Own("[]i64"), [b.Add(i, b.I32(500)), b.I32(150_000)]);
                    b.ArrayFree(b.ElementSwap(b.Peek(all), i, made, Own("[]i64")));
                });
                b.ArrayFree(b.Call("m.make", Own("[]i64"), [b.I32(0), b.I32(10_000_000)]));
                var total = b.Hold("total", b.I64(0));
                b.Repeat(24, _ =>
                {
                    var last = b.Hold("last", b.ArrayPop(b.Peek(all), Own("[]i64")));
                    var ends = b.Add(b.ElementPeek(b.Peek(last), b.I32(0), IrType.I64), b.ElementPeek(b.Peek(last), b.I32(139_999), IrType.I64));
                    b.Swap(total, b.Add(b.Peek(total), ends));
                    b.ArrayFree(b.Take(last));
                });
                b.PrintValue(b.Peek(total));
                b.ArrayFree(b.Take(all));
                b.Return(b.Void());
            })
            .Main(b => b.Repeat(3, i => b.Call("m.round", IrType.Void, [i])));
        // 24 times 139999 + 2 * 500, and twice the sum of 0 .. 23.
        Assert.Equal(new RunResult(0, "3384528\n3384528\n3384528\n", ""), NativeProgram.Run(ir.Program, new LlvmOptions(OptLevel.O2)));
    }

    [Theory]
    [InlineData(RegionMode.Safe)]
    [InlineData(RegionMode.Unsafe)]
    public void Arrays_of_every_size_get_memory_of_their_own(RegionMode region)
    {
        int[] capacities = [0, 1, 2, 10, 126, 127, 128, 129, 500, 5000, 131_070, 131_071, 140_000];
        var ir = new Ir().Array("[]i64", IrType.I64).ImmArray("#[]i64", IrType.I64).Array("[#200]i64", IrType.I64, 200);
        ir.Main(b =>
        {
            var all = new List<(int Capacity, int Local, bool IsImm)>();
            for (var round = 0; round < 2; round++)
                foreach (var capacity in capacities)
                {
                    all.Add((capacity, Fill(Own("[]i64"), capacity, round), false));
                    var filling = Fill(Own("#[]i64"), capacity, round + 5);
                    all.Add((capacity, b.Hold("imm", b.Freeze(b.Take(filling))), true));
                }
            all.Add((200, Fill(Own("[#200]i64"), 200, 9), false));
            foreach (var (capacity, local, isImm) in all)
            {
                if (capacity > 0)
                {
                    b.PrintValue(b.ElementPeek(b.Peek(local), b.I32(0), IrType.I64));
                    b.PrintValue(b.ElementPeek(b.Peek(local), b.I32(capacity - 1), IrType.I64));
                }
                if (isImm) b.Release(b.Take(local));
                else b.ArrayFree(b.Take(local));
            }

            int Fill(IrType type, int capacity, int salt)
            {
                var made = b.Hold("made", b.ArrayNew(type, b.I32(capacity)));
                b.Repeat(capacity, i => b.ArrayPush(b.Peek(made), b.Add(b.Intrinsic(IrIntrinsic.I32ToI64, IrType.I64, [i]), b.I64(salt))));
                return made;
            }
        });
        var expected = "";
        for (var round = 0; round < 2; round++)
            foreach (var capacity in capacities.Where(c => c > 0))
                foreach (var salt in new[] { round, round + 5 })
                    expected += $"{salt}\n{capacity - 1 + salt}\n";
        expected += "9\n208\n";
        Assert.Equal(new RunResult(0, expected, ""), Run(ir, OptLevel.O1, region));
    }

    [Fact]
    public void Large_arrays_that_died_leave_most_of_their_memory_to_the_system()
    {
        // Each round is of another size, so hardly any memory is used twice: 368 MiB in all, of which 38 are alive at once and 64 are kept.
        var ir = new Ir().Array("[]i64", IrType.I64).Extern("peak", IrType.I32).Main(b =>
        {
            for (var i = 0; i < 16; i++)
            {
                var capacity = (1 << 18) * (i + 4);
                var made = b.Hold("made", b.ArrayNew(Own("[]i64"), b.I32(capacity)));
                b.Repeat(capacity, it => b.ArrayPush(b.Peek(made), b.Intrinsic(IrIntrinsic.I32ToI64, IrType.I64, [it])));
                b.ArrayFree(b.Take(made));
            }
            b.PrintValue(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [b.CallExtern("m.peak", IrType.I32, []), b.I32(130 << 10)]));
        });
        const string c = """
            #include <stdio.h>
            #include "m/peak.h"
            ValeInt m_peak(void) {
              char line[200];
              int kilobytes = 1 << 30;
              FILE *status = fopen("/proc/self/status", "r");
              while (fgets(line, sizeof line, status) && sscanf(line, "VmHWM: %d", &kilobytes) != 1) {}
              fclose(status);
              return kilobytes;
            }
            """;
        Assert.Equal(new RunResult(0, "true\n", ""), NativeProgram.Run(ir.Program, new LlvmOptions(OptLevel.O2), c));
    }

    [Fact]
    public void An_element_is_reached_by_one_comparison_and_one_load()
    {
        var ir = new Ir().Array("[]i64", IrType.I64).Array("[#8]i64", IrType.I64, 8)
            .Function("get", IrType.I64, b =>
            {
                var numbers = b.Parameter("numbers", Ir.Many("[]i64", IrOwnership.Borrow));
                b.Return(b.ElementPeek(b.Check(b.Peek(numbers)), b.Peek(b.Parameter("i", IrType.I32)), IrType.I64));
            })
            .Function("getFixed", IrType.I64, b =>
            {
                var numbers = b.Parameter("numbers", Ir.Many("[#8]i64", IrOwnership.Borrow));
                b.Return(b.ElementPeek(b.Check(b.Peek(numbers)), b.Peek(b.Parameter("i", IrType.I32)), IrType.I64));
            }).Program;
        var whole = new LlvmProgram(ir with { Exports = [new IrExport("m", "get", "m.get"), new IrExport("m", "getFixed", "m.getFixed")] });
        var options = new LlvmOptions(OptLevel.O2, EmitKind.LlvmIr, RegionMode.Unsafe);
        var text = LlvmBackend.Emit(whole.Unit(ir.Units[0], options), options).Text;
        // The length and the element; where the length is fixed, the element alone.
        Assert.Equal((2, 1), (Count(Body(text, "@.m.get("), " load "), Count(Body(text, "@.m.get("), " icmp ")));
        Assert.Equal((1, 1), (Count(Body(text, "@.m.getFixed("), " load "), Count(Body(text, "@.m.getFixed("), " icmp ")));

        static string Body(string text, string function)
        {
            var start = text.IndexOf("define", text.LastIndexOf('\n', text.IndexOf(function, StringComparison.Ordinal)), StringComparison.Ordinal);
            return text[start..text.IndexOf("\n}", start, StringComparison.Ordinal)];
        }

        static int Count(string text, string part) => text.Split(part).Length - 1;
    }

    [Fact]
    public void A_loop_over_an_array_reads_its_length_and_its_generation_once()
    {
        var ir = new Ir().Array("[]i64", IrType.I64).Function("fill", IrType.Void, b =>
        {
            // Every round looks at the generation and the length, and writes elements: neither can be changed by that.
            var numbers = b.Parameter("numbers", Ir.Many("[]i64", IrOwnership.Borrow));
            b.Repeat(1000, i => b.ElementSwap(b.Check(b.Peek(numbers)), i, b.I64(7), IrType.I64));
            b.Return(b.Void());
        });
        var program = ir.Program with { Exports = [new IrExport("m", "fill", "m.fill")] };
        var text = LlvmBackend.Emit(program, program.Units[0], new LlvmOptions(OptLevel.O2, EmitKind.LlvmIr)).Text;
        Assert.Equal(2, text.Split(" load ").Length - 1);
    }
}
