// From a typed body to IR: the order of evaluation, control flow, and who retains, releases, checks and frees.
// It asks nothing about syntax or overloads; what is in the typed tree is all it knows.

using Vale.Compiler.Bodies;
using Vale.Compiler.Instantiation;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Compiler.Lowering;

/// <summary>Lowers one body. A value number of -1 means that control does not come out.</summary>
internal sealed partial class FunctionLowering
{
    private const int NoValue = -1;

    private readonly QueryContext _db;
    private readonly TypedBody _body;
    private readonly BodySites _sites;
    private readonly IrBuilder _ir;
    private readonly IrType[] _localTypes;
    private readonly Stack<int> _loopExits = new();

    private FunctionLowering(QueryContext db, string symbol, InstanceHeader header, TypedBody body, BodySites sites)
    {
        _db = db;
        _body = body;
        _sites = sites;
        _ir = new IrBuilder(symbol, TypeLowering.FunctionDisplay(db, header), TypeLowering.Lower(db, header.ReturnType));
        _localTypes = new IrType[body.Locals.Length];
        for (var i = 0; i < _localTypes.Length; i++)
        {
            _localTypes[i] = TypeLowering.Lower(db, body.Locals[i].Type);
            if (i < body.ParameterCount) _ir.Parameter(body.Locals[i].Name, _localTypes[i]);
            else _ir.Local(body.Locals[i].Name, _localTypes[i]);
        }
    }

    /// <summary>The IR of a function whose body is known and free of errors.</summary>
    public static IrFunction Lower(QueryContext db, string symbol, InstanceHeader header, TypedBody body, BodySites sites)
    {
        var lowering = new FunctionLowering(db, symbol, header, body, sites);
        var value = lowering.Lower(body.Root);
        if (value != NoValue) lowering._ir.Return(value);
        return lowering._ir.Build();
    }

    private IrType Type(Coord coord) => TypeLowering.Lower(_db, coord);

    private int At(int site)
    {
        var line = _ir.Line;
        if (site >= 0 && site < _sites.Ranges.Length) _ir.Line = _sites.Ranges[site].Line;
        return line;
    }

    /// <summary>Lowers an expression to a value its user owns.</summary>
    private int Lower(Expr expr)
    {
        var line = At(expr.Site);
        var value = LowerInner(expr);
        _ir.Line = line;
        return value;
    }

