// One word of code: eight bytes, fixed fields, so that the interpreter reads each operand with a single load.

using System.Runtime.InteropServices;

namespace Vale.Backend.Bytecode;

/// <summary>
/// An instruction word. See <see cref="Opcode"/> for what the fields mean. The words of an operand list have no opcode:
/// they hold four 16-bit operands each, the first at byte 0.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 8)]
public readonly struct Instruction
{
    /// <summary>The operation.</summary>
    [FieldOffset(0)] public readonly Opcode Op;
    /// <summary>How many words of operand list follow.</summary>
    [FieldOffset(1)] public readonly byte X;
    /// <summary>First operand.</summary>
    [FieldOffset(2)] public readonly ushort A;
    /// <summary>Second operand.</summary>
    [FieldOffset(4)] public readonly ushort B;
    /// <summary>Third operand.</summary>
    [FieldOffset(6)] public readonly ushort C;
    /// <summary>The 32-bit operand in the place of B and C.</summary>
    [FieldOffset(4)] public readonly int BC;
    /// <summary>The whole word, little-endian, as files hold it.</summary>
    [FieldOffset(0)] public readonly ulong Bits;

    /// <summary>A word read from a file.</summary>
    public Instruction(ulong bits) => Bits = bits;

    /// <summary>An instruction of three small operands.</summary>
    public Instruction(Opcode op, int a = 0, int b = 0, int c = 0, int x = 0)
    {
        Op = op;
        X = checked((byte)x);
        A = checked((ushort)a);
        B = unchecked((ushort)b);
        C = unchecked((ushort)c);
    }

    private Instruction(Opcode op, int a, int bc, int x, bool wide)
    {
        _ = wide;
        Op = op;
        X = checked((byte)x);
        A = checked((ushort)a);
        BC = bc;
    }

    /// <summary>An instruction with a 32-bit operand.</summary>
    public static Instruction Wide(Opcode op, int a, int bc, int x = 0) => new(op, a, bc, x, true);

    /// <summary>Operand 0 to 3 of a list word.</summary>
    public ushort List(int index) => (ushort)(Bits >> (16 * index));

    /// <summary>The most words of operand list an instruction can have; it bounds the arguments of a call and the fields of a struct.</summary>
    public const int MaxListWords = byte.MaxValue;
}
