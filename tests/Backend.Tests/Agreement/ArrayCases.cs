// Programs of arrays of everything, growing and of fixed length, mutable and not.

using Vale.Compiler.Lowering;
using static Backend.Tests.Agreement.World;

namespace Backend.Tests.Agreement;

/// <summary>Arrays.</summary>
internal static class ArrayCases
{
    public static IEnumerable<AgreementCase> All =>
    [
        new("ints are pushed, read, exchanged and popped", Program(IntElements), "0 9 5 4 16 1 30 3 10 "),
        new("wide ints and bools keep their values", Program(WideAndNarrow), "1099511627776 -1 1 0 "),
        new("owned structs are looked into, exchanged and popped", Program(OwnedStructs), "1 2 9 -ship A2C -ship -ship "),
        new("strings are held by their array and by who retains them", Program(Strings), "one two three two 2 "),
        new("owned interfaces are called and dropped", Program(OwnedInterfaces), "A raft 3 1 -raft -ship "),
        new("arrays of arrays are reached into", Program(Nested), "0 1 2 10 11 12 30 12 "),
        new("borrows and weak references need no end", Program(References), "5 1 -ship 0 1 -raft "),
        new("an immutable array is filled, frozen and shared", Program(Frozen, Last()), "a b c c 3 3 c "),
        new("immutable arrays hold immutable arrays and interfaces", Program(FrozenNested, Total()), "xy x 2 P8 P33 "),
        new("an immutable array of fixed length is filled and read", Program(FrozenPair), "L5 6 2 2 "),
        new("an array of fixed length gives its elements back one by one", Program(FixedOwned), "3 3 B 1 -ship -ship -ship -ship "),
        new("an array of fixed length of plain data is freed as it is", Program(FixedPlain), "4 2.5 2.5 3.5 "),
        new("an array in a field is reached through a borrow of its struct", Program(InField, Busy()), "m:A 2 2 m:A log 1 -ship -raft "),
        new("arrays are passed, returned and chosen by an if", Program(Passed, Fill()), "4 6 1 9 "),
        new("an array of no information counts", Program(NoInformation), "2 3 1 "),
        new("an empty array has no room", Program(Empty), "0 0 0 "),
        new("a big array grows as it is filled", Program(Big), "200000 -1474936480 199999 "),
        new("arrays come and go", Program(ManyShort), "450 "),
    ];

    private static void IntElements(IrBuilder b)
    {
        var ints = b.Local("ints", Ints);
        b.Init(ints, b.ArrayNew(Ints, Int(b, 5)));
        Say(b, b.ArrayLength(b.Peek(ints)));
        For(b, () => Int(b, 5), i => b.ArrayPush(b.Peek(ints), Times(b, b.Peek(i), b.Peek(i))));
        var borrow = b.Borrow(b.Peek(ints));
        var sum = b.Local("sum", I32);
        b.Init(sum, Int(b, 0));
        For(b, () => b.ArrayLength(b.Check(borrow)), i =>
        {
            var live = b.Check(borrow);
            var element = b.ElementPeek(live, b.Intrinsic(IrIntrinsic.IntSub, I32, [Int(b, 4), b.Peek(i)]), I32);
            b.Swap(sum, Add(b, b.Peek(sum), b.Intrinsic(IrIntrinsic.IntDiv, I32, [element, Int(b, 3)])));
        });
        Say(b, b.Take(sum));
        Say(b, b.ArrayCapacity(b.Peek(ints)));
        Say(b, b.ElementSwap(b.Peek(ints), Int(b, 2), Int(b, 1), I32));
        Say(b, b.ArrayPop(b.Peek(ints), I32));
        Say(b, b.ElementPeek(b.Peek(ints), Int(b, 2), I32));
        b.ElementSwap(b.Check(borrow), Int(b, 3), Int(b, 30), I32);
        Say(b, b.ArrayPop(b.Peek(ints), I32));
        Say(b, b.ArrayLength(b.Peek(ints)));
        b.ArrayPush(b.Peek(ints), Int(b, 10));
        Say(b, b.ElementPeek(b.Peek(ints), Int(b, 3), I32));
        b.ArrayFree(b.Take(ints));
    }

