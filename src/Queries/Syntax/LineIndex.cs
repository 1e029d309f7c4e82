// Offsets to lines and columns and back, the way the language server protocol counts: lines from 0, ended by \n, \r\n
// or a lone \r; columns in UTF-16 units or UTF-8 bytes from the line's start.

using System.Text;

namespace Vale.Syntax;

/// <summary>A place as line and column, both from 0.</summary>
public readonly record struct LineColumn(int Line, int Column);

/// <summary>Where the lines of a text begin. Lookups are a binary search; UTF-8 columns read the line up to the place.</summary>
public sealed class LineIndex
{
    private readonly string _text;
    private readonly int[] _starts;

    /// <summary>Finds the lines of <paramref name="text"/>.</summary>
    public LineIndex(string text)
    {
        _text = text;
        var starts = new List<int>(text.Length / 24 + 4) { 0 };
        var at = 0;
        while (true)
        {
            var next = text.AsSpan(at).IndexOfAny('\n', '\r');
            if (next < 0)
                break;
            at += next + 1;
            if (text[at - 1] == '\r' && at < text.Length && text[at] == '\n')
                at++;
            starts.Add(at);
        }
        _starts = [.. starts];
    }

    /// <summary>How many lines there are; a text that ends with a line end has an empty last line.</summary>
    public int Count => _starts.Length;

    /// <summary>The offset at which a line begins. Lines beyond the last begin at the text's end.</summary>
    public int Start(int line) => line < 0 ? 0 : line < _starts.Length ? _starts[line] : _text.Length;

    /// <summary>The offset after the last character of a line, its line end left out.</summary>
    public int End(int line)
    {
        var start = Start(line);
        var end = Start(line + 1);
        while (end > start && _text[end - 1] is '\n' or '\r')
            end--;
        return end;
    }

    /// <summary>The line that holds <paramref name="offset"/>.</summary>
    public int LineOf(int offset)
    {
        var found = Array.BinarySearch(_starts, offset);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Line and UTF-16 column of <paramref name="offset"/>, which is held within the text.</summary>
    public LineColumn Position(int offset)
    {
        offset = Math.Clamp(offset, 0, _text.Length);
        var line = LineOf(offset);
        return new LineColumn(line, offset - _starts[line]);
    }

    /// <summary>Line and UTF-8 column of <paramref name="offset"/>, which is held within the text.</summary>
    public LineColumn PositionUtf8(int offset)
    {
        var (line, column) = Position(offset);
        return new LineColumn(line, Encoding.UTF8.GetByteCount(_text.AsSpan(_starts[line], column)));
    }

    /// <summary>The offset of a line and UTF-16 column. A column beyond the line's end means the line's end, as the
    /// protocol asks; a line beyond the last means the text's end.</summary>
    public int Offset(LineColumn position)
    {
        if (position.Line < 0)
            return 0;
        if (position.Line >= _starts.Length)
            return _text.Length;
        return Math.Min(_starts[position.Line] + Math.Max(position.Column, 0), End(position.Line));
    }

    /// <summary>The offset of a line and UTF-8 column, held within the line. A column within a character means its start.</summary>
    public int OffsetUtf8(LineColumn position)
    {
        if (position.Line < 0)
            return 0;
        if (position.Line >= _starts.Length)
            return _text.Length;
        var offset = _starts[position.Line];
        var end = End(position.Line);
        var left = position.Column;
        while (offset < end)
        {
            Rune.DecodeFromUtf16(_text.AsSpan(offset, end - offset), out var rune, out var units);
            left -= rune.Utf8SequenceLength;
            if (left < 0)
                break;
            offset += units;
        }
        return offset;
    }
}
