// What code the writer makes: the forms that keep loops short, seen through the printer.

using Backend.Tests.Agreement;
using Backend.Tests.Vm;
using Vale.Backend.Bytecode;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Bytecode;

public class WriterTests
{
    private static string Code(IrFunction function, IrStruct[]? structs = null)
    {
        return CodeOf(VmRun.Program([function], structs) with { MainSymbol = null }, function.DisplayName);
    }

    private static string CodeOf(IrProgram program, string function)
    {
        var image = BytecodeWriter.Write(program);
        BytecodeVerifier.Verify(image);
        var lines = BytecodePrinter.Print(image, image.Functions.Single(it => it.Name == function)).TrimEnd('\n').Split('\n');
        return string.Join("\n", lines.Select(line => line[..5].Trim() + ": " + string.Join(' ', line[11..].Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public void A_while_loop_takes_one_jump_a_round_and_works_in_its_locals_registers() => Assert.Equal("""
        0: Const w0 = 0
        1: Const w1 = 0
        2: JumpGeImm w0, 100 -> 6
        3: AddI32 w1 = w1, w0
        4: AddImmI32 w0 = w0, 1
        5: JumpLtImm w0, 100 -> 3
        6: ReturnW w1
        """, Code(Programs.SumLoop(100)));

    [Fact]
    public void A_loop_makes_its_constants_once_and_repeats_its_test_at_its_end() => Assert.Equal("""
        0: Const w2 = 1000000
        1: Const w1 = 2
        2: MulI32 w3 = w1, w1
        3: JumpLe w2, w3 -> 8
        4: MulI32 w3 = w1, w2
        5: AddImmI32 w1 = w3, 1
        6: MulI32 w3 = w1, w1
        7: JumpLt w3, w2 -> 4
        8: ReturnW w1
        """, Code(VmRun.Function("squares", IrType.I32, b =>
        {
            var (_, i) = (b.Parameter("n", IrType.I32), b.Local("i", IrType.I32));
            b.Init(i, b.Int(2, IrType.I32));
            var (head, body, end) = (b.Block(), b.Block(), b.Block());
            b.Jump(head);
            b.Enter(head);
            var square = b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [b.Peek(i), b.Peek(i)]);
            b.Branch(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [square, b.Int(1_000_000, IrType.I32)]), body, end);
            b.Enter(body);
            var grown = b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [b.Peek(i), b.Int(1_000_000, IrType.I32)]);
            b.Swap(i, b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [grown, b.Int(1, IrType.I32)]));
            b.Jump(head);
            b.Enter(end);
            b.Return(b.Take(i));
        })));

    [Fact]
    public void Constructors_and_drops_are_written_in_the_place_of_their_calls()
    {
        var own = ObjectTests.Own("main.Ship");
        IrFunction[] functions =
        [
            VmRun.Function("main", IrType.I32, b =>
            {
                var ship = b.Local("ship", own);
                b.Init(ship, b.Call("new", own, [b.Int(7, IrType.I32), b.Str("Serenity")]));
                var fuel = b.FieldPeek(b.Peek(ship), 0, IrType.I32);
                b.Call("drop", IrType.Void, [b.Take(ship)]);
                b.Return(fuel);
            }),
            VmRun.Function("new", own, b =>
            {
                var (fuel, name) = (b.Parameter("fuel", IrType.I32), b.Parameter("name", IrType.Str));
                b.Return(b.New(own, [b.Take(fuel), b.Take(name), b.Void(), b.Float(0)]));
            }),
            VmRun.Function("drop", IrType.Void, b =>
            {
                var ship = b.Parameter("ship", own);
                var taken = b.Take(ship);
                b.Release(b.FieldTake(taken, 1, IrType.Str));
                b.Free(taken);
                b.Return(b.Void());
            }),
        ];
        var image = BytecodeWriter.Write(VmRun.Program(functions, ObjectTests.Structs));
        Assert.DoesNotContain(image.Code.AsSpan(0, image.Functions[0].Length).ToArray(), word => word.Op == Opcode.Call);
        Assert.Equal(7, VmRun.Run(VmRun.Program(functions, ObjectTests.Structs)).Result.ExitCode);
    }

    [Fact]
    public void A_call_takes_its_arguments_from_where_they_are() => Assert.Equal("""
        0: JumpGeImm w0, 2 -> 2
        1: ReturnW w0
        2: AddImmI32 w1 = w0, -1
        3: Call w1 = fib(w1)
        5: AddImmI32 w2 = w0, -2
        6: Call w2 = fib(w2)
        8: AddI32 w2 = w1, w2
        9: ReturnW w2
        """, Code(Programs.Fib()));

