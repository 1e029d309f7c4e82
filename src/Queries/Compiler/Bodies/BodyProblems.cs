// The facts of what can be wrong in a body. Types are told as coords; Diagnostics writes them out.

using Vale.Compiler.Calls;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Bodies;

/// <summary>What a value was wanted for.</summary>
public enum ValueRole : byte { Return, BodyResult, Annotation, Set, Condition, LoopCondition, Operand, Index, Length, Element }

/// <summary>A name that means nothing here.</summary>
public sealed record UnknownName(Anchor Where, string Name, ValueArray<string> Near) : Problem(Where);

/// <summary>A function or type used where a value is wanted.</summary>
public sealed record NotAValue(Anchor Where, string Name, bool IsFunction) : Problem(Where);

/// <summary>No function, struct or local of that name can be called.</summary>
/// <param name="IsMember">The value before the dot has a member of that name.</param>
public sealed record UnknownFunction(Anchor Where, string Name, ValueArray<Coord> Arguments, ValueArray<string> Near, bool IsMember) : Problem(Where);

/// <summary>Functions of that name exist, but none takes these arguments.</summary>
/// <param name="BehindDot">The first argument stands before a dot, where a name is borrowed unasked.</param>
public sealed record NoMatchingFunction(
    Anchor Where, string Name, ValueArray<Coord> Arguments, ValueArray<RejectedCandidate> Candidates, bool BehindDot) : Problem(Where);

/// <summary>More than one function takes these arguments, and none is nearer than the others.</summary>
public sealed record AmbiguousCall(Anchor Where, string Name, ValueArray<Coord> Arguments, ValueArray<RejectedCandidate> Candidates)
    : Problem(Where);

/// <summary>A call of something that is no function.</summary>
public sealed record NotCallable(Anchor Where, Coord Type) : Problem(Where);

/// <summary>A member that the type does not have.</summary>
public sealed record UnknownMember(Anchor Where, Coord Container, string Member, ValueArray<string> Near) : Problem(Where);

/// <summary>A value of another type than was wanted.</summary>
/// <param name="Because">Where the wanted type is written.</param>
public sealed record TypeMismatch(Anchor Where, Coord Expected, Coord Actual, ValueRole Role, Anchor Because) : Problem(Where);

/// <summary>A function that promises a value, but can come to its end without one.</summary>
public sealed record MissingReturn(Anchor Where, Coord Expected, Anchor Because) : Problem(Where);

/// <summary>An if whose branches yield different types.</summary>
public sealed record BranchMismatch(Anchor Where, Coord Then, Coord Else, Anchor ThenPlace, bool HasElse) : Problem(Where);

/// <summary>A local used after its value was moved away.</summary>
public sealed record UseAfterMove(Anchor Where, string Name, Anchor Moved, Anchor Declared) : Problem(Where);

/// <summary>Where control may or may not go: the first or the other branch of an if, or the right side of an <c>and</c> or <c>or</c>.</summary>
public enum Branch : byte { Then, Else, RightSide }

/// <summary>A local that is moved in one branch and not in the other.</summary>
/// <param name="Mover">The branch that moves it.</param>
public sealed record MovedInOneBranch(Anchor Where, string Name, Anchor Declared, Branch Mover) : Problem(Where);

/// <summary>A local declared outside a loop and moved inside: the next round would find it gone.</summary>
/// <param name="OnOneExit">It is rather that some ways out of the loop move it and others do not.</param>
public sealed record MovedInLoop(Anchor Where, string Name, Anchor Loop, Anchor Declared, bool OnOneExit) : Problem(Where);

/// <summary>An owning member cannot be moved out of an object that goes on living.</summary>
public sealed record MoveOutOfMember(Anchor Where, Coord Container, string Member) : Problem(Where);

/// <summary><c>set</c> of a member that is not declared varying.</summary>
public sealed record FinalMember(Anchor Where, Coord Container, string Member, Anchor Declared) : Problem(Where);

/// <summary><c>set</c> of something that is no local and no member.</summary>
public sealed record NotSettable(Anchor Where) : Problem(Where);

/// <summary>A value that would be dropped, of a type that has no drop function.</summary>
/// <param name="Local">The local that holds it, or null.</param>
public sealed record NotDroppable(Anchor Where, Coord Type, string? Local, Anchor Declared) : Problem(Where);

