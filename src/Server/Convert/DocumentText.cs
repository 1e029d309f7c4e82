// Applies the edits of one didChange. Each edit's positions are those of the text the edits before it made.

using Vale.Server.Protocol;

namespace Vale.Server.Convert;

/// <summary>Incremental edits.</summary>
internal static class DocumentText
{
    /// <summary>The lines after <paramref name="changes"/>, in order; <paramref name="lines"/> itself when nothing changes.</summary>
    public static LineTable Apply(LineTable lines, IReadOnlyList<TextDocumentContentChangeEvent> changes)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            var change = changes[i];
            if (change.Range is not { } range)
            {
                // Whatever came before does not matter to a whole new text.
                lines = new LineTable(change.Text, lines.Encoding);
                continue;
            }
            var old = lines.Offsets(range);
            if (old.Length == change.Text.Length && lines.Text.AsSpan(old.Start, old.Length).SequenceEqual(change.Text)) continue;
            var text = string.Concat(lines.Text.AsSpan(0, old.Start), change.Text, lines.Text.AsSpan(old.End));
            lines = new LineTable(text, lines.Encoding);
        }
        return lines;
    }
}
