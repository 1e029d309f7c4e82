// Says a typed body again with generic arguments in the place of placeholders. What was a borrow of a placeholder becomes a
// copy where the argument is a reference or an immutable; calls of bounds become calls of what satisfies them.

using Vale.Compiler.Bodies;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Instantiation;

/// <summary>Instantiates one body. Single use.</summary>
internal sealed class Instantiator
{
    private readonly QueryContext _db;
    private readonly Substitution _substitution;
    private readonly List<PrototypeId> _callees = [];
    private readonly List<PrototypeId> _upcasts = [];
    private readonly HashSet<PrototypeId> _seen = [];
    private BodyLocal[] _locals = [];

    public Instantiator(QueryContext db, Substitution substitution)
    {
        _db = db;
        _substitution = substitution;
    }

    public InstanceBody Run(TypedBody body)
    {
        _locals = new BodyLocal[body.Locals.Length];
        for (var i = 0; i < _locals.Length; i++) _locals[i] = body.Locals[i] with { Type = Type(body.Locals[i].Type) };
        var root = Expr(body.Root);
        return new InstanceBody(new TypedBody(ValueArray.Wrap(_locals), body.ParameterCount, root), _callees.ToValueArray(), _upcasts.ToValueArray());
    }

    private Coord Type(Coord coord) => _substitution.Apply(coord);

    private PrototypeId Callee(PrototypeId prototype)
    {
        var concrete = _substitution.Apply(prototype);
        if (_seen.Add(concrete)) _callees.Add(concrete);
        return concrete;
    }

    private PrototypeId Impl(PrototypeId prototype)
    {
        var concrete = _substitution.Apply(prototype);
        if (_seen.Add(concrete)) _upcasts.Add(concrete);
        return concrete;
    }

    private ValueArray<Expr> All(ValueArray<Expr> exprs)
    {
        Expr[]? changed = null;
        for (var i = 0; i < exprs.Length; i++)
        {
            var applied = Expr(exprs[i]);
            if (changed is null && ReferenceEquals(applied, exprs[i])) continue;
            changed ??= exprs.AsSpan().ToArray();
            changed[i] = applied;
        }
        return changed is null ? exprs : ValueArray.Wrap(changed);
    }

