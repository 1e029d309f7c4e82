// The door of this project: text in, tree out. It never fails and never touches anything but its arguments.

namespace Vale.Syntax;

/// <summary>Parses Vale.</summary>
public static class Parser
{
    /// <summary>Parses a whole file.</summary>
    public static ParseResult Parse(string text) => Parse(new SourceText(text));

    /// <summary>Parses a whole file.</summary>
    public static ParseResult Parse(SourceText text) => FileParser.Parse(text);

    /// <summary>Parses <paramref name="text"/>, a later version of <paramref name="old"/>'s text, reusing every item whose
    /// text did not change. The result equals that of <see cref="Parse(SourceText)"/>.</summary>
    public static ParseResult Reparse(ParseResult old, SourceText text) =>
        old.Text.DifferenceTo(text) is { } edit ? FileParser.Reparse(old, text, edit) : old;

    /// <summary>Applies an edit and parses the outcome, reusing every item whose text did not change.</summary>
    public static ParseResult Reparse(ParseResult old, TextEdit edit) => FileParser.Reparse(old, old.Text.Apply(edit), edit);
}
