// foreach: a walk by the functions begin, next, isEmpty and get of what is walked through. Where it yields values, they are
// gathered in a List that must be in sight. Whether it is said to be parallel or pure makes no difference to what it means.

using Vale.Compiler.Calls;
using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

internal sealed partial class BodyChecker
{
    // A walk while it is checked.
    private readonly record struct Walk(Coord Iterable, int Iterator, TextRange Range, int Site)
    {
        // The library's iterators tell whether there is a next element apart from giving it, so that no Opt is made.
        public bool IsPlain { get; init; }
    }

    private Expr Foreach(ForeachExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        if (syntax.Iterable is not { } iterable || syntax.Body is not { } body) return new ErrorExpr(site);
        _flow.OpenScope();
        var items = new List<Expr>();
        var value = Begin(syntax, iterable, items, site) is { } walk ? WalkThrough(syntax, body, walk, items)
            : _flow.Reachable ? Unwalked(syntax, body, site) : Ended(items);
        return CloseBlock(items, value, Site(new TextRange(Math.Max(body.Node.Offset, body.Node.End - 1), body.Node.End)));
    }

    // What is walked through, its iterator, and what they borrow from live as long as the loop.
    private Walk? Begin(ForeachExpressionSyntax syntax, ConditionSyntax iterable, List<Expr> items, int site)
    {
        var range = iterable.Node.Range;
        Expr value;
        if (iterable.Statements.ToArray() is [{ Kind: SyntaxKind.ExpressionStatement } only] && only.Node.First<ExpressionSyntax>() is { } single)
        {
            var mark = TemporaryMark();
            range = single.Node.Range;
            value = Expression(single, LoadAs.Use);
            _temporaries.RemoveRange(mark, _temporaries.Count - mark);
        }
        else value = Statements(iterable.Statements, items, out _);
        if (value.Type.IsNever) _flow.Reachable = false;
        if (value.Type.IsNever || value.Type.IsError)
        {
            items.Add(value);
            return null;
        }
        var held = DeclareTemporary(value.Type, site);
        items.Add(new LocalInitExpr(held, value, site));
        if (Step("begin", Load(held, LoadAs.Borrow, site), new Walk(value.Type, -1, range, site)) is not { } begin) return null;
        var iterator = DeclareTemporary(begin.Type, site);
        items.Add(new LocalInitExpr(iterator, begin, site));
        return new Walk(value.Type, iterator, range, site)
        {
            IsPlain = TypeQueries.TemplateOf(_db, begin.Type.Kind) is { } template && EmbeddedLibrary.IsLibraryModule(ItemQueries.PackageDataOf(_db, template).Module),
        };
    }

    /// <summary>One of the functions that a walk consists of; null with a problem reported when there is none.</summary>
    private Expr? Step(string name, Expr argument, Walk walk)
    {
        if (argument.Type.IsError) return null;
        var problems = _problems.Count;
        var resolution = _calls.Find(name, [argument.Type]);
        if (resolution.Call is not { } call)
        {
            Lose(argument);
            if (_problems.Count == problems) _problems.Add(new NotIterable(Where(walk.Range), walk.Iterable, name, argument.Type));
            return null;
        }
        if (argument.Type != call.Parameters[0] && _calls.IsConvertible(argument.Type, call.Parameters[0], out var impl) && impl is { } by)
            argument = new UpcastExpr(argument, by, call.Parameters[0], walk.Site);
        return new CallExpr(call.Prototype, [argument], call.ReturnType, walk.Site);
    }

    // The body is looked at all the same, with elements of which nothing is known.
    private ErrorExpr Unwalked(ForeachExpressionSyntax syntax, BlockSyntax body, int site)
    {
        var loop = _flow.OpenLoop(site);
        var entry = _flow.Save();
        _flow.OpenScope();
        if (syntax.Pattern is { } pattern) Bind(pattern, new ErrorExpr(site), pattern.Node.Range, []);
        Block(body);
        _flow.CloseScope();
        _flow.CloseLoop();
        _flow.Restore(loop.BreakState ?? entry);
        _flow.Reachable = true;
        return new ErrorExpr(site);
    }

