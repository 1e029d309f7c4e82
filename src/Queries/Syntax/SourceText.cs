// The text of one file as an immutable value, and edits of it. Offsets are UTF-16 units. It knows no file and no path.

namespace Vale.Syntax;

/// <summary>Replace the half-open range [<paramref name="Start"/>, <paramref name="End"/>) by <paramref name="NewText"/>.</summary>
public readonly record struct TextEdit(int Start, int End, string NewText)
{
    /// <summary>How much longer the text gets.</summary>
    public int Delta => NewText.Length - (End - Start);
}

/// <summary>An immutable text. Equality is that of content.</summary>
public sealed class SourceText : IEquatable<SourceText>
{
    private readonly string _text;
    private LineIndex? _lines;

    /// <summary>Wraps a string.</summary>
    public SourceText(string text) => _text = text;

    /// <summary>The text with no characters.</summary>
    public static SourceText Empty { get; } = new("");

    /// <summary>Length in UTF-16 units.</summary>
    public int Length => _text.Length;

    /// <summary>The UTF-16 unit at <paramref name="offset"/>.</summary>
    public char this[int offset] => _text[offset];

    /// <summary>Where the lines begin; computed when first asked.</summary>
    public LineIndex Lines => _lines ??= new LineIndex(_text);

    /// <summary>The whole text.</summary>
    public ReadOnlySpan<char> AsSpan() => _text;

    /// <summary>The text of a range.</summary>
    public ReadOnlySpan<char> Slice(TextRange range) => _text.AsSpan(range.Start, range.Length);

    /// <summary>The text with one edit made.</summary>
    public SourceText Apply(TextEdit edit) => ApplyEdit(edit.Start, edit.End, edit.NewText);

    /// <summary>The text with [<paramref name="start"/>, <paramref name="end"/>) replaced.</summary>
    public SourceText ApplyEdit(int start, int end, string newText)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, _text.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, end);
        return new SourceText(string.Concat(_text.AsSpan(0, start), newText, _text.AsSpan(end)));
    }

    /// <summary>The smallest single edit that turns this text into <paramref name="next"/>; null when they are equal.</summary>
    public TextEdit? DifferenceTo(SourceText next)
    {
        ReadOnlySpan<char> before = _text, after = next._text;
        var start = before.CommonPrefixLength(after);
        if (start == before.Length && start == after.Length)
            return null;
        var most = Math.Min(before.Length, after.Length) - start;
        var same = 0;
        while (same < most && before[^(same + 1)] == after[^(same + 1)])
            same++;
        return new TextEdit(start, before.Length - same, next._text[start..^same]);
    }

    /// <inheritdoc/>
    public bool Equals(SourceText? other) => ReferenceEquals(this, other) || (other is not null && _text == other._text);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SourceText);

    /// <inheritdoc/>
    public override int GetHashCode() => GreenToken.HashText(_text);

    /// <inheritdoc/>
    public override string ToString() => _text;
}
