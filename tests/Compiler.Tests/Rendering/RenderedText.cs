// All that a diagnostic says, as text: its words, its place with the line it is in, its other places, and what to do.

using System.Text;
using Vale.Compiler.Diagnostics;
using Vale.Testing;

namespace Compiler.Tests.Rendering;

internal static class RenderedText
{
    /// <summary>Every diagnostic of the project, in the order a user sees them.</summary>
    public static string Of(TestDatabase database)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in database.Diagnostics())
        {
            if (text.Length > 0) text.Append('\n');
            text.Append(diagnostic.Severity.ToString().ToLowerInvariant()).Append('[').Append(diagnostic.Code).Append("]: ").Append(diagnostic.Message).Append('\n');
            Place(text, database, diagnostic.Place, diagnostic.Label);
            foreach (var label in diagnostic.Labels) Place(text, database, label.Place, label.Text);
            if (diagnostic.Help.Length > 0) text.Append("  help: ").Append(diagnostic.Help).Append('\n');
            if (diagnostic.Tags != DiagnosticTags.None) text.Append("  tags: ").Append(diagnostic.Tags).Append('\n');
        }
        return text.ToString();
    }

    private static void Place(StringBuilder text, TestDatabase database, FileRange place, string label)
    {
        var index = database.IndexOf(place.File);
        if (index < 0)
        {
            text.Append("  (library) ").Append(label).Append('\n');
            return;
        }
        var file = database.Fixture.Files[index];
        var (start, end) = (place.Range.Start, place.Range.End);
        var line = start == 0 ? 0 : file.Text.LastIndexOf('\n', start - 1) + 1;
        var lineEnd = file.Text.IndexOf('\n', start) is var found and >= 0 ? found : file.Text.Length;
        var number = file.Text.AsSpan(0, start).Count('\n') + 1;
        var margin = $"  {file.Path[1..]}:{number}: ";
        text.Append(margin).Append(file.Text, line, lineEnd - line).Append('\n');
        text.Append(' ', margin.Length + start - line).Append(end == start ? "!" : new string('^', Math.Max(1, Math.Min(end, lineEnd) - start)));
        if (end > lineEnd) text.Append("...");
        if (label.Length > 0) text.Append(' ').Append(label);
        text.Append('\n');
    }
}
