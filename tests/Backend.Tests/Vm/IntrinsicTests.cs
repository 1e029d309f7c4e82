// Every intrinsic on ordinary values and at the edges of its domain, against docs/language-semantics.md.

using Vale.Backend.Vm;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Vm;

public class IntrinsicTests
{
    [Theory]
    [InlineData(IrIntrinsic.IntAdd, 2, 3, 5)]
    [InlineData(IrIntrinsic.IntAdd, int.MaxValue, 1, int.MinValue)]
    [InlineData(IrIntrinsic.IntAdd, 1_000_000, 1_000_000, 2_000_000)]
    [InlineData(IrIntrinsic.IntSub, int.MinValue, 1, int.MaxValue)]
    [InlineData(IrIntrinsic.IntSub, 5, short.MinValue, 32773)]
    [InlineData(IrIntrinsic.IntSub, 5, short.MaxValue, -32762)]
    [InlineData(IrIntrinsic.IntSub, 7, 100_000, -99_993)]
    [InlineData(IrIntrinsic.IntMul, 65536, 65536, 0)]
    [InlineData(IrIntrinsic.IntMul, -7, 6, -42)]
    [InlineData(IrIntrinsic.IntMul, 6, 70_000, 420_000)]
    [InlineData(IrIntrinsic.IntDiv, 7, 2, 3)]
    [InlineData(IrIntrinsic.IntDiv, -7, 2, -3)]
    [InlineData(IrIntrinsic.IntDiv, 7, -2, -3)]
    [InlineData(IrIntrinsic.IntDiv, int.MinValue, -1, int.MinValue)]
    [InlineData(IrIntrinsic.IntDiv, int.MinValue, 2, -1073741824)]
    [InlineData(IrIntrinsic.IntDiv, 1_000_000, 100_000, 10)]
    [InlineData(IrIntrinsic.IntMod, 7, 3, 1)]
    [InlineData(IrIntrinsic.IntMod, -7, 3, -1)]
    [InlineData(IrIntrinsic.IntMod, 7, -3, 1)]
    [InlineData(IrIntrinsic.IntMod, int.MinValue, -1, 0)]
    [InlineData(IrIntrinsic.IntMod, 1_000_001, 100_000, 1)]
    public void Arithmetic_of_32_bits_wraps_and_truncates(IrIntrinsic intrinsic, int left, int right, int expected)
    {
        Assert.Equal(expected, VmRun.Evaluate(intrinsic, IrType.I32, left, right).Result.Value.AsInt);
        Assert.Equal(expected, Indirectly(intrinsic, IrType.I32, left, right).Result.Value.AsInt);
    }

    [Theory]
    [InlineData(IrIntrinsic.IntAdd, long.MaxValue, 1, long.MinValue)]
    [InlineData(IrIntrinsic.IntAdd, 1L << 40, 1L << 40, 1L << 41)]
    [InlineData(IrIntrinsic.IntSub, long.MinValue, 1, long.MaxValue)]
    [InlineData(IrIntrinsic.IntMul, 1L << 33, 1L << 31, 0)]
    [InlineData(IrIntrinsic.IntMul, 3_000_000_000, 3, 9_000_000_000)]
    [InlineData(IrIntrinsic.IntDiv, long.MinValue, -1, long.MinValue)]
    [InlineData(IrIntrinsic.IntDiv, -9_000_000_000, 2_000_000_000, -4)]
    [InlineData(IrIntrinsic.IntDiv, -9, 2, -4)]
    [InlineData(IrIntrinsic.IntMod, long.MinValue, -1, 0)]
    [InlineData(IrIntrinsic.IntMod, -9_000_000_001, 2_000_000_000, -1_000_000_001)]
    [InlineData(IrIntrinsic.IntMod, -9, 4, -1)]
    public void Arithmetic_of_64_bits_wraps_and_truncates(IrIntrinsic intrinsic, long left, long right, long expected)
    {
        Assert.Equal(expected, VmRun.Evaluate(intrinsic, IrType.I64, left, right).Result.Value.AsLong);
        Assert.Equal(expected, Indirectly(intrinsic, IrType.I64, left, right).Result.Value.AsLong);
    }

