// Puts a local's value where the local is used, and takes the local away; where that would change when something happens
// or how often, it is not offered.

using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class InlineLocal
{
    public static void Offer(AssistContext context)
    {
        if (context.Innermost(context.Selection, SyntaxKind.Function) is not { } function) return;
        var scopes = LocalScopes.Of(function);
        if (scopes.At(context.Selection.Start) is not { } number || scopes.Declarations[number] is not { Kind: LocalKind.Local } local) return;
        if (LetOf(context, local.Range) is not { } let || let.Pattern is not { Destructure: null } pattern || let.Value is not { } value) return;
        var uses = scopes.Uses.FindAll(use => use.Declaration == number);
        if (uses.Count == 0 || uses.Exists(static use => use.IsSet || use.IsCallee)) return;
        if (ExpressionTypes.Of(context, value.Node.Range) is not { } type) return;
        // What is declared as another type is seen as that.
        if (pattern.Type is { } written && TypeText.Of(context.Db, type) != context.TextOf(written.Node)) return;
        var isConstant = Purity.IsConstant(context, scopes, value.Node);
        if (!isConstant && (uses.Count > 1 || !IsNext(context, scopes, let, value, uses[0]))) return;
        foreach (var use in uses)
            if (!MeansTheSame(scopes, value.Node.Range, use.Range.Start) || Replacement(context, value, type, use) is null) return;
        context.Offer("inline-local", AssistKind.Inline, $"Inline `{local.Name}`", edits =>
        {
            edits.Delete(context.File, Layout.WholeLines(context.Text, let.Node.Range) is var lines && lines != let.Node.Range ? lines : WithBlank(context, let.Node.Range));
            foreach (var use in uses)
            {
                var (range, text) = Replacement(context, value, type, use)!.Value;
                edits.Replace(context.File, range, text);
            }
        });
    }

    private static TextRange WithBlank(AssistContext context, TextRange range)
    {
        var end = range.End;
        while (end < context.Text.Length && context.Text[end] == ' ') end++;
        return new TextRange(range.Start, end);
    }

    private static LetStatementSyntax? LetOf(AssistContext context, TextRange name)
    {
        var path = context.Around(name);
        return path.Count > 2 && path[^1].Kind == SyntaxKind.Pattern && path[^2].Kind == SyntaxKind.LetStatement && path[^3].Kind == SyntaxKind.Block ? new LetStatementSyntax(path[^2]) : null;
    }

    // The names in the value still mean what they did where the local is used.
    private static bool MeansTheSame(LocalScopes scopes, TextRange value, int at)
    {
        foreach (var use in scopes.Uses)
            if (value.Contains(use.Range) && !value.Contains(scopes.Declarations[use.Declaration].Range) && Visible(scopes, scopes.Declarations[use.Declaration].Name, at) != use.Declaration) return false;
        foreach (var free in scopes.Free)
            if (value.Contains(free.Range) && Visible(scopes, free.Text, at) >= 0) return false;
        return true;
    }

    private static int Visible(LocalScopes scopes, string name, int at)
    {
        var found = -1;
        for (var i = 0; i < scopes.Declarations.Count; i++)
            if (scopes.Declarations[i].Name == name && scopes.Declarations[i].Visible.Contains(at)) found = i;
        return found;
    }

    // The one use is what the very next statement evaluates first.
    private static bool IsNext(AssistContext context, LocalScopes scopes, LetStatementSyntax let, ExpressionSyntax value, LocalUse use)
    {
        var path = context.Around(use.Range);
        var block = path.FindLastIndex(node => node.Kind == SyntaxKind.Block && node.Range.Contains(let.Node.Range));
        if (block < 0 || block + 1 >= path.Count) return false;
        StatementSyntax? before = null;
        foreach (var statement in new BlockSyntax(path[block]).Statements)
        {
            if (statement.Node.Range == path[block + 1].Range) break;
            before = statement;
        }
        if (before?.Node.Range != let.Node.Range) return false;
        for (var i = block + 1; i + 1 < path.Count; i++)
        {
            if (path[i].Kind is SyntaxKind.LambdaExpression or SyntaxKind.WhileStatement or SyntaxKind.Block or SyntaxKind.ElseClause) return false;
            foreach (var sibling in path[i].Children)
            {
                if (sibling.Offset >= path[i + 1].Offset) break;
                if (!sibling.IsToken && !IsQuiet(sibling, scopes, value.Node.Range)) return false;
            }
        }
        return true;
    }

    // Evaluated before the use, it neither does something nor takes away what the value needs.
    private static bool IsQuiet(SyntaxNode node, LocalScopes scopes, TextRange value)
    {
        if (node.Kind is SyntaxKind.CallExpression or SyntaxKind.MethodCallExpression or SyntaxKind.SetExpression or SyntaxKind.IndexExpression or SyntaxKind.BinaryExpression or SyntaxKind.LambdaExpression
            or SyntaxKind.UnletExpression or SyntaxKind.DestructExpression or SyntaxKind.IfExpression or SyntaxKind.ForeachExpression or SyntaxKind.BlockExpression) return false;
        if (node.As<NameExpressionSyntax>() is { Name: var name })
        {
            foreach (var use in scopes.Uses)
                if (value.Contains(use.Range) && scopes.Declarations[use.Declaration].Name == name.Text) return false;
            return true;
        }
        if (node.IsToken) return true;
        foreach (var child in node.Children)
            if (!IsQuiet(child, scopes, value)) return false;
        return true;
    }

    // What to write for a use; null where a value cannot stand for a local.
    private static (TextRange Range, string Text)? Replacement(AssistContext context, ExpressionSyntax value, Coord type, LocalUse use)
    {
        var text = context.TextOf(value.Node);
        var path = context.Around(use.Range);
        var parent = path[^2];
        var isReceiver = parent.As<MethodCallExpressionSyntax>() is { Subject: { } subject } && subject.Node.Range == use.Range || parent.As<MemberExpressionSyntax>() is not null;
        if (parent.Kind == SyntaxKind.UnletExpression || path[^1].Kind != SyntaxKind.NameExpression) return null;
        // An owner may be moved on; where it is only looked at, it would be gone too soon.
        if (type.Ownership == Ownership.Own && (isReceiver || parent.Kind is SyntaxKind.AugmentExpression or SyntaxKind.BinaryExpression or SyntaxKind.IndexExpression)) return null;
        if (value.Node.As<AugmentExpressionSyntax>() is { Mark.Kind: SyntaxKind.Ampersand, Inner: { } borrowed } && borrowed.Kind == SyntaxKind.NameExpression)
        {
            if (isReceiver) return (use.Range, context.TextOf(borrowed.Node));
            if (parent.Kind == SyntaxKind.AugmentExpression) return (parent.Range, text);
        }
        var isAtom = value.Kind is SyntaxKind.NameExpression or SyntaxKind.IntegerExpression or SyntaxKind.FloatExpression or SyntaxKind.BoolExpression or SyntaxKind.StringExpression or SyntaxKind.ParenthesizedExpression
            or SyntaxKind.CallExpression or SyntaxKind.MethodCallExpression or SyntaxKind.MemberExpression or SyntaxKind.IndexExpression or SyntaxKind.TupleExpression;
        // A number before a dot would be read as a fraction.
        if (isReceiver && value.Kind is SyntaxKind.IntegerExpression or SyntaxKind.FloatExpression) isAtom = false;
        var isAlone = parent.Kind is SyntaxKind.ArgumentList or SyntaxKind.ParenthesizedExpression or SyntaxKind.LetStatement or SyntaxKind.ReturnStatement or SyntaxKind.ExpressionStatement or SyntaxKind.Interpolation or SyntaxKind.TupleExpression;
        // A string within a string would end it.
        if (parent.Kind == SyntaxKind.Interpolation && text.Contains('"', StringComparison.Ordinal)) return null;
        return (use.Range, isAtom || isAlone ? text : $"({text})");
    }
}
