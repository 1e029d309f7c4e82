// What checking a body yields: the typed tree, where its sites stand, what is wrong, and what each name in it means.

using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Bodies;

/// <summary>What a name in a body refers to.</summary>
public enum ReferenceKind : byte
{
    Local, Function, Member, Type,
    /// <summary>A bound of the denizen; the member is its number.</summary>
    Bound,
    /// <summary>A generic parameter of the denizen, or what follows from them; the member is its number among the runes that have names.</summary>
    Rune,
}

/// <summary>What is done with what a name refers to.</summary>
public enum ReferenceUse : byte
{
    /// <summary>It is read, copied or called.</summary>
    Read,
    /// <summary>It gets its name here.</summary>
    Declare,
    /// <summary>An owner is looked at: what comes of it is a borrow.</summary>
    Borrow,
    /// <summary>An owner is moved away: the name holds nothing from here on.</summary>
    Move,
    /// <summary>It gets another value.</summary>
    Write,
}

/// <summary>A name in a body and what it means.</summary>
/// <param name="Start">Offset of the name from the body's first token.</param>
/// <param name="Length">Its length.</param>
/// <param name="Kind">Which of the following says what it means.</param>
/// <param name="Local">The local's number.</param>
/// <param name="Function">The function chosen; of a local, the function it is one of.</param>
/// <param name="Denizen">The struct of the member, or the type.</param>
/// <param name="Member">The member's number.</param>
/// <param name="Type">The type of the expression; of a local or member, as it is held.</param>
/// <param name="IsInHeader">The name stands in a pattern of a parameter: the offset counts from the denizen's first token.</param>
/// <param name="Use">What is done with it.</param>
/// <param name="Callee">Of a function or bound that is called, with what its generic parameters stand for here.</param>
public readonly record struct BodyReference(
    int Start, int Length, ReferenceKind Kind, int Local, FunctionId Function, DenizenId Denizen, int Member, Coord Type, bool IsInHeader = false,
    ReferenceUse Use = ReferenceUse.Read, PrototypeId? Callee = null);

/// <summary>A checked body, with the functions its lambdas become.</summary>
public sealed record CheckedBody(
    TypedBody Body, BodySites Sites, ValueArray<BodyReference> References, ValueArray<Problem> Problems,
    ValueArray<LambdaBody> Lambdas, ValueArray<ClosureShape> Closures);

/// <summary>The line of its file, counted from 0, where a denizen's body begins.</summary>
public readonly record struct FirstLine(DenizenId Denizen, int Line);
