// The door of formatting: a tree in, edits of blanks out. It changes nothing but blanks, reads its own result again, and
// leaves alone whatever would then be read differently, and whatever has problems.

namespace Vale.Syntax;

/// <summary>Formats Vale. Never fails; what has syntax problems stays as it is.</summary>
public static class Formatter
{
    /// <summary>The edits that format a whole file.</summary>
    public static FormatResult Format(ParseResult file, FormatOptions options) =>
        Checked(file, new FormatRun(file, options).Edits(new TextRange(0, file.Text.Length), new TextRange(0, file.Text.Length)));

    /// <summary>The edits that format what a selection touches: whole statements, members or items.</summary>
    public static FormatResult FormatRange(ParseResult file, TextRange range, FormatOptions options)
    {
        var start = Math.Clamp(range.Start, 0, file.Text.Length);
        var scope = FormatScope.Of(file.Tree, new TextRange(start, Math.Clamp(range.End, start, file.Text.Length)));
        return Checked(file, new FormatRun(file, options).Edits(scope, scope));
    }

    /// <summary>The edits after a character was typed.</summary>
    /// <param name="file">The file, with the character in it.</param>
    /// <param name="offset">The place behind the character.</param>
    /// <param name="typed">With <c>;</c> and <c>}</c> what they end is formatted, with a line end the new line is indented; nothing
    /// happens with others.</param>
    /// <param name="options">How text is laid out.</param>
    public static FormatResult FormatTyped(ParseResult file, int offset, char typed, FormatOptions options)
    {
        offset = Math.Clamp(offset, 0, file.Text.Length);
        if (typed is '\n' or '\r')
            return TypedIndent.At(file, offset, options.Sane()) is { } indent ? new FormatResult([indent]) : FormatResult.Nothing;
        if (typed is not (';' or '}') || FormatScope.EndingAt(file.Tree, offset, typed) is not { } scope)
            return FormatResult.Nothing;
        return Checked(file, new FormatRun(file, options).Edits(scope, scope));
    }

    private static FormatResult Checked(ParseResult file, List<TextEdit> edits)
    {
        if (edits.Count == 0)
            return FormatResult.Nothing;
        var result = new FormatResult(edits);
        var bad = Differences(file, result);
        if (bad is null)
            return result;
        foreach (var range in bad)
            edits.RemoveAll(edit => edit.Start >= range.Start && edit.End <= range.End);
        var where = bad.Count == 0 ? "the file" : $"what begins on line {file.Text.Lines.LineOf(bad[0].Start) + 1}";
        var fault = $"formatting would have changed how {where} is read; it was left as it is";
        return bad.Count == 0 || Differences(file, result) is not null ? new FormatResult([], fault) : new FormatResult(edits, fault);
    }

    /// <summary>The items that would be read differently; null when none is, empty when items appear or go.</summary>
    private static List<TextRange>? Differences(ParseResult file, FormatResult result)
    {
        var before = file.Tree.Children;
        var after = Parser.Reparse(file, result.Apply(file.Text)).Tree.Children;
        List<TextRange>? found = null;
        var offset = 0;
        var j = SameTree.Skip(after, 0);
        foreach (var child in before)
        {
            var range = new TextRange(offset, offset += child.Width);
            if (child.Kind == SyntaxKind.Whitespace)
                continue;
            if (j >= after.Length || after[j].Kind != child.Kind)
                return [];
            if (!SameTree.ButForBlanks(child, after[j]))
                (found ??= []).Add(range);
            j = SameTree.Skip(after, j + 1);
        }
        return j < after.Length ? [] : found;
    }
}
