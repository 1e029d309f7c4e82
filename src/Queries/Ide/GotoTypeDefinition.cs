// Where the type of the thing under the cursor is declared.

using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide;

internal static class GotoTypeDefinition
{
    public static IReadOnlyList<NavigationTarget> At(QueryContext db, FilePosition position)
    {
        if (SymbolAt.Find(db, position) is not { } use || TypeOf(db, use.Symbol) is not { } type) return [];
        return TypeQueries.TemplateOf(db, type) is { } template && GotoDefinition.Of(db, Symbols.Canonical(db, new DenizenSymbol(template))) is { } target ? [target] : [];
    }

    private static KindId? TypeOf(QueryContext db, Symbol symbol)
    {
        switch (symbol)
        {
            case LocalSymbol s: return Locals.Find(db, s)?.Type.Kind;
            case MemberSymbol s: return db.Get(SignatureQueries.StructDefinition, s.Struct).Members[s.Member].Type.Kind;
            case FunctionSymbol s: return db.Get(SignatureQueries.Header, s.Function).ReturnType.Kind;
            case BoundSymbol s: return Bounds.Of(db, s) is FunctionBound bound ? bound.ReturnType.Kind : null;
            case DenizenSymbol { Denizen: var id } when db.Lookup(ItemQueries.Denizens, id).Kind is DenizenKind.Struct or DenizenKind.Interface:
                return db.Get(SignatureQueries.Citizen, id).Self;
            default: return null;
        }
    }
}
