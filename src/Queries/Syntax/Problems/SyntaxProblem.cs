// A problem as facts with a place. The words are in SyntaxProblems.

namespace Vale.Syntax;

/// <summary>Something wrong with a text: what, where, and the words a message may name.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Start">Where it begins, in UTF-16 units from the start of whatever was asked (file or item).</param>
/// <param name="End">Where it ends; equal to <paramref name="Start"/> when something is missing at a point.</param>
/// <param name="Found">The text found, when the message names it.</param>
/// <param name="Expected">What was expected, or another text the message names.</param>
public readonly record struct SyntaxProblem(SyntaxProblemCode Code, int Start, int End, string? Found = null, string? Expected = null)
{
    /// <summary>Where it is.</summary>
    public TextRange Range => new(Start, End);

    /// <summary>The same problem further on by <paramref name="delta"/>.</summary>
    public SyntaxProblem Moved(int delta) => this with { Start = Start + delta, End = End + delta };
}
