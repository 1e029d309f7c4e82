// Imports without which nothing of the program means anything else. In the language a name may also come from what another file
// imports, so an import that its own file does not need may hold up names elsewhere: those are looked for too, in the files that
// could have them.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Ide;

internal static class UnusedImports
{
    // What a file uses of packages that it does not see: hardly ever anything. So what is edited elsewhere changes nothing for those who ask.
    private static readonly Query<FileId, ValueArray<ImportNeed>> s_farNeedsOf = Query.Define<FileId, ValueArray<ImportNeed>>("FarNeedsOfFile", static (db, file) =>
    {
        var far = new List<ImportNeed>();
        foreach (var need in db.Get(ImportNeeds.OfFile, file))
            if (need.Kind == NeedKind.Named ? !Sees(db, file, need) : need.Kind == NeedKind.Wanted && IsUnknown(db, file, need)) far.Add(need);
        return far.ToValueArray();
    });

    // The same of all files.
    private static readonly Query<Singleton, ValueArray<ImportNeed>> s_farNeeds = Query.Define<Singleton, ValueArray<ImportNeed>>("FarNeeds", static (db, key) =>
    {
        var far = new HashSet<ImportNeed>();
        foreach (var package in db.Get(InputQueries.UserPackages, key))
            foreach (var file in db.Get(InputQueries.PackageFiles, package)) far.UnionWith(db.Get(s_farNeedsOf, file));
        return ImportNeeds.Sorted(far);
    });

    private static readonly Query<PackageId, bool> s_isExporting = Query.Define<PackageId, bool>("HasExports", static (db, package) =>
    {
        foreach (var item in db.Get(NameQueries.Scope, package).Items)
            if (item.IsExported || item.Kind == DenizenKind.Export) return true;
        return false;
    });

    // A package whose drops of other packages' types, or of any, nobody writes.
    private static readonly Query<PackageId, bool> s_dropsOthers = Query.Define<PackageId, bool>("DropsOthers", static (db, package) =>
    {
        foreach (var item in NameQueries.LookupIn(db, package, "drop"))
            if (!ImportNeeds.IsOwnDrop(db, item.Id, package)) return true;
        return false;
    });

    // The imports that their own file does not need.
    private static readonly Query<FileId, ValueArray<int>> s_unusedHere = Query.Define<FileId, ValueArray<int>>("ImportsUnusedHere", ComputeHere);

    /// <summary>The numbers of a file's imports that can all be taken away together. It asks what all bodies of the program use.</summary>
    public static readonly Query<FileId, ValueArray<int>> OfFile = Query.Define<FileId, ValueArray<int>>("UnusedImports", static (db, file) =>
    {
        var here = db.Get(s_unusedHere, file);
        if (here.IsEmpty) return here;
        var unused = here.ToList();
        KeepWhatOthersNeed(db, file, unused);
        return unused.ToValueArray();
    });

    /// <summary>Those of them of which it is known without other files' bodies: the program reaches the same packages without them.</summary>
    public static readonly Query<FileId, ValueArray<int>> KnownSoon = Query.Define<FileId, ValueArray<int>>("UnusedImportsKnownSoon", static (db, file) =>
    {
        var here = db.Get(s_unusedHere, file);
        if (here.IsEmpty || Lost(db, file, here).Count == 0) return here;
        var imports = db.Get(ItemQueries.Imports, file);
        var repeated = new List<int>();
        foreach (var number in here)
            if (IsRepeated(imports, number)) repeated.Add(number);
        return repeated.ToValueArray();
    });

    private static ValueArray<int> ComputeHere(QueryContext db, FileId file)
    {
        var imports = db.Get(ItemQueries.Imports, file);
        var unused = new List<int>();
        ValueArray<ImportNeed>? needs = null;
        for (var i = 0; i < imports.Length; i++)
        {
            var package = PackageOf(db, imports[i]);
            if (IsRepeated(imports, i) || IsKnown(db, package, imports[i].Item) && !MustStay(db, file, package)
                && !IsNeeded(db, package, imports[i].Item, needs ??= db.Get(ImportNeeds.OfFile, file))) unused.Add(i);
        }
        if (unused.Count > 0) KeepWhatLeadsFurther(db, file, imports, unused);
        return unused.ToValueArray();
    }

    private static PackageId PackageOf(QueryContext db, ImportInfo import) => InputQueries.PackageOf(db, import.Package.Module, import.Package.Package);

    // The same import stands before it, or one of all of the package does anywhere.
    private static bool IsRepeated(ValueArray<ImportInfo> imports, int number)
    {
        var import = imports[number];
        for (var i = 0; i < imports.Length; i++)
            if (i != number && imports[i].Package == import.Package && (imports[i].Item == import.Item ? i < number : imports[i].Item is null)) return true;
        return false;
    }

