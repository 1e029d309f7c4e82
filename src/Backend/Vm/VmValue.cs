// A value as it crosses the machine's border: a program's result, and the arguments and results of externs the host provides.

using System.Globalization;
using System.Text;
using Vale.Backend.Bytecode;

namespace Vale.Backend.Vm;

/// <summary>A typed value outside the machine.</summary>
public readonly struct VmValue
{
    private readonly long _bits;
    private readonly object? _reference;

    internal VmValue(BytecodeKind kind, long bits, object? reference)
    {
        Kind = kind;
        _bits = bits;
        _reference = reference;
    }

    /// <summary>What it is. Structs and arrays are opaque: they can only be handed back.</summary>
    public BytecodeKind Kind { get; }

    public static VmValue Void => default;
    public static VmValue Of(bool value) => new(BytecodeKind.Bool, value ? 1 : 0, null);
    public static VmValue Of(int value) => new(BytecodeKind.I32, value, null);
    public static VmValue Of(long value) => new(BytecodeKind.I64, value, null);
    public static VmValue Of(double value) => new(BytecodeKind.Float, BitConverter.DoubleToInt64Bits(value), null);
    public static VmValue Of(string value) => new(BytecodeKind.Str, 0, Encoding.UTF8.GetBytes(value));
    /// <summary>A str of these bytes, which must not be changed afterwards.</summary>
    public static VmValue Of(byte[] utf8) => new(BytecodeKind.Str, 0, utf8);

    /// <summary>A bool's value.</summary>
    public bool AsBool => Expect(BytecodeKind.Bool) != 0;
    /// <summary>An i32's value.</summary>
    public int AsInt => (int)Expect(BytecodeKind.I32);
    /// <summary>The value of an i32 or i64.</summary>
    public long AsLong => Kind == BytecodeKind.I32 ? _bits : Expect(BytecodeKind.I64);
    /// <summary>A float's value.</summary>
    public double AsFloat => BitConverter.Int64BitsToDouble(Expect(BytecodeKind.Float));
    /// <summary>A str's bytes, UTF-8 unless the program cut a sequence.</summary>
    public ReadOnlyMemory<byte> AsStr => Expect(BytecodeKind.Str) == 0 ? (byte[])_reference! : default;

    internal long Bits => _bits;
    internal object? Reference => _reference;

    /// <summary>The value as <c>--print-result</c> writes it, but for the quoting of a str: a number, <c>true</c>, text, <c>void</c>, <c>struct</c> or <c>array</c>.</summary>
    public override string ToString() => Kind switch
    {
        BytecodeKind.Void or BytecodeKind.Never => "void",
        BytecodeKind.Bool => AsBool ? "true" : "false",
        BytecodeKind.I32 or BytecodeKind.I64 => _bits.ToString(CultureInfo.InvariantCulture),
        BytecodeKind.Float => Encoding.UTF8.GetString(VmText.FromFloat(AsFloat)),
        BytecodeKind.Str => Encoding.UTF8.GetString(AsStr.Span),
        _ => _reference is Slot[] slots && slots[0].Object is VmArray ? "array" : "struct",
    };

    private long Expect(BytecodeKind kind) => Kind == kind ? _bits : throw new InvalidOperationException($"The value is {Kind}, not {kind}.");
}

/// <summary>An extern function that the host provides. Throwing <see cref="VmExternException"/> halts the program with its message.</summary>
public delegate VmValue VmExtern(ReadOnlySpan<VmValue> arguments);

/// <summary>An extern's way to halt the program.</summary>
public sealed class VmExternException(string message) : Exception(message);
