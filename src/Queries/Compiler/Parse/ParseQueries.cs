// The door of the parse stage: a file's tree. The tree holds every space and comment, so it changes with each
// keystroke; what must not is asked of the items stage.

using Vale.Compiler.Inputs;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Compiler.Parse;

/// <summary>A file's tree and what is wrong with its syntax.</summary>
public sealed record ParsedFile(ParseResult Result)
{
    /// <inheritdoc/>
    public bool Equals(ParsedFile? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>Parsing.</summary>
public static class ParseQueries
{
    /// <summary>Trees kept at a time; others are made again when asked for.</summary>
    public const int KeptTrees = 256;

    /// <summary>A file's tree.</summary>
    public static readonly Query<FileId, ParsedFile> Parse = Query.Define<FileId, ParsedFile>("Parse", static (db, file) =>
    {
        var source = db.Get(InputQueries.FileText, file);
        return new ParsedFile(source.Previous is { } previous ? Parser.Reparse(previous, source.Text) : Parser.Parse(source.Text));
    }, new QueryOptions<FileId, ParsedFile>
    {
        LruCapacity = KeptTrees,
        Describe = static (db, file) => $"parsing {db.Lookup(InputQueries.Files, file).Name}",
    });
}
