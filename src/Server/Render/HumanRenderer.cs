// Problems as a person reads them: message, place, quoted lines with marks, every other place involved, and what to do next.
// Plain ASCII frames, so that any terminal and any log shows them. Golden tests hold the exact form.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Syntax;
using Vale.Server.Project;

namespace Vale.Server.Render;

/// <summary>Renders diagnostics and input problems for a terminal.</summary>
/// <param name="sources">Where to quote from.</param>
/// <param name="colored">Whether to colour.</param>
/// <param name="width">Columns of the terminal.</param>
public sealed class HumanRenderer(ISourceViews sources, bool colored, int width)
{
    /// <summary>More problems than this are counted, not shown.</summary>
    public const int MostShown = 500;

    /// <summary>All diagnostics in the order given, a blank line after each, and a line that counts them; empty for none.</summary>
    public string Render(IReadOnlyList<Diagnostic> diagnostics)
    {
        if (diagnostics.Count == 0) return "";
        var ink = new Ink(colored);
        for (var i = 0; i < diagnostics.Count && i < MostShown; i++)
        {
            Write(ink, diagnostics[i]);
            ink.Line();
        }
        if (diagnostics.Count > MostShown) ink.Write($"... and {diagnostics.Count - MostShown} more, not shown").Line();
        var errors = 0;
        foreach (var diagnostic in diagnostics)
            if (diagnostic.Severity == Severity.Error) errors++;
        ink.Write(Count(diagnostics), errors != 0 ? Role.Error : Role.Warning).Line();
        return ink.ToString();
    }

    /// <summary>One diagnostic, as <see cref="Render(IReadOnlyList{Diagnostic})"/> shows it.</summary>
    public string Render(Diagnostic diagnostic)
    {
        var ink = new Ink(colored);
        Write(ink, diagnostic);
        return ink.ToString();
    }

    /// <summary>A problem with arguments, files or <c>vale.json</c>.</summary>
    public string Render(InputProblem problem)
    {
        var ink = new Ink(colored);
        ink.Write("error", Role.Error).Write($"[{problem.Code}]", Role.Error).Write(": " + Clean(problem.What), Role.Strong).Line();
        if (problem.Line != 0) ink.Write(" --> ", Role.Gutter).Write($"{Clean(problem.Where)}:{problem.Line}:{problem.Column}").Line();
        WriteNote(ink, "  ", "why", problem.Why);
        WriteNote(ink, "  ", "help", problem.Next);
        return ink.ToString();
    }

