// Where this command line keeps its results: --cache-dir, else the user's cache folder. What is kept there it does not know.

using Vale.Server.Cache;

namespace Vale.Server.Cli;

/// <summary>Finds the cache.</summary>
internal static class ResultCache
{
    /// <summary>The capacity when nothing else is said, in MiB.</summary>
    public const int DefaultMegabytes = 1024;

    /// <summary>The store, or null where nothing is to be kept, or nobody knows where.</summary>
    public static DirectoryStore? Open(CommandLine line, Terminal terminal)
    {
        if (line.CacheMegabytes == 0) return null;
        var folder = line.CacheDir is { } dir ? Path.GetFullPath(dir, terminal.WorkingDirectory)
            : terminal.Environment("XDG_CACHE_HOME") is { Length: > 0 } xdg ? Path.Combine(xdg, "vale")
            : terminal.Environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache", "vale")
            : null;
        return folder is null ? null : new DirectoryStore(folder, ToolIdentity.Current, (long)line.CacheMegabytes << 20);
    }
}
