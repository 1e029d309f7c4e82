// Marks under code: comments whose carets point at the line above. They are how a test says what it expects, where.
// It knows nothing of what the marks mean; each check reads its own words.

using System.Text.RegularExpressions;

namespace Vale.Testing;

/// <summary>A mark and its words.</summary>
/// <param name="Start">UTF-16 offset of what is marked.</param>
/// <param name="End">UTF-16 offset of its end; equal to <paramref name="Start"/> for an empty place.</param>
/// <param name="Text">The words behind the carets.</param>
public readonly record struct Annotation(int Start, int End, string Text);

/// <summary>
/// Finds annotations. Under the code, in a comment of its own:
/// <code>
///   x = fuel + 1;
///     //^^^^ error: unknown name     ^ error: another one, after two spaces or more
/// </code>
/// <c>^^^^</c> marks the columns it stands under; <c>!</c> marks the empty place before its column; <c>//&lt;&lt;</c> marks from the
/// comment's own first column, its slashes included, for what begins too far left. Several marks may share a line and
/// several lines may follow one line of code. A line <c>//| words</c> continues the words of the mark above it.
/// </summary>
public static partial class Annotations
{
    /// <summary>All marks of a text, by place, then by words.</summary>
    public static IReadOnlyList<Annotation> In(string text)
    {
        var found = new List<Annotation>();
        var codeStart = -1;
        var codeLength = 0;
        var lineStart = 0;
        var continued = false;
        foreach (var line in text.Split('\n'))
        {
            var comment = line.TrimStart();
            var column = line.Length - comment.Length;
            if (continued && comment.StartsWith("//|", StringComparison.Ordinal))
            {
                found[^1] = found[^1] with { Text = found[^1].Text + "\n" + comment[3..].Trim() };
            }
            else if (IsMarkLine(comment))
            {
                if (codeStart < 0) throw new CheckFailedException($"A mark stands on the first line, under no code: `{comment}`.");
                Read(line, column, codeStart, codeLength, found);
                continued = true;
            }
            else
            {
                codeStart = lineStart;
                codeLength = line.TrimEnd('\r').Length;
                continued = false;
            }
            lineStart += line.Length + 1;
        }
        found.Sort(static (a, b) => (a.Start, a.End).CompareTo((b.Start, b.End)) is var order && order != 0
            ? order
            : string.CompareOrdinal(a.Text, b.Text));
        return found;
    }

    /// <summary>The text as it would be written with these marks, for reports.</summary>
    public static string Render(string text, IEnumerable<Annotation> marks)
    {
        var pending = marks.OrderBy(mark => mark.Start).ThenBy(mark => mark.End).ToList();
        var lines = new List<string>();
        var lineStart = 0;
        var next = 0;
        foreach (var line in text.Split('\n'))
        {
            var isMark = IsMarkLine(line.TrimStart()) || line.TrimStart().StartsWith("//|", StringComparison.Ordinal);
            if (!isMark) lines.Add(line);
            for (; next < pending.Count && pending[next].Start <= lineStart + line.Length; next++)
            {
                var mark = pending[next];
                var column = Math.Max(mark.Start - lineStart, 0);
                var width = Math.Min(mark.End, lineStart + line.Length + 1) - mark.Start;
                var words = mark.Text.Replace("\n", "\n" + new string(' ', column) + "//| ", StringComparison.Ordinal);
                lines.Add(column >= 2
                    ? new string(' ', column - 2) + "//" + (width == 0 ? "!" : new string('^', Math.Max(width, 1))) + " " + words
                    : new string(' ', column) + "//" + new string('<', Math.Max(width - 2, 1)) + " " + words);
            }
            lineStart += line.Length + 1;
        }
        return string.Join('\n', lines);
    }

    private static bool IsMarkLine(string comment) => MarkLine().IsMatch(comment);

    private static void Read(string line, int column, int codeStart, int codeLength, List<Annotation> found)
    {
        var wide = Wide().Match(line, column);
        if (wide.Success && wide.Index == column)
        {
            found.Add(At(codeStart + column, wide.Groups["slashes"].Length, wide.Groups["text"].Value));
            return;
        }
        foreach (Match match in Mark().Matches(line[(column + 2)..]))
        {
            var mark = match.Groups["mark"];
            var start = column + 2 + mark.Index;
            var width = mark.Value == "!" ? 0 : mark.Length;
            if (start + width > codeLength + 1)
                throw new CheckFailedException($"A mark reaches beyond the line it stands under: `{line.Trim()}`.");
            found.Add(At(codeStart + start, width, match.Groups["text"].Value));
        }
    }

    private static Annotation At(int start, int width, string words) => new(start, start + width, words.Trim());

    [GeneratedRegex(@"^//(\s*(\^+|!)(\s|$)|<+(\s|$))")]
    private static partial Regex MarkLine();

    [GeneratedRegex(@"(?<slashes>//<+)(?<text>.*)")]
    private static partial Regex Wide();

    // A mark begins the comment or stands behind two spaces; its words go on to the next mark.
    [GeneratedRegex(@"(?:^\s*|\s{2,})(?<mark>\^+|!(?=\s))(?<text>(?:(?!\s{2,}(?:\^|!\s)).)*)")]
    private static partial Regex Mark();
}
