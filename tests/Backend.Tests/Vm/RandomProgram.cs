// Makes random sound programs of IR: awkward ones, in which values outlive the locals they were read from, cross blocks, are
// swapped about, and are compared long before the branch. They always end.

using Vale.Compiler.Lowering;

namespace Backend.Tests.Vm;

/// <summary>One random program per seed.</summary>
internal sealed partial class RandomProgram(int seed)
{
    private static readonly IrType OwnShip = ObjectTests.Own("main.Ship");
    private static readonly IrType BorrowShip = ObjectTests.Borrow("main.Ship");
    private static readonly IrType[] PlainTypes = [IrType.I32, IrType.I32, IrType.I32, IrType.I64, IrType.Bool, IrType.Float];

    private readonly Random _random = new(seed);
    private readonly List<IrFunction> _functions = [];
    private readonly List<(string Symbol, IrType[] Parameters, IrType Returns)> _signatures = [];

    // Of the function being made.
    private IrBuilder _b = null!;
    private List<int> _locals = null!;
    private List<(int Value, IrType Type)> _values = null!;
    private int _ship, _borrow, _text, _depth;

    /// <summary>The program: leaf functions, functions that call them, and a main that prints what they give.</summary>
    public IrProgram Make()
    {
        MakeSmallFunctions();
        MakeMethods();
        for (var i = 0; i < 4; i++) MakeFunction("f" + i, 1 + _random.Next(4));
        MakeFunction("main", 0);
        _functions.Reverse();
        return WithObjects(VmRun.Program([.. _functions], ObjectTests.Structs));
    }

    // What is written in the place of its calls: a constructor, a drop, a setter, arithmetic in one block.
    private void MakeSmallFunctions()
    {
        _functions.Add(VmRun.Function("new", OwnShip, b =>
        {
            var (fuel, name) = (b.Parameter("fuel", IrType.I32), b.Parameter("name", IrType.Str));
            b.Return(b.New(OwnShip, [b.Take(fuel), b.Take(name), b.Void(), b.Float(1.5)]));
        }));
        _functions.Add(VmRun.Function("drop", IrType.Void, b =>
        {
            var ship = b.Parameter("ship", OwnShip);
            var taken = b.Take(ship);
            var name = b.Local("name", IrType.Str);
            b.Init(name, b.FieldTake(taken, 1, IrType.Str));
            b.Free(taken);
            b.Release(b.Take(name));
            b.Return(b.Void());
        }));
        _functions.Add(VmRun.Function("second", IrType.Str, b =>
        {
            var (first, second) = (b.Parameter("first", IrType.Str), b.Parameter("second", IrType.Str));
            var kept = b.Retain(b.Peek(second));
            b.Release(b.Take(second));
            b.Release(b.Swap(first, kept));
            b.Return(b.Take(first));
        }));
        for (var i = 0; i < 3; i++)
        {
            var type = _random.Next(2) == 0 ? IrType.I32 : IrType.I64;
            _b = new IrBuilder("small" + i, "small" + i, type);
            (_locals, _values, _depth) = ([], [], 0);
            foreach (var it in PlainTypes[2..]) _locals.Add(_b.Parameter("p" + _locals.Count, it));
            for (var k = _random.Next(4); k > 0; k--) Assign();
            if (_random.Next(2) == 0) SwapAndKeep();
            _b.Return(Value(type));
            _functions.Add(_b.Build());
            _signatures.Add(("small" + i, PlainTypes[2..], type));
        }
    }

    private int NewShip(int fuel, string name) => _random.Next(2) == 0
        ? ObjectTests.NewShip(_b, fuel, name)
        : _b.Call("new", OwnShip, [_b.Int(fuel, IrType.I32), _b.Call("second", IrType.Str, [_b.Str("first"), _b.Str(name)])]);

    private void Drop(int ship)
    {
        if (_random.Next(2) == 0) ObjectTests.Drop(_b, ship);
        else _b.Call("drop", IrType.Void, [ship]);
    }

    private void MakeFunction(string name, int parameters)
    {
        var returns = name == "main" ? IrType.I32 : PlainTypes[_random.Next(PlainTypes.Length)];
        _b = new IrBuilder(name, name, returns);
        (_locals, _values, _depth) = ([], [], 0);
        var types = Enumerable.Range(0, parameters).Select(_ => PlainTypes[_random.Next(PlainTypes.Length)]).ToArray();
        foreach (var type in types) _locals.Add(_b.Parameter("p" + _locals.Count, type));
        foreach (var type in PlainTypes[2..])
        {
            _locals.Add(_b.Local("l" + _locals.Count, type));
            _b.Init(_locals[^1], Constant(type));
        }
        (_ship, _borrow, _text) = (_b.Local("ship", OwnShip), _b.Local("borrow", BorrowShip), _b.Local("text", IrType.Str));
        _b.Init(_ship, NewShip(_random.Next(100), "ship"));
        _b.Init(_borrow, _b.Borrow(_b.Peek(_ship)));
        _b.Init(_text, _b.Str("text"));
        BeginObjects();
        Statements(12);
        var result = Value(returns);
        EndObjects();
        // Sometimes the borrow is followed once more after its object's death.
        Drop(_b.Take(_ship));
        if (_random.Next(40) == 0) _b.FieldPeek(_b.Check(_b.Peek(_borrow)), 0, IrType.I32);
        _b.Release(_b.Take(_text));
        _b.Return(result);
        _functions.Add(_b.Build());
        _signatures.Add((name, types, returns));
    }

