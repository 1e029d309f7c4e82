// The door of the lowering stage: IR per function, and the program put together from what is reachable.

using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Instantiation;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Lowering;

/// <summary>A symbol, as a query result.</summary>
public sealed record SymbolText(string Text);

/// <summary>The IR of the program.</summary>
public static class LoweringQueries
{
    /// <summary>A function's symbol in the IR.</summary>
    public static readonly Query<PrototypeId, SymbolText> Symbol =
        Query.Define<PrototypeId, SymbolText>("Symbol", static (db, function) => new SymbolText(TypeLowering.FunctionSymbol(db, function)));

    // How a symbol tells what its function's bounds are satisfied by.
    internal static readonly Query<PrototypeId, SymbolText> BoundName =
        Query.Define<PrototypeId, SymbolText>("BoundName", static (db, function) => new SymbolText(TypeLowering.BoundName(db, function)));

    /// <summary>The IR of a function written in Vale, whose body must be free of errors.</summary>
    public static readonly Query<PrototypeId, IrFunction> Function = Query.Define<PrototypeId, IrFunction>("Ir", static (db, id) =>
    {
        var header = db.Get(InstantiationQueries.Header, id);
        return FunctionLowering.Lower(db, db.Get(Symbol, id).Text, header, db.Get(InstantiationQueries.Body, id).Body, SitesOf(db, header));
    });

    /// <summary>The IR description of what has members.</summary>
    public static readonly Query<KindId, IrStruct> Struct = Query.Define<KindId, IrStruct>("IrStruct", TypeLowering.LowerStruct);

    /// <summary>The whole program. Ask only when no diagnostic is an error.</summary>
    public static readonly Query<Singleton, IrProgram> Program = Query.Define<Singleton, IrProgram>("IrProgram", ComputeProgram);

    private static BodySites SitesOf(QueryContext db, InstanceHeader header) =>
        header.Denizen is null ? new BodySites([]) : db.Get(BodyQueries.Sites, header.Function);

    private static IrProgram ComputeProgram(QueryContext db, Singleton key)
    {
        var units = new SortedDictionary<string, List<IrFunction>>(StringComparer.Ordinal);
        var externs = new List<IrExtern>();
        var exports = new List<IrExport>();
        var positions = new List<IrSourcePosition>();
        var types = new TypeCollector(db);
        var places = new PlaceFinder(db);
        string? main = null;
        var reachable = db.Get(InstantiationQueries.Reachable, default);
        foreach (var id in reachable.Functions)
        {
            var header = db.Get(InstantiationQueries.Header, id);
            var symbol = db.Get(Symbol, id).Text;
            if (header.Body == FunctionBody.Intrinsic) continue;
            types.AddAll(header.Parameters);
            types.Add(header.ReturnType);
            if (header.Body == FunctionBody.Extern)
                externs.Add(new IrExtern(symbol, header.ForeignName!, LowerAll(db, header.Parameters), TypeLowering.Lower(db, header.ReturnType)));
            if (header.Body != FunctionBody.Vale) continue;
            types.AddFrom(db.Get(InstantiationQueries.Body, id).Body);
            var unit = header.Denizen is { } denizen ? ItemQueries.PackageDataOf(db, denizen).ToString() : "v.builtins";
            if (!units.TryGetValue(unit, out var list)) units.Add(unit, list = []);
            list.Add(db.Get(Function, id));
            if (header.Denizen is { } place) positions.Add(places.Of(symbol, place));
            if (!header.IsExported) continue;
            var module = ItemQueries.PackageDataOf(db, header.Denizen!.Value).Module;
            if (InputQueries.IsOtherEntry(db, module, header.Name)) continue;
            exports.Add(new IrExport(module, header.Name, symbol));
            if (header.Name == "main" && header.Parameters.IsEmpty) main ??= symbol;
        }
        var itables = Itables(db, reachable, types);
        var typeExports = TypeExports(db, types);
        var uncalled = UncalledExterns(db, externs, types);
        types.Finish(Methods(db, reachable, types));
        return new IrProgram(
            units.Select(static unit => new IrUnit(unit.Key, unit.Value.ToValueArray())).ToValueArray(),
            types.Structs.ToValueArray(), externs.ToValueArray(), exports.ToValueArray(), main, positions.ToValueArray(),
            types.Interfaces.ToValueArray(), itables, types.Arrays.ToValueArray(), typeExports, uncalled);
    }

