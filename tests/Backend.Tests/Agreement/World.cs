// The types and small functions that the programs of this folder share, and short ways to write with them.

using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Backend.Tests.Agreement;

/// <summary>Two vessels and a raft to sail in, two shapes to look at, and arrays of everything.</summary>
internal static class World
{
    public static readonly IrType I32 = IrType.I32, Bool = IrType.Bool, Str = IrType.Str, Nothing = IrType.Void;
    public static readonly IrType Ship = IrType.Struct("m.Ship", IrOwnership.Own), Raft = IrType.Struct("m.Raft", IrOwnership.Own),
        Tug = IrType.Struct("m.Tug", IrOwnership.Own), Dock = IrType.Struct("m.Dock", IrOwnership.Own);
    public static readonly IrType Point = IrType.Struct("m.Point", IrOwnership.Share), Circle = IrType.Struct("m.Circle", IrOwnership.Share),
        Frame = IrType.Struct("m.Frame", IrOwnership.Share);
    public static readonly IrType Vessel = IrType.Interface("m.Vessel", IrOwnership.Own), Shape = IrType.Interface("m.Shape", IrOwnership.Share);
    public static readonly IrType Ints = Array("m.Ints"), Longs = Array("m.Longs"), Ships = Array("m.Ships"), Vessels = Array("m.Vessels"), Names = Array("m.Names"), Table = Array("m.Table"),
        Watch = Array("m.Watch"), Lookout = Array("m.Lookout"), Voids = Array("m.Voids"), Flags = Array("m.Flags"), Crew = Array("m.Crew"), Row = Array("m.Row"),
        Texts = Array("m.Texts").With(IrOwnership.Share), Shapes = Array("m.Shapes").With(IrOwnership.Share), Pages = Array("m.Pages").With(IrOwnership.Share),
        Pair = Array("m.Pair").With(IrOwnership.Share);

    private static readonly IrStruct[] s_structs =
    [
        new("m.Ship", "Ship", false, [new("fuel", I32), new("name", Str)]),
        new("m.Raft", "Raft", false, []),
        new("m.Tug", "Tug", false, [new("tow", Vessel), new("pull", IrType.Float), new("seen", Vessel.With(IrOwnership.Weak))]),
        new("m.Dock", "Dock", false, [new("berths", Vessels), new("log", Texts), new("guest", Vessel.With(IrOwnership.Borrow))]),
        new("m.Point", "Point", true, [new("x", I32), new("label", Str)]),
        new("m.Circle", "Circle", true, [new("radius", IrType.I64)]),
        new("m.Frame", "Frame", true, [new("inner", Shape), new("texts", Texts)]),
    ];

    private static readonly IrInterface[] s_interfaces =
    [
        new("m.Vessel", "Vessel", false,
        [
            new("m.weigh", [I32, Vessel.With(IrOwnership.Borrow), Str], I32, 1),
            new("m.drop", [Vessel], Nothing, 0),
            new("m.hail", [Vessel.With(IrOwnership.Weak)], Bool, 0),
            new("m.sink", [Vessel.With(IrOwnership.Borrow)], IrType.Never, 0),
        ]),
        new("m.Shape", "Shape", true, [new("m.area", [Shape, I32], I32, 0), new("m.copy", [Shape], Shape, 0)]),
    ];

    private static readonly IrArray[] s_arrays =
    [
        new("m.Ints", "[]int", false, null, I32),
        new("m.Longs", "[]i64", false, null, IrType.I64),
        new("m.Ships", "[]Ship", false, null, Ship),
        new("m.Vessels", "[]Vessel", false, null, Vessel),
        new("m.Names", "[]str", false, null, Str),
        new("m.Table", "[][]int", false, null, Ints),
        new("m.Watch", "[]&Ship", false, null, Ship.With(IrOwnership.Borrow)),
        new("m.Lookout", "[]&&Vessel", false, null, Vessel.With(IrOwnership.Weak)),
        new("m.Voids", "[]void", false, null, Nothing),
        new("m.Flags", "[]bool", false, null, Bool),
        new("m.Crew", "[#3]Ship", false, 3, Ship),
        new("m.Row", "[#4]float", false, 4, IrType.Float),
        new("m.Texts", "#[]str", true, null, Str),
        new("m.Shapes", "#[]Shape", true, null, Shape),
        new("m.Pages", "#[]#[]str", true, null, Texts),
        new("m.Pair", "#[#2]Point", true, 2, Point),
    ];

    private static IrType Array(string symbol) => IrType.Array(symbol, IrOwnership.Own);

    public static IrType Borrowed(IrType type) => type.With(IrOwnership.Borrow);

    public static IrType Weak(IrType type) => type.With(IrOwnership.Weak);

