// Strings: every intrinsic, their bounds, and their counting.

using System.Text;
using Vale.Backend.Llvm;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class StringTests
{
    private static int Slices(IrBuilder b, IrIntrinsic intrinsic, IrType type, (string Text, int Begin, int End) left, (string Text, int Begin, int End) right)
    {
        int first = b.Str(left.Text), second = b.Str(right.Text);
        var result = b.Intrinsic(intrinsic, type, [first, b.I32(left.Begin), b.I32(left.End), second, b.I32(right.Begin), b.I32(right.End)]);
        b.Release(first);
        b.Release(second);
        return result;
    }

    private static int Slice(IrBuilder b, IrIntrinsic intrinsic, IrType type, string text, int begin, int end)
    {
        var whole = b.Str(text);
        var result = b.Intrinsic(intrinsic, type, [whole, b.I32(begin), b.I32(end)]);
        b.Release(whole);
        return result;
    }

    [Theory]
    [InlineData(OptLevel.O0)]
    [InlineData(OptLevel.O2)]
    public void Every_operation_gives_what_is_written_down(OptLevel opt)
    {
        var expected = new StringBuilder();
        var program = new Ir().Main(b =>
        {
            Text(Slices(b, IrIntrinsic.StrConcat, IrType.Str, ("hello", 1, 4), ("wörld", 0, 6)), "ellwörld");
            Text(Slices(b, IrIntrinsic.StrConcat, IrType.Str, ("", 0, 0), ("", 0, 0)), "");
            Value(Slices(b, IrIntrinsic.StrEq, IrType.Bool, ("xabc", 1, 4), ("abcd", 0, 3)), "true");
            Value(Slices(b, IrIntrinsic.StrEq, IrType.Bool, ("abc", 0, 3), ("abd", 0, 3)), "false");
            Value(Slices(b, IrIntrinsic.StrEq, IrType.Bool, ("abc", 0, 3), ("abc", 0, 2)), "false");
            Value(Slices(b, IrIntrinsic.StrCompare, IrType.I32, ("abc", 0, 3), ("abd", 0, 3)), "-1");
            Value(Slices(b, IrIntrinsic.StrCompare, IrType.I32, ("abc", 0, 3), ("ab", 0, 2)), "1");
            Value(Slices(b, IrIntrinsic.StrCompare, IrType.I32, ("é", 0, 2), ("z", 0, 1)), "1");
            Value(Slices(b, IrIntrinsic.StrCompare, IrType.I32, ("abc", 1, 2), ("b", 0, 1)), "0");
            Value(Slices(b, IrIntrinsic.StrIndexOf, IrType.I32, ("xxabcabc", 1, 8), ("abc", 0, 3)), "1");
            Value(Slices(b, IrIntrinsic.StrIndexOf, IrType.I32, ("abc", 0, 3), ("", 0, 0)), "0");
            Value(Slices(b, IrIntrinsic.StrIndexOf, IrType.I32, ("ab", 0, 2), ("abc", 0, 3)), "-1");
            Text(Slice(b, IrIntrinsic.StrSlice, IrType.Str, "hello", 1, 3), "el");
            Text(Slice(b, IrIntrinsic.StrSlice, IrType.Str, "hello", 0, 5), "hello");
            Text(Slice(b, IrIntrinsic.StrSlice, IrType.Str, "hello", 5, 5), "");
            Value(Slice(b, IrIntrinsic.StrToByte, IrType.I32, "A", 0, 1), "65");
            Value(Slice(b, IrIntrinsic.StrToByte, IrType.I32, "é", 0, 2), "195");
            Value(Slice(b, IrIntrinsic.StrToByte, IrType.I32, "abc", 3, 3), "0");
            foreach (var (code, text) in new[] { (65, "A"), (10, "\n"), (233, "é"), (0x20AC, "€"), (0x1F600, "😀"), (0xD800, "\uFFFD"), (0x110000, "\uFFFD") })
                Text(b.Intrinsic(IrIntrinsic.StrFromCode, IrType.Str, [b.I32(code)]), text);
            Text(b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.I64(long.MinValue)]), "-9223372036854775808");
            Text(b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.I32(int.MinValue)]), "-2147483648");
            Text(b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.I32(0)]), "0");

            void Text(int value, string text)
            {
                b.PrintLine(value);
                expected.Append(text).Append('\n');
            }

            void Value(int value, string text)
            {
                b.PrintValue(value);
                expected.Append(text).Append('\n');
            }
        }).Program;
        Assert.Equal(new RunResult(0, expected.ToString(), ""), NativeProgram.Run(program, new LlvmOptions(opt)));
    }

    [Theory]
    [InlineData(IrIntrinsic.StrSlice, -1, 2)]
    [InlineData(IrIntrinsic.StrSlice, 3, 2)]
    [InlineData(IrIntrinsic.StrSlice, 0, 6)]
    [InlineData(IrIntrinsic.StrToByte, -1, 2)]
    [InlineData(IrIntrinsic.StrToByte, 3, 2)]
    [InlineData(IrIntrinsic.StrToByte, 4, 6)]
    [InlineData(IrIntrinsic.StrToByte, 5, -1)]
    public void A_range_out_of_bounds_halts(IrIntrinsic intrinsic, int begin, int end)
    {
        var program = new Ir().Main(b =>
        {
            b.Line = 5;
            var result = Slice(b, intrinsic, intrinsic == IrIntrinsic.StrSlice ? IrType.Str : IrType.I32, "hello", begin, end);
            if (intrinsic == IrIntrinsic.StrSlice) b.Release(result);
        }).Program;
        Assert.Equal(new RunResult(1, "", $"halted: string range out of bounds: {begin}..{end} of 5 bytes, at src/main.vale:15\n"), NativeProgram.Run(program));
    }

    [Fact]
    public void Strings_are_printed_to_either_stream()
    {
        var program = new Ir().Main(b =>
        {
            var text = b.Str("to the other");
            b.Intrinsic(IrIntrinsic.PrintError, IrType.Void, [text, b.I32(3), b.I32(3)]);
            b.Intrinsic(IrIntrinsic.Print, IrType.Void, [text, b.I32(7), b.I32(5)]);
            b.Release(text);
        }).Program;
        Assert.Equal(new RunResult(0, "other", "the"), NativeProgram.Run(program));
    }

    [Theory]
    [InlineData(OptLevel.O0)]
    [InlineData(OptLevel.O3)]
    public void A_string_lives_as_long_as_its_last_holder(OptLevel opt)
    {
        var program = new Ir().Main(b =>
        {
            var text = b.Hold("text", b.Str(""));
            b.Repeat(200, i =>
            {
                int old = b.Peek(text), digits = b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [i]);
                var kept = b.Hold("kept", b.Retain(digits));
                var joined = b.Intrinsic(IrIntrinsic.StrConcat, IrType.Str,
                    [old, b.I32(0), b.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [old]), digits, b.I32(0), b.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [digits])]);
                b.Release(digits);
                b.Release(b.Swap(text, joined));
                b.Release(b.Take(kept));
            });
            b.PrintLine(b.Take(text));
        }).Program;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt));
        var expected = string.Concat(Enumerable.Range(0, 200)) + "\n";
        Assert.Equal(new RunResult(0, expected, ""), built.RunUnderValgrind());
    }

    [Fact]
    public void Panicking_tells_the_message_and_the_place()
    {
        var program = new Ir().Main(b =>
        {
            b.PrintLine(b.Str("so far"));
            b.Line = 2;
            b.Intrinsic(IrIntrinsic.PanicWith, IrType.Never, [b.Str("no more fuel")]);
            b.Unreachable();
        }).Program;
        Assert.Equal(new RunResult(1, "so far\n", "halted: no more fuel, at src/main.vale:12\n"), NativeProgram.Run(program));

        program = new Ir().Main(b =>
        {
            b.Intrinsic(IrIntrinsic.Panic, IrType.Never, []);
            b.Unreachable();
        }).Program;
        Assert.Equal(new RunResult(1, "", "halted: panic, at src/main.vale:10\n"), NativeProgram.Run(program));
    }

    [Fact]
    public void Program_arguments_are_given_without_the_programs_name()
    {
        var program = new Ir().Main(b =>
        {
            b.PrintValue(b.Intrinsic(IrIntrinsic.MainArgCount, IrType.I32, []));
            b.PrintLine(b.Intrinsic(IrIntrinsic.MainArg, IrType.Str, [b.I32(1)]));
            b.PrintLine(b.Intrinsic(IrIntrinsic.MainArg, IrType.Str, [b.I32(2)]));
        }).Program;
        using var built = NativeProgram.Build(program);
        Assert.Equal(new RunResult(1, "2\ntwo wörds\n", "halted: program argument 2 of 2, at src/main.vale:10\n"), built.Run("one", "two wörds"));
    }
}
