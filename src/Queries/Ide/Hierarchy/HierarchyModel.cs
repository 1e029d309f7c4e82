// Entries of the hierarchies of calls and of types.

using Vale.Compiler.Inputs;
using Vale.Syntax;

namespace Vale.Ide.Hierarchy;

/// <summary>A function or type in a hierarchy.</summary>
/// <param name="Detail">What tells it from others of its name: parameters, or the package.</param>
public sealed record HierarchyItem(string Name, string Detail, SymbolKind Kind, NavigationTarget Target);

/// <summary>A function that calls, or is called, and where.</summary>
/// <param name="File">The file of the calls.</param>
/// <param name="Calls">The names called, in the order of places.</param>
public sealed record HierarchyCall(HierarchyItem Item, FileId File, IReadOnlyList<TextRange> Calls);
