// The reader's side of the editor API: every feature over one unchanging state.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;

namespace Vale.Ide;

/// <summary>A snapshot of a workspace. May be used by several threads at once.</summary>
public sealed class Analysis : IDisposable
{
    private readonly Dictionary<FileId, string> _texts;

    internal Analysis(Dictionary<FileId, string> texts) => _texts = texts;

    /// <summary>The problems of one file.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics(FileId file) => [];

    /// <summary>Every file of the user.</summary>
    public IReadOnlyList<FileId> Files() => [.. _texts.Keys];

    /// <summary>What to show for the thing at a position.</summary>
    public HoverResult? Hover(FilePosition position) => null;

    /// <summary>Where the thing at a position is declared.</summary>
    public IReadOnlyList<NavigationTarget> GotoDefinition(FilePosition position) => [];

    /// <summary>The outline of a file.</summary>
    public IReadOnlyList<DocumentSymbol> DocumentSymbols(FileId file) => [];

    /// <summary>The text of a file, also of one of the embedded library.</summary>
    public string Text(FileId file) => _texts.GetValueOrDefault(file, "");

    /// <summary><c>vale-library:/MODULE/PACKAGE/NAME</c> of an embedded file; null for a file of the user.</summary>
    public string? LibraryUri(FileId file) => null;

    /// <inheritdoc/>
    public void Dispose() { }
}