    private static void WideAndNarrow(IrBuilder b)
    {
        int longs = b.ArrayNew(Longs, Int(b, 2)), flags = b.ArrayNew(Flags, Int(b, 2));
        b.ArrayPush(longs, b.Int(1L << 40, IrType.I64));
        b.ArrayPush(longs, b.Int(-1, IrType.I64));
        b.ArrayPush(flags, b.Bool(true));
        b.ArrayPush(flags, b.Bool(false));
        Say(b, b.ElementPeek(longs, Int(b, 0), IrType.I64));
        Say(b, b.ElementPeek(longs, Int(b, 1), IrType.I64));
        b.ArrayFree(longs);
        SayBool(b, b.ElementPeek(flags, Int(b, 0), Bool));
        SayBool(b, b.ElementPeek(flags, Int(b, 1), Bool));
        b.ArrayFree(flags);
    }

    private static void OwnedStructs(IrBuilder b)
    {
        var ships = b.Local("ships", Ships);
        b.Init(ships, b.ArrayNew(Ships, Int(b, 3)));
        b.ArrayPush(b.Peek(ships), NewShip(b, 1, "A"));
        b.ArrayPush(b.Peek(ships), NewShip(b, 2, "B"));
        Say(b, b.FieldPeek(b.ElementPeek(b.Peek(ships), Int(b, 0), Ship), 0, I32));
        Say(b, b.FieldSwap(b.ElementPeek(b.Peek(ships), Int(b, 1), Ship), 0, Int(b, 9), I32));
        var borrow = b.Borrow(b.ElementPeek(b.Peek(ships), Int(b, 1), Ship));
        Say(b, b.FieldPeek(b.Check(borrow), 0, I32));
        DropShip(b, b.ElementSwap(b.Peek(ships), Int(b, 1), NewShip(b, 3, "C"), Ship));
        var popped = b.ArrayPop(b.Peek(ships), Ship);
        Print(b, b.FieldPeek(b.ElementPeek(b.Peek(ships), Int(b, 0), Ship), 1, Str));
        b.ArrayPush(b.Peek(ships), popped);
        var text = b.Intrinsic(IrIntrinsic.IntToStr, Str, [b.ArrayLength(b.Peek(ships))]);
        Print(b, text);
        b.Release(text);
        Print(b, b.FieldPeek(b.ElementPeek(b.Peek(ships), Int(b, 1), Ship), 1, Str));
        Print(b, " ");
        For(b, () => Int(b, 2), _ => DropShip(b, b.ArrayPop(b.Peek(ships), Ship)));
        b.ArrayFree(b.Take(ships));
    }

    private static void Strings(IrBuilder b)
    {
        int names = b.Local("names", Names), kept = b.Local("kept", Str);
        b.Init(names, b.ArrayNew(Names, Int(b, 4)));
        b.ArrayPush(b.Peek(names), Made("one!"));
        b.ArrayPush(b.Peek(names), Made("two!"));
        b.ArrayPush(b.Peek(names), b.Str("three"));
        For(b, () => b.ArrayLength(b.Peek(names)), i =>
        {
            Print(b, b.ElementPeek(b.Peek(names), b.Peek(i), Str));
            Print(b, " ");
        });
        b.Init(kept, b.Retain(b.ElementPeek(b.Peek(names), Int(b, 1), Str)));
        b.Release(b.ElementSwap(b.Peek(names), Int(b, 1), b.Str("other"), Str));
        b.Release(b.ArrayPop(b.Peek(names), Str));
        Print(b, b.Peek(kept));
        Print(b, " ");
        b.Release(b.Take(kept));
        Say(b, b.ArrayLength(b.Peek(names)));
        For(b, () => Int(b, 2), _ => b.Release(b.ArrayPop(b.Peek(names), Str)));
        b.ArrayFree(b.Take(names));

        // A string that is not a literal: the text without its last letter.
        int Made(string text)
        {
            var literal = b.Str(text);
            var made = b.Intrinsic(IrIntrinsic.StrSlice, Str, [literal, Int(b, 0), Int(b, text.Length - 1)]);
            b.Release(literal);
            return made;
        }
    }

