// The items of a file: what the rest of the compiler knows of it without its bodies.

using System.Text;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Queries.Runtime;

namespace Vale.Ide.Facts;

internal static class ItemsFact
{
    public static FactText At(QueryContext db, FilePosition position)
    {
        var text = new StringBuilder();
        var items = db.Get(ItemQueries.FileItems, position.File);
        foreach (var import in items.Imports) text.Append($"import {import.Package}.{import.Item ?? "*"}\n");
        foreach (var item in items.Items)
        {
            text.Append($"{QueryPlaces.Name(db, item.Id)}/{item.Arity}");
            if (item.Parent is { } parent) text.Append($" in {db.Lookup(ItemQueries.Denizens, parent).Name}");
            if (item.IsExported) text.Append(" exported");
            if (item.IsGeneric) text.Append(" generic");
            if (item.IsDuplicate) text.Append(" duplicate");
            text.Append('\n');
        }
        return new FactText($"Items of {db.Lookup(InputQueries.Files, position.File).Name}", text.ToString());
    }
}
