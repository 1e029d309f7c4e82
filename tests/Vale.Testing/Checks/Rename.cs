// The checks of renaming: the program after it, or why it cannot be.

namespace Vale.Testing.Checks;

/// <summary>The cursor is <c>$0</c>.</summary>
public static class Rename
{
    /// <summary>Passes when renaming makes the files read as <paramref name="after"/> has them, and nothing is wrong then that was not before.</summary>
    public static void Check(string before, string newName, string after)
    {
        using var editor = new Editor(Fixture.Parse(before));
        var result = editor.Ask(analysis => analysis.Rename(editor.Cursor, newName)) ?? throw new CheckFailedException("The cursor is on no name.");
        if (result.Edit is not { } edit) throw new CheckFailedException($"It is not renamed: {result.Conflict!.Message} ({result.Conflict.Place})");
        var problems = editor.ProblemCount();
        editor.Apply(edit);
        editor.RequireText(Fixture.Parse(after));
        if (editor.ProblemCount() > problems) throw new CheckFailedException("More is wrong than before:\n" + editor.ShowProblems());
    }

    /// <summary>Passes when renaming is refused with a message that contains <paramref name="message"/>, at the mark <c>here</c> if there is one.</summary>
    public static void CheckConflict(string text, string newName, string message)
    {
        var fixture = Fixture.Parse(text);
        using var editor = new Editor(fixture);
        var result = editor.Ask(analysis => analysis.Rename(editor.Cursor, newName)) ?? throw new CheckFailedException("The cursor is on no name.");
        if (result.Conflict is not { } conflict) throw new CheckFailedException("It is renamed.");
        if (!conflict.Message.Contains(message, StringComparison.Ordinal)) throw new CheckFailedException($"It is refused for another reason: {conflict.Message}");
        var found = conflict.Place is { } place ? new[] { (editor.IndexOf(place.File), new Annotation(place.Range.Start, place.Range.End, "here")) } : [];
        if (fixture.Annotations.Any(static mark => mark.Annotation.Text == "here")) Marks.Match(fixture, found, static mark => mark.Text == "here");
    }

    /// <summary>Passes when the cursor's name is <paramref name="placeholder"/> and can be renamed.</summary>
    public static void CheckCan(string text, string placeholder) => Prepared(text, placeholder, null);

    /// <summary>Passes when the cursor's name is told to be no name to change, with a reason that contains <paramref name="reason"/>.</summary>
    public static void CheckCannot(string text, string placeholder, string reason) => Prepared(text, placeholder, reason);

    /// <summary>Passes when the cursor is on no name at all.</summary>
    public static void CheckNothing(string text)
    {
        using var editor = new Editor(Fixture.Parse(text));
        if (editor.Ask(analysis => analysis.PrepareRename(editor.Cursor)) is { } name) throw new CheckFailedException($"The cursor is on `{name.Placeholder}`.");
    }

    private static void Prepared(string text, string placeholder, string? reason)
    {
        var fixture = Fixture.Parse(text);
        using var editor = new Editor(fixture);
        var name = editor.Ask(analysis => analysis.PrepareRename(editor.Cursor)) ?? throw new CheckFailedException("The cursor is on no name.");
        var written = fixture.Files[fixture.RequireSelection().File].Text[name.Range.Start..name.Range.End];
        if (name.Placeholder != placeholder || written != placeholder) throw new CheckFailedException($"The name is `{name.Placeholder}`, at `{written}`.");
        if (reason is null != name.Refusal is null || reason is not null && !name.Refusal!.Contains(reason, StringComparison.Ordinal))
            throw new CheckFailedException($"Refusal: {name.Refusal ?? "none"}");
    }
}
