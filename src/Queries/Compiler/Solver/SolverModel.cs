// Rules over runes: what a denizen's generic parameters, where clause and types say, in the form the solver takes.
// Runes are dense numbers; a rule names the runes it relates and nothing else of the program.

using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Solver;

/// <summary>What a rule says. The runes it relates stand in this order in <see cref="Rule.Runes"/>.</summary>
public enum RuleKind : byte
{
    /// <summary>(a, b): both are the same.</summary>
    Equals,
    /// <summary>(a): a is <see cref="Rule.Value"/>.</summary>
    Literal,
    /// <summary>(a): a is one of <see cref="Rule.Values"/>.</summary>
    OneOf,
    /// <summary>(result, inner): result is the coord inner, held as <see cref="Rule.Ownership"/> says; immutables stay shared.</summary>
    Augment,
    /// <summary>(coord, kind): coord is the kind held as it is where no ownership is written.</summary>
    ToCoord,
    /// <summary>(coord, ownership, kind): the coord's parts, <c>Ref[o, k]</c>.</summary>
    CoordParts,
    /// <summary>(kind, mutability): <c>Kind[m]</c>.</summary>
    KindParts,
    /// <summary>(prototype, parameters, return): <c>Prot[_, (a, b), r]</c>.</summary>
    PrototypeParts,
    /// <summary>(kind, arguments…): the struct or interface <see cref="Rule.Template"/> with these arguments, predicted: its requirements are checked later (SFWPRL).</summary>
    Citizen,
    /// <summary>(kind, size or -1, mutability, variability, element): an array.</summary>
    Array,
    /// <summary>(kind, members…): a tuple.</summary>
    Tuple,
    /// <summary>(pack, members…): a list of coords.</summary>
    Pack,
    /// <summary>(a): a coord or kind that is not an interface.</summary>
    IsConcrete,
    /// <summary>(a): a coord or kind that is an interface.</summary>
    IsInterface,
    /// <summary>(a): a coord or kind that is a struct.</summary>
    IsStruct,
    /// <summary>(coord): held shared.</summary>
    IsImmutable,
    /// <summary>(prototype, parameters…, return): a function of name <see cref="Rule.Name"/> exists. While solving, only its prototype is made; it is looked for after (SFWPRL, STCMBDP).</summary>
    Function,
    /// <summary>(a, arguments…): a is what <see cref="Rule.Template"/>'s default <see cref="Rule.Value"/> becomes with these arguments (DPCODODP).</summary>
    Default,
    /// <summary>(sub, super): an impl exists. Looked for after the solve.</summary>
    Implements,
}

/// <summary>When a rule holds (SROACSD).</summary>
public enum RuleScope : byte
{
    /// <summary>When the denizen is compiled, and where it is used.</summary>
    Everywhere,
    /// <summary>Only where it is used.</summary>
    CallSite,
    /// <summary>Only when it is compiled.</summary>
    Definition,
}

/// <summary>A rule.</summary>
/// <param name="Where">Where it is written.</param>
public sealed record Rule(RuleKind Kind, ValueArray<int> Runes, Anchor Where, RuleScope Scope = RuleScope.Everywhere)
{
    public TemplataId Value { get; init; }
    public ValueArray<TemplataId> Values { get; init; }
    public Ownership Ownership { get; init; }
    public DenizenId Template { get; init; }
    public string Name { get; init; } = "";
}

/// <summary>A rune.</summary>
/// <param name="Name">As written, or in angle brackets for one that stands for a part of a type.</param>
/// <param name="Type">What it can be.</param>
/// <param name="Where">Where it is first mentioned.</param>
public sealed record Rune(string Name, TemplataType Type, Anchor Where);

/// <summary>What is outermost in a type.</summary>
public enum HeadKind : byte
{
    /// <summary>That does not show, or is a type of its own.</summary>
    Unknown,
    /// <summary>A struct or interface.</summary>
    Citizen,
    StaticArray,
    RuntimeArray,
    Tuple,
}

/// <summary>What a type is made from: what no argument made from something else can be, whatever its parts are.</summary>
/// <param name="Template">The struct or interface of <see cref="HeadKind.Citizen"/>.</param>
public readonly record struct TypeHead(HeadKind Kind, DenizenId Template = default)
{
    /// <summary>The struct or interface, or null.</summary>
    public DenizenId? Citizen => Kind == HeadKind.Citizen ? Template : null;
}

/// <summary>The rules of one denizen.</summary>
/// <param name="Runes">Its runes, by number; the generic parameters come first, in order.</param>
/// <param name="GenericCount">How many of them are generic parameters.</param>
/// <param name="Rules">What always holds.</param>
/// <param name="Defaults">Per generic parameter, the rules that give it a value where a caller does not (DUDEWCD, DPCODODP).</param>
/// <param name="Parameters">Per parameter of a function, the rune of its type.</param>
/// <param name="Heads">Per parameter, what its type is made from, where that shows.</param>
/// <param name="Results">The runes of what the denizen defines: of a function its return type; of an impl its interface and its struct.</param>
public sealed record RuleSet(
    ValueArray<Rune> Runes,
    int GenericCount,
    ValueArray<Rule> Rules,
    ValueArray<ValueArray<Rule>> Defaults,
    ValueArray<int> Parameters,
    ValueArray<TypeHead> Heads,
    ValueArray<int> Results)
{
    /// <summary>Which rules relate which rune.</summary>
    internal RuleIndex Index { get; } = new(Runes.Length, Rules, Defaults);
}

/// <summary>Two things a rune would have to be, or a rule that a rune does not satisfy.</summary>
/// <param name="Rule">The rule that does not fit.</param>
/// <param name="Rune">The rune's number.</param>
/// <param name="Known">What it is known to be.</param>
/// <param name="Wanted">What the rule would have it be, or null when the rule only says what it must not.</param>
public sealed record SolverConflict(Rule Rule, int Rune, TemplataId Known, TemplataId? Wanted);
