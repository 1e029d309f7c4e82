// One small image per rule of the verifier, each sound but for one thing.

using Vale.Backend.Bytecode;
using Xunit;

namespace Backend.Tests.Bytecode;

public class VerifierTests
{
    private static readonly BytecodeType Void = new(BytecodeKind.Void), Bool = new(BytecodeKind.Bool), I32 = new(BytecodeKind.I32),
        I64 = new(BytecodeKind.I64), Float = new(BytecodeKind.Float), Str = new(BytecodeKind.Str), Own = new(BytecodeKind.Own),
        Borrow = new(BytecodeKind.Borrow), Live = new(BytecodeKind.Live), Point = new(BytecodeKind.Share, 1), OwnOther = new(BytecodeKind.Own, 2);

    // Struct 0 is mutable, 1 is immutable, 2 is another mutable one.
    private static readonly BytecodeStruct[] Structs =
    [
        new("Ship", false, [I32, Str, Float]), new("Point", true, [I32, Str]), new("Other", false, [new(BytecodeKind.Own), I64, I64, I64]),
    ];

    private static Instruction Op(Opcode op, int a = 0, int b = 0, int c = 0, int x = 0) => new(op, a, b, c, x);

    private static Instruction List(int a = 0, int b = 0, int c = 0, int d = 0) => new((ushort)a | (ulong)(ushort)b << 16 | (ulong)(ushort)c << 32 | (ulong)(ushort)d << 48);

    private static BytecodeFunction Function(Instruction[] code, BytecodeType[] words, BytecodeType[] objects, BytecodeType[] parameters, BytecodeType returns, BytecodeLine[]? lines = null) => new()
    {
        Name = "f", Start = 0, Length = code.Length, Parameters = parameters, ReturnType = returns, Words = words, Objects = objects, File = -1, Lines = lines ?? [],
    };

    private static BytecodeImage Image(Instruction[] code, BytecodeFunction function, BytecodeStruct[]? structs = null, bool tracksShares = false) => new()
    {
        Code = code, Functions = [function], Structs = structs ?? Structs, Interfaces = [], Methods = [], Itables = [], Arrays = [], Externs = [new BytecodeExtern("c", [I32, Str], Float)],
        Strings = [[65]], Constants = [1L << 40], Files = [], Main = -1, TracksShares = tracksShares,
    };

    private static void Sound(Instruction[] code, BytecodeType[] words, BytecodeType[] objects, BytecodeType[] parameters, BytecodeType returns, bool tracksShares = false) =>
        BytecodeVerifier.Verify(Image(code, Function(code, words, objects, parameters, returns), tracksShares: tracksShares));

