// Turns one item's tree into a layout. Here stands the machinery: walking children, keeping comments where they are,
// leaving what has problems alone. What each construct looks like is in the other parts of this class.
//
// Pieces are added in the order of the source and every child is passed exactly once, so nothing can be lost.

namespace Vale.Syntax;

/// <summary>Builds layouts of items, one after another.</summary>
internal sealed partial class LayoutBuilder
{
    private readonly Layout _layout = new();
    private readonly List<GreenNode> _path = [];
    private readonly List<int> _tails = [];
    private int _offset;
    private SyntaxKind _last;
    private int _fill = -1;
    private bool _isUnbreakable;
    private bool _isPrecarious;
    private int _bareSet;

    /// <summary>What stands between two children.</summary>
    private enum Gap : byte
    {
        None,
        Space,
        /// <summary>A blank, or a line end when its group is broken.</summary>
        Line,
        /// <summary>Nothing, or a line end when its group is broken.</summary>
        Soft,
        /// <summary>A blank, or a line end when what follows does not fit.</summary>
        Fill,
        Hard,
    }

    /// <summary>What was found between two children.</summary>
    /// <param name="Lines">Line ends behind the last comment, or behind the child before.</param>
    /// <param name="Commented">There was a comment.</param>
    /// <param name="EndsLine">What follows must stand on a line of its own.</param>
    /// <param name="IsApart">The comment goes with what follows, and was set apart from what came before.</param>
    private readonly record struct Found(int Lines, bool Commented, bool EndsLine, bool IsApart = false);

    /// <summary>The children of a node, on the way from first to last.</summary>
    private ref struct Walk(ReadOnlySpan<GreenNode> children, int index = 0)
    {
        private readonly ReadOnlySpan<GreenNode> _children = children;

        internal int Index = index;

        internal readonly bool AtEnd => Index >= _children.Length;

        internal readonly GreenNode Current => _children[Index];

        internal readonly SyntaxKind Kind => AtEnd ? SyntaxKind.None : _children[Index].Kind;

        /// <summary>The next child that is no trivia; None at the end.</summary>
        internal readonly SyntaxKind Next
        {
            get
            {
                for (var i = Index; i < _children.Length; i++)
                {
                    if (!SyntaxFacts.IsTrivia(_children[i].Kind))
                        return _children[i].Kind;
                }
                return SyntaxKind.None;
            }
        }

        /// <summary>Whether a line ends before the next child that is no trivia.</summary>
        internal readonly bool LineEndsHere
        {
            get
            {
                for (var i = Index; i < _children.Length && SyntaxFacts.IsTrivia(_children[i].Kind); i++)
                {
                    if (_children[i].Kind == SyntaxKind.Whitespace && CountLines(_children[i]) > 0)
                        return true;
                }
                return false;
            }
        }

        /// <summary>Whether there is a comment before the next child that is none.</summary>
        internal readonly bool CommentIsHere
        {
            get
            {
                for (var i = Index; i < _children.Length && SyntaxFacts.IsTrivia(_children[i].Kind); i++)
                {
                    if (_children[i].Kind != SyntaxKind.Whitespace)
                        return true;
                }
                return false;
            }
        }
    }

    /// <summary>The layout of an item that begins at <paramref name="offset"/>; it is valid until the next is built.</summary>
    internal Layout Item(GreenNode item, int offset)
    {
        Begin(offset);
        Node(item);
        if (_isPrecarious)
        {
            Begin(offset);
            Verbatim(item);
        }
        return _layout;
    }

    private void Begin(int offset)
    {
        _layout.Clear();
        _path.Clear();
        _tails.Clear();
        _offset = offset;
        _last = SyntaxKind.None;
        _fill = -1;
        _isUnbreakable = false;
        _isPrecarious = false;
        _bareSet = -1;
    }

    /// <summary>The number of line ends in blanks.</summary>
    internal static int CountLines(GreenNode blanks)
    {
        var text = ((GreenToken)blanks).Text.AsSpan();
        var lines = text.Count('\n');
        return lines > 0 ? lines : text.Count('\r');
    }

    // ---------- Pieces

