// The lines of one text, and the conversion between the protocol's positions and the offsets everything else uses.
// Nothing outside this folder converts one into the other.

using System.Text;
using Vale.Server.Protocol;
using Vale.Syntax;
using Range = Vale.Server.Protocol.Range;

namespace Vale.Server.Convert;

/// <summary>
/// Where each line of <see cref="Text"/> begins. Lines end with a line feed, a carriage return, or the two together, as
/// the protocol says. Positions that lie outside the text are clamped: beyond a line to its end before the line break,
/// beyond the last line to the end of the text.
/// </summary>
internal sealed class LineTable
{
    private readonly LineIndex _lines;

    /// <summary>Finds the lines of a text.</summary>
    public LineTable(string text, PositionEncoding encoding)
    {
        Text = text;
        Encoding = encoding;
        _lines = new LineIndex(text);
    }

    /// <summary>The text, in UTF-16.</summary>
    public string Text { get; }

    /// <summary>The units of a position's character.</summary>
    public PositionEncoding Encoding { get; }

    /// <summary>The number of lines, at least 1.</summary>
    public int Count => _lines.Count;

    /// <summary>The offset of a position, between 0 and the length of the text.</summary>
    public int Offset(Position position)
    {
        if (position.Line < 0) return 0;
        if (position.Line >= _lines.Count) return Text.Length;
        return _lines.Start(position.Line) + Units(LineContent(position.Line), position.Character);
    }

    /// <summary>The position of an offset; offsets outside the text are clamped to it.</summary>
    public Position Position(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var line = _lines.LineOf(offset);
        var content = LineContent(line);
        // Between the two halves of a line break there is no position.
        var inLine = Math.Min(offset - _lines.Start(line), content.Length);
        return new Position(line, Measure(content[..inLine]));
    }

    /// <summary>The offsets of a range; an end before its start is taken as the start.</summary>
    public TextRange Offsets(Range range)
    {
        var start = Offset(range.Start);
        return new TextRange(start, Math.Max(start, Offset(range.End)));
    }

    /// <summary>The positions of a range of offsets.</summary>
    public Range Range(TextRange range) => new(Position(range.Start), Position(range.End));

    /// <summary>The offset behind a line's last character, its line break left out.</summary>
    public int End(int line) => _lines.End(line);

    /// <summary>The length of a range in units of the encoding, line breaks included.</summary>
    public int Length(TextRange range) => Measure(Text.AsSpan(range.Start, range.Length));

    /// <summary>A line without its line break.</summary>
    private ReadOnlySpan<char> LineContent(int line)
    {
        var start = _lines.Start(line);
        return Text.AsSpan(start, _lines.End(line) - start);
    }

    /// <summary>How many UTF-16 units the first <paramref name="character"/> units of the encoding take; rounded down to a whole scalar.</summary>
    private int Units(ReadOnlySpan<char> line, int character)
    {
        if (character <= 0) return 0;
        if (Encoding == PositionEncoding.Utf16) return Math.Min(character, line.Length);
        var at = 0;
        var counted = 0;
        while (at < line.Length)
        {
            Rune.DecodeFromUtf16(line[at..], out var rune, out var taken);
            counted += Encoding == PositionEncoding.Utf8 ? rune.Utf8SequenceLength : 1;
            if (counted > character) break;
            at += taken;
        }
        return at;
    }

    /// <summary>The length of a text in units of the encoding; half a surrogate pair counts as U+FFFD does.</summary>
    private int Measure(ReadOnlySpan<char> text) => Encoding switch
    {
        PositionEncoding.Utf16 => text.Length,
        PositionEncoding.Utf8 => System.Text.Encoding.UTF8.GetByteCount(text),
        _ => CountRunes(text),
    };

    private static int CountRunes(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }
}
