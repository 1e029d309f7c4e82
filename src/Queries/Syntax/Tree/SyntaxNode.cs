// The reading side of a tree: a green node together with the offset it stands at. A value, made while walking and
// thrown away; it has no parent. Whoever starts the walk decides what offset 0 means (a file's or an item's start).

using System.Diagnostics.CodeAnalysis;

namespace Vale.Syntax;

/// <summary>A half-open range of UTF-16 offsets.</summary>
public readonly record struct TextRange(int Start, int End)
{
    /// <summary>Number of UTF-16 units covered.</summary>
    public int Length => End - Start;

    /// <summary>Whether <paramref name="offset"/> lies within, the end excluded.</summary>
    public bool Contains(int offset) => Start <= offset && offset < End;

    /// <summary>Whether <paramref name="offset"/> lies within or at the end, as a cursor does.</summary>
    public bool Touches(int offset) => Start <= offset && offset <= End;

    /// <summary>Whether the other range lies within this one.</summary>
    public bool Contains(TextRange other) => Start <= other.Start && other.End <= End;

    /// <summary>The same range further on by <paramref name="delta"/>.</summary>
    public TextRange Moved(int delta) => new(Start + delta, End + delta);
}

/// <summary>A node, token or trivia at an offset. Equality is that of content and offset.</summary>
public readonly struct SyntaxNode : IEquatable<SyntaxNode>
{
    private readonly GreenNode? _green;

    /// <summary>Views <paramref name="green"/> as standing at <paramref name="offset"/>.</summary>
    public SyntaxNode(GreenNode green, int offset = 0)
    {
        _green = green;
        Offset = offset;
    }

    /// <summary>The content.</summary>
    public GreenNode Green => _green ?? throw new InvalidOperationException("A default SyntaxNode has no content.");

    /// <summary>Start, in UTF-16 units from where the walk began.</summary>
    public int Offset { get; }

    /// <summary>What this is.</summary>
    public SyntaxKind Kind => _green?.Kind ?? SyntaxKind.None;

    /// <summary>Whether this is the default value, which stands for no node.</summary>
    public bool IsNone => _green is null;

    /// <summary>Length in UTF-16 units.</summary>
    public int Width => Green.Width;

    /// <summary>End, in UTF-16 units from where the walk began.</summary>
    public int End => Offset + Green.Width;

    /// <summary>Start and end. A node begins at its first token and ends with its last: no trivia around it.</summary>
    public TextRange Range => new(Offset, Offset + Green.Width);

    /// <summary>Whether this is a leaf with text.</summary>
    public bool IsToken => Green is GreenToken;

    /// <summary>The direct children, trivia and problem marks included, without allocation.</summary>
    public SyntaxChildren Children => new(this);

    /// <summary>The token's text, or the whole text of a node.</summary>
    public string Text => Green.ToString();

    /// <summary>The first direct child of this kind.</summary>
    public bool TryChild(SyntaxKind kind, out SyntaxNode child)
    {
        var offset = Offset;
        foreach (var green in Green.Children)
        {
            if (green.Kind == kind)
            {
                child = new SyntaxNode(green, offset);
                return true;
            }
            offset += green.Width;
        }
        child = default;
        return false;
    }

    /// <summary>Whether a direct child of this kind exists.</summary>
    public bool Has(SyntaxKind kind)
    {
        foreach (var green in Green.Children)
        {
            if (green.Kind == kind)
                return true;
        }
        return false;
    }

    /// <summary>The first direct token child of this kind.</summary>
    public SyntaxToken? Token(SyntaxKind kind) => TryChild(kind, out var child) ? new SyntaxToken((GreenToken)child.Green, child.Offset) : null;

    /// <summary>The first direct child that <typeparamref name="T"/> wraps.</summary>
    public T? First<T>() where T : struct, ISyntax<T> => Nth<T>(0);

    /// <summary>The direct child number <paramref name="index"/> among those that <typeparamref name="T"/> wraps.</summary>
    public T? Nth<T>(int index) where T : struct, ISyntax<T>
    {
        var offset = Offset;
        foreach (var green in Green.Children)
        {
            if (T.Wraps(green.Kind) && index-- == 0)
                return T.Wrap(new SyntaxNode(green, offset));
            offset += green.Width;
        }
        return null;
    }

    /// <summary>The first direct child that <typeparamref name="T"/> wraps after the token of kind <paramref name="after"/>.</summary>
    public T? FirstAfter<T>(SyntaxKind after) where T : struct, ISyntax<T>
    {
        var offset = Offset;
        var seen = false;
        foreach (var green in Green.Children)
        {
            if (seen && T.Wraps(green.Kind))
                return T.Wrap(new SyntaxNode(green, offset));
            seen |= green.Kind == after;
            offset += green.Width;
        }
        return null;
    }

    /// <summary>All direct children that <typeparamref name="T"/> wraps.</summary>
    public SyntaxList<T> All<T>() where T : struct, ISyntax<T> => new(this);

    /// <summary>This node as a <typeparamref name="T"/>, or null when it is something else.</summary>
    public T? As<T>() where T : struct, ISyntax<T> => _green is not null && T.Wraps(_green.Kind) ? T.Wrap(this) : null;

    /// <summary>The innermost node or token at <paramref name="offset"/>; between two tokens, the one that begins there.
    /// Null when the offset lies outside.</summary>
    public SyntaxNode? Innermost(int offset)
    {
        if (!Range.Contains(offset))
            return null;
        var node = this;
        while (true)
        {
            var at = node.Offset;
            var found = false;
            foreach (var green in node.Green.Children)
            {
                if (offset < at + green.Width)
                {
                    node = new SyntaxNode(green, at);
                    found = true;
                    break;
                }
                at += green.Width;
            }
            if (!found)
                return node;
        }
    }

    /// <inheritdoc/>
    public bool Equals(SyntaxNode other) =>
        Offset == other.Offset && (_green is null ? other._green is null : _green.Equals(other._green));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is SyntaxNode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => GreenNode.Combine(_green?.GetHashCode() ?? 0, Offset);

    /// <summary>Equality of content and offset.</summary>
    public static bool operator ==(SyntaxNode left, SyntaxNode right) => left.Equals(right);

    /// <summary>Inequality of content or offset.</summary>
    public static bool operator !=(SyntaxNode left, SyntaxNode right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => _green is null ? "" : _green.ToString();
}

/// <summary>A token at an offset.</summary>
public readonly record struct SyntaxToken(GreenToken Green, int Offset)
{
    /// <summary>What this is.</summary>
    public SyntaxKind Kind => Green.Kind;

    /// <summary>The text as written.</summary>
    public string Text => Green.Text;

    /// <summary>Start and end.</summary>
    public TextRange Range => new(Offset, Offset + Green.Width);

    /// <inheritdoc/>
    public override string ToString() => Green.Text;
}

/// <summary>The direct children of a node, for <c>foreach</c>.</summary>
public readonly struct SyntaxChildren(SyntaxNode parent)
{
    private readonly SyntaxNode _parent = parent;

    /// <summary>Starts at the first child.</summary>
    public Enumerator GetEnumerator() => new(_parent);

    /// <summary>Walks the children in text order.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<GreenNode> _children;
        private int _index;
        private int _next;
        private int _offset;

        internal Enumerator(SyntaxNode parent)
        {
            _children = parent.Green.Children;
            _index = -1;
            _next = _offset = parent.Offset;
        }

        /// <summary>The child the walk stands at.</summary>
        public readonly SyntaxNode Current => new(_children[_index], _offset);

        /// <summary>Goes to the next child; false when there is none.</summary>
        public bool MoveNext()
        {
            if (++_index >= _children.Length)
                return false;
            _offset = _next;
            _next += _children[_index].Width;
            return true;
        }
    }
}
