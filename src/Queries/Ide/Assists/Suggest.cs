// Names for what is new: after the expression it comes from.

namespace Vale.Ide.Assists;

internal static class Suggest
{
    /// <summary>A local's name for an expression: its last word that is one; null when it has none.</summary>
    public static string? Name(string expression)
    {
        // Of a call it is what is called, of a member the member: the last word outside of brackets.
        var depth = 0;
        var end = -1;
        for (var i = expression.Length - 1; i >= 0; i--)
        {
            var c = expression[i];
            if (c is ')' or ']' or '>' or '}') depth++;
            else if (c is '(' or '[' or '<' or '{') depth--;
            else if (depth == 0 && Words.IsPart(c) && end < 0) end = i + 1;
            else if (end >= 0 && !Words.IsPart(c)) return Valid(expression[(i + 1)..end]);
        }
        return end < 0 ? null : Valid(expression[..end]);
    }

    private static string? Valid(string word)
    {
        var name = char.ToLowerInvariant(word[0]) + word[1..];
        return Words.IsKeyword(name) || !Words.IsName(name) ? null : name;
    }
}
