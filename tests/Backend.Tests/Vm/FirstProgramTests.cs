// The smallest whole programs: printing, calling, looping, recursing.

using Vale.Backend.Vm;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Vm;

public class FirstProgramTests
{
    [Fact]
    public void Hello_world_prints_and_exits_with_mains_int()
    {
        var greet = VmRun.Function("greet", IrType.Void, b =>
        {
            var name = b.Parameter("name", IrType.Str);
            var text = b.Peek(name);
            var hello = b.Str("Hello, ");
            var zero = b.Int(0, IrType.I32);
            var joined = b.Intrinsic(IrIntrinsic.StrConcat, IrType.Str,
                [hello, zero, b.Int(7, IrType.I32), text, zero, b.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [text])]);
            VmRun.Print(b, joined);
            b.Release(joined);
            b.Release(hello);
            b.Release(b.Take(name));
            b.Return(b.Void());
        });
        var main = VmRun.Function("main", IrType.I32, b =>
        {
            b.Call("greet", IrType.Void, [b.Str("wörld\n")]);
            b.Return(b.Int(42, IrType.I32));
        });

        var run = VmRun.Run(VmRun.Program([main, greet]));

        Assert.Equal("Hello, wörld\n", run.Output);
        Assert.Equal(VmOutcome.Completed, run.Result.Outcome);
        Assert.Equal(42, run.Result.ExitCode);
        Assert.Equal(42, run.Result.Value.AsInt);
        Assert.True(run.Result.Statistics.IsSound);
    }

    [Fact]
    public void Fibonacci_recurses()
    {
        var run = VmRun.Run(VmRun.Program([Programs.CallFib(20), Programs.Fib()]));
        Assert.Equal(6765, run.Result.ExitCode);
    }

    [Fact]
    public void A_while_loop_sums()
    {
        var run = VmRun.Run(VmRun.Program([Programs.SumLoop(1000)]));
        Assert.Equal(499_500, run.Result.Value.AsInt);
    }
}
