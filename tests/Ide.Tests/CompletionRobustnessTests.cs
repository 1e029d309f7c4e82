// Completion and signature help where a program ends, as it does while it is written: whatever the text, there is an answer.

using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Ide.Completion;
using Vale.Testing;
using Xunit;

namespace Ide.Tests;

public sealed class CompletionRobustnessTests
{
    // One of each subject, so that every form of the language is among them.
    private static readonly string[] s_programs = Directory.GetDirectories(Path.Combine(Repository.Root, "tests", "programs"))
        .Select(static folder => Directory.GetFiles(folder, "*.vale").Order(StringComparer.Ordinal).FirstOrDefault()).OfType<string>().Order(StringComparer.Ordinal).ToArray();

    [Fact]
    public void There_is_an_answer_where_a_program_ends()
    {
        using var host = new AnalysisHost();
        var asked = 0;
        foreach (var program in s_programs)
        {
            var text = File.ReadAllText(program);
            // Every few tokens: each cut makes the program a new one.
            var number = 0;
            for (var offset = 0; offset <= text.Length; offset++)
            {
                if (!IsBoundary(text, offset) || number++ % 3 != 0) continue;
                Write(host, text[..offset]);
                asked += Ask(host, text[..offset], offset);
            }
        }
        Assert.True(asked > 400);
    }

    [Fact]
    public void What_is_put_in_lies_within_the_text()
    {
        using var host = new AnalysisHost();
        Write(host, "");
        using var analysis = host.Snapshot();
        Assert.NotEmpty(analysis.Completions(new FilePosition(MainFile(host), 0), new CompletionOptions(true)).Items);
        Assert.Empty(analysis.Completions(new FilePosition(MainFile(host), 7), new CompletionOptions(true)).Items);
        Assert.Null(analysis.SignatureHelp(new FilePosition(MainFile(host), 7)));
        Assert.Null(analysis.CompletionDetail(new CompletionSubject("main", "nothing", 0, 0)));
        Assert.Null(analysis.CompletionDetail(CompletionSubject.None));
    }

    private static FileId MainFile(AnalysisHost host) => host.FileId(new FileData("main", "", "main.vale"));

    private static void Write(AnalysisHost host, string text) => host.Apply([new FileChange(new FileData("main", "", "main.vale"), "main.vale", text)]);

    private static bool IsBoundary(string text, int offset) =>
        offset == 0 || offset == text.Length || Class(text[offset]) != Class(text[offset - 1]) || Class(text[offset]) == 2;

    private static int Class(char c) => char.IsWhiteSpace(c) ? 0 : char.IsLetterOrDigit(c) || c == '_' ? 1 : 2;

    private static int Ask(AnalysisHost host, string text, int offset)
    {
        using var analysis = host.Snapshot();
        var position = new FilePosition(MainFile(host), offset);
        var list = analysis.Completions(position, new CompletionOptions(true));
        Assert.True(list.Items.Count == 0 || list.Replace.Start <= offset && offset <= list.Replace.End && list.Replace.End <= text.Length);
        foreach (var item in list.Items)
            foreach (var edit in item.Edits)
                Assert.True(0 <= edit.Start && edit.Start <= edit.End && edit.End <= text.Length && (edit.End <= list.Replace.Start || edit.Start >= list.Replace.End));
        _ = analysis.SignatureHelp(position);
        return 1;
    }
}
