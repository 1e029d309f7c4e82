// Runs the pages of docs/diagnostics: what a page shows as wrong gives its code, what it shows as right gives nothing.

using System.Reflection;
using System.Text.RegularExpressions;
using Vale.Compiler.Diagnostics;
using Vale.Syntax;
using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.DiagnosticPages;

public sealed partial class DiagnosticPageTests
{
    private const string Folder = "docs/diagnostics";

    /// <summary>Every code a diagnostic can have.</summary>
    public static TheoryData<string> Codes => new(AllCodes);

    private static IReadOnlyList<string> AllCodes { get; } =
    [
        .. typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(static field => field.IsLiteral)
            .Select(static field => (string)field.GetRawConstantValue()!)
            .Concat(Enum.GetValues<SyntaxProblemCode>().Where(static code => code != SyntaxProblemCode.None).Select(SyntaxProblems.Kebab))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_code_has_a_page_and_every_page_a_code() =>
        Assert.Equal(AllCodes, Directory.EnumerateFiles(Repository.PathOf(Folder), "*.md")
            .Select(static file => Path.GetFileNameWithoutExtension(file)!)
            .Where(static name => name != "README")
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_first_program_of_a_page_gives_its_code_and_the_second_nothing(string code)
    {
        var programs = Programs(code);

        Assert.Equal(2, programs.Count);
        Assert.Equal([code], Found(programs[0], code));
        Assert.Empty(Found(programs[1], code));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Both_programs_of_a_page_begin_with_main(string code) =>
        Assert.All(Programs(code), static program => Assert.Contains("exported func main(", program));

    [Fact]
    public void The_list_of_pages_names_every_code_once_in_order() =>
        Assert.Equal(AllCodes, Entry().Matches(Repository.Read(Folder + "/README.md")).Select(static match => match.Groups[1].Value));

    private static List<string> Programs(string code) =>
        [.. Block().Matches(Repository.Read($"{Folder}/{code}.md")).Select(static match => Repeated().Replace(match.Groups[1].Value, Repeat))];

    private static string Repeat(Match match) => string.Concat(Enumerable.Repeat(match.Groups[1].Value, 1000));

    // An expression that is not closed within a string leaves the string open, and the brackets around it.
    private static readonly string[] s_openString = ["unterminated-string", "expected-close", "unexpected-token"];

    // A page may be about a construct that is read but not compiled yet; that it says so is no mistake of the page.
    private static List<string> Found(string program, string code)
    {
        using var database = new TestDatabase(program);
        return [.. database.Diagnostics().Concat(code is DiagnosticCodes.UnusedLocal or DiagnosticCodes.UnusedImport ? Hints(program) : []).Select(static diagnostic => diagnostic.Code).Distinct()
            .Where(found => found == code || found != DiagnosticCodes.UnsupportedConstruct && !(code == "unterminated-interpolation" && s_openString.Contains(found)))];
    }

    private static IReadOnlyList<Diagnostic> Hints(string program)
    {
        using var editor = new Editor(Fixture.Parse(program));
        return editor.Ask(analysis => analysis.UnusedNames(editor.File(0)));
    }

    [GeneratedRegex(@"^```vale\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    // A thousand copies of what stands between the marks, so that a page about great numbers stays short.
    [GeneratedRegex("⟦(.*?)⟧", RegexOptions.Singleline)]
    private static partial Regex Repeated();

    [GeneratedRegex(@"^\| \[([a-z0-9-]+)\]\(\1\.md\) \|", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