    [Theory]
    [InlineData(IrIntrinsic.IntDiv, "division by zero")]
    [InlineData(IrIntrinsic.IntMod, "mod by zero")]
    public void Dividing_by_zero_halts_with_the_place(IrIntrinsic intrinsic, string message)
    {
        foreach (var run in new[] { VmRun.Evaluate(intrinsic, IrType.I32, 5, 0), VmRun.Evaluate(intrinsic, IrType.I64, 5L, 0L), Indirectly(intrinsic, IrType.I32, 5, 0) })
        {
            Assert.Equal(VmOutcome.Halted, run.Result.Outcome);
            Assert.Equal(1, run.Result.ExitCode);
            Assert.Equal($"halted: {message}, at src/main.vale:1\n", run.Error);
        }
    }

    [Theory]
    [InlineData(5, -5)]
    [InlineData(int.MinValue, int.MinValue)]
    public void Negation_wraps(int value, int expected)
    {
        Assert.Equal(expected, VmRun.Evaluate(IrIntrinsic.IntNeg, IrType.I32, value).Result.Value.AsInt);
        Assert.Equal(-(long)value, VmRun.Evaluate(IrIntrinsic.IntNeg, IrType.I64, (long)value).Result.Value.AsLong);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(-1, 1)]
    [InlineData(int.MinValue, int.MaxValue)]
    [InlineData(100_000, 99_999)]
    [InlineData(100_000, 1)]
    public void Comparisons_of_integers_give_their_bool_and_steer_branches(int left, int right)
    {
        (IrIntrinsic, bool)[] cases =
        [
            (IrIntrinsic.IntEq, left == right), (IrIntrinsic.IntNe, left != right), (IrIntrinsic.IntLt, left < right),
            (IrIntrinsic.IntGt, left > right), (IrIntrinsic.IntLe, left <= right), (IrIntrinsic.IntGe, left >= right),
        ];
        foreach (var (intrinsic, expected) in cases)
        {
            Assert.Equal(expected, VmRun.Evaluate(intrinsic, IrType.Bool, left, right).Result.Value.AsBool);
            Assert.Equal(expected, VmRun.Evaluate(intrinsic, IrType.Bool, (long)left, (long)right).Result.Value.AsBool);
            Assert.Equal(expected, Indirectly(intrinsic, IrType.Bool, left, right).Result.Value.AsBool);
            AssertBranches(intrinsic, left, right, expected);
        }
    }

