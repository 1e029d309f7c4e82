// Programs that several tests and the benches run.

using Vale.Compiler.Lowering;

namespace Backend.Tests.Vm;

/// <summary>Small programs of IR, as the lowering writes them.</summary>
internal static class Programs
{
    /// <summary><c>func fib(n int) int { if n &lt; 2 { return n; } return fib(n - 1) + fib(n - 2); }</c></summary>
    public static IrFunction Fib() => VmRun.Function("fib", IrType.I32, b =>
    {
        var n = b.Parameter("n", IrType.I32);
        var (small, large) = (b.Block(), b.Block());
        b.Branch(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [b.Peek(n), b.Int(2, IrType.I32)]), small, large);
        b.Enter(small);
        b.Return(b.Peek(n));
        b.Enter(large);
        var first = b.Call("fib", IrType.I32, [b.Intrinsic(IrIntrinsic.IntSub, IrType.I32, [b.Peek(n), b.Int(1, IrType.I32)])]);
        var second = b.Call("fib", IrType.I32, [b.Intrinsic(IrIntrinsic.IntSub, IrType.I32, [b.Peek(n), b.Int(2, IrType.I32)])]);
        b.Return(b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [first, second]));
    });

    /// <summary>A main that gives <c>fib(n)</c>.</summary>
    public static IrFunction CallFib(int n) => VmRun.Function("main", IrType.I32, b => b.Return(b.Call("fib", IrType.I32, [b.Int(n, IrType.I32)])));

    /// <summary>A main that adds up 0 .. n-1 in a while loop.</summary>
    public static IrFunction SumLoop(int n) => VmRun.Function("main", IrType.I32, b =>
    {
        var (i, sum) = (b.Local("i", IrType.I32), b.Local("sum", IrType.I32));
        b.Init(i, b.Int(0, IrType.I32));
        b.Init(sum, b.Int(0, IrType.I32));
        var (head, body, end) = (b.Block(), b.Block(), b.Block());
        b.Jump(head);
        b.Enter(head);
        b.Branch(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [b.Peek(i), b.Int(n, IrType.I32)]), body, end);
        b.Enter(body);
        b.Swap(sum, b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Peek(sum), b.Peek(i)]));
        b.Swap(i, b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Peek(i), b.Int(1, IrType.I32)]));
        b.Jump(head);
        b.Enter(end);
        b.Return(b.Take(sum));
    });
}
