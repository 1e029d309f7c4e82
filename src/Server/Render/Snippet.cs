// One quoted line with the marks and texts under it: columns, clipping, and the layout of several labels on a line.
// It knows one line; which lines are shown, and of which file, is HumanRenderer's concern.

using System.Text;

namespace Vale.Server.Render;

/// <summary>A mark under a line.</summary>
/// <param name="Start">First marked UTF-16 column, 0-based.</param>
/// <param name="End">Column after the last marked one; at least <paramref name="Start"/>.</param>
/// <param name="Text">What is said of it; may be empty.</param>
/// <param name="IsMain">Whether it is the place to look at first.</param>
internal readonly record struct Mark(int Start, int End, string Text, bool IsMain);

/// <summary>Lays out one line.</summary>
internal static class Snippet
{
    private const string Ellipsis = "...";

    /// <summary>Writes the line and the rows under it. Marks that the clipped line cannot show are added to <paramref name="unseen"/>.</summary>
    /// <param name="gutter">What stands left of the line itself, and of the rows under it.</param>
    /// <param name="width">The columns there are for the line.</param>
    public static void Write(Ink ink, (string Number, string Blank) gutter, ReadOnlySpan<char> line, List<Mark> marks, int width, Role mainRole, List<Mark> unseen)
    {
        var focus = marks[0];
        foreach (var mark in marks)
            if (mark.IsMain && !focus.IsMain) focus = mark;

        var (from, to) = Window(line, focus, width);
        var prefix = from > 0 ? Ellipsis : "";
        var shown = Render(line[from..to], prefix.Length, out var columns);
        ink.Write(gutter.Number, Role.Gutter).Write(prefix).Write(shown).Write(to < line.Length ? Ellipsis : "").Line();

        var placed = new List<(int Start, int End, Mark Mark)>();
        foreach (var mark in marks)
        {
            if (mark.Start > to || (mark.End <= from && from > 0 && mark.Start < from))
            {
                unseen.Add(mark);
                continue;
            }
            var start = columns[Math.Clamp(mark.Start - from, 0, to - from)];
            var end = columns[Math.Clamp(mark.End - from, 0, to - from)];
            placed.Add((start, Math.Max(end, start + 1), mark));
        }
        if (placed.Count != 0) WriteMarks(ink, gutter.Blank, placed, mainRole);
    }

    private static void WriteMarks(Ink ink, string blank, List<(int Start, int End, Mark Mark)> placed, Role mainRole)
    {
        // Rightmost first: its text can stand on the row of the marks, the others hang below, right to left.
        placed.Sort(static (a, b) => a.Start != b.Start ? b.Start.CompareTo(a.Start) : a.Mark.IsMain.CompareTo(b.Mark.IsMain));
        var edge = 0;
        foreach (var (_, end, _) in placed) edge = Math.Max(edge, end);
        var cells = new char[edge];
        var roles = new Role[edge];
        Array.Fill(cells, ' ');
        // Longer marks first, so that a short one inside stays visible; the main one last of all.
        foreach (var (start, end, mark) in placed.OrderBy(static p => p.Mark.IsMain).ThenByDescending(static p => p.End - p.Start))
        {
            Array.Fill(cells, mark.IsMain ? '^' : '-', start, end - start);
            Array.Fill(roles, mark.IsMain ? mainRole : Role.Secondary, start, end - start);
        }

        var hanging = placed.FindAll(static p => p.Mark.Text.Length != 0);
        (int Start, int End, Mark Mark)? inline = null;
        if (hanging.Count != 0 && hanging[0].End == edge && (hanging.Count == 1 || hanging[1].Start < hanging[0].Start))
        {
            inline = hanging[0];
            hanging.RemoveAt(0);
        }
        ink.Write(blank, Role.Gutter);
        WriteCells(ink, cells, roles);
        if (inline is { } shownInline) ink.Write(" ").Write(shownInline.Mark.Text, RoleOf(shownInline.Mark));
        ink.Line();
        if (hanging.Count == 0) return;

        WriteStems(ink, blank, hanging, 0).Line();
        for (var i = 0; i < hanging.Count; i++)
        {
            var column = WriteStemsBefore(ink, blank, hanging, i);
            ink.Write(new string(' ', Math.Max(0, hanging[i].Start - column))).Write(hanging[i].Mark.Text, RoleOf(hanging[i].Mark)).Line();
        }

        Role RoleOf(Mark mark) => mark.IsMain ? mainRole : Role.Secondary;

        Ink WriteStems(Ink to, string left, List<(int Start, int End, Mark Mark)> of, int first)
        {
            to.Write(left, Role.Gutter);
            var column = 0;
            for (var i = of.Count - 1; i >= first; i--)
            {
                if (of[i].Start < column) continue;
                to.Write(new string(' ', of[i].Start - column)).Write("|", RoleOf(of[i].Mark));
                column = of[i].Start + 1;
            }
            return to;
        }

        int WriteStemsBefore(Ink to, string left, List<(int Start, int End, Mark Mark)> of, int index)
        {
            to.Write(left, Role.Gutter);
            var column = 0;
            for (var i = of.Count - 1; i > index; i--)
            {
                if (of[i].Start < column || of[i].Start == of[index].Start) continue;
                to.Write(new string(' ', of[i].Start - column)).Write("|", RoleOf(of[i].Mark));
                column = of[i].Start + 1;
            }
            return column;
        }
    }

