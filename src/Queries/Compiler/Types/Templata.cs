// Templatas: the values that generic parameters and runes can have. Interned, so that comparing two is comparing ints.

using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Types;

/// <summary>The type of a rune or of a generic parameter.</summary>
public enum TemplataType : byte
{
    /// <summary>A type with an ownership: <c>Ref</c>.</summary>
    Coord,
    /// <summary>A type without one: <c>Kind</c>.</summary>
    Kind,
    /// <summary><c>Int</c>.</summary>
    Integer,
    /// <summary><c>Bool</c>.</summary>
    Boolean,
    /// <summary>A text.</summary>
    String,
    /// <summary><c>mut</c> or <c>imm</c>.</summary>
    Mutability,
    /// <summary><c>vary</c> or <c>final</c>.</summary>
    Variability,
    /// <summary><c>own</c>, <c>borrow</c>, <c>weak</c> or <c>share</c>.</summary>
    Ownership,
    /// <summary><c>inl</c> or <c>heap</c>.</summary>
    Location,
    /// <summary>A function with its types: <c>Prot</c>.</summary>
    Prototype,
    /// <summary>A list of coords: <c>RefList</c>.</summary>
    Pack,
    /// <summary>A struct or interface that still wants arguments.</summary>
    Template,
    /// <summary>A region; carried through, and nothing else yet.</summary>
    Region,
}

/// <summary>A templata, interned. See <see cref="TemplataData"/>.</summary>
public readonly record struct TemplataId(int Index) : IQueryKey<TemplataId>
{
    /// <inheritdoc/>
    public static TemplataId FromIndex(int index) => new(index);
}

/// <summary>What a <see cref="TemplataId"/> stands for.</summary>
public abstract record TemplataData(TemplataType Type);

/// <summary>A type with its ownership.</summary>
public sealed record CoordTemplata(Coord Coord) : TemplataData(TemplataType.Coord);

/// <summary>A type without an ownership.</summary>
public sealed record KindTemplata(KindId Kind) : TemplataData(TemplataType.Kind);

/// <summary>An integer.</summary>
public sealed record IntegerTemplata(long Value) : TemplataData(TemplataType.Integer);

/// <summary>A bool.</summary>
public sealed record BooleanTemplata(bool Value) : TemplataData(TemplataType.Boolean);

/// <summary>A text.</summary>
public sealed record StringTemplata(string Value) : TemplataData(TemplataType.String);

/// <summary>A mutability.</summary>
public sealed record MutabilityTemplata(bool IsImmutable) : TemplataData(TemplataType.Mutability);

/// <summary>A variability.</summary>
public sealed record VariabilityTemplata(bool IsVarying) : TemplataData(TemplataType.Variability);

/// <summary>An ownership.</summary>
public sealed record OwnershipTemplata(Ownership Ownership) : TemplataData(TemplataType.Ownership);

/// <summary>A location.</summary>
public sealed record LocationTemplata(bool IsInline) : TemplataData(TemplataType.Location);

/// <summary>A function with its types.</summary>
public sealed record PrototypeTemplata(string Name, ValueArray<Coord> Parameters, Coord ReturnType) : TemplataData(TemplataType.Prototype);

/// <summary>A list of types.</summary>
public sealed record PackTemplata(ValueArray<Coord> Members) : TemplataData(TemplataType.Pack);

/// <summary>A struct's or interface's template.</summary>
public sealed record TemplateTemplata(DenizenId Template) : TemplataData(TemplataType.Template);

/// <summary>
/// What stands for a generic parameter that is neither a coord nor a kind while its denizen is compiled on its own (PTPKCK).
/// </summary>
/// <param name="Root">The denizen whose parameter it is (OWPFRD).</param>
/// <param name="Index">Its number among the denizen's generic parameters.</param>
/// <param name="Name">Its name.</param>
public sealed record PlaceholderTemplata(DenizenId Root, int Index, string Name, TemplataType Of) : TemplataData(Of);
