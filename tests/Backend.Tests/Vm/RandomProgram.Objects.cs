// The part of random programs that has interfaces, arrays and weak references in it.

using Vale.Compiler.Lowering;

namespace Backend.Tests.Vm;

internal sealed partial class RandomProgram
{
    private static readonly IrType OwnBuoy = ObjectTests.Own("main.Buoy"), Point = IrType.Struct("main.Point", IrOwnership.Share), Disk = IrType.Struct("main.Disk", IrOwnership.Share);
    private static readonly IrType OwnVessel = IrType.Interface("main.Vessel", IrOwnership.Own), BorrowVessel = OwnVessel.With(IrOwnership.Borrow),
        WeakVessel = OwnVessel.With(IrOwnership.Weak), Shape = IrType.Interface("main.Shape", IrOwnership.Share);
    private static readonly IrType OwnInts = IrType.Array("main.Ints", IrOwnership.Own), OwnVessels = IrType.Array("main.Vessels", IrOwnership.Own),
        Shapes = IrType.Array("main.Shapes", IrOwnership.Share), Names = IrType.Array("main.Names", IrOwnership.Own);

    private int _vessel, _weak, _shape, _ints, _intsBorrow, _vessels, _names, _shapes;

    private static IrProgram WithObjects(IrProgram program) => program with
    {
        Structs =
        [
            .. program.Structs, new IrStruct("main.Buoy", "Buoy", false, [new IrField("depth", IrType.I32), new IrField("seen", WeakVessel)]),
            new IrStruct("main.Disk", "Disk", true, [new IrField("radius", IrType.I32), new IrField("inner", Shape)]),
        ],
        Interfaces =
        [
            new IrInterface("main.Vessel", "Vessel", false,
                [new IrMethod("weigh", [IrType.I32, BorrowVessel], IrType.I32, 1), new IrMethod("dropVessel", [OwnVessel], IrType.Void, 0)]),
            new IrInterface("main.Shape", "Shape", true, [new IrMethod("area", [Shape], IrType.I32, 0)]),
        ],
        Itables =
        [
            new IrItable("ship", "main.Ship", "main.Vessel", ["shipWeigh", "drop"]), new IrItable("buoy", "main.Buoy", "main.Vessel", ["buoyWeigh", "dropBuoy"]),
            new IrItable("point", "main.Point", "main.Shape", ["pointArea"]), new IrItable("disk", "main.Disk", "main.Shape", ["diskArea"]),
        ],
        Arrays =
        [
            new IrArray("main.Ints", "[]int", false, null, IrType.I32), new IrArray("main.Vessels", "[]Vessel", false, null, OwnVessel),
            new IrArray("main.Names", "[]str", false, null, IrType.Str), new IrArray("main.Shapes", "#[]Shape", true, null, Shape),
        ],
    };

