// What every typed wrapper can do, and lists of them. Wrappers are views: they hold a SyntaxNode and no data.

namespace Vale.Syntax;

/// <summary>A typed view of a <see cref="SyntaxNode"/> of one kind, or of a family of kinds.</summary>
public interface ISyntax<TSelf> where TSelf : struct, ISyntax<TSelf>
{
    /// <summary>The node viewed.</summary>
    SyntaxNode Node { get; }

    /// <summary>Whether a node of this kind can be viewed so.</summary>
    static abstract bool Wraps(SyntaxKind kind);

    /// <summary>Views a node whose kind <see cref="Wraps"/> accepts.</summary>
    static abstract TSelf Wrap(SyntaxNode node);

    /// <summary>Views <paramref name="node"/>, or null when it is something else.</summary>
    static virtual TSelf? Cast(SyntaxNode node) => TSelf.Wraps(node.Kind) ? TSelf.Wrap(node) : null;
}

/// <summary>The direct children of a node that are a <typeparamref name="T"/>, for <c>foreach</c>.</summary>
public readonly struct SyntaxList<T>(SyntaxNode parent) where T : struct, ISyntax<T>
{
    private readonly SyntaxNode _parent = parent;

    /// <summary>The number of elements; walks the children.</summary>
    public int Count
    {
        get
        {
            if (_parent.IsNone)
                return 0;
            var count = 0;
            foreach (var green in _parent.Green.Children)
            {
                if (T.Wraps(green.Kind))
                    count++;
            }
            return count;
        }
    }

    /// <summary>The element at <paramref name="index"/>; walks the children.</summary>
    public T this[int index] => (_parent.IsNone ? null : _parent.Nth<T>(index)) ?? throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The first element, if any.</summary>
    public T? FirstOrNull => _parent.IsNone ? null : _parent.Nth<T>(0);

    /// <summary>Starts at the first element.</summary>
    public Enumerator GetEnumerator() => new(_parent);

    /// <summary>The elements as an array.</summary>
    public T[] ToArray()
    {
        var items = new T[Count];
        var i = 0;
        foreach (var item in this)
            items[i++] = item;
        return items;
    }

    /// <summary>Walks the elements in text order.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<GreenNode> _children;
        private int _index;
        private int _next;
        private int _offset;

        internal Enumerator(SyntaxNode parent)
        {
            _children = parent.IsNone ? default : parent.Green.Children;
            _index = -1;
            _next = _offset = parent.Offset;
        }

        /// <summary>The element the walk stands at.</summary>
        public readonly T Current => T.Wrap(new SyntaxNode(_children[_index], _offset));

        /// <summary>Goes to the next element; false when there is none.</summary>
        public bool MoveNext()
        {
            while (++_index < _children.Length)
            {
                _offset = _next;
                _next += _children[_index].Width;
                if (T.Wraps(_children[_index].Kind))
                    return true;
            }
            return false;
        }
    }
}
