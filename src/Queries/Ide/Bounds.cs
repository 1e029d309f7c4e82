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
        var terms = TermsOf(db, symbol.Denizen);
        return symbol.Bound < terms.Bounds.Length ? terms.Bounds[symbol.Bound] : null;
    }

    /// <summary>The generic side of a function, struct, interface or impl.</summary>
    public static DenizenTerms TermsOf(QueryContext db, DenizenId id) => db.Lookup(ItemQueries.Denizens, id).Kind switch
    {
        DenizenKind.Function => db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, id)).Terms,
        DenizenKind.Impl or DenizenKind.AnonymousImpl => db.Get(SignatureQueries.Impl, id).Terms,
        _ => db.Get(SignatureQueries.Citizen, id).Terms,
    };
}
