// The checks of what an editor shows around a program's text: hints within it, lenses above it, hierarchies beside it, links.
// Each is golden text, so that it can be read as it would be seen.

using System.Runtime.CompilerServices;
using System.Text;
using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Ide.Hierarchy;
using Vale.Ide.Lenses;
using Vale.Syntax;

namespace Vale.Testing.Checks;

/// <summary>What is shown around a text.</summary>
public static class Reading
{
    /// <summary>All hints there are.</summary>
    public static InlayHintOptions AllHints { get; } = new(true, true, true, true, true);

    /// <summary>Passes when the first file with its hints in it, between white brackets, is the golden text.</summary>
    public static void Hints(
        string text,
        string expected,
        InlayHintOptions? options = null,
        [CallerArgumentExpression(nameof(expected))] string literal = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        using var editor = new Editor(Fixture.Parse(text));
        var program = editor.Fixture.Files[0].Text;
        var hints = editor.Ask(analysis => analysis.InlayHints(editor.File(0), new TextRange(0, program.Length), options ?? new InlayHintOptions(), whole: false));
        var shown = new StringBuilder();
        var at = 0;
        foreach (var hint in hints)
        {
            shown.Append(program.AsSpan(at, hint.Offset - at));
            at = hint.Offset;
            shown.Append(hint.PadLeft ? " " : "").Append('\u27e6').Append(hint.Text).Append('\u27e7').Append(hint.PadRight ? " " : "");
        }
        shown.Append(program.AsSpan(at));
        Expect.Equal(shown.ToString().TrimEnd(), expected, literal, file, line);
    }

    /// <summary>Passes when the lenses of the first file, a line each with what it counts, are the golden text.</summary>
    public static void Lenses(
        string text,
        string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        using var editor = new Editor(Fixture.Parse(text));
        var program = editor.Fixture.Files[0].Text;
        var shown = new StringBuilder();
        foreach (var lens in editor.Ask(analysis => analysis.CodeLenses(editor.File(0), new CodeLensOptions())))
        {
            var place = new FilePosition(editor.File(0), lens.Range.Start);
            shown.Append(program.AsSpan(lens.Range.Start, lens.Range.Length)).Append(": ").Append(editor.Ask(analysis => lens.Kind switch
            {
                CodeLensKind.References => $"{analysis.References(place, withDeclaration: false).Count} references",
                CodeLensKind.Implementations => $"{analysis.GotoImplementation(place).Count} implementations",
                CodeLensKind.Instantiations => "instantiations " + string.Join(" ", analysis.Instantiations(place)),
                CodeLensKind.RunTest => "run test " + lens.Test,
                _ => "run",
            })).Append('\n');
        }
        Expect.Equal(shown.ToString().TrimEnd(), expected, literal, file, line);
    }

    /// <summary>Passes when who calls the function at the cursor, and what it calls, are the golden text.</summary>
    public static void Calls(
        string text,
        string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        using var editor = new Editor(Fixture.Parse(text));
        var shown = new StringBuilder();
        foreach (var item in editor.Ask(analysis => analysis.PrepareCallHierarchy(editor.Cursor)))
        {
            // The client asks on from where the item's name stands.
            var place = new FilePosition(item.Target.File, item.Target.Focus.Start);
            shown.Append(Shown(item)).Append('\n');
            foreach (var call in editor.Ask(analysis => analysis.IncomingCalls(place))) shown.Append("  from ").Append(Shown(editor, call)).Append('\n');
            foreach (var call in editor.Ask(analysis => analysis.OutgoingCalls(place))) shown.Append("  to ").Append(Shown(editor, call)).Append('\n');
        }
        Expect.Equal(shown.ToString().TrimEnd(), expected, literal, file, line);
    }

    /// <summary>Passes when what the type at the cursor implements, and what implements it, are the golden text.</summary>
    public static void Types(
        string text,
        string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        using var editor = new Editor(Fixture.Parse(text));
        var shown = new StringBuilder();
        foreach (var item in editor.Ask(analysis => analysis.PrepareTypeHierarchy(editor.Cursor)))
        {
            var place = new FilePosition(item.Target.File, item.Target.Focus.Start);
            shown.Append(Shown(item)).Append('\n');
            foreach (var super in editor.Ask(analysis => analysis.Supertypes(place))) shown.Append("  is ").Append(Shown(super)).Append('\n');
            foreach (var sub in editor.Ask(analysis => analysis.Subtypes(place))) shown.Append("  may be ").Append(Shown(sub)).Append('\n');
        }
        Expect.Equal(shown.ToString().TrimEnd(), expected, literal, file, line);
    }

    /// <summary>Passes when the links of the first file, a line each, are the golden text.</summary>
    public static void Links(
        string text,
        string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        using var editor = new Editor(Fixture.Parse(text));
        var program = editor.Fixture.Files[0].Text;
        var shown = new StringBuilder();
        foreach (var link in editor.Ask(analysis => analysis.DocumentLinks(editor.File(0))))
            shown.Append(program.AsSpan(link.Range.Start, link.Range.Length)).Append(": ").Append(Path(editor, link.Target)).Append(" (").Append(link.Tooltip).Append(")\n");
        Expect.Equal(shown.ToString().TrimEnd(), expected, literal, file, line);
    }

    private static string Shown(HierarchyItem item) => $"{item.Kind} {item.Name}{(item.Detail.StartsWith('(') ? "" : " in ")}{item.Detail}";

    private static string Shown(Editor editor, HierarchyCall call)
    {
        var file = editor.Fixture.Files[editor.IndexOf(call.File)];
        return $"{Shown(call.Item)} by {string.Join(", ", call.Calls.Select(place => $"{file.Path[1..]}:{file.Text.AsSpan(0, place.Start).Count('\n') + 1} {file.Text[place.Start..place.End]}"))}";
    }

    private static string Path(Editor editor, FileId file) =>
        editor.IndexOf(file) is >= 0 and var index ? editor.Fixture.Files[index].Path : editor.Ask(analysis => analysis.LibraryUri(file)) ?? "nowhere";
}
