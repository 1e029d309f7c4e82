// Names as words of a text: where one stands that is not a part of another, and what can be one at all.

using Vale.Syntax;

namespace Vale.Ide;

internal static class Words
{
    /// <summary>Whether a text has a name as a whole word.</summary>
    public static bool Contains(ReadOnlySpan<char> text, string name) => LastIndexOf(text, name) >= 0;

    /// <summary>Where a name last stands as a whole word, or -1.</summary>
    public static int LastIndexOf(ReadOnlySpan<char> text, string name)
    {
        while (true)
        {
            var at = text.LastIndexOf(name, StringComparison.Ordinal);
            if (at < 0) return -1;
            var end = at + name.Length;
            // An operator may touch a word.
            if ((at == 0 || !IsPart(name[0]) || !IsPart(text[at - 1])) && (end == text.Length || !IsPart(name[^1]) || !IsPart(text[end]))) return at;
            text = text[..(end - 1)];
        }
    }

    /// <summary>Whether a text is a name, keywords aside, as the lexer has it.</summary>
    public static bool IsName(string text)
    {
        var parsed = Parser.Parse(new SourceText($"func {text}() {{ }}"));
        return parsed.Problems.Count == 0 && parsed.File.Items is { Count: 1 } items && items[0].Name is { Kind: SyntaxKind.Identifier } name && name.Text == text;
    }

    /// <summary>Whether the grammar gives a word a meaning somewhere.</summary>
    public static bool IsKeyword(string text)
    {
        if (text is "func" or "funky" or "_") return true;
        for (var kind = SyntaxKind.StructKeyword; kind <= SyntaxKind.RwKeyword; kind++)
            if (SyntaxFacts.Text(kind) == text) return true;
        return false;
    }

    /// <summary>Whether a character goes on with a word.</summary>
    public static bool IsPart(char c) => char.IsLetterOrDigit(c) || c == '_';
}
