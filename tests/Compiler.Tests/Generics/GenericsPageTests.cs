// Runs the pages of docs/generics: what a page shows as right returns what the page says, in the interpreter and as machine
// code, and what it shows as wrong gives the error the page names. Every rule has its page.

using System.Text.RegularExpressions;
using Vale.Testing;
using Vale.Testing.Programs;
using Xunit;

namespace Compiler.Tests.Generics;

public sealed partial class GenericsPageTests
{
    private const string Folder = "docs/generics";

    // The rules, by the names that comments in the code use.
    private static readonly string[] s_rules =
    [
        "ACEFRO", "AFCTD", "CDFGI", "CFWG", "CGADOI", "CIFBD", "CSSNCE", "DMPOGN", "DPCODODP", "DUDEWCD", "FMBAWTUFB", "FODAIR", "FOSFC", "GLIOGN", "GTCII",
        "IBFCS", "IRAGP", "LAGT", "LCCPGB", "LCNBAFA", "LHPCTLD", "MDATOEF", "MDSFONARFO", "MKRFA", "MLUIBTN", "MSAE", "NAFEWRO", "NBIFP", "NFIEFRO",
        "ONBIFS", "OSDCE", "OWPFRD", "PTPKCK", "REMUIDDA", "ROWC", "RRBFS", "SBITAFD", "SCIIMT", "SFWPRL", "SMRASDR", "SRHODP", "SROACSD", "STCMBDP",
        "TAVWG", "TIBANFC", "UCEFO", "UINIT", "WIGOWI",
    ];

    // Rules that had another name.
    private static readonly (string Was, string Is)[] s_former = [("NBIFPR", "NBIFP"), ("OMCNAGP", "FODAIR"), ("WTFIGOWI", "WIGOWI")];

    /// <summary>The rules.</summary>
    public static TheoryData<string> Rules => new(s_rules);

    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule() =>
        Assert.Equal(
            s_rules.Concat(s_former.Select(static name => name.Was)).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Repository.PathOf(Folder), "*.md")
                .Select(static file => Path.GetFileNameWithoutExtension(file)!)
                .Where(static name => name != "README")
                .Order(StringComparer.Ordinal));

    [Fact]
    public void The_list_names_every_rule_once() =>
        Assert.Equal(
            s_rules.Concat(s_former.Select(static name => name.Was)).Order(StringComparer.Ordinal),
            Entry().Matches(Repository.Read(Folder + "/README.md")).Select(static match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void A_former_name_leads_to_the_rule() =>
        Assert.All(s_former, static name => Assert.StartsWith($"# {name.Was}\n\nFormer name of [{name.Is}]({name.Is}.md)", Page(name.Was), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_first_program_of_a_page_returns_what_the_page_says(string rule)
    {
        var page = Page(rule);
        var wanted = Returns().Match(page).Groups[1].Value;
        using var database = new TestDatabase(Programs(page)[0]);
        var compiled = new CompiledProgram(database.Program(), []);

        var interpreted = ProgramRunner.InVm(compiled, []);
        Assert.Equal(wanted, interpreted.Result);
        Assert.Equal("", interpreted.Stderr);
        ProgramRun.MustAgree(interpreted, ProgramRunner.Natively(compiled, []));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_second_program_of_a_page_gives_the_error_the_page_names(string rule)
    {
        var page = Page(rule);
        using var database = new TestDatabase(Programs(page)[1]);

        Assert.Equal([Gives().Match(page).Groups[1].Value], database.Diagnostics().Select(static diagnostic => diagnostic.Code).Distinct());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_page_begins_with_its_name_and_has_two_programs(string rule)
    {
        Assert.StartsWith($"# {rule}: ", Page(rule), StringComparison.Ordinal);
        Assert.Equal(2, Programs(Page(rule)).Count);
    }

    private static string Page(string rule) => Repository.Read($"{Folder}/{rule}.md");

    private static List<string> Programs(string page) => [.. Block().Matches(page).Select(static match => match.Groups[1].Value)];

    [GeneratedRegex(@"^```vale\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^It returns `(.*)`\\.$", RegexOptions.Multiline)]
    private static partial Regex Returns();

    [GeneratedRegex(@"^This gives \[([a-z-]+)\]\(\.\./diagnostics/\1\.md\)\.$", RegexOptions.Multiline)]
    private static partial Regex Gives();

    [GeneratedRegex(@"^\| \[([A-Z]+)\]\(\1\.md\) \|", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
