// What stands under the cursor: the one place where an offset becomes a thing of the language. Hover, navigation and
// every later feature start here.

using Vale.Compiler.Bodies;
using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide;

internal static class SymbolAt
{
    /// <summary>The symbol whose name the offset touches, or null.</summary>
    public static SymbolUse? Find(QueryContext db, FilePosition position)
    {
        var ranges = db.Get(ItemQueries.ItemRanges, position.File);
        for (var i = 0; i < ranges.Imports.Length; i++)
            if (ranges.Imports[i].Touches(position.Offset)) return SymbolUses.OfImport(db, position.File, i, ranges.Imports[i]);
        return ItemQueries.At(db, position.File, position.Offset) is { } item ? In(db, position, item) : null;
    }

    private static SymbolUse? In(QueryContext db, FilePosition position, ItemRange item)
    {
        if (item.Name.Touches(position.Offset) && SymbolUses.OfName(db, position.File, item) is { } name) return name;
        if (item.BodyStart >= 0 && position.Offset >= item.BodyStart) return InBody(db, position, item);
        var uses = new List<SymbolUse>();
        SymbolUses.OfHeader(db, position.File, item, uses);
        foreach (var reference in SymbolUses.References(db, item))
            if (reference.IsInHeader) uses.Add(SymbolUses.OfReference(db, position.File, item, reference));
        return Best(uses, position) ?? InBound(db, position, item);
    }

    // A name in a bound that means nothing else is what the bound asks for.
    private static SymbolUse? InBound(QueryContext db, FilePosition position, ItemRange item)
    {
        if (db.Lookup(ItemQueries.Denizens, item.Id).Kind == DenizenKind.Export || NameAt(db, position, item) is not { } name) return null;
        var terms = Bounds.TermsOf(db, item.Id);
        for (var i = 0; i < terms.OwnBounds && i < terms.Bounds.Length; i++)
            if (ItemQueries.Resolve(db, terms.Bounds[i].Where).Contains(name)) return new SymbolUse(new BoundSymbol(item.Id, i), position.File, name);
        return null;
    }

    private static TextRange? NameAt(QueryContext db, FilePosition position, ItemRange item)
    {
        if (db.Get(ItemQueries.Header, item.Id).Green is not { } green) return null;
        var root = new SyntaxNode(green, item.Full.Start);
        return Name(root.Innermost(position.Offset)) ?? Name(root.Innermost(position.Offset - 1));

        static TextRange? Name(SyntaxNode? token) => token is { IsToken: true, Kind: SyntaxKind.Identifier } name ? name.Range : null;
    }

    private static SymbolUse? Best(List<SymbolUse> uses, FilePosition position)
    {
        SymbolUse? best = null;
        foreach (var use in uses)
            // Between two names that touch, the one that begins at the cursor is meant.
            if (use.Range.Touches(position.Offset) && (best is null || use.Range.Start == position.Offset)) best = use;
        return best;
    }

    /// <summary>The name in a body that the offset touches, with all that the body knows of it; null elsewhere.</summary>
    public static BodyReference? Reference(QueryContext db, FilePosition position) =>
        ItemQueries.At(db, position.File, position.Offset) is { BodyStart: >= 0 and var start } item && position.Offset >= start ? Reference(db, position, item) : null;

    private static BodyReference? Reference(QueryContext db, FilePosition position, ItemRange item)
    {
        var offset = position.Offset - item.BodyStart;
        BodyReference? best = null;
        foreach (var reference in SymbolUses.References(db, item))
        {
            if (reference.IsInHeader || reference.Start > offset || offset > reference.Start + reference.Length) continue;
            if (best is null || reference.Start == offset || reference.Length < best.Value.Length) best = reference;
        }
        return best;
    }

    private static SymbolUse? InBody(QueryContext db, FilePosition position, ItemRange item)
    {
        if (Reference(db, position, item) is { } found) return SymbolUses.OfReference(db, position.File, item, found);
        var types = new List<SymbolUse>();
        SymbolUses.TypesInBody(db, position.File, item, types);
        return Best(types, position);
    }
}
