// Everything the world brings in. These inputs are set by CompilerHost and by nothing else; all other facts follow.

using Vale.Compiler.Library;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Inputs;

/// <summary>A file's text, and the tree it had before, from which the new one can be made faster.</summary>
/// <remarks>Compares by text alone: the earlier tree changes how fast the new one is made, not what it is.</remarks>
public sealed class SourceFile(SourceText text, ParseResult? previous) : IEquatable<SourceFile>
{
    /// <summary>The text.</summary>
    public SourceText Text { get; } = text;

    internal ParseResult? Previous { get; } = previous;

    /// <inheritdoc/>
    public bool Equals(SourceFile? other) => other is not null && Text.Equals(other.Text);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SourceFile);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode();
}

/// <summary>What messages call a file: its path as the user gave it.</summary>
public sealed record FileLabel(string Text);

/// <summary>Choices that change what a program means.</summary>
/// <param name="ImplicitBuiltins">Every file sees all of the builtins; without it, only what it imports of them.</param>
/// <param name="StandardLibrary">The standard library that comes with the compiler can be imported.</param>
/// <param name="EntryModule">The module whose <c>main</c> the program starts with; null for the first that exports one.</param>
public sealed record CompilerOptions(bool ImplicitBuiltins = true, bool StandardLibrary = true, string? EntryModule = null);

/// <summary>The inputs and the names they are known by.</summary>
public static class InputQueries
{
    /// <summary>Source files.</summary>
    public static readonly Interner<FileData, FileId> Files = Interner.Define<FileData, FileId>("File");

    /// <summary>Packages.</summary>
    public static readonly Interner<PackageData, PackageId> Packages = Interner.Define<PackageData, PackageId>("Package");

    /// <summary>A file's text.</summary>
    public static readonly Input<FileId, SourceFile> FileText = Input.Define<FileId, SourceFile>("FileText");

    /// <summary>What messages call a file.</summary>
    public static readonly Input<FileId, FileLabel> FileLabel = Input.Define<FileId, FileLabel>("FileLabel");

    /// <summary>The files of a package, in a fixed order; none for a package nobody gave.</summary>
    public static readonly Input<PackageId, ValueArray<FileId>> PackageFiles =
        Input.Define<PackageId, ValueArray<FileId>>("PackageFiles", defaultValue: ValueArray<FileId>.Empty);

    /// <summary>Every package that has a file and is the user's, in a fixed order.</summary>
    public static readonly Input<Singleton, ValueArray<PackageId>> UserPackages =
        Input.Define<Singleton, ValueArray<PackageId>>("UserPackages", Durability.Medium, ValueArray<PackageId>.Empty);

    /// <summary>The packages of the builtin module.</summary>
    public static readonly Input<Singleton, ValueArray<PackageId>> BuiltinPackages =
        Input.Define<Singleton, ValueArray<PackageId>>("BuiltinPackages", Durability.High, ValueArray<PackageId>.Empty);

    /// <summary>The packages of the standard library that comes with the compiler; none where it is left out or the user has one.</summary>
    public static readonly Input<Singleton, ValueArray<PackageId>> StandardPackages =
        Input.Define<Singleton, ValueArray<PackageId>>("StandardPackages", Durability.High, ValueArray<PackageId>.Empty);

    /// <summary>The options.</summary>
    public static readonly Input<Singleton, CompilerOptions> Options =
        Input.Define<Singleton, CompilerOptions>("Options", Durability.High, new CompilerOptions());

    /// <summary>The user's packages and the library's.</summary>
    public static readonly Query<Singleton, ValueArray<PackageId>> AllPackages =
        Query.Define<Singleton, ValueArray<PackageId>>("AllPackages", static (db, key) =>
            [.. db.Get(UserPackages, key), .. db.Get(StandardPackages, key), .. db.Get(BuiltinPackages, key)]);

    /// <summary>The package of that name, whether or not it has files.</summary>
    public static PackageId PackageOf(QueryContext db, string module, string package) =>
        db.Intern(Packages, new PackageData(module, package));

    /// <summary>True for a package that comes with the compiler: a builtin one, or one of its standard library.</summary>
    public static bool IsOfLibrary(QueryContext db, PackageData package) => package.Module switch
    {
        EmbeddedLibrary.BuiltinModule => true,
        EmbeddedLibrary.StandardModule => db.Get(StandardPackages, default).Contains(PackageOf(db, package.Module, package.Package)),
        _ => false,
    };

    /// <summary>True for a function that a program could start with, in a program that starts in another module: it is a function like any other there.</summary>
    public static bool IsOtherEntry(QueryContext db, string module, string function) =>
        function == "main" && db.Get(Options, default).EntryModule is { } entry && entry != module;

    /// <summary>The package a file is in.</summary>
    public static PackageId PackageOf(QueryContext db, FileId file)
    {
        var data = db.Lookup(Files, file);
        return PackageOf(db, data.Module, data.Package);
    }
}