    private static void OwnedInterfaces(IrBuilder b)
    {
        int vessels = b.Local("vessels", Vessels), sum = b.Local("sum", I32);
        b.Init(vessels, b.ArrayNew(Vessels, Int(b, 2)));
        b.Init(sum, Int(b, 0));
        b.ArrayPush(b.Peek(vessels), Cast(b, NewShip(b, 2, "A")));
        b.ArrayPush(b.Peek(vessels), Cast(b, NewRaft(b)));
        For(b, () => b.ArrayLength(b.Peek(vessels)), i =>
            b.Swap(sum, Add(b, b.Peek(sum), Weigh(b, Int(b, 1), b.Borrow(b.ElementPeek(b.Peek(vessels), b.Peek(i), Vessel)), ""))));
        Say(b, b.Take(sum));
        SayBool(b, b.IsInstance(b.ElementPeek(b.Peek(vessels), Int(b, 1), Vessel), "m.Raft:Vessel"));
        DropVessel(b, b.ArrayPop(b.Peek(vessels), Vessel));
        DropVessel(b, b.ArrayPop(b.Peek(vessels), Vessel));
        b.ArrayFree(b.Take(vessels));
    }

    private static void Nested(IrBuilder b)
    {
        var table = b.Local("table", Table);
        b.Init(table, b.ArrayNew(Table, Int(b, 2)));
        For(b, () => Int(b, 2), y =>
        {
            var row = b.Local("row", Ints);
            b.Init(row, b.ArrayNew(Ints, Int(b, 3)));
            For(b, () => Int(b, 3), x => b.ArrayPush(b.Peek(row), Add(b, Times(b, b.Peek(y), Int(b, 10)), b.Peek(x))));
            b.ArrayPush(b.Peek(table), b.Take(row));
        });
        For(b, () => b.ArrayLength(b.Peek(table)), y => For(b, () => b.ArrayLength(b.ElementPeek(b.Peek(table), b.Peek(y), Ints)), x =>
            Say(b, b.ElementPeek(b.ElementPeek(b.Peek(table), b.Peek(y), Ints), b.Peek(x), I32))));
        b.ElementSwap(b.ElementPeek(b.Peek(table), Int(b, 1), Ints), Int(b, 0), Int(b, 30), I32);
        var second = b.ArrayPop(b.Peek(table), Ints);
        Say(b, b.ElementPeek(second, Int(b, 0), I32));
        Say(b, b.ArrayPop(second, I32));
        b.ArrayFree(second);
        b.ArrayFree(b.ArrayPop(b.Peek(table), Ints));
        b.ArrayFree(b.Take(table));
    }

    private static void References(IrBuilder b)
    {
        int ship = b.Local("ship", Ship), raft = b.Local("raft", Raft), watch = b.Local("watch", Watch), lookout = b.Local("lookout", Lookout);
        b.Init(ship, NewShip(b, 5, "A"));
        b.Init(raft, NewRaft(b));
        b.Init(watch, b.ArrayNew(Watch, Int(b, 1)));
        b.Init(lookout, b.ArrayNew(Lookout, Int(b, 2)));
        b.ArrayPush(b.Peek(watch), b.Borrow(b.Peek(ship)));
        b.ArrayPush(b.Peek(lookout), Cast(b, b.Weaken(b.Peek(ship))));
        b.ArrayPush(b.Peek(lookout), b.Weaken(Cast(b, b.Peek(raft))));
        Say(b, b.FieldPeek(b.Check(b.ElementPeek(b.Peek(watch), Int(b, 0), Borrowed(Ship))), 0, I32));
        SayBool(b, b.Alive(b.ElementPeek(b.Peek(lookout), Int(b, 0), Weak(Vessel))));
        DropShip(b, b.Take(ship));
        SayBool(b, b.Alive(b.ElementPeek(b.Peek(lookout), Int(b, 0), Weak(Vessel))));
        SayBool(b, b.Alive(b.ElementPeek(b.Peek(lookout), Int(b, 1), Weak(Vessel))));
        b.ArrayFree(b.Take(watch));
        b.ArrayFree(b.Take(lookout));
        b.Call("m.raft.drop", Nothing, [b.Take(raft)]);
    }

    // The last of some texts, held by who asked.
    private static IrFunction Last() => Function("last", Str, b =>
    {
        var texts = b.Parameter("texts", Texts);
        var last = b.Intrinsic(IrIntrinsic.IntSub, I32, [b.ArrayLength(b.Peek(texts)), Int(b, 1)]);
        var text = b.Retain(b.ElementPeek(b.Peek(texts), last, Str));
        b.Release(b.Take(texts));
        b.Return(text);
    });