    private int LowerInner(Expr expr)
    {
        switch (expr)
        {
            case VoidExpr: return _ir.Void();
            case BoolExpr e: return _ir.Bool(e.Value);
            case IntExpr e: return _ir.Int(e.Value, Type(e.Type));
            case FloatExpr e: return _ir.Float(e.Value);
            case StrExpr e: return _ir.Str(e.Value);
            case LocalMoveExpr e: return _ir.Take(e.Local);
            case LocalReadExpr e: return Owned(_ir.Peek(e.Local));
            case LocalBorrowExpr e: return _ir.Borrow(_ir.Peek(e.Local));
            case LocalInitExpr e: return LowerInit(e);
            case LocalSetExpr e:
            {
                var value = Lower(e.Value);
                return value == NoValue ? NoValue : _ir.Swap(e.Local, value);
            }
            case MemberReadExpr e: return LowerMemberRead(e);
            case MemberBorrowExpr e:
            {
                var live = LowerLive(e);
                return live == NoValue ? NoValue : _ir.Borrow(live);
            }
            case MemberSetExpr e:
            {
                var value = Lower(e.Value);
                if (value == NoValue) return NoValue;
                var container = LowerLive(e.Container);
                return container == NoValue ? NoValue : _ir.FieldSwap(container, e.Member, value, Type(e.Type));
            }
            case ElementReadExpr e: return LowerElementRead(e);
            case ElementBorrowExpr e:
            {
                var live = LowerLive(e);
                return live == NoValue ? NoValue : _ir.Borrow(live);
            }
            case ElementSetExpr e: return LowerElementSet(e);
            case ArrayExpr e: return LowerArray(e);
            case MadeArrayExpr e: return LowerMadeArray(e);
            case CallExpr e: return LowerCall(e);
            case UpcastExpr e:
            {
                var value = Lower(e.Value);
                if (value == NoValue) return NoValue;
                return _ir.TypeOf(value).Kind == IrKind.Interface ? Widen(value, e.Value.Type, e.Type) : _ir.Upcast(value, LoweringQueries.ItableSymbol(_db, e.Value.Type.Kind, e.Type.Kind), TypeLowering.KindSymbol(_db, e.Type.Kind));
            }
            case WeakenExpr e:
            {
                var live = LowerLive(e.Value);
                return live == NoValue ? NoValue : _ir.Weaken(live);
            }
            case ConstructExpr e:
            {
                Span<int> members = e.Members.Length <= 32 ? stackalloc int[e.Members.Length] : new int[e.Members.Length];
                if (!LowerAll(e.Members.AsSpan(), members)) return NoValue;
                return SignatureQueries.IsImpossible(_db, e.Type.Kind) ? Impossible() : _ir.New(Type(e.Type), members);
            }
            case DestructureExpr e: return LowerDestructure(e);
            case DiscardExpr e: return LowerDiscard(e);
            case SequenceExpr e: return LowerSequence(e);
            case ThenExpr e:
            {
                var value = Lower(e.Inner);
                return value == NoValue || !LowerEffects(e.After.AsSpan()) ? NoValue : value;
            }
            case IfExpr e: return LowerIf(e);
            case WhileExpr e: return LowerWhile(e);
            case BreakExpr:
                _ir.Jump(_loopExits.Peek());
                return NoValue;
            case ReturnExpr e:
            {
                var value = Lower(e.Value);
                if (value == NoValue || !LowerEffects(e.Drops.AsSpan())) return NoValue;
                _ir.Return(value);
                return NoValue;
            }
            case SameInstanceExpr e:
            {
                var left = Lower(e.Left);
                var right = left == NoValue ? NoValue : Lower(e.Right);
                return right == NoValue ? NoValue : SameInstance(left, right);
            }
            default: throw new InvalidOperationException($"{expr.GetType().Name} reached the lowering.");
        }
    }

    /// <summary>
    /// An interface value as another interface, which its interface implements: of each struct that is seen as the first, the itable for the
    /// second is known.
    /// </summary>
    private int Widen(int value, Coord from, Coord to)
    {
        var type = Type(to);
        var result = _ir.Local("<upcast>", type);
        var end = _ir.Block();
        foreach (var kind in _db.Get(InstantiationQueries.StructsSeenAs, from.Kind))
        {
            var (same, other) = (_ir.Block(), _ir.Block());
            _ir.Branch(_ir.IsInstance(value, LoweringQueries.ItableSymbol(_db, kind, from.Kind)), same, other);
            _ir.Enter(same);
            var known = _ir.Downcast(value, TypeLowering.KindSymbol(_db, kind));
            _ir.Init(result, _ir.Upcast(known, LoweringQueries.ItableSymbol(_db, kind, to.Kind), type.Symbol!));
            _ir.Jump(end);
            _ir.Enter(other);
        }
        _ir.Unreachable();
        _ir.Enter(end);
        return _ir.Take(result);
    }

    /// <summary>Makes a value that was only looked at its user's own.</summary>
    private int Owned(int value) => IsCounted(_ir.TypeOf(value)) ? _ir.Retain(value) : value;

    private static bool IsCounted(IrType type) => type.Ownership == IrOwnership.Share;

    private int LowerInit(LocalInitExpr e)
    {
        var value = Lower(e.Value);
        if (value == NoValue) return NoValue;
        _ir.Init(e.Local, value);
        return _ir.Void();
    }

    // Control cannot get to where there would have to be a value that cannot be.
    private int Impossible()
    {
        _ir.Unreachable();
        return NoValue;
    }

    private int LowerMemberRead(MemberReadExpr e)
    {
        var container = LowerLooked(e.Container, out var owned);
        if (container == NoValue) return NoValue;
        if (SignatureQueries.IsImpossible(_db, e.Container.Type.Kind)) return Impossible();
        var value = Owned(_ir.FieldPeek(container, e.Member, Type(e.Type)));
        if (owned) _ir.Release(container);
        return value;
    }

