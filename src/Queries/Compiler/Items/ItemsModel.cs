// The table of contents of a file: what it declares and imports, without bodies, types or ranges, so that it compares
// equal while bodies are edited and code is moved about.

using Vale.Compiler.Inputs;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Items;

/// <summary>An entry of a file's table of contents.</summary>
/// <param name="Arity">Of a function, its parameters; of a struct, its members, which are its constructor's parameters.</param>
/// <param name="IsGeneric">It has generic parameters or rules.</param>
/// <param name="IsDuplicate">An earlier denizen of this file has the same head.</param>
/// <param name="Impl">Of an impl, the names of its two sides.</param>
/// <param name="Parent">Of a function, the interface or struct it is written in.</param>
/// <param name="VirtualOf">Of a function with a virtual parameter, the name of that parameter's interface.</param>
public sealed record ItemInfo(
    DenizenId Id, DenizenKind Kind, string Name, int Arity, bool IsExported, bool IsGeneric, bool IsDuplicate,
    ImplHeads? Impl = null, DenizenId? Parent = null, string? VirtualOf = null);

/// <summary>The names of an impl's two templates, by which it is looked up (MLUIBTN).</summary>
public sealed record ImplHeads(string Interface, string Struct);

/// <summary>An import as written.</summary>
/// <param name="Package">The package it names.</param>
/// <param name="Item">The one name it brings, or null for all (<c>.*</c>).</param>
/// <param name="Ordinal">Its number among the file's imports.</param>
public sealed record ImportInfo(PackageData Package, string? Item, int Ordinal);

/// <summary>A file's table of contents.</summary>
public sealed record FileItems(ValueArray<ItemInfo> Items, ValueArray<ImportInfo> Imports);

/// <summary>Where a file's items stand now: the twin of <see cref="FileItems"/>, asked only while rendering.</summary>
/// <param name="Items">Per item of <see cref="FileItems.Items"/>.</param>
/// <param name="Imports">Start and length per import.</param>
public sealed record ItemRanges(ValueArray<ItemRange> Items, ValueArray<TextRange> Imports);

/// <summary>An item's place.</summary>
/// <param name="Id">The item.</param>
/// <param name="Full">From its first token to its last.</param>
/// <param name="Name">Its name, or its first token when it has none.</param>
/// <param name="BodyStart">Offset of its body's first token, or -1.</param>
public readonly record struct ItemRange(DenizenId Id, TextRange Full, TextRange Name, int BodyStart);

/// <summary>A piece of a tree as a query result: compares by its text and structure.</summary>
/// <param name="Green">The piece, or null when the denizen is gone or has none.</param>
public sealed record SyntaxPiece(GreenNode? Green)
{
    /// <summary>The piece, seen from its own start. Ask only when it is there.</summary>
    public SyntaxNode Node => new(Green!);
}
