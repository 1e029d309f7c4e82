// Bounds as things an editor can point at.

using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Queries.Runtime;

namespace Vale.Ide;

internal static class Bounds
{
    /// <summary>The bound a symbol is, or null when the denizen has it no more.</summary>
    public static Bound? Of(QueryContext db, BoundSymbol symbol)
    {
        var terms = db.Lookup(ItemQueries.Denizens, symbol.Denizen).Kind switch
        {
            DenizenKind.Function => db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, symbol.Denizen)).Terms,
            DenizenKind.Impl or DenizenKind.AnonymousImpl => db.Get(SignatureQueries.Impl, symbol.Denizen).Terms,
            _ => db.Get(SignatureQueries.Citizen, symbol.Denizen).Terms,
        };
        return symbol.Bound < terms.Bounds.Length ? terms.Bounds[symbol.Bound] : null;
    }
}
