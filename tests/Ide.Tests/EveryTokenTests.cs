// Every feature that shows something around a text, asked at every token of every program of tests/programs: none fails.

using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Syntax;
using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class EveryTokenTests
{
    public static TheoryData<int> Parts => [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Parts))]
    public void No_feature_fails_at_any_token_of_any_program(int part)
    {
        var paths = Directory.GetFiles(Path.Combine(Repository.Root, "tests", "programs"), "*.vale", SearchOption.AllDirectories);
        Array.Sort(paths, StringComparer.Ordinal);
        Assert.NotEmpty(paths);
        using var host = new AnalysisHost();
        for (var i = part; i < paths.Length; i += Parts.Count) Ask(host, paths[i], File.ReadAllText(paths[i]));
    }

    [Theory]
    [InlineData("func f(a int, b T) { x = a.b(c, ; y = { _ + z }(3); set x.y = 4; foreach q in w { q.e } }")]
    [InlineData("struct S<T> { a T; b! Q; } impl I for S<int>; interface I { func m(virtual s &I) } func m(s &S<int>) { s.a.b.c }")]
    [InlineData("exported func main() int { f = (a, b) => { a + b }; f(1, \"x\"); f(2); return [#](1, 2).0 + f; }")]
    [InlineData("import a.b.c; import v.*; func g<N Int, T Ref>(x [#N]T) int where func drop(T)void, implements(T, U) { N + x.len() }")]
    public void Nor_in_broken_ones(string text)
    {
        using var host = new AnalysisHost();
        for (var cut = text.Length; cut > 0; cut -= 7) Ask(host, "broken", text[..cut]);
    }

    private static void Ask(AnalysisHost host, string path, string text)
    {
        var data = new FileData("main", "", "main.vale");
        host.Apply([new FileChange(data, "main.vale", text)]);
        var file = host.FileId(data);
        using var analysis = host.Snapshot();
        var at = 0;
        try
        {
            var all = new TextRange(0, text.Length);
            Assert.Equal(analysis.SemanticTokens(file).Count, analysis.SemanticTokens(file, all).Count);
            foreach (var hint in analysis.InlayHints(file, all, Reading.AllHints, whole: true)) Assert.InRange(hint.Offset, 0, text.Length);
            foreach (var lens in analysis.CodeLenses(file, new CodeLensOptions())) analysis.Instantiations(new FilePosition(file, lens.Range.Start));
            analysis.DocumentLinks(file);
            foreach (var start in TokenStarts(new SyntaxNode(Parser.Parse(new SourceText(text)).Tree)))
            {
                at = start;
                AskAt(analysis, new FilePosition(file, start));
            }
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            throw new CheckFailedException($"{path}, at {at} `{text[at..Math.Min(at + 20, text.Length)]}`: {e}");
        }
    }

    private static void AskAt(Analysis analysis, FilePosition position)
    {
        analysis.Hover(position);
        analysis.GotoTypeDefinition(position);
        analysis.GotoImplementation(position);
        if (analysis.PrepareCallHierarchy(position).Count > 0)
        {
            analysis.IncomingCalls(position);
            analysis.OutgoingCalls(position);
        }
        if (analysis.PrepareTypeHierarchy(position).Count == 0) return;
        analysis.Supertypes(position);
        analysis.Subtypes(position);
    }

    private static IEnumerable<int> TokenStarts(SyntaxNode node)
    {
        if (node.IsToken)
        {
            if (!SyntaxFacts.IsTrivia(node.Kind)) yield return node.Offset;
            yield break;
        }
        var children = new List<SyntaxNode>();
        foreach (var child in node.Children) children.Add(child);
        foreach (var child in children)
            foreach (var start in TokenStarts(child)) yield return start;
    }
}
