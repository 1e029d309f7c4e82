// The check of hovering: what is shown at the cursor, as golden text, and over which range.

using System.Runtime.CompilerServices;

namespace Vale.Testing.Checks;

/// <summary>A mark <c>hover</c>, where there is one, stands under the text that the hover is about.</summary>
public static class Hover
{
    /// <summary>Passes when the hover's text is the golden one and its range is the marked one. An empty golden text says that nothing is shown.</summary>
    public static void Check(
        string text,
        string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        var fixture = Fixture.Parse(text);
        using var editor = new Editor(fixture);
        var position = editor.Cursor;
        var result = editor.Ask(analysis => analysis.Hover(position));
        if (result is not null && !result.Range.Touches(position.Offset))
            throw new CheckFailedException($"The hover is about {result.Range.Start}..{result.Range.End}, away from the cursor at {position.Offset}.");
        Expect.Equal(result?.Markdown ?? "", expected, literal, file, line);
        if (!fixture.Annotations.Any(static mark => mark.Annotation.Text == "hover")) return;
        List<(int, Annotation)> found = result is null ? [] : [(editor.IndexOf(position.File), new Annotation(result.Range.Start, result.Range.End, "hover"))];
        Marks.Match(fixture, found, static mark => mark.Text == "hover");
    }
}
