// C on both sides: externs, exports, generated headers, strings, messages and handles, and the mistakes that are caught.

using Vale.Backend.Llvm;
using Vale.Backend.Native;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class ForeignTests
{
    private static readonly IrType Ship = Ir.Own("Ship");

    [Theory]
    [InlineData(OptLevel.O0)]
    [InlineData(OptLevel.O2)]
    public void Plain_data_and_strings_cross_in_both_directions(OptLevel opt)
    {
        var program = new Ir()
            .Extern("mix", IrType.I64, IrType.I32, IrType.Bool, IrType.Float, IrType.I64)
            .Extern("shout", IrType.Str, IrType.Str)
            .Extern("isEven", IrType.Bool, IrType.I32)
            .Extern("work", IrType.Void)
            .Export("twice").Export("greet").Export("isOdd")
            .Function("twice", IrType.I32, b => b.Return(b.Intrinsic(IrIntrinsic.IntMul, IrType.I32, [b.Peek(b.Parameter("x", IrType.I32)), b.I32(2)])))
            .Function("isOdd", IrType.Bool, b => b.Return(b.Intrinsic(IrIntrinsic.BoolNot, IrType.Bool, [b.CallExtern("m.isEven", IrType.Bool, [b.Peek(b.Parameter("int", IrType.I32))])])))
            .Function("greet", IrType.Str, b =>
            {
                int name = b.Take(b.Parameter("name", IrType.Str)), hi = b.Str("hi ");
                var joined = b.Intrinsic(IrIntrinsic.StrConcat, IrType.Str,
                    [hi, b.I32(0), b.I32(3), name, b.I32(0), b.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [name])]);
                b.Release(name);
                b.Release(hi);
                b.Return(joined);
            })
            .Main(b =>
            {
                b.PrintValue(b.CallExtern("m.mix", IrType.I64, [b.I32(-3), b.Bool(true), b.Float(2.5), b.I64(1L << 40)]));
                b.PrintLine(b.CallExtern("m.shout", IrType.Str, [b.Str("vale")]));
                b.PrintValue(b.CallExtern("m.isEven", IrType.Bool, [b.I32(4)]));
                b.CallExtern("m.work", IrType.Void, []);
            }).Program;
        const string c = """
            #include <stdio.h>
            #include "m/mix.h"
            #include "m/shout.h"
            #include "m/isEven.h"
            #include "m/work.h"
            #include "m/twice.h"
            #include "m/greet.h"
            #include "m/isOdd.h"
            extern int64_t m_mix(ValeInt a, int8_t b, double c, int64_t d) { return a + b + (int64_t)(c * 2) + d; }
            extern ValeStr* m_shout(ValeStr* s) {
              ValeStr* r = ValeStrNew(s->length * 2);
              memcpy(r->chars, s->chars, s->length);
              memcpy(r->chars + s->length, s->chars, s->length);
              free(s);
              return r;
            }
            extern int8_t m_isEven(ValeInt x) { return x % 2 == 0 ? 2 : 0; }
            extern void m_work(void) {
              ValeStr* s = m_greet(ValeStrFrom("C"));
              printf("%d %s %d %d %d\n", m_twice(21), s->chars, s->length, m_isOdd(3), m_isOdd(4));
              free(s);
            }
            """;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt), c);
        Assert.Equal(new RunResult(0, "1099511627779\nvalevale\ntrue\n42 hi C 4 1 0\n", ""), built.RunUnderValgrind());
    }

    [Theory]
    [InlineData(OptLevel.O0)]
    [InlineData(OptLevel.O2)]
    public void Imm_structs_cross_as_copies_that_one_free_releases(OptLevel opt)
    {
        var point = Ir.Share("Point");
        var path = Ir.Share("Path");
        var program = new Ir()
            .Imm("Point", ("x", IrType.I32), ("isSet", IrType.Bool), ("y", IrType.I64))
            .Imm("Path", ("from", point), ("name", IrType.Str), ("to", point), ("length", IrType.Float))
            .Extern("turn", path, path)
            .Extern("size_vasp", IrType.I32, path)
            .Export("lengthOf")
            .Function("lengthOf", IrType.Float, b =>
            {
                var whole = b.Take(b.Parameter("path", path));
                var length = b.FieldPeek(whole, 3, IrType.Float);
                b.Release(whole);
                b.Return(length);
            })
            .Main(b =>
            {
                int from = b.New(point, [b.I32(1), b.Bool(true), b.I64(2)]), to = b.New(point, [b.I32(3), b.Bool(false), b.I64(4)]);
                var made = b.Hold("path", b.New(path, [from, b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [b.I32(12345)]), to, b.Float(2.5)]));
                b.PrintValue(b.CallExtern("m.size_vasp", IrType.I32, [b.Retain(b.Peek(made))]));
                var turned = b.CallExtern("m.turn", path, [b.Take(made)]);
                b.PrintValue(b.FieldPeek(b.FieldPeek(turned, 0, point), 2, IrType.I64));
                b.PrintValue(b.FieldPeek(b.FieldPeek(turned, 0, point), 1, IrType.Bool));
                b.PrintValue(b.FieldPeek(b.FieldPeek(turned, 2, point), 1, IrType.Bool));
                b.PrintLine(b.Retain(b.FieldPeek(turned, 1, IrType.Str)));
                b.PrintValue(b.FieldPeek(turned, 3, IrType.Float));
                b.Release(turned);
            }).Program;
        const string c = """
            #include <stdio.h>
            #include "m/Path.h"
            #include "m/turn.h"
            #include "m/size_vasp.h"
            #include "m/lengthOf.h"
            extern ValeInt m_size_vasp(m_Path* path, ValeInt size) {
              int aligned = (char*)path->from == (char*)path + 32 && ((size_t)path->name & 15) == 0;
              free(path);
              return aligned ? size : -1;
            }
            extern m_Path* m_turn(m_Path* path) {
              m_Path* copy = malloc(sizeof *copy);
              *copy = *path;
              m_Point* from = copy->from;
              copy->from = copy->to;
              copy->to = from;
              copy->from->y += 100;
              copy->name->chars[0] = 'x';
              m_Path* result = copy;
              printf("%s\n", path->name->chars);
              /* Vale frees the address it is given: the block's own start must be what is returned. */
              *path = *result;
              free(copy);
              return path;
            }
            """;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt), c);
        // 32 for the path, 16 for each point, 16 for the name.
        Assert.Equal(new RunResult(0, "80\nx2345\n104\nfalse\ntrue\nx2345\n2.5\n", ""), built.RunUnderValgrind());
    }

    private static Ir Ships() => new Ir()
        .Struct("Ship", ("fuel", IrType.I32))
        .Export("makeShip").Export("fuelOf").Export("dropShip")
        .Function("makeShip", Ship, b => b.Return(b.New(Ship, [b.Peek(b.Parameter("fuel", IrType.I32))])))
        .Function("fuelOf", IrType.I32, b => b.Return(b.FieldPeek(b.Check(b.Peek(b.Parameter("ship", Ir.Borrow("Ship")))), 0, IrType.I32)))
        .Function("dropShip", IrType.I32, b =>
        {
            var ship = b.Take(b.Parameter("ship", Ship));
            var fuel = b.FieldTake(ship, 0, IrType.I32);
            b.Free(ship);
            b.Return(fuel);
        });

    [Theory]
    [InlineData(OptLevel.O0, RegionMode.Safe)]
    [InlineData(OptLevel.O2, RegionMode.Safe)]
    [InlineData(OptLevel.O2, RegionMode.Unsafe)]
    public void Handles_keep_objects_reachable_from_c_even_past_the_registers(OptLevel opt, RegionMode region)
    {
        var borrow = Ir.Borrow("Ship");
        var program = Ships()
            .Extern("sum", IrType.I32, IrType.I32, borrow, IrType.Float, borrow, borrow, IrType.I32)
            .Extern("again", Ship, Ship)
            .Main(b =>
            {
                var ship = b.Hold("ship", b.Call("m.makeShip", Ship, [b.I32(5)]));
                int One() => b.Borrow(b.Peek(ship));
                b.PrintValue(b.CallExtern("m.sum", IrType.I32, [b.I32(1000), One(), b.Float(0.5), One(), One(), b.I32(7)]));
                b.PrintValue(b.Call("m.dropShip", IrType.I32, [b.CallExtern("m.again", Ship, [b.Take(ship)])]));
            }).Program;
        const string c = """
            #include "m/sum.h"
            #include "m/again.h"
            #include "m/makeShip.h"
            #include "m/fuelOf.h"
            #include "m/dropShip.h"
            extern ValeInt m_sum(ValeInt a, m_ShipRef b, double c, m_ShipRef d, m_ShipRef e, ValeInt f) {
              return a + m_fuelOf(b) + (int)(c * 2) + m_fuelOf(d) * 10 + m_fuelOf(e) * 20 + f;
            }
            extern m_ShipRef m_again(m_ShipRef ship) { return m_makeShip(m_dropShip(ship) + 1); }
            """;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt, Region: region), c);
        Assert.Equal(new RunResult(0, "1163\n6\n", ""), built.RunUnderValgrind());
    }

    [Theory]
    [InlineData("m_dropShip(ship); return m_fuelOf(ship);", "halted: C gave a Ship that is already dead, in a call of m_fuelOf from or to C\n")]
    [InlineData("m_dropShip(ship); return m_dropShip(ship);", "halted: C gave a Ship that is already dead, in a call of m_dropShip from or to C\n")]
    [InlineData("ship.object = 0; return m_fuelOf(ship);", "halted: C gave a null reference to a Ship, in a call of m_fuelOf from or to C\n")]
    [InlineData("m_DockRef dock = m_makeDock(); memcpy(&ship, &dock, sizeof ship); return m_fuelOf(ship);", "halted: C gave a reference to something else as a Ship, in a call of m_fuelOf from or to C\n")]
    [InlineData("return m_keepShip(ship, ship);", "halted: C gave away a Ship that it does not own, in a call of m_keepShip from or to C\n")]
    [InlineData("m_dropShip(ship); return m_dropShip(seen);", "halted: C gave away a Ship that it does not own, in a call of m_dropShip from or to C\n")]
    [InlineData("m_dropShip(ship); m_giveUp(); return 0;", "halted: C returned from a function that does not return, in a call of m_stop from or to C\n")]
    [InlineData("m_dropShip(ship); return m_length(0);", "halted: C gave a null pointer as a string, in a call of m_length from or to C\n")]
    [InlineData("return ValeStrNew(-1) != 0;", "halted: a string of negative length was asked for, in a call of ValeStrNew from or to C\n")]
    public void A_mistake_of_c_that_can_be_seen_halts(string mistake, string message)
    {
        var program = Ships().Struct("Dock", ("depth", IrType.I32)).Extern("work", IrType.I32, Ir.Borrow("Ship")).Extern("stop", IrType.Never)
            .Export("length").Export("makeDock").Export("keepShip").Export("giveUp")
            .Function("makeDock", Ir.Own("Dock"), b => b.Return(b.New(Ir.Own("Dock"), [b.I32(4)])))
            .Function("keepShip", IrType.I32, b =>
            {
                int one = b.Take(b.Parameter("one", Ship)), two = b.Take(b.Parameter("two", Ship));
                b.Free(one);
                b.Free(two);
                b.Return(b.I32(0));
            })
            .Function("giveUp", IrType.Void, b =>
            {
                b.CallExtern("m.stop", IrType.Never, []);
                b.Unreachable();
            })
            .Function("length", IrType.I32, b =>
            {
                var text = b.Take(b.Parameter("text", IrType.Str));
                var length = b.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [text]);
                b.Release(text);
                b.Return(length);
            })
            .Main(b =>
            {
                var own = b.Hold("own", b.Call("m.makeShip", Ship, [b.I32(1)]));
                b.PrintValue(b.CallExtern("m.work", IrType.I32, [b.Borrow(b.Peek(own))]));
                b.Free(b.Take(own));
            }).Program;
        var c = $$"""
            #include "m/work.h"
            #include "m/makeShip.h"
            #include "m/fuelOf.h"
            #include "m/dropShip.h"
            #include "m/length.h"
            #include "m/makeDock.h"
            #include "m/keepShip.h"
            #include "m/giveUp.h"
            void m_stop(void) {}
            ValeInt m_work(m_ShipRef seen) { (void)seen; m_ShipRef ship = m_makeShip(3); {{mistake}} }
            """;
        Assert.Equal(new RunResult(1, "", message), NativeProgram.Run(program, null, c));
    }

    [Fact]
    public void Two_declarations_may_name_the_same_c_function()
    {
        var program = new Ir().MainInt(b => b.Return(b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32,
            [b.CallExtern("m.one", IrType.I32, []), b.CallExtern("n.one", IrType.I32, [])]))).Program;
        program = program with { Externs = [new IrExtern("m.one", "shared_one", [], IrType.I32), new IrExtern("n.one", "shared_one", [], IrType.I32)] };
        Assert.Equal(2, NativeProgram.Run(program, null, "int shared_one(void) { return 1; }").ExitCode);
    }

    [Fact]
    public void A_program_without_a_start_is_a_library_for_c()
    {
        var program = Ships().Program;
        const string c = """
            #include <stdio.h>
            #include "m/makeShip.h"
            #include "m/dropShip.h"
            int main(void) { printf("%d\n", m_dropShip(m_makeShip(9))); return 3; }
            """;
        Assert.Equal(new RunResult(3, "9\n", ""), NativeProgram.Run(program, null, c));
    }

    [Fact]
    public void Headers_are_named_after_what_they_declare()
    {
        var headers = NativeHeaders.Of(Ships().Program);
        Assert.Equal(["ValeBuiltins.h", "m/Ship.h", "m/dropShip.h", "m/fuelOf.h", "m/makeShip.h"], headers.Select(h => h.Path));
        Assert.Contains("extern ValeInt m_fuelOf(m_ShipRef ship);", headers.Single(h => h.Path == "m/fuelOf.h").Text, StringComparison.Ordinal);
    }
}
