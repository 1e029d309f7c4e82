// How fast the virtual machine runs: plain instructions, calls, short-lived objects, elements of arrays, and calls by an interface. Every
// answer is checked.

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
    private const int Elements = 1000, Passes = 10_000;
    private const int Asked = 10_000_000;

    private static readonly IrType Own = IrType.Struct("main.Node", IrOwnership.Own);
    private static readonly IrType Ints = IrType.Array("main.Ints", IrOwnership.Own), Shapes = IrType.Array("main.Shapes", IrOwnership.Own);
    private static readonly IrType Shape = IrType.Interface("main.Shape", IrOwnership.Own), BorrowShape = Shape.With(IrOwnership.Borrow);
    private static readonly VmOptions Options = new();

    private BytecodeImage _loop = null!, _fib = null!, _objects = null!, _elements = null!, _oneStruct = null!, _fourStructs = null!;

    /// <summary>Writes the images.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _loop = Image(Loop());
        _fib = Image(Function("main", b => b.Return(b.Call("fib", IrType.I32, [b.Int(32, IrType.I32)]))), Fib());
        _objects = Image(Nodes());
        _elements = Image(SumOfElements());
        _oneStruct = Image(CallsByInterface(1), Area(0), Area(1), Area(2), Area(3));
        _fourStructs = Image(CallsByInterface(4), Area(0), Area(1), Area(2), Area(3));
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

    /// <summary>Adds up an array through a borrow: a test of the length, a checked read, two additions and a jump for each element.</summary>
    [Benchmark(OperationsPerInvoke = Elements * Passes)]
    [Aim("virtual machine, one round of a loop over an array", 15)]
    public int ElementsOfAnArray() => Checked(_elements, unchecked((int)(Elements * (Elements - 1L) / 2 * Passes)));

    /// <summary>Calls a method of the same struct each time.</summary>
    [Benchmark(OperationsPerInvoke = Asked)]
    [Aim("virtual machine, a call by an interface, one struct", 35)]
    public int InterfaceOfOneStruct() => Checked(_oneStruct, unchecked((int)(Asked * 7L)));

    /// <summary>Calls a method of four structs in turn.</summary>
    [Benchmark(OperationsPerInvoke = Asked)]
    [Aim("virtual machine, a call by an interface, four structs in turn", 45)]
    public int InterfaceOfFourStructs() => Checked(_fourStructs, unchecked((int)(Asked / 4 * (7L + 8 + 9 + 10))));

    private static int Checked(BytecodeImage image, int expected)
    {
        var result = VirtualMachine.Run(image, Options);
        if (result.Outcome != VmOutcome.Completed || result.ExitCode != expected || !result.Statistics.IsSound)
            throw new InvalidOperationException($"{result.Outcome}: {result.HaltMessage ?? result.Value.ToString()} instead of {expected}");
        return result.ExitCode;
    }

    private static BytecodeImage Image(params ReadOnlySpan<IrFunction> functions) => BytecodeWriter.Write(new IrProgram(
        [new IrUnit("main", ValueArray.Create(functions))],
        [
            new IrStruct("main.Node", "Node", false, [new IrField("a", IrType.I32), new IrField("b", IrType.I32)]),
            .. Enumerable.Range(0, 4).Select(static i => new IrStruct("main.S" + i, "S" + i, false, [new IrField("area", IrType.I32)])),
        ],
        [], [], "main", [],
        functions.Length < 5 ? [] : [new IrInterface("main.Shape", "Shape", false, [new IrMethod("area", [BorrowShape], IrType.I32, 0)])],
        functions.Length < 5 ? [] : [.. Enumerable.Range(0, 4).Select(static i => new IrItable("itable" + i, "main.S" + i, "main.Shape", ["area" + i]))],
        functions.Length < 5
            ? [new IrArray("main.Ints", "[]int", false, null, IrType.I32)]
            : [new IrArray("main.Shapes", "[]Shape", false, null, Shape)]));

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

    private static IrFunction SumOfElements() => Function("main", b =>
    {
        var ints = b.Local("ints", Ints);
        b.Init(ints, b.ArrayNew(Ints, b.Int(Elements, IrType.I32)));
        For(b, "fill", () => b.Int(Elements, IrType.I32), i => b.ArrayPush(b.Peek(ints), b.Peek(i)));
        var borrow = b.Local("borrow", Ints.With(IrOwnership.Borrow));
        b.Init(borrow, b.Borrow(b.Peek(ints)));
        var sum = b.Local("sum", IrType.I32);
        b.Init(sum, b.Int(0, IrType.I32));
        For(b, "pass", () => b.Int(Passes, IrType.I32), _ => For(b, "at", () => b.ArrayLength(b.Check(b.Peek(borrow))), i =>
            Add(b, sum, b.ElementPeek(b.Check(b.Peek(borrow)), b.Peek(i), IrType.I32))));
        b.ArrayFree(b.Take(ints));
        b.Return(b.Take(sum));
    });

    private static IrFunction CallsByInterface(int structs) => Function("main", b =>
    {
        var shapes = b.Local("shapes", Shapes);
        b.Init(shapes, b.ArrayNew(Shapes, b.Int(4, IrType.I32)));
        for (var i = 0; i < 4; i++)
        {
            var made = b.New(IrType.Struct("main.S" + i % structs, IrOwnership.Own), [b.Int(7 + i % structs, IrType.I32)]);
            b.ArrayPush(b.Peek(shapes), b.Upcast(made, "itable" + i % structs, "main.Shape"));
        }
        var sum = b.Local("sum", IrType.I32);
        b.Init(sum, b.Int(0, IrType.I32));
        For(b, "round", () => b.Int(Asked / 4, IrType.I32), _ => For(b, "at", () => b.Int(4, IrType.I32), i =>
            Add(b, sum, b.CallInterface("area", IrType.I32, [b.Borrow(b.ElementPeek(b.Peek(shapes), b.Peek(i), Shape))], 0))));
        for (var i = 3; i >= 0; i--) b.Free(b.Downcast(b.ArrayPop(b.Peek(shapes), Shape), "main.S" + i % structs));
        b.ArrayFree(b.Take(shapes));
        b.Return(b.Take(sum));
    });

    private static IrFunction Area(int number) => Function("area" + number, b =>
    {
        var self = b.Parameter("self", IrType.Struct("main.S" + number, IrOwnership.Borrow));
        b.Return(b.FieldPeek(b.Check(b.Peek(self)), 0, IrType.I32));
    });

    private static void For(IrBuilder b, string name, Func<int> limit, Action<int> body)
    {
        var i = b.Local(name, IrType.I32);
        b.Init(i, b.Int(0, IrType.I32));
        var (head, inside, end) = (b.Block(), b.Block(), b.Block());
        b.Jump(head);
        b.Enter(head);
        b.Branch(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [b.Peek(i), limit()]), inside, end);
        b.Enter(inside);
        body(i);
        Add(b, i, b.Int(1, IrType.I32));
        b.Jump(head);
        b.Enter(end);
        b.Take(i);
    }

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
