// Whether two trees differ in blanks alone: the net under the formatter. It compares shapes and not only tokens, since blanks
// can tell a name from a type and an operator from a bracket.

namespace Vale.Syntax;

internal static class SameTree
{
    /// <summary>Whether both have the same nodes, tokens and comments. Blanks at a comment's end do not count, nor where a problem
    /// is marked.</summary>
    internal static bool ButForBlanks(GreenNode left, GreenNode right)
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left.Kind != right.Kind)
            return false;
        if (left is GreenToken one && right is GreenToken other)
        {
            return left.Kind == SyntaxKind.LineComment
                ? one.Text.AsSpan().TrimEnd(" \t").SequenceEqual(other.Text.AsSpan().TrimEnd(" \t"))
                : one.Text == other.Text;
        }
        var mine = left.Children;
        var theirs = right.Children;
        var i = Skip(mine, 0);
        var j = Skip(theirs, 0);
        while (i < mine.Length && j < theirs.Length)
        {
            if (!ButForBlanks(mine[i], theirs[j]))
                return false;
            i = Skip(mine, i + 1);
            j = Skip(theirs, j + 1);
        }
        return i >= mine.Length && j >= theirs.Length;
    }

    /// <summary>The next child that is neither blanks nor the mark of a problem.</summary>
    internal static int Skip(ReadOnlySpan<GreenNode> children, int index)
    {
        while (index < children.Length && children[index].Kind is SyntaxKind.Whitespace or SyntaxKind.Problem)
            index++;
        return index;
    }
}
