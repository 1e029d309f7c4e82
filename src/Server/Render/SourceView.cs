// A file as the renderers see it: its label, its text, and where its lines start. It knows nothing of modules or queries.

using System.Buffers;
using Vale.Compiler.Inputs;

namespace Vale.Server.Render;

/// <summary>Finds the file that a diagnostic speaks of.</summary>
public interface ISourceViews
{
    /// <summary>The file, or null when its text is not to be had.</summary>
    SourceView? Find(FileId file);
}

/// <summary>A 0-based line and a 0-based column in UTF-16 units.</summary>
public readonly record struct LinePlace(int Line, int Column);

/// <summary>A source file to quote from.</summary>
/// <param name="label">What messages call it.</param>
/// <param name="text">Its content.</param>
/// <param name="package">The dotted package it is of; empty when there is none.</param>
public sealed class SourceView(string label, string text, string package = "")
{
    private static readonly SearchValues<char> s_lineEnds = SearchValues.Create("\r\n");
    private int[]? _starts;

    /// <summary>What messages call it.</summary>
    public string Label { get; } = label;

    /// <summary>Its content.</summary>
    public string Text { get; } = text;

    /// <summary>The dotted package it is of.</summary>
    public string Package { get; } = package;

    /// <summary>The number of lines; at least 1.</summary>
    public int LineCount => Starts.Length;

    /// <summary>The place of an offset; one past the end counts as the end.</summary>
    public LinePlace PlaceOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var line = Array.BinarySearch(Starts, offset);
        if (line < 0) line = ~line - 1;
        return new LinePlace(line, offset - Starts[line]);
    }

    /// <summary>The offset where a line starts.</summary>
    public int StartOf(int line) => Starts[line];

    /// <summary>A line without its line break.</summary>
    public ReadOnlySpan<char> Line(int line)
    {
        var end = line + 1 < Starts.Length ? Starts[line + 1] : Text.Length;
        return Text.AsSpan(Starts[line], end - Starts[line]).TrimEnd("\r\n");
    }

    private int[] Starts => _starts ??= FindStarts(Text);

    /// <summary>Lines end where the language server protocol ends them: at LF, CR LF, or CR.</summary>
    private static int[] FindStarts(string text)
    {
        var starts = new List<int> { 0 };
        var at = 0;
        while (true)
        {
            var found = text.AsSpan(at).IndexOfAny(s_lineEnds);
            if (found < 0) break;
            at += found + 1;
            if (text[at - 1] == '\r' && at < text.Length && text[at] == '\n') at++;
            starts.Add(at);
        }
        return [.. starts];
    }
}
