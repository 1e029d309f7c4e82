// How new text is laid out: as the text around it is.

namespace Vale.Ide.Assists;

internal static class Layout
{
    /// <summary>The blanks that the line of an offset begins with.</summary>
    public static string IndentOf(string text, int offset)
    {
        var start = LineStart(text, offset);
        var end = start;
        while (end < text.Length && text[end] is ' ' or '\t') end++;
        return text[start..end];
    }

    /// <summary>Where the line of an offset begins.</summary>
    public static int LineStart(string text, int offset) => offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;

    /// <summary>One step of indentation: that of the first line that is indented, else two blanks.</summary>
    public static string Step(string text)
    {
        for (var at = text.IndexOf('\n'); at >= 0 && at + 1 < text.Length; at = text.IndexOf('\n', at + 1))
        {
            if (text[at + 1] == '\t') return "\t";
            var end = at + 1;
            while (end < text.Length && text[end] == ' ') end++;
            if (end > at + 1 && end < text.Length && text[end] is not ('\n' or '\r' or '/')) return new string(' ', Math.Min(8, end - at - 1));
        }
        return "  ";
    }

    /// <summary>Whether nothing but blanks stands before an offset in its line.</summary>
    public static bool IsFirstOfLine(string text, int offset) => string.IsNullOrWhiteSpace(text[LineStart(text, offset)..offset]);

    /// <summary>A range, and with it its whole line when nothing else stands there.</summary>
    public static Syntax.TextRange WholeLines(string text, Syntax.TextRange range)
    {
        if (!IsFirstOfLine(text, range.Start)) return range;
        var end = range.End;
        while (end < text.Length && text[end] is ' ' or '\t') end++;
        if (end < text.Length && text[end] == '\r') end++;
        if (end == text.Length) return new Syntax.TextRange(LineStart(text, range.Start), end);
        return text[end] == '\n' ? new Syntax.TextRange(LineStart(text, range.Start), end + 1) : range;
    }

    /// <summary>Lines moved by an indentation; the first one stays where it is, blank ones stay blank.</summary>
    public static string Indent(string text, string indent) => text.Replace("\n", "\n" + indent, StringComparison.Ordinal).Replace("\n" + indent + "\n", "\n\n", StringComparison.Ordinal);
}