    private static void WriteCells(Ink ink, char[] cells, Role[] roles)
    {
        for (var i = 0; i < cells.Length;)
        {
            var end = i + 1;
            while (end < cells.Length && roles[end] == roles[i]) end++;
            ink.Write(new string(cells, i, end - i), roles[i]);
            i = end;
        }
    }

    /// <summary>The part of a line to show: all of it when it fits, else a stretch with the start of <paramref name="focus"/> in its left third.</summary>
    private static (int From, int To) Window(ReadOnlySpan<char> line, Mark focus, int width)
    {
        if (Fit(line, 0, width) == line.Length) return (0, line.Length);
        width -= 2 * Ellipsis.Length;
        var start = Math.Min(focus.Start, line.Length);
        if (Fit(line, 0, width) is var head && start < head - width / 3) return (0, head);

        var from = start;
        var columns = 0;
        // A little before the focus, and enough that the end of the line is used when the focus is near it.
        var before = Math.Max(width / 3, width - Measure(line[start..], width));
        while (from > 0)
        {
            var step = from > 1 && char.IsLowSurrogate(line[from - 1]) && char.IsHighSurrogate(line[from - 2]) ? 2 : 1;
            columns += step == 1 && line[from - 1] == '\t' ? Columns.TabWidth : Measure(line.Slice(from - step, step), width);
            if (columns > before) break;
            from -= step;
        }
        return (from, Fit(line, from, width));
    }

    private static int Measure(ReadOnlySpan<char> text, int limit)
    {
        var column = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            column += Columns.WidthOf(rune, column);
            if (column >= limit) break;
        }
        return column;
    }

    private static int Fit(ReadOnlySpan<char> line, int from, int width)
    {
        var column = 0;
        var at = from;
        foreach (var rune in line[from..].EnumerateRunes())
        {
            column += Columns.WidthOf(rune, column);
            if (column > width) break;
            at += rune.Utf16SequenceLength;
        }
        return at;
    }

    private static string Render(ReadOnlySpan<char> text, int firstColumn, out int[] columns)
    {
        var shown = new StringBuilder(text.Length);
        columns = new int[text.Length + 1];
        var column = 0;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            for (var i = 0; i < rune.Utf16SequenceLength; i++) columns[at + i] = firstColumn + column;
            var width = Columns.WidthOf(rune, column);
            if (rune.Value == '\t') shown.Append(' ', width);
            else if (Columns.IsReplaced(rune)) shown.Append(Columns.Replacement);
            else shown.Append(rune.ToString());
            column += width;
            at += rune.Utf16SequenceLength;
        }
        columns[at] = firstColumn + column;
        return shown.ToString();
    }
}