    /// <summary>The program of this main and the functions it calls besides the world's own.</summary>
    public static IrProgram Program(Action<IrBuilder> main, params IrFunction[] more)
    {
        IrFunction[] functions =
        [
            Function("main", I32, b =>
            {
                main(b);
                if (!b.IsTerminated) b.Return(Int(b, 0));
            }),
            .. more, ShipWeigh(), RaftWeigh(), TugWeigh(), ShipDrop(), RaftDrop(), TugDrop(), Hail("ship", Ship), Hail("raft", Raft), Hail("tug", Tug),
            Sink("ship", Ship), Sink("raft", Raft), Sink("tug", Tug), PointArea(), CircleArea(), FrameArea(), Copy("point", Point), Copy("circle", Circle), Copy("frame", Frame),
        ];
        return new IrProgram(
            [new IrUnit("m", functions.ToValueArray())], s_structs.ToValueArray(), [], [], "m.main",
            functions.Select(function => new IrSourcePosition(function.Symbol, "src/main.vale", 1)).ToValueArray(),
            s_interfaces.ToValueArray(),
            [
                VesselOf("ship", "m.Ship"), VesselOf("raft", "m.Raft"), VesselOf("tug", "m.Tug"), ShapeOf("point", "m.Point"), ShapeOf("circle", "m.Circle"), ShapeOf("frame", "m.Frame"),
            ],
            s_arrays.ToValueArray());
    }

    public static IrFunction Function(string name, IrType returns, Action<IrBuilder> body)
    {
        var b = new IrBuilder("m." + name, name, returns);
        body(b);
        if (!b.IsTerminated) b.Return(b.Void());
        return b.Build();
    }

    private static IrItable VesselOf(string name, string type) =>
        new(type + ":Vessel", type, "m.Vessel", [$"m.{name}.weigh", $"m.{name}.drop", $"m.{name}.hail", $"m.{name}.sink"]);

    private static IrItable ShapeOf(string name, string type) => new(type + ":Shape", type, "m.Shape", [$"m.{name}.area", $"m.{name}.copy"]);

    public static int Int(IrBuilder b, int value) => b.Int(value, I32);

    public static int Add(IrBuilder b, int left, int right) => b.Intrinsic(IrIntrinsic.IntAdd, b.TypeOf(left), [left, right]);

    public static int Times(IrBuilder b, int left, int right) => b.Intrinsic(IrIntrinsic.IntMul, b.TypeOf(left), [left, right]);

    /// <summary>Prints a str that somebody else holds.</summary>
    public static void Print(IrBuilder b, int text) => b.Intrinsic(IrIntrinsic.Print, Nothing, [text, Int(b, 0), b.Intrinsic(IrIntrinsic.StrLen, I32, [text])]);

    public static void Print(IrBuilder b, string text)
    {
        var literal = b.Str(text);
        Print(b, literal);
        b.Release(literal);
    }

    /// <summary>Prints an integer and a space.</summary>
    public static void Say(IrBuilder b, int number)
    {
        var text = b.Intrinsic(IrIntrinsic.IntToStr, Str, [number]);
        Print(b, text);
        b.Release(text);
        Print(b, " ");
    }

    /// <summary>Prints 1 or 0 and a space; control goes on behind it.</summary>
    public static void SayBool(IrBuilder b, int value) => If(b, value, () => Print(b, "1 "), () => Print(b, "0 "));

    public static void If(IrBuilder b, int condition, Action then, Action otherwise)
    {
        int yes = b.Block(), no = b.Block(), end = b.Block();
        b.Branch(condition, yes, no);
        b.Enter(yes);
        then();
        b.Jump(end);
        b.Enter(no);
        otherwise();
        b.Jump(end);
        b.Enter(end);
    }

    /// <summary>Runs <paramref name="body"/> for 0, 1, ... below the i32 in a local, or a constant; it gets the local of the counter.</summary>
    public static void For(IrBuilder b, Func<int> limit, Action<int> body)
    {
        var i = b.Local("i", I32);
        b.Init(i, Int(b, 0));
        int head = b.Block(), inside = b.Block(), end = b.Block();
        b.Jump(head);
        b.Enter(head);
        b.Branch(b.Intrinsic(IrIntrinsic.IntLt, Bool, [b.Peek(i), limit()]), inside, end);
        b.Enter(inside);
        body(i);
        b.Swap(i, Add(b, b.Peek(i), Int(b, 1)));
        b.Jump(head);
        b.Enter(end);
        b.Take(i);
    }

    public static int NewShip(IrBuilder b, int fuel, string name) => b.New(Ship, [Int(b, fuel), b.Str(name)]);

    public static int NewRaft(IrBuilder b) => b.New(Raft, []);

    /// <summary>A tug that tows a vessel, which it consumes, and has seen another, a weak one.</summary>
    public static int NewTug(IrBuilder b, int tow, int seen) => b.New(Tug, [tow, b.Float(2.5), seen]);

    /// <summary>A struct value as a Vessel or Shape, held as before.</summary>
    public static int Cast(IrBuilder b, int value)
    {
        var symbol = b.TypeOf(value).Symbol!;
        return symbol is "m.Ship" or "m.Raft" or "m.Tug" ? b.Upcast(value, symbol + ":Vessel", "m.Vessel") : b.Upcast(value, symbol + ":Shape", "m.Shape");
    }