    private void Piece(GreenNode token, bool endsLine = false)
    {
        Add(LayoutOp.Piece, (GreenToken)token, endsLine);
        if (_layout.Pieces[^1].LastWidth >= 0)
            _layout.BreakOpen(onlyBlocks: true);
    }

    private void Add(LayoutOp op, GreenToken token, bool endsLine)
    {
        var text = token.Text.AsSpan();
        var end = _offset + text.Length;
        if (token.Kind == SyntaxKind.LineComment)
            text = text.TrimEnd(" \t");
        var first = text.IndexOfAny('\n', '\r');
        var last = first < 0 ? -1 : text.Length - 1 - text.LastIndexOfAny('\n', '\r');
        _layout.Add(op, _layout.Pieces.Count);
        _layout.Pieces.Add(new Piece(token, _offset, _offset + text.Length, endsLine ? 0 : first < 0 ? text.Length : first, last));
        _offset = end;
        _last = token.Kind;
    }

    private void Take(ref Walk walk)
    {
        var child = walk.Current;
        walk.Index++;
        if (child is GreenToken)
            Piece(child);
        else
            Node(child);
    }

    /// <summary>Everything as it is in the source, the blanks before it included.</summary>
    private void Verbatim(GreenNode node)
    {
        _layout.BreakOpen(onlyBlocks: false);
        Leaves(node);
    }

    private void Leaves(GreenNode node)
    {
        foreach (var child in node.Children)
        {
            if (child.Kind == SyntaxKind.Whitespace)
                _offset += child.Width;
            else if (child is GreenToken token)
                Add(LayoutOp.Verbatim, token, endsLine: false);
            else
                Leaves(child);
        }
    }

    // ---------- Between pieces

    /// <summary>Passes what lies before the next child, and sets that apart from what came before.</summary>
    /// <param name="walk">Where the walk stands.</param>
    /// <param name="gap">What stands between them when there are no comments.</param>
    /// <param name="blankLines">How many empty lines may stay.</param>
    private void Between(ref Walk walk, Gap gap, int blankLines = 0)
    {
        var found = Comments(ref walk, gap, blankLines);
        SetApart(gap, found, walk.Kind, found.Commented ? Math.Max(blankLines, gap == Gap.Hard || gap == Gap.Line ? 1 : 0) : blankLines);
    }

    /// <summary>As <see cref="Between"/> with a blank or nothing, but what must stand on a line of its own is not indented there.</summary>
    private void BetweenParts(ref Walk walk, Gap gap)
    {
        var found = Comments(ref walk, Gap.Line, blankLines: 0);
        SetApart(found.EndsLine ? Gap.Line : gap, found, walk.Kind, blankLines: 0);
    }

    /// <summary>Passes blanks and comments. A comment stays on the line of what comes before it, or on its own.</summary>
    private Found Comments(ref Walk walk, Gap gap, int blankLines)
    {
        var lines = 0;
        var commented = false;
        var onOwnLine = false; // The comment stands at a line's beginning, or behind one that does.
        var endsLine = false;
        var isApart = false;
        var last = _last;
        for (; !walk.AtEnd; walk.Index++)
        {
            var child = walk.Current;
            if (child.Kind == SyntaxKind.Whitespace)
            {
                lines += CountLines(child);
                _offset += child.Width;
                continue;
            }
            if (!SyntaxFacts.IsComment(child.Kind))
            {
                if (child.Kind == SyntaxKind.Problem)
                    continue;
                break;
            }
            var isLine = child.Kind == SyntaxKind.LineComment;
            var begins = lines > 0 || endsLine;
            if (begins)
            {
                if (gap == Gap.Fill)
                    EndFill();
                _layout.AddLines(Math.Clamp(lines, 1, blankLines + 1), gap is Gap.None or Gap.Space);
                onOwnLine = true;
            }
            else if (!commented && gap is Gap.Line or Gap.Soft or Gap.Fill && (_last == SyntaxKind.Comma || IsOpener(_last)) && !walk.LineEndsHere && !IsCloser(walk.Next))
            {
                SetApart(gap, default, child.Kind, blankLines: 0);
                isApart = true;
            }
            else if (isLine || !IsOpener(_last))
            {
                _layout.Add(LayoutOp.Space);
            }
            Piece(child, endsLine: isLine && !begins);
            blankLines = Math.Max(blankLines, gap is Gap.Hard or Gap.Line ? 1 : 0);
            commented = true;
            endsLine = isLine;
            lines = 0;
        }
        // What `<` and `>` are depends on the blanks around them, and comments count as blanks: an item with such comments stays.
        if (commented && (walk.Kind is SyntaxKind.TypeArgumentList or SyntaxKind.GenericParameterList or SyntaxKind.CloseAngle || (last == SyntaxKind.CloseAngle && gap == Gap.None)))
            _isPrecarious = true;
        return new Found(lines, commented, endsLine || (onOwnLine && lines > 0), isApart || onOwnLine);
    }

