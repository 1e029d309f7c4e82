// URIs to paths and back. A document's key, by which it is known in the server, is its absolute path, or the URI itself
// where there is none, so that two spellings of one URI (%3A or :) are one document.

using System.Text;

namespace Vale.Server.Convert;

/// <summary>Conversions between document URIs, keys and paths (RFC 3986, RFC 8089).</summary>
internal static class DocumentUri
{
    private const string FileScheme = "file:";

    /// <summary>The absolute path of a <c>file:</c> URI; null for any other.</summary>
    public static string? ToPath(string uri)
    {
        if (!uri.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase)) return null;
        var rest = uri.AsSpan(FileScheme.Length);
        if (rest.StartsWith("//"))
        {
            rest = rest[2..];
            var slash = rest.IndexOf('/');
            if (slash < 0) return null;
            var authority = rest[..slash];
            if (!authority.IsEmpty && !authority.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return null;
            rest = rest[slash..];
        }
        var stop = rest.IndexOfAny('?', '#');
        if (stop >= 0) rest = rest[..stop];
        if (rest.IsEmpty || rest[0] != '/') return null;
        var path = Decode(rest);
        if (path.Contains('\0')) return null;
        if (OperatingSystem.IsWindows() && path.Length > 2 && path[2] == ':') path = path[1..];
        return Path.GetFullPath(path);
    }

    /// <summary>The <c>file:</c> URI of an absolute path.</summary>
    public static string FromPath(string path)
    {
        if (Path.DirectorySeparatorChar != '/') path = path.Replace(Path.DirectorySeparatorChar, '/');
        var result = new StringBuilder("file://", path.Length + 16);
        if (!path.StartsWith('/')) result.Append('/');
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in path.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || "-._~/!$&'()*+,;=@".Contains((char)rune.Value)))
            {
                result.Append((char)rune.Value);
                continue;
            }
            var length = rune.EncodeToUtf8(bytes);
            foreach (var unit in bytes[..length]) result.Append('%').Append(Hex(unit >> 4)).Append(Hex(unit & 15));
        }
        return result.ToString();
    }

    /// <summary>What a document is known by: its path, or its URI where it has none.</summary>
    public static string Key(string uri) => ToPath(uri) ?? uri;

    private static char Hex(int digit) => (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);

    /// <summary>Undoes percent-encoding; bytes that are not UTF-8 become U+FFFD, a stray percent sign stays.</summary>
    internal static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('%')) return text.ToString();
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        while (!text.IsEmpty)
        {
            if (text[0] == '%' && text.Length >= 3 && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]))
            {
                bytes[length++] = (byte)(System.Convert.FromHexString(text.Slice(1, 2))[0]);
                text = text[3..];
                continue;
            }
            var run = text[1..].IndexOf('%');
            var plain = run < 0 ? text : text[..(run + 1)];
            length += Encoding.UTF8.GetBytes(plain, bytes.AsSpan(length));
            text = text[plain.Length..];
        }
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
