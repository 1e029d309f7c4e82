// What a caller may choose about formatted text. Everything else is the style's.

namespace Vale.Syntax;

/// <summary>How text is laid out.</summary>
/// <param name="LineWidth">The columns a line should not exceed where it can be broken.</param>
/// <param name="IndentSize">The columns of one level of indentation.</param>
/// <param name="UseTabs">Whether a level is one tab, counted as <paramref name="IndentSize"/> columns.</param>
public sealed record FormatOptions(int LineWidth = FormatOptions.DefaultLineWidth, int IndentSize = 2, bool UseTabs = false)
{
    /// <summary>The line width where nobody says another.</summary>
    public const int DefaultLineWidth = 100;

    /// <summary>The narrowest and widest lines that make sense.</summary>
    public const int MinLineWidth = 20, MaxLineWidth = 1000;

    /// <summary>The same, with every number within reason.</summary>
    internal FormatOptions Sane() => this with
    {
        LineWidth = Math.Clamp(LineWidth, MinLineWidth, MaxLineWidth),
        IndentSize = Math.Clamp(IndentSize, 1, 16),
    };
}
