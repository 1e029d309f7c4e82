// Which tokens would be read as another when no blank stood between them. It mirrors the lexer, and knows no grammar.

namespace Vale.Syntax;

internal static class Adjacency
{
    /// <summary>Whether two tokens need a blank between them.</summary>
    /// <param name="before">The kind of what stands before the first, which tells a member's number from a value.</param>
    /// <param name="first">The first token.</param>
    /// <param name="second">The second token.</param>
    internal static bool Join(SyntaxKind before, GreenToken first, GreenToken second)
    {
        var left = first.Kind;
        var right = second.Kind;
        if (IsWordOrNumber(left))
        {
            if (IsWordOrNumber(right))
                return second.Text[0] != '-';
            if (left == SyntaxKind.IntegerLiteral)
                return right == SyntaxKind.Dot && before != SyntaxKind.Dot && !first.Text.Contains('i');
            return left == SyntaxKind.FloatLiteral && right is SyntaxKind.Dot or SyntaxKind.DotDot && first.Text[^1] == '.';
        }
        return left switch
        {
            SyntaxKind.DotDot => right is SyntaxKind.FloatLiteral or SyntaxKind.Dot,
            SyntaxKind.Dot => right is SyntaxKind.FloatLiteral or SyntaxKind.Dot or SyntaxKind.DotDot,
            SyntaxKind.Ampersand => right is SyntaxKind.Ampersand or SyntaxKind.AmpersandAmpersand,
            SyntaxKind.EllipsisComment => right is SyntaxKind.Dot or SyntaxKind.DotDot,
            _ => false,
        };
    }

    private static bool IsWordOrNumber(SyntaxKind kind) => SyntaxFacts.IsWord(kind) || kind is SyntaxKind.IntegerLiteral or SyntaxKind.FloatLiteral;
}
