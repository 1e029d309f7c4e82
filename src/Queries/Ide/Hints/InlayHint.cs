// What is shown within the text that nobody wrote.

using Vale.Compiler.Diagnostics;

namespace Vale.Ide.Hints;

/// <summary>What a hint tells.</summary>
public enum InlayHintKind : byte
{
    /// <summary>The type of a local, or what a lambda gives.</summary>
    Type,
    /// <summary>Which parameter an argument is for.</summary>
    Parameter,
    /// <summary>What generic parameters stand for at a call.</summary>
    Generic,
    /// <summary>What is dropped where a scope ends.</summary>
    Drop,
    /// <summary>A borrow.</summary>
    Borrow,
}

/// <summary>A piece of a hint's text.</summary>
/// <param name="Place">Where what it names is declared, or null.</param>
public sealed record InlayHintPart(string Text, FileRange? Place = null);

/// <summary>A text shown at a place.</summary>
/// <param name="Offset">Where, in the file.</param>
/// <param name="Insertable">Written there as it is shown, the text means the same.</param>
/// <param name="Tooltip">What more there is to say, as CommonMark; null when nothing is.</param>
public sealed record InlayHint(
    int Offset, InlayHintKind Kind, IReadOnlyList<InlayHintPart> Parts, bool PadLeft = false, bool PadRight = false, bool Insertable = false, string? Tooltip = null)
{
    /// <summary>The text as it is read.</summary>
    public string Text => string.Concat(Parts.Select(static part => part.Text));
}
