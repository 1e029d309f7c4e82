// What a debugger sees: it stops at lines of Vale source, prints locals, and walks through structs.

using System.Diagnostics;
using Vale.Backend.Llvm;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class DebugInfoTests
{
    private static readonly IrType Ship = Ir.Own("Ship"), Engine = Ir.Own("Engine"), Point = Ir.Share("Point");

    private static Ir Program() => new Ir()
        .Struct("Engine", ("power", IrType.I64), ("dock", Ir.Borrow("Dock")))
        .Struct("Ship", ("fuel", IrType.I32), ("isReady", IrType.Bool), ("engine", Engine), ("name", IrType.Str))
        .Imm("Point", ("x", IrType.Float), ("y", IrType.I32))
        .Function("look", IrType.I32, b =>
        {
            var seen = b.Parameter("seen", Ir.Borrow("Ship"));
            var point = b.Hold("point", b.New(Point, [b.Float(1.5), b.I32(-3)]));
            b.Line = 2;
            var fuel = b.Hold("fuel", b.FieldPeek(b.Check(b.Peek(seen)), 0, IrType.I32));
            b.Line = 3;
            b.Release(b.Take(point));
            b.Line = 4;
            b.Return(b.Take(fuel));
        })
        .Struct("Dock", ("name", IrType.Str))
        .MainInt(b =>
        {
            var dock = b.Hold("dock", b.New(Ir.Own("Dock"), [b.Str("first")]));
            b.Line = 1;
            var engine = b.New(Engine, [b.I64(77), b.Borrow(b.Peek(dock))]);
            var ship = b.Hold("ship", b.New(Ship, [b.I32(42), b.Bool(true), engine, b.Str("Serenity")]));
            b.Line = 5;
            var result = b.Call("m.look", IrType.I32, [b.Borrow(b.Peek(ship))]);
            b.Line = 6;
            var taken = b.Take(ship);
            b.Free(b.FieldTake(taken, 2, Engine));
            b.Release(b.FieldTake(taken, 3, IrType.Str));
            b.Free(taken);
            taken = b.Take(dock);
            b.Release(b.FieldTake(taken, 0, IrType.Str));
            b.Free(taken);
            b.Return(result);
        });

    private static string Gdb(NativeProgram program, params string[] commands)
    {
        var start = new ProcessStartInfo("gdb") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = program.Folder };
        foreach (var argument in new[] { "-q", "-batch", "-nx" }) start.ArgumentList.Add(argument);
        foreach (var command in commands)
        {
            start.ArgumentList.Add("-ex");
            start.ArgumentList.Add(command);
        }
        start.ArgumentList.Add(program.Executable);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + error.GetAwaiter().GetResult();
    }

    [Fact]
    public void A_debugger_stops_at_lines_and_prints_locals_and_structs()
    {
        using var built = NativeProgram.Build(Program().Program, new LlvmOptions(OptLevel.O0, DebugFolder: "/nowhere"));
        Assert.Equal(42, built.Run().ExitCode);
        var said = Gdb(built, "break look.vale:14", "run", "backtrace", "print seen.object->fuel", "print seen.object->isReady", "print seen.object->engine->power",
            "print seen.object->engine->dock.object->name->bytes[0]", "print seen.object->name->length", "print point", "print fuel", "next", "print ship->fuel");
        foreach (var part in new[] { "look (seen=", "src/look.vale:14", "src/main.vale:15", "$1 = 42", "$2 = true", "$3 = 77", "$4 = 102 'f'", "$5 = 8", "$6 = {x = 1.5, y = -3}", "$7 = 42", "$8 = 42" })
            Assert.True(said.Contains(part, StringComparison.Ordinal), $"'{part}' is not in what gdb says:\n{said}");
    }

    private static Ir Hangar() => new Ir()
        .Struct("Ship", ("fuel", IrType.I32), ("escorts", Ir.Many("[]Ship", IrOwnership.Own)))
        .Imm("Point", ("x", IrType.Float), ("y", IrType.I32))
        .Imm("Tree", ("name", IrType.Str), ("children", Ir.Many("#[]Tree", IrOwnership.Share)), ("any", Ir.Any("Leaf", IrOwnership.Share)))
        .ImmArray("#[]Tree", Ir.Share("Tree")).ImmInterface("Leaf").Itable("Tree", "Leaf").Itable("Point", "Leaf")
        .Function("trees", IrType.Void, b =>
        {
            var children = b.Hold("children", b.Freeze(b.ArrayNew(Ir.Many("#[]Tree", IrOwnership.Own), b.I32(0))));
            var leaf = b.Hold("leaf", b.As(b.New(Point, [b.Float(1), b.I32(2)]), "Leaf"));
            var tree = b.Hold("tree", b.New(Ir.Share("Tree"), [b.Str("oak"), b.Take(children), b.Take(leaf)]));
            b.Line = 9;
            b.Release(b.Take(tree));
            b.Return(b.Void());
        })
        .Array("[]Ship", Ship).Array("[#2]int", IrType.I32, 2).ImmArray("#[]Point", Point)
        .Interface("Flies").Itable("Ship", "Flies")
        .Function("look", IrType.I32, b =>
        {
            var ships = b.Parameter("ships", Ir.Many("[]Ship", IrOwnership.Borrow));
            var flies = b.Parameter("flies", Ir.Any("Flies", IrOwnership.Borrow));
            var weak = b.Parameter("weak", IrType.Struct("m.Ship", IrOwnership.Weak));
            var fuel = b.Hold("fuel", b.FieldPeek(b.Check(b.Peek(weak)), 0, IrType.I32));
            b.Line = 4;
            b.Return(b.Add(b.Take(fuel), b.I32(0)));
        })
        .MainInt(b =>
        {
            b.Call("m.trees", IrType.Void, []);
            var ships = b.Hold("ships", b.ArrayNew(Ir.Many("[]Ship", IrOwnership.Own), b.I32(3)));
            b.ArrayPush(b.Peek(ships), b.New(Ship, [b.I32(40), b.ArrayNew(Ir.Many("[]Ship", IrOwnership.Own), b.I32(0))]));
            b.ArrayPush(b.Peek(ships), b.New(Ship, [b.I32(42), b.ArrayNew(Ir.Many("[]Ship", IrOwnership.Own), b.I32(0))]));
            var pair = b.Hold("pair", b.ArrayNew(Ir.Many("[#2]int", IrOwnership.Own), b.I32(2)));
            b.Repeat(2, i => b.ArrayPush(b.Peek(pair), i));
            var filling = b.ArrayNew(Ir.Many("#[]Point", IrOwnership.Own), b.I32(1));
            b.ArrayPush(filling, b.New(Point, [b.Float(2.5), b.I32(-3)]));
            var points = b.Hold("points", b.Freeze(filling));
            var last = b.ElementPeek(b.Peek(ships), b.I32(1), Ship);
            b.Line = 3;
            var result = b.Call("m.look", IrType.I32, [b.Borrow(b.Peek(ships)), b.Borrow(b.As(last, "Flies")), b.Weaken(last)]);
            b.Line = 5;
            b.Release(b.Take(points));
            b.ArrayFree(b.Take(pair));
            for (var i = 0; i < 2; i++)
            {
                var ship = b.ArrayPop(b.Peek(ships), Ship);
                b.ArrayFree(b.FieldTake(ship, 1, Ir.Many("[]Ship", IrOwnership.Own)));
                b.Free(ship);
            }
            b.ArrayFree(b.Take(ships));
            b.Return(result);
        });

    [Fact]
    public void A_debugger_walks_through_arrays_and_weak_references()
    {
        using var built = NativeProgram.Build(Hangar().Program, new LlvmOptions(OptLevel.O0, DebugFolder: "/nowhere"));
        Assert.Equal(new RunResult(42, "", ""), built.Run());
        var said = Gdb(built, "break trees.vale:19", "run", "print tree.name->length", "print tree.children->length", "ptype tree",
            "break look.vale:14", "continue", "print ships.object->length", "print ships.object->capacity", "print ships.object->elements[1]->fuel",
            "print ships.object->elements[0]->escorts->length", "print weak.object->fuel", "print flies.object == weak.object",
            "finish", "print pair->elements", "print points->elements[0]", "print ships->elements[0]->fuel", "whatis points");
        foreach (var part in new[] { "$1 = 3", "$2 = 0", "#[]Tree *children;", "$3 = 2", "$4 = 3", "$5 = 42", "$6 = 0", "$7 = 42", "$8 = 1", "$10 = {0, 1}", "$11 = {x = 2.5, y = -3}", "$12 = 40", "#[]Point *" })
            Assert.True(said.Contains(part, StringComparison.Ordinal), $"'{part}' is not in what gdb says:\n{said}");
    }

    [Theory]
    [InlineData(OptLevel.O0, RegionMode.Unsafe)]
    [InlineData(OptLevel.O2, RegionMode.Safe)]
    [InlineData(OptLevel.O3, RegionMode.Unsafe)]
    public void Every_kind_of_reference_can_be_told_of_in_every_region(OptLevel opt, RegionMode region) =>
        Assert.Equal(new RunResult(42, "", ""), NativeProgram.Run(Hangar().Program, new LlvmOptions(opt, Region: region, DebugFolder: "/nowhere")));

    [Fact]
    public void A_breakpoint_on_a_function_stops_with_its_arguments_in_place()
    {
        var program = new Ir()
            .Function("twice", IrType.I32, b => b.Return(b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [b.Peek(b.Parameter("x", IrType.I32)), b.I32(2)])))
            .MainInt(b => b.Return(b.Call("m.twice", IrType.I32, [b.I32(21)]))).Program;
        using var built = NativeProgram.Build(program, new LlvmOptions(OptLevel.O0, DebugFolder: "/nowhere"));
        var said = Gdb(built, "break twice", "run");
        Assert.True(said.Contains("twice (x=21) at src/twice.vale:10", StringComparison.Ordinal), said);
    }

    [Theory]
    [InlineData(OptLevel.O2, RegionMode.Safe)]
    [InlineData(OptLevel.O3, RegionMode.Unsafe)]
    public void Optimised_code_can_be_told_of_too(OptLevel opt, RegionMode region)
    {
        var options = new LlvmOptions(opt, Region: region, DebugFolder: "/nowhere");
        Assert.Equal(42, NativeProgram.Run(Program().Program, options).ExitCode);
    }

    [Fact]
    public void Code_that_debuggers_know_depends_on_where_it_stands()
    {
        IrProgram here = Program().Build(10), there = Program().Build(20);
        var options = new LlvmOptions(OptLevel.O1, DebugFolder: "/nowhere");
        Assert.NotEqual(LlvmUnit.Of(here, here.Units[0], options), LlvmUnit.Of(there, there.Units[0], options));
        Assert.Equal(LlvmBackend.Emit(here, here.Units[0], options), LlvmBackend.Emit(here, here.Units[0], options));
    }
}
