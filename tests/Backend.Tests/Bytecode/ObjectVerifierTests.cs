// One small image per rule of the verifier about interfaces, arrays and weak references, each sound but for one thing.

using Vale.Backend.Bytecode;
using Xunit;

namespace Backend.Tests.Bytecode;

public class ObjectVerifierTests
{
    private static readonly BytecodeType Void = new(BytecodeKind.Void), Bool = new(BytecodeKind.Bool), I32 = new(BytecodeKind.I32), I64 = new(BytecodeKind.I64),
        Str = new(BytecodeKind.Str), Ship = new(BytecodeKind.Own), Raft = new(BytecodeKind.Own, 1), Point = new(BytecodeKind.Share, 2);

    // Interface 0 is mutable and implemented by ship and raft, 1 is immutable and implemented by point, 2 by nobody.
    private static readonly BytecodeType Vessel = new(BytecodeKind.Own, 0, BytecodeTarget.Interface), Shape = new(BytecodeKind.Share, 1, BytecodeTarget.Interface),
        Other = new(BytecodeKind.Own, 2, BytecodeTarget.Interface);

    // Array 0 grows and holds i32, 1 has a fixed length and holds ships, 2 is immutable and holds str, 3 grows and holds vessels.
    private static readonly BytecodeType Ints = Array(0), Crew = Array(1), Texts = Array(2, BytecodeKind.Share), Vessels = Array(3);

    private static BytecodeType Array(int number, BytecodeKind kind = BytecodeKind.Own) => new(kind, number, BytecodeTarget.Array);

    private static BytecodeType Borrow(BytecodeType type) => type with { Kind = BytecodeKind.Borrow };
    private static BytecodeType Live(BytecodeType type) => type with { Kind = BytecodeKind.Live };
    private static BytecodeType Weak(BytecodeType type) => type with { Kind = BytecodeKind.Weak };

    private static Instruction Op(Opcode op, int a = 0, int b = 0, int c = 0, int x = 0) => new(op, a, b, c, x);
    private static Instruction Wide(Opcode op, int a, int bc, int x) => Instruction.Wide(op, a, bc, x);
    private static Instruction List(int a = 0, int b = 0, int c = 0, int d = 0) => new((ushort)a | (ulong)(ushort)b << 16 | (ulong)(ushort)c << 32 | (ulong)(ushort)d << 48);
    private static readonly Instruction End = Op(Opcode.ReturnVoid);

    private static BytecodeFunction Function(int start, int length, BytecodeType[] parameters, BytecodeType returns, BytecodeType[] words, BytecodeType[] objects) => new()
    {
        Name = "f", Start = start, Length = length, Parameters = parameters, ReturnType = returns, Words = words, Objects = objects, File = -1, Lines = [],
    };

    // Function 0 is the one under test, 1 and 2 weigh a ship and a raft, 3 measures a point.
    private static BytecodeImage Image(Instruction[] code, BytecodeType[] words, BytecodeType[] objects, BytecodeType[] parameters, BytecodeType returns)
    {
        var n = code.Length;
        var weigh = Op(Opcode.ReturnW, 0);
        return new BytecodeImage
        {
            Code = [.. code, weigh, weigh, weigh],
            Functions =
            [
                Function(0, n, parameters, returns, words, objects), Function(n, 1, [I32, Borrow(Ship)], I32, [I32], [Borrow(Ship)]),
                Function(n + 1, 1, [I32, Borrow(Raft)], I32, [I32], [Borrow(Raft)]), Function(n + 2, 1, [Point, I32], I32, [I32], [Point]),
            ],
            Structs = [new("Ship", false, [I32, Str, Weak(Vessel)]), new("Raft", false, []), new("Point", true, [I32])],
            Interfaces = [new("Vessel", false, 0, 1), new("Shape", true, 1, 1), new("Other", false, 2, 0)],
            Methods = [new([I32, Borrow(Vessel)], I32, 1), new([Shape, I32], I32, 0)],
            Itables = [new(0, 0, [1]), new(1, 0, [2]), new(2, 1, [3])],
            Arrays = [new("[]int", false, -1, I32), new("[#3]Ship", false, 3, Ship), new("#[]str", true, -1, Str), new("[]Vessel", false, -1, Vessel)],
            Externs = [], Strings = [], Constants = [], Files = [], Main = -1, TracksShares = false,
        };
    }

