// Programs of interface values in every ownership and place, and of weak references.

using Vale.Compiler.Lowering;
using static Backend.Tests.Agreement.World;

namespace Backend.Tests.Agreement;

/// <summary>Interfaces.</summary>
internal static class InterfaceCases
{
    public static IEnumerable<AgreementCase> All =>
    [
        new("a borrow dispatches to each of three structs", Program(Dispatch), "a:Rocinante b:raft tug c:Serenity 21 3 50 -ship -raft -ship -tug "),
        new("an owner is passed, returned, and dropped by its interface", Program(Owners, Pass()), "Hermes 14 -ship -raft "),
        new("an if gives one of two structs as their interface", Program(IfResult), "1:Nostromo 2:raft -ship -raft 9 2 "),
        new("an owner in a field is looked at, exchanged and taken", Program(OwnerInField), "tug x:A -ship tug y:raft -raft -tug "),
        new("a downcast gives the struct back, or is refused beforehand", Program(Downcasts, Describe()), "ship 7 raft ship 8 -ship -raft "),
        new("a weak reference knows the death of its object", Program(WeakReferences), "1 1 7 -ship 0 0 1 -raft 0 "),
        new("a weak interface in a field outlives what it saw", Program(WeakInField), "1 -ship 0 -ship -tug "),
        new("references through an interface know whether they are one object", Program(SameInstances), "1 0 1 -ship -ship "),
        new("shared structs are asked through their interface", Program(Shapes), "P12 25 P17 9 "),
        new("a shared interface is held by locals, fields and results", Program(SharedInterfaces, Choose()), "Q6 Q6 16 "),
        new("a shared interface is cast down while others hold it", Program(SharedDowncast), "P 3 P6 "),
        new("a call of one place meets many structs", Program(Megamorphic), "raft tug S raft T tug U 98 -ship -tug -ship -raft -ship -tug -raft "),
        new("a small function with casts and calls inside is written in its place", Program(Inlined, Weight(), IsShip()), "k:A 6 1 0 -ship -raft "),
    ];

    private static void Dispatch(IrBuilder b)
    {
        int first = b.Local("first", Vessel), second = b.Local("second", Vessel), third = b.Local("third", Vessel);
        b.Init(first, Cast(b, NewShip(b, 7, "Rocinante")));
        b.Init(second, Cast(b, NewRaft(b)));
        b.Init(third, Cast(b, NewTug(b, Cast(b, NewShip(b, 10, "Serenity")), b.Weaken(b.Peek(second)))));
        var one = Weigh(b, Int(b, 3), b.Borrow(b.Peek(first)), "a:");
        var two = Weigh(b, Int(b, 3), b.Borrow(b.Peek(second)), "b:");
        var three = Weigh(b, Int(b, 4), b.Borrow(b.Peek(third)), "c:");
        Say(b, one);
        Say(b, two);
        Say(b, three);
        DropVessel(b, b.Take(first));
        DropVessel(b, b.Take(second));
        DropVessel(b, b.Take(third));
    }

    // Takes two vessels, drops one, gives the other.
    private static IrFunction Pass() => Function("pass", Vessel, b =>
    {
        int left = b.Parameter("left", Vessel), way = b.Parameter("way", I32), right = b.Parameter("right", Vessel);
        Say(b, Weigh(b, b.Peek(way), b.Borrow(b.Peek(left)), ""));
        DropVessel(b, b.Take(left));
        b.Return(b.Take(right));
    });

    private static void Owners(IrBuilder b)
    {
        var rest = b.Call("m.pass", Vessel, [Cast(b, NewShip(b, 7, "Hermes")), Int(b, 2), Cast(b, NewRaft(b))]);
        DropVessel(b, rest);
    }

