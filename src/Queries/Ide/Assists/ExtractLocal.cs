// Gives a selected expression a name: a local before the statement it stands in.

using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class ExtractLocal
{
    public static void Offer(AssistContext context)
    {
        if (Selected(context) is not { } node || context.Innermost(node.Range, SyntaxKind.Function) is not { } function) return;
        if (ExpressionTypes.Of(context, node.Range) is not { IsVoid: false, IsNever: false } type) return;
        var path = context.Around(node.Range);
        if (StatementOf(path, node) is not { } statement) return;
        if (new StatementSyntax(statement) is { Kind: SyntaxKind.ExpressionStatement, HasSemicolon: false } && new ExpressionStatementSyntax(statement).Expression?.Node.Range == node.Range && !IsLast(path, statement)) return;
        var scopes = LocalScopes.Of(function);
        if (MovesWhatIsUsedBefore(context, scopes, statement, node)) return;
        var name = FreshName(scopes, Suggest.Name(context.TextOf(node)) ?? "value");
        context.Offer("extract-local", AssistKind.Extract, $"Extract into the local `{name}`", edits =>
        {
            var text = context.TextOf(node);
            var whole = new StatementSyntax(statement);
            if (whole.Kind == SyntaxKind.ExpressionStatement && whole.HasSemicolon && new ExpressionStatementSyntax(statement).Expression?.Node.Range == node.Range)
            {
                edits.Insert(context.File, statement.Offset, name + " = ");
                return;
            }
            if (node.As<AugmentExpressionSyntax>() is null && type.Ownership == Ownership.Own && IsReceiver(path, node)) edits.Replace(context.File, node.Range, $"({name})");
            else edits.Replace(context.File, Bare(path, node), name);
            var isLine = Layout.IsFirstOfLine(context.Text, statement.Offset);
            edits.Insert(context.File, statement.Offset, $"{name} = {text};" + (isLine ? "\n" + context.IndentOf(statement.Offset) : " "));
        });
    }

    /// <summary>The selected expression; null when the selection is none, or is one that a name could not stand for.</summary>
    public static SyntaxNode? Selected(AssistContext context)
    {
        if (context.Selection.Length == 0 || ExpressionTypes.NodeAt(context, context.Selection) is not { } node) return null;
        if (node.Kind is SyntaxKind.NameExpression or SyntaxKind.SetExpression or SyntaxKind.MagicParameterExpression or SyntaxKind.ErrorExpression) return null;
        if (HasMagic(node) || node.As<ParenthesizedExpressionSyntax>() is { Inner.Kind: SyntaxKind.NameExpression }) return null;
        var path = context.Around(node.Range);
        foreach (var around in path)
        {
            if (around.As<SetExpressionSyntax>() is { Target: { } target } && target.Node.Range.Contains(node.Range)) return null;
            // The `if` of an `else if` is no expression of its own; a name in parentheses says that it is moved.
            if (around.As<ElseClauseSyntax>() is { If: { } otherwise } && otherwise.Node.Range == node.Range) return null;
            if (around.As<CallExpressionSyntax>() is { Callee: { } callee } && callee.Node.Range == node.Range) return null;
        }
        return node;
    }

    // `_` belongs to the lambda around it.
    private static bool HasMagic(SyntaxNode node)
    {
        if (node.Kind == SyntaxKind.MagicParameterExpression) return true;
        if (node.IsToken || node.Kind == SyntaxKind.LambdaExpression) return false;
        foreach (var child in node.Children)
            if (HasMagic(child)) return true;
        return false;
    }

    // The statement before which the expression can be evaluated as well: nothing may stand between that does so later, again or not at all.
    private static SyntaxNode? StatementOf(List<SyntaxNode> path, SyntaxNode node)
    {
        var i = path.Count - 1;
        while (i > 0 && path[i].Range != node.Range) i--;
        for (; i > 0; i--)
        {
            var (at, parent) = (path[i], path[i - 1]);
            if (SyntaxFacts.IsStatement(at.Kind))
            {
                if (parent.Kind == SyntaxKind.Block) return at;
                // The condition of a while is evaluated every time, that of an `else if` only then; both hold statements.
                if (parent.Kind == SyntaxKind.Condition && i >= 2)
                {
                    var owner = path[i - 2];
                    if (parent.All<StatementSyntax>().Count > 1 || owner.Kind == SyntaxKind.WhileStatement || owner.Kind == SyntaxKind.IfExpression && i >= 3 && path[i - 3].Kind == SyntaxKind.ElseClause) return at;
                }
            }
            switch (parent.Kind)
            {
                case SyntaxKind.LambdaExpression when at.Kind != SyntaxKind.Block: return null;
                case SyntaxKind.AndExpression or SyntaxKind.OrExpression when parent.Nth<ExpressionSyntax>(1)?.Node.Range == at.Range: return null;
            }
        }
        return null;
    }

    // It would move a local away before what stands before it has used it.
    private static bool MovesWhatIsUsedBefore(AssistContext context, LocalScopes scopes, SyntaxNode statement, SyntaxNode node)
    {
        if (LocalTypes.Around(context, node.Range) is not { } types) return false;
        foreach (var use in scopes.Uses)
        {
            if (!node.Range.Contains(use.Range)) continue;
            var declaration = scopes.Declarations[use.Declaration].Range;
            if (types.Of(declaration) is not { Ownership: Ownership.Own } || !types.IsMoved(declaration, node.Range)) continue;
            if (scopes.Uses.Exists(other => other.Declaration == use.Declaration && other.Range.Start >= statement.Offset && other.Range.End <= node.Offset)) return true;
        }
        return false;
    }

    // An `if` needs no semicolon where it is no value of its block.
    private static bool IsLast(List<SyntaxNode> path, SyntaxNode statement)
    {
        for (var i = 1; i < path.Count; i++)
            if (path[i].Range == statement.Range && SyntaxFacts.IsStatement(path[i].Kind))
            {
                var siblings = path[i - 1].All<StatementSyntax>();
                return siblings[siblings.Count - 1].Node.Range == statement.Range;
            }
        return false;
    }

    private static bool IsReceiver(List<SyntaxNode> path, SyntaxNode node)
    {
        foreach (var around in path)
            if (around.As<MethodCallExpressionSyntax>() is { Subject: { } subject } && subject.Node.Range == node.Range) return true;
        return false;
    }

    // Parentheses around an expression are not needed around a name.
    private static TextRange Bare(List<SyntaxNode> path, SyntaxNode node)
    {
        var range = node.Range;
        for (var i = path.Count - 1; i >= 0; i--)
            if (path[i].As<ParenthesizedExpressionSyntax>() is { Inner: { } inner } && inner.Node.Range == range) range = path[i].Range;
        return range;
    }

    /// <summary>A name that no local of a function has.</summary>
    public static string FreshName(LocalScopes scopes, string name)
    {
        var fresh = name;
        for (var i = 2; scopes.Declarations.Exists(declaration => declaration.Name == fresh) || scopes.Free.Exists(free => free.Text == fresh); i++) fresh = name + i;
        return fresh;
    }
}
