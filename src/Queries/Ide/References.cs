// Where a thing is used. Only files in which its name stands are looked into.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide;

internal static class References
{
    /// <summary>The uses of the thing at a position in the user's files, its declaration among them when that is asked for.</summary>
    public static IReadOnlyList<FileRange> Of(QueryContext db, FilePosition position, IReadOnlyList<FileId> files, bool withDeclaration)
    {
        if (SymbolAt.Find(db, position) is not { } use) return [];
        var target = Symbols.Canonical(db, use.Symbol);
        var name = NameOf(db, use);
        var declaration = GotoDefinition.Of(db, target);
        var found = new List<FileRange>();
        foreach (var file in Home(db, target) is { } home ? [home] : files)
        {
            if (!Contains(db, file, name)) continue;
            foreach (var other in SymbolUses.Of(db, file, name))
            {
                if (Symbols.Canonical(db, other.Symbol) != target) continue;
                if (!withDeclaration && declaration is { } declared && declared.File == file && declared.Focus == other.Range) continue;
                found.Add(new FileRange(file, other.Range));
            }
        }
        // A bound is declared by more than a name.
        if (withDeclaration && declaration is { } place && files.Contains(place.File) && new FileRange(place.File, place.Focus) is var own && !found.Contains(own)) found.Insert(0, own);
        return found;
    }

    // An import may stand for a whole package: of `import a.b.*;` the last step is the package's name.
    private static string NameOf(QueryContext db, SymbolUse use) => use.Symbol switch
    {
        PackageSymbol s => db.Lookup(InputQueries.Packages, s.Package) is { Package: { Length: > 0 } steps } ? steps[(steps.LastIndexOf('.') + 1)..]
            : db.Lookup(InputQueries.Packages, s.Package).Module,
        FunctionSymbol or DenizenSymbol when GotoDefinition.Of(db, Symbols.Canonical(db, use.Symbol)) is { Name.Length: > 0 } declared => declared.Name,
        _ => db.Get(InputQueries.FileText, use.File).Text.AsSpan()[use.Range.Start..use.Range.End].ToString(),
    };

    // The one file in which a symbol can be used, or null when it may be any.
    private static FileId? Home(QueryContext db, Symbol symbol) => symbol switch
    {
        LocalSymbol s => db.Lookup(ItemQueries.Denizens, db.Lookup(TypeQueries.Functions, s.Function).Denizen).File,
        RuneSymbol s => db.Lookup(ItemQueries.Denizens, s.Denizen).File,
        BoundSymbol s => db.Lookup(ItemQueries.Denizens, s.Denizen).File,
        _ => null,
    };

    private static bool Contains(QueryContext db, FileId file, string name) =>
        Words.Contains(db.Get(InputQueries.FileText, file).Text.AsSpan(), name);
}
