// Golden text, kept in the test that shows it or in a file beside it. UPDATE_EXPECT=1 rewrites it instead of failing.
// It knows texts and source files only.

using System.Runtime.CompilerServices;

namespace Vale.Testing;

/// <summary>Compares texts with what a test says, and on demand lets the test say what is true now.</summary>
public static class Expect
{
    /// <summary>True when this run rewrites golden text: the environment has <c>UPDATE_EXPECT=1</c>.</summary>
    public static bool Updates { get; } = Environment.GetEnvironmentVariable("UPDATE_EXPECT") == "1";

    /// <summary>
    /// Passes when both texts are equal, line ends aside. Else fails with the difference, or, in an updating run, rewrites the
    /// literal in the test's source. A check of one's own hands its callers' literal through the last three parameters.
    /// </summary>
    /// <param name="actual">What was computed.</param>
    /// <param name="expected">A string literal of any kind.</param>
    /// <param name="literal">Filled in by the compiler: the literal as it is written.</param>
    /// <param name="file">Filled in by the compiler: the test's source file.</param>
    /// <param name="line">Filled in by the compiler: the call's line, from 1.</param>
    public static void Equal(
        string actual,
        string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        actual = Normal(actual);
        if (actual == Normal(expected)) return;
        if (Updates) SourceRewriter.For(file).Replace(line, literal, actual);
        else Fail(actual, expected, $"{file}:{line}");
    }

    /// <summary>
    /// As <see cref="Equal"/>, with the golden text in a file of the repository. A missing file fails; an updating run writes it.
    /// </summary>
    /// <param name="actual">What was computed.</param>
    /// <param name="path">The file, from the repository's root, with forward slashes.</param>
    public static void EqualFile(string actual, string path)
    {
        actual = Normal(actual);
        var full = Repository.PathOf(path);
        var expected = File.Exists(full) ? Normal(File.ReadAllText(full)) : null;
        if (actual == expected) return;
        if (Updates)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, actual);
        }
        else
        {
            Fail(actual, expected ?? "", path + (expected is null ? " (which does not exist)" : ""));
        }
    }

    private static string Normal(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static void Fail(string actual, string expected, string where) => throw new CheckFailedException(
        $"The text is not the one at {where} (- there, + now):\n{LineDiff.Of(Normal(expected), actual)}\n" +
        "If the new text is right, `./build.sh update` writes it there.");
}