    public static int Weigh(IrBuilder b, int factor, int vessel, string text) => b.CallInterface("m.weigh", I32, [factor, vessel, b.Str(text)], 1);

    public static void DropVessel(IrBuilder b, int vessel) => b.CallInterface("m.drop", Nothing, [vessel], 0);

    public static void DropShip(IrBuilder b, int ship) => b.Call("m.ship.drop", Nothing, [ship]);

    public static int Area(IrBuilder b, int shape, int scale) => b.CallInterface("m.area", I32, [shape, Int(b, scale)], 0);

    private static IrFunction ShipWeigh() => Function("ship.weigh", I32, b =>
    {
        int factor = b.Parameter("factor", I32), self = b.Parameter("self", Borrowed(Ship)), text = b.Parameter("text", Str);
        Print(b, b.Peek(text));
        Print(b, b.FieldPeek(b.Check(b.Peek(self)), 1, Str));
        Print(b, " ");
        b.Release(b.Take(text));
        b.Return(Times(b, b.Peek(factor), b.FieldPeek(b.Check(b.Peek(self)), 0, I32)));
    });

    private static IrFunction RaftWeigh() => Function("raft.weigh", I32, b =>
    {
        int factor = b.Parameter("factor", I32), self = b.Parameter("self", Borrowed(Raft)), text = b.Parameter("text", Str);
        b.Check(b.Peek(self));
        Print(b, b.Peek(text));
        Print(b, "raft ");
        b.Release(b.Take(text));
        b.Return(b.Peek(factor));
    });

    private static IrFunction TugWeigh() => Function("tug.weigh", I32, b =>
    {
        int factor = b.Parameter("factor", I32), self = b.Parameter("self", Borrowed(Tug)), text = b.Parameter("text", Str);
        var live = b.Check(b.Peek(self));
        var tow = b.Borrow(b.FieldPeek(live, 0, Vessel));
        Print(b, "tug ");
        b.Return(b.CallInterface("m.weigh", I32, [Add(b, b.Peek(factor), Int(b, 1)), tow, b.Take(text)], 1));
    });

    private static IrFunction ShipDrop() => Function("ship.drop", Nothing, b =>
    {
        var ship = b.Take(b.Parameter("self", Ship));
        Print(b, "-ship ");
        b.Release(b.FieldTake(ship, 1, Str));
        b.Free(ship);
    });

    private static IrFunction RaftDrop() => Function("raft.drop", Nothing, b =>
    {
        var raft = b.Take(b.Parameter("self", Raft));
        Print(b, "-raft ");
        b.Free(raft);
    });

    private static IrFunction TugDrop() => Function("tug.drop", Nothing, b =>
    {
        var tug = b.Take(b.Parameter("self", Tug));
        DropVessel(b, b.FieldTake(tug, 0, Vessel));
        Print(b, "-tug ");
        b.Free(tug);
    });

    private static IrFunction Hail(string name, IrType type) => Function(name + ".hail", Bool, b => b.Return(b.Alive(b.Take(b.Parameter("self", Weak(type))))));

    private static IrFunction Sink(string name, IrType type) => Function(name + ".sink", IrType.Never, b =>
    {
        b.Parameter("self", Borrowed(type));
        b.Intrinsic(IrIntrinsic.PanicWith, IrType.Never, [b.Str(name + " sank")]);
        b.Unreachable();
    });

    private static IrFunction PointArea() => Function("point.area", I32, b =>
    {
        int self = b.Parameter("self", Point), scale = b.Parameter("scale", I32);
        Print(b, b.FieldPeek(b.Peek(self), 1, Str));
        var area = Times(b, b.FieldPeek(b.Peek(self), 0, I32), b.Peek(scale));
        b.Release(b.Take(self));
        b.Return(area);
    });

    private static IrFunction CircleArea() => Function("circle.area", I32, b =>
    {
        int self = b.Parameter("self", Circle), scale = b.Parameter("scale", I32);
        var radius = b.Intrinsic(IrIntrinsic.I64ToI32, I32, [b.FieldPeek(b.Peek(self), 0, IrType.I64)]);
        b.Release(b.Take(self));
        b.Return(Times(b, Times(b, radius, radius), b.Peek(scale)));
    });

    // What is inside is asked, and the texts are counted.
    private static IrFunction FrameArea() => Function("frame.area", I32, b =>
    {
        int self = b.Parameter("self", Frame), scale = b.Parameter("scale", I32);
        var inner = b.CallInterface("m.area", I32, [b.Retain(b.FieldPeek(b.Peek(self), 0, Shape)), b.Peek(scale)], 0);
        var texts = b.ArrayLength(b.FieldPeek(b.Peek(self), 1, Texts));
        b.Release(b.Take(self));
        b.Return(Add(b, inner, texts));
    });

    private static IrFunction Copy(string name, IrType type) => Function(name + ".copy", Shape, b => b.Return(Cast(b, b.Take(b.Parameter("self", type)))));
}
