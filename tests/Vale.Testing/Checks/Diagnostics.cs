// The check of diagnostics: what the compiler says of a fixture is what its marks say, and nothing else.

namespace Vale.Testing.Checks;

/// <summary>
/// Marks are <c>error: MESSAGE</c>, <c>warning: MESSAGE</c>, <c>information: MESSAGE</c> or <c>hint: MESSAGE</c>. As soon as one mark is
/// <c>note: TEXT</c>, the further places of all diagnostics must be marked so too.
/// </summary>
public static class Diagnostics
{
    /// <summary>Passes when marks and diagnostics match both ways.</summary>
    public static void Check(string fixture)
    {
        using var database = new TestDatabase(fixture);
        Check(database);
    }

    /// <summary>As <see cref="Check(string)"/>, of a database at hand.</summary>
    public static void Check(TestDatabase database)
    {
        var fixture = database.Fixture;
        var withNotes = fixture.Annotations.Any(static mark => mark.Annotation.Text.StartsWith("note:", StringComparison.Ordinal));
        var found = new List<(int, Annotation)>();
        foreach (var diagnostic in database.Diagnostics())
        {
            var (file, range) = diagnostic.Place;
            found.Add((Known(file), new Annotation(range.Start, range.End, $"{TestDatabase.Words(diagnostic.Severity)}: {diagnostic.Message}")));
            if (!withNotes) continue;
            foreach (var label in diagnostic.Labels)
                found.Add((Known(label.Place.File), new Annotation(label.Place.Range.Start, label.Place.Range.End, $"note: {label.Text}")));
        }
        Marks.Match(fixture, found, IsMine);

        int Known(Compiler.Inputs.FileId file) => database.IndexOf(file) is var index and >= 0
            ? index
            : throw new CheckFailedException("A diagnostic points into the library; it must point at what the user wrote.");
    }

    /// <summary>Passes when the only code that the compiler finds in the fixture, however often, is <paramref name="code"/>; null for none at all.</summary>
    public static void CheckCode(string fixture, string? code)
    {
        using var database = new TestDatabase(fixture);
        var diagnostics = database.Diagnostics();
        if (diagnostics.All(diagnostic => diagnostic.Code == code) && (diagnostics.Count > 0) == (code is not null)) return;
        throw new CheckFailedException(
            $"Expected {code ?? "no diagnostic"}, found:\n" + string.Join('\n', diagnostics.Select(database.Show)) + "\nin\n" + fixture);
    }

    private static bool IsMine(Annotation mark) =>
        mark.Text.Split(':')[0] is "error" or "warning" or "information" or "hint" or "note";
}
