// Names of the things the world brings in. A file is known by its place in a module, never by a path.

namespace Vale.Compiler.Inputs;

/// <summary>A source file, interned. See <see cref="FileData"/>.</summary>
public readonly record struct FileId(int Index) : Vale.Queries.Runtime.IQueryKey<FileId>
{
    /// <inheritdoc/>
    public static FileId FromIndex(int index) => new(index);
}

/// <summary>What a <see cref="FileId"/> stands for.</summary>
/// <param name="Module">The module's name, as in <c>MODULE=PATH</c>.</param>
/// <param name="Package">The package's steps below the module, joined by dots; empty for the module's root package.</param>
/// <param name="Name">Unique within the package; the file's name, with a number behind it when two roots bring the same.</param>
public sealed record FileData(string Module, string Package, string Name);

/// <summary>A package, interned: every import, scope and codegen unit is one's.</summary>
public readonly record struct PackageId(int Index) : Vale.Queries.Runtime.IQueryKey<PackageId>
{
    /// <inheritdoc/>
    public static PackageId FromIndex(int index) => new(index);
}

/// <summary>What a <see cref="PackageId"/> stands for: <c>stdlib.collections</c> is module stdlib, package collections.</summary>
public sealed record PackageData(string Module, string Package)
{
    /// <summary>The package it lies within, whether or not that has files; null for a module's root.</summary>
    public PackageData? Outer => Package.Length == 0 ? null : new PackageData(Module, Package[..Math.Max(0, Package.LastIndexOf('.'))]);

    /// <summary>The dotted form imports use.</summary>
    public override string ToString() => Package.Length == 0 ? Module : Module + "." + Package;
}
