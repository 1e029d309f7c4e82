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

/// <summary>A parameter without a type in a function of an interface or struct, where only the object itself may do without.</summary>
public sealed record ParameterWithoutType(Anchor Where, string Name) : Problem(Where);

/// <summary>A function that has no body and is not extern or abstract.</summary>
public sealed record MissingBody(Anchor Where, string Name) : Problem(Where);

/// <summary>An extern function with a body.</summary>
public sealed record ExternWithBody(Anchor Where, string Name) : Problem(Where);

/// <summary>An extern function with generic parameters.</summary>
public sealed record GenericExtern(Anchor Where, string Name) : Problem(Where);

/// <summary>An exported <c>main</c> with parameters.</summary>
public sealed record MainWithParameters(Anchor Where) : Problem(Where);

/// <summary>A second exported function of one name in a module: C would find two.</summary>
public sealed record DuplicateExport(Anchor Where, string Module, string Name, Anchor First) : Problem(Where);

/// <summary>A type that nothing tells: <c>_</c> where no value says what it is.</summary>
public sealed record UninferableType(Anchor Where) : Problem(Where);

/// <summary>A templex of another type than was wanted: an integer where a type is, say.</summary>
public sealed record WrongTemplataType(Anchor Where, TemplataType Expected, TemplataType Actual) : Problem(Where);

/// <summary>A template with too few or too many arguments.</summary>
/// <param name="Needed">How many have no default.</param>
/// <param name="Taken">How many there can be.</param>
public sealed record WrongArgumentCount(Anchor Where, string Template, int Needed, int Taken, int Given, Anchor Declared) : Problem(Where);

/// <summary>A rule of a name that no rule has.</summary>
public sealed record UnknownRule(Anchor Where, string Name) : Problem(Where);

/// <summary>Rules that want a rune to be two things.</summary>
/// <param name="Wanted">What the rule would have it be; null when the rule only says that it cannot be what it is.</param>
public sealed record RulesConflict(Anchor Where, string Rune, Anchor Declared, TemplataId Known, TemplataId? Wanted) : Problem(Where);

/// <summary>A rune, or a type (then without a name), that no rule tells.</summary>
public sealed record UnsolvedRune(Anchor Where, string Rune) : Problem(Where);

/// <summary>A default that speaks of its own parameter or of a later one.</summary>
public sealed record DefaultOfLater(Anchor Where, string Parameter, string Later) : Problem(Where);

/// <summary>A generic parameter of an impl that neither of its sides tells.</summary>
public sealed record UntoldByImpl(Anchor Where, string Rune) : Problem(Where);

/// <summary>An abstract function, or one without a body in an interface, none of whose parameters is virtual.</summary>
public sealed record AbstractWithoutVirtual(Anchor Where, string Name) : Problem(Where);

/// <summary>A second virtual parameter.</summary>
public sealed record DuplicateVirtual(Anchor Where, Anchor First) : Problem(Where);

/// <summary>A virtual parameter of an abstract function whose type is no interface.</summary>
public sealed record VirtualOfNoInterface(Anchor Where, Coord Type) : Problem(Where);

/// <summary>A bound that asks for what no impl could be: one of something that is no interface.</summary>
public sealed record BoundOfNoInterface(Anchor Where, KindId Kind) : Problem(Where);

/// <summary>A generic function that is exported: C knows no generics.</summary>
public sealed record GenericExport(Anchor Where, string Name) : Problem(Where);

/// <summary>An impl whose first side is no interface.</summary>
/// <param name="Other">The second side.</param>
public sealed record ImplOfNoInterface(Anchor Where, KindId Kind, KindId Other) : Problem(Where);

/// <summary>An impl whose second side is no struct and no interface.</summary>
public sealed record ImplForNoStruct(Anchor Where, KindId Kind) : Problem(Where);