/// <summary>A destructuring pattern with more or fewer parts than the struct has members.</summary>
public sealed record WrongPartCount(Anchor Where, Coord Type, int Expected, int Actual, Anchor Declared) : Problem(Where);

/// <summary>A destructuring of something that has no members.</summary>
public sealed record NotDestructurable(Anchor Where, Coord Type) : Problem(Where);

/// <summary><c>destruct</c> of a value that is not owned.</summary>
public sealed record DestructOfUnowned(Anchor Where, Coord Type) : Problem(Where);

/// <summary>A second local of one name in one block.</summary>
public sealed record DuplicateLocal(Anchor Where, string Name, Anchor First) : Problem(Where);

/// <summary><c>break</c> outside of a loop.</summary>
public sealed record BreakOutsideLoop(Anchor Where) : Problem(Where);

/// <summary>Statements that control never reaches.</summary>
public sealed record UnreachableCode(Anchor Where) : Problem(Where);

/// <summary>An int literal beyond its type's range.</summary>
public sealed record IntegerTooLarge(Anchor Where, string Text, Coord Type) : Problem(Where);

/// <summary>A constructor written with <c>self.x = …</c> that leaves a member without a value.</summary>
public sealed record MissingMembers(Anchor Where, string Struct, ValueArray<string> Members) : Problem(Where);

/// <summary>An expression nested deeper than the compiler follows.</summary>
public sealed record TooDeep(Anchor Where) : Problem(Where);

/// <summary>An upcast to an interface whose promise the struct's override does not keep for these types.</summary>
public sealed record BrokenOverride(Anchor Where, Coord From, Coord To, string Name, Coord Expected, Coord Actual, Anchor Abstract) : Problem(Where);

/// <summary>A call of a lambda that does not take the arguments.</summary>
/// <param name="CallsItself">It does take them, but the call stands within it, and what it returns is not known.</param>
public sealed record LambdaMismatch(Anchor Where, Anchor Lambda, int Wanted, ValueArray<Coord> Given, bool CallsItself) : Problem(Where);

/// <summary><c>[…]</c> behind something that has no elements.</summary>
public sealed record NotIndexable(Anchor Where, Coord Type) : Problem(Where);

/// <summary>An array indexed by more than one value, or by none.</summary>
public sealed record WrongIndexCount(Anchor Where, int Count) : Problem(Where);

/// <summary>A pattern with more or fewer parts than an array has elements; of no fixed length, it can only be empty.</summary>
public sealed record WrongElementCount(Anchor Where, Coord Type, bool IsUnknown, int Expected, int Actual) : Problem(Where);

/// <summary>Elements of different types in one array.</summary>
public sealed record ElementMismatch(Anchor Where, Coord First, Coord Other, Anchor FirstPlace) : Problem(Where);

/// <summary>An array whose elements could be of any type.</summary>
public sealed record UnknownElementType(Anchor Where) : Problem(Where);

/// <summary>What an array is made from: a function of the index, a length, or both; and the function has to yield something.</summary>
public enum ArrayNeed : byte { Function, Length, LengthAndFunction, Yield }

/// <summary>An array made from something else than it needs.</summary>
public sealed record WrongArrayArguments(Anchor Where, ArrayNeed Need) : Problem(Where);

/// <summary>An immutable array of elements that are not.</summary>
public sealed record MutableElementOfImmutable(Anchor Where, Coord Element) : Problem(Where);

/// <summary><c>set</c> of an element that cannot vary.</summary>
public sealed record FinalElement(Anchor Where, Coord Array) : Problem(Where);

/// <summary>A weak reference to what is not declared weakable.</summary>
/// <param name="Declared">Where its struct or interface is declared, or null.</param>
public sealed record NotWeakable(Anchor Where, Coord Type, Anchor? Declared) : Problem(Where);

/// <summary>A foreach through something that one of the functions it takes does not take.</summary>
/// <param name="Type">What is walked through.</param>
/// <param name="Function">The function that is missing.</param>
/// <param name="Argument">What it would have to take.</param>
public sealed record NotIterable(Anchor Where, Coord Type, string Function, Coord Argument) : Problem(Where);

/// <summary>A foreach that yields values, where no List is in sight to gather them in.</summary>
public sealed record ForeachNeedsList(Anchor Where, Coord Element) : Problem(Where);
