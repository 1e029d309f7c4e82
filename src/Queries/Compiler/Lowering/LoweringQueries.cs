// The door of the lowering stage: IR per function, and the program put together from what is reachable.

using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Instantiation;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Lowering;

/// <summary>A function's symbol, as a query result.</summary>
public sealed record SymbolText(string Text);

/// <summary>The IR of the program.</summary>
public static class LoweringQueries
{
    /// <summary>A function's symbol in the IR.</summary>
    public static readonly Query<FunctionId, SymbolText> Symbol =
        Query.Define<FunctionId, SymbolText>("Symbol", static (db, function) => new SymbolText(TypeLowering.FunctionSymbol(db, function)));

    /// <summary>The IR of a function written in Vale, whose body must be free of errors.</summary>
    public static readonly Query<FunctionId, IrFunction> Function = Query.Define<FunctionId, IrFunction>("Ir", static (db, function) =>
        FunctionLowering.Lower(db, db.Get(Symbol, function).Text, db.Get(SignatureQueries.Header, function),
            db.Get(BodyQueries.Typed, function), db.Get(BodyQueries.Sites, function)));

    /// <summary>The IR description of a struct.</summary>
    public static readonly Query<DenizenId, IrStruct> Struct =
        Query.Define<DenizenId, IrStruct>("IrStruct", static (db, id) => TypeLowering.LowerStruct(db, id));

    /// <summary>The whole program. Ask only when no diagnostic is an error.</summary>
    public static readonly Query<Singleton, IrProgram> Program = Query.Define<Singleton, IrProgram>("IrProgram", ComputeProgram);

    private static IrProgram ComputeProgram(QueryContext db, Singleton key)
    {
        var units = new SortedDictionary<string, List<IrFunction>>(StringComparer.Ordinal);
        var externs = new List<IrExtern>();
        var exports = new List<IrExport>();
        var positions = new List<IrSourcePosition>();
        var structs = new StructCollector(db);
        var places = new PlaceFinder(db);
        string? main = null;
        foreach (var function in db.Get(InstantiationQueries.Reachable, default))
        {
            var header = db.Get(SignatureQueries.Header, function);
            var data = db.Lookup(SignatureQueries.Functions, function);
            var symbol = db.Get(Symbol, function).Text;
            foreach (var parameter in header.Parameters) structs.Add(parameter.Type);
            structs.Add(header.ReturnType);
            if (header.Body == FunctionBody.Extern)
                externs.Add(new IrExtern(symbol, header.ForeignName!, LowerParameters(db, header), TypeLowering.Lower(db, header.ReturnType)));
            if (header.Body != FunctionBody.Vale) continue;
            foreach (var local in db.Get(BodyQueries.Typed, function).Locals) structs.Add(local.Type);
            var unit = ItemQueries.PackageDataOf(db, data.Denizen).ToString();
            if (!units.TryGetValue(unit, out var list)) units.Add(unit, list = []);
            list.Add(db.Get(Function, function));
            positions.Add(places.Of(symbol, data.Denizen));
            if (!header.IsExported) continue;
            exports.Add(new IrExport(ItemQueries.PackageDataOf(db, data.Denizen).Module, header.Name, symbol));
            if (header.Name == "main" && header.Parameters.IsEmpty) main ??= symbol;
        }
        return new IrProgram(
            units.Select(static unit => new IrUnit(unit.Key, unit.Value.ToValueArray())).ToValueArray(),
            structs.Result(), externs.ToValueArray(), exports.ToValueArray(), main, positions.ToValueArray());
    }

    private static ValueArray<IrType> LowerParameters(QueryContext db, FunctionHeader header)
    {
        var types = new IrType[header.Parameters.Length];
        for (var i = 0; i < types.Length; i++) types[i] = TypeLowering.Lower(db, header.Parameters[i].Type);
        return ValueArray.Wrap(types);
    }

    /// <summary>Finds where denizens stand, a file at a time.</summary>
    private sealed class PlaceFinder(QueryContext db)
    {
        private readonly Dictionary<DenizenId, int> _lines = [];
        private readonly HashSet<FileId> _files = [];

        public IrSourcePosition Of(string symbol, DenizenId id)
        {
            var file = db.Lookup(ItemQueries.Denizens, id).File;
            if (_files.Add(file))
                foreach (var (denizen, line) in db.Get(BodyQueries.FirstLines, file)) _lines[denizen] = line;
            return new IrSourcePosition(symbol, db.Get(InputQueries.FileLabel, file).Text, _lines.GetValueOrDefault(id) + 1);
        }
    }

    /// <summary>Gathers the structs a program's types mention, members included, in the order of first mention.</summary>
    private sealed class StructCollector(QueryContext db)
    {
        private readonly List<DenizenId> _found = [];
        private readonly HashSet<DenizenId> _seen = [];

        public void Add(Coord coord)
        {
            if (WellKnownKinds.IsWellKnown(coord.Kind)) return;
            if (db.Lookup(TypeQueries.Kinds, coord.Kind) is StructKind { Struct: var id } && _seen.Add(id)) _found.Add(id);
        }

        public ValueArray<IrStruct> Result()
        {
            var result = new List<IrStruct>();
            for (var i = 0; i < _found.Count; i++)
            {
                foreach (var member in db.Get(SignatureQueries.StructDefinition, _found[i]).Members) Add(member.Type);
                result.Add(db.Get(Struct, _found[i]));
            }
            return result.ToValueArray();
        }
    }
}
