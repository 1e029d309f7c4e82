// How fast the virtual machine runs: plain instructions, calls, and short-lived objects. Every answer is checked.

using BenchmarkDotNet.Attributes;
using Vale.Backend.Bytecode;
using Vale.Backend.Vm;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Vale.Bench.Vm;

/// <summary>Runs of whole images; writing them is not measured, verifying them is.</summary>
public class MachineBenchmark
{
    private const int Rounds = 100_000_000;
    private const int Objects = 1_000_000;

    private static readonly IrType Own = IrType.Struct("main.Node", IrOwnership.Own);
    private static readonly VmOptions Options = new();

    private BytecodeImage _loop = null!, _fib = null!, _objects = null!;

    /// <summary>Writes the images.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _loop = Image(Loop());
        _fib = Image(Function("main", b => b.Return(b.Call("fib", IrType.I32, [b.Int(32, IrType.I32)]))), Fib());
        _objects = Image(Nodes());
    }

    /// <summary>A while loop that adds up its counter: three instructions a round.</summary>
    [Benchmark(OperationsPerInvoke = Rounds * 3)]
    [Aim("virtual machine, one instruction of an integer loop", 3)]
    public int IntegerLoop() => Checked(_loop, 887459712);

    /// <summary>Seven million calls.</summary>
    [Benchmark]
    [Aim("virtual machine, fib(32)", 200, "ms")]
    public int Fibonacci() => Checked(_fib, 2178309);

    /// <summary>Makes an object, borrows it, reads and writes it through the borrow, frees it.</summary>
    [Benchmark(OperationsPerInvoke = Objects)]
    [Aim("virtual machine, an object made, borrowed, changed and freed", 120)]
    public int ShortLivedObjects() => Checked(_objects, 1783293664 + 3 * Objects);

    private static int Checked(BytecodeImage image, int expected)
    {
        var result = VirtualMachine.Run(image, Options);
        if (result.Outcome != VmOutcome.Completed || result.ExitCode != expected || !result.Statistics.IsSound)
            throw new InvalidOperationException($"{result.Outcome}: {result.HaltMessage ?? result.Value.ToString()} instead of {expected}");
        return result.ExitCode;
    }

    private static BytecodeImage Image(params ReadOnlySpan<IrFunction> functions) => BytecodeWriter.Write(new IrProgram(
        [new IrUnit("main", ValueArray.Create(functions))],
        [new IrStruct("main.Node", "Node", false, [new IrField("a", IrType.I32), new IrField("b", IrType.I32)])],
        [], [], "main", []));

    private static IrFunction Function(string name, Action<IrBuilder> body)
    {
        var builder = new IrBuilder(name, name, IrType.I32);
        body(builder);
        return builder.Build();
    }

    private static IrFunction Loop() => Function("main", b => While(b, Rounds, (i, sum) => Add(b, sum, b.Peek(i))));

    private static IrFunction Nodes() => Function("main", b =>
    {
        var (node, borrow) = (b.Local("node", Own), b.Local("borrow", Own.With(IrOwnership.Borrow)));
        While(b, Objects, (i, sum) =>
        {
            b.Init(node, b.New(Own, [b.Peek(i), b.Int(3, IrType.I32)]));
            b.Init(borrow, b.Borrow(b.Peek(node)));
            var more = b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32,
                [b.FieldPeek(b.Check(b.Peek(borrow)), 0, IrType.I32), b.FieldPeek(b.Check(b.Peek(borrow)), 1, IrType.I32)]);
            b.FieldSwap(b.Check(b.Peek(borrow)), 0, more, IrType.I32);
            Add(b, sum, b.FieldPeek(b.Peek(node), 0, IrType.I32));
            b.Take(borrow);
            b.Free(b.Take(node));
        });
    });

    private static IrFunction Fib() => Function("fib", b =>
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

    // let i = 0; let sum = 0; while i < rounds { body; set i = i + 1; } return sum;
    private static void While(IrBuilder b, int rounds, Action<int, int> body)
    {
        var (i, sum) = (b.Local("i", IrType.I32), b.Local("sum", IrType.I32));
        b.Init(i, b.Int(0, IrType.I32));
        b.Init(sum, b.Int(0, IrType.I32));
        var (head, inside, end) = (b.Block(), b.Block(), b.Block());
        b.Jump(head);
        b.Enter(head);
        b.Branch(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [b.Peek(i), b.Int(rounds, IrType.I32)]), inside, end);
        b.Enter(inside);
        body(i, sum);
        Add(b, i, b.Int(1, IrType.I32));
        b.Jump(head);
        b.Enter(end);
        b.Return(b.Take(sum));
    }

    private static void Add(IrBuilder b, int local, int value) =>
        b.Swap(local, b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Peek(local), value]));
}
