// The text of numbers and the operations on strings, as docs/language-semantics.md fixes them for both backends.

using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Vale.Backend.Vm;

/// <summary>Pure functions on UTF-8 text.</summary>
internal static class VmText
{
    /// <summary>Decimal text.</summary>
    public static byte[] FromInt(long value)
    {
        Span<byte> buffer = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, buffer, out var length);
        return buffer[..length].ToArray();
    }

    /// <summary>The shortest digits that read back, plain between 1e-5 and 1e15, else with an exponent.</summary>
    public static byte[] FromFloat(double value)
    {
        if (double.IsNaN(value)) return "nan"u8.ToArray();
        if (double.IsInfinity(value)) return value > 0 ? "inf"u8.ToArray() : "-inf"u8.ToArray();
        if (value == 0) return double.IsNegative(value) ? "-0.0"u8.ToArray() : "0.0"u8.ToArray();

        // "E16" style output of the shortest digits: the first digit's decimal exponent and the digits without trailing zeros.
        Span<byte> raw = stackalloc byte[32];
        var magnitude = Math.Abs(value);
        magnitude.TryFormat(raw, out var rawLength, "R", CultureInfo.InvariantCulture);
        // For some powers of two .NET's shortest text reads back as a neighbour; 17 digits never do.
        if (double.Parse(raw[..rawLength], CultureInfo.InvariantCulture) != magnitude)
            magnitude.TryFormat(raw, out rawLength, "E16", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[32];
        int count = 0, point = -1, exponent = 0;
        for (var i = 0; i < rawLength; i++)
        {
            if (raw[i] == '.')
            {
                point = count;
            }
            else if (raw[i] == 'E')
            {
                Utf8Parser.TryParse(raw[(i + (raw[i + 1] == '+' ? 2 : 1))..rawLength], out exponent, out _);
                break;
            }
            else
            {
                digits[count++] = raw[i];
            }
        }
        if (point < 0) point = count;
        var leading = 0;
        while (digits[leading] == '0') leading++;
        exponent += point - leading - 1;
        while (digits[count - 1] == '0') count--;
        var shortest = digits[leading..count];

        Span<byte> text = stackalloc byte[48];
        var length = 0;
        if (value < 0) text[length++] = (byte)'-';
        if (exponent is >= -5 and < 15) WritePlain(shortest, exponent, text, ref length);
        else WriteScientific(shortest, exponent, text, ref length);
        return text[..length].ToArray();
    }

    private static void WritePlain(ReadOnlySpan<byte> digits, int exponent, Span<byte> text, ref int length)
    {
        if (exponent < 0)
        {
            text[length++] = (byte)'0';
            text[length++] = (byte)'.';
            for (var i = -1; i > exponent; i--) text[length++] = (byte)'0';
            digits.CopyTo(text[length..]);
            length += digits.Length;
            return;
        }
        for (var i = 0; i <= exponent; i++) text[length++] = i < digits.Length ? digits[i] : (byte)'0';
        text[length++] = (byte)'.';
        if (digits.Length <= exponent + 1) text[length++] = (byte)'0';
        for (var i = exponent + 1; i < digits.Length; i++) text[length++] = digits[i];
    }

    private static void WriteScientific(ReadOnlySpan<byte> digits, int exponent, Span<byte> text, ref int length)
    {
        text[length++] = digits[0];
        if (digits.Length > 1)
        {
            text[length++] = (byte)'.';
            digits[1..].CopyTo(text[length..]);
            length += digits.Length - 1;
        }
        text[length++] = (byte)'e';
        text[length++] = exponent < 0 ? (byte)'-' : (byte)'+';
        Utf8Formatter.TryFormat(Math.Abs(exponent), text[length..], out var written, new System.Buffers.StandardFormat('D', 2));
        length += written;
    }

    /// <summary>One byte for codes below 128, else the code point's UTF-8; U+FFFD where there is none.</summary>
    public static byte[] FromCode(int code)
    {
        if (code < 128) return [unchecked((byte)code)];
        Span<byte> buffer = stackalloc byte[4];
        var rune = Rune.IsValid(code) ? new Rune(code) : Rune.ReplacementChar;
        return buffer[..rune.EncodeToUtf8(buffer)].ToArray();
    }
}
