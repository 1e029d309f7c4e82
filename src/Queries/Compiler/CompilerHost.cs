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
    private readonly UserPackages _packages = new();

    // Whether the standard library that comes along is in the database; it gives way to a module of the user's of that name.
    private bool _hasStandard;
    private CompilerOptions _options;

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
            var touched = new HashSet<UserPackages.Package>();
            // A file of the user's may bear the name of one that comes along.
            foreach (var change in changes)
                if (change.Text is not null && change.File.Module == EmbeddedLibrary.StandardModule) TakeStandardOut(writer);
            for (var i = 0; i < changes.Count; i++)
            {
                var (data, label, text, _) = changes[i];
                var file = writer.Intern(InputQueries.Files, data);
                if (text is null)
                {
                    if (_packages.Find(data.Module, data.Package) is not { } holder || !holder.Remove(data.Name)) continue;
                    touched.Add(holder);
                    writer.Remove(InputQueries.FileText, file);
                    writer.Remove(InputQueries.FileLabel, file);
                    continue;
                }
                var package = _packages.FindOrAdd(data.Module, data.Package);
                writer.Set(InputQueries.FileText, file, new SourceFile(new SourceText(text), previous[i]));
                writer.Set(InputQueries.FileLabel, file, new FileLabel(label), Durability.Medium);
                if (package.Add(data.Name, file)) touched.Add(package);
            }
            if (touched.Count == 0) return;
            foreach (var package in touched)
            {
                writer.Set(InputQueries.PackageFiles, writer.Intern(InputQueries.Packages, package.Data), package.Files(), Durability.Medium);
                if (package.IsEmpty) _packages.Remove(package);
            }
            var packages = new List<PackageId>();
            foreach (var package in _packages.InOrder()) packages.Add(writer.Intern(InputQueries.Packages, package.Data));
            writer.Set(InputQueries.UserPackages, default, packages.ToValueArray());
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
        foreach (var package in _packages.InOrder()) isWanted &= package.Data.Module != EmbeddedLibrary.StandardModule;
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

    // An edited file's new tree is made from an old one. There is one whenever anybody looked at the file; it need not be of the text
    // before this edit, and nothing is parsed for it here, where the next message waits.
    private ParseResult?[] PreviousTrees(IReadOnlyList<SourceChange> changes)
    {
        var trees = new ParseResult?[changes.Count];
        using var snapshot = Database.Snapshot();
        for (var i = 0; i < changes.Count; i++)
        {
            var (data, _, text, known) = changes[i];
            trees[i] = known;
            if (text is null || _packages.Find(data.Module, data.Package)?.Find(data.Name) is not { } file) continue;
            trees[i] = snapshot.Peek(ParseQueries.Parse, file)?.Result;
        }
        return trees;
    }
}
