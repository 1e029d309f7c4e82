// Renaming and code actions over the programs of tests/programs: nothing fails anywhere, a renaming to a fresh name leaves
// nothing wrong, and neither does an action that promises as much.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Ide.Assists;
using Vale.Syntax;
using Vale.Testing;
using Vale.Testing.Programs;
using Xunit;
using Assist = Vale.Ide.Assists.Assist;

namespace Ide.Tests;

public sealed class WritingRobustnessTests
{
    private const int Slices = 2;

    public static TheoryData<int> All => [.. Enumerable.Range(0, Slices)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_fresh_name_leaves_no_program_with_anything_wrong(int slice)
    {
        var random = new Random(slice);
        var renamed = 0;
        foreach (var (file, text) in Programs(slice, every: 6))
        {
            using var host = new AnalysisHost();
            host.Apply([new FileChange(file, file.Name, text)]);
            var id = host.FileId(file);
            using var analysis = host.Snapshot();
            var names = Names(text).Where(offset => analysis.PrepareRename(new FilePosition(id, offset)) is { Refusal: null }).ToList();
            foreach (var offset in names.OrderBy(_ => random.Next()).Take(2))
            {
                var result = analysis.Rename(new FilePosition(id, offset), "freshName7")!;
                // What a bound or the language asks for by its name is told, and nothing else is in the way of a fresh name.
                if (result.Edit is not { } edit)
                {
                    Assert.True(result.Conflict!.Message.Length > 0);
                    continue;
                }
                renamed++;
                RequireNothingNew(file, text, Apply(edit, id, text), $"{file.Name} at {offset}");
            }
        }
        Assert.True(renamed > 20, $"only {renamed} names were renamed: the test shows too little");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Actions_are_offered_at_every_name_and_what_they_write_is_right(int slice)
    {
        var random = new Random(slice);
        var taken = 0;
        foreach (var (file, text) in Programs(slice, every: 5))
        {
            using var host = new AnalysisHost();
            host.Apply([new FileChange(file, file.Name, text)]);
            var id = host.FileId(file);
            using var analysis = host.Snapshot();
            var offered = new List<(Assist Assist, TextRange Range)>();
            foreach (var offset in Names(text)) offered.AddRange(At(analysis, id, new TextRange(offset, offset)));
            foreach (var range in Expressions(text)) offered.AddRange(At(analysis, id, range));
            foreach (var (assist, range) in offered.OrderBy(_ => random.Next()).Take(2))
            {
                var found = analysis.Assists(new AssistRequest(id, range) { Resolve = (assist.Id, assist.Title) });
                if (found.Count == 0) continue;
                taken++;
                RequireNothingNew(file, text, Apply(found[0].Edit!, id, text), $"{assist.Title} in {file.Name} at {range.Start}..{range.End}");
            }
        }
        Assert.True(taken > 20, $"only {taken} actions were taken: the test shows too little");
    }

    [Fact]
    public void Nothing_fails_in_code_that_is_broken()
    {
        var random = new Random(7);
        foreach (var (file, text) in Programs(0, every: 5))
        {
            // A stretch of the text is gone.
            var start = random.Next(text.Length);
            var broken = text.Remove(start, Math.Min(random.Next(1, 20), text.Length - start));
            using var host = new AnalysisHost();
            host.Apply([new FileChange(file, file.Name, broken)]);
            var id = host.FileId(file);
            using var analysis = host.Snapshot();
            foreach (var offset in Names(broken))
            {
                analysis.PrepareRename(new FilePosition(id, offset));
                analysis.Assists(new AssistRequest(id, new TextRange(offset, Math.Min(broken.Length, offset + random.Next(30)))));
            }
        }
    }

    private static IEnumerable<(Assist, TextRange)> At(Analysis analysis, FileId file, TextRange range) =>
        analysis.Assists(new AssistRequest(file, range) { WithEdits = false }).Select(assist => (assist, range));

    // Programs of one file that the tests run anyway, spread over the slices.
    private static IEnumerable<(FileData File, string Text)> Programs(int slice, int every)
    {
        var number = 0;
        foreach (var program in ProgramCase.All)
        {
            if (program.Roots is not [{ Path: var path }] || !path.EndsWith(".vale", StringComparison.Ordinal)) continue;
            if (number++ % (Slices * every) == slice * every) yield return (new FileData("main", "", Path.GetFileName(path)), File.ReadAllText(path));
        }
    }

    // Where words begin, outside of comments.
    private static IEnumerable<int> Names(string text)
    {
        var tokens = new List<SyntaxNode>();
        Collect(new SyntaxNode(Parser.Parse(new SourceText(text)).Tree), tokens, static node => node.Kind == SyntaxKind.Identifier);
        return tokens.Select(static token => token.Offset);
    }

    private static IEnumerable<TextRange> Expressions(string text)
    {
        var nodes = new List<SyntaxNode>();
        Collect(new SyntaxNode(Parser.Parse(new SourceText(text)).Tree), nodes, static node => SyntaxFacts.IsExpression(node.Kind) || SyntaxFacts.IsStatement(node.Kind));
        return nodes.Where(static node => node.Width > 0).Select(static node => node.Range).Distinct();
    }

    private static void Collect(SyntaxNode node, List<SyntaxNode> into, Func<SyntaxNode, bool> fits)
    {
        if (fits(node)) into.Add(node);
        if (node.IsToken) return;
        foreach (var child in node.Children) Collect(child, into, fits);
    }

    private static string Apply(SourceEdit edit, FileId file, string text) => edit.Of(file)?.Apply(text) ?? text;

    private static void RequireNothingNew(FileData file, string before, string after, string what)
    {
        var (old, now) = (Problems(file, before), Problems(file, after));
        Assert.True(now.Count <= old.Count, $"{what}:\n{string.Join('\n', now.Select(static problem => $"{problem.Code}: {problem.Message}"))}\n{after}");
    }

    private static IReadOnlyList<Diagnostic> Problems(FileData file, string text)
    {
        using var host = new AnalysisHost();
        host.Apply([new FileChange(file, file.Name, text)]);
        using var analysis = host.Snapshot();
        return analysis.Diagnostics(host.FileId(file));
    }
}