    private static void Sound(Instruction[] code, BytecodeType[] words, BytecodeType[] objects, BytecodeType[] parameters, BytecodeType? returns = null) =>
        BytecodeVerifier.Verify(Image(code, words, objects, parameters, returns ?? Void));

    // All registers are parameters.
    private static void Refused(string reason, Instruction[] code, BytecodeType[]? words = null, BytecodeType[]? objects = null, int locals = 0)
    {
        words ??= [];
        objects ??= [];
        var error = Assert.Throws<BytecodeFormatException>(() => Sound(code, words, objects, [.. words, .. objects[..^locals]]));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static void Says(string reason, Func<BytecodeImage, BytecodeImage> change) => Assert.Contains(reason,
        Assert.Throws<BytecodeFormatException>(() => BytecodeVerifier.Verify(change(Image([End], [], [], [], Void)))).Message, StringComparison.Ordinal);

    private static BytecodeImage With(BytecodeImage image, BytecodeInterface[]? interfaces = null, BytecodeMethod[]? methods = null, BytecodeItable[]? itables = null,
        BytecodeArray[]? arrays = null, BytecodeStruct[]? structs = null) => new()
        {
            Code = image.Code, Functions = image.Functions, Structs = structs ?? image.Structs, Interfaces = interfaces ?? image.Interfaces, Methods = methods ?? image.Methods,
            Itables = itables ?? image.Itables, Arrays = arrays ?? image.Arrays, Externs = [], Strings = [], Constants = [], Files = [], Main = -1, TracksShares = false,
        };

    [Fact]
    public void A_struct_goes_where_an_interface_it_implements_is_wanted()
    {
        Sound([Op(Opcode.MoveO, 1, 0), Op(Opcode.MoveO, 2, 1), End], [], [Ship, Vessel, Weak(Vessel)], [Ship]);
        Sound([Op(Opcode.MoveO, 1, 0), End], [], [Point, Shape], [Point]);
        Refused("which a own #0 is not", [Op(Opcode.MoveO, 1, 0), End], objects: [Ship, Other], locals: 1);
        Refused("which a own interface #0 is not", [Op(Opcode.MoveO, 1, 0), End], objects: [Vessel, Ship], locals: 1);
        Refused("which a borrow #0 is not", [Op(Opcode.MoveO, 1, 0), End], objects: [Borrow(Ship), Live(Vessel)], locals: 1);
        Refused("which a weak #0 is not", [Op(Opcode.MoveO, 1, 0), End], objects: [Weak(Ship), Borrow(Ship)], locals: 1);
        Refused("which a own array #0 is not", [Op(Opcode.MoveO, 1, 0), End], objects: [Ints, Vessel], locals: 1);
        Refused("which a own array #0 is not", [Op(Opcode.MoveO, 1, 0), End], objects: [Ints, Ship], locals: 1);
    }

    [Fact]
    public void A_call_by_an_interface_gives_what_the_method_takes_and_is_decided_by_the_argument_it_passes()
    {
        BytecodeType[] words = [I32], objects = [Vessel, Ship];
        Instruction Call(int method, int x = 3) => Wide(Opcode.CallInterface, 0, method, x);
        Sound([Call(0), List(1, 2, 0, 0), new(0), new(0), End], words, objects, [I32, Vessel, Ship]);
        Sound([Call(0), List(1, 2, 0, 1), new(1), new(0), End], words, objects, [I32, Vessel, Ship]);
        Sound([Call(1), List(1, 1, 0, 0), new(0), new(0), End], words, [Point], [I32, Point]);
        Refused("there is no method 2", [Call(2), List(1, 2, 0, 0), new(0), new(0), End], words, objects);
        Refused("there is no method -1", [Call(-1), List(1, 2, 0, 0), new(0), new(0), End], words, objects);
        Refused("list has 1 words instead of 3", [Call(0, 1), List(1, 2, 0, 0), End], words, objects);
        Refused("wrong number of registers", [Call(0), List(1, 1, 0, 0), new(0), new(0), End], words, objects);
        Refused("where a borrow interface #0 is wanted", [Call(0), List(1, 1, 0, 0), new(0), new(0), End], words, [Other]);
        Refused("where a share interface #1 is wanted", [Call(1), List(1, 2, 0, 0), new(0), new(0), End], words, objects);
        Refused("decided by another register than o0", [Call(0), List(1, 2, 0, 0), new(1), new(0), End], words, objects);
        Refused("decided by another register than o0", [Call(0), List(1, 2, 0, 0), new(1 << 16), new(0), End], words, objects);
        Refused("remembers what it has not found", [Call(0), List(1, 2, 0, 0), new(0), new(1), End], words, objects);
    }

    [Fact]
    public void Casts_down_are_between_structs_and_interfaces_of_one_kind()
    {
        Sound([Op(Opcode.Downcast, 1, 0, x: 1), new(0), Op(Opcode.IsInstance, 0, 0, x: 1), new(2), End], [Bool], [Vessel, Ship], [Vessel]);
        Sound([Op(Opcode.Downcast, 1, 0, x: 1), new(1), End], [], [Weak(Vessel), Weak(Raft)], [Weak(Vessel)]);
        Refused("which a own #1 is not", [Op(Opcode.Downcast, 1, 0, x: 1), new(1), End], objects: [Vessel, Ship], locals: 1);
        Refused("there is no struct 3", [Op(Opcode.Downcast, 1, 0, x: 1), new(3), End], objects: [Vessel, Ship], locals: 1);
        Refused("there is no struct 4294967296", [Op(Opcode.IsInstance, 0, 0, x: 1), new(1UL << 32), End], [Bool], [Vessel]);
        Refused("cannot be a Point", [Op(Opcode.Downcast, 1, 0, x: 1), new(2), End], objects: [Vessel, Point], locals: 1);
        Refused("which is no struct or interface", [Op(Opcode.Downcast, 1, 0, x: 1), new(0), End], objects: [Ints, Ship], locals: 1);
        Refused("which is no struct or interface", [Op(Opcode.IsInstance, 0, 0, x: 1), new(0), End], [Bool], [Str]);
        Refused("w0 holds a i32 instead of a bool", [Op(Opcode.IsInstance, 0, 0, x: 1), new(0), End], [I32], [Vessel]);
    }

    [Fact]
    public void Only_what_can_die_is_asked_whether_it_lives()
    {
        Sound([Op(Opcode.Alive, 0, 0), Op(Opcode.Alive, 0, 1), Op(Opcode.Check, 2, 1), End], [Bool], [Weak(Vessel), Weak(Ints), Live(Ints)], [Weak(Vessel), Weak(Ints)]);
        Sound([Op(Opcode.CheckedLoadW, 0, 0, 1), End], [I32], [Weak(Ship)], [Weak(Ship)]);
        Refused("which cannot be dead", [Op(Opcode.Alive, 0, 0), End], [Bool], [Point]);
        Refused("which cannot be dead", [Op(Opcode.Alive, 0, 0), End], [Bool], [Str]);
        Refused("o0 holds a weak #0", [Op(Opcode.LoadW, 0, 0, 1), End], [I32], [Weak(Ship)]);
        Refused("o0 holds a own interface #0", [Op(Opcode.LoadW, 0, 0, 1), End], [I32], [Vessel]);
        Refused("o0 holds a own array #0", [Op(Opcode.LoadW, 0, 0, 1), End], [I32], [Ints]);
        Refused("only an owned object is freed", [Op(Opcode.Free, 0), End], objects: [Vessel]);
        Refused("only an owned object is freed", [Op(Opcode.Free, 0), End], objects: [Ints]);
    }

    [Fact]
    public void Arrays_are_reached_by_a_hold_that_allows_it_and_hold_what_they_say()
    {
        BytecodeType[] words = [I32];
        Sound(
            [
                Wide(Opcode.ArrayNew, 0, 0, 1), List(0), Op(Opcode.ArrayPushW, 0, 0), Op(Opcode.ElementLoadW, 0, 0, 0), Op(Opcode.ElementSwapW, 0, 0, 0, 1), List(0),
                Op(Opcode.ArrayPopW, 0, 0), Op(Opcode.ArrayLength, 0, 0), Op(Opcode.ArrayCapacity, 0, 0), Op(Opcode.ElementStoreW, 0, 0, 0), Op(Opcode.ArrayFree, 0), End,
            ], words, [Ints], [I32]);
        Sound([Op(Opcode.ArrayPushO, 1, 0), Op(Opcode.ElementStoreO, 1, 0, 0), Op(Opcode.ElementLoadO, 2, 0, 0), End], words, [Vessels, Ship, Live(Vessel)], [I32, Vessels, Ship]);
        Sound([Op(Opcode.ElementTakeO, 1, 0, 0), End], words, [Crew, Ship], [I32, Crew]);
        Sound([Wide(Opcode.ArrayNew, 0, 2, 1), List(0), Op(Opcode.Freeze, 1, 0), Op(Opcode.ElementLoadO, 2, 1, 0), End], words, [Array(2), Texts, Str], [I32]);
        Sound([Op(Opcode.CheckedElementLoadW, 0, 0, 0), Op(Opcode.CheckedElementStoreW, 0, 0, 0), Op(Opcode.CheckedArrayLength, 0, 0), End], words, [Borrow(Ints)], [I32, Borrow(Ints)]);

        Refused("there is no array 4", [Wide(Opcode.ArrayNew, 0, 4, 1), List(0), End], words, [Ints]);
        Refused("w0 holds a i64 instead of a i32", [Wide(Opcode.ArrayNew, 0, 0, 1), List(0), End], [I64], [Ints]);
        Refused("which a own array #0 is not", [Wide(Opcode.ArrayNew, 0, 0, 1), List(0), End], words, [Texts]);
        Refused("o0 holds a borrow array #0", [Op(Opcode.ElementLoadW, 0, 0, 0), End], words, [Borrow(Ints)]);
        Refused("o0 holds a weak array #0", [Op(Opcode.ArrayPushW, 0, 0), End], words, [Weak(Ints)]);
        Refused("o0 holds a share array #2", [Op(Opcode.ArrayPushO, 1, 0), End], objects: [Texts, Str]);
        Refused("o0 holds a share array #2", [Op(Opcode.ElementStoreO, 1, 0, 0), End], words, [Texts, Str]);
        Refused("o0 holds a share array #2", [Op(Opcode.CheckedElementLoadO, 1, 0, 0), End], words, [Texts, Str]);
        Refused("o0 holds a own #0", [Op(Opcode.ElementLoadW, 0, 0, 0), End], words, [Ship]);
        Refused("o0 holds a own interface #0", [Op(Opcode.ArrayLength, 0, 0), End], words, [Vessel]);
        Refused("o0 holds a str", [Op(Opcode.ArrayLength, 0, 0), End], words, [Str]);
        Refused("w0 holds a i64 instead of a i32", [Op(Opcode.ElementLoadO, 0, 1, 0), End], [I64], [Str, Texts]);
        Refused("[]int holds no objects", [Op(Opcode.ElementLoadO, 1, 0, 0), End], words, [Ints, Str]);
        Refused("[]Vessel holds no words", [Op(Opcode.ElementLoadW, 0, 0, 0), End], words, [Vessels]);
        Refused("w0 holds a bool instead of a i32", [Op(Opcode.ArrayPushW, 0, 0), End], [Bool], [Ints]);
        Refused("the elements are own interface #0", [Op(Opcode.ArrayPushO, 1, 0), End], objects: [Vessels, Other]);
        Refused("the elements are own interface #0", [Op(Opcode.ElementSwapO, 2, 0, 0, 1), List(1), End], words, [Vessels, Borrow(Vessel), Vessel], locals: 1);
        Refused("which a live #0 is not", [Op(Opcode.ElementLoadO, 1, 0, 0), End], words, [Crew, Ship], locals: 1);
        Refused("has a fixed length", [Op(Opcode.ArrayPopO, 1, 0), End], objects: [Crew, Ship], locals: 1);
        Refused("which is mutable", [Op(Opcode.Freeze, 0, 0), End], objects: [Ints]);
        Refused("o0 holds a borrow array #0", [Op(Opcode.ArrayFree, 0), End], objects: [Borrow(Ints)]);
        Refused("o0 holds a own #0", [Op(Opcode.ArrayFree, 0), End], objects: [Ship]);
        Refused("may be read before it is written", [Op(Opcode.ArrayLength, 0, 1), End], words, [Ints, Ints], locals: 1);
    }

    [Fact]
    public void Interfaces_itables_and_arrays_make_sense()
    {
        Says("methods are not where they should be", image => With(image, interfaces: [image.Interfaces[0] with { FirstMethod = 1 }, .. image.Interfaces[1..]]));
        Says("methods are not where they should be", image => With(image, interfaces: [image.Interfaces[0] with { MethodCount = 3 }, .. image.Interfaces[1..]]));
        Says("methods are not where they should be", image => With(image, interfaces: [image.Interfaces[0] with { MethodCount = -1 }, .. image.Interfaces[1..]]));
        Says("belong to no interface", image => With(image, methods: [.. image.Methods, image.Methods[0]]));
        Says("no parameter of a method decides", image => With(image, methods: [image.Methods[0] with { VirtualIndex = 2 }, image.Methods[1]]));
        Says("a method is decided by a i32", image => With(image, methods: [image.Methods[0] with { VirtualIndex = 0 }, image.Methods[1]]));
        Says("a method is decided by a own interface #2", image => With(image, methods: [new([Other], I32, 0), image.Methods[1]]));
        Says("a parameter cannot be a live interface #0", image => With(image, methods: [new([Live(Vessel)], I32, 0), image.Methods[1]]));
        Says("a method cannot return a live #0", image => With(image, methods: [new([Vessel], Live(Ship), 0), image.Methods[1]]));
        Says("there is no struct 7", image => With(image, itables: [new(7, 0, [1])]));
        Says("there is no interface -1", image => With(image, itables: [new(0, -1, [1])]));
        Says("there are two", image => With(image, itables: [image.Itables[0], image.Itables[0]]));
        Says("one is immutable and the other is not", image => With(image, itables: [new(2, 2, [])]));
        Says("has 0 functions for 1 methods", image => With(image, itables: [new(0, 0, [])]));
        Says("there is no function 9", image => With(image, itables: [new(0, 0, [9])]));
        Says("is not of the method's types", image => With(image, itables: [new(0, 0, [2])]));
        Says("is not of the method's types", image => With(image, itables: [new(0, 0, [0])]));
        Says("an element cannot be a void", image => With(image, arrays: [image.Arrays[0] with { Element = Void }, .. image.Arrays[1..]]));
        Says("an element cannot be a live #0", image => With(image, arrays: [image.Arrays[0] with { Element = Live(Ship) }, .. image.Arrays[1..]]));
        Says("an immutable array cannot hold a own #0", image => With(image, arrays: [image.Arrays[0] with { Element = Ship, IsImmutable = true }, .. image.Arrays[1..]]));
        Says("but the array is immutable", image => With(image, arrays: [image.Arrays[0] with { Element = Array(2) }, .. image.Arrays[1..]]));
        Says("its length is -2", image => With(image, arrays: [image.Arrays[0] with { Length = -2 }, .. image.Arrays[1..]]));
        Says("there is no array 9", image => With(image, arrays: [image.Arrays[0] with { Element = Array(9) }, .. image.Arrays[1..]]));
        Says("3 is no target", image => With(image, arrays: [image.Arrays[0] with { Element = new(BytecodeKind.Own, 0, (BytecodeTarget)3) }, .. image.Arrays[1..]]));
        Says("an immutable struct cannot hold a weak #0", image => With(image, structs: [.. image.Structs[..2], new("Point", true, [Weak(Ship)])]));
        Says("a I32 that names a struct", image => With(image, structs: [.. image.Structs[..2], new("Point", true, [I32 with { Target = BytecodeTarget.Array }])]));
    }

    [Fact]
    public void An_array_under_construction_stays_among_registers()
    {
        Sound([Wide(Opcode.ArrayNew, 0, 2, 1), List(0), End], [I32], [Array(2)], [I32]);
        Assert.Contains("but the array is immutable",
            Assert.Throws<BytecodeFormatException>(() => Sound([End], [], [Array(2)], [Array(2)])).Message, StringComparison.Ordinal);
        Assert.Contains("but the array is immutable",
            Assert.Throws<BytecodeFormatException>(() => Sound([End], [], [Borrow(Texts)], [])).Message, StringComparison.Ordinal);
    }
}
