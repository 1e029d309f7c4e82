// What formatting answers: edits of blanks, and what went wrong if something did. A plain value.

using System.Text;

namespace Vale.Syntax;

/// <summary>The edits that format a text.</summary>
/// <param name="Edits">In text order, none touching another. Each replaces blanks by blanks.</param>
/// <param name="Fault">A fault of the formatter, for the log: what it left as it was, because its layout would have changed what
/// is read. Null when all went well.</param>
public sealed record FormatResult(IReadOnlyList<TextEdit> Edits, string? Fault = null)
{
    /// <summary>Nothing to do.</summary>
    public static FormatResult Nothing { get; } = new([]);

    /// <summary>The text with the edits made.</summary>
    public SourceText Apply(SourceText text)
    {
        if (Edits.Count == 0)
            return text;
        var source = text.AsSpan();
        var builder = new StringBuilder(text.Length + 64);
        var from = 0;
        foreach (var edit in Edits)
        {
            builder.Append(source[from..edit.Start]).Append(edit.NewText);
            from = edit.End;
        }
        return new SourceText(builder.Append(source[from..]).ToString());
    }
}
