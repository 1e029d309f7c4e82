// Which words the grammar gives a meaning somewhere, and which characters make up a word. Whether the meaning applies
// is the grammar's decision: every keyword is also a name where no keyword can stand.

using System.Globalization;

namespace Vale.Syntax;

internal static class Words
{
    private static readonly bool[] AsciiPart = MakeAsciiPart();

    /// <summary>The keyword a word may be, <see cref="SyntaxKind.Underscore"/> for <c>_</c>, else Identifier.</summary>
    internal static SyntaxKind Kind(ReadOnlySpan<char> word) => word.Length > 9 ? SyntaxKind.Identifier : word switch
    {
        "_" => SyntaxKind.Underscore,
        "func" => SyntaxKind.FuncKeyword,
        "struct" => SyntaxKind.StructKeyword,
        "interface" => SyntaxKind.InterfaceKeyword,
        "impl" => SyntaxKind.ImplKeyword,
        "import" => SyntaxKind.ImportKeyword,
        "export" => SyntaxKind.ExportKeyword,
        "as" => SyntaxKind.AsKeyword,
        "for" => SyntaxKind.ForKeyword,
        "where" => SyntaxKind.WhereKeyword,
        "abstract" => SyntaxKind.AbstractKeyword,
        "extern" => SyntaxKind.ExternKeyword,
        "exported" => SyntaxKind.ExportedKeyword,
        "pure" => SyntaxKind.PureKeyword,
        "additive" => SyntaxKind.AdditiveKeyword,
        "linear" => SyntaxKind.LinearKeyword,
        "weakable" => SyntaxKind.WeakableKeyword,
        "sealed" => SyntaxKind.SealedKeyword,
        "virtual" => SyntaxKind.VirtualKeyword,
        "pre" => SyntaxKind.PreKeyword,
        "self" => SyntaxKind.SelfKeyword,
        "set" => SyntaxKind.SetKeyword,
        "return" => SyntaxKind.ReturnKeyword,
        "break" => SyntaxKind.BreakKeyword,
        "if" => SyntaxKind.IfKeyword,
        "else" => SyntaxKind.ElseKeyword,
        "while" => SyntaxKind.WhileKeyword,
        "foreach" => SyntaxKind.ForeachKeyword,
        "parallel" => SyntaxKind.ParallelKeyword,
        "in" => SyntaxKind.InKeyword,
        "block" => SyntaxKind.BlockKeyword,
        "unsafe" => SyntaxKind.UnsafeKeyword,
        "destruct" => SyntaxKind.DestructKeyword,
        "unlet" => SyntaxKind.UnletKeyword,
        "not" => SyntaxKind.NotKeyword,
        "and" => SyntaxKind.AndKeyword,
        "or" => SyntaxKind.OrKeyword,
        "true" => SyntaxKind.TrueKeyword,
        "false" => SyntaxKind.FalseKeyword,
        "own" => SyntaxKind.OwnKeyword,
        "borrow" => SyntaxKind.BorrowKeyword,
        "weak" => SyntaxKind.WeakKeyword,
        "share" => SyntaxKind.ShareKeyword,
        "inl" => SyntaxKind.InlKeyword,
        "heap" => SyntaxKind.HeapKeyword,
        "imm" => SyntaxKind.ImmKeyword,
        "mut" => SyntaxKind.MutKeyword,
        "vary" => SyntaxKind.VaryKeyword,
        "final" => SyntaxKind.FinalKeyword,
        "ro" => SyntaxKind.RoKeyword,
        "rw" => SyntaxKind.RwKeyword,
        _ => SyntaxKind.Identifier,
    };

    /// <summary>Where the word that begins at <paramref name="start"/> ends; <paramref name="start"/> itself when none does.</summary>
    internal static int End(string text, int start)
    {
        var at = start;
        while (at < text.Length)
        {
            var c = text[at];
            if (c < 128)
            {
                if (!AsciiPart[c])
                    break;
                at++;
            }
            else if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                if (!IsPart(CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(c, text[at + 1]))))
                    break;
                at += 2;
            }
            else if (IsPart(CharUnicodeInfo.GetUnicodeCategory(c)))
                at++;
            else
                break;
        }
        return at;
    }

    internal static bool IsAsciiPart(char c) => c < 128 && AsciiPart[c];

    private static bool IsPart(UnicodeCategory category) => category is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber or
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation or
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool[] MakeAsciiPart()
    {
        var part = new bool[128];
        for (var c = '\0'; c < 128; c++)
            part[c] = char.IsAsciiLetterOrDigit(c) || c == '_';
        return part;
    }
}
