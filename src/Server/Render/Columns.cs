// How many terminal columns a character takes, and what to print for one that must not reach the terminal.
// It knows characters only.

using System.Globalization;
using System.Text;

namespace Vale.Server.Render;

/// <summary>Terminal columns of text.</summary>
public static class Columns
{
    /// <summary>Tab stops are every four columns, as in the snippets of most editors.</summary>
    public const int TabWidth = 4;

    /// <summary>What stands for a character that is not printed as it is.</summary>
    public const string Replacement = "\uFFFD";

    /// <summary>
    /// The columns <paramref name="rune"/> takes when it starts at <paramref name="column"/>: 0 for a mark that joins its
    /// predecessor, 2 for the wide characters of East Asian scripts and for emoji, as many as needed for a tab, else 1.
    /// </summary>
    public static int WidthOf(Rune rune, int column)
    {
        var value = rune.Value;
        if (value < 0x300) return value == '\t' ? TabWidth - column % TabWidth : 1;
        if (IsReplaced(rune)) return 1;
        if (value is 0x200B or 0x200C or 0x200D or (>= 0xFE00 and <= 0xFE0F)) return 0;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) return 0;
        return IsWide(value) ? 2 : 1;
    }

    /// <summary>
    /// True for what is shown as <see cref="Replacement"/>: control characters, which could drive the terminal, and
    /// the marks that change writing direction, which could make code look like other code.
    /// </summary>
    public static bool IsReplaced(Rune rune) => rune.Value switch
    {
        '\t' => false,
        < 0x20 or (>= 0x7F and < 0xA0) => true,
        0x061C or 0x200E or 0x200F or 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF => true,
        _ => false,
    };

    // The blocks that Unicode's EastAsianWidth.txt gives as W or F, joined where nothing narrow lies between.
    private static bool IsWide(int value) => value switch
    {
        < 0x1100 => false,
        <= 0x115F => true,
        0x231A or 0x231B or 0x2329 or 0x232A or (>= 0x23E9 and <= 0x23EC) or 0x23F0 or 0x23F3 => true,
        0x25FD or 0x25FE or 0x2614 or 0x2615 or (>= 0x2648 and <= 0x2653) or 0x267F or 0x2693 or 0x26A1 => true,
        0x26AA or 0x26AB or 0x26BD or 0x26BE or 0x26C4 or 0x26C5 or 0x26CE or 0x26D4 or 0x26EA => true,
        0x26F2 or 0x26F3 or 0x26F5 or 0x26FA or 0x26FD or 0x2705 or 0x270A or 0x270B or 0x2728 => true,
        0x274C or 0x274E or (>= 0x2753 and <= 0x2755) or 0x2757 or (>= 0x2795 and <= 0x2797) or 0x27B0 or 0x27BF => true,
        0x2B1B or 0x2B1C or 0x2B50 or 0x2B55 => true,
        >= 0x2E80 and <= 0x303E => true,
        >= 0x3041 and <= 0x33FF => true,
        >= 0x3400 and <= 0x4DBF => true,
        >= 0x4E00 and <= 0xA4CF => true,
        >= 0xA960 and <= 0xA97F => true,
        >= 0xAC00 and <= 0xD7A3 => true,
        >= 0xF900 and <= 0xFAFF => true,
        >= 0xFE10 and <= 0xFE19 => true,
        >= 0xFE30 and <= 0xFE6F => true,
        >= 0xFF01 and <= 0xFF60 => true,
        >= 0xFFE0 and <= 0xFFE6 => true,
        >= 0x16FE0 and <= 0x18DFF => true,
        >= 0x1AFF0 and <= 0x1B2FF => true,
        0x1F004 or 0x1F0CF or 0x1F18E or (>= 0x1F191 and <= 0x1F19A) => true,
        >= 0x1F200 and <= 0x1F320 => true,
        >= 0x1F32D and <= 0x1F64F => true,
        >= 0x1F680 and <= 0x1F6FF => true,
        >= 0x1F7E0 and <= 0x1F7EB => true,
        >= 0x1F90C and <= 0x1F9FF => true,
        >= 0x1FA70 and <= 0x1FAFF => true,
        >= 0x20000 and <= 0x3FFFD => true,
        _ => false,
    };
}
