// How functions are shared out over object files: an edit reaches the file of the function that was edited, and no other.

using Vale.Backend.Llvm;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class CodegenUnitTests
{
    private static IrFunction Constants(string name, int count, int first = 0)
    {
        var builder = new IrBuilder("m." + name, name, IrType.I32);
        var value = builder.I32(first);
        for (var i = 1; i < count; i++) value = builder.I32(i);
        builder.Return(value);
        return builder.Build();
    }

    private static IrProgram Program(IEnumerable<IrFunction> functions) => new([new IrUnit("m", functions.ToValueArray())], [], [], [], null, []);

    private static IEnumerable<IrFunction> Many(int count, int size = 200) => Enumerable.Range(0, count).Select(i => Constants("f" + i, size));

    private static readonly LlvmOptions Plain = new(OptLevel.O0), Optimised = new(OptLevel.O2);

    [Fact]
    public void A_small_package_is_one_unit_with_its_functions_in_the_order_of_their_symbols()
    {
        var unit = Assert.Single(CodegenUnits.Of(Program([Constants("b", 1), Constants("c", 1), Constants("a", 1)]), Plain).Units);
        Assert.Equal("m", unit.Name);
        Assert.Equal(["m.a", "m.b", "m.c"], unit.Functions.Select(f => f.Symbol));
    }

    [Fact]
    public void A_large_package_is_cut_into_parts_of_like_size_unless_it_is_optimised()
    {
        var program = Program(Many(200));
        var cut = CodegenUnits.Of(program, Plain);
        Assert.Equal(16, cut.Units.Length);
        Assert.Equal(program.Units[0].Functions.Select(f => f.Symbol).Order(StringComparer.Ordinal), cut.Units.SelectMany(u => u.Functions).Select(f => f.Symbol).Order(StringComparer.Ordinal));
        Assert.All(cut.Units, unit => Assert.InRange(unit.Functions.Sum(f => f.Instructions.Length), 400, 2 * CodegenUnits.Instructions));
        Assert.Single(CodegenUnits.Of(program, Optimised).Units);
    }

    [Fact]
    public void The_order_in_which_functions_are_reached_does_not_matter() =>
        Assert.Equal(CodegenUnits.Of(Program(Many(200)), Plain), CodegenUnits.Of(Program(Many(200).Reverse()), Plain));

    [Fact]
    public void A_changed_or_added_function_changes_one_unit()
    {
        var before = CodegenUnits.Of(Program(Many(200)), Plain);
        foreach (var after in (IrProgram[])[Program([.. Many(200).Skip(1), Constants("f0", 200, first: 9)]), Program([.. Many(200), Constants("new", 200)])])
        {
            var cut = CodegenUnits.Of(after, Plain);
            Assert.Equal(before.Units.Select(u => u.Name), cut.Units.Select(u => u.Name));
            Assert.Single(cut.Units, unit => !before.Units.Contains(unit));
        }
    }

    [Fact]
    public void A_new_caller_elsewhere_leaves_a_unit_that_is_not_optimised_alone()
    {
        Ir Of(bool calls) => new Ir().Function("twice", IrType.I32, b => b.Return(b.I32(2)), "numbers")
            .Function("once", IrType.I32, b => b.Return(b.Call("m.twice", IrType.I32, [])), "numbers")
            .MainInt(b => b.Return(calls ? b.Call("m.twice", IrType.I32, []) : b.Call("m.once", IrType.I32, [])));
        LlvmUnit Numbers(bool calls, LlvmOptions options) => new LlvmProgram(CodegenUnits.Of(Of(calls).Program, options)).Unit("numbers", options);
        Assert.Equal(Numbers(false, Plain), Numbers(true, Plain));
        Assert.NotEqual(Numbers(false, Optimised), Numbers(true, Optimised));
    }

    [Fact]
    public void A_program_cut_into_many_units_does_what_it_did()
    {
        var ir = new Ir();
        for (var i = 0; i < 100; i++)
        {
            var next = i;
            ir.Function("f" + i, IrType.I32, b =>
            {
                for (var j = 0; j < 100; j++) b.I32(j);
                b.Return(next == 0 ? b.I32(1) : b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Call("m.f" + (next - 1), IrType.I32, []), b.I32(next % 2)]));
            });
        }
        var cut = CodegenUnits.Of(ir.MainInt(b => b.Return(b.Call("m.f99", IrType.I32, []))).Program, Plain);
        Assert.True(cut.Units.Length > 1);
        Assert.Equal(51, NativeProgram.Run(cut, Plain).ExitCode);
    }
}
