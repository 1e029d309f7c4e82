// From an interface to what implements it, and from an abstract function to what overrides it.

using Vale.Compiler.Impls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
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
                foreach (var impl in ImplsOf(db, id))
                    if (TypeQueries.TemplateOf(db, db.Get(SignatureQueries.Impl, impl).Struct) is { } template) Add(new DenizenSymbol(template));
                break;
            case FunctionSymbol { Function: var function } when db.Get(SignatureQueries.Header, function) is { Body: FunctionBody.Abstract, VirtualParameter: >= 0 } header:
                if (TypeQueries.TemplateOf(db, header.Parameters[header.VirtualParameter].Type.Kind) is not { } iface) break;
                foreach (var impl in ImplsOf(db, iface))
                    if (ImplQueries.OverrideOf(db, impl, function).Prototype is { } prototype && db.Lookup(TypeQueries.Prototypes, prototype) is FunctionPrototype f)
                        Add(new FunctionSymbol(f.Function));
                break;
        }
        return found;

        void Add(Symbol symbol)
        {
            if (GotoDefinition.Of(db, Symbols.Canonical(db, symbol)) is { } target && !found.Contains(target)) found.Add(target);
        }
    }

    private static List<DenizenId> ImplsOf(QueryContext db, DenizenId iface)
    {
        var name = db.Lookup(ItemQueries.Denizens, iface).Name;
        var found = new List<DenizenId>();
        foreach (var package in db.Get(InputQueries.UserPackages, default))
            foreach (var item in NameQueries.ImplsIn(db, package, name))
                if (item.Impl?.Interface == name && db.Get(SignatureQueries.Impl, item.Id) is { IsUsable: true } header && TypeQueries.TemplateOf(db, header.Interface) == iface)
                    found.Add(item.Id);
        return found;
    }
}
