// What parsing one file gives: the text, the tree, and the problems read off the tree. A plain value of one file.

namespace Vale.Syntax;

/// <summary>A parsed file. The tree always prints back to the text.</summary>
public sealed class ParseResult
{
    private IReadOnlyList<SyntaxProblem>? _problems;

    internal ParseResult(SourceText text, GreenNode tree, int[] lookahead)
    {
        Text = text;
        Tree = tree;
        Lookahead = lookahead;
    }

    /// <summary>The text parsed.</summary>
    public SourceText Text { get; }

    /// <summary>The tree, whose kind is <see cref="SyntaxKind.SourceFile"/>.</summary>
    public GreenNode Tree { get; }

    /// <summary>The tree as a typed view from offset 0.</summary>
    public SourceFileSyntax File => new(new SyntaxNode(Tree));

    /// <summary>All problems in text order, placed relative to the file. For those of one item, relative to it, see
    /// <see cref="SyntaxProblems.Of(GreenNode)"/>.</summary>
    public IReadOnlyList<SyntaxProblem> Problems => _problems ??= SyntaxProblems.OfFile(Tree);

    /// <summary>For each child of the tree, how far beyond its end the text was looked at to read it.</summary>
    internal int[] Lookahead { get; }
}
