// A place in a text at which a feature is asked, and what must hold of every place it answers with: it lies within the text of
// its file.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Ide.Hierarchy;
using Vale.Syntax;
using Vale.Testing;

namespace Ide.Tests.EveryToken;

/// <param name="Text">The whole file.</param>
/// <param name="Token">The token that the cursor is at or in; empty at the end of the file.</param>
internal sealed record AskedPlace(Analysis Analysis, FileId File, string Text, TextRange Token, int Offset)
{
    public FilePosition Position => new(File, Offset);

    /// <summary>All of the file.</summary>
    public TextRange All => new(0, Text.Length);

    /// <summary>The place is of this file.</summary>
    public void Holds(TextRange range, string what) => Holds(File, range, what);

    public void Holds(FileRange range, string what) => Holds(range.File, range.Range, what);

    public void Holds(FileId file, TextRange range, string what)
    {
        var length = file == File ? Text.Length : Analysis.Text(file).Length;
        if (range.Start < 0 || range.End < range.Start || range.End > length) throw new CheckFailedException($"{what} is at {range.Start}..{range.End} of {length} characters");
    }

    public void Holds(IEnumerable<NavigationTarget> targets, string what)
    {
        foreach (var target in targets) Holds(target, what);
    }

    public void Holds(IEnumerable<HierarchyItem> items, string what)
    {
        foreach (var item in items) Holds(item.Target, what);
    }

    public void Holds(IEnumerable<HierarchyCall> calls, string what)
    {
        foreach (var call in calls)
        {
            Holds(call.Item.Target, what);
            foreach (var range in call.Calls) Holds(call.File, range, what);
        }
    }

    public void Holds(IEnumerable<Diagnostic> diagnostics, string what)
    {
        foreach (var diagnostic in diagnostics) Holds(diagnostic.Place, what);
    }

    public void Holds(IEnumerable<DocumentSymbol> symbols, string what)
    {
        foreach (var symbol in symbols)
        {
            Holds(symbol.Full, what);
            Holds(symbol.Focus, what);
            Holds(symbol.Children, what);
        }
    }

    /// <summary>Edits lie within their file, in order, none overlapping another.</summary>
    public void Holds(IReadOnlyList<TextEdit> edits, string what, FileId? of = null)
    {
        var at = 0;
        foreach (var edit in edits)
        {
            Holds(of ?? File, new TextRange(edit.Start, edit.End), what);
            if (edit.Start < at) throw new CheckFailedException($"{what}: the edit at {edit.Start} begins before {at}");
            at = edit.End;
        }
    }

    public void Holds(SourceEdit? edit, string what)
    {
        if (edit is null) return;
        foreach (var file in edit.Files) Holds(file.Edits, what, file.File);
    }

    private void Holds(NavigationTarget target, string what)
    {
        Holds(target.File, target.Full, what);
        Holds(target.File, target.Focus, what);
    }
}
