// The types of the IR: monomorphic, small, compared by value. The IR knows no templates, runes or syntax;
// a struct is named by its symbol and described once, in IrProgram.

namespace Vale.Compiler.Lowering;

/// <summary>What a value of the IR is made of.</summary>
public enum IrKind : byte
{
    /// <summary>No information: one value, which takes no room.</summary>
    Void,
    /// <summary>No value at all: the type of what does not return.</summary>
    Never,
    /// <summary>True or false.</summary>
    Bool,
    /// <summary>A two's complement integer of <see cref="IrType.Bits"/> bits that wraps on overflow.</summary>
    Int,
    /// <summary>An IEEE 754 binary64.</summary>
    Float,
    /// <summary>An immutable UTF-8 string, counted.</summary>
    Str,
    /// <summary>The struct named by <see cref="IrType.Symbol"/>, described by <see cref="IrStruct"/>.</summary>
    Struct,
    /// <summary>
    /// Some struct that implements the interface named by <see cref="IrType.Symbol"/>, described by <see cref="IrInterface"/>:
    /// a reference to the object together with its itable.
    /// </summary>
    Interface,
    /// <summary>The array type named by <see cref="IrType.Symbol"/>, described by <see cref="IrArray"/>.</summary>
    Array,
}

/// <summary>How a value holds what it refers to (DESIGN 6).</summary>
public enum IrOwnership : byte
{
    /// <summary>Plain data: void, never, bool, int, float. Copied freely.</summary>
    Value,
    /// <summary>The one owner of a mutable object. Must be moved or freed exactly once.</summary>
    Own,
    /// <summary>A generational reference: address and remembered generation. Only <see cref="IrOp.Check"/> may follow it.</summary>
    Borrow,
    /// <summary>An address that is known to be alive here: what <see cref="IrOp.Check"/> yields, or a look at an owner. Never stored.</summary>
    Live,
    /// <summary>
    /// Address and remembered generation of an object that may be dead; <see cref="IrOp.Alive"/> tells, in every region.
    /// Copied freely. <see cref="IrOp.Check"/> follows it.
    /// </summary>
    Weak,
    /// <summary>
    /// An immutable: a string, an imm struct, array or interface. A reading of a local or field does not count;
    /// <see cref="IrOp.Retain"/> makes a further holder, <see cref="IrOp.Release"/> ends one.
    /// A backend chooses whether an imm struct is a counted object or a plain aggregate.
    /// </summary>
    Share,
}

/// <summary>The type of an IR value, local, field or parameter.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Ownership">How it is held.</param>
/// <param name="Bits">Width of an <see cref="IrKind.Int"/> (32 or 64), else 0.</param>
/// <param name="Symbol">The symbol of the struct, interface or array, else null.</param>
public readonly record struct IrType(IrKind Kind, IrOwnership Ownership = IrOwnership.Value, byte Bits = 0, string? Symbol = null)
{
    public static IrType Void => new(IrKind.Void);
    public static IrType Never => new(IrKind.Never);
    public static IrType Bool => new(IrKind.Bool);
    public static IrType I32 => new(IrKind.Int, Bits: 32);
    public static IrType I64 => new(IrKind.Int, Bits: 64);
    public static IrType Float => new(IrKind.Float);
    public static IrType Str => new(IrKind.Str, IrOwnership.Share);

    /// <summary>A struct held in the given way.</summary>
    public static IrType Struct(string symbol, IrOwnership ownership) => new(IrKind.Struct, ownership, 0, symbol);

    /// <summary>An interface held in the given way.</summary>
    public static IrType Interface(string symbol, IrOwnership ownership) => new(IrKind.Interface, ownership, 0, symbol);

    /// <summary>An array held in the given way.</summary>
    public static IrType Array(string symbol, IrOwnership ownership) => new(IrKind.Array, ownership, 0, symbol);

    /// <summary>The same object held otherwise.</summary>
    public IrType With(IrOwnership ownership) => this with { Ownership = ownership };

    /// <summary>The form the dumps use: <c>i32</c>, <c>str</c>, <c>own main.Ship</c>, <c>&amp;main.Ship</c>, <c>live main.Ship</c>.</summary>
    public override string ToString() => Kind switch
    {
        IrKind.Int => "i" + Bits,
        IrKind.Struct or IrKind.Interface or IrKind.Array => Ownership switch
        {
            IrOwnership.Own => "own " + Symbol,
            IrOwnership.Borrow => "&" + Symbol,
            IrOwnership.Weak => "&&" + Symbol,
            IrOwnership.Live => "live " + Symbol,
            _ => "share " + Symbol,
        },
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
