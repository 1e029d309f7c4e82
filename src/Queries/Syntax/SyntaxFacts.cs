// What follows from a kind alone: its class, its fixed text, the keyword a word may be. Pure tables, no trees.

namespace Vale.Syntax;

/// <summary>Answers about kinds that need no tree.</summary>
public static class SyntaxFacts
{
    private const int Count = (int)SyntaxKind.Error + 1;

    private static readonly string?[] Texts = MakeTexts();

    /// <summary>Whitespace and comments: what lies between tokens and means nothing.</summary>
    public static bool IsTrivia(SyntaxKind kind) => kind is >= SyntaxKind.Whitespace and <= SyntaxKind.EllipsisComment;

    /// <summary>A comment of any form.</summary>
    public static bool IsComment(SyntaxKind kind) => kind is >= SyntaxKind.LineComment and <= SyntaxKind.EllipsisComment;

    /// <summary>A leaf of the tree that holds text, trivia included.</summary>
    public static bool IsToken(SyntaxKind kind) => kind is >= SyntaxKind.Whitespace and <= SyntaxKind.RwKeyword;

    /// <summary>A word the grammar gave a meaning where it stands.</summary>
    public static bool IsKeyword(SyntaxKind kind) => kind is >= SyntaxKind.FuncKeyword and <= SyntaxKind.RwKeyword;

    /// <summary>A token whose text is letters and digits: an identifier, <c>_</c> or a keyword.</summary>
    public static bool IsWord(SyntaxKind kind) => kind is SyntaxKind.Identifier or (>= SyntaxKind.Underscore and <= SyntaxKind.RwKeyword);

    /// <summary>An item of a file, <see cref="SyntaxKind.ErrorItem"/> included.</summary>
    public static bool IsItem(SyntaxKind kind) => kind is >= SyntaxKind.Import and <= SyntaxKind.ErrorItem;

    /// <summary>A type (templex), <see cref="SyntaxKind.ErrorType"/> included.</summary>
    public static bool IsType(SyntaxKind kind) => kind is >= SyntaxKind.NameType and <= SyntaxKind.ErrorType;

    /// <summary>A rule of a where clause; every type is one.</summary>
    public static bool IsRule(SyntaxKind kind) => kind is >= SyntaxKind.NameType and <= SyntaxKind.TypedRuneRule;

    /// <summary>A statement of a block or condition.</summary>
    public static bool IsStatement(SyntaxKind kind) => kind is >= SyntaxKind.ExpressionStatement and <= SyntaxKind.ErrorStatement;

    /// <summary>An expression, <see cref="SyntaxKind.ErrorExpression"/> included.</summary>
    public static bool IsExpression(SyntaxKind kind) => kind is >= SyntaxKind.NameExpression and <= SyntaxKind.ErrorExpression;

    /// <summary>A symbol that can be a function's name: <c>+ - * / == === != &lt; &gt; &lt;= &gt;= &lt;=&gt;</c>.
    /// Angle brackets count, since whether <c>&lt;</c> is one is decided later.</summary>
    public static bool IsOperatorName(SyntaxKind kind) =>
        kind is SyntaxKind.EqualEqual or SyntaxKind.EqualEqualEqual or (>= SyntaxKind.BangEqual and <= SyntaxKind.Slash);

    /// <summary>The text of a kind that is always written the same way, else null.</summary>
    public static string? Text(SyntaxKind kind) => (int)kind < Count ? Texts[(int)kind] : null;

    private static string?[] MakeTexts()
    {
        var texts = new string?[Count];
        void Set(SyntaxKind kind, string text) => texts[(int)kind] = text;
        Set(SyntaxKind.EllipsisComment, "...");
        Set(SyntaxKind.InterpolationClose, "}");
        Set(SyntaxKind.OpenParen, "(");
        Set(SyntaxKind.CloseParen, ")");
        Set(SyntaxKind.OpenSquare, "[");
        Set(SyntaxKind.CloseSquare, "]");
        Set(SyntaxKind.OpenCurly, "{");
        Set(SyntaxKind.CloseCurly, "}");
        Set(SyntaxKind.OpenAngle, "<");
        Set(SyntaxKind.CloseAngle, ">");
        Set(SyntaxKind.Comma, ",");
        Set(SyntaxKind.Semicolon, ";");
        Set(SyntaxKind.Dot, ".");
        Set(SyntaxKind.DotDot, "..");
        Set(SyntaxKind.Equal, "=");
        Set(SyntaxKind.Arrow, "=>");
        Set(SyntaxKind.EqualEqual, "==");
        Set(SyntaxKind.EqualEqualEqual, "===");
        Set(SyntaxKind.BangEqual, "!=");
        Set(SyntaxKind.LessEqual, "<=");
        Set(SyntaxKind.GreaterEqual, ">=");
        Set(SyntaxKind.Spaceship, "<=>");
        Set(SyntaxKind.Less, "<");
        Set(SyntaxKind.Greater, ">");
        Set(SyntaxKind.Plus, "+");
        Set(SyntaxKind.Minus, "-");
        Set(SyntaxKind.Star, "*");
        Set(SyntaxKind.Slash, "/");
        Set(SyntaxKind.Ampersand, "&");
        Set(SyntaxKind.AmpersandAmpersand, "&&");
        Set(SyntaxKind.Caret, "^");
        Set(SyntaxKind.At, "@");
        Set(SyntaxKind.Hash, "#");
        Set(SyntaxKind.Bang, "!");
        Set(SyntaxKind.Apostrophe, "'");
        Set(SyntaxKind.Ellipsis, "…");
        Set(SyntaxKind.Underscore, "_");
        for (var kind = SyntaxKind.StructKeyword; kind <= SyntaxKind.RwKeyword; kind++)
        {
            var name = kind.ToString();
            Set(kind, name[..^"Keyword".Length].ToLowerInvariant());
        }
        return texts; // FuncKeyword has none: `funky` is another way to write `func`.
    }
}
