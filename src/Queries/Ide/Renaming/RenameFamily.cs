// What has to bear one name: an abstract function and all its overrides, a struct and the constructors written for it.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide.Renaming;

internal static class RenameFamily
{
    /// <summary>The symbols that are renamed together with one, itself among them. Each is canonical.</summary>
    public static IReadOnlyCollection<Symbol> Of(QueryContext db, Symbol symbol)
    {
        var family = new HashSet<Symbol> { symbol };
        var open = new Queue<Symbol>();
        open.Enqueue(symbol);
        while (open.TryDequeue(out var next))
            foreach (var other in Kin(db, next))
                if (family.Add(other)) open.Enqueue(other);
        return family;
    }

    private static IEnumerable<Symbol> Kin(QueryContext db, Symbol symbol) => symbol switch
    {
        FunctionSymbol { Function: var function } when db.Lookup(TypeQueries.Functions, function).Origin == FunctionOrigin.Declared => OfFunction(db, function),
        DenizenSymbol { Denizen: var id } when db.Lookup(ItemQueries.Denizens, id).Kind == DenizenKind.Struct => Constructors(db, id),
        _ => [],
    };

    private static List<Symbol> Constructors(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        var found = new List<Symbol>();
        foreach (var item in NameQueries.LookupIn(db, InputQueries.PackageOf(db, data.File), data.Name))
            if (item.Kind == DenizenKind.Function && Makes(db, SignatureQueries.Declared(db, item.Id)) == id) found.Add(Symbols.Of(db, item));
        return found;
    }

    // The struct a function is named after and returns.
    private static DenizenId? Makes(QueryContext db, FunctionId function)
    {
        var header = db.Get(SignatureQueries.Header, function);
        return TypeQueries.TemplateOf(db, header.ReturnType.Kind) is { } made && db.Lookup(ItemQueries.Denizens, made) is { Kind: DenizenKind.Struct } data && data.Name == header.Name &&
            ItemQueries.PackageDataOf(db, made) == ItemQueries.PackageDataOf(db, db.Lookup(TypeQueries.Functions, function).Denizen) ? made : null;
    }

    private static List<Symbol> OfFunction(QueryContext db, FunctionId function)
    {
        var found = new List<Symbol>();
        var header = db.Get(SignatureQueries.Header, function);
        if (Makes(db, function) is { } made) found.Add(new DenizenSymbol(made));
        if (header is { Body: FunctionBody.Abstract, VirtualParameter: >= 0 })
        {
            if (TypeQueries.TemplateOf(db, header.Parameters[header.VirtualParameter].Type.Kind) is { } iface)
                foreach (var impl in Implementations.ImplsOf(db, iface)) AddOverride(db, impl, function, found);
        }
        foreach (var parameter in header.Parameters)
            if (TypeQueries.TemplateOf(db, parameter.Type.Kind) is { } sub)
                foreach (var impl in Implementations.ImplsFor(db, sub))
                    foreach (var method in Abstracts(db, impl, header.Name))
                        if (Implementations.OverrideOf(db, impl, method) == function) found.Add(new FunctionSymbol(method));
        return found;
    }

    private static void AddOverride(QueryContext db, DenizenId impl, FunctionId function, List<Symbol> found)
    {
        if (Implementations.OverrideOf(db, impl, function) is { } by && db.Lookup(TypeQueries.Functions, by).Origin == FunctionOrigin.Declared) found.Add(new FunctionSymbol(by));
    }

    // The abstract functions of that name for an impl's interface, wherever they are declared.
    private static List<FunctionId> Abstracts(QueryContext db, DenizenId impl, string name)
    {
        var found = new List<FunctionId>();
        if (TypeQueries.TemplateOf(db, db.Get(SignatureQueries.Impl, impl).Interface) is not { } iface) return found;
        foreach (var package in db.Get(InputQueries.AllPackages, default))
            foreach (var item in NameQueries.VirtualsIn(db, package, db.Lookup(ItemQueries.Denizens, iface).Name))
            {
                if (item.Name != name) continue;
                var function = SignatureQueries.Declared(db, item.Id);
                if (db.Get(SignatureQueries.Header, function) is { IsUsable: true, Body: FunctionBody.Abstract, VirtualParameter: >= 0 }) found.Add(function);
            }
        return found;
    }
}