    /// <summary>Lowers a reference to a mutable object to an address that is known to be alive right behind it.</summary>
    private int LowerLive(Expr expr)
    {
        var line = At(expr.Site);
        int value;
        switch (expr)
        {
            // The owner is at hand: no check is needed.
            case LocalBorrowExpr e:
                value = _ir.Peek(e.Local);
                break;
            case MemberBorrowExpr e:
                value = LowerLive(e.Container);
                if (value != NoValue) value = _ir.FieldPeek(value, e.Member, Type(e.Type).With(IrOwnership.Own));
                break;
            case ElementBorrowExpr e:
                value = LowerElementBorrow(e);
                break;
            default:
                value = Lower(expr);
                if (value != NoValue) value = _ir.Check(value);
                break;
        }
        _ir.Line = line;
        return value;
    }

    /// <summary>Lowers a container to look into: alive, or shared and (unless <paramref name="owned"/>) not counted for this look.</summary>
    private int LowerLooked(Expr expr, out bool owned)
    {
        owned = false;
        if (expr.Type.Ownership != Ownership.Share) return LowerLive(expr);
        var line = At(expr.Site);
        int value;
        switch (expr)
        {
            case LocalReadExpr e:
                value = _ir.Peek(e.Local);
                break;
            case MemberReadExpr e:
                var container = LowerLooked(e.Container, out var containerOwned);
                if (container != NoValue && SignatureQueries.IsImpossible(_db, e.Container.Type.Kind)) container = Impossible();
                if (container == NoValue || !containerOwned)
                {
                    value = container == NoValue ? NoValue : _ir.FieldPeek(container, e.Member, Type(e.Type));
                    break;
                }
                value = Owned(_ir.FieldPeek(container, e.Member, Type(e.Type)));
                _ir.Release(container);
                owned = IsCounted(_ir.TypeOf(value));
                break;
            default:
                value = Lower(expr);
                owned = value != NoValue && IsCounted(_ir.TypeOf(value));
                break;
        }
        _ir.Line = line;
        return value;
    }

    private bool LowerAll(ReadOnlySpan<Expr> exprs, Span<int> values)
    {
        for (var i = 0; i < exprs.Length; i++)
            if ((values[i] = Lower(exprs[i])) == NoValue) return false;
        return true;
    }

    private bool LowerEffects(ReadOnlySpan<Expr> exprs)
    {
        foreach (var expr in exprs)
            if (Lower(expr) == NoValue) return false;
        return true;
    }

    private int LowerCall(CallExpr e)
    {
        var header = _db.Get(InstantiationQueries.Header, e.Prototype);
        var args = new int[e.Arguments.Length];
        var returns = Type(header.ReturnType);
        int value;
        if (header.Body == FunctionBody.Intrinsic)
        {
            if (!Enum.TryParse<IrIntrinsic>(header.ForeignName, out var intrinsic)) return LowerBuiltin(e, header);
            var owned = new bool[args.Length];
            for (var i = 0; i < args.Length; i++)
            {
                // A look is enough where nothing evaluated later could replace what is looked at.
                args[i] = RestIsInert(e, i + 1) ? LowerLooked(e.Arguments[i], out owned[i]) : Lower(e.Arguments[i]);
                if (args[i] == NoValue) return NoValue;
                if (!RestIsInert(e, i + 1)) owned[i] = IsCounted(_ir.TypeOf(args[i]));
            }
            value = _ir.Intrinsic(intrinsic, returns, args);
            if (returns.Kind != IrKind.Never)
                for (var i = 0; i < args.Length; i++)
                    if (owned[i]) _ir.Release(args[i]);
        }
        else
        {
            if (!LowerAll(e.Arguments.AsSpan(), args)) return NoValue;
            value = Call(e.Prototype, header, returns, args);
        }
        if (returns.Kind != IrKind.Never) return value;
        _ir.Unreachable();
        return NoValue;
    }

    private int Call(PrototypeId prototype, InstanceHeader header, IrType returns, ReadOnlySpan<int> args)
    {
        var symbol = _db.Get(LoweringQueries.Symbol, prototype).Text;
        return header.Body switch
        {
            FunctionBody.Extern => _ir.CallExtern(symbol, returns, args),
            FunctionBody.Abstract => _ir.CallInterface(symbol, returns, args, header.VirtualParameter),
            _ => _ir.Call(symbol, returns, args),
        };
    }

