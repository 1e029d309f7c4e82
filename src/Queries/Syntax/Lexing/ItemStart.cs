// Recognises where an item begins by looking at the text alone, so that an unfinished item does not swallow the next.

namespace Vale.Syntax;

internal static class ItemStart
{
    /// <summary>Whether the text at <paramref name="at"/> reads like the beginning of an item. Raises
    /// <paramref name="examined"/> to how far it looked.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where a word or <c>#</c> begins.</param>
    /// <param name="keyword">The item's keyword, <see cref="SyntaxKind.None"/> for a macro's mark.</param>
    /// <param name="examined">The end of what was looked at.</param>
    internal static bool Is(string text, int at, out SyntaxKind keyword, ref int examined)
    {
        keyword = SyntaxKind.None;
        for (var attributes = 0; attributes < 16; attributes++)
        {
            if (at >= text.Length)
                break;
            if (text[at] == '#')
            {
                var name = at + 1 < text.Length && text[at + 1] == '!' ? at + 2 : at + 1;
                examined = Math.Max(examined, name + 1);
                return name < text.Length && char.IsAsciiLetterUpper(text[name]);
            }
            if (!char.IsAsciiLetterLower(text[at]))
                break;
            var end = at;
            while (end < text.Length && end - at < 12 && Words.IsAsciiPart(text[end]))
                end++;
            var word = text.AsSpan(at, end - at);
            keyword = word is "funky" ? SyntaxKind.FuncKeyword : Words.Kind(word);
            at = SkipSpace(text, end);
            var next = at < text.Length ? text[at] : '\0';
            examined = Math.Max(examined, at + 1);
            switch (keyword)
            {
                case SyntaxKind.FuncKeyword:
                    return at > end && (IsNameStart(next) || next is '+' or '-' or '*' or '/' or '=' or '!' or '<' or '>');
                case SyntaxKind.StructKeyword or SyntaxKind.InterfaceKeyword:
                    return at > end && IsNameStart(next);
                case SyntaxKind.ImplKeyword:
                    return (at > end && IsNameStart(next)) || next == '<';
                case SyntaxKind.ImportKeyword:
                    return at > end && IsNameStart(next);
                case SyntaxKind.ExportKeyword:
                    return at > end && (IsNameStart(next) || next is '[' or '#' or '(' or '&' or '@' or '^');
                case SyntaxKind.ExternKeyword when next == '(':
                    var close = text.AsSpan(at, Math.Min(256, text.Length - at)).IndexOf(')');
                    examined = Math.Max(examined, Math.Min(at + 256, text.Length) + 1);
                    if (close < 0)
                        return false;
                    at = SkipSpace(text, at + close + 1);
                    break;
                case SyntaxKind.ExternKeyword or SyntaxKind.ExportedKeyword or SyntaxKind.PureKeyword or SyntaxKind.AbstractKeyword
                    or SyntaxKind.AdditiveKeyword or SyntaxKind.LinearKeyword or SyntaxKind.WeakableKeyword or SyntaxKind.SealedKeyword:
                    break;
                default:
                    return false;
            }
        }
        examined = Math.Max(examined, at + 1);
        return false;
    }

    /// <summary>Whether a <c>{</c> comes before the next <c>;</c>.</summary>
    internal static bool HasBody(string text, int at, ref int examined)
    {
        var found = text.AsSpan(at).IndexOfAny('{', ';');
        examined = Math.Max(examined, found < 0 ? text.Length + 1 : at + found + 1);
        return found >= 0 && text[at + found] == '{';
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\n' or '\r')
            at++;
        return at;
    }
}
