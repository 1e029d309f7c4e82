// Imports without which nothing of the program means anything else. In the language a name may also come from what another file
// imports, so an import that its own file does not need may hold up names elsewhere: those are looked for too, in the files that
// could have them.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Ide.Renaming;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Ide;

/// <summary>A file that may use what a package declares without seeing it, interned.</summary>
internal readonly record struct FarUseId(int Index) : IQueryKey<FarUseId>
{
    public static FarUseId FromIndex(int index) => new(index);
}

internal readonly record struct FarUseKey(FileId File, PackageId Package);

internal static class UnusedImports
{
    /// <summary>The numbers of a file's imports that can all be taken away together.</summary>
    public static readonly Query<FileId, ValueArray<int>> OfFile = Query.Define<FileId, ValueArray<int>>("UnusedImports", Compute);

    private static readonly Interner<FarUseKey, FarUseId> s_farUses = Interner.Define<FarUseKey, FarUseId>("FarUse");

    // What is called though nobody writes its name there: what bounds ask for, and what overrides.
    private static readonly Query<PackageId, ValueArray<string>> s_unwritten = Query.Define<PackageId, ValueArray<string>>("UnwrittenNames", static (db, package) =>
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in db.Get(NameQueries.Scope, package).Items)
        {
            if (item.VirtualOf is not null) names.Add(item.Name);
            if (db.Get(ItemQueries.Header, item.Id).Green is { } green) Asked(new SyntaxNode(green), names);
        }
        return [.. names];
    });

    // Whether a file uses something of a package without seeing the package. Bodies are looked at only where a name of it may be meant.
    private static readonly Query<FarUseId, bool> s_isUsedFar = Query.Define<FarUseId, bool>("IsUsedFar", static (db, key) =>
    {
        var (file, package) = db.Lookup(s_farUses, key);
        if (Sees(db, file, package) || !Mentions(db, file, package)) return false;
        foreach (var need in db.Get(ImportNeeds.OfFile, file))
            if (need.Kind == NeedKind.Named ? need.Package == package : need.Kind == NeedKind.Wanted && Declares(db, package, need.Name)) return true;
        return false;
    });

    // A package whose drops of other packages' types, or of any, nobody writes.
    private static readonly Query<PackageId, bool> s_dropsOthers = Query.Define<PackageId, bool>("DropsOthers", static (db, package) =>
    {
        foreach (var item in NameQueries.LookupIn(db, package, "drop"))
            if (!ImportNeeds.IsOwnDrop(db, item.Id, package)) return true;
        return false;
    });

    private static ValueArray<int> Compute(QueryContext db, FileId file)
    {
        var imports = db.Get(ItemQueries.Imports, file);
        if (imports.IsEmpty) return [];
        var packages = new PackageId[imports.Length];
        for (var i = 0; i < packages.Length; i++) packages[i] = InputQueries.PackageOf(db, imports[i].Package.Module, imports[i].Package.Package);
        var repeated = new bool[imports.Length];
        var unused = new List<int>();
        ValueArray<ImportNeed>? needs = null;
        for (var i = 0; i < imports.Length; i++)
        {
            repeated[i] = IsRepeated(imports, i);
            if (!repeated[i] && (!IsKnown(db, packages[i], imports[i].Item) || MustStay(db, file, packages[i]) || IsNeeded(db, packages[i], imports[i].Item, needs ??= db.Get(ImportNeeds.OfFile, file)))) continue;
            unused.Add(i);
        }
        if (unused.Count == 0) return [];
        KeepWhatLeadsFurther(db, file, imports, packages, repeated, unused);
        KeepWhatOthersNeed(db, file, packages, repeated, unused);
        return unused.ToValueArray();
    }

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
    private static void KeepWhatLeadsFurther(QueryContext db, FileId file, ValueArray<ImportInfo> imports, PackageId[] packages, bool[] repeated, List<int> unused)
    {
        HashSet<PackageId>? far = null;
        List<string>? unknown = null;
        foreach (var need in db.Get(ImportNeeds.OfFile, file))
        {
            if (need.Kind == NeedKind.Wanted && need.Name.Length > 0 && NameQueries.Lookup(db, file, need.Name).IsEmpty) (unknown ??= []).Add(need.Name);
            if (need.Kind != NeedKind.Named || (far?.Contains(need.Package) ?? false)) continue;
            if (!IsSeen(need)) (far ??= []).Add(need.Package);
        }
        if (far is null && unknown is null) return;
        unused.RemoveAll(number => !repeated[number] && LeadsTo(packages[number]));

        bool IsSeen(ImportNeed need)
        {
            if (need.Package == InputQueries.PackageOf(db, file)) return true;
            for (var i = 0; i < packages.Length; i++)
                if (packages[i] == need.Package && (imports[i].Item is null || need.Name.Length == 0 || imports[i].Item == need.Name)) return true;
            return db.Get(NameQueries.FileScope, file).SeesBuiltins && db.Get(InputQueries.BuiltinPackages, default).AsSpan().Contains(need.Package);
        }

        bool LeadsTo(PackageId package)
        {
            if (IsMeant(package)) return true;
            foreach (var reached in NameQueries.ReachedFrom(db, package))
                if (IsMeant(reached)) return true;
            return false;
        }

        bool IsMeant(PackageId package)
        {
            if (far?.Contains(package) ?? false) return true;
            if (unknown is not null)
                foreach (var name in unknown)
                    if (Declares(db, package, name)) return true;
            return false;
        }
    }

    // Without these imports the program may not reach a package any more, and with it what it exports and what files that do not import
    // it use of it.
    private static void KeepWhatOthersNeed(QueryContext db, FileId file, PackageId[] packages, bool[] repeated, List<int> unused)
    {
        var kept = new List<PackageId>();
        for (var i = 0; i < packages.Length; i++)
            if (repeated[i] || !unused.Contains(i)) kept.Add(packages[i]);
        var stay = new HashSet<PackageId>(NameQueries.ReachedWith(db, file, kept));
        foreach (var package in db.Get(NameQueries.Reached, default))
            if (!stay.Contains(package) && IsNeededElsewhere(db, file, package))
                unused.RemoveAll(number => !repeated[number] && (packages[number] == package || NameQueries.ReachedFrom(db, packages[number]).Contains(package)));
    }

    private static bool IsNeededElsewhere(QueryContext db, FileId file, PackageId package)
    {
        foreach (var item in db.Get(NameQueries.Scope, package).Items)
            if (item.IsExported || item.Kind == DenizenKind.Export) return true;
        foreach (var user in db.Get(InputQueries.UserPackages, default))
            foreach (var other in db.Get(InputQueries.PackageFiles, user))
                if (other != file && db.Get(s_isUsedFar, db.Intern(s_farUses, new FarUseKey(other, package)))) return true;
        return false;
    }

    private static bool Sees(QueryContext db, FileId file, PackageId package)
    {
        foreach (var entry in db.Get(NameQueries.FileScope, file).Entries)
            if (entry.Package == package && entry.OnlyName is null) return true;
        return false;
    }

    private static void Asked(SyntaxNode node, SortedSet<string> names)
    {
        if (node.As<PrototypeTypeSyntax>() is { Name: { } name }) names.Add(name.Text);
        foreach (var child in node.Children)
            if (!child.IsToken) Asked(child, names);
    }

    // One of the package's names stands in the text, or is one that need not be written.
    private static bool Mentions(QueryContext db, FileId file, PackageId package)
    {
        if (db.Get(s_dropsOthers, package)) return true;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in db.Get(NameQueries.Scope, package).Items)
        {
            if (item.Kind == DenizenKind.Impl || RenameRules.IsCalledByLanguage(item.Name)) return true;
            if (item.Name != "drop") names.Add(item.Name);
        }
        foreach (var any in db.Get(InputQueries.AllPackages, default))
            foreach (var name in db.Get(s_unwritten, any))
                if (names.Contains(name)) return true;
        var known = names.GetAlternateLookup<ReadOnlySpan<char>>();
        var text = db.Get(InputQueries.FileText, file).Text.AsSpan();
        for (var at = 0; at < text.Length; at++)
        {
            if (!Words.IsPart(text[at])) continue;
            var start = at;
            while (at < text.Length && Words.IsPart(text[at])) at++;
            if (known.Contains(text[start..at])) return true;
        }
        return false;
    }
}
