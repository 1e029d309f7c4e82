// vale-library:/MODULE/PACKAGE/NAME names a file that comes with the compiler and has no path.

using Vale.Compiler.Inputs;

namespace Vale.Server.Convert;

/// <summary>URIs of embedded files.</summary>
internal static class LibraryUri
{
    /// <summary>The scheme, without the colon.</summary>
    public const string Scheme = "vale-library";

    /// <summary>True for a URI of that scheme.</summary>
    public static bool Is(string uri) => uri.StartsWith(Scheme + ":", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the URI names; null when it is not of that form. Whether there is such a file is another matter.</summary>
    public static FileData? Parse(string uri)
    {
        if (!Is(uri)) return null;
        var steps = DocumentUri.Decode(uri.AsSpan(Scheme.Length + 1)).TrimStart('/').Split('/');
        return steps.Length == 3 ? new FileData(steps[0], steps[1], steps[2]) : null;
    }
}
