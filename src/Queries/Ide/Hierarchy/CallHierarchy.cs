// Who calls a function, and what it calls. Lambdas belong to the function they are written in. A call of an abstract function
// may run each of its overrides, so it counts as a call of them.

using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Hierarchy;

internal static class CallHierarchy
{
    /// <summary>The functions that the name at a position means: one, or several where it is a value.</summary>
    public static IReadOnlyList<HierarchyItem> Prepare(QueryContext db, FilePosition position) =>
        FunctionAt(db, position) is { } function && Item(db, function) is { } item ? [item] : [];

    /// <summary>Who calls the function at a position.</summary>
    public static IReadOnlyList<HierarchyCall> Incoming(QueryContext db, FilePosition position, IReadOnlyList<FileId> files)
    {
        if (FunctionAt(db, position) is not { } function) return [];
        var targets = Implementations.OverriddenBy(db, function);
        targets.Add(function);
        var name = CalledAs(db, function);
        var found = new List<HierarchyCall>();
        foreach (var file in files)
        {
            if (!Words.Contains(db.Get(InputQueries.FileText, file).Text.AsSpan(), name)) continue;
            foreach (var item in db.Get(ItemQueries.ItemRanges, file).Items)
            {
                List<TextRange>? calls = null;
                foreach (var reference in SymbolUses.References(db, item))
                    if (reference is { Kind: ReferenceKind.Function, Callee: not null } && targets.Contains(reference.Function)) AddOnce(calls ??= [], SymbolUses.RangeOf(item, reference));
                if (calls is not null && Item(db, SignatureQueries.Declared(db, item.Id)) is { } caller) found.Add(new HierarchyCall(caller, file, Sorted(calls)));
            }
        }
        return found;
    }

    /// <summary>What the function at a position calls.</summary>
    public static IReadOnlyList<HierarchyCall> Outgoing(QueryContext db, FilePosition position)
    {
        if (FunctionAt(db, position) is not { } function || db.Lookup(TypeQueries.Functions, function) is not { Origin: FunctionOrigin.Declared, Denizen: var id }) return [];
        var file = db.Lookup(ItemQueries.Denizens, id).File;
        if (ItemQueries.Find(db.Get(ItemQueries.ItemRanges, file), id) is not { } range) return [];
        var calls = new Dictionary<FunctionId, List<TextRange>>();
        var order = new List<FunctionId>();
        foreach (var reference in SymbolUses.References(db, range))
        {
            if (reference is not { Kind: ReferenceKind.Function, Callee: not null }) continue;
            if (!calls.TryGetValue(reference.Function, out var places))
            {
                calls.Add(reference.Function, places = []);
                order.Add(reference.Function);
            }
            AddOnce(places, SymbolUses.RangeOf(range, reference));
        }
        var found = new List<HierarchyCall>();
        foreach (var called in order)
            if (Item(db, called) is { } item) found.Add(new HierarchyCall(item, file, Sorted(calls[called])));
        return found;
    }

    // A lambda that is checked for several types calls once in the text.
    private static void AddOnce(List<TextRange> places, TextRange place)
    {
        if (!places.Contains(place)) places.Add(place);
    }

    private static List<TextRange> Sorted(List<TextRange> places)
    {
        places.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return places;
    }

    // A struct's name means its constructor here.
    private static FunctionId? FunctionAt(QueryContext db, FilePosition position) => SymbolAt.Find(db, position)?.Symbol switch
    {
        FunctionSymbol s => s.Function,
        DenizenSymbol s when db.Lookup(ItemQueries.Denizens, s.Denizen).Kind == DenizenKind.Struct => SignatureQueries.Constructor(db, s.Denizen),
        _ => null,
    };

    private static string CalledAs(QueryContext db, FunctionId function)
    {
        var name = db.Get(SignatureQueries.Header, function).Name;
        // Calls of values do not say the name.
        return name is "__call" ? "(" : name;
    }

    private static HierarchyItem? Item(QueryContext db, FunctionId function)
    {
        var data = db.Lookup(TypeQueries.Functions, function);
        if (GotoDefinition.Of(db, Symbols.Canonical(db, new FunctionSymbol(function))) is not { } target) return null;
        var header = db.Get(SignatureQueries.Header, function);
        var isMethod = db.Lookup(ItemQueries.Denizens, data.Denizen).Parent is not null;
        var kind = data.Origin == FunctionOrigin.StructConstructor ? SymbolKind.Struct : isMethod ? SymbolKind.Method : SymbolKind.Function;
        return new HierarchyItem(header.Name, SignatureText.Of(db, header)[header.Name.Length..], kind, target);
    }
}
