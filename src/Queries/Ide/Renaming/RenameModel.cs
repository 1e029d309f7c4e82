// What renaming answers.

using Vale.Compiler.Diagnostics;
using Vale.Syntax;

namespace Vale.Ide.Renaming;

/// <summary>What renaming at a position would begin with.</summary>
/// <param name="Range">The name there.</param>
/// <param name="Placeholder">Its text.</param>
/// <param name="Refusal">Why it cannot be renamed, as a sentence without a full stop; null when it can.</param>
public sealed record RenamePreparation(TextRange Range, string Placeholder, string? Refusal);

/// <summary>Why a name cannot be given.</summary>
/// <param name="Message">A sentence without a full stop.</param>
/// <param name="Place">Where it collides, or null.</param>
public sealed record RenameConflict(string Message, FileRange? Place);

/// <summary>A renaming.</summary>
/// <param name="Edit">Every change; null when there is a conflict.</param>
/// <param name="Conflict">Why there is none.</param>
public sealed record RenameResult(SourceEdit? Edit, RenameConflict? Conflict);
