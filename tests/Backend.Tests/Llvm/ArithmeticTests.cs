// Numbers must come out as docs/language-semantics.md says, at every optimisation level.

using System.Globalization;
using System.Text;
using Vale.Backend.Llvm;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class ArithmeticTests
{
    private static readonly long[] Integers = [0, 1, -1, 2, -2, 7, -7, 1000003, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 0x123456789ABCDEF];

    [Theory]
    [InlineData(OptLevel.O0)]
    [InlineData(OptLevel.O3)]
    public void Integers_wrap_and_divide_as_written_down(OptLevel opt)
    {
        var ir = new Ir();
        var expected = new StringBuilder();
        IrIntrinsic[] operations = [.. Enum.GetValues<IrIntrinsic>().Where(i => i <= IrIntrinsic.IntGe)];
        foreach (var type in new[] { IrType.I32, IrType.I64 })
            foreach (var operation in operations)
            {
                var result = operation >= IrIntrinsic.IntEq ? IrType.Bool : type;
                ir.Function($"{operation}{type}", result, b =>
                {
                    var left = b.Peek(b.Parameter("left", type));
                    if (operation == IrIntrinsic.IntNeg) b.Return(b.Intrinsic(operation, result, [left]));
                    else b.Return(b.Intrinsic(operation, result, [left, b.Peek(b.Parameter("right", type))]));
                });
            }
        ir.Main(b =>
        {
            foreach (var type in new[] { IrType.I32, IrType.I64 })
                foreach (var operation in operations)
                    foreach (var left in Integers)
                        foreach (var right in Integers)
                        {
                            if (operation is IrIntrinsic.IntDiv or IrIntrinsic.IntMod && (type == IrType.I32 ? (int)right : right) == 0) continue;
                            if (operation == IrIntrinsic.IntNeg && right != 0) continue;
                            var result = operation >= IrIntrinsic.IntEq ? IrType.Bool : type;
                            int[] arguments = operation == IrIntrinsic.IntNeg ? [b.Int(left, type)] : [b.Int(left, type), b.Int(right, type)];
                            b.PrintValue(b.Call($"m.{operation}{type}", result, arguments));
                            expected.Append(Expected(operation, type, left, right)).Append('\n');
                        }
        });
        Assert.Equal(expected.ToString(), NativeProgram.Run(ir.Program, new LlvmOptions(opt)).Output);
    }

    private static string Expected(IrIntrinsic operation, IrType type, long left, long right)
    {
        if (type == IrType.I32) (left, right) = ((int)left, (int)right);
        var value = unchecked(operation switch
        {
            IrIntrinsic.IntAdd => left + right,
            IrIntrinsic.IntSub => left - right,
            IrIntrinsic.IntMul => left * right,
            IrIntrinsic.IntDiv => right == -1 ? -left : left / right,
            IrIntrinsic.IntMod => right == -1 ? 0 : left % right,
            IrIntrinsic.IntNeg => -left,
            IrIntrinsic.IntEq => left == right ? 1 : 0,
            IrIntrinsic.IntNe => left != right ? 1 : 0,
            IrIntrinsic.IntLt => left < right ? 1 : 0,
            IrIntrinsic.IntGt => left > right ? 1 : 0,
            IrIntrinsic.IntLe => left <= right ? 1 : 0,
            _ => left >= right ? 1 : 0,
        });
        if (operation >= IrIntrinsic.IntEq) return value != 0 ? "true" : "false";
        return (type == IrType.I32 ? (int)value : value).ToString(CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData(IrIntrinsic.IntDiv, "division by zero")]
    [InlineData(IrIntrinsic.IntMod, "mod by zero")]
    public void Dividing_by_zero_halts_after_writing_what_was_printed(IrIntrinsic operation, string message)
    {
        var program = new Ir().Function("divide", IrType.I32, b =>
        {
            int left = b.Parameter("left", IrType.I32), right = b.Parameter("right", IrType.I32);
            b.Line = 3;
            b.Return(b.Intrinsic(operation, IrType.I32, [b.Peek(left), b.Peek(right)]));
        }).Main(b =>
        {
            b.PrintLine(b.Str("before"));
            b.PrintValue(b.Call("m.divide", IrType.I32, [b.I32(1), b.I32(0)]));
        }).Program;
        foreach (var opt in new[] { OptLevel.O0, OptLevel.O2 })
            Assert.Equal(new RunResult(1, "before\n", $"halted: {message}, at src/divide.vale:13\n"), NativeProgram.Run(program, new LlvmOptions(opt)));
    }

    [Fact]
    public void Floats_follow_ieee_754()
    {
        double[] values = [0, -0.0, 1, -1, 0.1, 1.5, -2.25, 1e300, -1e300, 5e-324, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        var expected = new StringBuilder();
        var program = new Ir().Main(b =>
        {
            foreach (var left in values)
            {
                One(IrIntrinsic.FloatNeg, -left);
                One(IrIntrinsic.FloatSqrt, Math.Sqrt(left));
                foreach (var right in values)
                {
                    Two(IrIntrinsic.FloatAdd, left + right);
                    Two(IrIntrinsic.FloatSub, left - right);
                    Two(IrIntrinsic.FloatMul, left * right);
                    Two(IrIntrinsic.FloatDiv, left / right);
                    Two(IrIntrinsic.FloatMod, left % right);
                    Compare(IrIntrinsic.FloatEq, left == right);
                    Compare(IrIntrinsic.FloatNe, left != right);
                    Compare(IrIntrinsic.FloatLt, left < right);
                    Compare(IrIntrinsic.FloatGt, left > right);
                    Compare(IrIntrinsic.FloatLe, left <= right);
                    Compare(IrIntrinsic.FloatGe, left >= right);

                    void Two(IrIntrinsic operation, double result)
                    {
                        b.PrintValue(b.Intrinsic(operation, IrType.Float, [b.Float(left), b.Float(right)]));
                        expected.Append(FloatText.Of(result)).Append('\n');
                    }

                    void Compare(IrIntrinsic operation, bool result)
                    {
                        b.PrintValue(b.Intrinsic(operation, IrType.Bool, [b.Float(left), b.Float(right)]));
                        expected.Append(result ? "true\n" : "false\n");
                    }
                }

                void One(IrIntrinsic operation, double result)
                {
                    b.PrintValue(b.Intrinsic(operation, IrType.Float, [b.Float(left)]));
                    expected.Append(FloatText.Of(result)).Append('\n');
                }
            }
        }).Program;
        Assert.Equal(expected.ToString(), NativeProgram.Run(program, new LlvmOptions(OptLevel.O0)).Output);
    }

    [Theory]
    [InlineData(OptLevel.O0)]
    [InlineData(OptLevel.O2)]
    public void Conversions_truncate_and_saturate(OptLevel opt)
    {
        (double Value, int To32, long To64)[] cases =
        [
            (1.9, 1, 1), (-1.9, -1, -1), (double.NaN, 0, 0), (2147483647.5, int.MaxValue, 2147483647), (2147483648, int.MaxValue, 2147483648),
            (-2147483648.9, int.MinValue, -2147483648), (1e18, int.MaxValue, 1000000000000000000), (9223372036854775808.0, int.MaxValue, long.MaxValue),
            (double.PositiveInfinity, int.MaxValue, long.MaxValue), (double.NegativeInfinity, int.MinValue, long.MinValue),
        ];
        var expected = new StringBuilder();
        var program = new Ir()
            .Function("to32", IrType.I32, b => b.Return(b.Intrinsic(IrIntrinsic.FloatToI32, IrType.I32, [b.Peek(b.Parameter("x", IrType.Float))])))
            .Function("to64", IrType.I64, b => b.Return(b.Intrinsic(IrIntrinsic.FloatToI64, IrType.I64, [b.Peek(b.Parameter("x", IrType.Float))])))
            .Main(b =>
            {
                foreach (var (value, to32, to64) in cases)
                {
                    b.PrintValue(b.Call("m.to32", IrType.I32, [b.Float(value)]));
                    b.PrintValue(b.Call("m.to64", IrType.I64, [b.Float(value)]));
                    expected.Append(to32).Append('\n').Append(to64).Append('\n');
                }
                b.PrintValue(b.Intrinsic(IrIntrinsic.I32ToI64, IrType.I64, [b.I32(-5)]));
                b.PrintValue(b.Intrinsic(IrIntrinsic.I64ToI32, IrType.I32, [b.I64(0x1_0000_0007)]));
                b.PrintValue(b.Intrinsic(IrIntrinsic.I32ToFloat, IrType.Float, [b.I32(-5)]));
                b.PrintValue(b.Intrinsic(IrIntrinsic.I64ToFloat, IrType.Float, [b.I64(1L << 53)]));
                b.PrintValue(b.Intrinsic(IrIntrinsic.BoolNot, IrType.Bool, [b.Bool(true)]));
                b.PrintValue(b.Intrinsic(IrIntrinsic.BoolEq, IrType.Bool, [b.Bool(true), b.Bool(true)]));
                expected.Append("-5\n7\n-5.0\n9.007199254740992e+15\nfalse\ntrue\n");
            }).Program;
        Assert.Equal(expected.ToString(), NativeProgram.Run(program, new LlvmOptions(opt)).Output);
    }

    [Fact]
    public void A_float_prints_the_shortest_text_that_reads_back()
    {
        var random = new Random(20261121);
        var values = new List<double> { 0, -0.0, 3, 42.125, 1e-5, 9.999e-6, 1e15, 999999999999999, 123456789012345, 0.1, 1.0 / 3, 5e-324, double.Epsilon * 7, double.MaxValue, 2.2250738585072014e-308 };
        for (var i = -1074; i < 1024; i++) values.Add(Math.ScaleB(1, i));
        for (var i = 0; i < 20000; i++)
        {
            values.Add(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)));
            values.Add(random.Next(-1000000, 1000000) / Math.Pow(10, random.Next(0, 9)));
        }
        var c = new StringBuilder("#include <stdint.h>\n#include <string.h>\nstatic const uint64_t bits[] = {");
        foreach (var value in values) c.Append("0x").Append(BitConverter.DoubleToInt64Bits(value).ToString("x", CultureInfo.InvariantCulture)).Append("u,");
        c.Append("};\ndouble m_value(int32_t i) { double x; memcpy(&x, &bits[i], 8); return x; }\n");
        var program = new Ir().Extern("value", IrType.Float, IrType.I32)
            .Main(b => b.Repeat(values.Count, i => b.PrintValue(b.CallExtern("m.value", IrType.Float, [i])))).Program;

        var printed = NativeProgram.Run(program, null, c.ToString()).Output.Split('\n');
        for (var i = 0; i < values.Count; i++) Assert.Equal(FloatText.Of(values[i]), printed[i]);
    }
}

