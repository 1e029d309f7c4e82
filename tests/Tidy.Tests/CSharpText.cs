// Just enough of C#'s lexical grammar to look at code without being fooled by comments and strings.

using System.Text;

namespace Tidy.Tests;

/// <summary>Blanks what is not code.</summary>
public static class CSharpText
{
    /// <summary>
    /// The same text, line for line and column for column, with comments and the contents of string and character literals turned into spaces.
    /// Code inside interpolations is blanked with its string.
    /// </summary>
    public static string Blank(string text)
    {
        var result = new StringBuilder(text);
        var at = 0;
        while (at < text.Length)
        {
            var end = EndOfNonCode(text, at);
            if (end == at)
            {
                at++;
                continue;
            }
            for (; at < end; at++)
                if (text[at] != '\n') result[at] = ' ';
        }
        return result.ToString();
    }

    // The end of the comment or literal that begins at `at`, or `at` when none does.
    private static int EndOfNonCode(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("//")) return To(text, at, "\n", 0);
        if (rest.StartsWith("/*")) return To(text, at + 2, "*/", 2);
        if (rest[0] == '\'') return EndOfQuoted(text, at + 1, '\'');
        var prefix = 0;
        while (prefix < rest.Length && rest[prefix] is '$' or '@') prefix++;
        if (prefix >= rest.Length || rest[prefix] != '"') return at;
        var quotes = 0;
        while (prefix + quotes < rest.Length && rest[prefix + quotes] == '"') quotes++;
        if (quotes >= 3) return To(text, at + prefix + quotes, new string('"', quotes), quotes);
        if (rest[..prefix].Contains('@')) return EndOfVerbatim(text, at + prefix + 1);
        return EndOfQuoted(text, at + prefix + 1, '"');
    }

    private static int To(string text, int from, string end, int with)
    {
        var at = text.IndexOf(end, Math.Min(from, text.Length), StringComparison.Ordinal);
        return at < 0 ? text.Length : at + with;
    }

    private static int EndOfQuoted(string text, int at, char quote)
    {
        for (; at < text.Length && text[at] != '\n'; at++)
        {
            if (text[at] == '\\') at++;
            else if (text[at] == quote) return at + 1;
        }
        return Math.Min(at, text.Length);
    }

    private static int EndOfVerbatim(string text, int at)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] != '"') continue;
            if (at + 1 < text.Length && text[at + 1] == '"') at++;
            else return at + 1;
        }
        return text.Length;
    }
}
