// Goes through a file once: lays out its items, puts them and the comments between them under one another, and notes where
// the blanks differ from those in the source.

namespace Vale.Syntax;

internal sealed class FormatRun
{
    private const int MostBlankLines = 2;

    private readonly ParseResult _file;
    private readonly FormatOptions _options;
    private readonly string _lineEnd;
    private readonly LayoutBuilder _builder = new();
    private readonly LayoutPrinter _printer;
    private readonly List<Blanks> _blanks = [];
    private readonly List<TextEdit> _edits = [];
    private readonly System.Text.StringBuilder _text = new();
    private TextRange _scope;

    internal FormatRun(ParseResult file, FormatOptions options)
    {
        _file = file;
        _options = options.Sane();
        _printer = new LayoutPrinter(_options);
        var text = file.Text.AsSpan();
        var end = text.IndexOfAny('\n', '\r');
        _lineEnd = end < 0 || text[end] == '\n' ? "\n" : end + 1 < text.Length && text[end + 1] == '\n' ? "\r\n" : "\r";
    }

    /// <summary>The edits of blanks that lie within <paramref name="scope"/>, in items that touch <paramref name="items"/>.</summary>
    internal List<TextEdit> Edits(TextRange items, TextRange scope)
    {
        _scope = scope;
        var source = _file.Text.AsSpan();
        var offset = 0;
        var last = source.Length > 0 && source[0] == '\uFEFF' ? 1 : 0; // The end of the last piece.
        var lines = 0;
        GreenNode? previous = null;
        foreach (var child in _file.Tree.Children)
        {
            var end = offset + child.Width;
            if (child.Kind == SyntaxKind.Whitespace)
            {
                lines += LayoutBuilder.CountLines(child);
            }
            else
            {
                if (Before(previous, child, lines, AtLineStart(source, offset)) is { Lines: >= 0 } blanks)
                    Replace(last, offset, blanks);
                if (!SyntaxFacts.IsTrivia(child.Kind) && offset <= items.End && end >= items.Start && !IsLeftAlone(child, source, offset))
                    Item(child, offset);
                last = child.Kind == SyntaxKind.LineComment ? offset + ((GreenToken)child).Text.AsSpan().TrimEnd(" \t").Length : end;
                lines = 0;
                previous = child;
            }
            offset = end;
        }
        if (previous is null || !(previous.ContainsProblems || IsUnclosed(previous)))
            Replace(last, source.Length, new Blanks(previous is null ? 0 : 1, 0));
        return _edits;
    }

    private static bool AtLineStart(ReadOnlySpan<char> source, int offset) => offset == 0 || source[offset - 1] is '\n' or '\r';

    /// <summary>What is read by its column stays in it.</summary>
    private static bool IsLeftAlone(GreenNode item, ReadOnlySpan<char> source, int offset) =>
        item.Kind == SyntaxKind.ErrorItem || (item.ContainsProblems && !AtLineStart(source, offset));

    /// <summary>A comment that nothing closes goes on to the end of the file, whatever is added there.</summary>
    private static bool IsUnclosed(GreenNode piece) => piece is GreenToken { Kind: SyntaxKind.ChevronComment } comment && comment.Text[^1] != '»';

    private static Blanks Before(GreenNode? previous, GreenNode child, int lines, bool atLineStart)
    {
        if (child.ContainsProblems && !(atLineStart && lines > 0))
            return Blanks.AsInSource;
        if (previous is null)
            return Blanks.None;
        if (lines == 0)
        {
            if (previous.ContainsProblems)
                return Blanks.AsInSource;
            if (SyntaxFacts.IsComment(child.Kind) || SyntaxFacts.IsComment(previous.Kind))
                return Blanks.One;
        }
        return new Blanks(Math.Clamp(lines, 1, MostBlankLines + 1), 0);
    }

    private void Item(GreenNode item, int offset)
    {
        var layout = _builder.Item(item, offset);
        _blanks.Clear();
        _printer.Print(layout, _file.Text.AsSpan(), _blanks);
        for (var i = 1; i < _blanks.Count; i++)
        {
            if (_blanks[i].Lines >= 0)
                Replace(layout.Pieces[i - 1].End, layout.Pieces[i].Start, _blanks[i]);
        }
    }

    /// <summary>Notes an edit if the blanks between two places are not those that should be there; the smallest that does.</summary>
    private void Replace(int start, int end, Blanks blanks)
    {
        if (start < _scope.Start || end > _scope.End)
            return;
        _text.Clear();
        for (var i = 0; i < blanks.Lines; i++)
            _text.Append(_lineEnd);
        if (blanks.Lines > 0 && _options.UseTabs)
            _text.Append('\t', blanks.Indent);
        else
            _text.Append(' ', blanks.Lines > 0 ? blanks.Indent * _options.IndentSize : blanks.Indent);
        var old = _file.Text.AsSpan()[start..end];
        if (_text.Equals(old))
            return;

        var text = _text.ToString();
        var head = old.CommonPrefixLength(text);
        var most = Math.Min(old.Length, text.Length) - head;
        var tail = 0;
        while (tail < most && old[^(tail + 1)] == text[^(tail + 1)])
            tail++;
        // No edit begins or ends within a line end of two characters.
        if (head > 0 && old[head - 1] == '\r')
            head--;
        if (tail > 0 && old[^tail] == '\n' && (tail < old.Length && old[^(tail + 1)] == '\r' || tail < text.Length && text[^(tail + 1)] == '\r'))
            tail--;
        _edits.Add(new TextEdit(start + head, end - tail, text[head..^tail]));
    }
}
