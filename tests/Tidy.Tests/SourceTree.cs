// The texts of the repository as plain values, so that a rule can be asked about made-up ones too.

namespace Tidy.Tests;

/// <summary>A text of the repository.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Text">All of it.</param>
public sealed record TreeFile(string Path, string Text)
{
    private string? _code;

    /// <summary>The lines, without their ends.</summary>
    public string[] Lines => Text.Split('\n');

    /// <summary>The extension, with its dot.</summary>
    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>The file's own name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The folder, without a slash at its end; empty for the root.</summary>
    public string Folder => Path.LastIndexOf('/') is var slash and >= 0 ? Path[..slash] : "";

    /// <summary>C# with comments and the insides of strings blanked out, line by line as it was.</summary>
    public string Code => _code ??= CSharpText.Blank(Text);

    /// <summary>The 1-based line of an offset.</summary>
    public int LineOf(int offset) => Text.AsSpan(0, offset).Count('\n') + 1;
}

/// <summary>Every text file that belongs to the repository: what build outputs and tools leave behind is not among them.</summary>
public static class SourceTree
{
    private static readonly string[] s_left = [".git", "artifacts", "bin", "obj", "node_modules", ".vs", "TestResults", "BenchmarkDotNet.Artifacts", "out"];

    private static readonly string[] s_texts =
    [
        ".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".txt", ".vale", ".c", ".h", ".sh", ".ts", ".js", ".mjs", ".yml", ".yaml", ".editorconfig", "",
    ];

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The texts, by path.</summary>
    public static IReadOnlyList<TreeFile> Files { get; } = Read();

    /// <summary>The C# files below one of the folders.</summary>
    public static IEnumerable<TreeFile> CSharp(IEnumerable<TreeFile> files, params string[] folders) =>
        files.Where(file => file.Extension == ".cs" && (folders.Length == 0 || folders.Any(folder => file.Path.StartsWith(folder + "/", StringComparison.Ordinal))));

    private static List<TreeFile> Read()
    {
        var files = new List<TreeFile>();
        Walk(new DirectoryInfo(Root), "", files);
        files.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    private static void Walk(DirectoryInfo directory, string prefix, List<TreeFile> files)
    {
        foreach (var file in directory.EnumerateFiles())
        {
            // In a linked worktree .git is a file.
            if (s_left.Contains(file.Name) || file.LinkTarget is not null) continue;
            if (s_texts.Contains(file.Extension)) files.Add(new TreeFile(prefix + file.Name, File.ReadAllText(file.FullName)));
        }
        foreach (var below in directory.EnumerateDirectories())
            if (!s_left.Contains(below.Name) && below.LinkTarget is null) Walk(below, prefix + below.Name + "/", files);
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Vale.LanguageTools.sln"))) return at.FullName;
        throw new InvalidOperationException("The tidy tests run outside of a checkout.");
    }
}
