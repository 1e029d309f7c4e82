// Incremental edits as clients send them.

using System.Text.Json;
using Vale.Server.Convert;
using Vale.Server.Protocol;
using Xunit;

namespace Server.Tests.Protocol;

public class DocumentTextTests
{
    [Fact]
    public void Each_edit_is_counted_in_the_text_the_edits_before_it_made() => Assert.Equal(
        "one\nTWO\nthree and more",
        Apply("one\ntwo\nthree", Edit(1, 0, 1, 3, "TWO"), Edit(2, 5, 2, 5, " more"), Edit(2, 5, 2, 5, " and")));

    [Fact]
    public void An_edit_may_make_and_remove_lines() => Assert.Equal(
        "a\nc\nd",
        Apply("a\nb\nd", Edit(0, 1, 1, 1, "\nc\r\n"), Edit(1, 1, 2, 0, "")));

    [Fact]
    public void An_edit_without_a_range_is_the_whole_text() => Assert.Equal(
        "new!",
        Apply("old", Edit(0, 0, 0, 1, "x"), new TextDocumentContentChangeEvent("new"), Edit(0, 3, 0, 3, "!")));

    [Fact]
    public void Edits_outside_the_text_are_clamped_to_it() => Assert.Equal(
        "startendmore",
        Apply("end", Edit(-5, -5, -1, 0, "start"), Edit(99, 99, 100, 3, "more")));

    [Fact]
    public void Edits_that_change_nothing_leave_the_very_same_text()
    {
        var lines = new LineTable("same\ntext", PositionEncoding.Utf16);
        Assert.Same(lines, DocumentText.Apply(lines, [Edit(0, 0, 0, 4, "same"), Edit(1, 1, 1, 1, "")]));
    }

    [Fact]
    public void Random_edits_give_the_same_text_as_edits_by_offset()
    {
        var random = new Random(20261121);
        string[] pieces = ["", "a", "\n", "\r\n", "\r", "func f() { }\n", "\u20ac", "\U0001F600", "  x = 1;"];
        foreach (var encoding in Enum.GetValues<PositionEncoding>())
        {
            var lines = new LineTable("func main() {\r\n}\n", encoding);
            for (var step = 0; step < 2000; step++)
            {
                var start = Whole(lines.Text, random.Next(lines.Text.Length + 1));
                var end = Whole(lines.Text, Math.Min(lines.Text.Length, start + random.Next(6)));
                if (end < start) end = start;
                var piece = pieces[random.Next(pieces.Length)];
                var expected = lines.Text[..start] + piece + lines.Text[end..];
                lines = DocumentText.Apply(lines, [new TextDocumentContentChangeEvent(piece, new(lines.Position(start), lines.Position(end)))]);
                Assert.Equal(expected, lines.Text);
                if (lines.Text.Length > 400) lines = new LineTable(lines.Text[..Whole(lines.Text, 100)], encoding);
            }
        }
    }

    [Fact]
    public void Halves_of_surrogate_pairs_are_kept_as_the_editor_has_them()
    {
        Assert.Equal("a\ud83db\n\u20ac", Read("""{"text":"a\ud83db\n\u20ac"}"""));
        Assert.Equal("\udc00\\\"/\b\f\r\té", Read("""{"text":"\udc00\\\"\/\b\f\r\té"}"""));
        Assert.Equal("\U0001F600", Read("""{"text":"\ud83d\ude00"}"""));

        static string Read(string json) => JsonSerializer.Deserialize(json, ProtocolJson.Default.TextDocumentContentChangeEvent)!.Text;
    }

    [Theory]
    [InlineData("""{"range":null}""")]
    [InlineData("""{"text":null}""")]
    [InlineData("""{"text":3}""")]
    [InlineData("""{"text":"a","range":{"start":{"line":0,"character":0}}}""")]
    [InlineData("""{"text":"a","range":{"start":{"line":0,"character":0},"end":{"line":"x","character":0}}}""")]
    public void Edits_with_parts_missing_or_wrong_are_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ProtocolJson.Default.TextDocumentContentChangeEvent));

    /// <summary>The offset, moved out of surrogate pairs and line breaks.</summary>
    private static int Whole(string text, int offset)
    {
        if (offset > 0 && offset < text.Length && (char.IsLowSurrogate(text[offset]) || (text[offset] == '\n' && text[offset - 1] == '\r'))) offset--;
        return offset;
    }

    private static string Apply(string text, params TextDocumentContentChangeEvent[] changes) =>
        DocumentText.Apply(new LineTable(text, PositionEncoding.Utf16), changes).Text;

    private static TextDocumentContentChangeEvent Edit(int line, int character, int endLine, int endCharacter, string text) =>
        new(text, new(new Position(line, character), new Position(endLine, endCharacter)));
}
