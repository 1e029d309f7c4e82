// What names mean where: packages' scopes, and the tiers in which a file looks a name up.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Names;

/// <summary>A name within a package, interned: the key that keeps one name's meaning apart from all others'.</summary>
public readonly record struct PackageNameId(int Index) : IQueryKey<PackageNameId>
{
    /// <inheritdoc/>
    public static PackageNameId FromIndex(int index) => new(index);
}

/// <summary>What a <see cref="PackageNameId"/> stands for.</summary>
public readonly record struct PackageName(PackageId Package, string Name);

/// <summary>A name looked up from a file, interned.</summary>
public readonly record struct FileNameId(int Index) : IQueryKey<FileNameId>
{
    /// <inheritdoc/>
    public static FileNameId FromIndex(int index) => new(index);
}

/// <summary>What a <see cref="FileNameId"/> stands for.</summary>
public readonly record struct FileName(FileId File, string Name);

/// <summary>How near a name's declaration is to where it is used. A nearer one is preferred where both would do.</summary>
public enum Nearness : byte
{
    OwnPackage, Imported, Builtin,
    /// <summary>In a package that an imported one imports: looked at only where nothing nearer will do.</summary>
    Transitive,
    /// <summary>In a package that something else of the program imports: looked at likewise, and last.</summary>
    Anywhere,
}

/// <summary>An item a name may mean.</summary>
public readonly record struct VisibleItem(ItemInfo Item, Nearness Nearness);

/// <summary>A package a file looks into, for all its names or for one.</summary>
public readonly record struct ScopeEntry(PackageId Package, string? OnlyName, Nearness Nearness);

/// <summary>Where a file looks names up, nearest first.</summary>
/// <param name="SeesBuiltins">Behind the entries it looks into all builtin packages.</param>
public sealed record FileScope(ValueArray<ScopeEntry> Entries, bool SeesBuiltins, ValueArray<Problem> Problems);

/// <summary>A package's names. Compares by content.</summary>
public sealed class PackageScope : IEquatable<PackageScope>
{
    private readonly Dictionary<string, List<ItemInfo>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ItemInfo>> _impls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ItemInfo>> _virtuals = new(StringComparer.Ordinal);

    /// <summary>Every item of the package, in the order of files and of their texts.</summary>
    public ValueArray<ItemInfo> Items { get; }

    /// <summary>Whose.</summary>
    internal PackageId Package { get; }

    internal PackageScope(PackageId package, ValueArray<ItemInfo> items)
    {
        Package = package;
        Items = items;
        foreach (var item in items)
        {
            if (item.Impl is { } heads)
            {
                Add(_impls, heads.Struct, item);
                if (heads.Interface != heads.Struct) Add(_impls, heads.Interface, item);
            }
            else if (item.Kind != DenizenKind.Export) Add(_byName, item.Name, item);
            if (item.VirtualOf is { } iface) Add(_virtuals, iface, item);
        }
    }

    private static void Add(Dictionary<string, List<ItemInfo>> lists, string name, ItemInfo item)
    {
        if (!lists.TryGetValue(name, out var list)) lists.Add(name, list = []);
        list.Add(item);
    }

    /// <summary>The functions with a virtual parameter of the interface of that name.</summary>
    internal ValueArray<ItemInfo> Virtuals(string name) => _virtuals.TryGetValue(name, out var list) ? list.ToValueArray() : [];

    /// <summary>The impls one of whose sides has that name.</summary>
    internal ValueArray<ItemInfo> Impls(string name) => _impls.TryGetValue(name, out var list) ? list.ToValueArray() : [];

    /// <summary>The items of that name.</summary>
    internal ValueArray<ItemInfo> Named(string name) => _byName.TryGetValue(name, out var list) ? list.ToValueArray() : [];

    /// <summary>Every name.</summary>
    internal IEnumerable<string> Names => _byName.Keys;

    /// <inheritdoc/>
    public bool Equals(PackageScope? other) => other is not null && Items == other.Items;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PackageScope);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.GetHashCode();
}
