// The door of the signatures stage. A header depends on its own text and on the names and shapes of the types it
// mentions: never on a body, its own or another's. This is the firewall that keeps an edit in a body where it is.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Signatures;

/// <summary>The function that ends a struct's life, if it has one.</summary>
public sealed record DropFunction(FunctionId? Function);

/// <summary>Headers, struct definitions and the functions derived from them.</summary>
public static class SignatureQueries
{
    /// <summary>Functions.</summary>
    public static readonly Interner<FunctionData, FunctionId> Functions = Interner.Define<FunctionData, FunctionId>("Function");

    /// <summary>A function's header.</summary>
    public static readonly Query<FunctionId, FunctionHeader> Header = Query.Define<FunctionId, FunctionHeader>("Signature", HeaderReader.Compute,
        new QueryOptions<FunctionId, FunctionHeader> { Describe = static (db, id) => $"reading the header of {NameOf(db, id)}" });

    /// <summary>What a struct is, members apart.</summary>
    public static readonly Query<DenizenId, StructShape> StructShape = Query.Define<DenizenId, StructShape>("StructShape", StructReader.ComputeShape);

    /// <summary>A struct's members.</summary>
    public static readonly Query<DenizenId, StructDefinition> StructDefinition =
        Query.Define<DenizenId, StructDefinition>("StructDefinition", StructReader.ComputeDefinition,
            new QueryOptions<DenizenId, StructDefinition> { Describe = static (db, id) => $"reading the members of {db.Lookup(ItemQueries.Denizens, id).Name}" });

    /// <summary>The function that drops an owned struct: derived, or written beside it.</summary>
    public static readonly Query<DenizenId, DropFunction> DropOf = Query.Define<DenizenId, DropFunction>("DropOf", ComputeDropOf);

    /// <summary>Functions of a package that take the same parameters.</summary>
    public static readonly Query<PackageId, ValueArray<Problem>> OverloadProblems =
        Query.Define<PackageId, ValueArray<Problem>>("OverloadProblems", ComputeOverloadProblems);

    /// <summary>Exports that collide in C.</summary>
    public static readonly Query<Singleton, ValueArray<Problem>> ExportProblems =
        Query.Define<Singleton, ValueArray<Problem>>("ExportProblems", ComputeExportProblems);

    /// <summary>What is wrong with interfaces, impls and exports.</summary>
    public static readonly Query<DenizenId, ValueArray<Problem>> OtherProblems = Query.Define<DenizenId, ValueArray<Problem>>("OtherProblems", static (db, id) =>
        [new UnsupportedConstruct(ItemQueries.NameAnchor(db, id), db.Lookup(ItemQueries.Denizens, id).Kind switch
        {
            DenizenKind.Interface => "interfaces",
            DenizenKind.Impl => "impls",
            _ => "exports of types",
        })]);

    /// <summary>The function a declared function is.</summary>
    public static FunctionId Declared(QueryContext db, DenizenId id) => db.Intern(Functions, new FunctionData(FunctionOrigin.Declared, id));

    /// <summary>The constructor derived for a struct.</summary>
    public static FunctionId Constructor(QueryContext db, DenizenId id) => db.Intern(Functions, new FunctionData(FunctionOrigin.StructConstructor, id));

    /// <summary>The drop derived for a struct, or null when none is.</summary>
    public static FunctionId? DerivedDrop(QueryContext db, DenizenId id)
    {
        var shape = db.Get(StructShape, id);
        return shape is { IsImmutable: false, DerivesDrop: true, IsGeneric: false } ? db.Intern(Functions, new FunctionData(FunctionOrigin.StructDrop, id)) : null;
    }

    /// <summary>What calling an item's name calls, or null when it cannot be called.</summary>
    public static FunctionId? FunctionOf(QueryContext db, ItemInfo item) => item.Kind switch
    {
        DenizenKind.Function => Declared(db, item.Id),
        DenizenKind.Struct => Constructor(db, item.Id),
        _ => null,
    };

    private static string NameOf(QueryContext db, FunctionId id) => db.Lookup(ItemQueries.Denizens, db.Lookup(Functions, id).Denizen).Name;

    private static DropFunction ComputeDropOf(QueryContext db, DenizenId id)
    {
        if (DerivedDrop(db, id) is { } derived) return new DropFunction(derived);
        var self = TypeResolver.OfStruct(db, id);
        foreach (var item in NameQueries.LookupIn(db, InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, id).File), "drop"))
        {
            if (item is not { Kind: DenizenKind.Function, Arity: 1 }) continue;
            var function = Declared(db, item.Id);
            var header = db.Get(Header, function);
            if (header.IsUsable && header.Parameters[0].Type == self) return new DropFunction(function);
        }
        return new DropFunction(null);
    }

    private static ValueArray<Problem> ComputeOverloadProblems(QueryContext db, PackageId package)
    {
        var problems = new List<Problem>();
        var seen = new Dictionary<(string, ValueArray<Coord>), FunctionId>();
        var items = db.Get(NameQueries.Scope, package).Items;
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
            // That a second type has a name already is told of the types; what is derived for it is not told again.
            if (item is { Kind: DenizenKind.Struct, IsGeneric: false } && types.Add(item.Name))
            {
                Note(db, Constructor(db, item.Id), seen, problems);
                if (DerivedDrop(db, item.Id) is { } drop) Note(db, drop, seen, problems);
            }
        foreach (var item in items)
            if (item is { Kind: DenizenKind.Function, IsGeneric: false }) Note(db, Declared(db, item.Id), seen, problems);
        return problems.ToValueArray();
    }

    private static void Note(QueryContext db, FunctionId function, Dictionary<(string, ValueArray<Coord>), FunctionId> seen, List<Problem> problems)
    {
        var header = db.Get(Header, function);
        if (!header.IsUsable) return;
        var types = new Coord[header.Parameters.Length];
        for (var i = 0; i < types.Length; i++) types[i] = header.Parameters[i].Type;
        if (seen.TryAdd((header.Name, ValueArray.Wrap(types)), function)) return;
        var first = db.Lookup(Functions, seen[(header.Name, ValueArray.Wrap(types))]);
        problems.Add(new DuplicateFunction(ItemQueries.NameAnchor(db, db.Lookup(Functions, function).Denizen), header.Name,
            ItemQueries.NameAnchor(db, first.Denizen), first.Origin != FunctionOrigin.Declared));
    }

    private static ValueArray<Problem> ComputeExportProblems(QueryContext db, Singleton key)
    {
        var problems = new List<Problem>();
        var seen = new Dictionary<(string, string), DenizenId>();
        foreach (var package in db.Get(InputQueries.UserPackages, key))
        {
            var module = db.Lookup(InputQueries.Packages, package).Module;
            foreach (var item in db.Get(NameQueries.Scope, package).Items)
            {
                if (item is not { Kind: DenizenKind.Function, IsExported: true } || seen.TryAdd((module, item.Name), item.Id)) continue;
                problems.Add(new DuplicateExport(ItemQueries.NameAnchor(db, item.Id), module, item.Name, ItemQueries.NameAnchor(db, seen[(module, item.Name)])));
            }
        }
        return problems.ToValueArray();
    }
}
