// Whether an expression gives the same wherever it is evaluated, by its syntax and the types of the locals in it.

using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class Purity
{
    /// <summary>
    /// Made of literals, operators of the language's own types and locals of such types that nobody sets: it has no effect, and nothing
    /// changes what it gives.
    /// </summary>
    public static bool IsConstant(AssistContext context, LocalScopes scopes, SyntaxNode node)
    {
        switch (node.Kind)
        {
            case SyntaxKind.IntegerExpression or SyntaxKind.FloatExpression or SyntaxKind.BoolExpression: return true;
            case SyntaxKind.StringExpression: return !new StringExpressionSyntax(node).IsInterpolated;
            case SyntaxKind.NameExpression: return IsConstantLocal(context, scopes, node);
            case SyntaxKind.ParenthesizedExpression:
                return new ParenthesizedExpressionSyntax(node).Inner is { } inner && inner.Kind != SyntaxKind.NameExpression && IsConstant(context, scopes, inner.Node);
            case SyntaxKind.NotExpression: return new NotExpressionSyntax(node).Inner is { } negated && IsConstant(context, scopes, negated.Node);
            case SyntaxKind.AndExpression or SyntaxKind.OrExpression or SyntaxKind.BinaryExpression:
            {
                foreach (var operand in node.All<ExpressionSyntax>())
                    if (!IsConstant(context, scopes, operand.Node)) return false;
                // A division may halt.
                return node.As<BinaryExpressionSyntax>() is not { Operator.Kind: SyntaxKind.Slash } && ExpressionTypes.Of(context, node.Range) is { } type && WellKnownKinds.IsWellKnown(type.Kind);
            }
            default: return false;
        }
    }

    private static bool IsConstantLocal(AssistContext context, LocalScopes scopes, SyntaxNode node)
    {
        foreach (var use in scopes.Uses)
        {
            if (use.Range != node.Range) continue;
            foreach (var other in scopes.Uses)
                if (other.Declaration == use.Declaration && other.IsSet) return false;
            return ExpressionTypes.Of(context, node.Range) is { } type && WellKnownKinds.IsWellKnown(type.Kind);
        }
        return false;
    }
}
