// The checks of looking for uses: in the project, and in the cursor's file.

namespace Vale.Testing.Checks;

/// <summary>Marks are <c>def</c> under the declaration and <c>use</c> under every use.</summary>
public static class References
{
    /// <summary>Passes when the places found and the marks match both ways, and the declaration is left out when it is not asked for.</summary>
    public static void Check(string text)
    {
        var fixture = Fixture.Parse(text);
        using var editor = new Editor(fixture);
        var uses = editor.Ask(analysis => analysis.References(editor.Cursor, withDeclaration: false));
        var all = editor.Ask(analysis => analysis.References(editor.Cursor, withDeclaration: true));
        var found = all.Select(place => (editor.IndexOf(place.File),
            new Annotation(place.Range.Start, place.Range.End, uses.Contains(place) ? "use" : "def"))).ToList();
        Marks.Match(fixture, found, static mark => mark.Text is "def" or "use");
        if (!uses.All(all.Contains)) throw new CheckFailedException("A use is not found when the declaration is asked for too.");
    }

    /// <summary>Passes when the places highlighted in the cursor's file and the marks match both ways; what sets the thing is marked <c>set</c>.</summary>
    public static void CheckHighlights(string text)
    {
        var fixture = Fixture.Parse(text);
        using var editor = new Editor(fixture);
        var file = fixture.RequireSelection().File;
        var found = editor.Ask(analysis => analysis.DocumentHighlights(editor.Cursor))
            .Select(place => (file, new Annotation(place.Range.Start, place.Range.End, place.IsDeclaration ? "def" : place.IsWrite ? "set" : "use"))).ToList();
        Marks.Match(fixture, found, static mark => mark.Text is "def" or "use" or "set");
    }
}
