// The one writer of a compiler database: takes changed sources and hands out snapshots to ask questions of. It knows
// files by their place in a module; reading them from a disk or an editor is its caller's work.

using Vale.Compiler.Inputs;
using Vale.Compiler.Library;
using Vale.Compiler.Parse;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler;

/// <summary>A file that is new, changed or gone.</summary>
/// <param name="Label">What messages call it: its path as the user knows it.</param>
/// <param name="Text">The whole new text, or null when the file is gone.</param>
/// <param name="Known">A tree of this text or one like it, from which the file's can be made faster; null when none is at hand.</param>
public readonly record struct SourceChange(FileData File, string Label, string? Text, ParseResult? Known = null);

/// <summary>A database with the embedded library in it. Apply from one thread at a time; snapshots may be used from any.</summary>
public sealed class CompilerHost : IDisposable
{
    private readonly SortedDictionary<PackageKey, SortedDictionary<string, FileId>> _packages = [];

    // Whether the standard library that comes along is in the database; it gives way to a module of the user's of that name.
    private bool _hasStandard;
    private CompilerOptions _options;

    private readonly record struct PackageKey(string Module, string Package) : IComparable<PackageKey>
    {
        public int CompareTo(PackageKey other)
        {
            var module = string.CompareOrdinal(Module, other.Module);
            return module != 0 ? module : string.CompareOrdinal(Package, other.Package);
        }
    }

    /// <summary>Makes a database that holds the library and nothing else.</summary>
    public CompilerHost(CompilerOptions? options = null, DatabaseOptions? engine = null)
    {
        Database = new Database(engine);
        _options = options ?? new CompilerOptions();
        Database.Write(writer =>
        {
            foreach (var kind in WellKnownKinds.All) writer.Intern(TypeQueries.Kinds, kind);
            writer.Set(InputQueries.Options, default, _options);
            writer.Set(InputQueries.BuiltinPackages, default, PutIn(writer, EmbeddedLibrary.Builtins));
            SettleStandard(writer);
        });
    }

    /// <summary>The database, for events and statistics.</summary>
    public Database Database { get; }

    /// <summary>The id of a file, known or not.</summary>
    public FileId FileId(FileData file)
    {
        using var snapshot = Database.Snapshot();
        return snapshot.Context.Intern(InputQueries.Files, file);
    }

    /// <summary>Makes changes in one revision. Readers of earlier snapshots are cancelled first.</summary>
    public void Apply(IReadOnlyList<SourceChange> changes)
    {
        var previous = PreviousTrees(changes);
        Database.Write(writer =>
        {
            var touched = new HashSet<PackageKey>();
            // A file of the user's may bear the name of one that comes along.
            foreach (var change in changes)
                if (change.Text is not null && change.File.Module == EmbeddedLibrary.StandardModule) TakeStandardOut(writer);
            for (var i = 0; i < changes.Count; i++)
            {
                var (data, label, text, _) = changes[i];
                var file = writer.Intern(InputQueries.Files, data);
                var key = new PackageKey(data.Module, data.Package);
                if (!_packages.TryGetValue(key, out var files)) _packages.Add(key, files = new(StringComparer.Ordinal));
                if (text is null)
                {
                    if (!files.Remove(data.Name)) continue;
                    touched.Add(key);
                    writer.Remove(InputQueries.FileText, file);
                    writer.Remove(InputQueries.FileLabel, file);
                    continue;
                }
                writer.Set(InputQueries.FileText, file, new SourceFile(new SourceText(text), previous[i]));
                writer.Set(InputQueries.FileLabel, file, new FileLabel(label), Durability.Medium);
                if (files.TryAdd(data.Name, file)) touched.Add(key);
            }
            if (touched.Count == 0) return;
            foreach (var key in touched)
            {
                writer.Set(InputQueries.PackageFiles, writer.Intern(InputQueries.Packages, new PackageData(key.Module, key.Package)),
                    _packages[key].Values.ToValueArray(), Durability.Medium);
                if (_packages[key].Count == 0) _packages.Remove(key);
            }
            writer.Set(InputQueries.UserPackages, default,
                _packages.Keys.Select(key => writer.Intern(InputQueries.Packages, new PackageData(key.Module, key.Package))).ToValueArray());
            SettleStandard(writer);
        });
    }

    /// <summary>Sets the options in a revision of its own.</summary>
    public void SetOptions(CompilerOptions options)
    {
        _options = options;
        Database.Write(writer =>
        {
            writer.Set(InputQueries.Options, default, options);
            SettleStandard(writer);
        });
    }

    /// <summary>A reader of the present revision. Dispose of it soon: a writer waits for it.</summary>
    public Snapshot Snapshot() => Database.Snapshot();

    /// <inheritdoc/>
    public void Dispose() => Database.Dispose();

    // Puts files of the library in, those of one package being neighbours, and returns their packages.
    private static ValueArray<PackageId> PutIn(DatabaseWriter writer, ValueArray<LibraryFile> library)
    {
        var packages = new List<PackageId>();
        var files = new List<FileId>();
        for (var i = 0; i < library.Length; i++)
        {
            var (data, text) = library[i];
            var file = writer.Intern(InputQueries.Files, data);
            files.Add(file);
            writer.Set(InputQueries.FileText, file, new SourceFile(new SourceText(text), null), Durability.High);
            writer.Set(InputQueries.FileLabel, file, new FileLabel(EmbeddedLibrary.Label(data)), Durability.High);
            if (i + 1 < library.Length && library[i + 1].File.Package == data.Package) continue;
            var package = writer.Intern(InputQueries.Packages, new PackageData(data.Module, data.Package));
            packages.Add(package);
            writer.Set(InputQueries.PackageFiles, package, files.ToValueArray(), Durability.High);
            files.Clear();
        }
        return packages.ToValueArray();
    }

    // The standard library is in while it is wanted and the user has no module of its name.
    private void SettleStandard(DatabaseWriter writer)
    {
        var isWanted = _options.StandardLibrary;
        foreach (var key in _packages.Keys) isWanted &= key.Module != EmbeddedLibrary.StandardModule;
        if (!isWanted)
        {
            TakeStandardOut(writer);
            return;
        }
        if (_hasStandard) return;
        _hasStandard = true;
        writer.Set(InputQueries.StandardPackages, default, PutIn(writer, EmbeddedLibrary.Standard));
    }

    private void TakeStandardOut(DatabaseWriter writer)
    {
        if (!_hasStandard) return;
        _hasStandard = false;
        foreach (var (data, _) in EmbeddedLibrary.Standard)
        {
            var file = writer.Intern(InputQueries.Files, data);
            writer.Remove(InputQueries.FileText, file);
            writer.Remove(InputQueries.FileLabel, file);
            writer.Set(InputQueries.PackageFiles, writer.Intern(InputQueries.Packages, new PackageData(data.Module, data.Package)), [], Durability.High);
        }
        writer.Set(InputQueries.StandardPackages, default, []);
    }

    // An edited file's new tree is made from its old one. The old one is at hand whenever anybody looked at the file.
    private ParseResult?[] PreviousTrees(IReadOnlyList<SourceChange> changes)
    {
        var trees = new ParseResult?[changes.Count];
        using var snapshot = Database.Snapshot();
        for (var i = 0; i < changes.Count; i++)
        {
            var (data, _, text, known) = changes[i];
            trees[i] = known;
            if (text is null || !_packages.TryGetValue(new PackageKey(data.Module, data.Package), out var files)) continue;
            if (files.TryGetValue(data.Name, out var file)) trees[i] = snapshot.Context.Get(ParseQueries.Parse, file).Result;
        }
        return trees;
    }
}
