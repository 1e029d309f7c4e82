// The hints of a part of a file: of each function that the part touches, what its checked body says.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Hints;

internal static class InlayHints
{
    /// <summary>The hints in a range, in the order of places.</summary>
    /// <param name="whole">Say of each where what it names is declared, and what more there is to say.</param>
    public static List<InlayHint> Of(QueryContext db, FileId file, TextRange range, InlayHintOptions options, bool whole)
    {
        var hints = new List<InlayHint>();
        foreach (var item in db.Get(ItemQueries.ItemRanges, file).Items)
        {
            if (item.BodyStart < 0 || item.Full.End < range.Start || item.Full.Start > range.End) continue;
            var function = SignatureQueries.Declared(db, item.Id);
            if (db.Get(ItemQueries.Body, item.Id).Green is not { } green || SymbolUses.BodyOf(db, function) is not { } body) continue;
            var block = new SyntaxNode(green, item.BodyStart);
            var names = new BodyNames(body);
            if (options.Types || options.Parameters || options.Generics || options.Borrows)
                new HintWalk(db, item.BodyStart, body, names, range, options, whole, hints).Walk(block, SyntaxKind.None);
            if (options.Drops) DropHints.Add(db, block, function, body, range, whole, hints);
        }
        hints.Sort(static (a, b) => a.Offset != b.Offset ? a.Offset.CompareTo(b.Offset) : a.Kind.CompareTo(b.Kind));
        return hints;
    }
}
