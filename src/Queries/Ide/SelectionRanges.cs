// What a growing selection takes in next: each node around the cursor that is larger than the one before.

using Vale.Compiler.Inputs;
using Vale.Compiler.Parse;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide;

internal static class SelectionRanges
{
    /// <summary>The ranges around an offset, the smallest first; the whole file is the last.</summary>
    public static IReadOnlyList<TextRange> Of(QueryContext db, FilePosition position)
    {
        var root = new SyntaxNode(db.Get(ParseQueries.Parse, position.File).Result.Tree);
        var found = new List<TextRange> { root.Range };
        for (var node = root; Within(node, position.Offset) is { } inner; node = inner)
            if (inner.Range != found[^1]) found.Add(inner.Range);
        found.Reverse();
        return found;
    }

    // Of two nodes that touch at the cursor the later one is taken, unless it is no more than a space or a mark.
    private static SyntaxNode? Within(SyntaxNode node, int offset)
    {
        if (node.IsToken) return null;
        SyntaxNode? found = null;
        foreach (var child in node.Children)
        {
            if (child.Width == 0 || SyntaxFacts.IsTrivia(child.Kind) || !child.Range.Touches(offset)) continue;
            if (found is null || !child.IsToken || found.Value.IsToken && IsWord(child)) found = child;
        }
        return found;
    }

    private static bool IsWord(SyntaxNode token) => token.Kind is SyntaxKind.Identifier or SyntaxKind.IntegerLiteral or SyntaxKind.FloatLiteral or SyntaxKind.StringText;
}
