// vale-library:/MODULE/PACKAGE/NAME names a file that comes with the compiler and has no path; the package's steps are
// divided by slashes.

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
        var steps = DocumentUri.Decode(uri.AsSpan(Scheme.Length + 1)).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return steps.Length < 2 ? null : new FileData(steps[0], string.Join('.', steps[1..^1]), steps[^1]);
    }
}
