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
    private readonly List<IrInterface> _interfaces = [];
    private readonly List<IrItable> _itables = [];
    private readonly List<IrArray> _arrays = [];
    private readonly List<IrExtern> _externs = [];
    private readonly List<IrExport> _exports = [];
    private readonly List<IrTypeExport> _typeExports = [];

    public static IrType Own(string name) => IrType.Struct("m." + name, IrOwnership.Own);
    public static IrType Borrow(string name) => IrType.Struct("m." + name, IrOwnership.Borrow);
    public static IrType Share(string name) => IrType.Struct("m." + name, IrOwnership.Share);

    /// <summary>An interface held in the given way.</summary>
    public static IrType Any(string name, IrOwnership ownership) => IrType.Interface("m." + name, ownership);

    /// <summary>An array held in the given way.</summary>
    public static IrType Many(string name, IrOwnership ownership) => IrType.Array("m." + name, ownership);

    public Ir Struct(string name, params (string Name, IrType Type)[] fields) => Describe(name, false, fields);
    public Ir Imm(string name, params (string Name, IrType Type)[] fields) => Describe(name, true, fields);

    private Ir Describe(string name, bool isImm, (string Name, IrType Type)[] fields)
    {
        _structs.Add(new IrStruct("m." + name, name, isImm, fields.Select(f => new IrField(f.Name, f.Type)).ToValueArray()));
        return this;
    }

    /// <summary>An interface; each method is given by its name, what it returns, and its parameters, of which the first of this interface decides.</summary>
    public Ir Interface(string name, params (string Name, IrType Returns, IrType[] Parameters)[] methods) => Interface(name, false, methods);
    public Ir ImmInterface(string name, params (string Name, IrType Returns, IrType[] Parameters)[] methods) => Interface(name, true, methods);

    private Ir Interface(string name, bool isImm, (string Name, IrType Returns, IrType[] Parameters)[] methods)
    {
        _interfaces.Add(new IrInterface("m." + name, name, isImm, methods.Select(m =>
            new IrMethod($"m.{name}.{m.Name}", [.. m.Parameters], m.Returns, System.Array.FindIndex(m.Parameters, p => p.Symbol == "m." + name))).ToValueArray()));
        return this;
    }

    /// <summary>An itable, named <c>m.STRUCT:INTERFACE</c>.</summary>
    public Ir Itable(string ofStruct, string ofInterface, params string[] overrides)
    {
        _itables.Add(new IrItable($"m.{ofStruct}:{ofInterface}", "m." + ofStruct, "m." + ofInterface, overrides.Select(o => "m." + o).ToValueArray()));
        return this;
    }

    public Ir Array(string name, IrType element, int? length = null) => Array(name, element, length, false);
    public Ir ImmArray(string name, IrType element, int? length = null) => Array(name, element, length, true);

    private Ir Array(string name, IrType element, int? length, bool isImm)
    {
        _arrays.Add(new IrArray("m." + name, name, isImm, length, element));
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

    /// <summary>Gives a type a name in C.</summary>
    public Ir ExportType(string name, IrType type)
    {
        _typeExports.Add(new IrTypeExport("m", name, type));
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
        _functions.Select(f => new IrSourcePosition(f.Function.Symbol, $"src/{f.Function.DisplayName}.vale", firstLine)).ToValueArray(),
        [.. _interfaces], [.. _itables], [.. _arrays], [.. _typeExports]);
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

    public static int Add(this IrBuilder b, int left, int right) => b.Intrinsic(IrIntrinsic.IntAdd, b.TypeOf(left), [left, right]);

    /// <summary>The interface value of a struct of the same test program.</summary>
    public static int As(this IrBuilder b, int value, string interfaceName) => b.Upcast(value, $"{b.TypeOf(value).Symbol}:{interfaceName}", "m." + interfaceName);

    /// <summary>Does one thing or the other.</summary>
    public static void If(this IrBuilder b, int condition, Action then, Action otherwise)
    {
        int yes = b.Block(), no = b.Block(), end = b.Block();
        b.Branch(condition, yes, no);
        b.Enter(yes);
        then();
        if (!b.IsTerminated) b.Jump(end);
        b.Enter(no);
        otherwise();
        if (!b.IsTerminated) b.Jump(end);
        b.Enter(end);
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