    private static int NewTexts(IrBuilder b, params string[] texts)
    {
        var made = b.ArrayNew(Texts, Int(b, texts.Length));
        foreach (var text in texts) b.ArrayPush(made, b.Str(text));
        return b.Freeze(made);
    }

    private static void Frozen(IrBuilder b)
    {
        int building = b.Local("building", Texts.With(IrOwnership.Own)), texts = b.Local("texts", Texts), copy = b.Local("copy", Texts);
        b.Init(building, b.ArrayNew(Texts, Int(b, 3)));
        For(b, () => Int(b, 3), i => b.ArrayPush(b.Peek(building), b.Intrinsic(IrIntrinsic.StrFromCode, Str, [Add(b, b.Peek(i), Int(b, 97))])));
        b.Init(texts, b.Freeze(b.Take(building)));
        For(b, () => b.ArrayLength(b.Peek(texts)), i =>
        {
            Print(b, b.ElementPeek(b.Peek(texts), b.Peek(i), Str));
            Print(b, " ");
        });
        b.Init(copy, b.Retain(b.Peek(texts)));
        var last = b.Call("m.last", Str, [b.Take(texts)]);
        Print(b, last);
        Print(b, " ");
        Say(b, b.ArrayLength(b.Peek(copy)));
        Say(b, b.ArrayCapacity(b.Peek(copy)));
        b.Release(b.Take(copy));
        Print(b, last);
        Print(b, " ");
        b.Release(last);
    }

    // The areas of some shapes, together.
    private static IrFunction Total() => Function("total", I32, b =>
    {
        int shapes = b.Parameter("shapes", World.Shapes), sum = b.Local("sum", I32);
        b.Init(sum, Int(b, 0));
        For(b, () => b.ArrayLength(b.Peek(shapes)), i =>
            b.Swap(sum, Add(b, b.Peek(sum), Area(b, b.Retain(b.ElementPeek(b.Peek(shapes), b.Peek(i), Shape)), 1))));
        b.Release(b.Take(shapes));
        b.Return(b.Take(sum));
    });

    private static void FrozenNested(IrBuilder b)
    {
        var made = b.ArrayNew(Pages, Int(b, 2));
        b.ArrayPush(made, NewTexts(b, "x", "y"));
        b.ArrayPush(made, NewTexts(b));
        var pages = b.Freeze(made);
        var first = b.Retain(b.ElementPeek(pages, Int(b, 0), Texts));
        Print(b, b.ElementPeek(b.ElementPeek(pages, Int(b, 0), Texts), Int(b, 0), Str));
        Print(b, b.ElementPeek(first, Int(b, 1), Str));
        Print(b, " ");
        b.Release(pages);
        Print(b, b.ElementPeek(first, Int(b, 0), Str));
        Print(b, " ");
        Say(b, b.ArrayLength(first));
        b.Release(first);

        var shapes = b.ArrayNew(World.Shapes, Int(b, 2));
        b.ArrayPush(shapes, Cast(b, b.New(Point, [Int(b, 8), b.Str("P")])));
        Say(b, Area(b, b.Retain(b.ElementPeek(shapes, Int(b, 0), Shape)), 1));
        b.ArrayPush(shapes, Cast(b, b.New(Circle, [b.Int(5, IrType.I64)])));
        Say(b, b.Call("m.total", I32, [b.Freeze(shapes)]));
    }

    private static void FrozenPair(IrBuilder b)
    {
        var made = b.ArrayNew(Pair, Int(b, 2));
        b.ArrayPush(made, b.New(Point, [Int(b, 5), b.Str("L")]));
        b.ArrayPush(made, b.New(Point, [Int(b, 6), b.Str("R")]));
        var pair = b.Local("pair", Pair);
        b.Init(pair, b.Freeze(made));
        var left = b.ElementPeek(b.Peek(pair), Int(b, 0), Point);
        Print(b, b.FieldPeek(left, 1, Str));
        Say(b, b.FieldPeek(left, 0, I32));
        Say(b, b.FieldPeek(b.ElementPeek(b.Peek(pair), Int(b, 1), Point), 0, I32));
        Say(b, b.ArrayLength(b.Peek(pair)));
        Say(b, b.ArrayCapacity(b.Peek(pair)));
        b.Release(b.Take(pair));
    }

