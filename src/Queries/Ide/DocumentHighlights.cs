// The other places in a file that mean what the cursor is on.

using Vale.Compiler.Bodies;
using Vale.Queries.Runtime;

namespace Vale.Ide;

internal static class DocumentHighlights
{
    public static IReadOnlyList<DocumentHighlight> Of(QueryContext db, FilePosition position)
    {
        if (SymbolAt.Find(db, position) is not { } use) return [];
        var target = Symbols.Canonical(db, use.Symbol);
        var declaration = GotoDefinition.Of(db, target);
        var found = new List<DocumentHighlight>();
        foreach (var other in SymbolUses.Of(db, position.File))
            if (Symbols.Canonical(db, other.Symbol) == target)
                found.Add(new DocumentHighlight(
                    other.Range, declaration is { } declared && declared.File == position.File && declared.Focus == other.Range, IsWrite(db, other)));
        return found;
    }

    private static bool IsWrite(QueryContext db, SymbolUse use) =>
        use.Symbol is LocalSymbol or MemberSymbol && SymbolAt.Reference(db, new FilePosition(use.File, use.Range.Start)) is { Use: ReferenceUse.Write } reference
        && reference.Length == use.Range.Length;
}
