// The verifier must accept what the IR's docstrings allow and name what they forbid.

using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class IrVerifierTests
{
    private static readonly IrType Ship = IrType.Struct("m.Ship", IrOwnership.Own);
    private static readonly IrType Point = IrType.Struct("m.Point", IrOwnership.Share);

    private static IrProgram Program(params IrFunction[] functions) => new(
        [new IrUnit("m", functions.ToValueArray())],
        [
            new IrStruct("m.Ship", "Ship", false, [new IrField("fuel", IrType.I32), new IrField("name", IrType.Str)]),
            new IrStruct("m.Point", "Point", true, [new IrField("x", IrType.I32)]),
        ],
        [new IrExtern("m.ext", "m_ext", [IrType.I32], IrType.Void)], [], null, []);

    private static void Accepts(IrBuilder builder) => Assert.Empty(IrVerifier.Verify(Program(builder.Build())));

    private static void Refuses(IrBuilder builder, string part)
    {
        var messages = IrVerifier.Verify(Program(builder.Build()));
        Assert.True(messages.Any(m => m.Contains(part, StringComparison.Ordinal)),
            $"no message holds '{part}'; got: {string.Join(" | ", messages)}");
    }

    private static IrBuilder Function(IrType? returns = null) => new("m.f", "f", returns ?? IrType.Void);

    [Fact]
    public void A_loop_that_counts_is_accepted()
    {
        var b = Function(IrType.I32);
        var n = b.Local("n", IrType.I32);
        b.Init(n, b.Int(0, IrType.I32));
        int head = b.Block(), body = b.Block(), done = b.Block();
        b.Jump(head);
        b.Enter(head);
        b.Branch(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [b.Peek(n), b.Int(10, IrType.I32)]), body, done);
        b.Enter(body);
        b.Swap(n, b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Peek(n), b.Int(1, IrType.I32)]));
        b.Jump(head);
        b.Enter(done);
        b.Return(b.Take(n));
        Accepts(b);
    }

    [Fact]
    public void Making_borrowing_checking_and_freeing_an_object_is_accepted()
    {
        var b = Function(IrType.I32);
        var ship = b.Local("ship", Ship);
        b.Init(ship, b.New(Ship, [b.Int(7, IrType.I32), b.Str("Ro")]));
        var borrow = b.Borrow(b.Peek(ship));
        var fuel = b.FieldPeek(b.Check(borrow), 0, IrType.I32);
        var taken = b.Take(ship);
        b.Release(b.FieldTake(taken, 1, IrType.Str));
        b.Free(taken);
        b.Return(fuel);
        Accepts(b);
    }

    [Fact]
    public void A_value_of_another_branch_is_refused()
    {
        var b = Function(IrType.I32);
        int yes = b.Block(), no = b.Block(), end = b.Block();
        b.Branch(b.Bool(true), yes, no);
        b.Enter(yes);
        var only = b.Int(1, IrType.I32);
        b.Jump(end);
        b.Enter(no);
        b.Jump(end);
        b.Enter(end);
        b.Return(only);
        Refuses(b, "not defined on every path");
    }

    [Fact]
    public void Reading_a_local_that_holds_nothing_is_refused()
    {
        var b = Function(IrType.I32);
        var n = b.Local("n", IrType.I32);
        b.Return(b.Peek(n));
        Refuses(b, "holds nothing");
    }

    [Fact]
    public void Filling_a_local_twice_is_refused()
    {
        var b = Function();
        var n = b.Local("n", IrType.I32);
        b.Init(n, b.Int(1, IrType.I32));
        b.Init(n, b.Int(2, IrType.I32));
        b.Return(b.Void());
        Refuses(b, "holds something already");
    }

    [Fact]
    public void An_owned_object_left_in_a_local_is_refused()
    {
        var b = Function();
        var ship = b.Local("ship", Ship);
        b.Init(ship, b.New(Ship, [b.Int(7, IrType.I32), b.Str("Ro")]));
        b.Return(b.Void());
        Refuses(b, "local ship is still held");
    }

    [Fact]
    public void Consuming_twice_is_refused()
    {
        var b = Function();
        var text = b.Str("a");
        b.Release(text);
        b.Release(text);
        b.Return(b.Void());
        Refuses(b, "was consumed before");
    }

    [Fact]
    public void Moving_on_one_path_only_is_refused()
    {
        var b = Function();
        var text = b.Local("text", IrType.Str);
        b.Init(text, b.Str("a"));
        int yes = b.Block(), end = b.Block();
        b.Branch(b.Bool(true), yes, end);
        b.Enter(yes);
        b.Release(b.Take(text));
        b.Jump(end);
        b.Enter(end);
        b.Return(b.Void());
        Refuses(b, "held on one path");
    }

    [Fact]
    public void Consuming_a_string_that_was_only_looked_at_is_refused()
    {
        var b = Function();
        var text = b.Local("text", IrType.Str);
        b.Init(text, b.Str("a"));
        b.Release(b.Peek(text));
        b.Release(b.Take(text));
        b.Return(b.Void());
        Refuses(b, "retain it first");
    }

    [Fact]
    public void Freeing_an_object_that_still_has_its_fields_is_refused()
    {
        var b = Function();
        b.Free(b.New(Ship, [b.Int(7, IrType.I32), b.Str("Ro")]));
        b.Return(b.Void());
        Refuses(b, "field name has not been taken");
    }

    [Fact]
    public void Following_a_borrow_without_a_check_is_refused()
    {
        var b = Function(IrType.I32);
        var ship = b.Parameter("ship", Ship.With(IrOwnership.Borrow));
        b.Return(b.FieldPeek(b.Peek(ship), 0, IrType.I32));
        Refuses(b, "a struct held as Live");
    }

    [Fact]
    public void Wrong_argument_types_and_counts_are_refused()
    {
        var b = Function(IrType.I32);
        b.Return(b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Int(1, IrType.I32), b.Int(1, IrType.I64)]));
        Refuses(b, "operands of i32 and i64");

        b = Function();
        b.CallExtern("m.ext", IrType.Void, []);
        b.Return(b.Void());
        Refuses(b, "0 arguments, 1 are needed");

        b = Function();
        b.Call("m.nothing", IrType.Void, []);
        b.Return(b.Void());
        Refuses(b, "no such function");
    }

    [Fact]
    public void Imm_structs_are_shared_and_mutable_ones_are_not()
    {
        var b = Function();
        b.Release(b.New(Point, [b.Int(1, IrType.I32)]));
        b.Return(b.Void());
        Accepts(b);

        b = Function();
        b.Parameter("p", Point.With(IrOwnership.Borrow));
        b.Return(b.Void());
        Refuses(b, "the struct is imm");
    }

    [Fact]
    public void What_is_held_does_not_matter_where_control_never_returns()
    {
        var b = Function();
        var text = b.Local("text", IrType.Str);
        b.Init(text, b.Str("a"));
        b.Intrinsic(IrIntrinsic.Panic, IrType.Never, []);
        b.Unreachable();
        Accepts(b);
    }

    [Fact]
    public void Two_equal_functions_print_alike_and_name_their_lines()
    {
        static string Make()
        {
            var b = Function(IrType.I32);
            b.Line = 2;
            var one = b.Int(1, IrType.I32);
            b.Return(one);
            return IrPrinter.Print(b.Build());
        }
        Assert.Equal("func m.f -> i32\nb0:\n  %0: i32 = ConstInt 1    ; +2\n  Return %0\n", Make());
        Assert.Equal(Make(), Make());
    }
}
