// Asks in a head for what a generic body needs: `where func drop(T)void`.

using Vale.Compiler.Bodies;
using Vale.Compiler.Calls;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class BoundFixes
{
    public static void Fix(AssistContext context, FoundProblem problem)
    {
        switch (problem.Fact)
        {
            case NotDroppable p when IsPlaceholder(context, p.Type): Ask(context, problem, $"func drop({TypeQueries.Display(context.Db, p.Type)})void", true); break;
            case UnmetBoundOfType p: Bound(context, problem, p.Bound, true); break;
            case UnmetBoundOfDenizen p: Bound(context, problem, p.Bound, true); break;
            case NoMatchingFunction p:
                foreach (var candidate in p.Candidates)
                    if (candidate.Why is UnmetBound { Bound: var bound }) Bound(context, problem, bound, p.Candidates.Length == 1);
                Called(context, problem, p.Name, p.Arguments);
                break;
            case UnknownFunction { IsMember: false } p: Called(context, problem, p.Name, p.Arguments); break;
            case NotCallable p when IsPlaceholder(context, p.Type): CalledValue(context, problem, p.Type); break;
        }
    }

    private static bool IsPlaceholder(AssistContext context, Coord type) =>
        !WellKnownKinds.IsWellKnown(type.Kind) && context.Db.Lookup(TypeQueries.Kinds, type.Kind) is PlaceholderKind;

    private static void Bound(AssistContext context, FoundProblem problem, Bound bound, bool isSure)
    {
        var isGeneric = bound switch
        {
            FunctionBound f => SpeaksOfPlaceholder(context, f.Parameters),
            ImplBound i => Placeholders.IsMentionedIn(context.Db, i.Sub),
            _ => false,
        };
        if (isGeneric && TypeText.Of(context.Db, bound) is { } text) Ask(context, problem, text, isSure);
    }

    private static bool SpeaksOfPlaceholder(AssistContext context, IEnumerable<Coord> types)
    {
        foreach (var type in types)
            if (TypeText.IsGeneric(context.Db, type)) return true;
        return false;
    }

    // A call of what nobody promises: what it returns has to follow from where it stands.
    private static void Called(AssistContext context, FoundProblem problem, string name, ValueArray<Coord> arguments)
    {
        if (!arguments.Any(type => IsPlaceholder(context, type)) || !Words.IsName(name) || CallSite.At(context, problem.Range) is not { } call) return;
        if (Wanted.TypeOf(context, call.Node) is not { } returns) return;
        var types = new List<string>();
        foreach (var argument in arguments)
        {
            if (TypeText.Of(context.Db, argument) is not { } text) return;
            types.Add(text);
        }
        Ask(context, problem, $"func {name}({string.Join(", ", types)}){returns}", false);
    }

    private static void CalledValue(AssistContext context, FoundProblem problem, Coord callee)
    {
        if (context.Innermost(problem.Range, SyntaxKind.CallExpression) is not { } node || Wanted.TypeOf(context, node) is not { } returns) return;
        var types = new List<string> { TypeQueries.Display(context.Db, callee.With(Ownership.Borrow)) };
        foreach (var argument in new CallExpressionSyntax(node).Arguments)
        {
            if (ExpressionTypes.Of(context, argument.Node.Range) is not { } type || TypeText.Of(context.Db, type) is not { } text) return;
            types.Add(text);
        }
        Ask(context, problem, $"func({string.Join(", ", types)}){returns}", false);
    }

    /// <summary>Offers to write a rule in the head of the denizen that a problem is in.</summary>
    private static void Ask(AssistContext context, FoundProblem problem, string rule, bool isSure)
    {
        if (SyntaxPaths.Header(context.Db, problem.Fact!.Where.Denizen) is not { } header || header.Has(SyntaxKind.InterfaceBody)) return;
        context.Fix(problem, "add-bound", $"Ask for `{rule}`", edits =>
        {
            if (header.First<WhereClauseSyntax>() is { } where) edits.Insert(context.File, where.Node.End, ", " + rule);
            else edits.Insert(context.File, header.Kind == SyntaxKind.Struct ? SyntaxPaths.EndBefore(header, SyntaxKind.StructBody) : header.End, " where " + rule);
        }, isSure);
    }
}
