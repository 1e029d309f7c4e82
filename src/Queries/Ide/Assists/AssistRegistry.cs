// Every assist, one line each: those that fix a problem, and those that rewrite what is right already.

namespace Vale.Ide.Assists;

/// <summary>The assists.</summary>
internal static class AssistRegistry
{
    /// <summary>Offers to fix one problem.</summary>
    private static readonly Action<AssistContext, FoundProblem>[] s_fixes =
    [
        ImportName.Fix,
        DidYouMean.Fix,
        SyntaxFixes.Fix,
        OwnershipFixes.Fix,
        BoundFixes.Fix,
        DropFixes.Fix,
        ReturnFixes.Fix,
        HeaderFixes.Fix,
        MemberFixes.Fix,
        ImplFixes.Fix,
        StatementFixes.Fix,
        CreateFunction.Fix,
    ];

    /// <summary>Offers to rewrite what is selected.</summary>
    private static readonly (AssistKind Kind, Action<AssistContext> Offer)[] s_rewrites =
    [
        (AssistKind.QuickFix, Imports.RemoveUnused),
        (AssistKind.QuickFix, UnusedLocals.Offer),
        (AssistKind.Extract, ExtractLocal.Offer),
        (AssistKind.Extract, ExtractFunction.Offer),
        (AssistKind.Inline, InlineLocal.Offer),
        (AssistKind.Rewrite, ExplicitType.Offer),
        (AssistKind.OrganizeImports, Imports.Organize),
    ];

    /// <summary>What can be done at a place, fixes first.</summary>
    public static IReadOnlyList<Assist> At(Queries.Runtime.QueryContext db, AssistRequest request)
    {
        var context = new AssistContext(db, request);
        if (context.Wants(AssistKind.QuickFix))
            foreach (var problem in context.Problems())
                foreach (var fix in s_fixes) fix(context, problem);
        foreach (var (kind, offer) in s_rewrites)
            if (context.Wants(kind)) offer(context);
        return context.Offered;
    }
}
