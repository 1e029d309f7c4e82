// The rule all checks share: what a fixture marks and what was found must match both ways. A mark nothing answers
// fails, and so does an answer nothing marks. It knows no check's words.

using System.Text;

namespace Vale.Testing;

/// <summary>Compares a fixture's marks with what was found.</summary>
public static class Marks
{
    /// <summary>
    /// Passes when the marks and <paramref name="actual"/> are the same set (a mark written twice is wanted twice). Else fails with both
    /// differences and with every affected file as it would be marked now.
    /// </summary>
    /// <param name="fixture">The project and its marks.</param>
    /// <param name="actual">What was found, by index of the fixture's file.</param>
    /// <param name="isMine">Which marks are this check's; null for all of them.</param>
    public static void Match(Fixture fixture, IEnumerable<(int File, Annotation Annotation)> actual, Func<Annotation, bool>? isMine = null)
    {
        var wanted = new List<(int File, Annotation Annotation)>();
        foreach (var mark in fixture.Annotations)
            if (isMine is null || isMine(mark.Annotation)) wanted.Add(mark);
        var found = actual.ToList();

        var unexpected = new List<(int File, Annotation Annotation)>();
        var missing = new List<(int File, Annotation Annotation)>(wanted);
        foreach (var mark in found)
            if (!missing.Remove(mark)) unexpected.Add(mark);
        if (missing.Count == 0 && unexpected.Count == 0) return;

        var report = new StringBuilder();
        foreach (var mark in missing) report.Append("marked, but not found: ").Append(Describe(fixture, mark)).Append('\n');
        foreach (var mark in unexpected) report.Append("found, but not marked: ").Append(Describe(fixture, mark)).Append('\n');
        for (var file = 0; file < fixture.Files.Count; file++)
        {
            var index = file;
            if (!missing.Exists(mark => mark.File == index) && !unexpected.Exists(mark => mark.File == index)) continue;
            report.Append("\nwith what was found, ").Append(fixture.Files[file].Path).Append(" reads:\n");
            report.Append(Annotations.Render(fixture.Files[file].Text, found.Where(mark => mark.File == index).Select(mark => mark.Annotation)));
            report.Append('\n');
        }
        throw new CheckFailedException(report.ToString());
    }

    private static string Describe(Fixture fixture, (int File, Annotation Annotation) mark)
    {
        var file = fixture.Files[mark.File];
        var (start, end, text) = mark.Annotation;
        var inside = start >= 0 && end <= file.Text.Length && start <= end;
        var line = inside ? file.Text.AsSpan(0, start).Count('\n') + 1 : 0;
        var code = inside ? file.Text[start..end] : $"<offsets {start}..{end}, outside of the text>";
        return $"{file.Path}:{line} `{code}` {text}";
    }
}
