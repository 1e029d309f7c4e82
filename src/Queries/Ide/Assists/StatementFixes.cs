// Statements that a problem says how to put right.

using Vale.Compiler.Bodies;
using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class StatementFixes
{
    public static void Fix(AssistContext context, FoundProblem problem)
    {
        switch (problem.Fact)
        {
            case UnreachableCode:
                context.Fix(problem, "remove-unreachable", "Remove what is never reached", edits => edits.Delete(context.File, Behind(context, problem.Range)), true);
                break;
            case DuplicateLocal p: SetIt(context, problem, p); break;
            case IntegerTooLarge p when p.Type == Coord.I32 && char.IsAsciiDigit(p.Text[^1]):
                context.Fix(problem, "write-i64", $"Write it as an i64: `{p.Text}i64`", edits => edits.Insert(context.File, problem.Range.End, "i64"), true);
                break;
            case IntegerTooLarge p when p.Type == Coord.I32 && p.Text.EndsWith("i32", StringComparison.Ordinal):
                context.Fix(problem, "write-i64", $"Write it as an i64: `{p.Text[..^3]}i64`", edits => edits.Replace(context.File, new TextRange(problem.Range.End - 3, problem.Range.End), "i64"), true);
                break;
            case MutableElementOfImmutable: Mutable(context, problem); break;
            case DestructOfUnowned { Type.Ownership: Ownership.Share }: NoDestruct(context, problem); break;
            case MovedInOneBranch { Mover: not Branch.RightSide } p: DropElsewhere(context, problem, p); break;
            case UnknownName p: Declare(context, problem, p); break;
        }
    }

    // The blanks before it go with it.
    private static TextRange Behind(AssistContext context, TextRange range)
    {
        var start = range.Start;
        while (start > 0 && char.IsWhiteSpace(context.Text[start - 1])) start--;
        return new TextRange(start, range.End);
    }

    private static void SetIt(AssistContext context, FoundProblem problem, DuplicateLocal p)
    {
        var path = context.Around(problem.Range);
        if (path.Count < 2 || path[^1].Kind != SyntaxKind.Pattern || path[^2].Kind != SyntaxKind.LetStatement) return;
        var pattern = new PatternSyntax(path[^1]);
        if (pattern.Type is null && pattern.Destructure is null)
            context.Fix(problem, "set-local", $"Set `{p.Name}`", edits => edits.Insert(context.File, path[^1].Offset, "set "), true);
    }

    private static void Mutable(AssistContext context, FoundProblem problem)
    {
        var path = context.Around(problem.Range);
        for (var i = path.Count - 1; i >= 0; i--)
            if (path[i].Kind == SyntaxKind.ArrayExpression && new ArrayExpressionSyntax(path[i]).HasImmutableMark)
            {
                context.Fix(problem, "mutable-array", "Remove the `#`", edits => edits.Delete(context.File, new TextRange(path[i].Offset, path[i].Offset + 1)), true);
                return;
            }
    }

    private static void NoDestruct(AssistContext context, FoundProblem problem)
    {
        if (context.Innermost(problem.Range, SyntaxKind.ExpressionStatement) is { } statement && new ExpressionStatementSyntax(statement).Expression is { } expression && expression.Node.Range == problem.Range)
            context.Fix(problem, "remove-destruct", "Remove it", edits => edits.Delete(context.File, Layout.WholeLines(context.Text, statement.Range)));
    }

    private static void DropElsewhere(AssistContext context, FoundProblem problem, MovedInOneBranch p)
    {
        if (context.Innermost(problem.Range, SyntaxKind.IfExpression) is not { } node) return;
        var syntax = new IfExpressionSyntax(node);
        if (p.Mover == Branch.Then && syntax.Else is null && syntax.Then is { } then)
            context.Fix(problem, "drop-elsewhere", $"Drop `{p.Name}` otherwise", edits => edits.Insert(context.File, then.Node.End, $" else {{ drop({p.Name}); }}"));
        else if ((p.Mover == Branch.Then ? syntax.Else?.Block : syntax.Then) is { Result: null } other)
            context.Fix(problem, "drop-elsewhere", $"Drop `{p.Name}` in the other branch", edits =>
            {
                var statements = other.Statements.ToArray();
                if (statements.Length > 0 && Layout.IsFirstOfLine(context.Text, statements[0].Node.Offset))
                    edits.Insert(context.File, statements[0].Node.Offset, $"drop({p.Name});\n{context.IndentOf(statements[0].Node.Offset)}");
                else edits.Insert(context.File, other.Node.Offset + 1, $" drop({p.Name});");
            });
    }

    // `set x = 3;` of what is not there declares it without the `set`.
    private static void Declare(AssistContext context, FoundProblem problem, UnknownName p)
    {
        var path = context.Around(problem.Range);
        for (var i = path.Count - 1; i > 0; i--)
        {
            if (path[i].Kind != SyntaxKind.SetExpression) continue;
            var set = new SetExpressionSyntax(path[i]);
            if (set.Target?.Node.Range == problem.Range && path[i - 1].Kind == SyntaxKind.ExpressionStatement && path[i - 1].Offset == path[i].Offset)
                context.Fix(problem, "declare-local", $"Declare `{p.Name}`", edits => edits.Delete(context.File, new TextRange(path[i].Offset, problem.Range.Start)), p.Near.IsEmpty);
            return;
        }
    }
}