    [Fact]
    public void An_access_through_a_borrow_is_one_instruction_with_its_check() => Assert.Equal("""
        0: CheckedLoadW w0 = o0.1
        1: AddImmI32 w0 = w0, 5
        2: CheckedStoreW o0.1 = w0
        3: ReturnVoid
        """, Code(VmRun.Function("refuel", IrType.Void, b =>
        {
            var ship = b.Parameter("ship", ObjectTests.Borrow("main.Ship"));
            var more = b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.FieldPeek(b.Check(b.Peek(ship)), 0, IrType.I32), b.Int(5, IrType.I32)]);
            b.FieldSwap(b.Check(b.Peek(ship)), 0, more, IrType.I32);
            b.Return(b.Void());
        }), ObjectTests.Structs));

    [Fact]
    public void An_element_read_through_a_borrow_is_one_instruction_and_so_is_the_test_of_the_length() => Assert.Equal("""
        0: Const w0 = 0
        1: Const w1 = 0
        2: CheckedArrayLength w2 = o0
        3: JumpLe w2, w0 -> 9
        4: CheckedElementLoadW w2 = o0[w0]
        5: AddI32 w1 = w1, w2
        6: AddImmI32 w0 = w0, 1
        7: CheckedArrayLength w2 = o0
        8: JumpLt w0, w2 -> 4
        9: ReturnW w1
        """, CodeOf(World.Program(b => b.Return(World.Int(b, 0)), World.Function("sum", IrType.I32, b =>
        {
            int ints = b.Parameter("ints", World.Borrowed(World.Ints)), i = b.Local("i", IrType.I32), sum = b.Local("sum", IrType.I32);
            b.Init(i, World.Int(b, 0));
            b.Init(sum, World.Int(b, 0));
            var (head, body, end) = (b.Block(), b.Block(), b.Block());
            b.Jump(head);
            b.Enter(head);
            b.Branch(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [b.Peek(i), b.ArrayLength(b.Check(b.Peek(ints)))]), body, end);
            b.Enter(body);
            var live = b.Check(b.Peek(ints));
            b.Swap(sum, World.Add(b, b.Peek(sum), b.ElementPeek(live, b.Peek(i), IrType.I32)));
            b.Swap(i, World.Add(b, b.Peek(i), World.Int(b, 1)));
            b.Jump(head);
            b.Enter(end);
            b.Return(b.Take(sum));
        })), "sum"));

    [Fact]
    public void A_check_stays_in_its_place_where_something_may_happen_before_the_access() => Assert.Equal("""
        0: Check o1 = o0
        1: Const w1 = 1
        2: DivI32 w1 = w1, w0
        3: ElementLoadW w1 = o1[w1]
        4: ReturnW w1
        """, CodeOf(World.Program(b => b.Return(World.Int(b, 0)), World.Function("at", IrType.I32, b =>
        {
            int ints = b.Parameter("ints", World.Borrowed(World.Ints)), n = b.Parameter("n", IrType.I32);
            var live = b.Check(b.Peek(ints));
            b.Return(b.ElementPeek(live, b.Intrinsic(IrIntrinsic.IntDiv, IrType.I32, [World.Int(b, 1), b.Peek(n)]), IrType.I32));
        })), "at"));

    [Fact]
    public void A_call_by_an_interface_is_one_instruction_and_a_cast_to_one_is_none() => Assert.Equal("""
        0: Const w1 = 3
        1: ConstStr o1 = "x"
        2: CallInterface w1 = method 0 of o0(w1, o0, o1)
        7: ReturnW w1
        """, CodeOf(World.Program(b => b.Return(World.Int(b, 0)), World.Function("weigh", IrType.I32, b =>
        {
            var ship = b.Parameter("ship", World.Borrowed(World.Ship));
            b.Parameter("n", IrType.I32);
            b.Return(World.Weigh(b, World.Int(b, 3), World.Cast(b, b.Peek(ship)), "x"));
        })), "weigh"));

    [Fact]
    public void Retains_and_releases_are_left_out_unless_they_are_tracked()
    {
        var function = VmRun.Function("twice", IrType.Str, b =>
        {
            var text = b.Parameter("text", IrType.Str);
            var copy = b.Retain(b.Peek(text));
            b.Release(b.Take(text));
            b.Return(copy);
        });
        Assert.Equal("0: ReturnO o0", Code(function));
        var program = VmRun.Program([function]) with { MainSymbol = null };
        var tracked = BytecodeWriter.Write(program, new BytecodeOptions(TrackShares: true));
        Assert.Equal([Opcode.Retain, Opcode.Release, Opcode.ReturnO], tracked.Code.Select(word => word.Op));
    }

    [Fact]
    public void A_function_of_too_many_registers_is_named()
    {
        var function = VmRun.Function("huge", IrType.Void, b =>
        {
            for (var i = 0; i < 70_000; i++) b.Local("x" + i, IrType.I32);
            b.Return(b.Void());
        });
        var error = Assert.Throws<BytecodeLimitException>(() => BytecodeWriter.Write(VmRun.Program([function])));
        Assert.Contains("huge", error.Message, StringComparison.Ordinal);
    }
}
