// Where the repository stands on this machine, for tests that read files of it. It knows nothing of Vale.

namespace Vale.Testing;

/// <summary>The checkout the running tests were built from.</summary>
public static class Repository
{
    private const string Mark = "Vale.LanguageTools.sln";

    /// <summary>The absolute path of the checkout's root, without a slash at the end.</summary>
    public static string Root { get; } = Find();

    /// <summary>An absolute path from one below the root, written with forward slashes.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The text of a file of the repository.</summary>
    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, Mark))) return at.FullName;
        throw new CheckFailedException($"The tests run outside of a checkout: no {Mark} above {AppContext.BaseDirectory}.");
    }
}
