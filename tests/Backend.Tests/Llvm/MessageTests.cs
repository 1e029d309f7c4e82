// C gets copies of immutables, looks into them, makes its own, and frees them by one address; their layout is what the headers say.

using Vale.Backend.Llvm;
using Vale.Backend.Native;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class MessageTests
{
    private static readonly IrType
        Numbers = Ir.Many("#[]int", IrOwnership.Share), Texts = Ir.Many("#[]str", IrOwnership.Share), Pair = Ir.Many("#[#2]bool", IrOwnership.Share),
        Shape = Ir.Any("Shape", IrOwnership.Share), Shapes = Ir.Many("#[]Shape", IrOwnership.Share), Nested = Ir.Many("#[][]str", IrOwnership.Share),
        Circle = Ir.Share("Circle"), Square = Ir.Share("Square"), Group = Ir.Share("Group"), Page = Ir.Share("Page");

    public static TheoryData<OptLevel, RegionMode> Modes => new()
    {
        { OptLevel.O0, RegionMode.Safe }, { OptLevel.O2, RegionMode.Safe }, { OptLevel.O2, RegionMode.Unsafe },
    };

    /// <summary>Every kind of immutable, some within others, one within itself. A Square is too large to be passed by value.</summary>
    private static Ir Drawing() => new Ir()
        .ImmArray("#[]int", IrType.I32).ImmArray("#[]str", IrType.Str).ImmArray("#[#2]bool", IrType.Bool, 2)
        .ImmArray("#[]Shape", Shape).ImmArray("#[][]str", Texts)
        .Imm("Circle", ("name", IrType.Str))
        .Imm("Square", [("a", IrType.I64), .. Enumerable.Range(0, 9).Select(i => ($"side{i}", IrType.I32))])
        .Imm("Group", ("inner", Shapes), ("first", Shape))
        .Imm("Page", ("number", IrType.I32), ("lines", Texts), ("isFull", IrType.Bool), ("shape", Shape), ("title", IrType.Str))
        .ImmInterface("Shape").Itable("Circle", "Shape").Itable("Square", "Shape").Itable("Group", "Shape");

    private static void Names(Ir ir) => ir.ExportType("Ints", Numbers).ExportType("Texts", Texts).ExportType("Pair", Pair).ExportType("Shapes", Shapes)
        .ExportType("Nested", Nested).ExportType("Shape", Shape).ExportType("Circle", Circle).ExportType("Square", Square).ExportType("Group", Group).ExportType("Page", Page);

    private static RunResult Run(Ir ir, OptLevel opt, RegionMode region, string c)
    {
        Names(ir);
        using var built = NativeProgram.Build(ir.Program, new LlvmOptions(opt, Region: region), c);
        return built.RunUnderValgrind();
    }

    private static int Number(IrBuilder b, int value) => b.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [value]);

    private static int MakeTexts(IrBuilder b, int count)
    {
        var filling = b.Hold("filling" + b.CurrentBlock, b.ArrayNew(Texts, b.I32(count)));
        b.Repeat(count, i => b.ArrayPush(b.Peek(filling), Number(b, i)));
        return b.Freeze(b.Take(filling));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Arrays_cross_with_their_length_and_elements(OptLevel opt, RegionMode region)
    {
        var program = Drawing().Extern("twice", Numbers, Numbers).Extern("swap", Pair, Pair).Extern("join_vasp", IrType.I32, Texts, IrType.I32, Nested)
            .Main(b =>
            {
                var filling = b.Hold("numbers", b.ArrayNew(Numbers, b.I32(3)));
                b.Repeat(3, i => b.ArrayPush(b.Peek(filling), i));
                var twice = b.Hold("twice", b.CallExtern("m.twice", Numbers, [b.Freeze(b.Take(filling))]));
                b.PrintValue(b.ArrayLength(b.Peek(twice)));
                b.PrintValue(b.ElementPeek(b.Peek(twice), b.I32(5), IrType.I32));
                b.Release(b.Take(twice));
                var two = b.Hold("two", b.ArrayNew(Pair, b.I32(2)));
                b.ArrayPush(b.Peek(two), b.Bool(true));
                b.ArrayPush(b.Peek(two), b.Bool(false));
                var swapped = b.Hold("swapped", b.CallExtern("m.swap", Pair, [b.Freeze(b.Take(two))]));
                b.PrintValue(b.ElementPeek(b.Peek(swapped), b.I32(0), IrType.Bool));
                b.PrintValue(b.ElementPeek(b.Peek(swapped), b.I32(1), IrType.Bool));
                b.Release(b.Take(swapped));
                var nest = b.Hold("nest", b.ArrayNew(Nested, b.I32(2)));
                b.ArrayPush(b.Peek(nest), MakeTexts(b, 1));
                b.ArrayPush(b.Peek(nest), MakeTexts(b, 0));
                b.PrintValue(b.CallExtern("m.join_vasp", IrType.I32, [MakeTexts(b, 12), b.I32(5), b.Freeze(b.Take(nest))]));
            });
        const string c = """
            #include <stdio.h>
            #include "m/twice.h"
            #include "m/swap.h"
            #include "m/join_vasp.h"
            m_Ints* m_twice(m_Ints* given) {
              m_Ints* made = malloc(sizeof(m_Ints) + 2 * given->length * sizeof(ValeInt));
              made->length = 2 * given->length;
              for (unsigned i = 0; i < made->length; i++) made->elements[i] = given->elements[i % given->length] * 10;
              free(given);
              return made;
            }
            m_Pair* m_swap(m_Pair* pair) {
              int8_t first = pair->elements[0];
              pair->elements[0] = pair->elements[m_Pair_SIZE - 1];
              pair->elements[1] = first ? 2 : 0;
              return pair;
            }
            ValeInt m_join_vasp(m_Texts* texts, ValeInt x, m_Nested* nested, ValeInt textsSize, ValeInt nestedSize) {
              for (unsigned i = 0; i < texts->length; i++) fputs(texts->elements[i]->chars, stdout);
              printf(" %d %u %u %s %u\n", x, nested->length, nested->elements[0]->length, nested->elements[0]->elements[0]->chars, nested->elements[1]->length);
              printf("%d %d\n", textsSize, nestedSize);
              fflush(stdout);
              int last = (char*)texts + textsSize == (char*)texts->elements[11] + 16;
              free(texts);
              free(nested);
              return last;
            }
            """;
        // 112 for the array and 16 for each of twelve texts; 32, then 16 for an array of one and 16 for its text, and 16 for an empty one.
        Assert.Equal(new RunResult(0, "6\n20\nfalse\ntrue\n01234567891011 5 2 1 0 0\n304 80\n1\n", ""), Run(program, opt, region, c));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Interfaces_cross_with_what_they_are_and_its_copy(OptLevel opt, RegionMode region)
    {
        var program = Drawing()
            .Extern("relay", Shape, IrType.I32, Shape, IrType.I32, IrType.I32, IrType.I32, IrType.I32, Shape, Shape).Export("circle").Export("area")
            .Function("circle", Shape, b => b.Return(b.As(b.New(Circle, [b.Take(b.Parameter("name", IrType.Str))]), "Shape")))
            .Function("area", IrType.I32, b =>
            {
                var it = b.Parameter("it", Shape);
                int yes = b.Block(), no = b.Block();
                b.Branch(b.IsInstance(b.Peek(it), "m.Square:Shape"), yes, no);
                b.Enter(yes);
                var square = b.Downcast(b.Take(it), "m.Square");
                var side = b.FieldPeek(square, 9, IrType.I32);
                b.Release(square);
                b.Return(side);
                b.Enter(no);
                b.Release(b.Take(it));
                b.Return(b.I32(-1));
            })
            .Main(b =>
            {
                int One() => b.As(b.New(Square, [b.I64(1), .. Enumerable.Range(0, 9).Select(i => b.I32(i))]), "Shape");
                var made = b.Hold("made", b.CallExtern("m.relay", Shape, [b.I32(1), One(), b.I32(2), b.I32(3), b.I32(4), b.I32(5),
                    b.Call("m.circle", Shape, [b.Str("round")]), One()]));
                b.PrintValue(b.Call("m.area", IrType.I32, [b.Take(made)]));
            });
        const string c = """
            #include <stdio.h>
            #include "m/relay.h"
            #include "m/circle.h"
            #include "m/area.h"
            m_Shape m_relay(ValeInt a, m_Shape one, ValeInt b, ValeInt c, ValeInt d, ValeInt e, m_Shape round, m_Shape two) {
              m_Shape again = m_circle(ValeStrFrom("again"));
              printf("%d %s %s %d %d\n", a + b + c + d + e, ((m_Circle*)round.obj)->name->chars, ((m_Circle*)again.obj)->name->chars,
                round.type == m_Shape_Type_Circle && one.type == m_Shape_Type_Square && m_Shape_Type_Group < 3, ((m_Square*)two.obj)->side8);
              printf("%d %d\n", m_area(again), m_area(round));
              fflush(stdout);
              free(one.obj);
              ((m_Square*)two.obj)->side8 = 64;
              m_Square* square = malloc(sizeof *square);
              *square = *(m_Square*)two.obj;
              free(two.obj);
              m_Shape made = { square, m_Shape_Type_Square };
              return made;
            }
            """;
        Assert.Equal(new RunResult(0, "15 round again 1 8\n-1 -1\n64\n", ""), Run(program, opt, region, c));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void What_holds_others_of_its_kind_crosses_in_one_block(OptLevel opt, RegionMode region)
    {
        var program = Drawing().Extern("turn", Page, Page).Extern("depth", IrType.I32, Shape)
            .Main(b =>
            {
                int Round(string name) => b.As(b.New(Circle, [b.Str(name)]), "Shape");
                var shape = b.Hold("shape", Round("0"));
                b.Repeat(50, i =>
                {
                    var inner = b.Hold("inner", b.ArrayNew(Shapes, b.I32(2)));
                    b.ArrayPush(b.Peek(inner), b.Take(shape));
                    b.ArrayPush(b.Peek(inner), Round("second"));
                    b.Init(shape, b.As(b.New(Group, [b.Freeze(b.Take(inner)), Round("first")]), "Shape"));
                });
                b.PrintValue(b.CallExtern("m.depth", IrType.I32, [b.Retain(b.Peek(shape))]));
                var page = b.New(Page, [b.I32(5), MakeTexts(b, 3), b.Bool(true), b.Take(shape), Number(b, b.I32(99))]);
                var turned = b.Hold("turned", b.CallExtern("m.turn", Page, [page]));
                b.PrintValue(b.FieldPeek(b.Peek(turned), 0, IrType.I32));
                b.PrintLine(b.Retain(b.ElementPeek(b.FieldPeek(b.Peek(turned), 1, Texts), b.I32(1), IrType.Str)));
                b.PrintValue(b.FieldPeek(b.Peek(turned), 2, IrType.Bool));
                b.PrintValue(b.CallExtern("m.depth", IrType.I32, [b.Retain(b.FieldPeek(b.Peek(turned), 3, Shape))]));
                b.PrintLine(b.Retain(b.FieldPeek(b.Peek(turned), 4, IrType.Str)));
                b.Release(b.Take(turned));
            });
        const string c = """
            #include "m/Group.h"
            #include "m/turn.h"
            #include "m/depth.h"
            ValeInt m_depth(m_Shape it) {
              ValeInt depth = 0;
              for (m_Shape at = it; at.type == m_Shape_Type_Group; depth++) {
                m_Group* group = at.obj;
                if (group->inner->length != 2 || strcmp(((m_Circle*)group->first.obj)->name->chars, "first") != 0) return -1;
                if (strcmp(((m_Circle*)group->inner->elements[1].obj)->name->chars, "second") != 0) return -2;
                at = group->inner->elements[0];
              }
              free(it.obj);
              return depth;
            }
            m_Page* m_turn(m_Page* page) {
              page->number++;
              page->isFull = 0;
              page->lines->elements[1]->chars[0] = '!';
              m_Shape deepest = page->shape;
              while (deepest.type == m_Shape_Type_Group) {
                m_Group* group = deepest.obj;
                deepest = group->inner->elements[0];
                if (deepest.type != m_Shape_Type_Group) group->inner->elements[0] = group->first;
              }
              return page;
            }
            """;
        Assert.Equal(new RunResult(0, "50\n6\n!\nfalse\n50\n99\n", ""), Run(program, opt, region, c));
    }

    [Theory]
    [InlineData("numbers->length = -1; return m_sum(numbers);", "C gave a #[]int of negative length, in a call of m_sum")]
    [InlineData("free(numbers); return m_sum(0);", "C gave a null pointer as a #[]int, in a call of m_sum")]
    [InlineData("m_Shape it = { numbers, 3 }; return m_see(it);", "C gave a Shape of a type that is not one, in a call of m_see")]
    [InlineData("m_Shape it = { 0, m_Shape_Type_Circle }; return m_see(it);", "C gave a null pointer as a Circle, in a call of m_see")]
    [InlineData("m_Circle circle = { 0 }; m_Shape it = { &circle, m_Shape_Type_Circle }; return m_see(it);", "C gave a null pointer as a string, in a call of m_see")]
    [InlineData("return 0;", "C gave a null pointer as a Page, in a call of m_page")]
    public void A_mistake_with_an_immutable_that_can_be_seen_halts(string mistake, string message)
    {
        var program = Drawing().Extern("work", IrType.I32, Numbers).Extern("page", Page).Export("sum").Export("see")
            .Function("sum", IrType.I32, b =>
            {
                b.Release(b.Take(b.Parameter("numbers", Numbers)));
                b.Return(b.I32(0));
            })
            .Function("see", IrType.I32, b =>
            {
                b.Release(b.Take(b.Parameter("it", Shape)));
                b.Return(b.I32(0));
            })
            .Main(b =>
            {
                b.PrintValue(b.CallExtern("m.work", IrType.I32, [b.Freeze(b.ArrayNew(Numbers, b.I32(0)))]));
                b.Release(b.CallExtern("m.page", Page, []));
            });
        Names(program);
        var c = $$"""
            #include "m/work.h"
            #include "m/page.h"
            #include "m/sum.h"
            #include "m/see.h"
            ValeInt m_work(m_Ints* numbers) { {{mistake}} }
            m_Page* m_page(void) { return 0; }
            """;
        var run = NativeProgram.Run(program.Program, null, c);
        Assert.Equal((1, $"halted: {message} from or to C\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Every_header_can_be_included_first_and_twice_and_from_cpp()
    {
        var ir = Drawing().Extern("turn", Page, Page).Extern("depth", IrType.I32, Shape).Struct("Ship").ExportType("Ship", Ir.Own("Ship"))
            .Export("Ship").ExportType("Leaf", Page).Function("Ship", IrType.I32, b => b.Return(b.I32(1)));
        Names(ir);
        var headers = NativeHeaders.Of(ir.Program);
        Assert.Contains("m/Leaf.h", headers.Select(h => h.Path));
        foreach (var header in headers)
            NativeProgram.CompileAsCAndCpp(headers, $"#include \"{header.Path}\"\n#include \"{header.Path}\"\n");
        NativeProgram.CompileAsCAndCpp(headers, """
            #include "m/Page.h"
            #include "m/Leaf.h"
            #include "m/Ship.h"
            ValeInt number(m_Leaf* leaf, m_ShipRef* ship) { m_Page* page = leaf; return page->number + m_Ship() + (ship->object != 0); }
            """);
    }
}
