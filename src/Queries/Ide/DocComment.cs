// The comment lines that stand directly above a declaration, or above a run of overloads.

using System.Text;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide;

internal static class DocComment
{
    /// <summary>
    /// The text of the <c>//</c> lines above a denizen, without the slashes; empty when there are none. One comment is about all
    /// that bear a name and follow each other without an empty line between.
    /// </summary>
    public static string Of(QueryContext db, DenizenId id)
    {
        var name = db.Lookup(ItemQueries.Denizens, id).Name;
        var file = db.Lookup(ItemQueries.Denizens, id).File;
        var items = db.Get(ItemQueries.ItemRanges, file).Items;
        var text = db.Get(InputQueries.FileText, file).Text;
        var at = items.Length - 1;
        while (at >= 0 && items[at].Id != id) at--;
        for (; at >= 0; at--)
        {
            if (Above(text, items[at].Full.Start) is { Length: > 0 } comment) return comment;
            if (at == 0 || db.Lookup(ItemQueries.Denizens, items[at - 1].Id).Name != name) break;
            if (text.Lines.LineOf(items[at - 1].Full.End) + 1 != text.Lines.LineOf(items[at].Full.Start)) break;
        }
        return "";
    }

    /// <summary>The text of the <c>//</c> lines above the line of an offset.</summary>
    public static string Above(SourceText text, int offset)
    {
        var line = text.Lines.LineOf(offset);
        var first = line;
        while (first > 0 && Content(text, first - 1) is not null) first--;
        var result = new StringBuilder();
        for (; first < line; first++) result.Append(Content(text, first)).Append('\n');
        return result.ToString().TrimEnd();
    }

    /// <summary>The text of the comment that a file begins with, where it is not that of a declaration; empty when there is none.</summary>
    public static string AtTop(QueryContext db, FileId file)
    {
        var text = db.Get(InputQueries.FileText, file).Text;
        var result = new StringBuilder();
        var line = 0;
        for (; line < text.Lines.Count && Content(text, line) is { } content; line++) result.Append(content).Append('\n');
        if (line < text.Lines.Count && !text.AsSpan()[text.Lines.Start(line)..text.Lines.End(line)].IsWhiteSpace()
            && !text.AsSpan()[text.Lines.Start(line)..text.Lines.End(line)].StartsWith("import ")) return "";
        return result.ToString().TrimEnd();
    }

    private static string? Content(SourceText text, int line)
    {
        var slice = text.AsSpan()[text.Lines.Start(line)..text.Lines.End(line)].Trim();
        return slice.StartsWith("//") ? slice[2..].TrimStart('/').Trim().ToString() : null;
    }
}
