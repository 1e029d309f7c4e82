// The door of the names stage. A lookup depends on one name of each package it looks into, not on whole packages:
// adding a function re-runs what looked up that function's name, and nothing else.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Names;

/// <summary>Packages' scopes and lookups from files.</summary>
public static class NameQueries
{
    /// <summary>Names within packages.</summary>
    public static readonly Interner<PackageName, PackageNameId> PackageNames = Interner.Define<PackageName, PackageNameId>("PackageName");

    /// <summary>Names seen from files.</summary>
    public static readonly Interner<FileName, FileNameId> FileNames = Interner.Define<FileName, FileNameId>("FileName");

    /// <summary>Everything a package declares.</summary>
    public static readonly Query<PackageId, PackageScope> Scope = Query.Define<PackageId, PackageScope>("Scope", ComputeScope,
        new QueryOptions<PackageId, PackageScope> { Parts = OfferNames });

    /// <summary>Everything the builtin packages declare, as one: they do not change, and every file looks into all of them.</summary>
    public static readonly Query<Singleton, PackageScope> Builtins = Query.Define<Singleton, PackageScope>("Builtins", static (db, key) =>
    {
        var items = new List<ItemInfo>();
        foreach (var package in db.Get(InputQueries.BuiltinPackages, key))
            foreach (var item in db.Get(Scope, package).Items) items.Add(item);
        return new PackageScope(default, items.ToValueArray());
    });

    /// <summary>What a package declares under one name.</summary>
    public static readonly Query<PackageNameId, ValueArray<ItemInfo>> InPackage =
        Query.Define<PackageNameId, ValueArray<ItemInfo>>("InPackage", static (db, key) =>
        {
            var (package, name) = db.Lookup(PackageNames, key);
            return db.Get(Scope, package).Named(name);
        });

    /// <summary>The impls of a package one of whose sides is of that name (MLUIBTN).</summary>
    public static readonly Query<PackageNameId, ValueArray<ItemInfo>> ImplsInPackage =
        Query.Define<PackageNameId, ValueArray<ItemInfo>>("ImplsInPackage", static (db, key) =>
        {
            var (package, name) = db.Lookup(PackageNames, key);
            return db.Get(Scope, package).Impls(name);
        });

    /// <summary>The functions of a package with a virtual parameter of the interface of that name.</summary>
    public static readonly Query<PackageNameId, ValueArray<ItemInfo>> VirtualsInPackage =
        Query.Define<PackageNameId, ValueArray<ItemInfo>>("VirtualsInPackage", static (db, key) =>
        {
            var (package, name) = db.Lookup(PackageNames, key);
            return db.Get(Scope, package).Virtuals(name);
        });

    /// <summary>Where a file looks names up, and what is wrong with its imports.</summary>
    public static readonly Query<FileId, FileScope> FileScope = Query.Define<FileId, FileScope>("FileScope", ComputeFileScope);

    /// <summary>What a name may mean in a file, nearest first.</summary>
    public static readonly Query<FileNameId, ValueArray<VisibleItem>> Visible =
        Query.Define<FileNameId, ValueArray<VisibleItem>>("Visible", ComputeVisible,
            new QueryOptions<FileNameId, ValueArray<VisibleItem>> { Describe = static (db, key) => $"looking up {db.Lookup(FileNames, key).Name}" });

    /// <summary>The packages that a package's files import, and those that these do: what is seen only where nothing nearer will do.</summary>
    public static readonly Query<FileId, ValueArray<PackageId>> Transitive = Query.Define<FileId, ValueArray<PackageId>>("TransitiveImports", ComputeTransitive);

    /// <summary>The packages that anything of the program imports, and those that these do: what is seen only where nothing else will do.</summary>
    public static readonly Query<Singleton, ValueArray<PackageId>> Reached = Query.Define<Singleton, ValueArray<PackageId>>("ReachedPackages", ComputeReached);

