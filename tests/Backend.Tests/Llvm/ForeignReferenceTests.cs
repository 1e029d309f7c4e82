// C gets mutable arrays and interfaces, and weak references, as handles: it keeps them, hands them back, and gets no look
// inside. Immutable ones it gets as copies: see MessageTests.

using Vale.Backend.Llvm;
using Vale.Backend.Native;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class ForeignReferenceTests
{
    private static readonly IrType
        Numbers = Ir.Many("[]int", IrOwnership.Own), NumbersRef = Ir.Many("[]int", IrOwnership.Borrow),
        Flies = Ir.Any("Flies", IrOwnership.Own), FliesRef = Ir.Any("Flies", IrOwnership.Borrow), FliesWeak = Ir.Any("Flies", IrOwnership.Weak);

    public static TheoryData<OptLevel, RegionMode> Modes => new()
    {
        { OptLevel.O0, RegionMode.Safe }, { OptLevel.O2, RegionMode.Safe }, { OptLevel.O0, RegionMode.Unsafe }, { OptLevel.O2, RegionMode.Unsafe },
    };

    private static RunResult Run(IrProgram program, OptLevel opt, RegionMode region, string c)
    {
        using var built = NativeProgram.Build(program, new LlvmOptions(opt, Region: region), c);
        return built.RunUnderValgrind();
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Arrays_cross_as_handles(OptLevel opt, RegionMode region)
    {
        var program = new Ir().Array("[]int", IrType.I32)
            .Export("make").Export("get").Export("push").Export("drop")
            .Extern("work", Numbers, Numbers, NumbersRef, IrType.I32, NumbersRef)
            .Function("make", Numbers, b => b.Return(b.ArrayNew(Numbers, b.Peek(b.Parameter("capacity", IrType.I32)))))
            .Function("get", IrType.I32, b =>
            {
                var numbers = b.Parameter("numbers", NumbersRef);
                b.Return(b.ElementPeek(b.Check(b.Peek(numbers)), b.Peek(b.Parameter("i", IrType.I32)), IrType.I32));
            })
            .Function("push", IrType.Void, b =>
            {
                var numbers = b.Parameter("numbers", NumbersRef);
                b.ArrayPush(b.Check(b.Peek(numbers)), b.Peek(b.Parameter("x", IrType.I32)));
                b.Return(b.Void());
            })
            .Function("drop", IrType.Void, b =>
            {
                b.ArrayFree(b.Take(b.Parameter("numbers", Numbers)));
                b.Return(b.Void());
            })
            .Main(b =>
            {
                var kept = b.Hold("kept", b.ArrayNew(Numbers, b.I32(4)));
                b.ArrayPush(b.Peek(kept), b.I32(30));
                var given = b.ArrayNew(Numbers, b.I32(1));
                var made = b.Hold("made", b.CallExtern("m.work", Numbers, [given, b.Borrow(b.Peek(kept)), b.I32(5), b.Borrow(b.Peek(kept))]));
                b.PrintValue(b.ArrayLength(b.Peek(made)));
                b.PrintValue(b.ElementPeek(b.Peek(made), b.I32(1), IrType.I32));
                b.PrintValue(b.ElementPeek(b.Peek(kept), b.I32(1), IrType.I32));
                b.ArrayFree(b.Take(made));
                b.ArrayFree(b.Take(kept));
            }).Program;
        const string c = """
            #include "m/work.h"
            #include "m/make.h"
            #include "m/get.h"
            #include "m/push.h"
            #include "m/drop.h"
            m___intRef m_work(m___intRef given, m___intRef seen, ValeInt x, m___intRef again) {
              m_drop(given);
              m_push(seen, x);
              m___intRef made = m_make(2);
              m_push(made, 1);
              m_push(made, m_get(again, 0) + m_get(seen, 1));
              return made;
            }
            """;
        Assert.Equal(new RunResult(0, "2\n35\n5\n", ""), Run(program, opt, region, c));
    }

    private static Ir Sky() => new Ir()
        .Struct("Ship", ("fuel", IrType.I32)).Struct("Bird", ("weight", IrType.I64))
        .Interface("Flies", ("drop", IrType.Void, [Flies]), ("range", IrType.I32, [FliesRef]))
        .Itable("Ship", "Flies", "dropShip", "shipRange").Itable("Bird", "Flies", "dropBird", "birdRange")
        .Function("dropShip", IrType.Void, b =>
        {
            b.Free(b.Take(b.Parameter("ship", Ir.Own("Ship"))));
            b.Return(b.Void());
        })
        .Function("dropBird", IrType.Void, b =>
        {
            b.Free(b.Take(b.Parameter("bird", Ir.Own("Bird"))));
            b.Return(b.Void());
        })
        .Function("shipRange", IrType.I32, b => b.Return(b.FieldPeek(b.Check(b.Peek(b.Parameter("ship", Ir.Borrow("Ship")))), 0, IrType.I32)))
        .Function("birdRange", IrType.I32, b =>
        {
            b.Parameter("bird", Ir.Borrow("Bird"));
            b.Return(b.I32(3));
        })
        .Export("ship").Export("range").Export("drop").Export("isAlive")
        .Function("ship", Flies, b => b.Return(b.As(b.New(Ir.Own("Ship"), [b.Peek(b.Parameter("fuel", IrType.I32))]), "Flies")))
        .Function("range", IrType.I32, b => b.Return(b.CallInterface("m.Flies.range", IrType.I32, [b.Peek(b.Parameter("it", FliesRef))], 0)))
        .Function("drop", IrType.Void, b =>
        {
            b.CallInterface("m.Flies.drop", IrType.Void, [b.Take(b.Parameter("it", Flies))], 0);
            b.Return(b.Void());
        })
        .Function("isAlive", IrType.Bool, b => b.Return(b.Alive(b.Peek(b.Parameter("it", FliesWeak)))));

    [Theory]
    [MemberData(nameof(Modes))]
    public void Interfaces_cross_as_handles_of_three_words(OptLevel opt, RegionMode region)
    {
        // Often enough that room taken at every round would use up the stack.
        var program = Sky().Extern("relay", Flies, IrType.I32, Flies, FliesRef, IrType.I64, FliesWeak, FliesWeak).Main(b =>
        {
            var it = b.Hold("it", b.As(b.New(Ir.Own("Bird"), [b.I64(1)]), "Flies"));
            var dead = b.Hold("dead", b.Weaken(b.Peek(it)));
            b.CallInterface("m.Flies.drop", IrType.Void, [b.Swap(it, b.Call("m.ship", Flies, [b.I32(0)]))], 0);
            var seen = b.Hold("seen", b.As(b.New(Ir.Own("Bird"), [b.I64(1)]), "Flies"));
            b.Repeat(20_000, i =>
            {
                var made = b.CallExtern("m.relay", Flies, [i, b.Take(it), b.Borrow(b.Peek(seen)), b.I64(7), b.Weaken(b.Peek(seen)), b.Peek(dead)]);
                b.Init(it, made);
            });
            b.PrintValue(b.Call("m.range", IrType.I32, [b.Borrow(b.Peek(it))]));
            b.Call("m.drop", IrType.Void, [b.Take(it)]);
            b.Call("m.drop", IrType.Void, [b.Take(seen)]);
        }).Program;
        const string c = """
            #include "m/relay.h"
            #include "m/ship.h"
            #include "m/range.h"
            #include "m/drop.h"
            #include "m/isAlive.h"
            m_FliesRef m_relay(ValeInt i, m_FliesRef own, m_FliesRef seen, int64_t x, m_FliesRef weak, m_FliesRef dead) {
              int right = m_range(own) == (i == 0 ? 0 : i * 10 + 9) && m_range(seen) == 3 && x == 7 && m_isAlive(weak) && !m_isAlive(dead);
              m_drop(own);
              return m_ship(right ? (i + 1) * 10 + 9 : -1);
            }
            """;
        using var built = NativeProgram.Build(program, new LlvmOptions(opt, Region: region), c);
        Assert.Equal(new RunResult(0, "200009\n", ""), built.Run());
    }

    [Theory]
    [InlineData("it.object = 0; return m_range(it);", "halted: C gave a null reference to a Flies, in a call of m_range from or to C\n")]
    [InlineData("it.type = 0; return m_range(it);", "halted: C gave a reference to something else as a Flies, in a call of m_range from or to C\n")]
    [InlineData("it.type += 8; return m_range(it);", "halted: C gave a reference to something else as a Flies, in a call of m_range from or to C\n")]
    [InlineData("m_drop(it); m_drop(it); return 0;", "halted: C gave a Flies that is already dead, in a call of m_drop from or to C\n")]
    public void A_mistake_with_a_handle_that_can_be_seen_halts(string mistake, string message)
    {
        var program = Sky().Extern("work", IrType.I32).Main(b => b.PrintValue(b.CallExtern("m.work", IrType.I32, []))).Program;
        var c = $$"""
            #include "m/work.h"
            #include "m/ship.h"
            #include "m/range.h"
            #include "m/drop.h"
            ValeInt m_work(void) { m_FliesRef it = m_ship(3); {{mistake}} }
            """;
        Assert.Equal(new RunResult(1, "", message), NativeProgram.Run(program, null, c));
    }

    [Fact]
    public void Arrays_whose_names_look_alike_in_c_get_headers_of_their_own()
    {
        IrType one = Ir.Many("[]Ship", IrOwnership.Own), two = Ir.Many("<>Ship", IrOwnership.Own);
        var program = new Ir().Struct("Ship").Array("[]Ship", Ir.Own("Ship")).Array("<>Ship", Ir.Own("Ship")).Extern("both", IrType.Void, one, two)
            .Main(b => b.CallExtern("m.both", IrType.Void, [b.ArrayNew(one, b.I32(0)), b.ArrayNew(two, b.I32(0))])).Program;
        Assert.Equal(["ValeBuiltins.h", "m/__Ship.h", "m/__Ship_2.h", "m/both.h"], NativeHeaders.Of(program).Select(h => h.Path));
        const string c = "#include \"m/both.h\"\nvoid m_both(m___ShipRef one, m___Ship_2Ref two) { (void)one; (void)two; }";
        Assert.Equal(97, NativeProgram.Run(program, null, c).ExitCode);
    }
}
