// Gathers the structs, interfaces and arrays that a program's types mention, members and elements included.

using Vale.Compiler.Bodies;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Lowering;

/// <summary>Collects types in the order of first mention. Single use.</summary>
internal sealed class TypeCollector(QueryContext db)
{
    private readonly List<KindId> _found = [];
    private readonly HashSet<KindId> _seen = [];

    public List<IrStruct> Structs { get; } = [];

    public List<IrInterface> Interfaces { get; } = [];

    public List<IrArray> Arrays { get; } = [];

    public void Add(Coord coord)
    {
        if (!WellKnownKinds.IsWellKnown(coord.Kind) && _seen.Add(coord.Kind)) _found.Add(coord.Kind);
    }

    public void AddAll(ValueArray<Coord> coords)
    {
        foreach (var coord in coords) Add(coord);
    }

    /// <summary>Every type a body mentions: of its locals, and of what is only between them.</summary>
    public void AddFrom(TypedBody body)
    {
        foreach (var local in body.Locals) Add(local.Type);
        Visit(body.Root);
    }

    /// <summary>Follows what was found; the methods are the slots of the interfaces.</summary>
    public void Finish(Dictionary<KindId, List<IrMethod>> methods)
    {
        for (var i = 0; i < _found.Count; i++)
        {
            var kind = _found[i];
            switch (db.Lookup(TypeQueries.Kinds, kind))
            {
                case InterfaceKind:
                    Interfaces.Add(new IrInterface(TypeLowering.KindSymbol(db, kind), TypeQueries.Display(db, kind),
                        TypeQueries.DefaultOwnership(db, kind) == Ownership.Share, methods.TryGetValue(kind, out var slots) ? slots.ToValueArray() : []));
                    break;
                case ArrayKind array:
                    Add(array.Element);
                    Arrays.Add(TypeLowering.LowerArray(db, kind, array));
                    break;
                default:
                    foreach (var member in TypeContents.Of(db, kind)!.Members) Add(member.Type);
                    Structs.Add(db.Get(LoweringQueries.Struct, kind));
                    break;
            }
        }
    }

    private void Visit(Expr expr)
    {
        Add(expr.Type);
        switch (expr)
        {
            case LocalInitExpr e: Visit(e.Value); break;
            case LocalSetExpr e: Visit(e.Value); break;
            case MemberReadExpr e: Visit(e.Container); break;
            case MemberBorrowExpr e: Visit(e.Container); break;
            case MemberSetExpr e: Visit(e.Container); Visit(e.Value); break;
            case ElementReadExpr e: Visit(e.Array); Visit(e.Index); break;
            case ElementBorrowExpr e: Visit(e.Array); Visit(e.Index); break;
            case ElementSetExpr e: Visit(e.Array); Visit(e.Index); Visit(e.Value); break;
            case ArrayExpr e: VisitAll(e.Elements); break;
            case MadeArrayExpr e:
                Visit(e.Length);
                if (e.Callable is { } callable) Visit(callable);
                break;
            case CallExpr e: VisitAll(e.Arguments); break;
            case UpcastExpr e: Visit(e.Value); break;
            case WeakenExpr e: Visit(e.Value); break;
            case ConstructExpr e: VisitAll(e.Members); break;
            case DestructureExpr e: Visit(e.Value); break;
            case DiscardExpr e: Visit(e.Value); break;
            case SequenceExpr e: VisitAll(e.Items); break;
            case ThenExpr e: Visit(e.Inner); VisitAll(e.After); break;
            case IfExpr e: Visit(e.Condition); Visit(e.Then); Visit(e.Else); break;
            case WhileExpr e: Visit(e.Condition); Visit(e.Body); break;
            case ReturnExpr e: Visit(e.Value); VisitAll(e.Drops); break;
            case SameInstanceExpr e: Visit(e.Left); Visit(e.Right); break;
        }
    }

    private void VisitAll(ValueArray<Expr> exprs)
    {
        foreach (var expr in exprs) Visit(expr);
    }
}
