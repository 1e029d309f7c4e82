// The facts of what can be wrong with headers and members.

using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Signatures;

/// <summary>A name used as a type that names none.</summary>
public sealed record UnknownType(Anchor Where, string Name, ValueArray<string> Near) : Problem(Where);

/// <summary>A type name that several imported packages declare.</summary>
public sealed record AmbiguousType(Anchor Where, string Name, ValueArray<Anchor> Declared) : Problem(Where);

/// <summary>Two parameters, or two members, of one name.</summary>
public sealed record DuplicateName(Anchor Where, string Name, bool IsMember, Anchor First) : Problem(Where);

/// <summary>Two functions that take the same parameters.</summary>
public sealed record DuplicateFunction(Anchor Where, string Name, Anchor First, bool FirstIsDerived) : Problem(Where);

/// <summary>An immutable struct with a member that is mutable.</summary>
public sealed record MutableMemberOfImmutable(Anchor Where, string Struct, string Member, Coord Type) : Problem(Where);

/// <summary>An immutable struct with a varying member.</summary>
public sealed record VaryingMemberOfImmutable(Anchor Where, string Struct, string Member) : Problem(Where);

/// <summary>An immutable struct that holds itself.</summary>
public sealed record ImmutableHoldsItself(Anchor Where, string Struct) : Problem(Where);

/// <summary>A function that has no body and is not extern or abstract.</summary>
public sealed record MissingBody(Anchor Where, string Name) : Problem(Where);

/// <summary>An extern function with a body.</summary>
public sealed record ExternWithBody(Anchor Where, string Name) : Problem(Where);

/// <summary>An exported <c>main</c> with parameters.</summary>
public sealed record MainWithParameters(Anchor Where) : Problem(Where);

/// <summary>A second exported function of one name in a module: C would find two.</summary>
public sealed record DuplicateExport(Anchor Where, string Module, string Name, Anchor First) : Problem(Where);