    // C may use a type that no Vale function of the program mentions.
    private static ValueArray<IrTypeExport> TypeExports(QueryContext db, TypeCollector types)
    {
        var exports = new List<IrTypeExport>();
        foreach (var package in db.Get(InputQueries.UserPackages, default))
            foreach (var exported in db.Get(SignatureQueries.ExportedKinds, package))
            {
                var coord = TypeQueries.Owned(db, exported.Kind);
                var type = TypeLowering.Lower(db, coord);
                if (type.Symbol is null) continue;
                types.Add(coord);
                exports.Add(new IrTypeExport(db.Lookup(InputQueries.Packages, package).Module, exported.Name, type));
            }
        return exports.ToValueArray();
    }

    private static ValueArray<IrExtern> UncalledExterns(QueryContext db, List<IrExtern> called, TypeCollector types)
    {
        var known = new HashSet<string>();
        foreach (var item in called) known.Add(item.Symbol);
        var uncalled = new List<IrExtern>();
        foreach (var package in db.Get(InputQueries.UserPackages, default))
            foreach (var item in db.Get(NameQueries.Scope, package).Items)
            {
                if (item.Kind != DenizenKind.Function || item.IsGeneric) continue;
                var function = SignatureQueries.Declared(db, item.Id);
                if (db.Get(SignatureQueries.Header, function) is not { Body: FunctionBody.Extern, IsUsable: true }) continue;
                var id = db.Intern(TypeQueries.Prototypes, new FunctionPrototype(function, [], []));
                var symbol = db.Get(Symbol, id).Text;
                if (!known.Add(symbol)) continue;
                var header = db.Get(InstantiationQueries.Header, id);
                types.AddAll(header.Parameters);
                types.Add(header.ReturnType);
                uncalled.Add(new IrExtern(symbol, header.ForeignName!, LowerAll(db, header.Parameters), TypeLowering.Lower(db, header.ReturnType)));
            }
        return uncalled.ToValueArray();
    }

    private static Dictionary<KindId, List<IrMethod>> Methods(QueryContext db, ReachableProgram reachable, TypeCollector types)
    {
        var methods = new Dictionary<KindId, List<IrMethod>>();
        foreach (var (prototype, iface) in reachable.Methods)
        {
            var header = db.Get(InstantiationQueries.Header, prototype);
            types.AddAll(header.Parameters);
            types.Add(header.ReturnType);
            if (!methods.TryGetValue(iface, out var list)) methods.Add(iface, list = []);
            list.Add(new IrMethod(db.Get(Symbol, prototype).Text, LowerAll(db, header.Parameters), TypeLowering.Lower(db, header.ReturnType), header.VirtualParameter));
        }
        return methods;
    }

    private static ValueArray<IrItable> Itables(QueryContext db, ReachableProgram reachable, TypeCollector types)
    {
        var itables = new List<IrItable>();
        foreach (var edge in reachable.Edges)
        {
            types.Add(TypeQueries.Owned(db, edge.Struct));
            types.Add(TypeQueries.Owned(db, edge.Interface));
            var overrides = new List<string>();
            foreach (var method in reachable.Methods)
            {
                if (method.Interface != edge.Interface) continue;
                foreach (var entry in edge.Overrides)
                    if (entry.Method == method.Prototype) overrides.Add(db.Get(Symbol, entry.Override).Text);
            }
            itables.Add(new IrItable(ItableSymbol(db, edge.Struct, edge.Interface), TypeLowering.KindSymbol(db, edge.Struct),
                TypeLowering.KindSymbol(db, edge.Interface), overrides.ToValueArray()));
        }
        return itables.ToValueArray();
    }

    /// <summary>The symbol of how a struct implements an interface.</summary>
    internal static string ItableSymbol(QueryContext db, KindId sub, KindId super) =>
        $"{TypeLowering.KindSymbol(db, sub)} as {TypeLowering.KindSymbol(db, super)}";

    private static ValueArray<IrType> LowerAll(QueryContext db, ValueArray<Coord> coords)
    {
        var types = new IrType[coords.Length];
        for (var i = 0; i < types.Length; i++) types[i] = TypeLowering.Lower(db, coords[i]);
        return ValueArray.Wrap(types);
    }

    /// <summary>Finds where denizens stand, a file at a time.</summary>
    private sealed class PlaceFinder(QueryContext db)
    {
        private readonly Dictionary<DenizenId, int> _lines = [];
        private readonly HashSet<FileId> _files = [];

        public IrSourcePosition Of(string symbol, DenizenId id)
        {
            if (db.Lookup(ItemQueries.Denizens, id).Kind == DenizenKind.AnonymousStruct) id = TypeQueries.InterfaceOf(db, id);
            var file = db.Lookup(ItemQueries.Denizens, id).File;
            if (_files.Add(file))
                foreach (var (denizen, line) in db.Get(BodyQueries.FirstLines, file)) _lines[denizen] = line;
            return new IrSourcePosition(symbol, db.Get(InputQueries.FileLabel, file).Text, _lines.GetValueOrDefault(id) + 1);
        }
    }
}
