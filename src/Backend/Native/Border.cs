// What the two sides of the border with C must agree on: how each type crosses it, what its number is. The generated headers
// (NativeHeaders.cs) and the machine code behind them (Llvm/Emit/ModuleEmitter.Foreign.cs) both ask here.

using Vale.Compiler.Lowering;

namespace Vale.Backend.Native;

/// <summary>How types cross the border with C.</summary>
internal static class Border
{
    /// <summary>A C name that ends so is told each object's size in a ValeInt, behind all other parameters.</summary>
    private const string SizesSuffix = "_vasp";

    /// <summary>The bytes of a handle, which is what <see cref="SizesSuffix"/> tells of one.</summary>
    public const int HandleSize = 24;

    /// <summary>An immutable that is copied into one block of memory, which the receiver frees: an imm struct or array, by address.</summary>
    public static bool IsBlock(IrType type) => type is { Kind: IrKind.Struct or IrKind.Array, Ownership: IrOwnership.Share };

    /// <summary>An imm interface: the address of such a block, and which of the interface's structs it is.</summary>
    public static bool IsVariant(IrType type) => type is { Kind: IrKind.Interface, Ownership: IrOwnership.Share };

    /// <summary>What C may keep and give back and gets no look into: a mutable struct, array or interface.</summary>
    public static bool IsHandle(IrType type) => IsObject(type) && type.Ownership != IrOwnership.Share;

    /// <summary>Whether a function of that C name is told the size of such a parameter.</summary>
    public static bool TellsSize(string cName, IrType type) => IsObject(type) && cName.EndsWith(SizesSuffix, StringComparison.Ordinal);

    /// <summary>How the structs of an imm interface are numbered in C: by their symbols.</summary>
    public static List<IrItable> Variants(IrProgram program, string interfaceSymbol)
    {
        var variants = new List<IrItable>();
        foreach (var itable in program.Itables)
            if (itable.Interface == interfaceSymbol) variants.Add(itable);
        variants.Sort(static (a, b) => string.CompareOrdinal(a.Struct, b.Struct));
        return variants;
    }

    /// <summary>What a handle says that its object is, so that a handle of another type is known for what it is: FNV-1a of the symbol.</summary>
    public static ulong TypeMark(string symbol)
    {
        var mark = 14695981039346656037;
        foreach (var c in symbol) mark = (mark ^ c) * 1099511628211;
        return mark;
    }

    private static bool IsObject(IrType type) => type.Kind is IrKind.Struct or IrKind.Interface or IrKind.Array;
}
