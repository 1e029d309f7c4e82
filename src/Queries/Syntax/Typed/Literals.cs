// What literals are worth. Pure functions of a token's text.

using System.Globalization;
using System.Text;

namespace Vale.Syntax;

/// <summary>Decodes the text of literal tokens.</summary>
public static class Literals
{
    /// <summary>The value of an integer literal such as <c>-7</c> or <c>4i64</c>, and the bits it names.
    /// False when the value does not fit in 64 bits, or the bits are none a machine has.</summary>
    public static bool TryInteger(ReadOnlySpan<char> text, out long value, out int? bits)
    {
        bits = null;
        var suffix = text.IndexOf('i');
        if (suffix >= 0)
        {
            if (!int.TryParse(text[(suffix + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var written))
            {
                value = 0;
                return false;
            }
            bits = written;
            text = text[..suffix];
        }
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The value of a float literal such as <c>4.2</c> or <c>-3.</c>.</summary>
    public static double Float(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : 0;

    /// <summary>A run of string text with its escapes replaced by what they mean. A broken <c>\u</c> stays as written.</summary>
    public static string Decode(string text)
    {
        var at = text.IndexOf('\\', StringComparison.Ordinal);
        if (at < 0)
            return text;
        var builder = new StringBuilder(text.Length);
        var from = 0;
        while (at >= 0 && at + 1 < text.Length)
        {
            builder.Append(text, from, at - from);
            var c = text[at + 1];
            from = at + 2;
            switch (c)
            {
                case 'n': builder.Append('\n'); break;
                case 'r': builder.Append('\r'); break;
                case 't': builder.Append('\t'); break;
                case 'u' when TryHex(text, from, out var unit):
                    builder.Append(unit);
                    from += 4;
                    break;
                case 'u': builder.Append("\\u"); break;
                default: builder.Append(c); break;
            }
            at = text.IndexOf('\\', from);
        }
        return builder.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Four hexadecimal digits at <paramref name="start"/>.</summary>
    internal static bool TryHex(ReadOnlySpan<char> text, int start, out char unit)
    {
        unit = default;
        if (start + 4 > text.Length)
            return false;
        var value = 0;
        for (var i = 0; i < 4; i++)
        {
            var c = text[start + i];
            if (!char.IsAsciiHexDigit(c))
                return false;
            value = (value << 4) | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }
        unit = (char)value;
        return true;
    }
}
