// Texts, edits, lines and literals.

using Vale.Syntax;
using Xunit;

namespace Syntax.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("a", 1)]
    [InlineData("a\n", 2)]
    [InlineData("a\r\nb\rc\nd", 4)]
    [InlineData("\r\n\r\n", 3)]
    [InlineData("\n\r", 3)]
    public void Lines_end_with_any_of_the_three_line_ends(string text, int count) => Assert.Equal(count, new LineIndex(text).Count);

    [Fact]
    public void Offsets_become_positions_and_come_back()
    {
        const string text = "ab\r\nçd\n\n😀x\rlast";
        var lines = new LineIndex(text);
        for (var offset = 0; offset <= text.Length; offset++)
        {
            var position = lines.Position(offset);
            Assert.Equal(offset, lines.Start(position.Line) + position.Column);
            if (offset <= lines.End(position.Line))
                Assert.Equal(offset, lines.Offset(position));
        }
        Assert.Equal(new LineColumn(1, 1), lines.Position(5));
        Assert.Equal(new LineColumn(1, 2), lines.PositionUtf8(5));
        Assert.Equal(5, lines.OffsetUtf8(new LineColumn(1, 2)));
        Assert.Equal(4, lines.OffsetUtf8(new LineColumn(1, 1)));
        var face = text.IndexOf('x', StringComparison.Ordinal);
        Assert.Equal(new LineColumn(3, 2), lines.Position(face));
        Assert.Equal(new LineColumn(3, 4), lines.PositionUtf8(face));
        Assert.Equal(face, lines.OffsetUtf8(new LineColumn(3, 4)));
    }

    [Fact]
    public void Positions_outside_are_held_within()
    {
        var lines = new LineIndex("ab\ncd");
        Assert.Equal(2, lines.Offset(new LineColumn(0, 99)));
        Assert.Equal(5, lines.Offset(new LineColumn(9, 0)));
        Assert.Equal(0, lines.Offset(new LineColumn(-1, 3)));
        Assert.Equal(2, lines.OffsetUtf8(new LineColumn(0, 99)));
        Assert.Equal(new LineColumn(1, 2), lines.Position(99));
    }

    [Fact]
    public void Edits_replace_a_range()
    {
        var text = new SourceText("one two");
        Assert.Equal("one three", text.ApplyEdit(4, 7, "three").ToString());
        Assert.Equal("one two", text.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => text.ApplyEdit(5, 4, ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => text.ApplyEdit(0, 8, ""));
    }

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abc", "abxc")]
    [InlineData("aaa", "aa")]
    [InlineData("", "a")]
    [InlineData("abcdef", "xyz")]
    public void The_difference_of_two_texts_is_one_edit(string before, string after)
    {
        var edit = new SourceText(before).DifferenceTo(new SourceText(after));
        Assert.Equal(after, edit is { } e ? new SourceText(before).Apply(e).ToString() : before);
    }

    [Theory]
    [InlineData("0", 0, null)]
    [InlineData("-7", -7, null)]
    [InlineData("4i64", 4, 64)]
    [InlineData("9223372036854775807", 9223372036854775807, null)]
    [InlineData("-9223372036854775808i64", -9223372036854775808, 64)]
    public void Integers_have_a_value_and_bits(string text, long value, int? bits)
    {
        Assert.True(Literals.TryInteger(text, out var decoded, out var width));
        Assert.Equal((value, bits), (decoded, width));
    }

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("1i99999999999")]
    public void Integers_that_do_not_fit_have_none(string text) => Assert.False(Literals.TryInteger(text, out _, out _));

    [Theory]
    [InlineData("4.2", 4.2)]
    [InlineData("-0.5", -0.5)]
    [InlineData("4.", 4.0)]
    [InlineData("0.1", 0.1)]
    public void Floats_have_the_nearest_value(string text, double value) => Assert.Equal(value, Literals.Float(text));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\\n\\r\\t", "\n\r\t")]
    [InlineData("\\\\\\\"\\/\\{\\}", "\\\"/{}")]
    [InlineData("\\u0041\\u00e9", "Aé")]
    [InlineData("\\u12", "\\u12")]
    [InlineData("\\q", "q")]
    [InlineData("a\\", "a\\")]
    [InlineData("\\ud83d\\ude00", "😀")]
    public void Escapes_are_decoded(string text, string decoded) => Assert.Equal(decoded, Literals.Decode(text));
}