    /// <summary>How many there are of each severity: <c>2 errors, 1 warning</c>.</summary>
    public static string Count(IReadOnlyList<Diagnostic> diagnostics)
    {
        var counts = new int[4];
        foreach (var diagnostic in diagnostics) counts[(int)diagnostic.Severity]++;
        var parts = new List<string>();
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0) continue;
            var word = Word((Severity)i);
            parts.Add(counts[i] == 1 ? $"1 {word}" : $"{counts[i]} {word}s");
        }
        return string.Join(", ", parts);
    }

    /// <summary>The word a severity is called by, in every format.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Information => "note",
        _ => "hint",
    };

    private readonly record struct Label(FileId File, int FirstLine, int LastLine, LinePlace Start, LinePlace End, string Text, bool IsMain);

    private void Write(Ink ink, Diagnostic diagnostic)
    {
        var role = diagnostic.Severity switch
        {
            Severity.Error => Role.Error,
            Severity.Warning => Role.Warning,
            Severity.Information => Role.Information,
            _ => Role.Hint,
        };
        ink.Write($"{Word(diagnostic.Severity)}[{diagnostic.Code}]", role).Write(": " + Clean(diagnostic.Message), Role.Strong).Line();

        // The main file first, then the others by label; within a file every place, so that lines come in order.
        var files = new List<(SourceView View, List<Label> Labels)>();
        var unseen = new List<string>();
        AddLabel(files, unseen, diagnostic.Place, diagnostic.Label, isMain: true);
        foreach (var label in diagnostic.Labels) AddLabel(files, unseen, label.Place, label.Text, isMain: false);
        if (files.Count > 2) files.Sort(1, files.Count - 1, Comparer<(SourceView View, List<Label>)>.Create(static (a, b) => string.CompareOrdinal(a.View.Label, b.View.Label)));

        var lastLine = 0;
        foreach (var (_, labels) in files)
            foreach (var label in labels) lastLine = Math.Max(lastLine, label.LastLine);
        var digits = (lastLine + 1).ToString().Length;
        var margin = new string(' ', digits);

        for (var i = 0; i < files.Count; i++)
        {
            var (view, labels) = files[i];
            var first = labels[0];
            if (i != 0) ink.Write(margin + " |", Role.Gutter).Line();
            ink.Write(margin + (i == 0 ? "--> " : "::: "), Role.Gutter).Write($"{Clean(view.Label)}:{first.Start.Line + 1}:{first.Start.Column + 1}").Line();
            ink.Write(margin + " |", Role.Gutter).Line();
            WriteLines(ink, view, labels, digits, role, unseen);
        }

        if (unseen.Count != 0 || diagnostic.Help.Length != 0)
        {
            if (files.Count != 0) ink.Write(margin + " |", Role.Gutter).Line();
            foreach (var note in unseen) WriteNote(ink, margin + " ", "note", note);
            WriteNote(ink, margin + " ", "help", diagnostic.Help);
        }
    }

    private void AddLabel(List<(SourceView View, List<Label> Labels)> files, List<string> unseen, FileRange place, string text, bool isMain)
    {
        var view = sources.Find(place.File);
        if (view is null)
        {
            if (text.Length != 0) unseen.Add(text);
            return;
        }
        var start = view.PlaceOf(place.Range.Start);
        var end = view.PlaceOf(Math.Max(place.Range.End, place.Range.Start));
        if (end.Line > start.Line && end.Column == 0)
        {
            // A range up to the start of a line means the end of the line before.
            end = new LinePlace(end.Line - 1, view.Line(end.Line - 1).Length);
        }
        var label = new Label(place.File, start.Line, end.Line, start, end, text, isMain);
        var index = files.FindIndex(f => f.View.Label == view.Label);
        if (index < 0) files.Add((view, [label]));
        else files[index].Labels.Add(label);
    }

    private void WriteLines(Ink ink, SourceView view, List<Label> labels, int digits, Role role, List<string> unseen)
    {
        var lines = new SortedDictionary<int, List<Mark>>();
        foreach (var label in labels)
        {
            if (label.FirstLine == label.LastLine)
            {
                MarksOf(label.FirstLine).Add(new Mark(label.Start.Column, label.End.Column, Clean(label.Text), label.IsMain));
                continue;
            }
            // A range over several lines is shown by its first and its last one.
            MarksOf(label.FirstLine).Add(new Mark(label.Start.Column, Math.Max(label.Start.Column, view.Line(label.FirstLine).TrimEnd().Length), "", label.IsMain));
            var last = view.Line(label.LastLine);
            var indent = Math.Min(last.Length - last.TrimStart().Length, label.End.Column);
            MarksOf(label.LastLine).Add(new Mark(indent, label.End.Column, Clean(label.Text), label.IsMain));
        }

        var blank = new string(' ', digits) + " | ";
        var previous = -1;
        var hidden = new List<Mark>();
        foreach (var (line, marks) in lines)
        {
            if (previous >= 0 && line == previous + 2)
            {
                // One line left out would take as much room as the line itself.
                var between = view.Line(previous + 1);
                if (between.Length < width - digits - 3 && !between.ContainsAnyExceptInRange(' ', '~'))
                    ink.Write(Number(previous + 1), Role.Gutter).Write(between.ToString()).Line();
                else
                    ink.Write("...", Role.Gutter).Line();
            }
            else if (previous >= 0 && line > previous + 2)
            {
                ink.Write("...", Role.Gutter).Line();
            }
            previous = line;
            Snippet.Write(ink, (Number(line), blank), view.Line(line), marks, Math.Max(40, width - digits - 3), role, hidden);
            foreach (var mark in hidden)
                if (mark.Text.Length != 0) unseen.Add($"{view.Label}:{line + 1}:{mark.Start + 1}: {mark.Text}");
            hidden.Clear();
        }

        string Number(int line) => (line + 1).ToString().PadLeft(digits) + " | ";

        List<Mark> MarksOf(int line)
        {
            if (!lines.TryGetValue(line, out var marks)) lines.Add(line, marks = []);
            return marks;
        }
    }

    private static void WriteNote(Ink ink, string margin, string word, string text)
    {
        if (text.Length == 0) return;
        var lines = text.Split('\n');
        ink.Write(margin).Write("= ", Role.Gutter).Write(word, Role.Help).Write(": ").Write(Clean(lines[0])).Line();
        var indent = margin + new string(' ', 4 + word.Length);
        for (var i = 1; i < lines.Length; i++) ink.Write(indent).Write(Clean(lines[i])).Line();
    }

    /// <summary>Text that may hold parts of the program, made safe to print on one line and cut where nobody reads on.</summary>
    private static string Clean(string text)
    {
        const int longest = 2000;
        var clean = text.Length <= longest;
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, longest)).EnumerateRunes())
            if (rune.Value == '\t' || Columns.IsReplaced(rune)) { clean = false; break; }
        if (clean) return text;
        var result = new System.Text.StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (result.Length >= longest) return result.Append("...").ToString();
            if (rune.Value is '\t' or '\n' or '\r') result.Append(' ');
            else if (Columns.IsReplaced(rune)) result.Append(Columns.Replacement);
            else result.Append(rune.ToString());
        }
        return result.ToString();
    }
}