    private void Statements(int count)
    {
        for (var i = 0; i < count; i++)
        {
            switch (_random.Next(21))
            {
                case < 5: Assign(); break;
                case 5: SwapAndKeep(); break;
                case 6: SwapLocals(); break;
                case 7 or 8 when _depth < 3: If(); break;
                case 9 when _depth < 2: Loop(); break;
                case 10: Fields(); break;
                case 11: Print(); break;
                case 12: ReplaceShip(); break;
                case 13: Text(); break;
                case >= 16: Objects(); break;
                default: _values.Add(Any()); break;
            }
        }
    }

    private int Local(IrType type)
    {
        var fitting = _locals.Where(local => _b.LocalType(local) == type).ToList();
        return fitting[_random.Next(fitting.Count)];
    }

    private int Constant(IrType type) => type.Kind switch
    {
        IrKind.Bool => _b.Bool(_random.Next(2) == 0),
        IrKind.Float => _b.Float(_random.Next(-4, 5) / 2.0),
        _ => _b.Int(_random.Next(8) switch
        {
            0 => 0,
            1 => -1,
            2 => short.MaxValue + _random.Next(-2, 3),
            3 => short.MinValue + _random.Next(-2, 3),
            4 => type.Bits == 32 ? int.MinValue : long.MinValue,
            5 => _random.Next(),
            _ => _random.Next(-10, 100),
        }, type),
    };

    /// <summary>A value of a type: an old one that is still in reach, a look at a local, a constant, a result.</summary>
    private int Value(IrType type)
    {
        var old = _values.Where(value => value.Type == type).ToList();
        switch (_random.Next(10))
        {
            case < 3 when old.Count > 0: return old[_random.Next(old.Count)].Value;
            case < 6: return _b.Peek(Local(type));
            case 6: return Constant(type);
            default: return Operation(type);
        }
    }

    private (int, IrType) Any()
    {
        var type = PlainTypes[_random.Next(PlainTypes.Length)];
        return (Value(type), type);
    }

    private int Operation(IrType type)
    {
        if (++_depth > 6)
        {
            _depth--;
            return _b.Peek(Local(type));
        }
        try
        {
            var callable = _signatures.Where(it => it.Returns == type && it.Symbol != "main").ToList();
            if (callable.Count > 0 && _random.Next(6) == 0)
            {
                var (symbol, parameters, _) = callable[_random.Next(callable.Count)];
                return _b.Call(symbol, type, parameters.Select(Value).ToArray());
            }
            switch (type.Kind)
            {
                case IrKind.Bool:
                    if (_random.Next(4) == 0) return _b.Intrinsic(IrIntrinsic.BoolNot, type, [Value(type)]);
                    if (_random.Next(6) == 0) return _b.Intrinsic(IrIntrinsic.BoolEq, type, [Value(type), Value(type)]);
                    if (_random.Next(5) == 0) return _b.Intrinsic(Pick(IrIntrinsic.FloatLt, IrIntrinsic.FloatGe, IrIntrinsic.FloatEq), type, [Value(IrType.Float), Value(IrType.Float)]);
                    var compared = _random.Next(3) == 0 ? IrType.I64 : IrType.I32;
                    return _b.Intrinsic((IrIntrinsic)((int)IrIntrinsic.IntEq + _random.Next(6)), type, [Value(compared), Value(compared)]);
                case IrKind.Float:
                    return _random.Next(4) == 0
                        ? _b.Intrinsic(IrIntrinsic.I32ToFloat, type, [Value(IrType.I32)])
                        : _b.Intrinsic(Pick(IrIntrinsic.FloatAdd, IrIntrinsic.FloatMul), type, [Value(type), Value(type)]);
                default:
                    if (_random.Next(8) == 0) return _b.Intrinsic(IrIntrinsic.IntNeg, type, [Value(type)]);
                    if (_random.Next(8) == 0)
                        return type.Bits == 64 ? _b.Intrinsic(IrIntrinsic.I32ToI64, type, [Value(IrType.I32)]) : _b.Intrinsic(IrIntrinsic.I64ToI32, type, [Value(IrType.I64)]);
                    // Division by zero ends the program early, so it is rare.
                    if (_random.Next(8) == 0)
                        return _b.Intrinsic(Pick(IrIntrinsic.IntDiv, IrIntrinsic.IntMod), type, [Value(type), _random.Next(20) == 0 ? Value(type) : _b.Int(_random.Next(1, 9), type)]);
                    return _b.Intrinsic(Pick(IrIntrinsic.IntAdd, IrIntrinsic.IntSub, IrIntrinsic.IntMul), type, [Value(type), Value(type)]);
            }
        }
        finally
        {
            _depth--;
        }
    }