    private static void IfResult(IrBuilder b)
    {
        int first = Made(true), second = Made(false);
        var weights = (Weigh(b, Int(b, 1), b.Borrow(b.Peek(first)), "1:"), Weigh(b, Int(b, 2), b.Borrow(b.Peek(second)), "2:"));
        DropVessel(b, b.Take(first));
        DropVessel(b, b.Take(second));
        Say(b, weights.Item1);
        Say(b, weights.Item2);

        int Made(bool ship)
        {
            var result = b.Local("<if>", Vessel);
            If(b, b.Bool(ship), () => b.Init(result, Cast(b, NewShip(b, 9, "Nostromo"))), () => b.Init(result, Cast(b, NewRaft(b))));
            return result;
        }
    }

    private static void OwnerInField(IrBuilder b)
    {
        int seen = b.Local("seen", Raft), tug = b.Local("tug", Tug);
        b.Init(seen, NewRaft(b));
        b.Init(tug, NewTug(b, Cast(b, NewShip(b, 1, "A")), b.Weaken(Cast(b, b.Peek(seen)))));
        Weigh(b, Int(b, 1), b.Borrow(Cast(b, b.Peek(tug))), "x:");
        DropVessel(b, b.FieldSwap(b.Peek(tug), 0, Cast(b, b.Take(seen)), Vessel));
        Weigh(b, Int(b, 1), Cast(b, b.Borrow(b.Peek(tug))), "y:");
        b.Call("m.tug.drop", Nothing, [b.Take(tug)]);
    }

    // Says which struct a borrowed vessel is, and its fuel.
    private static IrFunction Describe() => Function("describe", Nothing, b =>
    {
        var vessel = b.Parameter("vessel", Borrowed(Vessel));
        If(b, b.IsInstance(b.Peek(vessel), "m.Ship:Vessel"), () =>
        {
            Print(b, "ship ");
            Say(b, b.FieldPeek(b.Check(b.Downcast(b.Peek(vessel), "m.Ship")), 0, I32));
        }, () => Print(b, "raft "));
        b.Return(b.Void());
    });

    private static void Downcasts(IrBuilder b)
    {
        int ship = b.Local("ship", Vessel), raft = b.Local("raft", Vessel), back = b.Local("back", Ship);
        b.Init(ship, Cast(b, NewShip(b, 7, "A")));
        b.Init(raft, Cast(b, NewRaft(b)));
        b.Call("m.describe", Nothing, [b.Borrow(b.Peek(ship))]);
        b.Call("m.describe", Nothing, [b.Borrow(b.Peek(raft))]);
        b.Init(back, b.Downcast(b.Take(ship), "m.Ship"));
        b.FieldSwap(b.Peek(back), 0, Int(b, 8), I32);
        b.Call("m.describe", Nothing, [Cast(b, b.Borrow(b.Peek(back)))]);
        DropShip(b, b.Take(back));
        DropVessel(b, b.Take(raft));
    }

    private static void WeakReferences(IrBuilder b)
    {
        int ship = b.Local("ship", Ship), raft = b.Local("raft", Vessel);
        int weak = b.Local("weak", Weak(Ship)), cast = b.Local("cast", Weak(Vessel)), other = b.Local("other", Weak(Vessel));
        b.Init(ship, NewShip(b, 7, "A"));
        b.Init(raft, Cast(b, NewRaft(b)));
        b.Init(weak, b.Weaken(b.Peek(ship)));
        b.Init(cast, Cast(b, b.Peek(weak)));
        b.Init(other, b.Weaken(b.Peek(raft)));
        SayBool(b, b.Alive(b.Peek(weak)));
        SayBool(b, b.CallInterface("m.hail", Bool, [b.Peek(cast)], 0));
        Say(b, b.FieldPeek(b.Check(b.Downcast(b.Peek(cast), "m.Ship")), 0, I32));
        DropShip(b, b.Take(ship));
        SayBool(b, b.Alive(b.Peek(weak)));
        SayBool(b, b.CallInterface("m.hail", Bool, [b.Peek(cast)], 0));
        SayBool(b, b.Alive(b.Peek(other)));
        DropVessel(b, b.Take(raft));
        SayBool(b, b.Alive(b.Peek(other)));
    }

