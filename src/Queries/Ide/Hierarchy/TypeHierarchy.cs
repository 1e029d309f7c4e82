// The interfaces a type implements, and the types that implement an interface.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide.Hierarchy;

internal static class TypeHierarchy
{
    /// <summary>The struct or interface that the name at a position means.</summary>
    public static IReadOnlyList<HierarchyItem> Prepare(QueryContext db, FilePosition position) =>
        CitizenAt(db, position) is { } citizen && Item(db, citizen) is { } item ? [item] : [];

    /// <summary>The interfaces that the type at a position implements.</summary>
    public static IReadOnlyList<HierarchyItem> Supertypes(QueryContext db, FilePosition position)
    {
        var found = new List<HierarchyItem>();
        if (CitizenAt(db, position) is not { } citizen) return found;
        foreach (var impl in Implementations.ImplsFor(db, citizen))
            if (Implementations.InterfaceOf(db, impl) is { } iface) Add(db, iface, found);
        return found;
    }

    /// <summary>The types that implement the interface at a position.</summary>
    public static IReadOnlyList<HierarchyItem> Subtypes(QueryContext db, FilePosition position)
    {
        var found = new List<HierarchyItem>();
        if (CitizenAt(db, position) is not { } citizen || db.Lookup(ItemQueries.Denizens, citizen).Kind != DenizenKind.Interface) return found;
        foreach (var impl in Implementations.ImplsOf(db, citizen))
            if (Implementations.StructOf(db, impl) is { } implementor) Add(db, implementor, found);
        return found;
    }

    // A type may implement an interface for several arguments.
    private static void Add(QueryContext db, DenizenId citizen, List<HierarchyItem> found)
    {
        if (Item(db, citizen) is { } item && !found.Contains(item)) found.Add(item);
    }

    private static DenizenId? CitizenAt(QueryContext db, FilePosition position) =>
        SymbolAt.Find(db, position) is { } use && Symbols.Canonical(db, use.Symbol) is DenizenSymbol { Denizen: var id }
        && db.Lookup(ItemQueries.Denizens, id).Kind is DenizenKind.Struct or DenizenKind.Interface ? id : null;

    private static HierarchyItem? Item(QueryContext db, DenizenId id)
    {
        if (GotoDefinition.Of(db, Symbols.Canonical(db, new DenizenSymbol(id))) is not { } target) return null;
        var kind = db.Lookup(ItemQueries.Denizens, id).Kind == DenizenKind.Interface ? SymbolKind.Interface : SymbolKind.Struct;
        return new HierarchyItem(db.Lookup(ItemQueries.Denizens, id).Name, db.Lookup(InputQueries.Packages, InputQueries.PackageOf(db, target.File)).ToString(), kind, target);
    }
}