    private static void Refused(string reason, Instruction[] code, BytecodeType[]? words = null, BytecodeType[]? objects = null, BytecodeType[]? parameters = null, BytecodeType? returns = null)
    {
        var error = Assert.Throws<BytecodeFormatException>(() => Sound(code, words ?? [], objects ?? [], parameters ?? [], returns ?? Void));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Registers_exist_and_hold_what_their_instruction_wants()
    {
        Refused("there is no register w1", [Op(Opcode.MoveW, 1, 0), Op(Opcode.ReturnVoid)], [I32], parameters: [I32]);
        Refused("there is no register w7", [Op(Opcode.MoveW, 0, 7), Op(Opcode.ReturnVoid)], [I32], parameters: [I32]);
        Refused("there is no register o0", [Op(Opcode.ConstStr), Op(Opcode.ReturnVoid)]);
        Refused("there is no register o65535", [Op(Opcode.Free, 65535), Op(Opcode.ReturnVoid)], objects: [Own], parameters: [Own]);
        Refused("w1 holds a i64 instead of a i32", [Op(Opcode.MoveW, 1, 0), Op(Opcode.ReturnVoid)], [I32, I64], parameters: [I32]);
        Refused("w1 holds a float instead of a i32", [Op(Opcode.AddI32, 0, 0, 1), Op(Opcode.ReturnVoid)], [I32, Float], parameters: [I32, Float]);
        Refused("cannot be compared", [Op(Opcode.Eq, 1, 0, 2), Op(Opcode.ReturnVoid)], [I32, Bool, I64], parameters: [I32, Bool, I64]);
        Refused("cannot be compared", [Op(Opcode.Lt, 0, 0, 0), Op(Opcode.ReturnVoid)], [Bool], parameters: [Bool]);
        Refused("is no integer", [Op(Opcode.EqImm, 0, 0, 1), Op(Opcode.ReturnVoid)], [Bool], parameters: [Bool]);
        Refused("o0 holds a own #0 instead of a str", [Op(Opcode.StrLen, 0, 0), Op(Opcode.ReturnVoid)], [I32], [Own], [I32, Own]);
        Refused("2 is no bool", [Instruction.Wide(Opcode.Const, 0, 2), Op(Opcode.ReturnVoid)], [Bool]);
        Sound([Op(Opcode.Eq, 0, 0, 0), Op(Opcode.ReturnW, 0)], [Bool], [], [Bool], Bool);
    }

    [Fact]
    public void Constants_and_literals_exist()
    {
        Refused("no constant 1", [Instruction.Wide(Opcode.ConstLong, 0, 1), Op(Opcode.ReturnVoid)], [I64]);
        Refused("no constant -1", [Instruction.Wide(Opcode.ConstLong, 0, -1), Op(Opcode.ReturnVoid)], [I64]);
        Refused("too small", [Instruction.Wide(Opcode.ConstLong, 0, 0), Op(Opcode.ReturnVoid)], [I32]);
        Refused("no literal 1", [Instruction.Wide(Opcode.ConstStr, 0, 1), Op(Opcode.ReturnVoid)], objects: [Str]);
        Refused("dividing by 0 or -1", [Op(Opcode.DivImmI32, 0, 0, 0), Op(Opcode.ReturnVoid)], [I32], parameters: [I32]);
        Refused("dividing by 0 or -1", [Op(Opcode.ModImmI64, 0, 0, -1), Op(Opcode.ReturnVoid)], [I64], parameters: [I64]);
    }

    [Fact]
    public void Control_stays_in_its_function_and_on_instructions()
    {
        Refused("runs on beyond", [Instruction.Wide(Opcode.Const, 0, 1)], [I32]);
        Refused("out of the function", [Instruction.Wide(Opcode.Jump, 0, 1)]);
        Refused("out of the function", [Instruction.Wide(Opcode.Jump, 0, -1)]);
        Refused("out of the function", [Instruction.Wide(Opcode.Jump, 0, int.MinValue)]);
        Refused("out of the function", [Op(Opcode.JumpEqImm, 0, 0, short.MaxValue), Op(Opcode.ReturnVoid)], [I32], parameters: [I32]);
        Refused("middle of an instruction", [Instruction.Wide(Opcode.Jump, 0, 2), Op(Opcode.StrSlice, 0, 0, x: 1), List(0, 0), Op(Opcode.ReturnVoid)], [I32], [Str], [I32, Str]);
        Refused("beyond the function", [Op(Opcode.StrSlice, 0, 0, x: 1)], [I32], [Str], [I32, Str]);
        Refused("there is no such instruction", [Op(Opcode.Unreachable + 1)]);
        Refused("there is no such instruction", [Op((Opcode)255)]);
        Sound([Instruction.Wide(Opcode.Jump, 0, 0)], [], [], [], Void);
    }

    [Fact]
    public void Lists_have_the_length_their_instruction_needs()
    {
        Refused("list has 0 words instead of 2", [Op(Opcode.StrEq), Op(Opcode.ReturnVoid)]);
        Refused("list has 1 words instead of 0", [Op(Opcode.Panic, x: 1), List()]);
        Refused("list has 2 words instead of 1", [Instruction.Wide(Opcode.New, 0, 0, 2), List(), List(), Op(Opcode.ReturnVoid)], [I32], [Own]);
    }

    [Fact]
    public void Calls_give_what_their_target_takes()
    {
        BytecodeType[] words = [I32], objects = [Str];
        Refused("no function 1", [Instruction.Wide(Opcode.Call, 0, 1, 1), List(), Op(Opcode.ReturnVoid)]);
        Refused("no extern -1", [Instruction.Wide(Opcode.CallExtern, 0, -1, 1), List(), Op(Opcode.ReturnVoid)]);
        Refused("wrong number of registers", [Instruction.Wide(Opcode.Call, 0, 0, 1), List(0, 1, 0, 0), Op(Opcode.ReturnVoid)], words, objects, [I32, Str]);
        Refused("wrong number of registers", [Instruction.Wide(Opcode.Call, 0, 0, 1), List(1, 2, 0, 0), Op(Opcode.ReturnVoid)], words, objects, [I32, Str]);
        Refused("there is no register o1", [Instruction.Wide(Opcode.Call, 0, 0, 1), List(1, 1, 0, 1), Op(Opcode.ReturnVoid)], words, objects, [I32, Str]);
        Refused("w0 holds a i32 instead of a float", [Instruction.Wide(Opcode.CallExtern, 0, 0, 1), List(0, 0), Op(Opcode.ReturnVoid)], words, objects, [I32, Str]);
        Refused("where a own #0 is wanted", [Instruction.Wide(Opcode.Call, 0, 0, 1), List(0, 2, 1), Op(Opcode.ReturnVoid)], objects: [Own, Borrow], parameters: [Own, Borrow]);
        Sound([Instruction.Wide(Opcode.Call, 0, 0, 1), List(1, 1, 0, 0), Op(Opcode.ReturnVoid)], words, objects, [I32, Str], Void);
    }

    [Fact]
    public void Returns_give_what_the_function_says()
    {
        Refused("returns i32", [Op(Opcode.ReturnVoid)], returns: I32);
        Refused("returns i32, not i64", [Op(Opcode.ReturnW, 0)], [I64], parameters: [I64], returns: I32);
        Refused("returns own #0, not borrow #0", [Op(Opcode.ReturnO, 0)], objects: [Borrow], parameters: [Borrow], returns: Own);
        Refused("returns never", [Op(Opcode.ReturnVoid)], returns: new BytecodeType(BytecodeKind.Never));
        Refused("cannot return a live #0", [Op(Opcode.ReturnO, 0)], objects: [Own], parameters: [Own], returns: Live);
    }

    [Fact]
    public void Objects_are_reached_only_by_a_hold_that_allows_it()
    {
        BytecodeType[] words = [I32];
        Refused("o0 holds a borrow #0", [Op(Opcode.LoadW, 0, 0, 1), Op(Opcode.ReturnVoid)], words, [Borrow], [I32, Borrow]);
        Refused("o0 holds a share #1", [Op(Opcode.StoreW, 0, 0, 1), Op(Opcode.ReturnVoid)], words, [Point], [I32, Point]);
        Refused("o0 holds a share #1", [Op(Opcode.CheckedLoadW, 0, 0, 1), Op(Opcode.ReturnVoid)], words, [Point], [I32, Point]);
        Refused("o0 holds a str", [Op(Opcode.LoadW, 0, 0, 1), Op(Opcode.ReturnVoid)], words, [Str], [I32, Str]);
        Refused("Ship has no word in slot 3", [Op(Opcode.LoadW, 0, 0, 3), Op(Opcode.ReturnVoid)], words, [Own], [I32, Own]);
        Refused("Ship has no word in slot 0", [Op(Opcode.StoreW, 0, 0, 0), Op(Opcode.ReturnVoid)], words, [Own], [I32, Own]);
        Refused("w0 holds a i32 instead of a float", [Op(Opcode.LoadW, 0, 0, 2), Op(Opcode.ReturnVoid)], words, [Own], [I32, Own]);
        Refused("Ship has no object in slot 2", [Op(Opcode.LoadO, 1, 0, 2), Op(Opcode.ReturnVoid)], objects: [Own, Str], parameters: [Own]);
        Refused("which a live #0 is not", [Op(Opcode.LoadO, 1, 0, 1), Op(Opcode.ReturnVoid)], objects: [OwnOther, Own], parameters: [OwnOther]);
        Refused("only an owned object is taken apart", [Op(Opcode.TakeO, 2, 1, 1), Op(Opcode.ReturnVoid)], objects: [Borrow, Live, Str], parameters: [Borrow]);
        Refused("only an owned object is freed", [Op(Opcode.Free, 0), Op(Opcode.ReturnVoid)], objects: [Borrow], parameters: [Borrow]);
        Refused("the field a str", [Op(Opcode.StoreO, 0, 0, 1), Op(Opcode.ReturnVoid)], objects: [Own], parameters: [Own]);
        Refused("which cannot be dead", [Op(Opcode.Check, 0, 0), Op(Opcode.ReturnVoid)], objects: [Point], parameters: [Point]);
        Refused("which a live #0 is not", [Op(Opcode.Check, 0, 1), Op(Opcode.ReturnVoid)], objects: [OwnOther, Borrow], parameters: [OwnOther, Borrow]);
        Refused("cannot be the same", [Op(Opcode.Same, 0, 0, 1), Op(Opcode.ReturnVoid)], [Bool], [Own, Str], [Bool, Own, Str]);
        Refused("which a own #0 is not", [Instruction.Wide(Opcode.New, 1, 0, 1), List(0, 1, 0), Op(Opcode.ReturnVoid)], [I32, Float], [Str, OwnOther], [I32, Float, Str, OwnOther]);
        Refused("no struct 3", [Instruction.Wide(Opcode.New, 0, 3, 1), List(), Op(Opcode.ReturnVoid)]);
        Refused("does not track shares", [Op(Opcode.Retain, 0), Op(Opcode.ReturnVoid)], objects: [Str], parameters: [Str]);
        Sound([Op(Opcode.Check, 1, 0), Op(Opcode.StoreW, 0, 1, 1), Op(Opcode.ReturnVoid)], words, [Borrow, Live], [I32, Borrow], Void);
        Sound([Op(Opcode.Retain, 0), Op(Opcode.ReturnO, 0)], [], [Str], [Str], Str, tracksShares: true);
    }

    [Fact]
    public void No_path_reads_a_register_before_it_writes_it()
    {
        Refused("w0 may be read before it is written", [Op(Opcode.ReturnW, 0)], [I32], returns: I32);
        Refused("o0 may be read before it is written", [Op(Opcode.ReturnO, 0)], objects: [Str], returns: Str);
        // Written on one of two ways.
        Refused("w1 may be read",
            [Op(Opcode.JumpEqImm, 0, 0, 2), Instruction.Wide(Opcode.Const, 1, 5), Op(Opcode.ReturnW, 1)], [I32, I32], parameters: [I32], returns: I32);
        // Written at the loop's end, read at its start.
        Refused("w1 may be read",
            [Op(Opcode.AddI32, 0, 0, 1), Instruction.Wide(Opcode.Const, 1, 5), Op(Opcode.JumpLtImm, 0, 9, -2), Op(Opcode.ReturnW, 0)], [I32, I32], parameters: [I32], returns: I32);
        // Written on both ways; and code that nothing reaches may read what it likes.
        Sound([Op(Opcode.JumpEqImm, 0, 0, 3), Instruction.Wide(Opcode.Const, 1, 5), Instruction.Wide(Opcode.Jump, 0, 2), Instruction.Wide(Opcode.Const, 1, 6), Op(Opcode.ReturnW, 1)],
            [I32, I32], [], [I32], I32);
        Sound([Op(Opcode.ReturnW, 0), Op(Opcode.ReturnW, 1)], [I32, I32], [], [I32], I32);
    }

    [Fact]
    public void Descriptions_make_sense()
    {
        Instruction[] code = [Op(Opcode.ReturnVoid)];
        Says("a word register cannot hold a str", Image(code, Function(code, [Str], [], [], Void)));
        Says("an object register cannot hold a i32", Image(code, Function(code, [], [I32], [], Void)));
        Says("first registers are not those of its parameters", Image(code, Function(code, [I64], [], [I32], Void)));
        Says("first registers are not those of its parameters", Image(code, Function(code, [], [], [I32], Void)));
        Says("a parameter cannot be a live #0", Image(code, Function(code, [], [Live], [Live], Void)));
        Says("line table is out of order", Image(code, Function(code, [], [], [], Void, [new BytecodeLine(0, 0)])));
        Says("line table is out of order", Image(code, Function(code, [], [], [], Void, [new BytecodeLine(0, 1), new BytecodeLine(0, 2)])));
        Says("line table is out of order", Image(code, Function(code, [], [], [], Void, [new BytecodeLine(1, 1)])));
        Says("no struct 9", Image(code, Function(code, [], [new BytecodeType(BytecodeKind.Own, 9)], [], Void)));
        Says("but the struct is immutable", Image(code, Function(code, [], [new BytecodeType(BytecodeKind.Own, 1)], [], Void)));
        Says("is no type", Image(code, Function(code, [], [], [], new BytecodeType((BytecodeKind)12))));
        Says("a field cannot hold a live #0", Image(code, Function(code, [], [], [], Void), [new("S", false, [Live])]));
        Says("an immutable struct cannot hold a own #0", Image(code, Function(code, [], [], [], Void), [new("M", false, []), new("S", true, [Own])]));
        Says("too many fields", Image(code, Function(code, [], [], [], Void), [new("S", false, Enumerable.Repeat(I32, 1100).ToArray())]));
        Says("belong to no function", Image([.. code, .. code], Function(code, [], [], [], Void)));
        Instruction[] two = [.. code, .. code];
        Says("2 words long", Image(code, Function(two, [], [], [], Void)));

        static void Says(string reason, BytecodeImage image) =>
            Assert.Contains(reason, Assert.Throws<BytecodeFormatException>(() => BytecodeVerifier.Verify(image)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_made_to_be_slow_to_check_is_checked_or_refused_soon()
    {
        // Blocks against the order of execution, each reading what the one before it in time wrote.
        Sound(Chain(20_000), Enumerable.Repeat(I32, 20_000).ToArray(), [], [], I32);
        Refused("too big", Chain(60_000), Enumerable.Repeat(I32, 60_000).ToArray(), returns: I32);

        // Jumps between blocks at random, reading at random.
        var random = new Random(7);
        var code = new List<Instruction>();
        for (var i = 0; i < 4_000; i++)
        {
            code.Add(Instruction.Wide(Opcode.Const, i % 2_000, i));
            code.Add(Op(Opcode.JumpEqImm, random.Next(2_000), i, random.Next(0, 4_000) * 2 - (2 * i + 1)));
        }
        code.Add(Op(Opcode.ReturnW, 0));
        Refused("may be read before it is written", [.. code], Enumerable.Repeat(I32, 2_000).ToArray(), returns: I32);

        static Instruction[] Chain(int blocks)
        {
            var code = new List<Instruction> { Instruction.Wide(Opcode.Jump, 0, 3 * (blocks - 1) + 1) };
            for (var i = 0; i < blocks; i++)
            {
                code.Add(Instruction.Wide(Opcode.Const, i, i));
                code.Add(Op(Opcode.AddI32, i, i, Math.Min(i + 1, blocks - 1)));
                code.Add(i == 0 ? Op(Opcode.ReturnW, 0) : Instruction.Wide(Opcode.Jump, 0, -5));
            }
            return [.. code];
        }
    }

    [Fact]
    public void A_big_function_is_verified_in_reasonable_memory()
    {
        // Ten thousand blocks, each of which reads a thousand registers that the first one wrote.
        const int Registers = 1000, Blocks = 10_000;
        var code = new List<Instruction>();
        for (var i = 0; i < Registers; i++) code.Add(Instruction.Wide(Opcode.Const, i, i));
        for (var i = 0; i < Blocks; i++)
        {
            code.Add(Op(Opcode.AddI32, 0, 0, i % Registers));
            code.Add(Op(Opcode.JumpEqImm, 0, 0, 1));
        }
        code.Add(Op(Opcode.ReturnW, 0));
        Sound([.. code], Enumerable.Repeat(I32, Registers).ToArray(), [], [], I32);
    }
}