    private Expr WalkThrough(ForeachExpressionSyntax syntax, BlockSyntax body, Walk walk, List<Expr> items)
    {
        var list = -1;
        ErrorExpr? missing = null;
        if (Yields(body) && YieldOf(syntax, body, walk) is { IsVoid: false, IsNever: false, IsError: false } element)
        {
            if (_calls.Find("List", [], new GivenArguments([TypeQueries.Of(_db, element)])).Call is { } make)
            {
                list = DeclareTemporary(make.ReturnType, walk.Site);
                items.Add(new LocalInitExpr(list, new CallExpr(make.Prototype, [], make.ReturnType, walk.Site), walk.Site));
            }
            else missing = Report(new ForeachNeedsList(Where(body.Result?.Node.Range ?? body.Node.Range), element), walk.Site);
        }
        var loop = _flow.OpenLoop(Site(new TextRange(syntax.Node.Offset, body.Node.Offset)));
        _flow.OpenScope();
        var round = new List<Expr>();
        Expr condition = new BoolExpr(true, walk.Site);
        if (walk.IsPlain)
        {
            if (Step("__has_next", Load(walk.Iterator, LoadAs.Borrow, walk.Site), walk) is { } more) condition = more;
        }
        var leftFrom = _flow.Save();
        Advance(syntax, walk, round, ref leftFrom);
        round.Add(list < 0 ? Drop(Block(body)) : AddTo(list, Block(body), walk));
        var drops = _flow.Reachable ? DropLocals(_flow.LiveInScope(), walk.Site) : [];
        foreach (var drop in drops) round.Add(drop);
        if (_flow.Reachable) RequireSame(loop, loop.Entry, _flow.Save());
        _flow.CloseScope();
        var result = LeaveLoop(loop, leftFrom, condition, new SequenceExpr(round.ToValueArray(), Coord.Void, walk.Site), walk.Site);
        _flow.CloseLoop();
        if (list < 0) return missing ?? result;
        items.Add(result);
        return Move(list, walk.Site);
    }

    // Takes the next element and binds it; where there is none, the loop is left.
    private void Advance(ForeachExpressionSyntax syntax, Walk walk, List<Expr> round, ref bool[] leftFrom)
    {
        Expr? element = null;
        if (walk.IsPlain) element = Step("__next", Load(walk.Iterator, LoadAs.Borrow, walk.Site), walk);
        else if (Step("next", Load(walk.Iterator, LoadAs.Borrow, walk.Site), walk) is { } next)
        {
            var option = DeclareTemporary(next.Type, walk.Site);
            round.Add(new LocalInitExpr(option, next, walk.Site));
            leftFrom = _flow.Save();
            if (Step("isEmpty", Load(option, LoadAs.Borrow, walk.Site), walk) is { } ended)
            {
                if (ended.Type != Coord.Bool) _problems.Add(new NotIterable(Where(walk.Range), walk.Iterable, "isEmpty", next.Type));
                var leave = new SequenceExpr([DropLocal(option, walk.Site), new BreakExpr(walk.Site)], Coord.Never, walk.Site);
                _flow.Restore(leftFrom);
                round.Add(new IfExpr(ended, leave, new VoidExpr(walk.Site), Coord.Void, walk.Site));
                element = Step("get", Move(option, walk.Site), walk);
            }
        }
        if (syntax.Pattern is { } pattern) Bind(pattern, element ?? new ErrorExpr(walk.Site), walk.Range, round);
    }

    private Expr AddTo(int list, Expr value, Walk walk)
    {
        if (value.Type.IsNever || value.Type.IsError) return value;
        Expr borrow = Load(list, LoadAs.Borrow, walk.Site);
        if (_calls.Find("add", [borrow.Type, value.Type]).Call is not { } add)
            return Report(new ForeachNeedsList(Where(value.Site), value.Type), walk.Site);
        // The value may leave the loop, so it is there before the list is borrowed.
        var element = DeclareTemporary(value.Type, walk.Site);
        _flow.SetLive(element, false);
        return new SequenceExpr([
            new LocalInitExpr(element, value, walk.Site),
            Drop(new CallExpr(add.Prototype, [borrow, new LocalMoveExpr(element, value.Type, walk.Site)], add.ReturnType, walk.Site))], Coord.Void, walk.Site);
    }

    // Whether a block can yield something, by its looks.
    private static bool Yields(BlockSyntax block) => block.Result is { } result && Yields(result);

    private static bool Yields(ExpressionSyntax expression) => expression.Kind switch
    {
        SyntaxKind.IfExpression => new IfExpressionSyntax(expression.Node).Then is { } then && Yields(then),
        SyntaxKind.ForeachExpression => new ForeachExpressionSyntax(expression.Node).Body is { } body && Yields(body),
        SyntaxKind.BlockExpression => new BlockExpressionSyntax(expression.Node).Block is { } block && Yields(block),
        _ => true,
    };

    /// <summary>
    /// What a loop's body yields. The list has to be there before the body, so the body is checked twice: first by a copy of this
    /// checker, of which only the type is kept.
    /// </summary>
    private Coord YieldOf(ForeachExpressionSyntax syntax, BlockSyntax body, Walk walk)
    {
        var key = (_function, syntax.Node.Offset);
        if (_shared.Yields.TryGetValue(key, out var known)) return known;
        var copy = new BodyChecker(this);
        copy._flow.OpenLoop(walk.Site);
        copy._flow.OpenScope();
        var leftFrom = copy._flow.Save();
        copy.Advance(syntax, walk, [], ref leftFrom);
        var type = copy.Block(body).Type;
        _shared.Yields.Add(key, type);
        return type;
    }

    private sealed class GivenArguments(ValueArray<TemplataId> arguments) : IWrittenArguments
    {
        public int Count => arguments.Length;

        public TemplataId? Resolve(int index, TemplataType wanted) => wanted == TemplataType.Coord ? arguments[index] : null;
    }
}
