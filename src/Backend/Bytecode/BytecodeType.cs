// The types an image speaks of. Small enough to be one number in a file.

namespace Vale.Backend.Bytecode;

/// <summary>What a register, parameter, field or element holds.</summary>
public enum BytecodeKind : byte
{
    /// <summary>Nothing; takes no register.</summary>
    Void,
    /// <summary>The result of what does not return; takes no register.</summary>
    Never,
    Bool, I32, I64, Float,
    Str,
    /// <summary>A mutable object, or an immutable array under construction, owned.</summary>
    Own,
    /// <summary>A mutable object that may be dead, though the program says it is not.</summary>
    Borrow,
    /// <summary>A mutable object known to be alive.</summary>
    Live,
    /// <summary>A mutable object that may be dead.</summary>
    Weak,
    /// <summary>An immutable object.</summary>
    Share,
}

/// <summary>What an object is.</summary>
public enum BytecodeTarget : byte
{
    /// <summary>Of one struct.</summary>
    Struct,
    /// <summary>Of some struct that implements an interface.</summary>
    Interface,
    /// <summary>Of one array type.</summary>
    Array,
}

/// <summary>A type of the bytecode.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">The number of the struct, interface or array for Own, Borrow, Live, Weak and Share, else 0.</param>
/// <param name="Target">Which of the three, else Struct.</param>
public readonly record struct BytecodeType(BytecodeKind Kind, int Number = 0, BytecodeTarget Target = BytecodeTarget.Struct)
{
    /// <summary>Held in a word register.</summary>
    public bool IsWord => Kind is >= BytecodeKind.Bool and <= BytecodeKind.Float;

    /// <summary>Held in an object register.</summary>
    public bool IsObject => Kind >= BytecodeKind.Str;

    /// <summary>Names a struct, interface or array.</summary>
    public bool IsReference => Kind >= BytecodeKind.Own;

    /// <summary>Has holders that are counted where shares are tracked.</summary>
    public bool IsShared => Kind is BytecodeKind.Str or BytecodeKind.Share;

    /// <summary>Ends only when somebody ends it: an array of such elements cannot be freed with them.</summary>
    public bool MustEnd => Kind == BytecodeKind.Own || IsShared;

    /// <summary>
    /// Whether a hold of this kind may be put where <paramref name="target"/> is wanted: the same, or an owned or live object where
    /// a weaker hold is enough. All holds on an object are one reference in the machine.
    /// </summary>
    public bool IsHeldAs(BytecodeKind target) =>
        Kind == target ||
        (Kind, target) is (BytecodeKind.Own, BytecodeKind.Live or BytecodeKind.Borrow or BytecodeKind.Weak) or (BytecodeKind.Live, BytecodeKind.Borrow or BytecodeKind.Weak);

    /// <inheritdoc/>
    public override string ToString() => IsReference
        ? $"{Kind.ToString().ToLowerInvariant()} {(Target == BytecodeTarget.Struct ? "" : Target.ToString().ToLowerInvariant() + " ")}#{Number}"
        : Kind.ToString().ToLowerInvariant();
}
