// Takes away a local or a parameter that nobody uses.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class UnusedLocals
{
    public static void Offer(AssistContext context)
    {
        if (context.Innermost(context.Selection, SyntaxKind.Function) is not { } function || new FunctionSyntax(function).Body is null) return;
        var scopes = LocalScopes.Of(function);
        if (scopes.At(context.Selection.Start) is not { } number || scopes.Uses.Exists(use => use.Declaration == number)) return;
        var local = scopes.Declarations[number];
        var hint = context.Hint(DiagnosticCodes.UnusedLocal, local.Range);
        if (local.Kind is LocalKind.Parameter or LocalKind.LambdaParameter or LocalKind.Element)
        {
            // Whoever calls a method for an object finds it by its first parameter's type, not its name.
            context.Offer("ignore-parameter", AssistKind.QuickFix, $"Nobody uses `{local.Name}`: write `_`", edits =>
                edits.Replace(context.File, local.Range, context.Innermost(local.Range, SyntaxKind.ParameterList) is { } list && list.Range == local.Range ? "(_)" : "_"));
            return;
        }
        var path = context.Around(local.Range);
        if (path.Count < 3 || path[^2].Kind != SyntaxKind.LetStatement || path[^1].Kind != SyntaxKind.Pattern || new LetStatementSyntax(path[^2]) is not { Pattern.Destructure: null, Value: { } value } let)
        {
            if (path.Count > 1 && path[^2].Kind == SyntaxKind.DestructurePattern)
                context.Offer("ignore-part", AssistKind.QuickFix, $"Nobody uses `{local.Name}`: write `_`", edits => edits.Replace(context.File, local.Range, "_"), fixes: hint);
            return;
        }
        if (Purity.IsConstant(context, scopes, value.Node))
            context.Offer("remove-local", AssistKind.QuickFix, $"Remove `{local.Name}`: nobody uses it", edits => edits.Delete(context.File, Layout.WholeLines(context.Text, let.Node.Range)), fixes: hint);
        // An owner would be dropped at once instead of at the end of its scope.
        else if (ExpressionTypes.Of(context, value.Node.Range) is { Ownership: not Ownership.Own } && value.Kind is SyntaxKind.CallExpression or SyntaxKind.MethodCallExpression)
            context.Offer("remove-local", AssistKind.QuickFix, $"Remove `{local.Name}` and keep the call", edits => edits.Delete(context.File, new TextRange(let.Node.Offset, value.Node.Offset)), fixes: hint);
    }
}
