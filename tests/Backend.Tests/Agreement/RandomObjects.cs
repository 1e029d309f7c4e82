// Makes random sound programs about objects: interfaces, arrays, immutables, borrows and weak references that outlive what they
// lead to. Between any two statements every local holds something, so statements may stand in any order, branch and loop.
// They always end; some halt, by an index, a full or empty array, or a dead reference.

using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;
using static Backend.Tests.Agreement.World;

namespace Backend.Tests.Agreement;

/// <summary>One random program per seed.</summary>
internal sealed class RandomObjects(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<IrFunction> _functions = [];

    // Of the function being made.
    private IrBuilder _b = null!;
    private int _number, _ship, _vessel, _ints, _ships, _vessels, _names, _table, _lookout, _point, _shape, _shapes, _texts;
    private int _seenShip, _seenVessel, _seenInts, _weakShip, _weakVessel, _weakInts;
    private int _depth;

    /// <summary>The program, its functions spread over two units.</summary>
    public IrProgram Make()
    {
        for (var i = 0; i < 3; i++)
            _functions.Add(Function("f" + i, Vessel, b =>
            {
                var parameters = (Vessel: b.Parameter("vessel", Vessel), Seen: b.Parameter("seen", Borrowed(Vessel)), Weak: b.Parameter("weak", Weak(Vessel)),
                    Shape: b.Parameter("shape", Shape), Number: b.Parameter("number", I32));
                Body(b, () =>
                {
                    DropVessel(b, b.Swap(_vessel, b.Take(parameters.Vessel)));
                    b.Release(b.Swap(_shape, b.Take(parameters.Shape)));
                    b.Swap(_seenVessel, b.Take(parameters.Seen));
                    b.Swap(_weakVessel, b.Take(parameters.Weak));
                    b.Swap(_number, b.Take(parameters.Number));
                }, 8);
                b.Return(b.Take(_vessel));
            }));
        var program = Program(b =>
        {
            Body(b, () => { }, 14);
            DropVessel(b, b.Take(_vessel));
        }, [.. _functions]);
        var functions = program.Units[0].Functions;
        return program with
        {
            Units = [new IrUnit("one", functions.Where((_, i) => (i + seed) % 3 == 0).ToValueArray()), new IrUnit("two", functions.Where((_, i) => (i + seed) % 3 != 0).ToValueArray())],
        };
    }

    /// <summary>Fills the locals, does something with them, and ends all they hold but the vessel.</summary>
    private void Body(IrBuilder b, Action begin, int statements)
    {
        _b = b;
        _depth = 0;
        int Held(string name, int value)
        {
            var local = b.Local(name, b.TypeOf(value));
            b.Init(local, value);
            return local;
        }
        _number = Held("number", Int(b, _random.Next(20)));
        _ship = Held("ship", NewShip(b, _random.Next(50), "S"));
        _vessel = Held("vessel", AnyVessel());
        _ints = Held("ints", b.ArrayNew(Ints, Int(b, _random.Next(6))));
        _ships = Held("ships", b.ArrayNew(Ships, Int(b, _random.Next(5))));
        _vessels = Held("vessels", b.ArrayNew(Vessels, Int(b, _random.Next(5))));
        _names = Held("names", b.ArrayNew(Names, Int(b, _random.Next(5))));
        _table = Held("table", b.ArrayNew(Table, Int(b, _random.Next(4))));
        _lookout = Held("lookout", b.ArrayNew(Lookout, Int(b, 40)));
        _texts = Held("texts", b.Freeze(b.ArrayNew(Texts, Int(b, 0))));
        _point = Held("point", NewPoint());
        _shape = Held("shape", Cast(b, b.New(Circle, [b.Int(3, IrType.I64)])));
        _shapes = Held("shapes", b.Freeze(b.ArrayNew(Shapes, Int(b, 0))));
        (_seenShip, _weakShip) = (Held("seenShip", b.Borrow(b.Peek(_ship))), Held("weakShip", b.Weaken(b.Peek(_ship))));
        (_seenVessel, _weakVessel) = (Held("seenVessel", b.Borrow(b.Peek(_vessel))), Held("weakVessel", b.Weaken(b.Peek(_vessel))));
        (_seenInts, _weakInts) = (Held("seenInts", b.Borrow(b.Peek(_ints))), Held("weakInts", b.Weaken(b.Peek(_ints))));
        begin();
        Statements(statements);
        Print(b, "\n");
        DropShip(b, b.Take(_ship));
        SayBool(b, b.Alive(b.Peek(_weakShip)));
        b.ArrayFree(b.Take(_ints));
        SayBool(b, b.Alive(b.Peek(_weakInts)));
        Empty(_ships, Ship, ship => DropShip(b, ship));
        Empty(_vessels, Vessel, vessel => DropVessel(b, vessel));
        Empty(_names, Str, b.Release);
        Empty(_table, Ints, b.ArrayFree);
        For(b, () => b.ArrayLength(b.Peek(_lookout)), i => SayBool(b, b.Alive(b.ElementPeek(b.Peek(_lookout), b.Peek(i), Weak(Vessel)))));
        b.ArrayFree(b.Take(_lookout));
        foreach (var local in (int[])[_texts, _point, _shape, _shapes]) b.Release(b.Take(local));
    }

    private void Empty(int array, IrType element, Action<int> drop)
    {
        int head = _b.Block(), inside = _b.Block(), done = _b.Block();
        _b.Jump(head);
        _b.Enter(head);
        _b.Branch(_b.Intrinsic(IrIntrinsic.IntEq, Bool, [_b.ArrayLength(_b.Peek(array)), Int(_b, 0)]), done, inside);
        _b.Enter(inside);
        drop(_b.ArrayPop(_b.Peek(array), element));
        _b.Jump(head);
        _b.Enter(done);
        _b.ArrayFree(_b.Take(array));
    }

    private void Statements(int count)
    {
        for (var i = 0; i < count; i++) Statement();
    }

    private void Statement()
    {
        _b.Line++;
        switch (_random.Next(32))
        {
            case 0: ReplaceShip(); break;
            case 1 or 2: ReplaceVessel(); break;
            case 3: OpenVessel(); break;
            case 4: Say(_b, Weigh(_b, Number(), _b.Borrow(_b.Peek(_vessel)), "w:")); break;
            case 5: WhereAlive(_weakVessel, () => Say(_b, Weigh(_b, Number(), _b.Peek(_seenVessel), "s:"))); break;
            case 6: SayBool(_b, _b.CallInterface("m.hail", Bool, [_b.Peek(_weakVessel)], 0)); break;
            case 7: WhereAlive(_weakShip, () => Say(_b, _b.FieldPeek(_b.Check(_b.Peek(_seenShip)), 0, I32))); break;
            case 8: Look(); break;
            case 9 or 10: UseInts(); break;
            case 11: UseShips(); break;
            case 12: UseVessels(); break;
            case 13: UseNames(); break;
            case 14: UseTable(); break;
            case 15: Remember(); break;
            case 16: NewTexts(); break;
            case 17: ReadTexts(); break;
            case 18 or 19: ReplaceShape(); break;
            case 20: Say(_b, Area(_b, _b.Retain(_b.Peek(_shape)), _random.Next(4))); break;
            case 21: OpenShape(); break;
            case 22: NewShapes(); break;
            case 23: AskShapes(); break;
            case 24: Same(); break;
            case 25: _b.FieldSwap(_b.Peek(_ship), 0, Number(), I32); break;
            case 26: FixedCrew(); break;
            case 27 when _depth < 3: Branch(); break;
            case 28 when _depth < 2: Loop(); break;
            case 29 or 30 when _depth < 2 && _functions.Count > 0: CallFunction(); break;
            default: _b.Swap(_number, Add(_b, Number(), Int(_b, _random.Next(-3, 9)))); break;
        }
    }

    private int Number() => _random.Next(3) == 0 ? Int(_b, _random.Next(10)) : _b.Peek(_number);

    private int AnyVessel(int depth = 0) => _random.Next(depth > 1 ? 2 : 3) switch
    {
        0 => Cast(_b, NewShip(_b, _random.Next(30), "V")),
        1 => Cast(_b, NewRaft(_b)),
        _ => Tow(depth),
    };

    // A tug that has seen what it tows.
    private int Tow(int depth)
    {
        var tow = _b.Local("tow", Vessel);
        _b.Init(tow, AnyVessel(depth + 1));
        var seen = _b.Weaken(_b.Peek(tow));
        return Cast(_b, NewTug(_b, _b.Take(tow), seen));
    }

    private int NewPoint()
    {
        var label = _b.Intrinsic(IrIntrinsic.IntToStr, Str, [Int(_b, _random.Next(10))]);
        return _b.New(Point, [Int(_b, _random.Next(5)), label]);
    }

    private int AnyShape() => _random.Next(4) switch
    {
        0 => Cast(_b, _b.New(Circle, [_b.Int(_random.Next(9), IrType.I64)])),
        1 => Cast(_b, NewPoint()),
        2 => Cast(_b, _b.Retain(_b.Peek(_point))),
        _ => Cast(_b, _b.New(Frame, [_b.Retain(_b.Peek(_shape)), _b.Retain(_b.Peek(_texts))])),
    };

    // Mostly the reference is followed where its object is alive, sometimes without having asked.
    private void WhereAlive(int weak, Action body)
    {
        if (_random.Next(25) == 0) body();
        else If(_b, _b.Alive(_b.Peek(weak)), body, () => Print(_b, "gone "));
    }

    private void ReplaceShip()
    {
        DropShip(_b, _b.Swap(_ship, NewShip(_b, _random.Next(50), "N")));
        SayBool(_b, _b.Alive(_b.Peek(_weakShip)));
        if (_random.Next(4) == 0) return;
        _b.Swap(_seenShip, _b.Borrow(_b.Peek(_ship)));
        _b.Swap(_weakShip, _b.Weaken(_b.Peek(_ship)));
    }

    private void ReplaceVessel()
    {
        DropVessel(_b, _b.Swap(_vessel, AnyVessel()));
        if (_random.Next(4) == 0) return;
        SeeVessel();
    }

    private void SeeVessel()
    {
        _b.Swap(_seenVessel, _b.Borrow(_b.Peek(_vessel)));
        _b.Swap(_weakVessel, _b.Weaken(_b.Peek(_vessel)));
    }

    // Takes a ship out of its interface and puts it back; looks at any other.
    private void OpenVessel()
    {
        If(_b, _b.IsInstance(_b.Peek(_vessel), "m.Ship:Vessel"),
            () =>
            {
                var ship = _b.Local("opened", Ship);
                _b.Init(ship, _b.Downcast(_b.Take(_vessel), "m.Ship"));
                Say(_b, _b.FieldSwap(_b.Peek(ship), 0, Number(), I32));
                _b.Init(_vessel, Cast(_b, _b.Take(ship)));
            },
            () =>
            {
                SayBool(_b, _b.IsInstance(_b.Borrow(_b.Peek(_vessel)), "m.Tug:Vessel"));
                SayBool(_b, _b.IsInstance(_b.Weaken(_b.Peek(_vessel)), "m.Raft:Vessel"));
            });
    }

    // Through a weak reference, down to the struct and up again.
    private void Look() => If(_b, _b.Alive(_b.Peek(_weakVessel)),
        () => If(_b, _b.IsInstance(_b.Peek(_weakVessel), "m.Tug:Vessel"),
            () =>
            {
                var tug = _b.Downcast(_b.Check(_b.Peek(_weakVessel)), "m.Tug");
                var seen = _b.FieldPeek(tug, 2, Weak(Vessel));
                SayBool(_b, _b.Alive(seen));
                SayBool(_b, _b.SameInstance(_b.Check(seen), _b.FieldPeek(tug, 0, Vessel)));
                Say(_b, Weigh(_b, Number(), Cast(_b, _b.Borrow(tug)), "t:"));
            },
            () => Print(_b, "no tug ")),
        () => Print(_b, "lost "));

    // An index within the bounds where there is one; rarely any number.
    private void At(int array, Action<int> body)
    {
        if (_random.Next(40) == 0)
        {
            body(Number());
            return;
        }
        var length = _b.ArrayLength(_b.Peek(array));
        If(_b, _b.Intrinsic(IrIntrinsic.IntGt, Bool, [length, Int(_b, 0)]), () =>
        {
            var index = _b.Intrinsic(IrIntrinsic.IntMod, I32, [Number(), _b.ArrayLength(_b.Peek(array))]);
            body(_b.Intrinsic(IrIntrinsic.IntMul, I32, [index, index]) is var square && _random.Next(2) == 0
                ? _b.Intrinsic(IrIntrinsic.IntMod, I32, [square, _b.ArrayLength(_b.Peek(array))])
                : Absolute(index));
        }, () => Print(_b, "none "));
    }

    private int Absolute(int index)
    {
        var local = _b.Local("absolute", I32);
        If(_b, _b.Intrinsic(IrIntrinsic.IntLt, Bool, [index, Int(_b, 0)]),
            () => _b.Init(local, _b.Intrinsic(IrIntrinsic.IntNeg, I32, [index])), () => _b.Init(local, index));
        return _b.Take(local);
    }

    private void Push(int array, Func<int> element)
    {
        if (_random.Next(40) == 0)
        {
            _b.ArrayPush(_b.Peek(array), element());
            return;
        }
        If(_b, _b.Intrinsic(IrIntrinsic.IntLt, Bool, [_b.ArrayLength(_b.Peek(array)), _b.ArrayCapacity(_b.Peek(array))]),
            () => _b.ArrayPush(_b.Peek(array), element()), () => Print(_b, "full "));
    }

    private void Pop(int array, IrType element, Action<int> use)
    {
        if (_random.Next(40) == 0)
        {
            use(_b.ArrayPop(_b.Peek(array), element));
            return;
        }
        If(_b, _b.Intrinsic(IrIntrinsic.IntGt, Bool, [_b.ArrayLength(_b.Peek(array)), Int(_b, 0)]),
            () => use(_b.ArrayPop(_b.Peek(array), element)), () => Print(_b, "empty "));
    }

    private void UseInts()
    {
        switch (_random.Next(7))
        {
            case 0 or 1: Push(_ints, Number); break;
            case 2: Pop(_ints, I32, number => Say(_b, number)); break;
            case 3: At(_ints, i => Say(_b, _b.ElementSwap(_b.Peek(_ints), i, Number(), I32))); break;
            case 4: WhereAlive(_weakInts, () => Say(_b, _b.ArrayLength(_b.Check(_b.Peek(_seenInts))))); break;
            case 5:
                _b.ArrayFree(_b.Swap(_ints, _b.ArrayNew(Ints, _random.Next(20) == 0 ? _b.Peek(_number) : Int(_b, _random.Next(300)))));
                if (_random.Next(2) == 0) SeeInts();
                break;
            default:
                For(_b, () => _b.ArrayLength(_b.Peek(_ints)), i => Say(_b, _b.ElementPeek(_b.Peek(_ints), _b.Peek(i), I32)));
                break;
        }
    }

    private void SeeInts()
    {
        _b.Swap(_seenInts, _b.Borrow(_b.Peek(_ints)));
        _b.Swap(_weakInts, _b.Weaken(_b.Peek(_ints)));
    }

    private void UseShips()
    {
        switch (_random.Next(4))
        {
            case 0: Push(_ships, () => NewShip(_b, _random.Next(20), "A")); break;
            case 1: Pop(_ships, Ship, ship => DropShip(_b, ship)); break;
            case 2: At(_ships, i => _b.Init(_ship, _b.ElementSwap(_b.Peek(_ships), i, _b.Take(_ship), Ship))); break;
            default: At(_ships, i => Print(_b, _b.FieldPeek(_b.ElementPeek(_b.Peek(_ships), i, Ship), 1, Str))); break;
        }
    }

    private void UseVessels()
    {
        switch (_random.Next(4))
        {
            case 0: Push(_vessels, () => AnyVessel()); break;
            case 1: Pop(_vessels, Vessel, vessel => DropVessel(_b, vessel)); break;
            case 2: At(_vessels, i => DropVessel(_b, _b.ElementSwap(_b.Peek(_vessels), i, AnyVessel(), Vessel))); break;
            default: At(_vessels, i => Say(_b, Weigh(_b, Number(), _b.Borrow(_b.ElementPeek(_b.Peek(_vessels), i, Vessel)), "a:"))); break;
        }
    }

    private void UseNames()
    {
        switch (_random.Next(3))
        {
            case 0: Push(_names, () => _b.Intrinsic(IrIntrinsic.IntToStr, Str, [Number()])); break;
            case 1: Pop(_names, Str, _b.Release); break;
            default: At(_names, i => Print(_b, _b.ElementPeek(_b.Peek(_names), i, Str))); break;
        }
    }

    private void UseTable()
    {
        switch (_random.Next(3))
        {
            case 0: Push(_table, () => _b.Swap(_ints, _b.ArrayNew(Ints, Int(_b, 3)))); break;
            case 1: Pop(_table, Ints, row => _b.ArrayFree(_b.Swap(_ints, row))); break;
            default: At(_table, i => Say(_b, _b.ArrayLength(_b.ElementPeek(_b.Peek(_table), i, Ints)))); break;
        }
    }

    private void Remember()
    {
        Push(_lookout, () => _b.Peek(_weakVessel));
        if (_random.Next(2) == 0) SeeVessel();
    }

    private void NewTexts()
    {
        var count = _random.Next(4);
        var texts = _b.ArrayNew(Texts, Int(_b, count + _random.Next(2)));
        for (var i = 0; i < count; i++) _b.ArrayPush(texts, i % 2 == 0 ? _b.Str("t") : _b.Intrinsic(IrIntrinsic.IntToStr, Str, [Number()]));
        _b.Release(_b.Swap(_texts, _b.Freeze(texts)));
    }

    private void ReadTexts() => At(_texts, i =>
    {
        var text = _b.Retain(_b.ElementPeek(_b.Peek(_texts), i, Str));
        Print(_b, text);
        _b.Release(text);
    });

    private void ReplaceShape() => _b.Release(_b.Swap(_shape, _random.Next(4) == 0 ? _b.CallInterface("m.copy", Shape, [AnyShape()], 0) : AnyShape()));

    private void OpenShape() => If(_b, _b.IsInstance(_b.Peek(_shape), "m.Point:Shape"),
        () => _b.Release(_b.Swap(_point, _b.Downcast(_b.Retain(_b.Peek(_shape)), "m.Point"))),
        () => If(_b, _b.IsInstance(_b.Peek(_shape), "m.Frame:Shape"),
            () =>
            {
                // Once as a further holder, once as perhaps the last.
                var frame = _b.Downcast(_random.Next(2) == 0 ? _b.Retain(_b.Peek(_shape)) : _b.Swap(_shape, Cast(_b, NewPoint())), "m.Frame");
                var inner = _b.Retain(_b.FieldPeek(frame, 0, Shape));
                Say(_b, _b.ArrayLength(_b.FieldPeek(frame, 1, Texts)));
                _b.Release(frame);
                _b.Release(_b.Swap(_shape, inner));
            },
            () => Print(_b, "circle ")));

    private void NewShapes()
    {
        var count = _random.Next(4);
        var shapes = _b.ArrayNew(Shapes, Int(_b, count));
        for (var i = 0; i < count; i++) _b.ArrayPush(shapes, i == 1 ? _b.Retain(_b.Peek(_shape)) : AnyShape());
        _b.Release(_b.Swap(_shapes, _b.Freeze(shapes)));
    }

    private void AskShapes() => At(_shapes, i => Say(_b, Area(_b, _b.Retain(_b.ElementPeek(_b.Peek(_shapes), i, Shape)), 2)));

    private void Same()
    {
        // What is dead may look like what has its place now, in an unsafe region.
        If(_b, _b.Alive(_b.Peek(_weakVessel)), () => SayBool(_b, _b.SameInstance(_b.Peek(_seenVessel), _b.Borrow(_b.Peek(_vessel)))), () => { });
        SayBool(_b, _b.SameInstance(_b.Peek(_ints), _b.Borrow(_b.Peek(_ints))));
    }

    private void FixedCrew()
    {
        var crew = _b.Local("crew", Crew);
        _b.Init(crew, _b.ArrayNew(Crew, Int(_b, 3)));
        For(_b, () => Int(_b, 3), i => _b.ArrayPush(_b.Peek(crew), _b.New(Ship, [_b.Peek(i), _b.Str("C")])));
        DropShip(_b, _b.ElementSwap(_b.Peek(crew), Int(_b, _random.Next(3)), NewShip(_b, 9, "D"), Ship));
        Say(_b, _b.FieldPeek(_b.ElementPeek(_b.Peek(crew), Int(_b, _random.Next(20) == 0 ? 3 : 1), Ship), 0, I32));
        var taken = _b.Take(crew);
        for (var i = 2; i >= 0; i--) DropShip(_b, _b.ElementTake(taken, Int(_b, i), Ship));
        _b.ArrayFree(taken);
    }

    private void Branch()
    {
        _depth++;
        If(_b, _b.Intrinsic(IrIntrinsic.IntLt, Bool, [Number(), Int(_b, _random.Next(20))]), () => Statements(_random.Next(4)), () => Statements(_random.Next(4)));
        _depth--;
    }

    private void Loop()
    {
        _depth++;
        var rounds = _random.Next(4);
        For(_b, () => Int(_b, rounds), i =>
        {
            _b.Swap(_number, Add(_b, _b.Peek(_number), _b.Peek(i)));
            Statements(_random.Next(5));
        });
        _depth--;
    }

    private void CallFunction()
    {
        var callee = _functions[_random.Next(_functions.Count)].Symbol;
        // What the callee is told of the vessel that it is given stays true until it drops it.
        int seen = _b.Borrow(_b.Peek(_vessel)), weak = _b.Weaken(_b.Peek(_vessel));
        var result = _b.Call(callee, Vessel, [_b.Take(_vessel), seen, weak, AnyShape(), Number()]);
        _b.Init(_vessel, result);
        if (_random.Next(3) > 0) SeeVessel();
    }
}
