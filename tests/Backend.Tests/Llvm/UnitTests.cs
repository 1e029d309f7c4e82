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

    private static readonly IrType Flies = Ir.Any("Flies", IrOwnership.Own), FliesRef = Ir.Any("Flies", IrOwnership.Borrow);

    /// <summary>
    /// Three units: "ships" has the overrides, "main" upcasts and calls, "look" holds a reference, asks what it is, and takes an array apart.
    /// </summary>
    private static Ir Sky(int range = 40, bool hasHeight = false, bool isWeakened = false, int? length = null) => new Ir()
        .Struct("Ship", ("fuel", IrType.I32))
        .Interface("Flies", [
            ("drop", IrType.Void, [Flies]), ("range", IrType.I32, [FliesRef]),
            .. hasHeight ? new[] { ("height", IrType.I32, new[] { FliesRef }) } : []])
        .Itable("Ship", "Flies", ["dropShip", "shipRange", .. hasHeight ? new[] { "shipRange" } : []])
        .Array("numbers", IrType.I32, length)
        .Function("dropShip", IrType.Void, b =>
        {
            b.Free(b.Take(b.Parameter("ship", Ir.Own("Ship"))));
            b.Return(b.Void());
        }, "ships")
        .Function("shipRange", IrType.I32, b =>
        {
            var ship = b.Parameter("ship", Ir.Borrow("Ship"));
            b.Return(b.Add(b.FieldPeek(b.Check(b.Peek(ship)), 0, IrType.I32), b.I32(range)));
        }, "ships")
        .Function("isShip", IrType.Bool, b => b.Return(b.IsInstance(b.Peek(b.Parameter("it", FliesRef)), "m.Ship:Flies")), "look")
        .Function("first", IrType.I32, b => b.Return(b.ElementPeek(b.Check(b.Peek(b.Parameter("all", Ir.Many("numbers", IrOwnership.Borrow)))), b.I32(0), IrType.I32)), "look")
        .Function("isAlive", IrType.Bool, b => b.Return(isWeakened
            ? b.Alive(b.Weaken(b.Check(b.Peek(b.Parameter("it", FliesRef)))))
            : b.IsInstance(b.Peek(b.Parameter("it", FliesRef)), "m.Ship:Flies")), "weak")
        .MainInt(b =>
        {
            var ship = b.Hold("ship", b.As(b.New(Ir.Own("Ship"), [b.I32(2)]), "Flies"));
            var range = b.CallInterface("m.Flies.range", IrType.I32, [b.Borrow(b.Peek(ship))], 0);
            b.CallInterface("m.Flies.drop", IrType.Void, [b.Take(ship)], 0);
            b.Return(range);
        });

    private static void AssertChanged(IrProgram before, IrProgram after, LlvmOptions options, params string[] units)
    {
        foreach (var unit in before.Units)
        {
            var other = after.Units.First(u => u.Name == unit.Name);
            Assert.True(units.Contains(unit.Name) != LlvmUnit.Of(before, unit, options).Equals(LlvmUnit.Of(after, other, options)), unit.Name);
        }
    }

    [Fact]
    public void An_interface_is_implemented_in_one_unit_and_called_in_another()
    {
        foreach (var region in Enum.GetValues<RegionMode>())
            foreach (var opt in Enum.GetValues<OptLevel>())
                Assert.Equal(42, NativeProgram.Run(Sky(hasHeight: true, isWeakened: true).Program, new LlvmOptions(opt, Region: region)).ExitCode);
    }

    [Fact]
    public void A_unit_depends_on_the_slots_it_calls_and_not_on_what_else_an_interface_has()
    {
        var plain = new LlvmOptions(OptLevel.O0);
        AssertChanged(Sky().Program, Sky(hasHeight: true).Program, plain);
        AssertChanged(Sky().Program, Sky(range: 41).Program, plain, "ships");
        // A method before those that are called moves them.
        IrProgram before = Sky().Program, after = before with
        {
            Interfaces = [before.Interfaces[0] with { Methods = [before.Interfaces[0].Methods[1], before.Interfaces[0].Methods[0]] }],
            Itables = [before.Itables[0] with { Overrides = [before.Itables[0].Overrides[1], before.Itables[0].Overrides[0]] }],
        };
        AssertChanged(before, after, plain, "m");
        Assert.Equal(42, NativeProgram.Run(after, plain).ExitCode);
    }

    [Fact]
    public void Optimised_a_unit_that_makes_and_calls_an_object_depends_on_its_overrides()
    {
        var fast = new LlvmOptions(OptLevel.O2);
        AssertChanged(Sky().Program, Sky(hasHeight: true).Program, fast, "m");
        AssertChanged(Sky().Program, Sky(range: 41).Program, fast, "m", "ships");
        var program = Sky().Program;
        var text = LlvmBackend.Emit(program, program.Units.First(u => u.Name == "m"), fast with { Kind = EmitKind.LlvmIr }).Text;
        // The call is no longer indirect: what is left of it is a number.
        Assert.Contains("ret i32 42", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Optimised_an_object_that_is_made_and_tested_in_one_unit_needs_no_test()
    {
        var program = Sky().Struct("Bird").Itable("Bird", "Flies", "dropBird", "birdRange")
            .Function("dropBird", IrType.Void, b =>
            {
                b.Free(b.Take(b.Parameter("bird", Ir.Own("Bird"))));
                b.Return(b.Void());
            })
            .Function("birdRange", IrType.I32, b =>
            {
                b.Parameter("bird", Ir.Borrow("Bird"));
                b.Return(b.I32(1));
            })
            .Function("test", IrType.Bool, b =>
            {
                var ship = b.Hold("ship", b.As(b.New(Ir.Own("Ship"), [b.I32(2)]), "Flies"));
                var isBird = b.IsInstance(b.Peek(ship), "m.Bird:Flies");
                b.Free(b.Downcast(b.Take(ship), "m.Ship"));
                b.Return(isBird);
            }, "test").Program;
        var unit = program.Units.First(u => u.Name == "test");
        program = program with { Exports = [new IrExport("m", "test", "m.test")] };
        var text = LlvmBackend.Emit(program, unit, new LlvmOptions(OptLevel.O2, EmitKind.LlvmIr)).Text;
        Assert.Contains("ret i1 false", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_depends_on_the_layout_of_the_arrays_it_looks_into()
    {
        AssertChanged(Sky().Program, Sky(length: 4).Program, new LlvmOptions(OptLevel.O0), "look");
    }

    [Fact]
    public void Weak_references_change_a_structs_layout_in_an_unsafe_region_only()
    {
        IrProgram before = Sky().Program, after = Sky(isWeakened: true).Program;
        AssertChanged(before, after, new LlvmOptions(OptLevel.O0), "weak");
        AssertChanged(before, after, new LlvmOptions(OptLevel.O0, Region: RegionMode.Unsafe), "weak", "ships", "m");
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
