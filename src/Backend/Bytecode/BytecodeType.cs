// The types an image speaks of. Small enough to be one number in a file.

namespace Vale.Backend.Bytecode;

/// <summary>What a register, parameter or field holds.</summary>
public enum BytecodeKind : byte
{
    /// <summary>Nothing; takes no register.</summary>
    Void,
    /// <summary>The result of what does not return; takes no register.</summary>
    Never,
    Bool, I32, I64, Float,
    Str,
    /// <summary>A mutable struct, owned.</summary>
    Own,
    /// <summary>A mutable struct that may be dead.</summary>
    Borrow,
    /// <summary>A mutable struct known to be alive.</summary>
    Live,
    /// <summary>An immutable struct.</summary>
    Share,
}

/// <summary>A type of the bytecode.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Struct">The struct's number for Own, Borrow, Live and Share, else 0.</param>
public readonly record struct BytecodeType(BytecodeKind Kind, int Struct = 0)
{
    /// <summary>Held in a word register.</summary>
    public bool IsWord => Kind is >= BytecodeKind.Bool and <= BytecodeKind.Float;

    /// <summary>Held in an object register.</summary>
    public bool IsObject => Kind >= BytecodeKind.Str;

    /// <summary>Names a struct.</summary>
    public bool IsStruct => Kind >= BytecodeKind.Own;

    /// <summary>
    /// Whether a value of this type may be put where <paramref name="target"/> is wanted: the same type, or an owned or live object
    /// where a weaker hold on the same struct is enough. All holds on a struct are one reference in the machine.
    /// </summary>
    public bool Suits(BytecodeType target) =>
        this == target ||
        (Struct == target.Struct && (Kind, target.Kind) is (BytecodeKind.Own, BytecodeKind.Live or BytecodeKind.Borrow) or (BytecodeKind.Live, BytecodeKind.Borrow));

    /// <inheritdoc/>
    public override string ToString() => IsStruct ? $"{Kind.ToString().ToLowerInvariant()} #{Struct}" : Kind.ToString().ToLowerInvariant();
}
