// Things of the workspace by a part of their name.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Ide;

internal static class WorkspaceSymbols
{
    /// <summary>No list is read further.</summary>
    public const int Most = 256;

    /// <summary>The functions and types whose name has the letters of the query in this order, those that fit best first.</summary>
    public static IReadOnlyList<WorkspaceSymbol> Find(QueryContext db, string query) => Find(db, query, [InputQueries.UserPackages]);

    /// <summary>The same of the library.</summary>
    public static IReadOnlyList<WorkspaceSymbol> FindInLibrary(QueryContext db, string query) =>
        Find(db, query, [InputQueries.BuiltinPackages, InputQueries.StandardPackages]);

    private static List<WorkspaceSymbol> Find(QueryContext db, string query, ReadOnlySpan<Input<Singleton, ValueArray<PackageId>>> where)
    {
        var found = new List<(int Rank, ItemInfo Item)>();
        foreach (var packages in where)
            foreach (var package in db.Get(packages, default))
                foreach (var file in db.Get(InputQueries.PackageFiles, package))
                    foreach (var item in db.Get(ItemQueries.Declarations, file))
                        if (item.Kind is DenizenKind.Function or DenizenKind.Struct or DenizenKind.Interface && Rank(item.Name, query) is { } rank) found.Add((rank, item));
        found.Sort(static (a, b) => a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : string.CompareOrdinal(a.Item.Name, b.Item.Name));
        var symbols = new List<WorkspaceSymbol>();
        foreach (var (_, item) in found)
        {
            if (symbols.Count == Most) break;
            if (GotoDefinition.Of(db, Symbols.Of(db, item)) is not { } target) continue;
            var kind = item.Kind switch { DenizenKind.Function => SymbolKind.Function, DenizenKind.Struct => SymbolKind.Struct, _ => SymbolKind.Interface };
            symbols.Add(new WorkspaceSymbol(item.Name, kind, target, db.Lookup(InputQueries.Packages, InputQueries.PackageOf(db, target.File)).ToString()));
        }
        return symbols;
    }

    // 0: the whole name; 1: its beginning; 2: a part of it; 3: letters of it. Null: not even these.
    private static int? Rank(string name, string query)
    {
        if (query.Length == 0) return 3;
        if (name.Equals(query, StringComparison.OrdinalIgnoreCase)) return 0;
        var at = name.IndexOf(query, StringComparison.OrdinalIgnoreCase);
        if (at >= 0) return at == 0 ? 1 : 2;
        var next = 0;
        foreach (var letter in name)
            if (next < query.Length && char.ToLowerInvariant(letter) == char.ToLowerInvariant(query[next])) next++;
        return next == query.Length ? 3 : null;
    }
}
