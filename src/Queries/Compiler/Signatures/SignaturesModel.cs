// What a denizen promises to the rest of the program: its parameters and bounds in its own placeholders, a function's
// prototype, a struct's members, an impl's two sides. Bodies are not seen.

using Vale.Compiler.Items;
using Vale.Compiler.Solver;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Signatures;

/// <summary>How a function comes by its code.</summary>
public enum FunctionBody : byte
{
    /// <summary>It has a block in the source, or the compiler writes one.</summary>
    Vale,
    /// <summary>C provides it.</summary>
    Extern,
    /// <summary>It is one of the operations every backend provides, or that the lowering writes out.</summary>
    Intrinsic,
    /// <summary>It calls the override of the object it is given.</summary>
    Abstract,
}

/// <summary>A rune that has a name, and what it stands for within its denizen.</summary>
public readonly record struct NamedTemplata(string Name, TemplataId Value);

/// <summary>The rules of a denizen, and what was wrong with them as written.</summary>
public sealed record CompiledRules(RuleSet Set, ValueArray<Problem> Problems);

/// <summary>Something a denizen needs of the types it is used with.</summary>
/// <param name="Where">Where it is written.</param>
public abstract record Bound(Anchor Where);

/// <summary>A function must exist.</summary>
public sealed record FunctionBound(string Name, ValueArray<Coord> Parameters, Coord ReturnType, Anchor Where) : Bound(Where);

/// <summary>An impl must exist.</summary>
public sealed record ImplBound(KindId Sub, KindId Super, Anchor Where) : Bound(Where);

/// <summary>A denizen's generic side, in its own placeholders (IRAGP).</summary>
/// <param name="Arguments">What each of its generic parameters is: mostly its placeholder, or what the rules say it must be.</param>
/// <param name="Runes">Its runes that have names.</param>
/// <param name="Bounds">What it needs: first its own bounds, then those reached through its parameters (NBIFP).</param>
/// <param name="OwnBounds">How many are its own.</param>
/// <param name="IsSolved">False when the rules contradict each other or leave something open.</param>
public sealed record DenizenTerms(
    ValueArray<TemplataId> Arguments, ValueArray<NamedTemplata> Runes, ValueArray<Bound> Bounds, int OwnBounds, bool IsSolved)
{
    /// <summary>Of what has no generic side.</summary>
    public static readonly DenizenTerms None = new([], [], [], 0, true);
}

/// <summary>A parameter of a prototype.</summary>
/// <param name="Name">The name it binds, or null when it is a pattern without one.</param>
public sealed record Parameter(string? Name, Coord Type);

/// <summary>A function's header, resolved, in its own placeholders.</summary>
/// <param name="Name">The name calls use.</param>
/// <param name="Generics">Its generic parameters.</param>
/// <param name="Terms">What they stand for within it, and its bounds.</param>
/// <param name="ForeignName">The C name or the intrinsic's name, when the body is not Vale.</param>
/// <param name="IsExported">C may call it.</param>
/// <param name="IsUsable">False when the header is in error so that no call should be checked against it.</param>
/// <param name="VirtualParameter">Which parameter's object decides, or -1.</param>
/// <param name="IsCheckable">False when it has what is not compiled, so that its body should not be checked either.</param>
public sealed record FunctionHeader(
    string Name,
    ValueArray<GenericParameter> Generics,
    DenizenTerms Terms,
    ValueArray<Parameter> Parameters,
    Coord ReturnType,
    FunctionBody Body,
    string? ForeignName,
    bool IsExported,
    bool IsPure,
    bool IsUsable,
    ValueArray<Problem> Problems,
    int VirtualParameter = -1,
    bool IsCheckable = true);

/// <summary>A struct's or interface's generic side.</summary>
/// <param name="Self">Its kind with its own placeholders.</param>
public sealed record CitizenHeader(DenizenTerms Terms, KindId Self, ValueArray<Problem> Problems);

/// <summary>An impl's two sides, in its own placeholders.</summary>
/// <param name="IsDependent">Per generic parameter: the interface side alone tells what it is (FODAIR).</param>
public sealed record ImplHeader(
    DenizenTerms Terms, KindId Struct, KindId Interface, ValueArray<bool> IsDependent, bool IsUsable, ValueArray<Problem> Problems);

/// <summary>A member of a struct.</summary>
/// <param name="IsVarying">Declared with <c>!</c>: <c>set</c> may replace it.</param>
public sealed record StructMember(string Name, Coord Type, bool IsVarying);

/// <summary>A struct's members, resolved, in its own placeholders.</summary>
public sealed record StructDefinition(ValueArray<StructMember> Members, bool IsUsable, ValueArray<Problem> Problems);
