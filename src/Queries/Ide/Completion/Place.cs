// Where the cursor is. The text is mostly unfinished there, so it is read once more with a name put in at the cursor: what
// that name is in the tree tells what could be written, and the tree around it is as whole as it will be.

using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Parse;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>A cursor, with the tree around it.</summary>
internal sealed class Place
{
    // Longer than any keyword, and nothing anybody writes.
    private const string Marker = "__cursor__";

    private Place(QueryContext db, FilePosition position, SourceText text, TextRange insert, TextRange replace, List<SyntaxNode> path)
    {
        Db = db;
        File = position.File;
        Offset = position.Offset;
        Text = text;
        Insert = insert;
        Replace = replace;
        Path = path;
        Typed = text.Slice(insert).ToString();
    }

    public QueryContext Db { get; }
    public FileId File { get; }
    public int Offset { get; }

    /// <summary>The text as it is.</summary>
    public SourceText Text { get; }

    /// <summary>The word up to the cursor.</summary>
    public TextRange Insert { get; }

    /// <summary>The whole word.</summary>
    public TextRange Replace { get; }

    /// <summary>What has been typed of the word.</summary>
    public string Typed { get; }

    /// <summary>The nodes that hold the name at the cursor, the file first and the name last. Offsets behind it are those of the text with the name.</summary>
    public List<SyntaxNode> Path { get; }

    /// <summary>The name at the cursor.</summary>
    public SyntaxNode Token => Path[^1];

    /// <summary>The node the name is a part of.</summary>
    public SyntaxNode Parent => Path[^2];

    /// <summary>The function whose body the cursor is in, or null.</summary>
    public FunctionId? Function { get; private set; }

    /// <summary>The denizen around the cursor, or null.</summary>
    public DenizenId? Denizen { get; private set; }

    /// <summary>What was seen at the cursor; null outside of bodies.</summary>
    public BodyProbe? Probe { get; private set; }

    /// <summary>The character behind the word, line breaks included.</summary>
    public char Next => Replace.End < Text.Length ? Text[Replace.End] : '\0';

    /// <summary>The node so many levels above the name; a default one above the file.</summary>
    public SyntaxNode Above(int levels) => Path.Count > levels ? Path[^(levels + 1)] : default;

    /// <summary>Whether a node of that kind holds the cursor.</summary>
    public bool IsWithin(SyntaxKind kind)
    {
        foreach (var node in Path)
            if (node.Kind == kind) return true;
        return false;
    }

    /// <summary>The innermost node of that kind around the cursor.</summary>
    public SyntaxNode? Innermost(SyntaxKind kind)
    {
        for (var i = Path.Count - 1; i >= 0; i--)
            if (Path[i].Kind == kind) return Path[i];
        return null;
    }

    /// <summary>Reads the text around a cursor; null where no name can stand: in a comment, a string, a number.</summary>
    public static Place? At(QueryContext db, FilePosition position)
    {
        var parsed = db.Get(ParseQueries.Parse, position.File).Result;
        var text = parsed.Text;
        if (position.Offset < 0 || position.Offset > text.Length || IsInLiteral(parsed, position.Offset)) return null;
        var (start, end) = (position.Offset, position.Offset);
        while (start > 0 && Words.IsPart(text[start - 1])) start--;
        if (start < position.Offset && char.IsAsciiDigit(text[start])) return null;
        // At the beginning of a word nothing of it has been typed: it stays.
        if (start < position.Offset)
            while (end < text.Length && Words.IsPart(text[end])) end++;
        var marked = Parser.Reparse(parsed, new TextEdit(position.Offset, position.Offset, Mark(text, position.Offset)));
        var path = PathTo(marked.Tree, position.Offset);
        if (path.Count < 2) return null;
        var place = new Place(db, position, text, new TextRange(start, position.Offset), new TextRange(start, end), path);
        place.Look();
        return place;
    }

    /// <summary>The nodes that hold an offset, the file first.</summary>
    public static List<SyntaxNode> PathTo(GreenNode tree, int offset)
    {
        var path = new List<SyntaxNode>();
        var node = new SyntaxNode(tree);
        while (true)
        {
            path.Add(node);
            SyntaxNode? next = null;
            foreach (var child in node.Children)
                if (child.Range.Contains(offset)) next = child;
            if (next is not { } inner) return path;
            node = inner;
        }
    }

    /// <summary>The function that a node of a path is the text of, and whether its body can be looked into.</summary>
    public static (DenizenId Denizen, FunctionId Function)? FunctionAt(QueryContext db, FileId file, SyntaxNode node)
    {
        foreach (var item in db.Get(ItemQueries.ItemRanges, file).Items)
            if (item.Full.Start == node.Offset && db.Lookup(ItemQueries.Denizens, item.Id).Kind == DenizenKind.Function)
            {
                var function = SignatureQueries.Declared(db, item.Id);
                return db.Get(SignatureQueries.Header, function) is { Body: FunctionBody.Vale, IsCheckable: true } ? (item.Id, function) : null;
            }
        return null;
    }

    private void Look()
    {
        foreach (var node in Path)
        {
            if (!SyntaxFacts.IsItem(node.Kind)) continue;
            foreach (var item in Db.Get(ItemQueries.ItemRanges, File).Items)
                if (item.Full.Start == node.Offset && (Denizen is null || item.Full.Length > 0)) Denizen = item.Id;
        }
        for (var i = Path.Count - 1; i > 0; i--)
        {
            if (Path[i].Kind != SyntaxKind.Block || Path[i - 1].Kind != SyntaxKind.Function) continue;
            if (FunctionAt(Db, File, Path[i - 1]) is not var (denizen, function)) return;
            (Denizen, Function) = (denizen, function);
            Probe = new BodyProbe(Path[i].Green, Offset - Path[i].Offset);
            BodyQueries.Look(Db, function, Probe);
            return;
        }
    }

    // Where the next line begins with a bracket, the name would become one with it.
    private static string Mark(SourceText text, int offset)
    {
        var at = offset;
        var isNewLine = false;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            isNewLine |= text[at] is '\n' or '\r';
            at++;
        }
        return isNewLine && at < text.Length && text[at] is '[' or '(' or '&' or '-' ? Marker + ";" : Marker;
    }

    private static bool IsInLiteral(ParseResult parsed, int offset)
    {
        if (offset == 0 || new SyntaxNode(parsed.Tree).Innermost(offset - 1) is not { } before) return false;
        return before.Kind switch
        {
            SyntaxKind.LineComment => true,
            SyntaxKind.ChevronComment => offset < before.End || before.Text is not [.., '»'],
            SyntaxKind.EllipsisComment => offset < before.End,
            SyntaxKind.StringOpen or SyntaxKind.StringText or SyntaxKind.InterpolationClose => true,
            SyntaxKind.StringClose => offset < before.End,
            SyntaxKind.IntegerLiteral or SyntaxKind.FloatLiteral => true,
            _ => false,
        };
    }
}
