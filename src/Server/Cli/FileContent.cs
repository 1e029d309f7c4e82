// A file by its content: what a build read or wrote, to be found the same later or not. Times and inodes say nothing here.

using Vale.Queries.Runtime.Values;

namespace Vale.Server.Cli;

/// <summary>A path and the fingerprint of what lay there.</summary>
internal readonly record struct FileContent(string Path, Fingerprint Content)
{
    /// <summary>The file as it is now; null when it cannot be read.</summary>
    public static FileContent? Of(string path) => Read(path) is { } bytes ? new FileContent(path, Fingerprint.Of(bytes)) : null;

    /// <summary>Whether the same lies there now.</summary>
    public bool Holds() => Of(Path) is { } now && now.Content == Content;

    /// <summary>The bytes of a file; null when it cannot be read.</summary>
    public static byte[]? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
