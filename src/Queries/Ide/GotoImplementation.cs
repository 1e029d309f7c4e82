// From an interface to what implements it, and from an abstract function to what overrides it.

using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide;

internal static class GotoImplementation
{
    public static IReadOnlyList<NavigationTarget> At(QueryContext db, FilePosition position)
    {
        if (SymbolAt.Find(db, position) is not { } use) return [];
        var found = new List<NavigationTarget>();
        switch (Symbols.Canonical(db, use.Symbol))
        {
            case DenizenSymbol { Denizen: var id } when db.Lookup(ItemQueries.Denizens, id).Kind == DenizenKind.Interface:
                foreach (var impl in Implementations.ImplsOf(db, id))
                    if (Implementations.StructOf(db, impl) is { } template) Add(new DenizenSymbol(template));
                break;
            case FunctionSymbol { Function: var function }:
                foreach (var overriding in Implementations.OverridesOf(db, function)) Add(new FunctionSymbol(overriding));
                break;
        }
        return found;

        void Add(Symbol symbol)
        {
            if (GotoDefinition.Of(db, Symbols.Canonical(db, symbol)) is { } target && !found.Contains(target)) found.Add(target);
        }
    }
}
