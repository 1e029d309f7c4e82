// The tokens of a file: those of its items where they stand now, and what is between items.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Parse;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Tokens;

internal static class FileTokens
{
    /// <summary>The tokens of a file that touch a range, or all of them, in the order of the text.</summary>
    public static List<SemanticToken> Of(QueryContext db, FileId file, TextRange? range)
    {
        var ranges = db.Get(ItemQueries.ItemRanges, file);
        var root = new SyntaxNode(db.Get(ParseQueries.Parse, file).Result.Tree);
        var tokens = new List<SemanticToken>(range is null ? root.Width / 6 : 256);
        var (item, import) = (0, 0);
        foreach (var child in root.Children)
        {
            // Items come in the order of the text, each before those that are written in it.
            while (item < ranges.Items.Length && ranges.Items[item].Full.Start < child.Offset) item++;
            while (import < ranges.Imports.Length && ranges.Imports[import].Start < child.Offset) import++;
            if (range is { } wanted && (child.End < wanted.Start || child.Offset > wanted.End)) continue;
            if (child.Kind == SyntaxKind.Import) Import(db, file, child, import < ranges.Imports.Length && ranges.Imports[import].Start == child.Offset ? import : -1, tokens);
            else if (item < ranges.Items.Length && ranges.Items[item].Full == child.Range)
                Items(db, child, ranges.Items.AsSpan()[item..], tokens);
            else new TokenWalk(db, file, null, tokens).Walk(child);
            if (SyntaxFacts.IsItem(child.Kind)) Document(tokens, child.Offset, db.Get(InputQueries.FileText, file).Text);
        }
        if (range is { } only) tokens.RemoveAll(token => token.End < only.Start || token.Start > only.End);
        return tokens;
    }

    // An item, and those within it.
    private static void Items(QueryContext db, SyntaxNode node, ReadOnlySpan<ItemRange> items, List<SemanticToken> tokens)
    {
        var first = tokens.Count;
        var count = 0;
        foreach (var item in items)
        {
            if (!node.Range.Contains(item.Full)) break;
            count++;
            var made = db.Get(ItemTokens.Query, item.Id);
            Append(made.Header.AsSpan(), item.Full.Start, tokens);
            if (item.BodyStart < 0) continue;
            Between(node, item, tokens);
            Append(made.Body.AsSpan(), item.BodyStart, tokens);
        }
        if (count > 1) tokens.Sort(first, tokens.Count - first, ByPlace.Instance);
    }

    // Between a function's header and its body a comment may stand, which is of neither.
    private static void Between(SyntaxNode node, ItemRange item, List<SemanticToken> tokens)
    {
        if (node.Kind != SyntaxKind.Function) return;
        foreach (var child in node.Children)
            if (child.Offset < item.BodyStart && SyntaxFacts.IsComment(child.Kind))
                tokens.Add(new SemanticToken(child.Offset, child.Width, TokenType.Comment, TokenModifiers.None));
    }

    private static void Append(ReadOnlySpan<SemanticToken> made, int offset, List<SemanticToken> tokens)
    {
        foreach (var token in made) tokens.Add(token with { Start = token.Start + offset });
    }

    // An import's last step may be an item; all others are packages.
    private static void Import(QueryContext db, FileId file, SyntaxNode node, int ordinal, List<SemanticToken> tokens)
    {
        new TokenWalk(db, file, null, tokens).Walk(node);
        if (ordinal < 0 || new ImportSyntax(node).Importee is not { Kind: SyntaxKind.Identifier } importee) return;
        var import = db.Get(ItemQueries.FileItems, file).Imports[ordinal];
        if (import.Item is null) return;
        foreach (var item in NameQueries.LookupIn(db, InputQueries.PackageOf(db, import.Package.Module, import.Package.Package), import.Item))
        {
            var type = item.Kind switch { DenizenKind.Struct => TokenType.Struct, DenizenKind.Interface => TokenType.Interface, _ => TokenType.Function };
            for (var i = tokens.Count - 1; i >= 0 && tokens[i].Start >= importee.Offset; i--)
                if (tokens[i].Start == importee.Offset) tokens[i] = tokens[i] with { Type = type };
            break;
        }
    }

    // The lines of comment right above an item tell of it.
    private static void Document(List<SemanticToken> tokens, int item, SourceText text)
    {
        var first = tokens.Count - 1;
        while (first >= 0 && tokens[first].Start >= item) first--;
        var line = text.Lines.LineOf(item);
        for (; first >= 0 && tokens[first].Type == TokenType.Comment; first--)
        {
            var start = tokens[first].Start;
            if (text.Lines.LineOf(start) != line - 1 || text.AsSpan()[start] != '/' || !text.AsSpan()[text.Lines.Start(line - 1)..start].IsWhiteSpace()) break;
            line--;
            tokens[first] = tokens[first] with { Modifiers = TokenModifiers.Documentation };
        }
    }

    private sealed class ByPlace : IComparer<SemanticToken>
    {
        public static ByPlace Instance { get; } = new();

        public int Compare(SemanticToken a, SemanticToken b) => a.Start.CompareTo(b.Start);
    }
}
