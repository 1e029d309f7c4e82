// The checks of code actions: what is offered at the cursor or the selection, and the program once one is taken.

using Vale.Compiler.Diagnostics;
using Vale.Ide.Assists;
using Vale.Testing.Programs;

namespace Vale.Testing.Checks;

/// <summary>The cursor is <c>$0</c>; two of them hold a selection. An action is named by its id, or by its title.</summary>
public static class Assist
{
    /// <summary>
    /// Passes when the action makes the files read as <paramref name="after"/> has them. A fix must take the problem away, and no action may
    /// make anything wrong that was not before, unless <paramref name="maybeWrong"/> says that something is left to be written.
    /// </summary>
    public static void Check(string before, string action, string after, bool maybeWrong = false)
    {
        using var editor = new Editor(Fixture.Parse(before));
        var assist = Take(editor, action);
        var problems = editor.Problems();
        editor.Apply(assist.Edit!);
        editor.RequireText(Fixture.Parse(after));
        if (maybeWrong) return;
        var left = editor.Problems();
        if (assist.Fixes is { Severity: Severity.Hint } hint && editor.Ask(analysis => analysis.UnusedNames(hint.Place.File)).Any(found => found.Message == hint.Message))
            throw new CheckFailedException($"It still has the hint: {hint.Message}");
        if (assist.Fixes is { Severity: not Severity.Hint } ? left.Count >= problems.Count : left.Count > problems.Count)
            throw new CheckFailedException("This is wrong afterwards:\n" + editor.ShowProblems());
    }

    /// <summary>As <see cref="Check"/>, and the program does the same afterwards: it writes the same and ends with the same code.</summary>
    public static void CheckRuns(string before, string action, string after)
    {
        Check(before, action, after);
        var (first, second) = (Run(Fixture.Parse(before)), Run(Fixture.Parse(after)));
        if ((first.Stdout, first.ExitCode) != (second.Stdout, second.ExitCode))
            throw new CheckFailedException($"It does something else afterwards.\nbefore: {first.ExitCode}\n{first.Stdout}\nafter: {second.ExitCode}\n{second.Stdout}");
    }

    private static ProgramRun Run(Fixture program)
    {
        using var database = new TestDatabase(program);
        return ProgramRunner.InVm(new CompiledProgram(database.Program(), []), []);
    }

    /// <summary>Passes when no action of that id or title is offered.</summary>
    public static void CheckNone(string text, string action)
    {
        using var editor = new Editor(Fixture.Parse(text));
        if (All(editor).FirstOrDefault(assist => assist.Id == action || assist.Title == action) is { } found)
            throw new CheckFailedException($"`{found.Title}` is offered.");
    }

    /// <summary>Passes when exactly these titles are offered, in this order; a preferred one has a <c>!</c> behind it.</summary>
    public static void CheckTitles(string text, params string[] titles)
    {
        using var editor = new Editor(Fixture.Parse(text));
        var found = All(editor).Select(static assist => assist.Title + (assist.IsPreferred ? "!" : "")).ToList();
        if (!found.SequenceEqual(titles)) throw new CheckFailedException($"Offered is:\n{string.Join('\n', found)}");
    }

    /// <summary>The action of that id or title at the fixture's selection, with its edit.</summary>
    public static Vale.Ide.Assists.Assist Take(Editor editor, string action)
    {
        var all = All(editor);
        return all.FirstOrDefault(assist => assist.Title == action) ?? all.FirstOrDefault(assist => assist.Id == action) ??
            throw new CheckFailedException($"`{action}` is not offered, but:\n{string.Join('\n', all.Select(static assist => $"{assist.Id}: {assist.Title}"))}\nproblems:\n{editor.ShowProblems()}");
    }

    /// <summary>What is offered at the fixture's selection.</summary>
    public static IReadOnlyList<Vale.Ide.Assists.Assist> All(Editor editor)
    {
        var at = editor.Fixture.RequireSelection();
        return editor.Ask(analysis => analysis.Assists(new AssistRequest(editor.File(at.File), new Vale.Syntax.TextRange(at.Start, at.End))));
    }
}
