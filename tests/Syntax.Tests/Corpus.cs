// The programs under corpus/, which between them use every construct; and one more directory when VALE_CORPUS names it.

using Vale.Syntax;
using Xunit;

namespace Syntax.Tests;

internal static class Corpus
{
    internal static IEnumerable<(string Name, string Text)> Files()
    {
        foreach (var path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus"), "*.vale").Order(StringComparer.Ordinal))
            yield return (Path.GetFileName(path), File.ReadAllText(path));
    }

    /// <summary>Every program of the corpus, and those under the directory that VALE_CORPUS names, if it names one.</summary>
    internal static IEnumerable<(string Name, string Text)> AllFiles()
    {
        foreach (var file in Files())
            yield return file;
        if (Environment.GetEnvironmentVariable("VALE_CORPUS") is not { Length: > 0 } directory)
            yield break;
        foreach (var path in Directory.GetFiles(directory, "*.vale", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            yield return (Path.GetRelativePath(directory, path), File.ReadAllText(path));
    }

    internal static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        foreach (var (name, _) in Files())
            names.Add(name);
        return names;
    }

    internal static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "corpus", name));

    /// <summary>The ranges of all tokens, trivia left out.</summary>
    internal static List<TextRange> Tokens(ParseResult result)
    {
        var ranges = new List<TextRange>();
        Collect(new SyntaxNode(result.Tree), ranges);
        return ranges;
    }

    private static void Collect(SyntaxNode node, List<TextRange> into)
    {
        foreach (var child in node.Children)
        {
            if (!child.IsToken)
                Collect(child, into);
            else if (!SyntaxFacts.IsTrivia(child.Kind))
                into.Add(child.Range);
        }
    }
}
