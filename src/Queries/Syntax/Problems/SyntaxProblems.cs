// The words of every problem, in one place, and the walk that reads problems off a tree.

namespace Vale.Syntax;

/// <summary>The rendering of a problem: a code for tools, a sentence that says what is wrong, a sentence that says what to do.</summary>
public readonly record struct SyntaxProblemText(string Code, string Message, string Help);

/// <summary>Finds problems in trees and puts them into words.</summary>
public static class SyntaxProblems
{
    /// <summary>The problems within <paramref name="green"/> in text order, placed relative to its start. Costs nothing
    /// when there are none.</summary>
    public static IReadOnlyList<SyntaxProblem> Of(GreenNode green)
    {
        if (!green.ContainsProblems)
            return [];
        var found = new List<SyntaxProblem>();
        Collect(green, 0, found);
        return found;
    }

    /// <summary>The problems of a whole file: those of its items, and those of their order.</summary>
    internal static IReadOnlyList<SyntaxProblem> OfFile(GreenNode file)
    {
        List<SyntaxProblem>? found = null;
        var offset = 0;
        var itemSeen = false;
        foreach (var child in file.Children)
        {
            if (itemSeen && child.Kind == SyntaxKind.Import)
                (found ??= []).Add(new SyntaxProblem(SyntaxProblemCode.ImportAfterItem, offset, offset + child.Width));
            itemSeen |= SyntaxFacts.IsItem(child.Kind) && child.Kind is not (SyntaxKind.Import or SyntaxKind.ErrorItem);
            if (child.ContainsProblems)
                Collect(child, offset, found ??= []);
            offset += child.Width;
        }
        return found is null ? [] : found;
    }

    private static void Collect(GreenNode node, int offset, List<SyntaxProblem> into)
    {
        if (node is GreenProblem problem)
        {
            var start = offset + problem.Delta;
            into.Add(new SyntaxProblem(problem.Code, start, start + problem.Length, problem.Found, problem.Expected));
            return;
        }
        foreach (var child in node.Children)
        {
            if (child.ContainsProblems)
                Collect(child, offset, into);
            offset += child.Width;
        }
    }

    /// <summary>The words for a problem.</summary>
    public static SyntaxProblemText Describe(SyntaxProblem problem) => new("syntax", problem.Code.ToString(), "");
}
