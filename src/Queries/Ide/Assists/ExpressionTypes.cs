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
        var inner = Bare(context, range);
        var body = db.Get(BodyQueries.Checked, function);
        var finder = new Finder(body.Sites, new TextRange(inner.Start - item.BodyStart, inner.End - item.BodyStart));
        finder.Visit(body.Body.Root);
        foreach (var lambda in body.Lambdas)
            if (finder.Found is null) finder.Visit(lambda.Body.Root);
        if (finder.Found is not { } found) return null;
        // `&x` has no site of its own.
        return inner == range || IsParenthesized(context, range) ? found : found.Type.Ownership == Ownership.Own ? new LocalBorrowExpr(-1, found.Type.With(Ownership.Borrow), -1) : found;
    }

    private static TextRange Bare(AssistContext context, TextRange range)
    {
        while (NodeAt(context, range) is { } node)
        {
            if (node.As<ParenthesizedExpressionSyntax>() is { Inner: { } inner }) range = inner.Node.Range;
            else if (node.As<AugmentExpressionSyntax>() is { Mark.Kind: SyntaxKind.Ampersand, Inner: { } borrowed }) range = borrowed.Node.Range;
            else break;
        }
        return range;
    }

    private static bool IsParenthesized(AssistContext context, TextRange range) => NodeAt(context, range)?.Kind == SyntaxKind.ParenthesizedExpression;

    /// <summary>The expression that is a range, the innermost where several are.</summary>
    public static SyntaxNode? NodeAt(AssistContext context, TextRange range)
    {
        SyntaxNode? found = null;
        foreach (var node in context.Around(range))
            if (node.Range == range && SyntaxFacts.IsExpression(node.Kind)) found ??= node;
        return found;
    }

    private sealed class Finder(BodySites sites, TextRange range)
    {
        public Expr? Found { get; private set; }

        // What is evaluated first at a site is the expression itself; what is done with it comes after.
        public void Visit(Expr expr)
        {
            if (Found is not null) return;
            foreach (var child in ExprChildren.Of(expr)) Visit(child);
            if (Found is null && expr.Site >= 0 && expr is not (LocalInitExpr or DiscardExpr) && sites.Ranges[expr.Site] is var site && site.Start == range.Start && site.End == range.End) Found = expr;
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
