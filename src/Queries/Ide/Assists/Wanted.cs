// What type a place wants of the expression that stands there, as far as its surroundings say.

using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class Wanted
{
    /// <summary>The text of the type an expression has to have; null when nothing says it.</summary>
    public static string? TypeOf(AssistContext context, SyntaxNode expression)
    {
        var path = context.Around(expression.Range);
        for (var i = path.Count - 1; i > 0; i--)
        {
            if (path[i].Range != expression.Range || !SyntaxFacts.IsExpression(path[i].Kind)) continue;
            var parent = path[i - 1];
            switch (parent.Kind)
            {
                case SyntaxKind.ParenthesizedExpression: return TypeOf(context, parent);
                case SyntaxKind.ReturnStatement: return InLambda(path, i) ? null : ReturnType(context, expression.Range);
                case SyntaxKind.ExpressionStatement when new ExpressionStatementSyntax(parent).HasSemicolon: return "void";
                case SyntaxKind.ExpressionStatement when i >= 3 && path[i - 2].Kind == SyntaxKind.Condition: return "bool";
                case SyntaxKind.ExpressionStatement when i >= 3 && path[i - 2].Kind == SyntaxKind.Block && path[i - 3].Kind == SyntaxKind.Function: return ReturnType(context, expression.Range);
                case SyntaxKind.LetStatement: return new LetStatementSyntax(parent).Pattern?.Type is { } type ? context.TextOf(type.Node) : null;
                case SyntaxKind.AndExpression or SyntaxKind.OrExpression or SyntaxKind.NotExpression: return "bool";
                case SyntaxKind.BinaryExpression:
                {
                    var binary = new BinaryExpressionSyntax(parent);
                    var other = binary.Left?.Node.Range == expression.Range ? binary.Right : binary.Left;
                    if (other is { } literal && Literal(literal.Kind) is { } plain) return plain;
                    return other is { } side && ExpressionTypes.Of(context, side.Node.Range) is { } known ? TypeText.Of(context.Db, known.Ownership == Ownership.Own ? known.With(Ownership.Borrow) : known) : null;
                }
                case SyntaxKind.Interpolation: return "str";
                case SyntaxKind.ArgumentList when i >= 2 && Printed(path[i - 2]): return "str";
                default: return null;
            }
        }
        return null;
    }

    // Beside something that is in error a literal is not in the typed tree.
    private static string? Literal(SyntaxKind kind) => kind switch
    {
        SyntaxKind.IntegerExpression => "int",
        SyntaxKind.FloatExpression => "float",
        SyntaxKind.BoolExpression => "bool",
        SyntaxKind.StringExpression => "str",
        _ => null,
    };

    private static bool Printed(SyntaxNode call) => CallSite.Of(call) is { Name: "println" or "print" or "panic", IsMethod: false };

    private static bool InLambda(List<SyntaxNode> path, int from)
    {
        for (var i = from; i >= 0; i--)
            if (path[i].Kind == SyntaxKind.LambdaExpression) return true;
        return false;
    }

    private static string? ReturnType(AssistContext context, TextRange range)
    {
        if (ItemQueries.At(context.Db, context.File, range.Start) is not { } item || context.Db.Lookup(ItemQueries.Denizens, item.Id).Kind != DenizenKind.Function) return null;
        return TypeText.Of(context.Db, context.Db.Get(SignatureQueries.Header, SignatureQueries.Declared(context.Db, item.Id)).ReturnType);
    }
}
