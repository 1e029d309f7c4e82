// Programs that halt: the message names what was wrong and the line it happened in.

using Vale.Compiler.Lowering;
using static Backend.Tests.Agreement.World;

namespace Backend.Tests.Agreement;

/// <summary>Halts of arrays, interfaces and weak references. Each happens in line 7.</summary>
internal static class HaltCases
{
    public static IEnumerable<AgreementCase> All =>
    [
        Halts("an element behind the last is read", "index 2 is out of bounds: the []int holds 2", b => b.ElementPeek(Two(b), Int(b, 2), I32)),
        Halts("an element before the first is read", "index -1 is out of bounds: the []int holds 2", b => b.ElementPeek(Two(b), Int(b, -1), I32)),
        Halts("an element is read by the smallest index", "index -2147483648 is out of bounds: the []int holds 2", b => b.ElementPeek(Two(b), Int(b, int.MinValue), I32)),
        Halts("an element of an empty array is read", "index 0 is out of bounds: the []int holds 0", b => b.ElementPeek(b.ArrayNew(Ints, Int(b, 5)), Int(b, 0), I32)),
        Halts("an element is read through a borrow", "index 9 is out of bounds: the []int holds 2", b => b.ElementPeek(b.Check(b.Borrow(Live(b, Two(b)))), Int(b, 9), I32)),
        Halts("an element behind the last is stored", "index 2 is out of bounds: the []int holds 2", b => b.ElementSwap(Live(b, Two(b)), Int(b, 2), Int(b, 1), I32)),
        Halts("an element is stored through a borrow", "index 3 is out of bounds: the []int holds 2", b => b.ElementSwap(b.Check(b.Borrow(Live(b, Two(b)))), Int(b, 3), Int(b, 1), I32)),
        Halts("an element behind the last is exchanged", "index 5 is out of bounds: the []int holds 2", b => Say(b, b.ElementSwap(Live(b, Two(b)), Int(b, 5), Int(b, 1), I32))),
        Halts("an owned element behind the last is exchanged", "index 1 is out of bounds: the []Ship holds 1", b => DropShip(b, b.ElementSwap(Live(b, Fleet(b)), Int(b, 1), NewShip(b, 1, "B"), Ship))),
        Halts("an owned element before the first is looked at", "index -7 is out of bounds: the []Ship holds 1", b => b.FieldPeek(b.ElementPeek(Fleet(b), Int(b, -7), Ship), 0, I32)),
        Halts("an element of a fixed length is taken", "index 3 is out of bounds: the [#3]Ship holds 3", b => DropShip(b, b.ElementTake(NewCrew(b), Int(b, 3), Ship))),
        Halts("an element of a shared array is read", "index 1 is out of bounds: the #[]str holds 1", b => Print(b, b.ElementPeek(b.Freeze(OneText(b)), Int(b, 1), Str))),
        Halts("an element of no information is read", "index 4 is out of bounds: the []void holds 0", b => b.ElementPeek(b.ArrayNew(Voids, Int(b, 5)), Int(b, 4), Nothing)),
        Halts("a full array is pushed to", "the []int is full: it has room for 2", b => b.ArrayPush(Two(b), Int(b, 3))),
        Halts("a full array of objects is pushed to", "the []Ship is full: it has room for 1", b => b.ArrayPush(Fleet(b), NewShip(b, 1, "B"))),
        Halts("an array with no room is pushed to", "the []str is full: it has room for 0", b => b.ArrayPush(b.ArrayNew(Names, Int(b, 0)), b.Str("A"))),
        Halts("a full array of fixed length is pushed to", "the [#3]Ship is full: it has room for 3", b => b.ArrayPush(NewCrew(b), NewShip(b, 1, "D"))),
        Halts("an empty array is popped", "pop of an empty []int", b => b.ArrayPop(b.ArrayNew(Ints, Int(b, 2)), I32)),
        Halts("an empty array of objects is popped", "pop of an empty []Ship", b => DropShip(b, b.ArrayPop(b.ArrayNew(Ships, Int(b, 2)), Ship))),
        Halts("an array of ships is freed with a ship", "a []Ship that still holds 1 elements was destroyed", b => b.ArrayFree(Fleet(b))),
        Halts("an array of strings is freed with a string", "a []str that still holds 1 elements was destroyed", b =>
        {
            var names = b.ArrayNew(Names, Int(b, 3));
            b.ArrayPush(names, b.Str("A"));
            b.ArrayFree(names);
        }),
        Halts("an array of arrays is freed with two", "a [][]int that still holds 2 elements was destroyed", b =>
        {
            var table = b.ArrayNew(Table, Int(b, 2));
            b.ArrayPush(table, Two(b));
            b.ArrayPush(table, Two(b));
            b.ArrayFree(table);
        }),
        Halts("an array has room for less than nothing", "a []int cannot have room for -1 elements", b => b.ArrayFree(b.ArrayNew(Ints, Int(b, -1)))),
        Halts("an array of objects has room for less than nothing", "a []Ship cannot have room for -2147483648 elements", b => b.ArrayFree(b.ArrayNew(Ships, Int(b, int.MinValue)))),
        Halts("a dead array is read", "dereferenced a []int that is already dead", b => b.ElementPeek(b.Check(DeadInts(b)), Int(b, 0), I32)),
        Halts("a dead array is read by a bad index", "dereferenced a []int that is already dead", b => b.ElementPeek(b.Check(DeadInts(b)), Int(b, 100), I32)),
        Halts("a dead array is stored to", "dereferenced a []int that is already dead", b => b.ElementSwap(b.Check(DeadInts(b)), Int(b, 0), Int(b, 1), I32)),
        Halts("a dead array is asked for its length", "dereferenced a []int that is already dead", b => Say(b, b.ArrayLength(b.Check(DeadInts(b))))),
        Halts("a dead array is pushed to", "dereferenced a []int that is already dead", b => b.ArrayPush(b.Check(DeadInts(b)), Int(b, 1))),
        Halts("a dead interface is checked", "dereferenced a Vessel that is already dead", b => b.Check(DeadVessel(b, weak: false)), "-raft "),
        Halts("a dead weak interface is checked", "dereferenced a Vessel that is already dead", b => b.Check(DeadVessel(b, weak: true)), "-raft "),
        Halts("a dead weak struct is looked into", "dereferenced a Ship that is already dead", b =>
        {
            var ship = b.Local("ship", Ship);
            b.Init(ship, NewShip(b, 1, "A"));
            var weak = b.Weaken(b.Peek(ship));
            b.Call("m.ship.drop", Nothing, [b.Take(ship)]);
            b.FieldPeek(b.Check(weak), 0, I32);
        }, "-ship "),
        new("a method that never returns", Program(b =>
        {
            var vessel = b.Local("vessel", Vessel);
            b.Init(vessel, Cast(b, NewRaft(b)));
            b.Line = 6;
            b.CallInterface("m.sink", IrType.Never, [b.Borrow(b.Peek(vessel))], 0);
            b.Unreachable();
        }), "", 1, "raft sank"),
        new("a struct behind an interface is dead where its method looks into it", Program(b =>
        {
            var ship = b.Local("ship", Ship);
            b.Init(ship, NewShip(b, 1, "A"));
            var borrow = Cast(b, b.Borrow(b.Peek(ship)));
            DropShip(b, b.Take(ship));
            b.Line = 6;
            Weigh(b, Int(b, 1), borrow, "w:");
        }), "-ship w:", 1, "dereferenced a Ship that is already dead"),
    ];

