// The vocabulary of types: kinds, ownerships and coords. A kind is an interned number, so that comparing two types
// compares two ints; what a kind is made of is read through the interner.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Types;

/// <summary>How a coord holds its kind.</summary>
public enum Ownership : byte
{
    /// <summary>The one owner of a mutable object.</summary>
    Own,
    /// <summary><c>&amp;T</c>: a generational reference to a mutable object.</summary>
    Borrow,
    /// <summary><c>&amp;&amp;T</c>: a reference that must be locked before use.</summary>
    Weak,
    /// <summary>An immutable: primitives, strings, imm structs.</summary>
    Share,
}

/// <summary>A kind, interned: a type without its ownership. See <see cref="KindData"/>.</summary>
public readonly record struct KindId(int Index) : IQueryKey<KindId>
{
    /// <inheritdoc/>
    public static KindId FromIndex(int index) => new(index);
}

/// <summary>What a <see cref="KindId"/> stands for.</summary>
public abstract record KindData;

/// <summary>A kind built into the language.</summary>
/// <param name="Name">How Vale text names it.</param>
public sealed record PrimitiveKind(string Name) : KindData;

/// <summary>The stand-in for a type that could not be made out. A problem has been reported where it arose; what uses it stays silent.</summary>
public sealed record ErrorKind : KindData;

/// <summary>A struct, with an argument per generic parameter.</summary>
public sealed record StructKind(DenizenId Struct, ValueArray<TemplataId> Arguments) : KindData;

/// <summary>An interface, with an argument per generic parameter.</summary>
public sealed record InterfaceKind(DenizenId Interface, ValueArray<TemplataId> Arguments) : KindData;

/// <summary>What stands for a generic type while its denizen is compiled on its own (PTPKCK).</summary>
/// <param name="Root">The denizen whose parameter it is (OWPFRD).</param>
/// <param name="Index">Its number among the denizen's generic parameters.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsImmutable">It is declared <c>imm</c>, so it is held shared.</param>
public sealed record PlaceholderKind(DenizenId Root, int Index, string Name, bool IsImmutable) : KindData;

/// <summary>An array.</summary>
/// <param name="Size">Its fixed length, or null for a length that is chosen when it is made.</param>
/// <param name="Mutability">A <see cref="MutabilityTemplata"/> or a placeholder for one.</param>
/// <param name="Variability">A <see cref="VariabilityTemplata"/> or a placeholder for one.</param>
public sealed record ArrayKind(TemplataId? Size, TemplataId Mutability, TemplataId Variability, Coord Element) : KindData;

/// <summary>A tuple.</summary>
public sealed record TupleKind(ValueArray<Coord> Members) : KindData;

/// <summary>A lambda's captures, with the arguments of the denizen it is written in.</summary>
/// <param name="Owner">The function it is written in.</param>
/// <param name="Ordinal">Its number among that body's lambdas.</param>
/// <param name="IsImmutable">It captures nothing but immutables: it is held shared.</param>
public sealed record ClosureKind(FunctionId Owner, int Ordinal, ValueArray<TemplataId> Arguments, bool IsImmutable) : KindData;

/// <summary>The place of a local that a lambda sets: an object of its own, so that both see it vary.</summary>
public sealed record BoxKind(Coord Value) : KindData;

/// <summary>A function's name used as a value: every function that the file sees by that name.</summary>
public sealed record OverloadSetKind(FileId File, string Name) : KindData;

/// <summary>The kinds every database has, interned first and in this order.</summary>
public static class WellKnownKinds
{
    public static readonly KindId Error = new(0);
    public static readonly KindId Void = new(1);
    public static readonly KindId Never = new(2);
    public static readonly KindId Bool = new(3);
    public static readonly KindId I32 = new(4);
    public static readonly KindId I64 = new(5);
    public static readonly KindId Float = new(6);
    public static readonly KindId Str = new(7);

    /// <summary>Their data, by index.</summary>
    internal static IReadOnlyList<KindData> All { get; } =
    [
        new ErrorKind(), new PrimitiveKind("void"), new PrimitiveKind("__Never"), new PrimitiveKind("bool"),
        new PrimitiveKind("int"), new PrimitiveKind("i64"), new PrimitiveKind("float"), new PrimitiveKind("str"),
    ];

    /// <summary>The primitive a name stands for, or null.</summary>
    public static KindId? ByName(string name) => name switch
    {
        "void" => Void,
        "__Never" => Never,
        "bool" => Bool,
        "int" or "i32" => I32,
        "i64" => I64,
        "float" => Float,
        "str" => Str,
        _ => null,
    };

    /// <summary>True for every kind interned before any program was read.</summary>
    public static bool IsWellKnown(KindId kind) => kind.Index <= Str.Index;
}

/// <summary>A type: a kind and how it is held.</summary>
public readonly record struct Coord(KindId Kind, Ownership Ownership)
{
    public static Coord Error => new(WellKnownKinds.Error, Ownership.Share);
    public static Coord Void => new(WellKnownKinds.Void, Ownership.Share);
    public static Coord Never => new(WellKnownKinds.Never, Ownership.Share);
    public static Coord Bool => new(WellKnownKinds.Bool, Ownership.Share);
    public static Coord I32 => new(WellKnownKinds.I32, Ownership.Share);
    public static Coord I64 => new(WellKnownKinds.I64, Ownership.Share);
    public static Coord Float => new(WellKnownKinds.Float, Ownership.Share);
    public static Coord Str => new(WellKnownKinds.Str, Ownership.Share);

    public bool IsError => Kind == WellKnownKinds.Error;
    public bool IsNever => Kind == WellKnownKinds.Never;
    public bool IsVoid => Kind == WellKnownKinds.Void;

    /// <summary>The same kind held otherwise; an immutable stays shared.</summary>
    public Coord With(Ownership ownership) => Ownership == Ownership.Share ? this : new Coord(Kind, ownership);
}
