// In which units the client counts within a line. The specification calls this the position encoding.

namespace Vale.Server.Convert;

/// <summary>The units of <see cref="Protocol.Position.Character"/>.</summary>
internal enum PositionEncoding : byte { Utf16, Utf8, Utf32 }

/// <summary>Names and choice of encodings.</summary>
internal static class PositionEncodings
{
    /// <summary>
    /// The encoding to use with a client that offers <paramref name="offered"/>. UTF-16 whenever it is offered, since it
    /// is what text is kept in and costs nothing to convert; it is also what a client that offers nothing means.
    /// </summary>
    public static PositionEncoding Choose(IReadOnlyList<string>? offered)
    {
        if (offered is null) return PositionEncoding.Utf16;
        var chosen = PositionEncoding.Utf16;
        for (var i = offered.Count - 1; i >= 0; i--)
        {
            switch (offered[i])
            {
                case "utf-16": return PositionEncoding.Utf16;
                case "utf-8": chosen = PositionEncoding.Utf8; break;
                case "utf-32": chosen = PositionEncoding.Utf32; break;
            }
        }
        return chosen;
    }

    /// <summary>The name the specification gives it.</summary>
    public static string Name(PositionEncoding encoding) => encoding switch
    {
        PositionEncoding.Utf8 => "utf-8",
        PositionEncoding.Utf32 => "utf-32",
        _ => "utf-16",
    };
}