    private static AgreementCase Halts(string name, string message, Action<IrBuilder> body, string output = "") => new(name, Program(b =>
    {
        b.Line = 6;
        body(b);
        b.Line = 7;
        b.Intrinsic(IrIntrinsic.Panic, IrType.Never, []);
        b.Unreachable();
    }), output, 1, message) { Line = 7 };

    private static int Two(IrBuilder b)
    {
        var ints = b.ArrayNew(Ints, Int(b, 2));
        b.ArrayPush(ints, Int(b, 1));
        b.ArrayPush(ints, Int(b, 2));
        return ints;
    }

    private static int Fleet(IrBuilder b)
    {
        var ships = b.ArrayNew(Ships, Int(b, 1));
        b.ArrayPush(ships, NewShip(b, 1, "A"));
        return ships;
    }

    private static int NewCrew(IrBuilder b)
    {
        var crew = b.ArrayNew(Crew, Int(b, 3));
        for (var i = 0; i < 3; i++) b.ArrayPush(crew, NewShip(b, 1, "A"));
        return crew;
    }

    private static int OneText(IrBuilder b)
    {
        var texts = b.ArrayNew(Texts, Int(b, 1));
        b.ArrayPush(texts, b.Str("A"));
        return texts;
    }

    // Puts an owned value into a local and looks at it there.
    private static int Live(IrBuilder b, int owned)
    {
        var local = b.Local("held", b.TypeOf(owned));
        b.Init(local, owned);
        return b.Peek(local);
    }

    private static int DeadInts(IrBuilder b)
    {
        var ints = b.Local("ints", Ints);
        b.Init(ints, Two(b));
        var borrow = b.Borrow(b.Peek(ints));
        b.ArrayFree(b.Take(ints));
        return borrow;
    }

    private static int DeadVessel(IrBuilder b, bool weak)
    {
        var vessel = b.Local("vessel", Vessel);
        b.Init(vessel, Cast(b, NewRaft(b)));
        var reference = weak ? b.Weaken(b.Peek(vessel)) : b.Borrow(b.Peek(vessel));
        DropVessel(b, b.Take(vessel));
        return reference;
    }
}
