// The itables under the cursor: of an impl its own, of a struct those of its impls, of an interface those of all who implement it.

using System.Text;
using Vale.Compiler.Impls;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide.Facts;

internal static class ItableFact
{
    public static FactText? At(QueryContext db, FilePosition position)
    {
        var target = SymbolAt.Find(db, position) is { Symbol: DenizenSymbol named } ? named.Denizen : ItemQueries.At(db, position.File, position.Offset)?.Id;
        if (target is not { } id) return null;
        var kind = db.Lookup(ItemQueries.Denizens, id).Kind;
        if (kind is not (DenizenKind.Impl or DenizenKind.Struct or DenizenKind.Interface)) return null;
        var text = new StringBuilder();
        foreach (var impl in kind == DenizenKind.Impl ? [id] : kind == DenizenKind.Interface ? Implementations.ImplsOf(db, id) : Implementations.ImplsFor(db, id))
            if (db.Get(SignatureQueries.Impl, impl) is { IsUsable: true } header) Append(db, text, impl, header);
        return new FactText($"Itables of {QueryPlaces.Name(db, id)}", text.Length == 0 ? "none\n" : text.ToString());
    }

    private static void Append(QueryContext db, StringBuilder text, DenizenId impl, ImplHeader header)
    {
        text.Append(TypeQueries.Display(db, header.Struct)).Append(" as ").Append(TypeQueries.Display(db, header.Interface)).Append('\n');
        foreach (var (method, found) in db.Get(ImplQueries.Itable, impl).Entries)
        {
            text.Append("  ").Append(SignatureText.Of(db, db.Get(SignatureQueries.Header, method))).Append("  ->  ");
            text.Append(found.Prototype is { } prototype && db.Lookup(TypeQueries.Prototypes, prototype) is FunctionPrototype f
                ? $"{SignatureText.Of(db, db.Get(SignatureQueries.Header, f.Function))}    {Place(db, f.Function)}" : "missing").Append('\n');
        }
    }

    private static string Place(QueryContext db, FunctionId function) =>
        db.Lookup(TypeQueries.Functions, function) is { Origin: FunctionOrigin.Declared, Denizen: var id }
            ? ItemQueries.PackageDataOf(db, id).ToString() : "derived";
}
