// The stored tree: immutable, without positions or parents, so that a subtree can be shared between versions of a file
// and compared by content. It knows kinds and widths; it must not know offsets, files or meaning.

namespace Vale.Syntax;

/// <summary>
/// A piece of a tree that knows its content and nothing of where it stands. Two of them are equal when they have the
/// same kind, text and children; the hash is computed once. Trees are at most <see cref="MaxHeight"/> levels high,
/// which the parser guarantees, so a reader may recurse.
/// </summary>
public abstract class GreenNode : IEquatable<GreenNode>
{
    /// <summary>The greatest number of levels a parsed tree has.</summary>
    public const int MaxHeight = 8192;

    private readonly int _hash;

    private protected GreenNode(SyntaxKind kind, int width, int hash, ushort height, bool containsProblems)
    {
        Kind = kind;
        Width = width;
        _hash = hash;
        Height = height;
        ContainsProblems = containsProblems;
    }

    /// <summary>What this is.</summary>
    public SyntaxKind Kind { get; }

    /// <summary>The levels below and including this one; 1 for a token.</summary>
    public ushort Height { get; }

    /// <summary>Whether a <see cref="GreenProblem"/> stands in this subtree.</summary>
    public bool ContainsProblems { get; }

    /// <summary>Length of the text in UTF-16 units.</summary>
    public int Width { get; }

    /// <summary>True for a leaf with text, trivia included.</summary>
    public bool IsToken => this is GreenToken;

    /// <summary>The number of direct children, trivia and problem marks included.</summary>
    public virtual int ChildCount => 0;

    /// <summary>The direct child at <paramref name="index"/>, in text order.</summary>
    public virtual GreenNode Child(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The direct children in text order.</summary>
    public virtual ReadOnlySpan<GreenNode> Children => default;

    /// <inheritdoc/>
    public sealed override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => obj is GreenNode other && Equals(other);

    /// <summary>Equality of content: same kinds, texts, problems and children, whatever the place in a file.</summary>
    public bool Equals(GreenNode? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || _hash != other._hash || !ShallowEquals(other))
            return false;
        return ChildCount == 0 || DeepEquals(other);
    }

    private protected virtual bool ShallowEquals(GreenNode other) =>
        Kind == other.Kind && Width == other.Width && ChildCount == other.ChildCount;

    private bool DeepEquals(GreenNode other)
    {
        var mine = Children;
        var theirs = other.Children;
        for (var i = 0; i < mine.Length; i++)
        {
            if (!mine[i].Equals(theirs[i]))
                return false;
        }
        return true;
    }

    /// <summary>Appends the exact text of this subtree.</summary>
    public virtual void AppendText(System.Text.StringBuilder into)
    {
        foreach (var child in Children)
            child.AppendText(into);
    }

    /// <summary>The exact text of this subtree.</summary>
    public sealed override string ToString()
    {
        if (this is GreenToken token)
            return token.Text;
        var builder = new System.Text.StringBuilder(Width);
        AppendText(builder);
        return builder.ToString();
    }

    internal static int Combine(int hash, int next)
    {
        var mixed = ((uint)hash ^ (uint)next) * 0x9E3779B1u;
        return (int)(mixed ^ (mixed >> 15)) + next;
    }
}