    private static void FixedOwned(IrBuilder b)
    {
        var crew = b.Local("crew", Crew);
        b.Init(crew, b.ArrayNew(Crew, Int(b, 3)));
        foreach (var name in (string[])["A", "B", "C"]) b.ArrayPush(b.Peek(crew), NewShip(b, 1, name));
        Say(b, b.ArrayLength(b.Peek(crew)));
        Say(b, b.ArrayCapacity(b.Peek(crew)));
        Print(b, b.FieldPeek(b.ElementPeek(b.Peek(crew), Int(b, 1), Ship), 1, Str));
        Print(b, " ");
        var old = b.ElementSwap(b.Check(b.Borrow(b.Peek(crew))), Int(b, 1), NewShip(b, 1, "D"), Ship);
        Say(b, b.FieldPeek(b.Check(b.Borrow(b.ElementPeek(b.Peek(crew), Int(b, 1), Ship))), 0, I32));
        DropShip(b, old);
        var taken = b.Take(crew);
        For(b, () => b.ArrayLength(taken), i => DropShip(b, b.ElementTake(taken, b.Peek(i), Ship)));
        b.ArrayFree(taken);
    }

    private static void FixedPlain(IrBuilder b)
    {
        var row = b.ArrayNew(Row, Int(b, 4));
        for (var i = 0; i < 4; i++) b.ArrayPush(row, b.Float(i + 0.5));
        Say(b, b.ArrayLength(row));
        SayFloat(b.ElementPeek(row, Int(b, 2), IrType.Float));
        SayFloat(b.ElementTake(row, Int(b, 2), IrType.Float));
        SayFloat(b.ElementTake(row, Int(b, 3), IrType.Float));
        b.ArrayFree(row);

        void SayFloat(int value)
        {
            var text = b.Intrinsic(IrIntrinsic.FloatToStr, Str, [value]);
            Print(b, text);
            b.Release(text);
            Print(b, " ");
        }
    }

    // How many berths a borrowed dock has taken, and the weight of its first vessel.
    private static IrFunction Busy() => Function("busy", I32, b =>
    {
        var dock = b.Parameter("dock", Borrowed(Dock));
        var vessel = b.Borrow(b.ElementPeek(b.FieldPeek(b.Check(b.Peek(dock)), 0, Vessels), Int(b, 0), Vessel));
        Say(b, Weigh(b, Int(b, 1), vessel, "m:"));
        b.Return(b.ArrayLength(b.FieldPeek(b.Check(b.Peek(dock)), 0, Vessels)));
    });

    private static void InField(IrBuilder b)
    {
        int berths = b.Local("berths", Vessels), dock = b.Local("dock", Dock);
        b.Init(berths, b.ArrayNew(Vessels, Int(b, 4)));
        b.ArrayPush(b.Peek(berths), Cast(b, NewShip(b, 2, "A")));
        var guest = b.Borrow(b.ElementPeek(b.Peek(berths), Int(b, 0), Vessel));
        b.Init(dock, b.New(Dock, [b.Take(berths), NewTexts(b, "log"), guest]));
        b.ArrayPush(b.FieldPeek(b.Peek(dock), 0, Vessels), Cast(b, NewRaft(b)));
        Say(b, b.Call("m.busy", I32, [b.Borrow(b.Peek(dock))]));
        Weigh(b, Int(b, 1), b.FieldPeek(b.Peek(dock), 2, Borrowed(Vessel)), "m:");
        Print(b, b.ElementPeek(b.FieldPeek(b.Peek(dock), 1, Texts), Int(b, 0), Str));
        Print(b, " ");
        Say(b, b.ArrayLength(b.FieldPeek(b.Peek(dock), 1, Texts)));
        var taken = b.Take(dock);
        var vessels = b.FieldTake(taken, 0, Vessels);
        b.Release(b.FieldTake(taken, 1, Texts));
        b.Free(taken);
        // The last one is exchanged to the front, so that the first goes first.
        var last = b.ArrayPop(vessels, Vessel);
        DropVessel(b, b.ArrayPop(vessels, Vessel));
        DropVessel(b, last);
        b.ArrayFree(vessels);
    }

