// Reads document text that JSON readers refuse: an editor may cut a surrogate pair in two and send the half as \ud83d.
// Refusing the message would leave the server with another text than the editor's, so halves are kept as they are.

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Vale.Server.Protocol;

/// <summary>Strings that may hold unpaired surrogates, and whose bytes may not be UTF-8 (they become U+FFFD).</summary>
internal static class LenientText
{
    /// <summary>The string the reader stands on.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException($"a text is expected, not {reader.TokenType}");
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        }
    }

    /// <summary>Decodes the inside of a JSON string whose escapes were checked by the reader already.</summary>
    private static string Unescape(ReadOnlySpan<byte> text)
    {
        var result = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            var slash = text.IndexOf((byte)'\\');
            result.Append(Encoding.UTF8.GetString(slash < 0 ? text : text[..slash]));
            if (slash < 0) break;
            var escape = text[slash + 1];
            text = text[(slash + 2)..];
            switch (escape)
            {
                case (byte)'n': result.Append('\n'); break;
                case (byte)'r': result.Append('\r'); break;
                case (byte)'t': result.Append('\t'); break;
                case (byte)'b': result.Append('\b'); break;
                case (byte)'f': result.Append('\f'); break;
                case (byte)'u':
                    result.Append((char)ushort.Parse(text[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    text = text[4..];
                    break;
                default: result.Append((char)escape); break;
            }
        }
        return result.ToString();
    }
}
