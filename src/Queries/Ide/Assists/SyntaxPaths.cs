// Ways through a tree that assists take: from the file to what stands at a place.

using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class SyntaxPaths
{
    /// <summary>The nodes around a range, the outermost first; no tokens.</summary>
    public static List<SyntaxNode> Around(SyntaxNode root, TextRange range)
    {
        var path = new List<SyntaxNode>();
        var at = root;
        while (true)
        {
            path.Add(at);
            SyntaxNode? below = null;
            foreach (var child in at.Children)
                if (!child.IsToken && child.Range.Contains(range) && (below is null || child.Offset == range.Start)) below = child;
            if (below is not { } next) return path;
            at = next;
        }
    }

    /// <summary>An item's header, placed as it is in its file; null when the item is gone.</summary>
    public static SyntaxNode? Header(QueryContext db, DenizenId id)
    {
        if (ItemQueries.Find(db.Get(ItemQueries.ItemRanges, db.Lookup(ItemQueries.Denizens, id).File), id) is not { } range) return null;
        return db.Get(ItemQueries.Header, id).Green is { } green ? new SyntaxNode(green, range.Full.Start) : null;
    }

    /// <summary>The first token of a kind directly in a node.</summary>
    public static SyntaxToken? Token(SyntaxNode node, SyntaxKind kind) => node.Token(kind);

    /// <summary>The end of the last node or token directly in a node that is no blank and stands before one of a kind.</summary>
    public static int EndBefore(SyntaxNode node, SyntaxKind kind)
    {
        var end = node.Offset;
        foreach (var child in node.Children)
        {
            if (child.Kind == kind) return end;
            if (!SyntaxFacts.IsTrivia(child.Kind) && child.Width > 0) end = child.End;
        }
        return end;
    }
}
