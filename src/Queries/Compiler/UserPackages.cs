// Which files of which packages the user's modules have. It keeps an order that does not depend on when something came.

using Vale.Compiler.Inputs;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler;

/// <summary>The packages of the user's modules, by module and then by name.</summary>
internal sealed class UserPackages
{
    private readonly Dictionary<string, Dictionary<string, Package>> _modules = new(StringComparer.Ordinal);
    private List<Package>? _inOrder;

    /// <summary>The package, or null when no file of it is known.</summary>
    public Package? Find(string module, string package) =>
        _modules.TryGetValue(module, out var packages) ? packages.GetValueOrDefault(package) : null;

    /// <summary>The package, made if need be.</summary>
    public Package FindOrAdd(string module, string package)
    {
        if (!_modules.TryGetValue(module, out var packages)) _modules.Add(module, packages = new(StringComparer.Ordinal));
        if (packages.TryGetValue(package, out var known)) return known;
        _inOrder = null;
        var made = new Package(new PackageData(module, package));
        packages.Add(package, made);
        return made;
    }

    /// <summary>Forgets a package.</summary>
    public void Remove(Package package)
    {
        _inOrder = null;
        _modules[package.Data.Module].Remove(package.Data.Package);
    }

    /// <summary>All of them, in the ordinal order of module and package.</summary>
    public List<Package> InOrder()
    {
        if (_inOrder is not null) return _inOrder;
        var all = new List<Package>();
        foreach (var packages in _modules.Values) all.AddRange(packages.Values);
        all.Sort(static (left, right) =>
        {
            var module = string.CompareOrdinal(left.Data.Module, right.Data.Module);
            return module != 0 ? module : string.CompareOrdinal(left.Data.Package, right.Data.Package);
        });
        return _inOrder = all;
    }

    /// <summary>The files of one package, by name.</summary>
    public sealed class Package(PackageData data)
    {
        private readonly List<string> _names = [];      // in ordinal order
        private readonly List<FileId> _files = [];      // each beside its name

        /// <summary>Its module and name.</summary>
        public PackageData Data { get; } = data;

        /// <summary>It has no file.</summary>
        public bool IsEmpty => _names.Count == 0;

        /// <summary>The files in the order of their names.</summary>
        public ValueArray<FileId> Files() => _files.ToValueArray();

        /// <summary>The file of a name, or null.</summary>
        public FileId? Find(string name) => IndexOf(name) is var i and >= 0 ? _files[i] : null;

        /// <summary>Adds a file; false when there is one of that name.</summary>
        public bool Add(string name, FileId file)
        {
            var i = IndexOf(name);
            if (i >= 0) return false;
            _names.Insert(~i, name);
            _files.Insert(~i, file);
            return true;
        }

        /// <summary>Takes a file out; false when there is none of that name.</summary>
        public bool Remove(string name)
        {
            var i = IndexOf(name);
            if (i < 0) return false;
            _names.RemoveAt(i);
            _files.RemoveAt(i);
            return true;
        }

        private int IndexOf(string name) => _names.BinarySearch(name, StringComparer.Ordinal);
    }
}