    /// <summary>What the <see cref="Reached"/> packages declare under one name, asked for with no package.</summary>
    public static readonly Query<PackageNameId, ValueArray<ItemInfo>> Anywhere = Query.Define<PackageNameId, ValueArray<ItemInfo>>("Anywhere", static (db, key) =>
    {
        var name = db.Lookup(PackageNames, key).Name;
        var found = new List<ItemInfo>();
        foreach (var package in db.Get(Reached, default)) found.AddRange(LookupIn(db, package, name));
        return found.ToValueArray();
    });

    // The packages that a package's files import.
    private static readonly Query<PackageId, ValueArray<PackageId>> s_imported = Query.Define<PackageId, ValueArray<PackageId>>("PackageImports", static (db, package) =>
    {
        var found = new List<PackageId>();
        foreach (var file in db.Get(InputQueries.PackageFiles, package))
            foreach (var entry in db.Get(FileScope, file).Entries)
                if (entry.Package != package && !found.Contains(entry.Package)) found.Add(entry.Package);
        return found.ToValueArray();
    });

    /// <summary>Two denizens of one package that have a name only one may have.</summary>
    public static readonly Query<PackageId, ValueArray<Problem>> ScopeProblems =
        Query.Define<PackageId, ValueArray<Problem>>("ScopeProblems", ComputeScopeProblems);

    /// <summary>Looks a name up from a file.</summary>
    public static ValueArray<VisibleItem> Lookup(QueryContext db, FileId file, string name) =>
        db.Get(Visible, db.Intern(FileNames, new FileName(file, name)));

    /// <summary>
    /// Looks a name up in what the imported packages import, then in what anything of the program does; an item may be found twice.
    /// In the language everything that the program brings in is seen everywhere. Here that is a last resort, so that what a file
    /// says itself that it needs always comes first.
    /// </summary>
    public static List<VisibleItem> LookupFar(QueryContext db, FileId file, string name)
    {
        var found = new List<VisibleItem>();
        foreach (var package in db.Get(Transitive, file))
            foreach (var item in LookupIn(db, package, name)) found.Add(new VisibleItem(item, Nearness.Transitive));
        foreach (var item in db.Get(Anywhere, db.Intern(PackageNames, new PackageName(default, name)))) found.Add(new VisibleItem(item, Nearness.Anywhere));
        return found;
    }

    /// <summary>Looks a name up in a package.</summary>
    public static ValueArray<ItemInfo> LookupIn(QueryContext db, PackageId package, string name) =>
        db.Get(InPackage, db.Intern(PackageNames, new PackageName(package, name)));

    /// <summary>Looks impls up in a package by the name of one of their sides.</summary>
    public static ValueArray<ItemInfo> ImplsIn(QueryContext db, PackageId package, string name) =>
        db.Get(ImplsInPackage, db.Intern(PackageNames, new PackageName(package, name)));

    /// <summary>Looks up in a package the functions with a virtual parameter of the interface of that name.</summary>
    public static ValueArray<ItemInfo> VirtualsIn(QueryContext db, PackageId package, string name) =>
        db.Get(VirtualsInPackage, db.Intern(PackageNames, new PackageName(package, name)));

    private static ValueArray<PackageId> ComputeTransitive(QueryContext db, FileId file)
    {
        var reach = new Closure(db);
        var own = InputQueries.PackageOf(db, file);
        // What the other files of its own package import is theirs; what its own package lies within is its own.
        reach.Pass(own);
        foreach (var entry in db.Get(FileScope, file).Entries) reach.Start(entry.Package);
        reach.AddOuter(own);
        return reach.Run();
    }

    private static ValueArray<PackageId> ComputeReached(QueryContext db, Singleton key) => Reach(db, new Closure(db));

    /// <summary>The <see cref="Reached"/> packages if a file imported these and no others.</summary>
    public static ValueArray<PackageId> ReachedWith(QueryContext db, FileId file, IReadOnlyList<PackageId> imports) => Reach(db, new Closure(db, file, imports));

    /// <summary>The packages that an import of a package leads to: those that it imports, and so on.</summary>
    public static ValueArray<PackageId> ReachedFrom(QueryContext db, PackageId package)
    {
        var reach = new Closure(db);
        reach.Start(package);
        return reach.Run();
    }

