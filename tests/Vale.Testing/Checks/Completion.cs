// The checks of completion: what is proposed at the cursor, in which order, and what taking a proposal does to the text.

using Vale.Ide.Completion;

namespace Vale.Testing.Checks;

/// <summary>Proposals are named by their labels.</summary>
public static class Completion
{
    /// <summary>Passes when all of <paramref name="has"/> are proposed and none of <paramref name="lacks"/>, and <paramref name="first"/> come first, in this order.</summary>
    /// <param name="text">A fixture with a cursor.</param>
    /// <param name="has">Labels divided by blanks or, where they have blanks themselves, by <c>|</c>.</param>
    public static void Check(string text, string has = "", string lacks = "", string first = "")
    {
        var list = Ask(text);
        var labels = list.Items.Select(static item => item.Label).ToList();
        foreach (var wanted in Split(has))
            if (!labels.Contains(wanted)) throw new CheckFailedException($"`{wanted}` is not proposed. What is: {Shown(list)}");
        foreach (var unwanted in Split(lacks))
            if (labels.Contains(unwanted)) throw new CheckFailedException($"`{unwanted}` is proposed.");
        var order = Split(first);
        if (!labels.Take(order.Length).SequenceEqual(order)) throw new CheckFailedException($"Other proposals come first: {Shown(list)}");
        if (!list.Items.Select(static item => item.SortText).SequenceEqual(list.Items.Select(static item => item.SortText).Order(StringComparer.Ordinal)))
            throw new CheckFailedException("The sort texts do not go with the order.");
    }

    /// <summary>Passes when nothing at all is proposed.</summary>
    public static void CheckNone(string text)
    {
        if (Ask(text) is { Items.Count: > 0 } list) throw new CheckFailedException($"Something is proposed: {Shown(list)}");
    }

    /// <summary>Passes when taking the proposal of that label gives the cursor's file this text; <c>$1</c> and the like are left in it.</summary>
    /// <param name="origin">Tells proposals of one label apart.</param>
    public static void CheckTaken(string text, string label, string expected, bool snippets = true, string? origin = null)
    {
        var fixture = Fixture.Parse(text);
        using var editor = new Editor(fixture);
        var list = editor.Ask(analysis => analysis.Completions(editor.Cursor, new CompletionOptions(snippets)));
        var item = list.Items.FirstOrDefault(item => item.Label == label && (origin is null || item.Origin == origin)) ??
            throw new CheckFailedException($"`{label}` is not proposed. What is: {Shown(list)}");
        if (item.IsSnippet && !snippets) throw new CheckFailedException("A snippet is given to whom cannot take it.");
        var edits = item.Edits.Append(new Vale.Syntax.TextEdit(list.Replace.Start, list.Replace.End, item.Insert)).OrderByDescending(static edit => edit.Start);
        var result = fixture.Files[fixture.RequireSelection().File].Text;
        foreach (var edit in edits) result = string.Concat(result.AsSpan(0, edit.Start), edit.NewText, result.AsSpan(edit.End));
        if (result.TrimEnd('\n') != expected.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n'))
            throw new CheckFailedException($"Taking `{label}` gives\n{result}");
    }

    /// <summary>Passes when the proposal of that label has this signature, origin and comment.</summary>
    public static void CheckTold(string text, string label, string signature, string origin = "", string? detail = null, string? documentation = null)
    {
        var fixture = Fixture.Parse(text);
        using var editor = new Editor(fixture);
        var list = editor.Ask(analysis => analysis.Completions(editor.Cursor, new CompletionOptions(true)));
        var item = list.Items.FirstOrDefault(item => item.Label == label) ?? throw new CheckFailedException($"`{label}` is not proposed. What is: {Shown(list)}");
        if (item.Signature != signature) throw new CheckFailedException($"The signature of `{label}` is `{item.Signature}`.");
        if (item.Origin != origin) throw new CheckFailedException($"The origin of `{label}` is `{item.Origin}`.");
        var told = editor.Ask(analysis => analysis.CompletionDetail(item.Subject));
        if (detail is not null && told?.Detail != detail) throw new CheckFailedException($"The detail of `{label}` is `{told?.Detail}`.");
        if (documentation is not null && told?.Documentation != documentation) throw new CheckFailedException($"The comment of `{label}` is `{told?.Documentation}`.");
    }

    /// <summary>The proposals at the fixture's cursor.</summary>
    public static CompletionList Ask(string text)
    {
        using var editor = new Editor(Fixture.Parse(text));
        return editor.Ask(analysis => analysis.Completions(editor.Cursor, new CompletionOptions(true)));
    }

    private static string[] Split(string labels) =>
        labels.Split(labels.Contains('|', StringComparison.Ordinal) ? '|' : ' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Shown(CompletionList list) =>
        string.Join("\n  ", list.Items.Take(30).Select(static item => $"{item.Label}  {item.Signature}  [{item.Origin}] {item.Kind}").Prepend(""));
}