    private IrIntrinsic Pick(params ReadOnlySpan<IrIntrinsic> choices) => choices[_random.Next(choices.Length)];

    private void Assign()
    {
        var local = _locals[_random.Next(_locals.Count)];
        _b.Swap(local, Value(_b.LocalType(local)));
    }

    private void SwapAndKeep()
    {
        var local = _locals[_random.Next(_locals.Count)];
        var type = _b.LocalType(local);
        _values.Add((_b.Swap(local, Value(type)), type));
    }

    private void SwapLocals()
    {
        var first = _locals[_random.Next(_locals.Count)];
        var second = Local(_b.LocalType(first));
        _b.Swap(second, _b.Swap(first, _b.Peek(second)));
    }

    private void If()
    {
        var (yes, no, next) = (_b.Block(), _b.Block(), _b.Block());
        var condition = Value(IrType.Bool);
        if (_random.Next(3) == 0) Assign();
        _b.Branch(condition, yes, no);
        Arm(yes, next);
        Arm(no, next);
        _b.Enter(next);
    }

    // What an arm makes is out of reach behind it.
    private void Arm(int block, int next)
    {
        _depth++;
        var reach = _values.Count;
        _b.Enter(block);
        Statements(_random.Next(5));
        _b.Jump(next);
        _values.RemoveRange(reach, _values.Count - reach);
        _depth--;
    }

    // A loop of a few rounds by a counter of its own; its head is numbered before or behind its body.
    private void Loop()
    {
        var counter = _b.Local("i" + _locals.Count, IrType.I32);
        _b.Init(counter, _b.Int(0, IrType.I32));
        var (head, body, end) = _random.Next(2) == 0 ? (_b.Block(), _b.Block(), _b.Block()) : Backwards();
        _b.Jump(head);
        _b.Enter(head);
        var reach = _values.Count;
        if (_random.Next(3) == 0) Assign();
        _b.Branch(_b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [_b.Peek(counter), _b.Int(_random.Next(4), IrType.I32)]), body, end);
        _depth++;
        _b.Enter(body);
        Statements(_random.Next(6));
        _b.Swap(counter, _b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [_b.Peek(counter), _b.Int(1, IrType.I32)]));
        _b.Jump(head);
        _values.RemoveRange(reach, _values.Count - reach);
        _depth--;
        _b.Enter(end);
        _b.Take(counter);
    }

    private (int Head, int Body, int End) Backwards()
    {
        var (end, body) = (_b.Block(), _b.Block());
        return (_b.Block(), body, end);
    }

    private void Fields()
    {
        var ship = _random.Next(2) == 0 ? _b.Peek(_ship) : _b.Check(_b.Peek(_borrow));
        if (_random.Next(2) == 0)
        {
            var fuel = Value(IrType.I32);
            var old = _b.FieldSwap(ship, 0, fuel, IrType.I32);
            if (_random.Next(2) == 0) _values.Add((old, IrType.I32));
        }
        else
        {
            var (field, type) = _random.Next(2) == 0 ? (0, IrType.I32) : (3, IrType.Float);
            _values.Add((_b.FieldPeek(ship, field, type), type));
        }
    }

    // The borrow goes along, or is left behind dead.
    private void ReplaceShip()
    {
        var old = _b.Swap(_ship, NewShip(_random.Next(50), "next"));
        Drop(old);
        if (_random.Next(12) != 0) _b.Swap(_borrow, _b.Borrow(_b.Peek(_ship)));
    }

    private void Text()
    {
        var (text, zero) = (_b.Peek(_text), _b.Int(0, IrType.I32));
        var number = _b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [Value(IrType.I32)]);
        var length = _b.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [number]);
        var joined = _b.Intrinsic(IrIntrinsic.StrConcat, IrType.Str, [text, zero, _b.Int(2, IrType.I32), number, zero, length]);
        _b.Release(number);
        var old = _b.Swap(_text, joined);
        if (_random.Next(2) == 0) VmRun.Print(_b, old);
        _b.Release(old);
        _values.Add((length, IrType.I32));
    }

    private void Print()
    {
        var number = _b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [_random.Next(2) == 0 ? Value(IrType.I32) : Value(IrType.I64)]);
        VmRun.Print(_b, number);
        _b.Release(number);
    }
}
