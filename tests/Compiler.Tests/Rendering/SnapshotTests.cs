// Programs with mistakes, each with all that is said of it. A file of Cases holds the program and, below a line of dashes, the diagnostics.

using System.Reflection;
using Vale.Compiler.Diagnostics;
using Vale.Testing;
using Xunit;

namespace Compiler.Tests.Rendering;

public sealed class SnapshotTests
{
    private const string Folder = "tests/Compiler.Tests/Rendering/Cases";
    private const string Line = "\n----\n";

    /// <summary>The cases by name.</summary>
    public static TheoryData<string> Cases => new(Names);

    private static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf(Folder), "*.txt").Select(static file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_program_gives_what_its_file_says(string name)
    {
        var source = Source(name);
        using var database = new TestDatabase(source);

        Expect.EqualFile(source + Line + RenderedText.Of(database), $"{Folder}/{name}.txt");
    }

    [Fact]
    public void Every_code_of_the_compiler_is_shown()
    {
        var shown = string.Concat(Names.Select(static name => Repository.Read($"{Folder}/{name}.txt")));

        Assert.All(
            typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
                // A hint is greyed in editors and never written.
                .Where(static field => field.IsLiteral && (string?)field.GetRawConstantValue() is not (DiagnosticCodes.UnusedLocal or DiagnosticCodes.UnusedImport)),
            field => Assert.Contains($"[{field.GetRawConstantValue()}]: ", shown));
    }

    private static string Source(string name)
    {
        var text = Repository.Read($"{Folder}/{name}.txt");
        var line = text.IndexOf(Line, StringComparison.Ordinal);
        return line < 0 ? text.TrimEnd('\n') : text[..line];
    }
}
