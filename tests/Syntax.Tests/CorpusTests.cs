// What must hold for whole programs, intact and broken: the tree prints back to the text, and good programs have no
// problems.

using Vale.Syntax;
using Xunit;

namespace Syntax.Tests;

public sealed class CorpusTests
{
    public static TheoryData<string> Names => Corpus.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_of_the_corpus_has_no_problems(string name)
    {
        var result = Shape.Parse(Corpus.Text(name));
        Assert.Empty(result.Problems.Select(p => $"{name}:{result.Text.Lines.Position(p.Start).Line + 1}: {SyntaxProblems.Describe(p).Message}"));
    }

    [Fact]
    public void The_corpus_uses_every_kind_of_token_and_node()
    {
        var seen = new HashSet<SyntaxKind>();
        void Walk(GreenNode node)
        {
            seen.Add(node.Kind);
            foreach (var child in node.Children)
                Walk(child);
        }
        foreach (var (_, text) in Corpus.Files())
            Walk(Parser.Parse(text).Tree);
        SyntaxKind[] broken =
        [
            SyntaxKind.None, SyntaxKind.EndOfFile, SyntaxKind.Problem, SyntaxKind.Unknown, SyntaxKind.ErrorItem, SyntaxKind.ErrorType,
            SyntaxKind.EmptyStatement, SyntaxKind.ErrorStatement, SyntaxKind.ErrorExpression, SyntaxKind.Error,
        ];
        Assert.Empty(Enum.GetValues<SyntaxKind>().Except(broken).Except(seen));
    }

    [Fact]
    public void Every_program_prints_back_and_parses_again_to_an_equal_tree()
    {
        foreach (var (name, text) in Corpus.AllFiles())
        {
            var first = Parser.Parse(text).Tree;
            Assert.True(first.ToString() == text, name);
            var second = Parser.Parse(text).Tree;
            Assert.Equal(first.GetHashCode(), second.GetHashCode());
            Assert.True(first.Equals(second), name);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_cut_at_any_token_prints_back(string name)
    {
        var text = Corpus.Text(name);
        foreach (var token in Corpus.Tokens(Parser.Parse(text)))
        {
            Shape.Parse(text[..token.Start]);
            Shape.Parse(text[..token.End]);
            Shape.Parse(text[token.Start..]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_without_any_one_of_its_tokens_prints_back(string name)
    {
        var text = Corpus.Text(name);
        foreach (var token in Corpus.Tokens(Parser.Parse(text)))
            Shape.Parse(text.Remove(token.Start, token.Length));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_with_a_stray_character_anywhere_prints_back(string name)
    {
        var text = Corpus.Text(name);
        const string strays = "(){}[]<>;,.=\"'#&«»\\…%\n\0é";
        var at = 0;
        foreach (var token in Corpus.Tokens(Parser.Parse(text)))
            Shape.Parse(text.Insert(token.Start, strays[at++ % strays.Length].ToString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nodes_begin_and_end_with_tokens_and_never_with_blanks(string name)
    {
        void Walk(SyntaxNode node)
        {
            var children = node.Green.Children;
            if (children.Length > 0 && node.Kind != SyntaxKind.SourceFile)
            {
                Assert.False(SyntaxFacts.IsTrivia(children[0].Kind), $"{node.Kind} at {node.Offset} begins with {children[0].Kind}");
                Assert.False(SyntaxFacts.IsTrivia(children[^1].Kind), $"{node.Kind} at {node.Offset} ends with {children[^1].Kind}");
            }
            foreach (var child in node.Children)
                Walk(child);
        }
        var text = Corpus.Text(name);
        Walk(new SyntaxNode(Parser.Parse(text).Tree));
        foreach (var token in Corpus.Tokens(Parser.Parse(text)))
            Walk(new SyntaxNode(Parser.Parse(text.Remove(token.Start, token.Length)).Tree));
    }
}
