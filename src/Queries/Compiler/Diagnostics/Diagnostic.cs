// A rendered problem: what the doors (terminal, editor, JSON) show. Stages collect facts elsewhere; only this
// folder writes prose. It knows files by id and places by offset, never a path, a line or a protocol type.

using Vale.Compiler.Inputs;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Diagnostics;

/// <summary>How grave a diagnostic is. Only <see cref="Error"/> stops a build.</summary>
public enum Severity : byte { Error, Warning, Information, Hint }

/// <summary>How an editor may draw the range.</summary>
[Flags]
public enum DiagnosticTags : byte { None = 0, Unnecessary = 1, Deprecated = 2 }

/// <summary>A place in a file.</summary>
public readonly record struct FileRange(FileId File, TextRange Range);

/// <summary>A further place that has to do with the problem, and what it has to do with it.</summary>
public sealed record DiagnosticLabel(FileRange Place, string Text);

/// <summary>One problem, told to a person.</summary>
/// <param name="Code">Stable, kebab-case: <c>unknown-name</c>. Its page is <c>docs/diagnostics/CODE.md</c>.</param>
/// <param name="Place">The place to look at first.</param>
/// <param name="Message">What is wrong, in one sentence without a full stop.</param>
/// <param name="Label">What the caret line says of the main place; may be empty.</param>
/// <param name="Labels">Every other place involved.</param>
/// <param name="Help">What to do next; may be empty.</param>
public sealed record Diagnostic(
    string Code,
    Severity Severity,
    FileRange Place,
    string Message,
    string Label,
    ValueArray<DiagnosticLabel> Labels,
    string Help,
    DiagnosticTags Tags = DiagnosticTags.None);
