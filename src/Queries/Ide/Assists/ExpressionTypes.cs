// The type of an expression by where it stands. The typed tree knows sites, not syntax, so it is walked until one fits.

using Vale.Compiler.Bodies;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class ExpressionTypes
{
    /// <summary>The type of the expression at a range of the file; null when it is not known, or is something without a type.</summary>
    public static Coord? Of(AssistContext context, TextRange range) =>
        Typed(context, range) is { } found && !found.Type.IsError ? found.Type : null;

    /// <summary>The typed expression at a range, as it is before it is borrowed, dropped or seen as something else; null when there is none.</summary>
    public static Expr? Typed(AssistContext context, TextRange range)
    {
        var db = context.Db;
        if (ItemQueries.At(db, context.File, range.Start) is not { BodyStart: >= 0 } item || range.Start < item.BodyStart) return null;
        if (db.Lookup(ItemQueries.Denizens, item.Id).Kind != DenizenKind.Function) return null;
        var function = SignatureQueries.Declared(db, item.Id);
        if (db.Get(SignatureQueries.Header, function) is not { Body: FunctionBody.Vale, IsCheckable: true }) return null;
        var (inner, isBorrowed) = Bare(context, range);
        if (NodeAt(context, inner) is not { } node) return null;
        // What a loop gathers has no place of its own.
        if (node.As<ForeachExpressionSyntax>() is { Body.Result: { } yielded } && Of(context, yielded.Node.Range) is not { IsVoid: true }) return null;
        var body = db.Get(BodyQueries.Checked, function);
        var finder = new Finder(body.Sites, new TextRange(inner.Start - item.BodyStart, inner.End - item.BodyStart), node.Kind);
        finder.Visit(body.Body.Root);
        foreach (var lambda in body.Lambdas)
            if (finder.Found is null) finder.Visit(lambda.Body.Root);
        if (finder.Found is not { } found) return null;
        // `&x` has no site of its own.
        return isBorrowed && found.Type.Ownership == Ownership.Own ? new LocalBorrowExpr(-1, found.Type.With(Ownership.Borrow), -1) : found;
    }

    private static (TextRange Range, bool IsBorrowed) Bare(AssistContext context, TextRange range)
    {
        var isBorrowed = false;
        while (NodeAt(context, range) is { } node)
        {
            if (node.As<ParenthesizedExpressionSyntax>() is { Inner: { } inner }) range = inner.Node.Range;
            else if (node.As<AugmentExpressionSyntax>() is { Mark.Kind: SyntaxKind.Ampersand, Inner: { } borrowed })
            {
                range = borrowed.Node.Range;
                isBorrowed = true;
            }
            else break;
        }
        return (range, isBorrowed);
    }

    /// <summary>The expression that is a range, the innermost where several are.</summary>
    public static SyntaxNode? NodeAt(AssistContext context, TextRange range)
    {
        SyntaxNode? found = null;
        foreach (var node in context.Around(range))
            if (node.Range == range && SyntaxFacts.IsExpression(node.Kind)) found ??= node;
        return found;
    }

    private sealed class Finder(BodySites sites, TextRange range, SyntaxKind kind)
    {
        public Expr? Found { get; private set; }

        public void Visit(Expr expr)
        {
            if (Found is not null) return;
            // What is made of blocks bears the site of what it is made of: there the whole is meant.
            var isWhole = kind is SyntaxKind.IfExpression or SyntaxKind.ForeachExpression or SyntaxKind.BlockExpression or SyntaxKind.LambdaExpression;
            if (isWhole && IsHere(expr)) Found = expr;
            // Of all else, what is evaluated first at a site is the expression itself; what is done with it comes after.
            foreach (var child in ExprChildren.Of(expr)) Visit(child);
            if (!isWhole && Found is null && IsHere(expr)) Found = expr;
        }

        private bool IsHere(Expr expr)
        {
            if (expr.Site < 0 || expr is LocalInitExpr or DiscardExpr || expr is CallExpr { Arguments: [var only] } && only.Site == expr.Site) return false;
            if (kind == SyntaxKind.LambdaExpression && expr is not ConstructExpr || kind == SyntaxKind.ArrayExpression && expr is not (ArrayExpr or MadeArrayExpr) || kind == SyntaxKind.ForeachExpression && expr is not WhileExpr) return false;
            var site = sites.Ranges[expr.Site];
            return site.Start == range.Start && site.End == range.End;
        }
    }
}

/// <summary>What a typed expression is made of, in the order of evaluation.</summary>
internal static class ExprChildren
{
    public static IEnumerable<Expr> Of(Expr expr) => expr switch
    {
        LocalInitExpr e => [e.Value],
        LocalSetExpr e => [e.Value],
        MemberReadExpr e => [e.Container],
        MemberBorrowExpr e => [e.Container],
        MemberSetExpr e => [e.Container, e.Value],
        ElementReadExpr e => [e.Array, e.Index],
        ElementBorrowExpr e => [e.Array, e.Index],
        ElementSetExpr e => [e.Array, e.Index, e.Value],
        ArrayExpr e => e.Elements,
        MadeArrayExpr e => e.Callable is { } callable ? [e.Length, callable] : [e.Length],
        CallExpr e => e.Arguments,
        UpcastExpr e => [e.Value],
        WeakenExpr e => [e.Value],
        ConstructExpr e => e.Members,
        DestructureExpr e => [e.Value],
        DiscardExpr e => [e.Value],
        SequenceExpr e => e.Items,
        ThenExpr e => [e.Inner, .. e.After],
        IfExpr e => [e.Condition, e.Then, e.Else],
        WhileExpr e => [e.Condition, e.Body],
        ReturnExpr e => [e.Value, .. e.Drops],
        SameInstanceExpr e => [e.Left, e.Right],
        _ => [],
    };
}
