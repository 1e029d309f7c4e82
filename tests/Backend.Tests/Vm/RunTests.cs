// Running as such: calls, control flow in awkward shapes, deep recursion, limits, stopping, externs, results.

using System.Text;
using Vale.Backend.Bytecode;
using Vale.Backend.Vm;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Vm;

public class RunTests
{
    private static readonly IrFunction Descend = VmRun.Function("descend", IrType.I32, b =>
    {
        var n = b.Parameter("n", IrType.I32);
        var (end, deeper) = (b.Block(), b.Block());
        b.Branch(b.Intrinsic(IrIntrinsic.IntEq, IrType.Bool, [b.Peek(n), b.Int(0, IrType.I32)]), end, deeper);
        b.Enter(end);
        b.Return(b.Int(0, IrType.I32));
        b.Enter(deeper);
        b.Line = 4;
        var below = b.Call("descend", IrType.I32, [b.Intrinsic(IrIntrinsic.IntSub, IrType.I32, [b.Peek(n), b.Int(1, IrType.I32)])]);
        b.Return(b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [below, b.Int(1, IrType.I32)]));
    });

    private static IrProgram DescendFrom(int depth) => VmRun.Program(
        [VmRun.Function("main", IrType.I32, b => b.Return(b.Call("descend", IrType.I32, [b.Int(depth, IrType.I32)]))), Descend]);

    [Fact]
    public void Recursion_goes_half_a_million_calls_deep() =>
        Assert.Equal(500_000, VmRun.Run(DescendFrom(500_000)).Result.ExitCode);

    [Fact]
    public void Recursion_without_end_halts_cleanly_and_says_where()
    {
        var run = VmRun.Run(DescendFrom(-1));
        Assert.Equal(("halted: stack overflow\n", 1), (run.Error, run.Result.ExitCode));
        Assert.Equal("1000000 frames deep in descend, at src/main.vale:5", run.Result.HaltDetail);
    }

    [Fact]
    public void Few_frames_with_many_registers_overflow_too()
    {
        var run = VmRun.Run(DescendFrom(-1), new VmOptions { MaxRegisters = 10_000 });
        Assert.Equal("halted: stack overflow\n", run.Error);
        Assert.Equal(9, VmRun.Run(DescendFrom(9), new VmOptions { MaxRegisters = 100, MaxFrames = 20 }).Result.ExitCode);
    }

    [Fact]
    public void Arguments_of_both_classes_arrive_in_order()
    {
        var callee = VmRun.Function("f", IrType.Str, b =>
        {
            var (i, s, nothing, x, t, l) = (b.Parameter("i", IrType.I32), b.Parameter("s", IrType.Str), b.Parameter("v", IrType.Void),
                b.Parameter("x", IrType.Float), b.Parameter("t", IrType.Str), b.Parameter("l", IrType.I64));
            Assert.Equal(2, nothing);
            foreach (var text in (int[])[b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.Peek(i)]), b.Take(s), b.Intrinsic(IrIntrinsic.FloatToStr, IrType.Str, [b.Peek(x)])])
            {
                VmRun.Print(b, text);
                b.Release(text);
            }
            var last = b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.Peek(l)]);
            VmRun.Print(b, last);
            b.Release(last);
            b.Return(b.Take(t));
        });
        var main = VmRun.Function("main", IrType.Void, b =>
        {
            var text = b.Call("f", IrType.Str, [b.Int(1, IrType.I32), b.Str(" s "), b.Void(), b.Float(2.5), b.Str(" t"), b.Int(1L << 33, IrType.I64)]);
            VmRun.Print(b, text);
            b.Release(text);
            b.Return(b.Void());
        });
        var run = VmRun.Run(VmRun.Program([main, callee]));
        Assert.Equal("1 s 2.58589934592 t", run.Output);
        Assert.True(run.Result.Statistics.IsSound);
    }

    [Fact]
    public void A_value_looked_at_before_its_local_changes_keeps_what_it_saw()
    {
        // let a = x; set x = x + 1; let b = exchange x, a; the peeks straddle the writes.
        var run = VmRun.Run(IrType.I32, b =>
        {
            var x = b.Local("x", IrType.I32);
            b.Init(x, b.Int(10, IrType.I32));
            var before = b.Peek(x);
            b.Swap(x, b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Peek(x), b.Int(1, IrType.I32)]));
            var after = b.Peek(x);
            var old = b.Swap(x, before);
            var now = b.Peek(x);
            var sum = b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [before, b.Int(10000, IrType.I32)]);
            sum = b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [sum, b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [after, b.Int(100, IrType.I32)])]);
            sum = b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [sum, b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [old, b.Int(100, IrType.I32)])]);
            b.Return(b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [sum, now]));
        });
        Assert.Equal(10 * 10000 + 11 * 100 + 11 * 100 + 10, run.Result.ExitCode);
    }

    [Fact]
    public void Two_locals_exchange_their_values()
    {
        var run = VmRun.Run(IrType.I32, b =>
        {
            var (x, y) = (b.Local("x", IrType.I32), b.Local("y", IrType.I32));
            b.Init(x, b.Int(3, IrType.I32));
            b.Init(y, b.Int(8, IrType.I32));
            b.Swap(y, b.Swap(x, b.Peek(y)));
            b.Return(b.Intrinsic(IrIntrinsic.IntSub, IrType.I32, [b.Peek(x), b.Peek(y)]));
        });
        Assert.Equal(5, run.Result.ExitCode);
    }

    [Fact]
    public void A_value_made_in_one_block_is_there_in_a_later_one_whatever_the_order_of_blocks()
    {
        // Blocks are numbered against the order of execution, and an earlier one is run between making and using.
        var run = VmRun.Run(IrType.I32, b =>
        {
            var i = b.Local("i", IrType.I32);
            b.Init(i, b.Int(0, IrType.I32));
            var (use, between, make) = (b.Block(), b.Block(), b.Block());
            b.Jump(make);
            b.Enter(make);
            var made = b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Peek(i), b.Int(40, IrType.I32)]);
            b.Swap(i, b.Int(7, IrType.I32));
            b.Jump(between);
            b.Enter(between);
            var product = b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [b.Peek(i), b.Peek(i)]);
            b.Swap(i, b.Intrinsic(IrIntrinsic.IntSub, IrType.I32, [product, b.Int(7, IrType.I32)]));
            b.Branch(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [b.Peek(i), b.Int(1000, IrType.I32)]), between, use);
            b.Enter(use);
            b.Return(made);
        });
        Assert.Equal(40, run.Result.ExitCode);
    }

    [Fact]
    public void A_comparison_whose_local_changes_before_the_branch_is_made_in_time()
    {
        var run = VmRun.Run(IrType.I32, b =>
        {
            var x = b.Local("x", IrType.I32);
            b.Init(x, b.Int(1, IrType.I32));
            var (yes, no) = (b.Block(), b.Block());
            var isOne = b.Intrinsic(IrIntrinsic.IntEq, IrType.Bool, [b.Peek(x), b.Int(1, IrType.I32)]);
            b.Swap(x, b.Int(2, IrType.I32));
            b.Branch(isOne, yes, no);
            b.Enter(yes);
            b.Return(b.Peek(x));
            b.Enter(no);
            b.Return(b.Int(0, IrType.I32));
        });
        Assert.Equal(2, run.Result.ExitCode);
    }

    [Fact]
    public void Jumps_beyond_the_short_distance_reach_their_target()
    {
        var run = VmRun.Run(IrType.I32, b =>
        {
            var (i, sum) = (b.Local("i", IrType.I32), b.Local("sum", IrType.I32));
            b.Init(i, b.Int(0, IrType.I32));
            b.Init(sum, b.Int(0, IrType.I32));
            var (head, body, end) = (b.Block(), b.Block(), b.Block());
            b.Jump(head);
            b.Enter(head);
            b.Branch(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [b.Peek(i), b.Int(3, IrType.I32)]), body, end);
            b.Enter(body);
            for (var k = 0; k < 40_000; k++) b.Swap(sum, b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Peek(sum), b.Peek(i)]));
            b.Swap(i, b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Peek(i), b.Int(1, IrType.I32)]));
            b.Jump(head);
            b.Enter(end);
            b.Return(b.Peek(sum));
        });
        Assert.Equal(3 * 40_000, run.Result.Value.AsInt);
    }

    [Fact]
    public void An_endless_loop_stops_when_asked_and_at_its_limit()
    {
        var endless = VmRun.MainProgram(IrType.Void, b =>
        {
            var loop = b.Block();
            b.Jump(loop);
            b.Enter(loop);
            var dot = b.Str(".");
            VmRun.Print(b, dot);
            b.Release(dot);
            b.Jump(loop);
        });
        var asked = 0;
        var stopped = VmRun.Run(endless, new VmOptions { ShouldStop = () => ++asked == 3 });
        Assert.Equal((VmOutcome.Stopped, 1), (stopped.Result.Outcome, stopped.Result.ExitCode));
        Assert.NotEmpty(stopped.Output);
        var limited = VmRun.Run(endless, new VmOptions { MaxInstructions = 10_000 });
        Assert.Equal((VmOutcome.LimitReached, 1), (limited.Result.Outcome, limited.Result.ExitCode));
        Assert.InRange(limited.Result.Statistics.Instructions, 9_900, 10_100);
    }

    [Fact]
    public void Endless_recursion_and_growing_text_meet_the_limit_as_well()
    {
        var limited = VmRun.Run(DescendFrom(-1), new VmOptions { MaxInstructions = 10_000 });
        Assert.Equal(VmOutcome.LimitReached, limited.Result.Outcome);
        var doubling = VmRun.MainProgram(IrType.Void, b =>
        {
            var s = b.Local("s", IrType.Str);
            b.Init(s, b.Str("0123456789"));
            var loop = b.Block();
            b.Jump(loop);
            b.Enter(loop);
            var (text, zero) = (b.Peek(s), b.Int(0, IrType.I32));
            var length = b.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [text]);
            b.Release(b.Swap(s, b.Intrinsic(IrIntrinsic.StrConcat, IrType.Str, [text, zero, length, text, zero, length])));
            b.Jump(loop);
        });
        limited = VmRun.Run(doubling, new VmOptions { MaxInstructions = 100_000 });
        Assert.Equal(VmOutcome.LimitReached, limited.Result.Outcome);
        Assert.InRange(limited.Result.Statistics.Instructions, 1, 1_000);
    }

    [Fact]
    public void Instructions_are_counted_exactly_through_loops_and_calls()
    {
        // Two constants, the test, ten rounds of add, add and test-and-jump, and the return.
        var loop = VmRun.Run(VmRun.Program([Programs.SumLoop(10)]));
        Assert.Equal(2 + 1 + 10 * 3 + 1, loop.Result.Statistics.Instructions);
        // A constant, a call of two words, a return. 15 calls of fib test, 8 of them return at once, 7 subtract, call, subtract, call, add, return.
        var fib = VmRun.Run(VmRun.Program([Programs.CallFib(5), Programs.Fib()]));
        Assert.Equal(4 + 15 + 8 * 1 + 7 * 8, fib.Result.Statistics.Instructions);
        // A halt counts the instruction it halts at.
        Assert.Equal(1, VmRun.Evaluate(IrIntrinsic.Panic, IrType.Never).Result.Statistics.Instructions);
        Assert.Equal(3, VmRun.Evaluate(IrIntrinsic.IntDiv, IrType.I32, 1, 0).Result.Statistics.Instructions);
    }

    [Fact]
    public void Externs_of_the_host_are_called_and_others_halt_with_advice()
    {
        IrExtern[] externs =
        [
            new("main.hypot", "vmath_hypot", [IrType.Float, IrType.Str, IrType.Float], IrType.Float),
            new("main.name", "host_name", [], IrType.Str),
        ];
        var program = VmRun.MainProgram(IrType.Float, b =>
        {
            var name = b.CallExtern("main.name", IrType.Str, []);
            VmRun.Print(b, name);
            b.Return(b.CallExtern("main.hypot", IrType.Float, [b.Float(3), name, b.Float(4)]));
        }, externs: externs);
        var options = new VmOptions
        {
            TrackShares = true,
            Externs = new Dictionary<string, VmExtern>
            {
                ["host_name"] = static _ => VmValue.Of("host"),
                ["vmath_hypot"] = static arguments =>
                {
                    Assert.Equal("host", Encoding.UTF8.GetString(arguments[1].AsStr.Span));
                    return VmValue.Of(Math.Sqrt(arguments[0].AsFloat * arguments[0].AsFloat + arguments[2].AsFloat * arguments[2].AsFloat));
                },
            },
        };
        var run = VmRun.Run(program, options);
        Assert.Equal(("host", 5.0), (run.Output, run.Result.Value.AsFloat));
        Assert.True(run.Result.Statistics.IsSound);

        var missing = VmRun.Run(program);
        Assert.Equal("halted: host_name is written in C, which the virtual machine cannot call: use --build, at src/main.vale:1\n", missing.Error);

        var wrong = VmRun.Run(program, options with { Externs = new Dictionary<string, VmExtern> { ["host_name"] = static _ => VmValue.Of(5) } });
        Assert.StartsWith("halted: extern host_name gave a i32 instead of a str", wrong.Error);

        var failing = VmRun.Run(program, options with { Externs = new Dictionary<string, VmExtern> { ["host_name"] = static _ => throw new VmExternException("no name today") } });
        Assert.Equal("halted: no name today, at src/main.vale:1\n", failing.Error);
    }

    [Fact]
    public void The_result_keeps_its_type_and_only_an_integer_is_the_exit_code()
    {
        Assert.Equal((0, "void"), Result(IrType.Void, b => b.Void()));
        Assert.Equal((0, "true"), Result(IrType.Bool, b => b.Bool(true)));
        Assert.Equal((-300, "-300"), Result(IrType.I32, b => b.Int(-300, IrType.I32)));
        Assert.Equal((705032704, "5000000000"), Result(IrType.I64, b => b.Int(5_000_000_000, IrType.I64)));
        Assert.Equal((0, "0.1"), Result(IrType.Float, b => b.Float(0.1)));
        Assert.Equal((0, "text"), Result(IrType.Str, b => b.Str("text")));

        static (int, string) Result(IrType type, Func<IrBuilder, int> value)
        {
            var run = VmRun.Run(type, b => b.Return(value(b)));
            Assert.True(run.Result.Statistics.IsSound);
            return (run.Result.ExitCode, run.Result.Value.ToString());
        }
    }

    [Fact]
    public void A_library_and_an_image_without_counts_are_refused()
    {
        var program = VmRun.MainProgram(IrType.Void, b => b.Return(b.Void()));
        Assert.Throws<ArgumentException>(() => VirtualMachine.Run(program with { MainSymbol = null }, new VmOptions()));
        Assert.Throws<ArgumentException>(() => VirtualMachine.Run(BytecodeWriter.Write(program), new VmOptions { TrackShares = true }));
    }
}
