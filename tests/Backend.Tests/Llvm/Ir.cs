// Short ways to write IR programs in tests.

using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Backend.Tests.Llvm;

/// <summary>A program being put together; every function stands at line 10 of <c>src/NAME.vale</c> unless said otherwise.</summary>
internal sealed class Ir
{
    public static readonly IrType Void = IrType.Void, Bool = IrType.Bool, I32 = IrType.I32, I64 = IrType.I64, Float = IrType.Float, Str = IrType.Str;

    private readonly List<(string Unit, IrFunction Function)> _functions = [];
    private readonly List<IrStruct> _structs = [];
    private readonly List<IrExtern> _externs = [];
    private readonly List<IrExport> _exports = [];

    public static IrType Own(string name) => IrType.Struct("m." + name, IrOwnership.Own);
    public static IrType Borrow(string name) => IrType.Struct("m." + name, IrOwnership.Borrow);
    public static IrType Share(string name) => IrType.Struct("m." + name, IrOwnership.Share);

    public Ir Struct(string name, params (string Name, IrType Type)[] fields) => Describe(name, false, fields);
    public Ir Imm(string name, params (string Name, IrType Type)[] fields) => Describe(name, true, fields);

    private Ir Describe(string name, bool isImm, (string Name, IrType Type)[] fields)
    {
        _structs.Add(new IrStruct("m." + name, name, isImm, fields.Select(f => new IrField(f.Name, f.Type)).ToValueArray()));
        return this;
    }

    public Ir Extern(string name, IrType returns, params IrType[] parameters)
    {
        _externs.Add(new IrExtern("m." + name, "m_" + name, [.. parameters], returns));
        return this;
    }

    public Ir Export(string name)
    {
        _exports.Add(new IrExport("m", name, "m." + name));
        return this;
    }

    public Ir Function(string name, IrType returns, Action<IrBuilder> body, string unit = "m")
    {
        var builder = new IrBuilder("m." + name, name, returns);
        body(builder);
        _functions.Add((unit, builder.Build()));
        return this;
    }

    public Ir Main(Action<IrBuilder> body) => Function("main", Void, b =>
    {
        body(b);
        if (!b.IsTerminated) b.Return(b.Void());
    });

    public Ir MainInt(Action<IrBuilder> body) => Function("main", I32, body);

    public IrProgram Program => Build(10);

    public IrProgram Build(int firstLine) => new(
        _functions.GroupBy(f => f.Unit).Select(g => new IrUnit(g.Key, g.Select(f => f.Function).ToValueArray())).ToValueArray(),
        [.. _structs], [.. _externs], [.. _exports],
        _functions.Any(f => f.Function.Symbol == "m.main") ? "m.main" : null,
        _functions.Select(f => new IrSourcePosition(f.Function.Symbol, $"src/{f.Function.DisplayName}.vale", firstLine)).ToValueArray());
}

internal static class IrBuilderExtensions
{
    public static int I32(this IrBuilder b, long value) => b.Int(value, IrType.I32);
    public static int I64(this IrBuilder b, long value) => b.Int(value, IrType.I64);

    /// <summary>Prints a str and a line end, and releases it.</summary>
    public static void PrintLine(this IrBuilder b, int text)
    {
        b.Intrinsic(IrIntrinsic.Print, IrType.Void, [text, b.I32(0), b.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [text])]);
        b.Release(text);
        var end = b.Str("\n");
        b.Intrinsic(IrIntrinsic.Print, IrType.Void, [end, b.I32(0), b.I32(1)]);
        b.Release(end);
    }

    /// <summary>Prints an integer, a float or a bool on a line of its own.</summary>
    public static void PrintValue(this IrBuilder b, int value)
    {
        if (b.TypeOf(value).Kind == IrKind.Bool)
        {
            int yes = b.Block(), no = b.Block(), end = b.Block();
            b.Branch(value, yes, no);
            b.Enter(yes);
            b.PrintLine(b.Str("true"));
            b.Jump(end);
            b.Enter(no);
            b.PrintLine(b.Str("false"));
            b.Jump(end);
            b.Enter(end);
            return;
        }
        var intrinsic = b.TypeOf(value).Kind == IrKind.Float ? IrIntrinsic.FloatToStr : IrIntrinsic.IntToStr;
        b.PrintLine(b.Intrinsic(intrinsic, IrType.Str, [value]));
    }

    /// <summary>A local that holds <paramref name="value"/>.</summary>
    public static int Hold(this IrBuilder b, string name, int value)
    {
        var local = b.Local(name, b.TypeOf(value));
        b.Init(local, value);
        return local;
    }

    /// <summary>Repeats <paramref name="body"/> with 0, 1, ... below <paramref name="times"/>.</summary>
    public static void Repeat(this IrBuilder b, int times, Action<int> body)
    {
        var i = b.Hold("i" + b.CurrentBlock, b.I32(0));
        int head = b.Block(), inside = b.Block(), done = b.Block();
        b.Jump(head);
        b.Enter(head);
        b.Branch(b.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [b.Peek(i), b.I32(times)]), inside, done);
        b.Enter(inside);
        body(b.Peek(i));
        b.Swap(i, b.Intrinsic(IrIntrinsic.IntAdd, IrType.I32, [b.Peek(i), b.I32(1)]));
        b.Jump(head);
        b.Enter(done);
    }
}