    private void MakeMethods()
    {
        foreach (var (name, type) in new[] { ("shipWeigh", OwnShip), ("buoyWeigh", OwnBuoy) })
            _functions.Add(VmRun.Function(name, IrType.I32, b =>
            {
                int factor = b.Parameter("factor", IrType.I32), self = b.Parameter("self", type.With(IrOwnership.Borrow));
                var live = b.Check(b.Peek(self));
                b.Return(b.Intrinsic(_random.Next(2) == 0 ? IrIntrinsic.IntAdd : IrIntrinsic.IntSub, IrType.I32, [b.Peek(factor), b.FieldPeek(live, 0, IrType.I32)]));
            }));
        _functions.Add(VmRun.Function("dropBuoy", IrType.Void, b =>
        {
            b.Free(b.Take(b.Parameter("self", OwnBuoy)));
            b.Return(b.Void());
        }));
        _functions.Add(VmRun.Function("pointArea", IrType.I32, b =>
        {
            var self = b.Parameter("self", Point);
            VmRun.Print(b, b.FieldPeek(b.Peek(self), 1, IrType.Str));
            var area = b.FieldPeek(b.Peek(self), 0, IrType.I32);
            b.Release(b.Take(self));
            b.Return(area);
        }));
        _functions.Add(VmRun.Function("diskArea", IrType.I32, b =>
        {
            var self = b.Parameter("self", Disk);
            var inner = b.CallInterface("area", IrType.I32, [b.Retain(b.FieldPeek(b.Peek(self), 1, Shape))], 0);
            var area = b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [inner, b.FieldPeek(b.Peek(self), 0, IrType.I32)]);
            b.Release(b.Take(self));
            b.Return(area);
        }));
    }

    private void BeginObjects()
    {
        (_vessel, _weak, _shape) = (_b.Local("vessel", OwnVessel), _b.Local("weak", WeakVessel), _b.Local("shape", Shape));
        (_ints, _intsBorrow, _vessels) = (_b.Local("ints", OwnInts), _b.Local("intsBorrow", OwnInts.With(IrOwnership.Borrow)), _b.Local("vessels", OwnVessels));
        (_names, _shapes) = (_b.Local("names", Names), _b.Local("shapes", Shapes));
        _b.Init(_vessel, _b.Upcast(NewShip(_random.Next(9), "vessel"), "ship", "main.Vessel"));
        _b.Init(_weak, _b.Weaken(_b.Peek(_vessel)));
        _b.Init(_shape, NewShape());
        _b.Init(_ints, _b.ArrayNew(OwnInts, _b.Int(_random.Next(7), IrType.I32)));
        _b.Init(_intsBorrow, _b.Borrow(_b.Peek(_ints)));
        _b.Init(_vessels, _b.ArrayNew(OwnVessels, _b.Int(_random.Next(4), IrType.I32)));
        _b.Init(_names, _b.ArrayNew(Names, _b.Int(2, IrType.I32)));
        _b.Init(_shapes, NewShapes());
    }

    // What the arrays still hold goes first, or, seldom, not.
    private void EndObjects()
    {
        _b.CallInterface("dropVessel", IrType.Void, [_b.Take(_vessel)], 0);
        _b.Release(_b.Take(_shape));
        _b.Release(_b.Take(_shapes));
        _b.ArrayFree(_b.Take(_ints));
        if (_random.Next(60) == 0) _b.ArrayLength(_b.Check(_b.Peek(_intsBorrow)));
        if (_random.Next(60) != 0) Drain(_vessels, () => _b.CallInterface("dropVessel", IrType.Void, [_b.ArrayPop(_b.Peek(_vessels), OwnVessel)], 0));
        _b.ArrayFree(_b.Take(_vessels));
        Drain(_names, () => _b.Release(_b.ArrayPop(_b.Peek(_names), IrType.Str)));
        _b.ArrayFree(_b.Take(_names));
    }

    private void Drain(int array, Action pop)
    {
        var (head, body, end) = (_b.Block(), _b.Block(), _b.Block());
        _b.Jump(head);
        _b.Enter(head);
        _b.Branch(_b.Intrinsic(IrIntrinsic.IntGt, IrType.Bool, [_b.ArrayLength(_b.Peek(array)), _b.Int(0, IrType.I32)]), body, end);
        _b.Enter(body);
        pop();
        _b.Jump(head);
        _b.Enter(end);
    }

    private int NewVessel() => _random.Next(2) == 0
        ? _b.Upcast(NewShip(_random.Next(9), "new"), "ship", "main.Vessel")
        : _b.Upcast(_b.New(OwnBuoy, [_b.Int(_random.Next(99), IrType.I32), _b.Peek(_weak)]), "buoy", "main.Vessel");

    private int NewShape() => _random.Next(3) == 0
        ? _b.Upcast(_b.New(Disk, [_b.Int(_random.Next(9), IrType.I32), NewShape()]), "disk", "main.Shape")
        : _b.Upcast(_b.New(Point, [_b.Int(_random.Next(9), IrType.I32), _b.Str("p")]), "point", "main.Shape");

    private int NewShapes()
    {
        var count = 1 + _random.Next(3);
        var made = _b.ArrayNew(Shapes, _b.Int(count, IrType.I32));
        for (var i = 0; i < count; i++) _b.ArrayPush(made, NewShape());
        return _b.Freeze(made);
    }

    private void Keep(int value, IrType type) => _values.Add((value, type));

    private void Objects()
    {
        switch (_random.Next(9))
        {
            case 0: CallVessel(); break;
            case 1: ReplaceVessel(); break;
            case 2: Keep(_b.Alive(_b.Peek(_weak)), IrType.Bool); break;
            case 3: AskForStruct(); break;
            case 4: ShareShapes(); break;
            case 5: KeepNames(); break;
            case 6: KeepVessels(); break;
            default: Ints(); break;
        }
    }

    private void CallVessel()
    {
        var borrow = _b.Borrow(_b.Peek(_vessel));
        Keep(_b.CallInterface("weigh", IrType.I32, [Value(IrType.I32), borrow], 1), IrType.I32);
    }

    // The weak reference goes along, or is left behind dead; seldom it is followed all the same.
    private void ReplaceVessel()
    {
        var old = _b.Swap(_vessel, NewVessel());
        _b.CallInterface("dropVessel", IrType.Void, [old], 0);
        if (_random.Next(3) != 0) _b.Swap(_weak, _b.Weaken(_b.Peek(_vessel)));
        else if (_random.Next(12) == 0) Keep(_b.CallInterface("weigh", IrType.I32, [Value(IrType.I32), _b.Borrow(_b.Check(_b.Peek(_weak)))], 1), IrType.I32);
    }

    private void AskForStruct()
    {
        var isShip = _b.IsInstance(_b.Peek(_vessel), "ship");
        Keep(isShip, IrType.Bool);
        if (_random.Next(3) == 0) Assign();
        Guarded(isShip, () =>
        {
            var ship = _random.Next(2) == 0 ? _b.Downcast(_b.Peek(_vessel), "main.Ship") : _b.Check(_b.Downcast(_b.Borrow(_b.Peek(_vessel)), "main.Ship"));
            _b.FieldSwap(ship, 0, Value(IrType.I32), IrType.I32);
        });
    }

    private void ShareShapes()
    {
        switch (_random.Next(4))
        {
            case 0: Keep(_b.CallInterface("area", IrType.I32, [_b.Retain(_b.Peek(_shape))], 0), IrType.I32); break;
            case 1: _b.Release(_b.Swap(_shape, NewShape())); break;
            case 2: _b.Release(_b.Swap(_shapes, NewShapes())); break;
            default:
                // The first is always there.
                _b.Release(_b.Swap(_shape, _b.Retain(_b.ElementPeek(_b.Peek(_shapes), _b.Int(_random.Next(12) == 0 ? 2 : 0, IrType.I32), Shape))));
                break;
        }
    }

    private void KeepNames()
    {
        var count = _b.ArrayLength(_b.Peek(_names));
        Guarded(_b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [count, _b.Int(2, IrType.I32)]), () => _b.ArrayPush(_b.Peek(_names), _b.Retain(_b.Peek(_text))));
        // What was just put in, or another.
        var old = _b.ElementSwap(_b.Peek(_names), _b.Int(_random.Next(20) == 0 ? 1 : 0, IrType.I32), _b.Str("name"), IrType.Str);
        if (_random.Next(2) == 0) VmRun.Print(_b, old);
        _b.Release(old);
        if (_random.Next(2) == 0) _b.Release(_b.ArrayPop(_b.Peek(_names), IrType.Str));
    }

    private void KeepVessels()
    {
        var hasRoom = _b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [_b.ArrayLength(_b.Peek(_vessels)), _b.ArrayCapacity(_b.Peek(_vessels))]);
        Guarded(hasRoom, () =>
        {
            _b.ArrayPush(_b.Peek(_vessels), NewVessel());
            var borrow = _b.Borrow(_b.ElementPeek(_b.Peek(_vessels), _b.Int(0, IrType.I32), OwnVessel));
            _b.Swap(Local(IrType.I32), _b.CallInterface("weigh", IrType.I32, [Value(IrType.I32), borrow], 1));
            // The vessel and the first of the array change places.
            if (_random.Next(2) == 0)
            {
                var first = _b.ElementSwap(_b.Peek(_vessels), _b.Int(0, IrType.I32), _b.Take(_vessel), OwnVessel);
                _b.Init(_vessel, first);
            }
            if (_random.Next(3) == 0) _b.CallInterface("dropVessel", IrType.Void, [_b.ArrayPop(_b.Peek(_vessels), OwnVessel)], 0);
        });
    }

    private void Ints()
    {
        var array = _random.Next(2) == 0 ? _b.Peek(_ints) : _b.Check(_b.Peek(_intsBorrow));
        var length = _b.ArrayLength(array);
        Keep(length, IrType.I32);
        var index = _random.Next(3);
        switch (_random.Next(5))
        {
            case 0:
                var hasRoom = _b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [length, _b.ArrayCapacity(_b.Peek(_ints))]);
                if (_random.Next(30) == 0) hasRoom = _b.Bool(true);
                Guarded(hasRoom, () =>
                {
                    var room = _random.Next(2) == 0 ? _b.Peek(_ints) : _b.Check(_b.Peek(_intsBorrow));
                    _b.ArrayPush(room, Value(IrType.I32));
                });
                break;
            case 1:
                Guarded(Reaches(length, index), () =>
                {
                    // Between the check and the access something is worked out, which may halt first.
                    var at = _random.Next(2) == 0 ? _b.Peek(_ints) : _b.Check(_b.Peek(_intsBorrow));
                    var value = Value(IrType.I32);
                    var old = _b.ElementSwap(at, _b.Int(index, IrType.I32), value, IrType.I32);
                    if (_random.Next(2) == 0) _b.Swap(Local(IrType.I32), old);
                });
                break;
            case 2:
                Guarded(Reaches(length, 0), () => _b.Swap(Local(IrType.I32), _b.ArrayPop(_b.Peek(_ints), IrType.I32)));
                break;
            case 3 when _random.Next(8) == 0:
                // A new array; the borrow stays with the dead one at times.
                _b.ArrayFree(_b.Swap(_ints, _b.ArrayNew(OwnInts, _b.Int(3, IrType.I32))));
                if (_random.Next(6) != 0) _b.Swap(_intsBorrow, _b.Borrow(_b.Peek(_ints)));
                break;
            default:
                Guarded(Reaches(length, index), () =>
                {
                    var at = _random.Next(2) == 0 ? _b.Peek(_ints) : _b.Check(_b.Peek(_intsBorrow));
                    var chosen = _random.Next(20) == 0 ? Value(IrType.I32) : _b.Int(index, IrType.I32);
                    _b.Swap(Local(IrType.I32), _b.ElementPeek(at, chosen, IrType.I32));
                });
                break;
        }
    }

    private int Reaches(int length, int index) => _random.Next(40) == 0
        ? _b.Bool(true)
        : _b.Intrinsic(IrIntrinsic.IntGt, IrType.Bool, [length, _b.Int(index, IrType.I32)]);

    private void Guarded(int condition, Action body)
    {
        var (yes, next) = (_b.Block(), _b.Block());
        _b.Branch(condition, yes, next);
        var reach = _values.Count;
        _b.Enter(yes);
        body();
        _b.Jump(next);
        _values.RemoveRange(reach, _values.Count - reach);
        _b.Enter(next);
    }
}
