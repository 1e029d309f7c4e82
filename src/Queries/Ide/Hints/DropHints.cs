// What is dropped where a scope ends, a function returns or a loop is left: the drops that the checked body holds and
// nobody wrote.

using Vale.Compiler.Bodies;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Ide.Hints;

/// <summary>Collects the drops of one body and its lambdas. Single use.</summary>
internal sealed class DropHints
{
    private readonly SyntaxNode _block;
    private readonly BodySites _sites;
    private readonly string _text;
    private readonly SortedDictionary<int, List<string>> _dropped = [];
    private TypedBody _body;
    private bool _isLambda;

    private DropHints(SyntaxNode block, CheckedBody body)
    {
        (_block, _sites, _body) = (block, body.Sites, body.Body);
        _text = block.Text;
    }

    /// <summary>Adds a hint for each place at which owners are dropped.</summary>
    public static void Add(QueryContext db, SyntaxNode block, FunctionId function, CheckedBody body, TextRange range, bool whole, List<InlayHint> hints)
    {
        var walk = new DropHints(block, body);
        walk.Walk(body.Body.Root);
        foreach (var lambda in body.Lambdas)
        {
            (walk._body, walk._isLambda) = (lambda.Body, true);
            walk.Walk(lambda.Body.Root);
        }
        foreach (var (offset, locals) in walk._dropped)
        {
            if (!range.Touches(block.Offset + offset)) continue;
            // Before a brace or a break, or behind what returns.
            var isBefore = offset < walk._text.Length && walk._text[offset] is '}' or 'b';
            hints.Add(new InlayHint(block.Offset + offset, InlayHintKind.Drop, [new InlayHintPart("drops " + string.Join(", ", locals))], PadLeft: !isBefore, PadRight: isBefore,
                Tooltip: whole ? $"Here {string.Join(", ", locals.Select(static local => $"`{local}`"))} {(locals.Count == 1 ? "ends: it owns its object." : "end, in this order: they own their objects.")}" : null));
        }
    }

    private void Walk(Expr expression)
    {
        switch (expression)
        {
            case ThenExpr then:
                Walk(then.Inner);
                Drops(then.After);
                break;
            case ReturnExpr returned:
                Walk(returned.Value);
                Drops(returned.Drops);
                break;
            case SequenceExpr { Items: { Length: > 1 } items } when items[^1] is BreakExpr:
                Drops(items);
                break;
            case SequenceExpr sequence: Walk(sequence.Items); break;
            case IfExpr choice:
                Walk(choice.Condition);
                Walk(choice.Then);
                Walk(choice.Else);
                break;
            case WhileExpr loop:
                Walk(loop.Condition);
                Walk(loop.Body);
                break;
            case LocalInitExpr init: Walk(init.Value); break;
            case LocalSetExpr set: Walk(set.Value); break;
            case MemberReadExpr read: Walk(read.Container); break;
            case MemberBorrowExpr borrow: Walk(borrow.Container); break;
            case MemberSetExpr set:
                Walk(set.Container);
                Walk(set.Value);
                break;
            case ElementReadExpr read:
                Walk(read.Array);
                Walk(read.Index);
                break;
            case ElementBorrowExpr borrow:
                Walk(borrow.Array);
                Walk(borrow.Index);
                break;
            case ElementSetExpr set:
                Walk(set.Array);
                Walk(set.Index);
                Walk(set.Value);
                break;
            case ArrayExpr array: Walk(array.Elements); break;
            case MadeArrayExpr made:
                Walk(made.Length);
                if (made.Callable is { } callable) Walk(callable);
                break;
            case CallExpr call: Walk(call.Arguments); break;
            case UpcastExpr upcast: Walk(upcast.Value); break;
            case WeakenExpr weaken: Walk(weaken.Value); break;
            case ConstructExpr construct: Walk(construct.Members); break;
            case DestructureExpr destructure: Walk(destructure.Value); break;
            case DiscardExpr discard: Walk(discard.Value); break;
            case SameInstanceExpr same:
                Walk(same.Left);
                Walk(same.Right);
                break;
        }
    }

    private void Walk(ValueArray<Expr> items)
    {
        foreach (var item in items) Walk(item);
    }

    private void Drops(ValueArray<Expr> drops)
    {
        foreach (var drop in drops)
        {
            if (drop is not CallExpr { Arguments: [var value] } call) continue;
            while (value is UpcastExpr upcast) value = upcast.Value;
            if (value is not LocalMoveExpr move || move.Local >= _body.Locals.Length || _body.Locals[move.Local] is not { Name: { Length: > 0 } name } local || name[0] == '<') continue;
            // A parameter lives to the end of the body, whatever its last value is.
            var offset = local.Site < 0 && !_isLambda && call.Site >= 0 && !IsReturn(call.Site) ? _block.Width - 1 : At(call.Site);
            if (offset < 0) continue;
            if (!_dropped.TryGetValue(offset, out var names)) _dropped.Add(offset, names = []);
            if (!names.Contains(name)) names.Add(name);
        }
    }

    private bool IsReturn(int site) => StartsWith(_sites.Ranges[site], "return") || StartsWith(_sites.Ranges[site], "break");

    private bool StartsWith(SiteRange site, string word) => site.End <= _text.Length && _text.AsSpan(site.Start, site.Length).StartsWith(word, StringComparison.Ordinal);

    // Before the brace that ends a scope, else behind what ends it; a loop is left behind the drops.
    private int At(int site)
    {
        if (site < 0 || site >= _sites.Ranges.Length) return -1;
        var range = _sites.Ranges[site];
        if (range.Length == 0 || range.End > _text.Length) return -1;
        return StartsWith(range, "break") ? range.Start : _text[range.End - 1] == '}' ? range.End - 1 : range.End;
    }
}
