// The syntax tree of the item under the cursor; between items, of the file.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Parse;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Facts;

internal static class TreeFact
{
    public static FactText At(QueryContext db, FilePosition position)
    {
        var root = new SyntaxNode(db.Get(ParseQueries.Parse, position.File).Result.Tree);
        var name = db.Lookup(InputQueries.Files, position.File).Name;
        if (ItemQueries.At(db, position.File, position.Offset) is { } item)
            foreach (var child in root.Children)
                if (child.Range.Start <= item.Full.Start && item.Full.End <= child.Range.End)
                    return new FactText($"Tree of {QueryPlaces.Name(db, item.Id)}", TreePrinter.Print(child));
        return new FactText($"Tree of {name}", TreePrinter.Print(root));
    }
}