    private void SetApart(Gap gap, Found found, SyntaxKind next, int blankLines)
    {
        if (found.EndsLine)
        {
            if (gap == Gap.Fill)
                EndFill();
            _layout.AddLines(Math.Clamp(found.Lines, 1, blankLines + 1), gap is Gap.None or Gap.Space);
            return;
        }
        // `set{` is a name and `set {` a keyword.
        if (gap is Gap.Space or Gap.Line or Gap.Fill && _bareSet == _offset)
            _isPrecarious = true;
        if (found.IsApart)
            gap = Gap.Space;
        switch (gap)
        {
            case Gap.None when found.Commented && !IsCloser(next) && next is not (SyntaxKind.Comma or SyntaxKind.Semicolon):
            case Gap.Space:
                _layout.Add(LayoutOp.Space);
                break;
            case Gap.Line:
                _layout.Add(_isUnbreakable ? LayoutOp.Space : LayoutOp.Line);
                break;
            case Gap.Soft:
                if (!_isUnbreakable || found.Commented)
                    _layout.Add(found.Commented && !IsCloser(next) ? LayoutOp.Line : LayoutOp.SoftLine);
                break;
            case Gap.Fill:
                _fill = _layout.AddFill(_fill);
                break;
            case Gap.Hard:
                _layout.AddLines(Math.Clamp(found.Lines, 1, blankLines + 1), within: false);
                break;
        }
    }

    private void EndFill()
    {
        _layout.EndFill(_fill);
        _fill = -1;
    }

    private static bool IsOpener(SyntaxKind kind) => kind is SyntaxKind.OpenParen or SyntaxKind.OpenSquare or SyntaxKind.OpenAngle or SyntaxKind.InterpolationOpen;

    private static bool IsCloser(SyntaxKind kind) => kind is SyntaxKind.CloseParen or SyntaxKind.CloseSquare or SyntaxKind.CloseAngle or SyntaxKind.InterpolationClose;

    // ---------- What has problems

    /// <summary>Whether every problem of a node lies within a child that is laid out, or left alone, on its own.</summary>
    private static bool ProblemsLieDeeper(GreenNode node)
    {
        if (!IsContainer(node.Kind))
            return false;
        foreach (var child in node.Children)
        {
            if (child.ContainsProblems && !IsContainer(child.Kind) && !SyntaxFacts.IsStatement(child.Kind)
                && child.Kind is not (SyntaxKind.StructMember or SyntaxKind.VariadicMember))
            {
                return false;
            }
        }
        return node.Kind is not (SyntaxKind.Block or SyntaxKind.StructBody or SyntaxKind.InterfaceBody) || BreaksAfterOpening(node);
    }

    private static bool IsContainer(SyntaxKind kind) => kind is SyntaxKind.Function or SyntaxKind.Struct or SyntaxKind.Interface
        or SyntaxKind.StructBody or SyntaxKind.InterfaceBody or SyntaxKind.Block or SyntaxKind.ExpressionStatement or SyntaxKind.WhileStatement
        or SyntaxKind.IfExpression or SyntaxKind.ElseClause or SyntaxKind.ForeachExpression or SyntaxKind.BlockExpression;

    /// <summary>Whether a node's first token is the last on its line.</summary>
    private static bool BreaksAfterOpening(GreenNode node) => new Walk(node.Children, 1).LineEndsHere;
}
