// Checks of formatted text. Whatever is formatted here must also be stable, read the same, and keep every comment.

using Vale.Syntax;
using Xunit;

namespace Syntax.Tests.Format;

internal static class Formatted
{
    /// <summary>Formats a text, and checks what must hold for every text.</summary>
    internal static string Text(string source, FormatOptions? options = null, string name = "")
    {
        options ??= new FormatOptions();
        var parsed = Parser.Parse(source);
        var result = Formatter.Format(parsed, options);
        Assert.True(result.Fault is null, $"{name}: {result.Fault}");
        var text = result.Apply(parsed.Text).ToString();
        Assert.True(Pieces(text).SequenceEqual(Pieces(source)), $"{name}: tokens or comments differ:\n{text}");
        if (text != source)
        {
            var again = Formatter.Format(Parser.Parse(text), options);
            Assert.True(again.Edits.Count == 0, $"{name}: formatting twice is not formatting once:\n{text}\n--- and then\n{again.Apply(new SourceText(text))}");
        }
        EditsAreBlanks(result, parsed.Text);
        return text;
    }

    /// <summary>Formats items.</summary>
    internal static void Items(string before, string after, int width = 40) => Assert.Equal(after + "\n", Text(before, new FormatOptions(width)));

    /// <summary>Formats the statements of a function's body.</summary>
    internal static void Statements(string before, string after, int width = 40)
    {
        var text = Text("func f() {\n" + before + "\n}\n", new FormatOptions(width + 2));
        var lines = text.Split('\n');
        Assert.Equal("func f() {", lines[0]);
        Assert.Equal(["}", ""], lines[^2..]);
        Assert.Equal(after, string.Join('\n', lines[1..^2].Select(line => line.StartsWith("  ", StringComparison.Ordinal) ? line[2..] : line)));
    }

    /// <summary>The texts of all tokens and comments.</summary>
    internal static List<string> Pieces(string text)
    {
        var pieces = new List<string>();
        Collect(Parser.Parse(text).Tree, pieces);
        return pieces;
    }

    /// <summary>Asserts that edits are in order and replace blanks by blanks.</summary>
    internal static void EditsAreBlanks(FormatResult result, SourceText text)
    {
        var end = -1;
        foreach (var edit in result.Edits)
        {
            Assert.True(edit.Start >= end && edit.Start <= edit.End, "edits are in order");
            Assert.True(edit.Start > end || edit.Start < edit.End || edit.Start == 0, "edits do not touch");
            Assert.NotEqual(text.Slice(new TextRange(edit.Start, edit.End)).ToString(), edit.NewText);
            Assert.True(string.IsNullOrWhiteSpace(text.Slice(new TextRange(edit.Start, edit.End)).ToString()) && string.IsNullOrWhiteSpace(edit.NewText));
            end = edit.End;
        }
    }

    private static void Collect(GreenNode node, List<string> pieces)
    {
        foreach (var child in node.Children)
        {
            if (child is not GreenToken token)
                Collect(child, pieces);
            else if (token.Kind != SyntaxKind.Whitespace)
                pieces.Add(token.Kind == SyntaxKind.LineComment ? token.Text.TrimEnd() : token.Text);
        }
    }
}
