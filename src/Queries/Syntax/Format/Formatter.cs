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

    /// <summary>The edits, without those that would change what is read. Where that happens to an item with problems nobody is at
    /// fault: how such an item ends may depend on its blanks.</summary>
    private static FormatResult Checked(ParseResult file, List<TextEdit> edits)
    {
        if (edits.Count == 0)
            return FormatResult.Nothing;
        var result = new FormatResult(edits);
        var bad = Differences(file, result);
        if (bad is null)
            return result;
        if (bad.Count == 0)
            bad = Doubtful(file);
        string? fault = null;
        foreach (var (item, range) in bad)
        {
            edits.RemoveAll(edit => edit.Start >= range.Start && edit.End <= range.End);
            if (fault is null && !item.ContainsProblems)
                fault = $"formatting would have changed how what begins on line {file.Text.Lines.LineOf(range.Start) + 1} is read; it was left as it is";
        }
        if (Differences(file, result) is null)
            return new FormatResult(edits, fault);
        return new FormatResult([], file.Tree.ContainsProblems ? null : fault ?? "formatting would have changed how the file is read; it was left as it is");
    }

    /// <summary>The items with problems, each with the blanks around it.</summary>
    private static List<(GreenNode Item, TextRange Range)> Doubtful(ParseResult file)
    {
        var found = new List<(GreenNode, TextRange)>();
        var offset = 0;
        var last = 0; // The end of the last child that is not blank.
        foreach (var child in file.Tree.Children)
        {
            var end = offset + child.Width;
            if (child.Kind != SyntaxKind.Whitespace)
            {
                if (found.Count > 0 && found[^1].Item2.End < 0)
                    found[^1] = (found[^1].Item1, new TextRange(found[^1].Item2.Start, offset));
                if (child.ContainsProblems)
                    found.Add((child, new TextRange(last, -1)));
                last = end;
            }
            offset = end;
        }
        if (found.Count > 0 && found[^1].Item2.End < 0)
            found[^1] = (found[^1].Item1, new TextRange(found[^1].Item2.Start, offset));
        return found;
    }

    /// <summary>The items that would be read differently; null when none is, empty when items appear or go.</summary>
    private static List<(GreenNode Item, TextRange Range)>? Differences(ParseResult file, FormatResult result)
    {
        var before = file.Tree.Children;
        var after = Parser.Reparse(file, result.Apply(file.Text)).Tree.Children;
        List<(GreenNode, TextRange)>? found = null;
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
                (found ??= []).Add((child, range));
            j = SameTree.Skip(after, j + 1);
        }
        return j < after.Length ? [] : found;
    }
}
