// Brings together what a function says it returns and what it does return, and what a local is declared as and is.

using Vale.Compiler.Bodies;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class ReturnFixes
{
    public static void Fix(AssistContext context, FoundProblem problem)
    {
        switch (problem.Fact)
        {
            case TypeMismatch { Role: ValueRole.Return or ValueRole.BodyResult } p: Return(context, problem, p); break;
            case TypeMismatch { Role: ValueRole.Annotation } p: Annotation(context, problem, p); break;
            case MissingReturn p: Missing(context, problem, p); break;
            case BranchMismatch p: Branches(context, problem, p); break;
        }
    }

    private static void Return(AssistContext context, FoundProblem problem, TypeMismatch p)
    {
        if (p.Expected.IsVoid && p.Role == ValueRole.BodyResult)
            context.Fix(problem, "add-semicolon", "End it with `;`", edits => edits.Insert(context.File, problem.Range.End, ";"));
        if (TypeText.Of(context.Db, p.Actual) is not { } type || p.Actual.IsVoid) return;
        if (SyntaxPaths.Header(context.Db, p.Where.Denizen) is not { } node || node.As<FunctionHeaderSyntax>() is not { } header) return;
        if (context.Db.Lookup(ItemQueries.Denizens, p.Where.Denizen).Name == "main" && !(p.Actual == Coord.I32)) return;
        context.Fix(problem, "return-type", p.Expected.IsVoid ? $"Return `{type}`" : $"Change the return type to `{type}`", edits =>
        {
            if (header.ReturnType is { } written) edits.Replace(context.File, written.Node.Range, type);
            else if (header.Parameters is { } list) edits.Insert(context.File, list.Node.End, " " + type);
            ImportEdits.AddFor(context.Db, edits, context.File, p.Actual);
        }, p.Expected.IsVoid);
    }

    private static void Annotation(AssistContext context, FoundProblem problem, TypeMismatch p)
    {
        if (TypeText.Of(context.Db, p.Actual) is not { } type || p.Actual.IsVoid) return;
        var written = ItemQueries.Resolve(context.Db, p.Because);
        if (written.Length == 0 || context.Text[written.Start..written.End] != TypeQueries.Display(context.Db, p.Expected)) return;
        context.Fix(problem, "declared-type", $"Change the declared type to `{type}`", edits =>
        {
            edits.Replace(context.File, written, type);
            ImportEdits.AddFor(context.Db, edits, context.File, p.Actual);
        });
    }

    // The last statement may yield what is promised, were it not for its semicolon.
    private static void Missing(AssistContext context, FoundProblem problem, MissingReturn p)
    {
        if (context.Innermost(problem.Range, SyntaxKind.Function) is not { } function || new FunctionSyntax(function).Body is not { } body) return;
        var statements = body.Statements.ToArray();
        if (statements.Length == 0 || statements[^1] is not { Kind: SyntaxKind.ExpressionStatement, HasSemicolon: true } last) return;
        if (new ExpressionStatementSyntax(last.Node).Expression is not { } value || ExpressionTypes.Of(context, value.Node.Range) != p.Expected) return;
        context.Fix(problem, "write-return", "Return the last expression", edits => edits.Insert(context.File, last.Node.Offset, "return "), true);
        if (last.Node.Token(SyntaxKind.Semicolon) is { } semicolon)
            context.Fix(problem, "remove-semicolon", "Remove the last `;`", edits => edits.Delete(context.File, semicolon.Range));
    }

    private static void Branches(AssistContext context, FoundProblem problem, BranchMismatch p)
    {
        if (context.Innermost(problem.Range, SyntaxKind.IfExpression) is not { } node) return;
        var syntax = new IfExpressionSyntax(node);
        context.Fix(problem, "end-branches", p.HasElse ? "End both branches with `;`" : "End the branch with `;`", edits =>
        {
            if (syntax.Then?.Result is { } then) edits.Insert(context.File, then.Node.End, ";");
            if (syntax.Else?.Block?.Result is { } otherwise) edits.Insert(context.File, otherwise.Node.End, ";");
        }, !p.HasElse);
    }
}
