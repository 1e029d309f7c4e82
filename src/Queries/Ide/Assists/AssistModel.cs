// What code actions ask and answer.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Syntax;

namespace Vale.Ide.Assists;

/// <summary>What an action is for.</summary>
public enum AssistKind : byte { QuickFix, Extract, Inline, Rewrite, OrganizeImports }

/// <summary>What is asked for.</summary>
/// <param name="Range">The selection, or an empty range at the cursor.</param>
public sealed record AssistRequest(FileId File, TextRange Range)
{
    /// <summary>The kinds that are wanted; null when all are.</summary>
    public IReadOnlyList<AssistKind>? Only { get; init; }

    /// <summary>Problems that are to be fixed although the selection is elsewhere: their codes and ranges.</summary>
    public IReadOnlyList<(string Code, TextRange Range)> Problems { get; init; } = [];

    /// <summary>Make the edits too. Without it, they are made by a further request for <see cref="Resolve"/>.</summary>
    public bool WithEdits { get; init; } = true;

    /// <summary>The one action that is wanted, by its id and title; null when all are.</summary>
    public (string Id, string Title)? Resolve { get; init; }
}

/// <summary>An action.</summary>
/// <param name="Id">Stable, kebab-case: <c>import-name</c>.</param>
/// <param name="Title">What it does, as an editor's menu shows it.</param>
/// <param name="Fixes">The problem it takes away, or null.</param>
/// <param name="IsPreferred">It surely is what was meant.</param>
/// <param name="Edit">Its changes; null when they were not asked for.</param>
public sealed record Assist(string Id, AssistKind Kind, string Title, Diagnostic? Fixes, bool IsPreferred, SourceEdit? Edit);