    private static void WeakInField(IrBuilder b)
    {
        int seen = b.Local("seen", Ship), tug = b.Local("tug", Tug);
        b.Init(seen, NewShip(b, 1, "seen"));
        b.Init(tug, NewTug(b, Cast(b, NewShip(b, 1, "tow")), Cast(b, b.Weaken(b.Peek(seen)))));
        SayBool(b, b.Alive(b.FieldPeek(b.Peek(tug), 2, Weak(Vessel))));
        DropShip(b, b.Take(seen));
        SayBool(b, b.Alive(b.FieldPeek(b.Peek(tug), 2, Weak(Vessel))));
        b.Call("m.tug.drop", Nothing, [b.Take(tug)]);
    }

    private static void SameInstances(IrBuilder b)
    {
        int ship = b.Local("ship", Ship), other = b.Local("other", Vessel);
        b.Init(ship, NewShip(b, 1, "A"));
        b.Init(other, Cast(b, NewShip(b, 1, "A")));
        SayBool(b, b.SameInstance(Cast(b, b.Borrow(b.Peek(ship))), Cast(b, b.Peek(ship))));
        SayBool(b, b.SameInstance(b.Peek(other), Cast(b, b.Borrow(b.Peek(ship)))));
        SayBool(b, b.SameInstance(b.Borrow(b.Peek(other)), b.Peek(other)));
        DropShip(b, b.Take(ship));
        DropVessel(b, b.Take(other));
    }

    private static int NewTexts(IrBuilder b, params string[] texts)
    {
        var made = b.ArrayNew(Texts, Int(b, texts.Length));
        foreach (var text in texts) b.ArrayPush(made, b.Str(text));
        return b.Freeze(made);
    }

    private static void Shapes(IrBuilder b)
    {
        Say(b, Area(b, Cast(b, b.New(Point, [Int(b, 4), b.Str("P")])), 3));
        Say(b, Area(b, Cast(b, b.New(Circle, [b.Int(5, IrType.I64)])), 1));
        var frame = b.New(Frame, [Cast(b, b.New(Point, [Int(b, 5), b.Str("P")])), NewTexts(b, "a", "b")]);
        Say(b, Area(b, Cast(b, frame), 3));
        Say(b, Area(b, b.CallInterface("m.copy", Shape, [Cast(b, b.New(Circle, [b.Int(3, IrType.I64)]))], 0), 1));
    }

    // Gives one of two shapes.
    private static IrFunction Choose() => Function("choose", Shape, b =>
    {
        int first = b.Parameter("first", Bool), left = b.Parameter("left", Shape), right = b.Parameter("right", Shape), chosen = b.Local("<if>", Shape);
        If(b, b.Peek(first), () => b.Init(chosen, b.Retain(b.Peek(left))), () => b.Init(chosen, b.Retain(b.Peek(right))));
        b.Release(b.Take(left));
        b.Release(b.Take(right));
        b.Return(b.Take(chosen));
    });

    private static void SharedInterfaces(IrBuilder b)
    {
        int point = b.Local("point", Shape), circle = b.Local("circle", Shape);
        b.Init(point, Cast(b, b.New(Point, [Int(b, 6), b.Str("Q")])));
        b.Init(circle, Cast(b, b.New(Circle, [b.Int(4, IrType.I64)])));
        Say(b, Area(b, b.Call("m.choose", Shape, [b.Bool(true), b.Retain(b.Peek(point)), b.Retain(b.Peek(circle))]), 1));
        b.Init(circle, b.Call("m.choose", Shape, [b.Bool(false), b.Retain(b.Peek(point)), b.Take(circle)]));
        b.Release(b.Take(circle));
        b.Init(circle, b.Call("m.choose", Shape, [b.Bool(true), b.Take(point), Cast(b, b.New(Circle, [b.Int(4, IrType.I64)]))]));
        Say(b, Area(b, b.Take(circle), 1));
        Say(b, Area(b, b.Call("m.choose", Shape, [b.Bool(false), Cast(b, b.New(Point, [Int(b, 1), b.Str("")])), Cast(b, b.New(Circle, [b.Int(4, IrType.I64)]))]), 1));
    }

