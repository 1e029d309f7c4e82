// What a denizen promises to the rest of the program: a function's prototype, a struct's members. Bodies are not seen.

using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Signatures;

/// <summary>Where a function comes from.</summary>
public enum FunctionOrigin : byte
{
    /// <summary>It is written in the source; the denizen is the function.</summary>
    Declared,
    /// <summary>The constructor derived for a struct; the denizen is the struct.</summary>
    StructConstructor,
    /// <summary>The drop derived for a struct; the denizen is the struct.</summary>
    StructDrop,
}

/// <summary>A function that can be called, interned. See <see cref="FunctionData"/>.</summary>
public readonly record struct FunctionId(int Index) : IQueryKey<FunctionId>
{
    /// <inheritdoc/>
    public static FunctionId FromIndex(int index) => new(index);
}

/// <summary>What a <see cref="FunctionId"/> stands for.</summary>
public readonly record struct FunctionData(FunctionOrigin Origin, DenizenId Denizen);

/// <summary>How a function comes by its code.</summary>
public enum FunctionBody : byte
{
    /// <summary>It has a block in the source, or the compiler writes one.</summary>
    Vale,
    /// <summary>C provides it.</summary>
    Extern,
    /// <summary>It is one of the operations every backend provides.</summary>
    Intrinsic,
}

/// <summary>A parameter of a prototype.</summary>
/// <param name="Name">The name it binds, or null when it is a pattern without one.</param>
public sealed record Parameter(string? Name, Coord Type);

/// <summary>A function's header, resolved.</summary>
/// <param name="Name">The name calls use.</param>
/// <param name="ForeignName">The C name or the intrinsic's name, when the body is not Vale.</param>
/// <param name="IsExported">C may call it.</param>
/// <param name="IsUsable">False when the header is in error so that no call should be checked against it.</param>
/// <param name="IsCheckable">False when it has what is not compiled, so that its body should not be checked either.</param>
public sealed record FunctionHeader(
    string Name,
    ValueArray<Parameter> Parameters,
    Coord ReturnType,
    FunctionBody Body,
    string? ForeignName,
    bool IsExported,
    bool IsPure,
    bool IsUsable,
    ValueArray<Problem> Problems,
    bool IsCheckable = true);

/// <summary>What can be known of a struct without looking at its members' types.</summary>
/// <param name="DerivesDrop">False under <c>#!DeriveStructDrop</c> or <c>linear</c>: then only a drop the user writes, if any, ends it.</param>
public sealed record StructShape(bool IsImmutable, bool IsWeakable, bool DerivesDrop, bool IsExported, bool IsGeneric);

/// <summary>A member of a struct.</summary>
/// <param name="IsVarying">Declared with <c>!</c>: <c>set</c> may replace it.</param>
public sealed record StructMember(string Name, Coord Type, bool IsVarying);

/// <summary>A struct's members, resolved.</summary>
public sealed record StructDefinition(ValueArray<StructMember> Members, bool IsUsable, ValueArray<Problem> Problems);
