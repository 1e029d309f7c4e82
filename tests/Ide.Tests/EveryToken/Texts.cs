// The texts that every feature is asked in: the programs of tests/programs as they stand, the files of the parser's corpus, and
// damaged ones of both.

using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Syntax;
using Vale.Testing;
using Vale.Testing.Programs;

namespace Ide.Tests.EveryToken;

internal static class Texts
{
    /// <summary>The programs, each with all its files.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<FileChange> Files)> Programs()
    {
        foreach (var program in ProgramCase.All)
            yield return (program.Name, [.. ProgramSources.FilesOf(program).Sources.Select(static source => new FileChange(source.File, source.Label, source.Text))]);
    }

    /// <summary>The corpus of the parser's tests.</summary>
    public static IEnumerable<(string Name, string Text)> Corpus()
    {
        foreach (var path in Directory.GetFiles(Repository.PathOf("tests/Syntax.Tests/corpus"), "*.vale").Order(StringComparer.Ordinal))
            yield return (Path.GetFileName(path), File.ReadAllText(path));
    }

    /// <summary>A text damaged at each of its tokens in turn: it ends there, the token is missing, or something strays in front of it.</summary>
    /// <returns>Where the damage is, and the text with it.</returns>
    public static IEnumerable<(int Offset, string Text)> Damaged(string text)
    {
        const string strays = "(){}[]<>;,.=\"'#&\u00ab\u00bb\\\u2026%\n\0\u00e9";
        var number = 0;
        foreach (var token in Tokens(text))
        {
            yield return (token.Start, text[..token.Start]);
            yield return (token.Start, text.Remove(token.Start, token.Length));
            yield return (token.Start, text.Insert(token.Start, strays[number++ % strays.Length].ToString()));
        }
    }

    /// <summary>The ranges of the tokens, comments among them.</summary>
    public static List<TextRange> Tokens(string text)
    {
        var ranges = new List<TextRange>();
        Collect(new SyntaxNode(Parser.Parse(new SourceText(text)).Tree), ranges);
        return ranges;
    }

    private static void Collect(SyntaxNode node, List<TextRange> into)
    {
        foreach (var child in node.Children)
        {
            if (!child.IsToken) Collect(child, into);
            else if (child.Kind != SyntaxKind.Whitespace && child.Width > 0) into.Add(child.Range);
        }
    }
}