    private Expr Expr(Expr expr)
    {
        switch (expr)
        {
            case VoidExpr or BoolExpr or IntExpr or FloatExpr or StrExpr or BreakExpr:
                return expr;
            case LocalMoveExpr e: return e with { Type = Type(e.Type) };
            case LocalReadExpr e: return e with { Type = Type(e.Type) };
            case LocalBorrowExpr e:
                return _locals[e.Local].Type.Ownership == Ownership.Own
                    ? e with { Type = Type(e.Type) }
                    : new LocalReadExpr(e.Local, _locals[e.Local].Type, e.Site);
            case LocalInitExpr e: return e with { Value = Expr(e.Value) };
            case LocalSetExpr e: return e with { Value = Expr(e.Value), Type = Type(e.Type) };
            case MemberReadExpr e: return e with { Container = Expr(e.Container), Type = Type(e.Type) };
            case MemberBorrowExpr e:
            {
                var held = Type(e.Held);
                var container = Expr(e.Container);
                return held.Ownership == Ownership.Own
                    ? new MemberBorrowExpr(container, e.Member, held, Type(e.Type), e.Site)
                    : new MemberReadExpr(container, e.Member, held, e.Site);
            }
            case MemberSetExpr e: return e with { Container = Expr(e.Container), Value = Expr(e.Value), Type = Type(e.Type) };
            case ElementReadExpr e: return e with { Array = Expr(e.Array), Index = Expr(e.Index), Type = Type(e.Type) };
            case ElementBorrowExpr e:
            {
                var held = Type(e.Held);
                var (array, index) = (Expr(e.Array), Expr(e.Index));
                return held.Ownership == Ownership.Own
                    ? new ElementBorrowExpr(array, index, held, Type(e.Type), e.Site)
                    : new ElementReadExpr(array, index, held, e.Site);
            }
            case ElementSetExpr e: return e with { Array = Expr(e.Array), Index = Expr(e.Index), Value = Expr(e.Value), Type = Type(e.Type) };
            case ArrayExpr e: return e with { Elements = All(e.Elements), Type = Type(e.Type) };
            case MadeArrayExpr { Callable: null } e: return e with { Length = Expr(e.Length), Type = Type(e.Type) };
            case MadeArrayExpr { Callable: { } callable } e: return e with { Length = Expr(e.Length), Callable = Expr(callable), Call = Callee(e.Call), Type = Type(e.Type) };
            case CallExpr e: return Call(e);
            case UpcastExpr e: return e with { Value = Expr(e.Value), Impl = Impl(e.Impl), Type = Type(e.Type) };
            case WeakenExpr e:
            {
                var value = Expr(e.Value);
                return value.Type.Ownership == Ownership.Borrow ? e with { Value = value, Type = Type(e.Type) } : value;
            }
            case TemplataExpr e: return Templata(e);
            case ConstructExpr e: return e with { Members = All(e.Members), Type = Type(e.Type) };
            case DestructureExpr e: return e with { Value = Expr(e.Value) };
            case DiscardExpr e: return e with { Value = Expr(e.Value) };
            case SequenceExpr e: return e with { Items = All(e.Items), Type = Type(e.Type) };
            case ThenExpr e: return new ThenExpr(Expr(e.Inner), All(e.After), e.Site);
            case IfExpr e: return e with { Condition = Expr(e.Condition), Then = Expr(e.Then), Else = Expr(e.Else), Type = Type(e.Type) };
            case WhileExpr e: return e with { Condition = Expr(e.Condition), Body = Expr(e.Body) };
            case ReturnExpr e: return e with { Value = Expr(e.Value), Drops = All(e.Drops) };
            case SameInstanceExpr e: return e with { Left = Expr(e.Left), Right = Expr(e.Right) };
            default: throw new InvalidOperationException($"{expr.GetType().Name} reached instantiation.");
        }
    }

    private Expr Call(CallExpr call)
    {
        var concrete = _substitution.Apply(call.Prototype);
        var arguments = All(call.Arguments);
        var data = _db.Lookup(TypeQueries.Prototypes, concrete);
        // Letting go of a reference or an immutable needs no function.
        if (data is FunctionPrototype { Function: var function, Arguments: [var dropped] } &&
            _db.Lookup(TypeQueries.Functions, function).Origin == FunctionOrigin.KindDrop &&
            _db.Lookup(TypeQueries.Templatas, dropped) is CoordTemplata { Coord.Ownership: not Ownership.Own })
            return new DiscardExpr(arguments[0], call.Site);
        NeedBounds(data, concrete);
        if (_seen.Add(concrete)) _callees.Add(concrete);
        return new CallExpr(concrete, arguments, Type(call.Type), call.Site);
    }

    // An intrinsic calls what satisfies its bounds by itself, which may be an intrinsic again, and asks about impls.
    private void NeedBounds(PrototypeData data, PrototypeId id)
    {
        if (data is not FunctionPrototype f || f.Bounds.IsEmpty || _db.Get(InstantiationQueries.Header, id).Body != FunctionBody.Intrinsic) return;
        foreach (var bound in f.Bounds)
        {
            var needed = _db.Lookup(TypeQueries.Prototypes, bound);
            if (_seen.Add(bound)) (needed is ImplPrototype ? _upcasts : _callees).Add(bound);
            NeedBounds(needed, bound);
        }
    }

    private Expr Templata(TemplataExpr e) => _db.Lookup(TypeQueries.Templatas, _substitution.Apply(e.Value)) switch
    {
        IntegerTemplata i => new IntExpr(i.Value, e.Type, e.Site),
        BooleanTemplata b => new BoolExpr(b.Value, e.Site),
        // Said again in its own terms, a body keeps its placeholders.
        _ => e,
    };
}
