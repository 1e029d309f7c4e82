// The check of signature help: the functions a call could be of, and which parameter is being written.

using System.Text;

namespace Vale.Testing.Checks;

/// <summary>A line for each signature: the one that is meant has <c>&gt; </c> before it, the parameter that is being written stands in <c>‹ ›</c>.</summary>
public static class SignatureHelp
{
    /// <summary>Passes when exactly these are shown.</summary>
    public static void Check(string text, params string[] expected)
    {
        var fixture = Fixture.Parse(text);
        using var editor = new Editor(fixture);
        var list = editor.Ask(analysis => analysis.SignatureHelp(editor.Cursor));
        var found = new List<string>();
        for (var i = 0; list is not null && i < list.Signatures.Count; i++)
        {
            var item = list.Signatures[i];
            var line = new StringBuilder(item.Label);
            if (item.ActiveParameter >= 0 && item.ActiveParameter < item.Parameters.Count)
                line.Insert(item.Parameters[item.ActiveParameter].End, '›').Insert(item.Parameters[item.ActiveParameter].Start, '‹');
            found.Add((i == list.Active ? "> " : "") + line);
        }
        if (!found.SequenceEqual(expected)) throw new CheckFailedException("Shown is:\n" + string.Join('\n', found));
    }

    /// <summary>Passes when the comment of the function that is meant is shown.</summary>
    public static void CheckDocumentation(string text, string expected)
    {
        using var editor = new Editor(Fixture.Parse(text));
        var list = editor.Ask(analysis => analysis.SignatureHelp(editor.Cursor)) ?? throw new CheckFailedException("Nothing is shown.");
        if (list.Signatures[list.Active].Documentation != expected) throw new CheckFailedException("Shown is:\n" + list.Signatures[list.Active].Documentation);
    }
}
