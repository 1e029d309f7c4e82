// A function's body after its meaning has been found: every name resolved, every move, borrow and drop written out.
// Nodes carry no text and no offsets, only the number of a site; where sites stand is told by BodySites.

using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Bodies;

/// <summary>A typed expression.</summary>
/// <param name="Type">What it yields; Never when control does not come back.</param>
/// <param name="Site">The number of the place it came from, see <see cref="BodySites"/>.</param>
public abstract record Expr(Coord Type, int Site);

/// <summary>The void value.</summary>
public sealed record VoidExpr(int Site) : Expr(Coord.Void, Site);
/// <summary>A bool literal.</summary>
public sealed record BoolExpr(bool Value, int Site) : Expr(Coord.Bool, Site);
/// <summary>An int or i64 literal.</summary>
public sealed record IntExpr(long Value, Coord Type, int Site) : Expr(Type, Site);
/// <summary>A float literal.</summary>
public sealed record FloatExpr(double Value, int Site) : Expr(Coord.Float, Site);
/// <summary>A string literal, escapes decoded.</summary>
public sealed record StrExpr(string Value, int Site) : Expr(Coord.Str, Site);
/// <summary>What stands for an expression that is in error; a problem has been reported.</summary>
public sealed record ErrorExpr(int Site) : Expr(Coord.Error, Site);

/// <summary>Moves the value out of a local.</summary>
public sealed record LocalMoveExpr(int Local, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Copies a local that can be copied: share, borrow or plain.</summary>
public sealed record LocalReadExpr(int Local, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Borrows from a local that owns.</summary>
public sealed record LocalBorrowExpr(int Local, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Puts a value into a local that holds nothing. Void.</summary>
public sealed record LocalInitExpr(int Local, Expr Value, int Site) : Expr(Coord.Void, Site);
/// <summary>Replaces a local's value and yields the old one.</summary>
public sealed record LocalSetExpr(int Local, Expr Value, Coord Type, int Site) : Expr(Type, Site);

/// <summary>Copies a member that can be copied. The container is borrow or share.</summary>
public sealed record MemberReadExpr(Expr Container, int Member, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Borrows from an owning member. The container is borrow.</summary>
/// <param name="Held">How the member is held: where a generic argument makes it a reference or an immutable, it is copied instead.</param>
public sealed record MemberBorrowExpr(Expr Container, int Member, Coord Held, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Replaces a member's value and yields the old one. The container is borrow.</summary>
public sealed record MemberSetExpr(Expr Container, int Member, Expr Value, Coord Type, int Site) : Expr(Type, Site);

/// <summary>Copies an element that can be copied. The array is borrow or share.</summary>
public sealed record ElementReadExpr(Expr Array, Expr Index, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Borrows from an owning element. The array is borrow.</summary>
/// <param name="Held">How the element is held, as with <see cref="MemberBorrowExpr"/>.</param>
public sealed record ElementBorrowExpr(Expr Array, Expr Index, Coord Held, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Replaces an element and yields the old one. The array is borrow.</summary>
public sealed record ElementSetExpr(Expr Array, Expr Index, Expr Value, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Makes an array of fixed length from its elements in order.</summary>
public sealed record ArrayExpr(ValueArray<Expr> Elements, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Makes an array with room for <paramref name="Length"/> elements: filled with what the callable yields for each index, or empty without one.</summary>
/// <param name="Callable">What is called: a borrow or shared.</param>
/// <param name="Call">The function that calls it.</param>
public sealed record MadeArrayExpr(Expr Length, Expr? Callable, PrototypeId Call, Coord Type, int Site) : Expr(Type, Site);

/// <summary>A call of the function chosen by overload resolution.</summary>
public sealed record CallExpr(PrototypeId Prototype, ValueArray<Expr> Arguments, Coord Type, int Site) : Expr(Type, Site);
/// <summary>The value, seen as an interface it implements; the impl says how.</summary>
public sealed record UpcastExpr(Expr Value, PrototypeId Impl, Coord Type, int Site) : Expr(Type, Site);
/// <summary>A weak reference to what a borrow refers to.</summary>
public sealed record WeakenExpr(Expr Value, Coord Type, int Site) : Expr(Type, Site);
/// <summary>A generic parameter's value: an integer or a bool.</summary>
public sealed record TemplataExpr(TemplataId Value, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Makes an object from its members in order: in a derived constructor, a closure, a box, a tuple.</summary>
public sealed record ConstructExpr(ValueArray<Expr> Members, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Ends an owned or shared object and puts its members into locals, in order. Void.</summary>
public sealed record DestructureExpr(Expr Value, ValueArray<int> Locals, int Site) : Expr(Coord.Void, Site);
/// <summary>Lets go of a value that has no drop function: plain, borrow or share. Void.</summary>
public sealed record DiscardExpr(Expr Value, int Site) : Expr(Coord.Void, Site);

/// <summary>Evaluates all in order; every item but the last is void or never. Yields the last.</summary>
public sealed record SequenceExpr(ValueArray<Expr> Items, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Evaluates <paramref name="Inner"/>, then the void <paramref name="After"/> in order, and yields the inner value.</summary>
public sealed record ThenExpr(Expr Inner, ValueArray<Expr> After, int Site) : Expr(Inner.Type, Site);
/// <summary>A conditional; both branches have its type or are never.</summary>
public sealed record IfExpr(Expr Condition, Expr Then, Expr Else, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Repeats: condition, and while it holds, the void body. Void, or never when the condition is the literal true and nothing breaks out.</summary>
public sealed record WhileExpr(Expr Condition, Expr Body, Coord Type, int Site) : Expr(Type, Site);
/// <summary>Leaves the nearest loop, drops done before it.</summary>
public sealed record BreakExpr(int Site) : Expr(Coord.Never, Site);
/// <summary>Leaves the function with a value, after the drops that follow its evaluation.</summary>
public sealed record ReturnExpr(Expr Value, ValueArray<Expr> Drops, int Site) : Expr(Coord.Never, Site);
/// <summary>Says of two references whether they are one object.</summary>
public sealed record SameInstanceExpr(Expr Left, Expr Right, int Site) : Expr(Coord.Bool, Site);

/// <summary>A local of a body: a parameter, a name the user wrote, or a temporary.</summary>
/// <param name="Name">The source name, or one in angle brackets.</param>
/// <param name="Type">Its type.</param>
/// <param name="Site">Where it is declared.</param>
public sealed record BodyLocal(string Name, Coord Type, int Site);

/// <summary>A body whose meaning is known. The first <paramref name="ParameterCount"/> locals hold the arguments.</summary>
public sealed record TypedBody(ValueArray<BodyLocal> Locals, int ParameterCount, Expr Root);

/// <summary>A lambda's function for one list of argument types; its first parameter is the closure (LAGT).</summary>
public sealed record LambdaBody(FunctionId Function, TypedBody Body, Coord ReturnType);

/// <summary>What a lambda captures, in the placeholders of the root denizen.</summary>
/// <param name="Owner">The function it is written in.</param>
/// <param name="Ordinal">Its number there.</param>
public sealed record ClosureShape(FunctionId Owner, int Ordinal, ValueArray<StructMember> Members);

/// <summary>Where the numbered sites of a body stand, from the body's first character.</summary>
public sealed record BodySites(ValueArray<SiteRange> Ranges);

/// <summary>A site: offset and length in UTF-16 units from the body's start, and the line counted from the body's first.</summary>
public readonly record struct SiteRange(int Start, int Length, int Line)
{
    /// <summary>The offset behind the last unit.</summary>
    public int End => Start + Length;
}