    [Theory]
    [InlineData(1.0, 2.0)]
    [InlineData(2.0, 1.0)]
    [InlineData(1.5, 1.5)]
    [InlineData(0.0, -0.0)]
    [InlineData(double.NaN, 1.0)]
    [InlineData(1.0, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    public void Comparisons_of_floats_keep_nan_apart(double left, double right)
    {
        (IrIntrinsic, bool)[] cases =
        [
            (IrIntrinsic.FloatEq, left == right), (IrIntrinsic.FloatNe, left != right), (IrIntrinsic.FloatLt, left < right),
            (IrIntrinsic.FloatGt, left > right), (IrIntrinsic.FloatLe, left <= right), (IrIntrinsic.FloatGe, left >= right),
        ];
        foreach (var (intrinsic, expected) in cases)
        {
            Assert.Equal(expected, VmRun.Evaluate(intrinsic, IrType.Bool, left, right).Result.Value.AsBool);
            AssertBranches(intrinsic, left, right, expected);
        }
    }

    [Theory]
    [InlineData(IrIntrinsic.FloatAdd, 0.1, 0.2, 0.30000000000000004)]
    [InlineData(IrIntrinsic.FloatSub, 1.0, 0.9, 0.09999999999999998)]
    [InlineData(IrIntrinsic.FloatMul, 1e200, 1e200, double.PositiveInfinity)]
    [InlineData(IrIntrinsic.FloatDiv, 1.0, 0.0, double.PositiveInfinity)]
    [InlineData(IrIntrinsic.FloatDiv, -1.0, 0.0, double.NegativeInfinity)]
    [InlineData(IrIntrinsic.FloatDiv, 0.0, 0.0, double.NaN)]
    [InlineData(IrIntrinsic.FloatMod, 5.5, 2.0, 1.5)]
    [InlineData(IrIntrinsic.FloatMod, -5.5, 2.0, -1.5)]
    [InlineData(IrIntrinsic.FloatMod, 1e300, 7.0, 1.0)]
    [InlineData(IrIntrinsic.FloatMod, 1.0, 0.0, double.NaN)]
    [InlineData(IrIntrinsic.FloatMod, 1.0, double.PositiveInfinity, 1.0)]
    public void Arithmetic_of_floats_is_that_of_ieee_754(IrIntrinsic intrinsic, double left, double right, double expected)
    {
        Assert.Equal(expected, VmRun.Evaluate(intrinsic, IrType.Float, left, right).Result.Value.AsFloat);
    }

    [Fact]
    public void Floats_negate_and_have_roots()
    {
        Assert.Equal("-0.0", VmRun.Evaluate(IrIntrinsic.FloatNeg, IrType.Float, 0.0).Result.Value.ToString());
        Assert.Equal(-1.5, VmRun.Evaluate(IrIntrinsic.FloatNeg, IrType.Float, 1.5).Result.Value.AsFloat);
        Assert.Equal(1.5, VmRun.Evaluate(IrIntrinsic.FloatSqrt, IrType.Float, 2.25).Result.Value.AsFloat);
        Assert.Equal(double.NaN, VmRun.Evaluate(IrIntrinsic.FloatSqrt, IrType.Float, -1.0).Result.Value.AsFloat);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bools_negate_and_compare(bool value)
    {
        Assert.Equal(!value, VmRun.Evaluate(IrIntrinsic.BoolNot, IrType.Bool, value).Result.Value.AsBool);
        Assert.Equal(value, VmRun.Evaluate(IrIntrinsic.BoolEq, IrType.Bool, value, true).Result.Value.AsBool);
        AssertBranches(IrIntrinsic.BoolEq, value, true, value);
    }

    [Theory]
    [InlineData(1.9, 1, 1L)]
    [InlineData(-1.9, -1, -1L)]
    [InlineData(double.NaN, 0, 0L)]
    [InlineData(3e9, int.MaxValue, 3_000_000_000L)]
    [InlineData(-3e9, int.MinValue, -3_000_000_000L)]
    [InlineData(1e300, int.MaxValue, long.MaxValue)]
    [InlineData(-1e300, int.MinValue, long.MinValue)]
    [InlineData(double.PositiveInfinity, int.MaxValue, long.MaxValue)]
    [InlineData(double.NegativeInfinity, int.MinValue, long.MinValue)]
    public void Floats_become_integers_by_truncation_and_saturation(double value, int small, long large)
    {
        Assert.Equal(small, VmRun.Evaluate(IrIntrinsic.FloatToI32, IrType.I32, value).Result.Value.AsInt);
        Assert.Equal(large, VmRun.Evaluate(IrIntrinsic.FloatToI64, IrType.I64, value).Result.Value.AsLong);
    }

    [Fact]
    public void Integers_widen_narrow_and_become_floats()
    {
        Assert.Equal(-5L, VmRun.Evaluate(IrIntrinsic.I32ToI64, IrType.I64, -5).Result.Value.AsLong);
        Assert.Equal(-1, VmRun.Evaluate(IrIntrinsic.I64ToI32, IrType.I32, 0x1_FFFF_FFFFL).Result.Value.AsInt);
        Assert.Equal(-5.0, VmRun.Evaluate(IrIntrinsic.I32ToFloat, IrType.Float, -5).Result.Value.AsFloat);
        Assert.Equal(9007199254740992.0, VmRun.Evaluate(IrIntrinsic.I64ToFloat, IrType.Float, 9007199254740993L).Result.Value.AsFloat);
    }

    [Theory]
    [InlineData(3.0, "3.0")]
    [InlineData(42.125, "42.125")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-5, "0.00001")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(123456789012345.0, "123456789012345.0")]
    [InlineData(999999999999999.9, "999999999999999.9")]
    [InlineData(1e15, "1e+15")]
    [InlineData(1.2345e20, "1.2345e+20")]
    [InlineData(9.5e-6, "9.5e-06")]
    [InlineData(double.Epsilon, "5e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(100.0, "100.0")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    [InlineData(1234567890123456789.0, "1.2345678901234568e+18")]
    [InlineData(9007199254740993.0, "9.007199254740992e+15")]
    [InlineData(120000.0, "120000.0")]
    public void A_float_prints_its_shortest_text(double value, string expected) =>
        Assert.Equal(expected, Text(VmRun.Evaluate(IrIntrinsic.FloatToStr, IrType.Str, value)));

    [Fact]
    public void Integers_print_in_decimal()
    {
        Assert.Equal("-2147483648", Text(VmRun.Evaluate(IrIntrinsic.IntToStr, IrType.Str, int.MinValue)));
        Assert.Equal("0", Text(VmRun.Evaluate(IrIntrinsic.IntToStr, IrType.Str, 0)));
        Assert.Equal("-9223372036854775808", Text(VmRun.Evaluate(IrIntrinsic.IntToStr, IrType.Str, long.MinValue)));
    }

    [Fact]
    public void Strings_are_measured_joined_and_cut_by_bytes()
    {
        Assert.Equal(6, VmRun.Evaluate(IrIntrinsic.StrLen, IrType.I32, "häßo").Result.Value.AsInt);
        Assert.Equal("bcXY", Text(VmRun.Evaluate(IrIntrinsic.StrConcat, IrType.Str, "abcd", 1, 3, "XYZ", 0, 2)));
        Assert.Equal("", Text(VmRun.Evaluate(IrIntrinsic.StrConcat, IrType.Str, "abcd", 4, 4, "XYZ", 0, 0)));
        Assert.Equal("bc", Text(VmRun.Evaluate(IrIntrinsic.StrSlice, IrType.Str, "abcd", 1, 3)));
        Assert.Equal("abcd", Text(VmRun.Evaluate(IrIntrinsic.StrSlice, IrType.Str, "abcd", 0, 4)));
        Assert.Equal([0xC3], VmRun.Evaluate(IrIntrinsic.StrSlice, IrType.Str, "ä", 0, 1).Result.Value.AsStr.ToArray());
        Assert.Equal('c', VmRun.Evaluate(IrIntrinsic.StrToByte, IrType.I32, "abcd", 2, 4).Result.Value.AsInt);
        Assert.Equal(0xC3, VmRun.Evaluate(IrIntrinsic.StrToByte, IrType.I32, "ä", 0, 1).Result.Value.AsInt);
        Assert.Equal(0, VmRun.Evaluate(IrIntrinsic.StrToByte, IrType.I32, "abcd", 2, 2).Result.Value.AsInt);
    }

    [Theory]
    [InlineData("abcd", 1, 3, "xbc", 1, 3, true, 0)]
    [InlineData("abcd", 1, 3, "xbd", 1, 3, false, -1)]
    [InlineData("ab", 0, 2, "abc", 0, 3, false, -1)]
    [InlineData("b", 0, 1, "abc", 0, 3, false, 1)]
    [InlineData("ä", 0, 2, "z", 0, 1, false, 1)]
    [InlineData("", 0, 0, "", 0, 0, true, 0)]
    public void Slices_compare_by_bytes(string a, int aBegin, int aEnd, string b, int bBegin, int bEnd, bool equal, int order)
    {
        Assert.Equal(equal, VmRun.Evaluate(IrIntrinsic.StrEq, IrType.Bool, a, aBegin, aEnd, b, bBegin, bEnd).Result.Value.AsBool);
        Assert.Equal(order, VmRun.Evaluate(IrIntrinsic.StrCompare, IrType.I32, a, aBegin, aEnd, b, bBegin, bEnd).Result.Value.AsInt);
    }

    [Theory]
    [InlineData("hello", 0, 5, "l", 0, 1, 2)]
    [InlineData("hello", 3, 5, "l", 0, 1, 0)]
    [InlineData("hello", 4, 5, "l", 0, 1, -1)]
    [InlineData("hello", 2, 5, "xlox", 1, 3, 1)]
    [InlineData("hello", 2, 2, "", 0, 0, 0)]
    [InlineData("", 0, 0, "a", 0, 1, -1)]
    public void A_needle_is_found_from_the_slices_start(string a, int aBegin, int aEnd, string b, int bBegin, int bEnd, int expected) =>
        Assert.Equal(expected, VmRun.Evaluate(IrIntrinsic.StrIndexOf, IrType.I32, a, aBegin, aEnd, b, bBegin, bEnd).Result.Value.AsInt);

    [Theory]
    [InlineData(3, 9, "3..9 of 5 bytes")]
    [InlineData(-1, 2, "-1..2 of 5 bytes")]
    [InlineData(3, 2, "3..2 of 5 bytes")]
    [InlineData(6, 6, "6..6 of 5 bytes")]
    [InlineData(int.MinValue, int.MaxValue, "-2147483648..2147483647 of 5 bytes")]
    public void A_range_out_of_bounds_halts(int begin, int end, string message)
    {
        VmRun[] runs =
        [
            VmRun.Evaluate(IrIntrinsic.StrSlice, IrType.Str, "hello", begin, end),
            VmRun.Evaluate(IrIntrinsic.StrToByte, IrType.I32, "hello", begin, end),
            VmRun.Evaluate(IrIntrinsic.StrConcat, IrType.Str, "hello", begin, end, "x", 0, 1),
            VmRun.Evaluate(IrIntrinsic.StrEq, IrType.Bool, "x", 0, 1, "hello", begin, end),
            VmRun.Evaluate(IrIntrinsic.StrCompare, IrType.I32, "x", 0, 1, "hello", begin, end),
            VmRun.Evaluate(IrIntrinsic.StrIndexOf, IrType.I32, "hello", begin, end, "x", 0, 1),
        ];
        foreach (var run in runs) Assert.Equal($"halted: string range out of bounds: {message}, at src/main.vale:1\n", run.Error);
    }

    [Theory]
    [InlineData(65, new byte[] { 65 })]
    [InlineData(0, new byte[] { 0 })]
    [InlineData(-1, new byte[] { 255 })]
    [InlineData(127, new byte[] { 127 })]
    [InlineData(128, new byte[] { 0xC2, 0x80 })]
    [InlineData(0x20AC, new byte[] { 0xE2, 0x82, 0xAC })]
    [InlineData(0x1F600, new byte[] { 0xF0, 0x9F, 0x98, 0x80 })]
    [InlineData(0xD800, new byte[] { 0xEF, 0xBF, 0xBD })]
    [InlineData(0x110000, new byte[] { 0xEF, 0xBF, 0xBD })]
    public void A_code_becomes_its_string(int code, byte[] expected) =>
        Assert.Equal(expected, VmRun.Evaluate(IrIntrinsic.StrFromCode, IrType.Str, code).Result.Value.AsStr.ToArray());

    [Fact]
    public void Printing_takes_a_part_and_keeps_the_order_of_both_streams()
    {
        var run = VmRun.Evaluate(IrIntrinsic.Print, IrType.Void, "hello", 1, 3);
        Assert.Equal("ell", run.Output);
        run = VmRun.Evaluate(IrIntrinsic.PrintError, IrType.Void, "hello", 0, 5);
        Assert.Equal(("", "hello"), (run.Output, run.Error));
        run = VmRun.Evaluate(IrIntrinsic.Print, IrType.Void, "hello", 3, 9);
        Assert.Equal("halted: string range out of bounds: 3..12 of 5 bytes, at src/main.vale:1\n", run.Error);
        run = VmRun.Evaluate(IrIntrinsic.Print, IrType.Void, "hello", int.MaxValue, int.MaxValue);
        Assert.Equal("halted: string range out of bounds: 2147483647..4294967294 of 5 bytes, at src/main.vale:1\n", run.Error);
    }

    [Fact]
    public void Panics_halt_with_their_message_after_what_was_printed()
    {
        var run = VmRun.Run(IrType.I32, b =>
        {
            VmRun.Print(b, b.Str("before\n"));
            b.Line = 6;
            b.Intrinsic(IrIntrinsic.PanicWith, IrType.Never, [b.Str("out of fuel")]);
            b.Unreachable();
        });
        Assert.Equal(("before\n", "halted: out of fuel, at src/main.vale:7\n", 1), (run.Output, run.Error, run.Result.ExitCode));
        Assert.Equal("out of fuel, at src/main.vale:7", run.Result.HaltMessage);
        Assert.Equal("halted: panic, at src/main.vale:1\n", VmRun.Evaluate(IrIntrinsic.Panic, IrType.Never).Error);
    }

    [Fact]
    public void The_program_sees_its_arguments()
    {
        var main = VmRun.MainProgram(IrType.Str, b => b.Return(b.Intrinsic(IrIntrinsic.MainArg, IrType.Str, [b.Int(1, IrType.I32)])));
        var options = new VmOptions { Arguments = ["first", "zwölf"], TrackShares = true };
        Assert.Equal("zwölf", Text(VmRun.Run(main, options)));
        Assert.Equal("halted: program argument 1 of 1, at src/main.vale:1\n", VmRun.Run(main, options with { Arguments = ["first"] }).Error);
        var count = VmRun.MainProgram(IrType.I32, b => b.Return(b.Intrinsic(IrIntrinsic.MainArgCount, IrType.I32, [])));
        Assert.Equal(2, VmRun.Run(count, options).Result.ExitCode);
    }

    private static string Text(VmRun run)
    {
        Assert.True(run.Result.Statistics.IsSound);
        return run.Result.Value.ToString();
    }

    // The operands come as parameters, so that no constant can be made part of the instruction.
    private static VmRun Indirectly(IrIntrinsic intrinsic, IrType returns, object left, object right)
    {
        var type = left is int ? IrType.I32 : IrType.I64;
        return VmRun.Run(VmRun.Program(
        [
            VmRun.Function("main", returns, b => b.Return(b.Call("operate", returns, [VmRun.Constant(b, left), VmRun.Constant(b, right)]))),
            VmRun.Function("operate", returns, b =>
            {
                var (x, y) = (b.Parameter("x", type), b.Parameter("y", type));
                b.Return(b.Intrinsic(intrinsic, returns, [b.Peek(x), b.Peek(y)]));
            }),
        ]));
    }

    // The comparison as a branch's condition: of constants and of parameters, as it is and negated, with either way falling through.
    private static void AssertBranches(IrIntrinsic intrinsic, object left, object right, bool expected)
    {
        for (var shape = 0; shape < 8; shape++)
        {
            var (negate, swap, indirect) = ((shape & 1) != 0, (shape & 2) != 0, (shape & 4) != 0);
            var type = left switch { int => IrType.I32, double => IrType.Float, _ => IrType.Bool };
            var choose = VmRun.Function("choose", IrType.I32, b =>
            {
                var (x, y) = (b.Parameter("x", type), b.Parameter("y", type));
                var (first, second) = (b.Block(), b.Block());
                var condition = b.Intrinsic(intrinsic, IrType.Bool, indirect ? [b.Peek(x), b.Peek(y)] : [VmRun.Constant(b, left), VmRun.Constant(b, right)]);
                if (negate) condition = b.Intrinsic(IrIntrinsic.BoolNot, IrType.Bool, [condition]);
                b.Branch(condition, swap ? second : first, swap ? first : second);
                b.Enter(first);
                b.Return(b.Int(1, IrType.I32));
                b.Enter(second);
                b.Return(b.Int(2, IrType.I32));
            });
            var main = VmRun.Function("main", IrType.I32, b => b.Return(b.Call("choose", IrType.I32, [VmRun.Constant(b, left), VmRun.Constant(b, right)])));
            Assert.Equal(expected ^ negate ^ swap ? 1 : 2, VmRun.Run(VmRun.Program([main, choose])).Result.ExitCode);
        }
    }
}
