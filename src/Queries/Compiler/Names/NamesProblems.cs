// The facts of what can be wrong with imports and names.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Names;

/// <summary>An import names a package of a known module that has no such package.</summary>
/// <param name="Known">Packages of that module, the likeliest first.</param>
public sealed record UnknownPackage(Anchor Where, PackageData Package, ValueArray<string> Known) : Problem(Where);

/// <summary>An import names a module that was not given.</summary>
public sealed record UnknownModule(Anchor Where, string Module, ValueArray<string> Known) : Problem(Where);

/// <summary>An import names an item its package does not declare.</summary>
public sealed record UnknownImport(Anchor Where, PackageData Package, string Name, ValueArray<string> Near) : Problem(Where);

/// <summary>Two denizens of a package that must not have one name do.</summary>
/// <param name="First">The other one.</param>
public sealed record DuplicateDenizen(Anchor Where, string Name, Anchor First) : Problem(Where);
