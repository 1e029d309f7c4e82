// Decides for every piece of a layout what blanks come before it. A group is laid flat when it fits together with what
// follows up to the next place where a line may end. Widths are sums over the steps made beforehand, so that each
// decision takes constant time.

namespace Vale.Syntax;

/// <summary>Prints layouts; its tables are used again for the next.</summary>
internal sealed class LayoutPrinter(FormatOptions options)
{
    private enum Mode : byte
    {
        /// <summary>On one line, with all within.</summary>
        Flat,
        /// <summary>Its own places do not break, but what is within may.</summary>
        Held,
        /// <summary>Its own places break.</summary>
        Broken,
    }

    private readonly Stack<Mode> _modes = new();
    private readonly Stack<int> _levels = new();
    private readonly Stack<bool> _open = new();
    private readonly List<Mode> _chosen = []; // By group: groups are numbered as they open.
    private Layout _layout = null!;
    private int[] _widths = new int[256];
    private int[] _nextPlace = new int[256];
    private int[] _nextForced = new int[256];
    private int _column;
    private int _level;
    private Blanks _blanks;

    /// <summary>Adds to <paramref name="into"/> the blanks before each piece, the first one's included.</summary>
    internal void Print(Layout layout, ReadOnlySpan<char> source, List<Blanks> into)
    {
        _layout = layout;
        Measure();
        _modes.Clear();
        _modes.Push(Mode.Broken);
        _levels.Clear();
        _chosen.Clear();
        _level = 0;
        _column = 0;
        _blanks = Blanks.None;
        var steps = layout.Steps;
        var previous = SyntaxKind.None;
        var beforePrevious = SyntaxKind.None;
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            switch (step.Op)
            {
                case LayoutOp.Piece:
                {
                    var piece = layout.Pieces[step.Value];
                    if (_blanks == Blanks.None && step.Value > 0 && Adjacency.Join(beforePrevious, layout.Pieces[step.Value - 1].Token, piece.Token))
                        Space();
                    into.Add(_blanks);
                    Past(piece, ref previous, ref beforePrevious);
                    break;
                }
                case LayoutOp.Verbatim:
                {
                    var piece = layout.Pieces[step.Value];
                    into.Add(Blanks.AsInSource);
                    var from = step.Value > 0 ? layout.Pieces[step.Value - 1].End : piece.Start;
                    var gap = source[from..piece.Start];
                    var line = gap.LastIndexOfAny('\n', '\r');
                    _column = line < 0 ? _column - (_blanks.Lines > 0 ? 0 : _blanks.Indent) + gap.Length : gap.Length - line - 1;
                    Past(piece, ref previous, ref beforePrevious);
                    break;
                }
                case LayoutOp.Space:
                    Space();
                    break;
                case LayoutOp.Line:
                    if (_modes.Peek() == Mode.Broken)
                        Lines(1, _level);
                    else
                        Space();
                    break;
                case LayoutOp.SoftLine:
                    if (_modes.Peek() == Mode.Broken)
                        Lines(1, _level);
                    break;
                case LayoutOp.FillLine:
                    if (_modes.Peek() == Mode.Broken && (_nextForced[i] < step.Value || !Fits(i, _nextPlace[step.Value])))
                        Lines(1, _level);
                    else
                        Space();
                    break;
                case LayoutOp.LineAfter:
                    if (_modes.Peek() == Mode.Broken && _chosen[step.Value] == Mode.Broken)
                        Lines(1, _level);
                    else
                        Space();
                    break;
                case LayoutOp.HardLine:
                    Lines(step.Value, _level);
                    break;
                case LayoutOp.HardLineWithin:
                    Lines(step.Value, _level + 1);
                    break;
                case LayoutOp.Open:
                    _modes.Push(Choose(i, layout.Groups[step.Value]));
                    _chosen.Add(_modes.Peek());
                    break;
                case LayoutOp.Close:
                    _modes.Pop();
                    break;
                case LayoutOp.Indent:
                    _levels.Push(_level);
                    if (_modes.Peek() == Mode.Broken)
                        _level++;
                    break;
                case LayoutOp.Dedent:
                    _level = _levels.Pop();
                    break;
            }
        }
    }

    private void Past(Piece piece, ref SyntaxKind previous, ref SyntaxKind beforePrevious)
    {
        _column = piece.LastWidth >= 0 ? piece.LastWidth : _column + piece.Width;
        _blanks = Blanks.None;
        beforePrevious = previous;
        previous = piece.Token.Kind;
    }

    private void Space()
    {
        if (_blanks != Blanks.None)
            return;
        _blanks = Blanks.One;
        _column++;
    }

    private void Lines(int count, int level)
    {
        _blanks = new Blanks(Math.Max(count, _blanks.Lines), level);
        _column = level * options.IndentSize;
    }

    private Mode Choose(int step, LayoutGroup group)
    {
        if (_modes.Peek() == Mode.Flat || group.IsFlat)
            return Mode.Flat;
        if (group.Broken)
            return Mode.Broken;
        var fitsBeforeTail = group.Hug > 0 && _column + _widths[group.Hug + 1] - _widths[step] <= options.LineWidth;
        if (_nextForced[step] < group.End)
        {
            var isTailBroken = group.Hug > 0 && _nextForced[step] > group.Hug && _layout.Groups[_layout.Steps[group.Hug - 1].Value].Broken;
            return (isTailBroken ? fitsBeforeTail : Fits(step, _nextPlace[group.End])) ? Mode.Held : Mode.Broken;
        }
        return Fits(step, _nextPlace[group.End]) ? Mode.Flat : fitsBeforeTail ? Mode.Held : Mode.Broken;
    }

    /// <summary>Whether what stands from a step up to another, or up to the first line end that is there in any case, fits.</summary>
    private bool Fits(int from, int to)
    {
        var forced = _nextForced[from];
        if (forced < to)
            to = _layout.Steps[forced].Op is LayoutOp.Piece or LayoutOp.Verbatim ? forced + 1 : forced;
        return _column + _widths[to] - _widths[from] <= options.LineWidth;
    }

    private void Measure()
    {
        var steps = _layout.Steps;
        var count = steps.Count;
        if (_widths.Length < count + 2)
        {
            var size = Math.Max(count + 2, _widths.Length * 2);
            _widths = new int[size];
            _nextPlace = new int[size];
            _nextForced = new int[size];
        }
        _widths[0] = 0;
        _open.Clear();
        var broken = false; // Places of the innermost group are line ends whatever fits.
        for (var i = 0; i < count; i++)
        {
            var step = steps[i];
            if (step.Op == LayoutOp.Open)
            {
                _open.Push(broken);
                broken = _layout.Groups[step.Value] is { Broken: true, IsFlat: false };
            }
            else if (step.Op == LayoutOp.Close)
            {
                broken = _open.Pop();
            }
            _nextForced[i] = broken && step.Op is LayoutOp.Line or LayoutOp.SoftLine ? i : -1;
            _widths[i + 1] = _widths[i] + step.Op switch
            {
                LayoutOp.Piece or LayoutOp.Verbatim => _layout.Pieces[step.Value].Width,
                LayoutOp.Space or LayoutOp.Line or LayoutOp.FillLine or LayoutOp.LineAfter => 1,
                _ => 0,
            };
        }
        _nextPlace[count] = _nextForced[count] = count;
        for (var i = count - 1; i >= 0; i--)
        {
            var step = steps[i];
            var isHard = step.Op is LayoutOp.HardLine or LayoutOp.HardLineWithin;
            _nextPlace[i] = isHard || step.Op is LayoutOp.Line or LayoutOp.SoftLine or LayoutOp.FillLine ? i : _nextPlace[i + 1];
            _nextForced[i] = isHard || _nextForced[i] == i || (step.Op is LayoutOp.Piece or LayoutOp.Verbatim && _layout.Pieces[step.Value].LastWidth >= 0) ? i : _nextForced[i + 1];
        }
    }
}
