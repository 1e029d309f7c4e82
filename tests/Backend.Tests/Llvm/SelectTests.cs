// A small choice between values that are at hand is made without a jump; one that has work to do in its branches keeps them.

using Vale.Backend.Llvm;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class SelectTests
{
    private static string Code(Action<IrBuilder, int> whenTwo, OptLevel opt)
    {
        // x == 3 ? 1 : x == 2 ? y : 0
        var ir = new Ir().Function("choose", IrType.I32, b =>
        {
            int x = b.Parameter("x", IrType.I32), y = b.Parameter("y", IrType.I32), result = b.Local("result", IrType.I32);
            int three = b.Block(), notThree = b.Block(), two = b.Block(), other = b.Block(), end = b.Block();
            b.Branch(b.Intrinsic(IrIntrinsic.IntEq, IrType.Bool, [b.Peek(x), b.I32(3)]), three, notThree);
            b.Enter(three);
            b.Init(result, b.I32(1));
            b.Jump(end);
            b.Enter(notThree);
            b.Branch(b.Intrinsic(IrIntrinsic.IntEq, IrType.Bool, [b.Peek(x), b.I32(2)]), two, other);
            b.Enter(two);
            whenTwo(b, y);
            b.Init(result, b.Peek(y));
            b.Jump(end);
            b.Enter(other);
            b.Init(result, b.I32(0));
            b.Jump(end);
            b.Enter(end);
            b.Return(b.Take(result));
        });
        ir.MainInt(b =>
        {
            var sum = b.I32(0);
            for (var x = 1; x < 5; x++)
                sum = b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [sum, b.I32(5)]),
                    b.Call("m.choose", IrType.I32, [b.I32(x), b.I32(4)])]);
            b.Return(sum);
        });
        // 0, 4, 1, 0 in base 5
        Assert.Equal(4 * 25 + 1 * 5, NativeProgram.Run(ir.Program, new LlvmOptions(opt)).ExitCode);
        var options = new LlvmOptions(opt, EmitKind.LlvmIr, Verify: true);
        var program = ir.Program with { Exports = [new IrExport("m", "choose", "m.choose")] };
        return LlvmBackend.Emit(program, program.Units[0], options).Text;
    }

    [Theory]
    [InlineData(OptLevel.O2), InlineData(OptLevel.O3)]
    public void Values_at_hand_are_chosen_without_a_jump(OptLevel opt)
    {
        var code = Code((_, _) => { }, opt);
        Assert.Contains("select i1", code, StringComparison.Ordinal);
        Assert.DoesNotContain("switch i32", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Branches_with_work_to_do_are_kept() =>
        Assert.Contains("switch i32", Code((b, _) => b.PrintLine(b.Str("")), OptLevel.O3), StringComparison.Ordinal);
}
