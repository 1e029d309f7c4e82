// What an editor can fold: everything between brackets that stand on different lines, runs of comments, runs of imports.

using Vale.Compiler.Inputs;
using Vale.Compiler.Parse;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide;

internal static class FoldingRanges
{
    public static IReadOnlyList<FoldingRange> Of(QueryContext db, FileId file)
    {
        var root = new SyntaxNode(db.Get(ParseQueries.Parse, file).Result.Tree);
        var text = db.Get(InputQueries.FileText, file).Text;
        var found = new List<FoldingRange>();
        Runs(root, text, found);
        Brackets(root, text, found);
        return found;
    }

    // Comments line by line, and imports.
    private static void Runs(SyntaxNode root, SourceText text, List<FoldingRange> found)
    {
        (TextRange Range, FoldingKind Kind)? run = null;
        foreach (var child in root.Children)
        {
            var kind = child.Kind switch
            {
                SyntaxKind.LineComment => FoldingKind.Comment,
                SyntaxKind.Import => FoldingKind.Imports,
                _ => FoldingKind.Region,
            };
            if (child.Kind == SyntaxKind.Whitespace)
            {
                // An empty line ends a run of comments.
                if (run is { Kind: FoldingKind.Comment } && child.Text.AsSpan().Count('\n') > 1) Close();
                continue;
            }
            if (run is { } open && open.Kind == kind)
            {
                run = (new TextRange(open.Range.Start, child.End), kind);
                continue;
            }
            Close();
            if (kind != FoldingKind.Region) run = (child.Range, kind);
        }
        Close();

        void Close()
        {
            if (run is { } done && HasLineBreak(text, done.Range)) found.Add(new FoldingRange(done.Range, done.Kind));
            run = null;
        }
    }

    private static void Brackets(SyntaxNode node, SourceText text, List<FoldingRange> found)
    {
        if (!HasLineBreak(text, node.Range)) return;
        SyntaxNode? open = null;
        foreach (var child in node.Children)
        {
            if (child.Kind is SyntaxKind.OpenCurly or SyntaxKind.OpenParen or SyntaxKind.OpenSquare) open = child;
            else if (child.Kind is SyntaxKind.CloseCurly or SyntaxKind.CloseParen or SyntaxKind.CloseSquare && open is { } start)
            {
                var inner = new TextRange(start.End, child.Offset);
                if (HasLineBreak(text, inner)) found.Add(new FoldingRange(inner, FoldingKind.Region));
                open = null;
            }
            else if (!child.IsToken) Brackets(child, text, found);
        }
    }

    private static bool HasLineBreak(SourceText text, TextRange range) => text.AsSpan()[range.Start..range.End].Contains('\n');
}
