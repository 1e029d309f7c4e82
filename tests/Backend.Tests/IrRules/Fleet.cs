// A small world of structs, interfaces and arrays that the tests of the IR's rules build functions in.

using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;
using Xunit;

namespace Backend.Tests.IrRules;

/// <summary>Types of a program with everything in it, and the questions the tests ask of one more function in that program.</summary>
internal static class Fleet
{
    public static readonly IrType Ship = IrType.Struct("m.Ship", IrOwnership.Own);
    public static readonly IrType Raft = IrType.Struct("m.Raft", IrOwnership.Own);
    public static readonly IrType Point = IrType.Struct("m.Point", IrOwnership.Share);
    public static readonly IrType Vessel = IrType.Interface("m.Vessel", IrOwnership.Own);
    public static readonly IrType Shape = IrType.Interface("m.Shape", IrOwnership.Share);
    public static readonly IrType Ints = IrType.Array("m.Ints", IrOwnership.Own);
    public static readonly IrType Three = IrType.Array("m.Three", IrOwnership.Own);
    public static readonly IrType Ships = IrType.Array("m.Ships", IrOwnership.Own);
    public static readonly IrType Texts = IrType.Array("m.Texts", IrOwnership.Share);

    public static IrBuilder Function(IrType? returns = null) => new("m.f", "f", returns ?? IrType.Void);

    /// <summary>The whole program with these functions more.</summary>
    public static IrProgram Program(params IrFunction[] functions) => new(
        [new IrUnit("m", functions.Append(Override("m.shipFuel", Ship)).Append(Override("m.raftFuel", Raft)).ToValueArray())],
        [
            new IrStruct("m.Ship", "Ship", false, [new IrField("fuel", IrType.I32)]),
            new IrStruct("m.Raft", "Raft", false, []),
            new IrStruct("m.Point", "Point", true, [new IrField("x", IrType.I32)]),
        ],
        [], [], null, [],
        [
            new IrInterface("m.Vessel", "Vessel", false, [new IrMethod("m.fuel", [Vessel.With(IrOwnership.Borrow), IrType.I32], IrType.I32, 0)]),
            new IrInterface("m.Shape", "Shape", true, []),
            new IrInterface("m.Other", "Other", false, []),
        ],
        [
            new IrItable("m.Ship:Vessel", "m.Ship", "m.Vessel", ["m.shipFuel"]),
            new IrItable("m.Raft:Vessel", "m.Raft", "m.Vessel", ["m.raftFuel"]),
            new IrItable("m.Point:Shape", "m.Point", "m.Shape", []),
        ],
        [
            new IrArray("m.Ints", "[]int", false, null, IrType.I32),
            new IrArray("m.Three", "[#3]Ship", false, 3, Ship),
            new IrArray("m.Ships", "[]Ship", false, null, Ship),
            new IrArray("m.Texts", "#[]str", true, null, IrType.Str),
        ]);

    /// <summary>A function that gives its second parameter.</summary>
    public static IrFunction Override(string symbol, IrType virtualType)
    {
        var b = new IrBuilder(symbol, symbol, IrType.I32);
        b.Parameter("self", virtualType.With(IrOwnership.Borrow));
        b.Return(b.Peek(b.Parameter("n", IrType.I32)));
        return b.Build();
    }

    public static void Accepts(IrBuilder builder) => Assert.Empty(IrVerifier.Verify(Program(builder.Build())));

    public static void Refuses(IrBuilder builder, string part) => Refuses(Program(builder.Build()), part);

    public static void Refuses(IrProgram program, string part)
    {
        var messages = IrVerifier.Verify(program);
        Assert.True(messages.Any(m => m.Contains(part, StringComparison.Ordinal)), $"no message holds '{part}'; got: {string.Join(" | ", messages)}");
    }
}
