// The pages of docs/diagnostics again: where a page's mistake has a sure fix, it is offered at the mistake and takes it away.

using System.Text.RegularExpressions;
using Vale.Ide.Assists;
using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;
using Assist = Vale.Ide.Assists.Assist;

namespace Ide.Tests;

public sealed partial class AssistPageTests
{
    public static TheoryData<string> Codes => new(Directory.EnumerateFiles(Repository.PathOf("docs/diagnostics"), "*.md")
        .Select(static file => Path.GetFileNameWithoutExtension(file)!)
        .Where(static code => code is not ("README" or "nesting-too-deep" or "too-deep"))
        .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("abstract-without-virtual")]
    [InlineData("conflicting-mutability")]
    [InlineData("duplicate-local")]
    [InlineData("duplicate-virtual")]
    [InlineData("expected-item")]
    [InlineData("expected-members")]
    [InlineData("expected-parameters")]
    [InlineData("expected-semicolon")]
    [InlineData("final-member")]
    [InlineData("foreach-needs-list")]
    [InlineData("forgot-set")]
    [InlineData("forgot-where")]
    [InlineData("generic-export")]
    [InlineData("import-after-item")]
    [InlineData("integer-too-large")]
    [InlineData("missing-members")]
    [InlineData("missing-override")]
    [InlineData("move-out-of-member")]
    [InlineData("mutable-element-of-immutable")]
    [InlineData("need-whitespace-around-equals")]
    [InlineData("need-whitespace-around-operator")]
    [InlineData("not-droppable")]
    [InlineData("not-weakable")]
    [InlineData("unexpected-attribute")]
    [InlineData("unexpected-character")]
    [InlineData("unexpected-close")]
    [InlineData("unexported-type")]
    [InlineData("unknown-import")]
    [InlineData("unknown-member")]
    [InlineData("unknown-name")]
    [InlineData("unknown-package")]
    [InlineData("unknown-type")]
    [InlineData("unneeded-semicolon")]
    [InlineData("unreachable-code")]
    [InlineData("unterminated-comment")]
    [InlineData("variadic-member-has-name")]
    [InlineData("varying-member-of-immutable")]
    [InlineData("weakability-mismatch")]
    [InlineData("wrong-part-count")]
    public void The_mistake_of_a_page_has_one_sure_fix(string code)
    {
        using var editor = new Editor(Fixture.Parse(Program(code)));
        var sure = Assert.Single(Fixes(editor, code), static assist => assist.IsPreferred);
        var count = editor.ProblemCount();
        editor.Apply(sure.Edit!);
        Assert.True(editor.ProblemCount() < count, editor.ShowProblems());
        Assert.DoesNotContain(editor.Problems(), problem => problem.Code == code);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Whatever_is_offered_for_the_mistake_of_a_page_takes_it_away(string code)
    {
        using var offers = new Editor(Fixture.Parse(Program(code)));
        foreach (var fix in Fixes(offers, code))
        {
            using var editor = new Editor(Fixture.Parse(Program(code)));
            var count = editor.Problems().Count(problem => problem.Code == code);
            editor.Apply(fix.Edit!);
            Assert.True(editor.Problems().Count(problem => problem.Code == code) < count, $"{fix.Title}:\n{editor.ShowProblems()}");
        }
    }

    private static List<Assist> Fixes(Editor editor, string code)
    {
        // What the program as a whole gets wrong is told of no file alone.
        if (editor.Problems().Find(problem => problem.Code == code) is not { } problem) return [];
        var all = editor.Ask(analysis => analysis.Assists(new AssistRequest(problem.Place.File, problem.Place.Range)));
        return all.Where(assist => assist.Fixes is { } fixes && fixes == problem).ToList();
    }

    private static string Program(string code) => Block().Match(Repository.Read($"docs/diagnostics/{code}.md")).Groups[1].Value;

    [GeneratedRegex(@"^```vale\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
