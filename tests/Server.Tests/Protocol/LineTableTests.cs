// Positions to offsets and back, in each encoding: line breaks of all kinds, surrogates, places outside the text.

using System.Text;
using Vale.Server.Convert;
using Vale.Server.Protocol;
using Xunit;

namespace Server.Tests.Protocol;

public class LineTableTests
{
    [Theory]
    // text, line, character, offset
    [InlineData("", 0, 0, 0)]
    [InlineData("", 0, 5, 0)]
    [InlineData("", 3, 1, 0)]
    [InlineData("abc", 0, 2, 2)]
    [InlineData("abc", 0, 3, 3)]
    [InlineData("abc", 0, 4, 3)]
    [InlineData("abc", 1, 0, 3)]
    [InlineData("abc", -1, 2, 0)]
    [InlineData("abc\ndef", 0, -2, 0)]
    [InlineData("abc\ndef", 1, -2, 4)]
    [InlineData("abc\ndef", 0, 3, 3)]
    [InlineData("abc\ndef", 0, 4, 3)]
    [InlineData("abc\ndef", 0, int.MaxValue, 3)]
    [InlineData("abc\ndef", 1, 0, 4)]
    [InlineData("abc\ndef", 1, 9, 7)]
    [InlineData("abc\ndef", int.MaxValue, 0, 7)]
    [InlineData("abc\r\ndef", 0, 3, 3)]
    [InlineData("abc\r\ndef", 0, 4, 3)]
    [InlineData("abc\r\ndef", 1, 1, 6)]
    [InlineData("abc\rdef", 0, 9, 3)]
    [InlineData("abc\rdef", 1, 1, 5)]
    [InlineData("a\n\rb", 1, 9, 2)]
    [InlineData("a\n\rb", 2, 0, 3)]
    [InlineData("a\n", 1, 0, 2)]
    [InlineData("a\r\n", 1, 0, 3)]
    [InlineData("a\r", 1, 0, 2)]
    [InlineData("\n\n\n", 2, 0, 2)]
    [InlineData("\u00e9\u20ac\U0001F600x", 0, 4, 4)]
    [InlineData("\u00e9\u20ac\U0001F600x", 0, 3, 3)]
    public void Positions_in_utf16_become_offsets(string text, int line, int character, int offset) =>
        Assert.Equal(offset, new LineTable(text, PositionEncoding.Utf16).Offset(new Position(line, character)));

    [Theory]
    // in "é€😀x": é is 2 bytes, € 3, 😀 4 (two units of UTF-16)
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(6, 2)]
    [InlineData(8, 2)]
    [InlineData(9, 4)]
    [InlineData(10, 5)]
    [InlineData(11, 5)]
    public void Positions_in_utf8_become_offsets_of_whole_characters(int character, int offset) =>
        Assert.Equal(offset, new LineTable("\u00e9\u20ac\U0001F600x\ny", PositionEncoding.Utf8).Offset(new Position(0, character)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    [InlineData(5, 5)]
    public void Positions_in_utf32_become_offsets(int character, int offset) =>
        Assert.Equal(offset, new LineTable("\u00e9\u20ac\U0001F600x\ny", PositionEncoding.Utf32).Offset(new Position(0, character)));

    [Theory]
    [InlineData("abc\r\ndef", 4, 0, 3)]         // between the two halves of a line break
    [InlineData("abc\r\ndef", 3, 0, 3)]
    [InlineData("abc\r\ndef", 5, 1, 0)]
    [InlineData("abc\r\ndef", -4, 0, 0)]
    [InlineData("abc\r\ndef", 99, 1, 3)]
    [InlineData("abc\n", 4, 1, 0)]
    public void Offsets_become_positions(string text, int offset, int line, int character) =>
        Assert.Equal(new Position(line, character), new LineTable(text, PositionEncoding.Utf16).Position(offset));

    [Theory]
    [InlineData(nameof(PositionEncoding.Utf16))]
    [InlineData(nameof(PositionEncoding.Utf8))]
    [InlineData(nameof(PositionEncoding.Utf32))]
    public void Every_offset_between_characters_survives_the_way_there_and_back(string encoding)
    {
        const string text = "func main() {\r\n  \u00e9 = \"\u20ac\U0001F600\";\r\n\r\n}\n\n\r last \U0001F600";
        var lines = new LineTable(text, Enum.Parse<PositionEncoding>(encoding));
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var isInsideBreak = rune.Value == '\n' && at > 0 && text[at - 1] == '\r';
            if (!isInsideBreak) Assert.Equal(at, lines.Offset(lines.Position(at)));
            at += rune.Utf16SequenceLength;
        }
        Assert.Equal(text.Length, lines.Offset(lines.Position(text.Length)));
    }

    [Fact]
    public void Half_a_surrogate_pair_counts_as_the_replacement_character_does()
    {
        const string text = "\ud83dx";
        Assert.Equal(new Position(0, 3), new LineTable(text, PositionEncoding.Utf8).Position(1));
        Assert.Equal(1, new LineTable(text, PositionEncoding.Utf8).Offset(new Position(0, 3)));
        Assert.Equal(new Position(0, 1), new LineTable(text, PositionEncoding.Utf32).Position(1));
    }

    [Fact]
    public void A_range_that_runs_backwards_is_empty_at_its_start()
    {
        var range = new LineTable("abc\ndef", PositionEncoding.Utf16).Offsets(new(new Position(1, 2), new Position(0, 1)));
        Assert.Equal((6, 6), (range.Start, range.End));
    }

    [Theory]
    [InlineData(new[] { "utf-8", "utf-16", "utf-32" }, "utf-16")]
    [InlineData(new[] { "utf-32", "utf-8" }, "utf-32")]
    [InlineData(new[] { "utf-8" }, "utf-8")]
    [InlineData(new[] { "latin-1" }, "utf-16")]
    [InlineData(new string[0], "utf-16")]
    [InlineData(null, "utf-16")]
    public void The_encoding_is_utf16_where_the_client_has_it_else_its_first_choice(string[]? offered, string chosen) =>
        Assert.Equal(chosen, PositionEncodings.Name(PositionEncodings.Choose(offered)));
}
