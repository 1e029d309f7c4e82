// Changes a name that means nothing to one that is near to it.

using Vale.Compiler.Bodies;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class DidYouMean
{
    public static void Fix(AssistContext context, FoundProblem problem)
    {
        switch (problem.Fact)
        {
            case UnknownName p: Offer(context, problem, problem.Range, p.Near); break;
            case UnknownFunction { IsMember: false } p: Offer(context, problem, problem.Range, p.Near); break;
            case UnknownMember p: Offer(context, problem, problem.Range, p.Near); break;
            case UnknownType p: Offer(context, problem, problem.Range, p.Near); break;
            case UnknownImport p when Steps(context, problem) is { Importee: { } name }: Offer(context, problem, name.Range, p.Near); break;
            case UnknownModule p when Steps(context, problem) is { ModuleName: { } name }: Offer(context, problem, name.Range, p.Known); break;
            case UnknownPackage p when Steps(context, problem) is { StepCount: > 1 } import:
                Offer(context, problem, new TextRange(import.Step(0)!.Value.Offset, import.Step(import.StepCount - 2)!.Value.Range.End), p.Known);
                break;
        }
    }

    private static void Offer(AssistContext context, FoundProblem problem, TextRange range, ValueArray<string> near)
    {
        foreach (var name in near)
            context.Fix(problem, "did-you-mean", $"Change to `{name}`", edits => edits.Replace(context.File, range, name), near.Length == 1);
    }

    private static ImportSyntax? Steps(AssistContext context, FoundProblem problem) =>
        context.Innermost(problem.Range, SyntaxKind.Import) is { } node ? new ImportSyntax(node) : null;
}
