// Formatting: the file's tree as it is parsed anyway, given to the formatter. What text looks like is decided in Vale.Syntax.

using Vale.Compiler.Inputs;
using Vale.Compiler.Parse;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide;

internal static class Formatting
{
    public static FormatResult Document(QueryContext db, FileId file, FormatOptions options) =>
        Formatter.Format(db.Get(ParseQueries.Parse, file).Result, options);

    public static FormatResult Ranges(QueryContext db, FileId file, IReadOnlyList<TextRange> ranges, FormatOptions options)
    {
        var parsed = db.Get(ParseQueries.Parse, file).Result;
        if (ranges.Count == 1) return Formatter.FormatRange(parsed, ranges[0], options);
        // Ranges may overlap, or reach into the same statement: an edit of blanks is the same whoever asks for it.
        var edits = new SortedDictionary<int, TextEdit>();
        string? fault = null;
        foreach (var range in ranges)
        {
            var result = Formatter.FormatRange(parsed, range, options);
            fault ??= result.Fault;
            foreach (var edit in result.Edits) edits[edit.Start] = edit;
        }
        return new FormatResult([.. edits.Values], fault);
    }

    public static FormatResult Typed(QueryContext db, FilePosition position, char typed, FormatOptions options) =>
        Formatter.FormatTyped(db.Get(ParseQueries.Parse, position.File).Result, position.Offset, typed, options);
}