    private static void SharedDowncast(IrBuilder b)
    {
        var shape = b.Local("shape", Shape);
        b.Init(shape, Cast(b, b.New(Point, [Int(b, 3), b.Str("P")])));
        If(b, b.IsInstance(b.Peek(shape), "m.Point:Shape"), () =>
        {
            var point = b.Downcast(b.Retain(b.Peek(shape)), "m.Point");
            Print(b, b.FieldPeek(point, 1, Str));
            Print(b, " ");
            Say(b, b.FieldPeek(point, 0, I32));
            b.Release(point);
        }, () => Print(b, "no "));
        Say(b, Area(b, b.Take(shape), 2));
    }

    // Five vessels of three structs, weighed and dropped by the same instructions.
    private static void Megamorphic(IrBuilder b)
    {
        int vessels = b.Local("vessels", Vessels), sum = b.Local("sum", I32), seen = b.Local("seen", Weak(Vessel));
        b.Init(vessels, b.ArrayNew(Vessels, Int(b, 5)));
        b.Init(sum, Int(b, 0));
        b.ArrayPush(b.Peek(vessels), Cast(b, NewRaft(b)));
        b.Init(seen, b.Weaken(b.ElementPeek(b.Peek(vessels), Int(b, 0), Vessel)));
        b.ArrayPush(b.Peek(vessels), Cast(b, NewTug(b, Cast(b, NewShip(b, 5, "S")), b.Peek(seen))));
        b.ArrayPush(b.Peek(vessels), Cast(b, NewRaft(b)));
        b.ArrayPush(b.Peek(vessels), Cast(b, NewShip(b, 4, "T")));
        b.ArrayPush(b.Peek(vessels), Cast(b, NewTug(b, Cast(b, NewShip(b, 2, "U")), b.Peek(seen))));
        For(b, () => b.ArrayLength(b.Peek(vessels)), i =>
            b.Swap(sum, Add(b, b.Peek(sum), Weigh(b, Int(b, 7), b.Borrow(b.ElementPeek(b.Peek(vessels), b.Peek(i), Vessel)), ""))));
        Say(b, b.Take(sum));
        For(b, () => b.ArrayCapacity(b.Peek(vessels)), _ => DropVessel(b, b.ArrayPop(b.Peek(vessels), Vessel)));
        b.ArrayFree(b.Take(vessels));
    }

    private static IrFunction Weight() => Function("weight", I32, b =>
        b.Return(Weigh(b, Int(b, 2), Cast(b, b.Take(b.Parameter("ship", Borrowed(Ship)))), "k:")));

    private static IrFunction IsShip() => Function("isShip", Bool, b => b.Return(b.IsInstance(b.Take(b.Parameter("vessel", Borrowed(Vessel))), "m.Ship:Vessel")));

    private static void Inlined(IrBuilder b)
    {
        int ship = b.Local("ship", Ship), raft = b.Local("raft", Raft);
        b.Init(ship, NewShip(b, 3, "A"));
        b.Init(raft, NewRaft(b));
        Say(b, b.Call("m.weight", I32, [b.Borrow(b.Peek(ship))]));
        SayBool(b, b.Call("m.isShip", Bool, [Cast(b, b.Borrow(b.Peek(ship)))]));
        SayBool(b, b.Call("m.isShip", Bool, [b.Borrow(Cast(b, b.Peek(raft)))]));
        DropShip(b, b.Take(ship));
        b.Call("m.raft.drop", Nothing, [b.Take(raft)]);
    }
}
