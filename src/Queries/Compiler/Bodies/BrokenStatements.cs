// Keeps quiet about the meaning of statements that could not be read whole: what seems wrong with them is most likely
// their syntax, and that has been told.

using Vale.Compiler.Items;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

internal static class BrokenStatements
{
    /// <summary>Takes away the problems in statements of a body that have syntax problems of their own, and a missing return of such a body.</summary>
    public static void Forget(GreenNode body, List<Problem> problems)
    {
        if (!body.ContainsProblems) return;
        var root = new SyntaxNode(body);
        problems.RemoveAll(problem => problem is MissingReturn ||
            problem.Where is { Base: AnchorBase.Body } where && IsBroken(InnermostStatement(root, where.Start).Green));
    }

    private static SyntaxNode InnermostStatement(SyntaxNode root, int offset)
    {
        var found = root;
        var at = root;
        while (true)
        {
            var below = at;
            foreach (var child in at.Children)
                if (child.Offset <= offset && offset < child.End) below = child;
            if (below.Green == at.Green) return found;
            at = below;
            if (SyntaxFacts.IsStatement(at.Kind)) found = at;
        }
    }

    // A problem within a statement that stands within this one is that one's.
    private static bool IsBroken(GreenNode node)
    {
        if (node.Kind == SyntaxKind.Problem) return true;
        foreach (var child in node.Children)
            if (child.ContainsProblems && !SyntaxFacts.IsStatement(child.Kind) && IsBroken(child)) return true;
        return false;
    }
}
