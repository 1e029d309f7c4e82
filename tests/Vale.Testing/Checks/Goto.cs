// The check of going to a definition: from the cursor, the editor leads to the marks and nowhere else.

using Vale.Ide;

namespace Vale.Testing.Checks;

/// <summary>Marks are <c>def</c>, under the names that the cursor's name leads to.</summary>
public static class Goto
{
    /// <summary>Passes when the targets' names and the marks match both ways; a fixture without marks says that the cursor leads nowhere.</summary>
    public static void Check(string text) => Check(text, static (analysis, at) => analysis.GotoDefinition(at));

    /// <summary>The same of the type of what the cursor is on.</summary>
    public static void CheckType(string text) => Check(text, static (analysis, at) => analysis.GotoTypeDefinition(at));

    /// <summary>The same of what implements or overrides what the cursor is on.</summary>
    public static void CheckImplementation(string text) => Check(text, static (analysis, at) => analysis.GotoImplementation(at));

    private static void Check(string text, Func<Analysis, FilePosition, IReadOnlyList<NavigationTarget>> question)
    {
        var fixture = Fixture.Parse(text);
        using var editor = new Editor(fixture);
        var found = new List<(int, Annotation)>();
        foreach (var target in editor.Ask(analysis => question(analysis, editor.Cursor)))
        {
            if (target.Focus.Start < target.Full.Start || target.Focus.End > target.Full.End)
                throw new CheckFailedException($"The name of {target.Name} is not within its declaration.");
            var index = editor.IndexOf(target.File);
            if (index < 0) throw new CheckFailedException($"The cursor leads into the library, to {target.Name}. Use CheckLibrary.");
            found.Add((index, new Annotation(target.Focus.Start, target.Focus.End, "def")));
        }
        Marks.Match(fixture, found, static mark => mark.Text == "def");
    }

    /// <summary>Passes when the cursor leads to exactly the library declarations of these names.</summary>
    public static void CheckLibrary(string text, params string[] names)
    {
        using var editor = new Editor(Fixture.Parse(text));
        var targets = editor.Ask(analysis => analysis.GotoDefinition(editor.Cursor));
        var found = targets.Select(target => editor.IndexOf(target.File) < 0 ? target.Name : $"{target.Name} (not of the library)").Order().ToList();
        if (!found.SequenceEqual(names.Order()))
            throw new CheckFailedException($"Expected {string.Join(", ", names)} of the library; the cursor leads to: {string.Join(", ", found)}");
    }
}