/// <summary>The layout of docs/language-semantics.md over .NET's own shortest digits.</summary>
internal static class FloatText
{
    public static string Of(double value)
    {
        if (double.IsNaN(value)) return "nan";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";
        var sign = double.IsNegative(value) ? "-" : "";
        value = Math.Abs(value);
        if (value == 0) return sign + "0.0";
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        // For some powers of two .NET's shortest text reads back as another float; 17 digits never do.
        if (double.Parse(shortest, CultureInfo.InvariantCulture) != value) shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        int exponent;
        var mantissa = shortest.Split('E')[0];
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).Trim('0');
        if (shortest.Contains('E', StringComparison.Ordinal)) exponent = int.Parse(shortest.Split('E')[1], CultureInfo.InvariantCulture);
        else if (mantissa[0] != '0') exponent = mantissa.Split('.')[0].Length - 1;
        else exponent = -1 - mantissa[2..].TakeWhile(c => c == '0').Count();
        if (value is >= 1e-5 and < 1e15)
        {
            if (exponent < 0) return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
            var padded = digits.PadRight(exponent + 2, '0');
            return $"{sign}{padded[..(exponent + 1)]}.{padded[(exponent + 1)..]}";
        }
        var rest = digits.Length > 1 ? "." + digits[1..] : "";
        return $"{sign}{digits[0]}{rest}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }
}
