// What a unit's machine code depends on, how units fit together, and how LLVM is found.

using Vale.Backend.Llvm;
using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class UnitTests
{
    private static Ir TwoUnits(int factor = 2) => new Ir()
        .Function("twice", IrType.I32, b => b.Return(b.Call("m.times", IrType.I32, [b.Peek(b.Parameter("x", IrType.I32))])), "numbers")
        .Function("times", IrType.I32, b => b.Return(b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [b.Peek(b.Parameter("x", IrType.I32)), b.I32(factor)])), "numbers")
        .MainInt(b => b.Return(b.Call("m.twice", IrType.I32, [b.I32(21)])));

    [Fact]
    public void Units_call_each_other_at_every_level()
    {
        foreach (var opt in Enum.GetValues<OptLevel>())
            Assert.Equal(42, NativeProgram.Run(TwoUnits().Program, new LlvmOptions(opt)).ExitCode);
    }

    [Fact]
    public void Small_functions_of_other_units_are_copied_when_optimising()
    {
        var program = TwoUnits().Program;
        var text = LlvmBackend.Emit(program, program.Units[1], new LlvmOptions(OptLevel.O2, EmitKind.LlvmIr)).Text;
        Assert.Contains("ret i32 42", text, StringComparison.Ordinal);
        Assert.DoesNotContain("call", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Moving_code_changes_no_unit_but_the_support_unit()
    {
        IrProgram here = TwoUnits().Build(10), there = TwoUnits().Build(900);
        var options = new LlvmOptions(OptLevel.O2);
        for (var i = 0; i < here.Units.Length; i++)
        {
            Assert.Equal(LlvmUnit.Of(here, here.Units[i], options), LlvmUnit.Of(there, there.Units[i], options));
            Assert.Equal(LlvmBackend.Emit(here, here.Units[i], options), LlvmBackend.Emit(there, there.Units[i], options));
        }
        Assert.NotEqual(LlvmBackend.EmitSupport(here, options), LlvmBackend.EmitSupport(there, options));
    }

    [Fact]
    public void A_units_input_changes_only_with_what_its_code_is_made_from()
    {
        IrProgram before = TwoUnits(2).Program, after = TwoUnits(3).Program;
        Assert.Equal(LlvmUnit.Of(before, before.Units[1], new LlvmOptions()), LlvmUnit.Of(after, after.Units[1], new LlvmOptions()));
        Assert.NotEqual(LlvmUnit.Of(before, before.Units[0], new LlvmOptions()), LlvmUnit.Of(after, after.Units[0], new LlvmOptions()));
        Assert.NotEqual(LlvmUnit.Of(before, before.Units[1], new LlvmOptions(OptLevel.O2)), LlvmUnit.Of(after, after.Units[1], new LlvmOptions(OptLevel.O2)));
    }

    [Fact]
    public void Units_emitted_in_parallel_are_the_same_as_one_by_one()
    {
        var program = TwoUnits().Program;
        var options = new LlvmOptions(OptLevel.O2);
        var alone = program.Units.Select(u => LlvmBackend.Emit(program, u, options)).ToArray();
        var together = new LlvmOutput[16];
        Parallel.For(0, together.Length, i => together[i] = LlvmBackend.Emit(program, program.Units[i % 2], options));
        for (var i = 0; i < together.Length; i++) Assert.Equal(alone[i % 2], together[i]);
    }

    [Fact]
    public void Assembly_and_code_for_this_machine_can_be_asked_for()
    {
        var program = TwoUnits().Program;
        Assert.Contains(".text", LlvmBackend.Emit(program, program.Units[0], new LlvmOptions(OptLevel.O1, EmitKind.Assembly)).Text, StringComparison.Ordinal);
        Assert.Equal(42, NativeProgram.Run(program, new LlvmOptions(OptLevel.O3, Cpu: "native")).ExitCode);
    }

    [Fact]
    public void Blocks_may_stand_in_any_order_and_dead_ones_may_hang_about()
    {
        var program = new Ir().MainInt(b =>
        {
            int last = b.Block(), dead = b.Block(), middle = b.Block();
            b.Jump(middle);
            b.Enter(middle);
            var value = b.I32(40);
            b.Jump(last);
            b.Enter(last);
            b.Return(b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [value, b.I32(2)]));
            b.Enter(dead);
            b.Jump(last);
        }).Program;
        Assert.Equal(42, NativeProgram.Run(program).ExitCode);
    }

    [Fact]
    public void Symbols_with_odd_characters_link()
    {
        const string odd = "m.a@b\"c\\d$é f(&Ship,@x)";
        var callee = new IrBuilder(odd, "odd", IrType.I32);
        callee.Return(callee.I32(5));
        var main = new IrBuilder("m.main", "main", IrType.I32);
        main.Return(main.Call(odd, IrType.I32, []));
        var program = new IrProgram([new IrUnit("a", [callee.Build()]), new IrUnit("b", [main.Build()])], [], [], [], "m.main", []);
        Assert.Equal(5, NativeProgram.Run(program, new LlvmOptions(OptLevel.O0)).ExitCode);
    }

    [Fact]
    public void A_missing_llvm_is_told_with_what_to_install()
    {
        var missing = Assert.Throws<LlvmNotFoundException>(() => LlvmLibrary.LoadFirst(["libLLVM-of-nobody.so"]));
        Assert.Contains("apt-get install libllvm19", missing.Message, StringComparison.Ordinal);
        Assert.Equal("libLLVM.so.19.1", LlvmLibrary.Candidates().First());
    }
}
