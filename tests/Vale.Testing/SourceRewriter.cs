// Puts new golden text into a test's C# source: finds the literal of a call and writes the text in its place.
// It knows how C# writes strings, and nothing of tests.

using System.Globalization;
using System.Text;

namespace Vale.Testing;

/// <summary>Rewrites string literals of one source file. Safe for tests that run at the same time.</summary>
public sealed class SourceRewriter
{
    private static readonly Dictionary<string, SourceRewriter> s_files = [];

    private readonly string _path;
    private readonly string _original;
    private readonly SortedDictionary<int, (int Length, string Text, string Literal)> _edits = [];

    /// <summary>A rewriter over a text that is kept in memory only; <see cref="Text"/> is the outcome.</summary>
    public SourceRewriter(string source)
    {
        _path = "";
        _original = source;
    }

    private SourceRewriter(string path, string source)
    {
        _path = path;
        _original = source;
    }

    /// <summary>The one rewriter of a file in this process. The lines its callers know are those of the file as it was compiled.</summary>
    public static SourceRewriter For(string path)
    {
        lock (s_files)
        {
            if (!s_files.TryGetValue(path, out var file)) s_files.Add(path, file = new SourceRewriter(path, File.ReadAllText(path)));
            return file;
        }
    }

    /// <summary>The source with every replacement made so far.</summary>
    public string Text
    {
        get
        {
            lock (_edits)
            {
                var text = new StringBuilder();
                var at = 0;
                foreach (var (start, edit) in _edits)
                {
                    text.Append(_original, at, start - at).Append(edit.Literal);
                    at = start + edit.Length;
                }
                return text.Append(_original, at, _original.Length - at).ToString();
            }
        }
    }

    /// <summary>
    /// Replaces <paramref name="literal"/>, the first one so written at or behind <paramref name="line"/> (from 1), by one for <paramref name="text"/>.
    /// Fails when it is not a string literal, is not there, or was replaced by another text already (a theory with one golden text for all its cases).
    /// </summary>
    public void Replace(int line, string literal, string text)
    {
        if (!IsLiteral(literal))
            throw new CheckFailedException($"Golden text must be a plain string literal to be rewritten; {_path}:{line} has: {literal}");
        lock (_edits)
        {
            var start = Find(literal, OffsetOf(line));
            if (start < 0) throw new CheckFailedException($"The golden text of {_path}:{line} is not in the source any more; build and run again.");
            if (_edits.TryGetValue(start, out var made))
            {
                if (made.Text == text) return;
                throw new CheckFailedException($"{_path}:{line} is asked to hold two different texts; give each case its own golden text.");
            }
            _edits.Add(start, (literal.Length, text, Write(text, literal, start)));
        }
        if (_path.Length > 0)
            lock (s_files) File.WriteAllText(_path, Text);
    }

    private int OffsetOf(int line)
    {
        var offset = 0;
        for (var i = 1; i < line; i++)
        {
            offset = _original.IndexOf('\n', offset) + 1;
            if (offset == 0) return _original.Length;
        }
        return offset;
    }

    // The first string literal at or behind `at` that is written so; -1 when there is none. Goes literal by literal, so that text
    // within a longer one is not taken for it.
    private int Find(string literal, int at)
    {
        while (at < _original.Length)
        {
            var end = EndOfNonCode(at);
            if (end == at)
            {
                at++;
                continue;
            }
            if (end - at == literal.Length && string.CompareOrdinal(_original, at, literal, 0, literal.Length) == 0) return at;
            at = end;
        }
        return -1;
    }

    // The end of the comment or literal that begins at `at`, or `at` when none does.
    private int EndOfNonCode(int at)
    {
        var rest = _original.AsSpan(at);
        if (rest.StartsWith("//")) return Behind(at, "\n");
        if (rest.StartsWith("/*")) return Behind(at + 2, "*/");
        if (rest[0] == '\'') return EndOfQuoted(at + 1, '\'', escape: '\\');
        var prefix = 0;
        while (prefix < rest.Length && rest[prefix] is '$' or '@') prefix++;
        var quotes = 0;
        while (prefix + quotes < rest.Length && rest[prefix + quotes] == '"') quotes++;
        return quotes switch
        {
            0 => at,
            2 => at + prefix + 2,
            1 => EndOfQuoted(at + prefix + 1, '"', escape: rest[..prefix].Contains('@') ? '"' : '\\'),
            _ => Behind(at + prefix + quotes, new string('"', quotes)),
        };
    }

    private int Behind(int from, string end) =>
        _original.IndexOf(end, Math.Min(from, _original.Length), StringComparison.Ordinal) is var at and >= 0 ? at + end.Length : _original.Length;

    private int EndOfQuoted(int at, char quote, char escape)
    {
        for (; at < _original.Length; at++)
        {
            if (escape == quote && at + 1 < _original.Length && _original[at] == quote && _original[at + 1] == quote) at++;
            else if (escape != quote && _original[at] == escape) at++;
            else if (_original[at] == quote) return at + 1;
        }
        return _original.Length;
    }

    private static bool IsLiteral(string expression) =>
        expression is ['"', .., '"'] or ['@', '"', .., '"'] && !expression.Contains("\" +", StringComparison.Ordinal);

    private string Write(string text, string oldLiteral, int start)
    {
        var oneLine = !text.Contains('\n', StringComparison.Ordinal);
        if (HasControl(text) || (oneLine && !text.Contains('"', StringComparison.Ordinal) && !text.Contains('\\', StringComparison.Ordinal)))
            return Escaped(text);

        var quotes = new string('"', Math.Max(3, LongestQuoteRun(text) + 1));
        var indent = IndentFor(oldLiteral, start);
        var literal = new StringBuilder(quotes).Append('\n');
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0) literal.Append(indent).Append(line);
            literal.Append('\n');
        }
        return literal.Append(indent).Append(quotes).ToString();
    }

    // A raw literal that was there keeps its column; a new one goes one step in from the line it begins on, or stays where it begins when it has that line to itself.
    private string IndentFor(string oldLiteral, int start)
    {
        var lastBreak = oldLiteral.LastIndexOf('\n');
        if (oldLiteral.StartsWith("\"\"\"", StringComparison.Ordinal) && lastBreak >= 0)
        {
            var last = oldLiteral[(lastBreak + 1)..];
            return last[..(last.Length - last.TrimStart().Length)];
        }
        var lineStart = start == 0 ? 0 : _original.LastIndexOf('\n', start - 1) + 1;
        var width = 0;
        while (lineStart + width < _original.Length && _original[lineStart + width] == ' ') width++;
        return new string(' ', lineStart + width == start ? width : width + 4);
    }

    private static bool HasControl(string text)
    {
        foreach (var c in text)
            if (char.IsControl(c) && c != '\n') return true;
        return false;
    }

    private static int LongestQuoteRun(string text)
    {
        int longest = 0, run = 0;
        foreach (var c in text)
        {
            run = c == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    private static string Escaped(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            literal.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(c) => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }
        return literal.Append('"').ToString();
    }
}