    private static ValueArray<PackageId> Reach(QueryContext db, Closure reach)
    {
        foreach (var package in db.Get(InputQueries.UserPackages, default))
        {
            // A module's root is what a build starts with.
            if (db.Lookup(InputQueries.Packages, package).Package.Length == 0) reach.Add(package);
            reach.AddImported(package);
        }
        return reach.Run();
    }

    /// <summary>Follows imports. With an imported package come those that it lies within.</summary>
    /// <param name="file">A file whose imports are taken to be others.</param>
    private readonly struct Closure(QueryContext db, FileId? file = null, IReadOnlyList<PackageId>? others = null)
    {
        private readonly List<PackageId> _found = [];
        private readonly HashSet<PackageId> _seen = [];
        private readonly Stack<PackageId> _open = [];

        /// <summary>Neither finds a package nor follows it.</summary>
        public void Pass(PackageId package) => _seen.Add(package);

        /// <summary>Follows a package without finding it.</summary>
        public void Start(PackageId package)
        {
            if (_seen.Add(package)) _open.Push(package);
        }

        /// <summary>Finds a package and follows it.</summary>
        public void Add(PackageId package)
        {
            if (!_seen.Add(package)) return;
            _found.Add(package);
            _open.Push(package);
        }

        /// <summary>Adds what a package lies within, as far as it is there.</summary>
        public void AddOuter(PackageId package)
        {
            for (var known = db.Lookup(InputQueries.Packages, package).Outer; known is not null; known = known.Outer)
            {
                var outer = db.Intern(InputQueries.Packages, known);
                if (!db.Get(InputQueries.PackageFiles, outer).IsEmpty) Add(outer);
            }
        }

        /// <summary>Finds what a package's files import, and follows it.</summary>
        public void AddImported(PackageId package)
        {
            if (file is not { } changed || InputQueries.PackageOf(db, changed) != package)
            {
                foreach (var imported in db.Get(s_imported, package)) Add(imported);
                return;
            }
            foreach (var one in db.Get(InputQueries.PackageFiles, package))
                if (one != changed)
                    foreach (var entry in db.Get(FileScope, one).Entries)
                        if (entry.Package != package) Add(entry.Package);
            foreach (var other in others!)
                if (other != package) Add(other);
        }

        public ValueArray<PackageId> Run()
        {
            while (_open.TryPop(out var package))
            {
                AddImported(package);
                AddOuter(package);
            }
            return _found.ToValueArray();
        }
    }

    private static PackageScope ComputeScope(QueryContext db, PackageId package)
    {
        var items = new List<ItemInfo>();
        foreach (var file in db.Get(InputQueries.PackageFiles, package))
            foreach (var item in db.Get(ItemQueries.Declarations, file)) items.Add(item);
        return new PackageScope(package, items.ToValueArray());
    }

    // Of a new scope, each name that was ever looked up in it learns what it means now; one that means the same stays valid.
    private static void OfferNames(QueryContext db, PartsWriter parts, PackageScope scope)
    {
        parts.OfferAsked(InPackage, (PackageNameId key, out ValueArray<ItemInfo> items) => Pick(key, scope.Named, out items));
        parts.OfferAsked(ImplsInPackage, (PackageNameId key, out ValueArray<ItemInfo> items) => Pick(key, scope.Impls, out items));
        parts.OfferAsked(VirtualsInPackage, (PackageNameId key, out ValueArray<ItemInfo> items) => Pick(key, scope.Virtuals, out items));

        bool Pick(PackageNameId key, Func<string, ValueArray<ItemInfo>> part, out ValueArray<ItemInfo> items)
        {
            var (package, name) = db.Lookup(PackageNames, key);
            items = package == scope.Package ? part(name) : default;
            return package == scope.Package;
        }
    }