    // Fills an array up with one number and gives it back.
    private static IrFunction Fill() => Function("fill", Ints, b =>
    {
        int ints = b.Parameter("ints", Ints), number = b.Parameter("number", I32);
        var rest = b.Intrinsic(IrIntrinsic.IntSub, I32, [b.ArrayCapacity(b.Peek(ints)), b.ArrayLength(b.Peek(ints))]);
        For(b, () => rest, _ => b.ArrayPush(b.Peek(ints), b.Peek(number)));
        b.Return(b.Take(ints));
    });

    private static void Passed(IrBuilder b)
    {
        int small = b.Local("small", Ints), large = b.Local("large", Ints), chosen = b.Local("<if>", Ints);
        b.Init(small, b.Call("m.fill", Ints, [b.ArrayNew(Ints, Int(b, 4)), Int(b, 6)]));
        b.Init(large, b.Call("m.fill", Ints, [b.ArrayNew(Ints, Int(b, 9)), Int(b, 1)]));
        If(b, b.Intrinsic(IrIntrinsic.IntLt, Bool, [b.ArrayLength(b.Peek(small)), b.ArrayLength(b.Peek(large))]), () =>
        {
            b.Init(chosen, b.Take(small));
            b.Init(small, b.Take(large));
        }, () => b.Init(chosen, b.Take(large)));
        Say(b, b.ArrayLength(b.Peek(chosen)));
        Say(b, b.ElementPeek(b.Peek(chosen), Int(b, 3), I32));
        Say(b, b.ElementPeek(b.Peek(small), Int(b, 8), I32));
        Say(b, b.ArrayLength(b.Peek(small)));
        b.ArrayFree(b.Take(chosen));
        b.ArrayFree(b.Take(small));
    }

    private static void NoInformation(IrBuilder b)
    {
        var voids = b.Local("voids", Voids);
        b.Init(voids, b.ArrayNew(Voids, Int(b, 3)));
        b.ArrayPush(b.Peek(voids), b.Void());
        b.ArrayPush(b.Peek(voids), b.Void());
        b.ElementPeek(b.Peek(voids), Int(b, 1), Nothing);
        b.ElementSwap(b.Peek(voids), Int(b, 0), b.Void(), Nothing);
        Say(b, b.ArrayLength(b.Peek(voids)));
        Say(b, b.ArrayCapacity(b.Peek(voids)));
        b.ArrayPop(b.Peek(voids), Nothing);
        Say(b, b.ArrayLength(b.Peek(voids)));
        b.ArrayFree(b.Take(voids));
    }

    private static void Empty(IrBuilder b)
    {
        int ints = b.ArrayNew(Ints, Int(b, 0)), ships = b.ArrayNew(Ships, Int(b, 0)), texts = NewTexts(b);
        Say(b, b.ArrayLength(ints));
        Say(b, b.ArrayCapacity(ships));
        Say(b, b.ArrayLength(texts));
        b.ArrayFree(ints);
        b.ArrayFree(ships);
        b.Release(texts);
    }

    private static void Big(IrBuilder b)
    {
        int ints = b.Local("ints", Ints), sum = b.Local("sum", I32);
        b.Init(ints, b.ArrayNew(Ints, Int(b, 200_000)));
        b.Init(sum, Int(b, 0));
        For(b, () => Int(b, 200_000), i => b.ArrayPush(b.Peek(ints), b.Peek(i)));
        Say(b, b.ArrayLength(b.Peek(ints)));
        For(b, () => b.ArrayLength(b.Peek(ints)), i => b.Swap(sum, Add(b, b.Peek(sum), b.ElementPeek(b.Peek(ints), b.Peek(i), I32))));
        Say(b, b.Take(sum));
        Say(b, b.ArrayPop(b.Peek(ints), I32));
        b.ArrayFree(b.Take(ints));
    }

    private static void ManyShort(IrBuilder b)
    {
        var sum = b.Local("sum", I32);
        b.Init(sum, Int(b, 0));
        For(b, () => Int(b, 100), i =>
        {
            var ints = b.ArrayNew(Ints, Int(b, 2));
            b.ArrayPush(ints, b.Intrinsic(IrIntrinsic.IntMod, I32, [b.Peek(i), Int(b, 10)]));
            b.Swap(sum, Add(b, b.Peek(sum), b.ElementPeek(ints, Int(b, 0), I32)));
            b.ArrayFree(ints);
        });
        Say(b, b.Take(sum));
    }
}