    // One that leads nowhere is an error, and says so.
    private static bool IsKnown(QueryContext db, PackageId package, string? name) =>
        !db.Get(InputQueries.PackageFiles, package).IsEmpty && (name is null || !NameQueries.LookupIn(db, package, name).IsEmpty);

    // What the compiler asks for itself, where it is not seen anyway; drops that nobody writes.
    private static bool MustStay(QueryContext db, FileId file, PackageId package)
    {
        if (db.Get(InputQueries.BuiltinPackages, default).AsSpan().Contains(package)) return !db.Get(NameQueries.FileScope, file).SeesBuiltins;
        return db.Get(s_dropsOthers, package);
    }

    private static bool IsNeeded(QueryContext db, PackageId package, string? name, ValueArray<ImportNeed> needs)
    {
        foreach (var need in needs)
        {
            if (name is not null && need.Name != name && need.Name.Length > 0) continue;
            if (need.Kind == NeedKind.Wanted ? Declares(db, package, need.Name) : need.Package == package) return true;
        }
        return false;
    }

    private static bool Declares(QueryContext db, PackageId package, string name)
    {
        if (name.Length > 0) return !NameQueries.LookupIn(db, package, name).IsEmpty;
        foreach (var item in db.Get(NameQueries.Scope, package).Items)
            if (item.Kind == DenizenKind.Impl) return true;
        return false;
    }

    // The file uses what it does not import, and comes to it through an import.
    private static void KeepWhatLeadsFurther(QueryContext db, FileId file, ValueArray<ImportInfo> imports, List<int> unused)
    {
        var far = db.Get(s_farNeedsOf, file);
        if (far.IsEmpty) return;
        unused.RemoveAll(number => !IsRepeated(imports, number) && LeadsTo(PackageOf(db, imports[number])));

        bool LeadsTo(PackageId package)
        {
            if (IsMeant(db, package, far)) return true;
            foreach (var reached in NameQueries.ReachedFrom(db, package))
                if (IsMeant(db, reached, far)) return true;
            return false;
        }
    }

    // Without these imports the program may not reach a package any more, and with it what it exports and what files that do not import
    // it use of it.
    private static void KeepWhatOthersNeed(QueryContext db, FileId file, List<int> unused)
    {
        var lost = Lost(db, file, unused.ToValueArray());
        if (lost.Count == 0) return;
        var imports = db.Get(ItemQueries.Imports, file);
        var far = db.Get(s_farNeeds, default);
        foreach (var package in lost)
            if (db.Get(s_isExporting, package) || IsMeant(db, package, far))
                unused.RemoveAll(number => !IsRepeated(imports, number)
                    && (PackageOf(db, imports[number]) is var brought && brought == package || NameQueries.ReachedFrom(db, brought).Contains(package)));
    }

    // The packages that the program reaches by these imports of a file alone.
    private static List<PackageId> Lost(QueryContext db, FileId file, ValueArray<int> unused)
    {
        var imports = db.Get(ItemQueries.Imports, file);
        var kept = new List<PackageId>();
        for (var i = 0; i < imports.Length; i++)
            if (!unused.Contains(i) || IsRepeated(imports, i)) kept.Add(PackageOf(db, imports[i]));
        var lost = new List<PackageId>();
        // What is still reached is a part of what is: as many are the same.
        var reached = db.Get(NameQueries.Reached, default);
        var stay = NameQueries.ReachedWith(db, file, kept);
        if (stay.Length == reached.Length) return lost;
        var set = new HashSet<PackageId>(stay);
        foreach (var package in reached)
            if (!set.Contains(package)) lost.Add(package);
        return lost;
    }

    private static bool IsMeant(QueryContext db, PackageId package, ValueArray<ImportNeed> far)
    {
        foreach (var need in far)
            if (need.Kind == NeedKind.Wanted ? Declares(db, package, need.Name) : need.Package == package) return true;
        return false;
    }

    private static bool Sees(QueryContext db, FileId file, ImportNeed need)
    {
        var scope = db.Get(NameQueries.FileScope, file);
        foreach (var entry in scope.Entries)
            if (entry.Package == need.Package && (entry.OnlyName is null || need.Name.Length == 0 || entry.OnlyName == need.Name)) return true;
        return scope.SeesBuiltins && db.Get(InputQueries.BuiltinPackages, default).AsSpan().Contains(need.Package);
    }

    private static bool IsUnknown(QueryContext db, FileId file, ImportNeed need) => need.Name.Length > 0 && NameQueries.Lookup(db, file, need.Name).IsEmpty;
}