    private static FileScope ComputeFileScope(QueryContext db, FileId file)
    {
        var data = db.Lookup(InputQueries.Files, file);
        var entries = new List<ScopeEntry> { new(InputQueries.PackageOf(db, data.Module, data.Package), null, Nearness.OwnPackage) };
        var problems = new List<Problem>();
        foreach (var import in db.Get(ItemQueries.Imports, file)) Import(db, file, import, entries, problems);
        var seesBuiltins = db.Get(InputQueries.Options, default).ImplicitBuiltins || InputQueries.IsOfLibrary(db, new PackageData(data.Module, data.Package));
        return new FileScope(entries.ToValueArray(), seesBuiltins, problems.ToValueArray());
    }

    private static void Import(QueryContext db, FileId file, ImportInfo import, List<ScopeEntry> entries, List<Problem> problems)
    {
        var package = InputQueries.PackageOf(db, import.Package.Module, import.Package.Package);
        if (!db.Get(InputQueries.PackageFiles, package).IsEmpty)
        {
            var nearness = EmbeddedLibrary.IsLibraryModule(import.Package.Module) ? Nearness.Builtin : Nearness.Imported;
            if (import.Item is null || !LookupIn(db, package, import.Item).IsEmpty)
            {
                entries.Add(new ScopeEntry(package, import.Item, nearness));
                return;
            }
            // `import a.b.c;` may also name the package a.b.c whole.
            problems.Add(new UnknownImport(ItemQueries.ImportAnchor(db, file, import.Ordinal), import.Package, import.Item,
                Spelling.Near(import.Item, db.Get(Scope, package).Names)));
            return;
        }
        var modules = new SortedSet<string>(StringComparer.Ordinal);
        var siblings = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var other in db.Get(InputQueries.AllPackages, default))
        {
            var known = db.Lookup(InputQueries.Packages, other);
            modules.Add(known.Module);
            if (known.Module == import.Package.Module) siblings.Add(known.ToString());
        }
        var where = ItemQueries.ImportAnchor(db, file, import.Ordinal);
        problems.Add(modules.Contains(import.Package.Module)
            ? new UnknownPackage(where, import.Package, Spelling.Near(import.Package.ToString(), siblings))
            : new UnknownModule(where, import.Package.Module, Spelling.Near(import.Package.Module, modules)));
    }

    private static ValueArray<VisibleItem> ComputeVisible(QueryContext db, FileNameId key)
    {
        var (file, name) = db.Lookup(FileNames, key);
        var found = new List<VisibleItem>();
        var seen = new HashSet<DenizenId>();
        var scope = db.Get(FileScope, file);
        foreach (var entry in scope.Entries)
        {
            if (entry.OnlyName is not null && entry.OnlyName != name) continue;
            foreach (var item in LookupIn(db, entry.Package, name))
                if (seen.Add(item.Id)) found.Add(new VisibleItem(item, entry.Nearness));
        }
        if (scope.SeesBuiltins)
            foreach (var item in db.Get(Builtins, default).Named(name))
                if (seen.Add(item.Id)) found.Add(new VisibleItem(item, Nearness.Builtin));
        return found.ToValueArray();
    }

    /// <summary>Everything a file sees, for telling what is near to a name that means nothing.</summary>
    public static List<ItemInfo> AllVisible(QueryContext db, FileId file)
    {
        var scope = db.Get(FileScope, file);
        var items = new List<ItemInfo>();
        foreach (var entry in scope.Entries) items.AddRange(db.Get(Scope, entry.Package).Items);
        if (scope.SeesBuiltins) items.AddRange(db.Get(Builtins, default).Items);
        return items;
    }

    private static ValueArray<Problem> ComputeScopeProblems(QueryContext db, PackageId package)
    {
        var problems = new List<Problem>();
        var types = new Dictionary<string, DenizenId>(StringComparer.Ordinal);
        foreach (var item in db.Get(Scope, package).Items)
        {
            if (item.Kind is not (DenizenKind.Struct or DenizenKind.Interface)) continue;
            if (!types.TryAdd(item.Name, item.Id))
                problems.Add(new DuplicateDenizen(ItemQueries.NameAnchor(db, item.Id), item.Name, ItemQueries.NameAnchor(db, types[item.Name])));
        }
        return problems.ToValueArray();
    }
}