    private static bool RestIsInert(CallExpr call, int from)
    {
        for (var i = from; i < call.Arguments.Length; i++)
            if (!IsInert(call.Arguments[i])) return false;
        return true;
    }

    /// <summary>True for what neither calls nor writes.</summary>
    private static bool IsInert(Expr expr) => expr switch
    {
        BoolExpr or IntExpr or FloatExpr or StrExpr or VoidExpr or LocalReadExpr or LocalBorrowExpr => true,
        MemberReadExpr e => IsInert(e.Container),
        MemberBorrowExpr e => IsInert(e.Container),
        ElementReadExpr e => IsInert(e.Array) && IsInert(e.Index),
        ElementBorrowExpr e => IsInert(e.Array) && IsInert(e.Index),
        UpcastExpr e => IsInert(e.Value),
        _ => false,
    };

    private int LowerDestructure(DestructureExpr e)
    {
        var value = Lower(e.Value);
        if (value == NoValue) return NoValue;
        if (SignatureQueries.IsImpossible(_db, e.Value.Type.Kind)) return Impossible();
        var owns = _ir.TypeOf(value).Ownership == IrOwnership.Own;
        if (_ir.TypeOf(value).Kind == IrKind.Array) return LowerArrayDestructure(e, value, owns);
        for (var i = 0; i < e.Locals.Length; i++)
        {
            var type = _localTypes[e.Locals[i]];
            _ir.Init(e.Locals[i], owns ? _ir.FieldTake(value, i, type) : Owned(_ir.FieldPeek(value, i, type)));
        }
        if (owns) _ir.Free(value);
        else _ir.Release(value);
        return _ir.Void();
    }

    private int LowerDiscard(DiscardExpr e)
    {
        var value = LowerLookedOrOwned(e.Value, out var owned);
        if (value == NoValue) return NoValue;
        if (owned) _ir.Release(value);
        return _ir.Void();
    }

    private int LowerLookedOrOwned(Expr expr, out bool owned)
    {
        if (expr.Type.Ownership == Ownership.Share) return LowerLooked(expr, out owned);
        owned = false;
        return Lower(expr);
    }

    private int LowerSequence(SequenceExpr e)
    {
        var value = NoValue;
        for (var i = 0; i < e.Items.Length; i++)
            if ((value = Lower(e.Items[i])) == NoValue) return NoValue;
        return e.Items.IsEmpty ? _ir.Void() : value;
    }

    private int LowerIf(IfExpr e)
    {
        var condition = Lower(e.Condition);
        if (condition == NoValue) return NoValue;
        var type = Type(e.Type);
        var carries = type.Kind is not (IrKind.Void or IrKind.Never);
        var result = carries ? _ir.Local("<if>", type) : -1;
        var then = _ir.Block();
        var otherwise = _ir.Block();
        var end = -1;
        _ir.Branch(condition, then, otherwise);
        LowerBranch(e.Then, then, result, ref end);
        LowerBranch(e.Else, otherwise, result, ref end);
        if (end < 0) return NoValue;
        _ir.Enter(end);
        return carries ? _ir.Take(result) : _ir.Void();
    }

    private void LowerBranch(Expr branch, int block, int result, ref int end)
    {
        _ir.Enter(block);
        var value = Lower(branch);
        if (value == NoValue) return;
        if (result >= 0) _ir.Init(result, value);
        if (end < 0) end = _ir.Block();
        _ir.Jump(end);
    }

    private int LowerWhile(WhileExpr e)
    {
        var head = _ir.Block();
        var exit = _ir.Block();
        _ir.Jump(head);
        _ir.Enter(head);
        _loopExits.Push(exit);
        var condition = e.Condition is BoolExpr { Value: true } ? NoValue : Lower(e.Condition);
        var endless = e.Condition is BoolExpr { Value: true };
        if (condition != NoValue || endless)
        {
            if (!endless)
            {
                var body = _ir.Block();
                _ir.Branch(condition, body, exit);
                _ir.Enter(body);
            }
            if (Lower(e.Body) != NoValue) _ir.Jump(head);
        }
        _loopExits.Pop();
        _ir.Enter(exit);
        if (!e.Type.IsNever) return _ir.Void();
        _ir.Unreachable();
        return NoValue;
    }
}
