// Turns a lowered program into an image: numbers structs, functions, literals and files, and has each function's code emitted.

using System.Text;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Bytecode;

/// <summary>How to write bytecode.</summary>
/// <param name="TrackShares">
/// Keep the retains and releases of immutables, which the machine does not need (it has a garbage collector) but can check.
/// </param>
/// <param name="KeepCalls">Put no function that calls into its caller, so that the calls that led to a panic are all told.</param>
public sealed record BytecodeOptions(bool TrackShares = false, bool KeepCalls = false);

/// <summary>Writes images. The program must be sound IR; <see cref="IrVerifier"/> says whether it is.</summary>
public static class BytecodeWriter
{
    /// <summary>The image of a program. Throws <see cref="BytecodeLimitException"/> when it does not fit the format.</summary>
    public static BytecodeImage Write(IrProgram program, BytecodeOptions? options = null)
    {
        options ??= new BytecodeOptions();
        var tables = new ProgramTables(program, options);
        var inliner = new Inliner(program, options.KeepCalls);
        var code = new List<Instruction>();
        var functions = new List<BytecodeFunction>();
        foreach (var unit in program.Units)
            foreach (var function in unit.Functions)
                functions.Add(new FunctionEmitter(tables, inliner.Inlined(function), code).Emit());
        return new BytecodeImage
        {
            Code = [.. code],
            Functions = [.. functions],
            Structs = tables.Structs,
            Interfaces = tables.Interfaces,
            Methods = tables.Methods,
            Itables = tables.Itables,
            Arrays = tables.Arrays,
            Externs = tables.Externs,
            Strings = [.. tables.Strings],
            Constants = [.. tables.Constants],
            Files = [.. tables.Files],
            Main = program.MainSymbol == null ? -1 : tables.Function(program.MainSymbol),
            TracksShares = tables.Options.TrackShares,
        };
    }
}

/// <summary>The numbers that the functions of one program share.</summary>
internal sealed class ProgramTables
{
    private readonly Dictionary<string, int> _structIndex = [];
    private readonly Dictionary<string, int> _interfaceIndex = [];
    private readonly Dictionary<string, int> _methodIndex = [];
    private readonly Dictionary<string, int> _itableIndex = [];
    private readonly Dictionary<string, int> _arrayIndex = [];
    private readonly Dictionary<string, int> _functionIndex = [];
    private readonly Dictionary<string, int> _externIndex = [];
    private readonly Dictionary<string, int> _stringIndex = [];
    private readonly Dictionary<long, int> _constantIndex = [];
    private readonly Dictionary<string, int> _fileIndex = [];
    private readonly Dictionary<string, IrSourcePosition> _positions = [];

    public ProgramTables(IrProgram program, BytecodeOptions options)
    {
        Options = options;
        foreach (var item in program.Structs) _structIndex.Add(item.Symbol, _structIndex.Count);
        foreach (var item in program.Interfaces) _interfaceIndex.Add(item.Symbol, _interfaceIndex.Count);
        foreach (var item in program.Arrays) _arrayIndex.Add(item.Symbol, _arrayIndex.Count);
        foreach (var unit in program.Units)
            foreach (var function in unit.Functions)
                _functionIndex.Add(function.Symbol, _functionIndex.Count);
        Structs = new BytecodeStruct[program.Structs.Length];
        for (var i = 0; i < Structs.Length; i++)
        {
            var item = program.Structs[i];
            var fields = new BytecodeType[item.Fields.Length];
            for (var k = 0; k < fields.Length; k++) fields[k] = Type(item.Fields[k].Type);
            Structs[i] = new BytecodeStruct(item.DisplayName, item.IsImmutable, fields);
        }
        Interfaces = new BytecodeInterface[program.Interfaces.Length];
        var methods = new List<BytecodeMethod>();
        for (var i = 0; i < Interfaces.Length; i++)
        {
            var item = program.Interfaces[i];
            Interfaces[i] = new BytecodeInterface(item.DisplayName, item.IsImmutable, methods.Count, item.Methods.Length);
            foreach (var method in item.Methods)
            {
                _methodIndex.Add(method.Symbol, methods.Count);
                methods.Add(new BytecodeMethod(Types(method.Parameters), Type(method.ReturnType), method.VirtualIndex));
            }
        }
        Methods = [.. methods];
        Itables = new BytecodeItable[program.Itables.Length];
        for (var i = 0; i < Itables.Length; i++)
        {
            var item = program.Itables[i];
            _itableIndex.Add(item.Symbol, i);
            var functions = new int[item.Overrides.Length];
            for (var k = 0; k < functions.Length; k++) functions[k] = Function(item.Overrides[k]);
            Itables[i] = new BytecodeItable(Struct(item.Struct), Index(_interfaceIndex, item.Interface, "interface"), functions);
        }
        Arrays = new BytecodeArray[program.Arrays.Length];
        for (var i = 0; i < Arrays.Length; i++)
        {
            var item = program.Arrays[i];
            var element = item.Element.Kind == IrKind.Void ? new BytecodeType(BytecodeKind.Bool) : Type(item.Element);
            Arrays[i] = new BytecodeArray(item.DisplayName, item.IsImmutable, item.Length ?? -1, element);
        }
        Externs = new BytecodeExtern[program.Externs.Length];
        for (var i = 0; i < Externs.Length; i++)
        {
            var item = program.Externs[i];
            _externIndex.Add(item.Symbol, i);
            Externs[i] = new BytecodeExtern(item.CName, Types(item.Parameters), Type(item.ReturnType));
        }
        foreach (var position in program.Positions) _positions[position.FunctionSymbol] = position;
    }

    public BytecodeOptions Options { get; }
    public BytecodeStruct[] Structs { get; }
    public BytecodeInterface[] Interfaces { get; }
    public BytecodeMethod[] Methods { get; }
    public BytecodeItable[] Itables { get; }
    public BytecodeArray[] Arrays { get; }
    public BytecodeExtern[] Externs { get; }
    public List<byte[]> Strings { get; } = [];
    public List<long> Constants { get; } = [];
    public List<string> Files { get; } = [];

    public int Function(string symbol) => Index(_functionIndex, symbol, "function");
    public int Extern(string symbol) => Index(_externIndex, symbol, "extern");
    public int Struct(string symbol) => Index(_structIndex, symbol, "struct");
    public int Method(string symbol) => Index(_methodIndex, symbol, "method");
    public int Array(string symbol) => Index(_arrayIndex, symbol, "array");

    /// <summary>The number of the struct that an itable is of.</summary>
    public int StructOfItable(string symbol) => Itables[Index(_itableIndex, symbol, "itable")].Struct;

    private static int Index(Dictionary<string, int> index, string symbol, string what) =>
        index.TryGetValue(symbol, out var number) ? number : throw new ArgumentException($"The program has no {what} {symbol}.");

    public BytecodeType Type(IrType type) => type.Kind switch
    {
        IrKind.Void => new(BytecodeKind.Void),
        IrKind.Never => new(BytecodeKind.Never),
        IrKind.Bool => new(BytecodeKind.Bool),
        IrKind.Int => new(type.Bits == 64 ? BytecodeKind.I64 : BytecodeKind.I32),
        IrKind.Float => new(BytecodeKind.Float),
        IrKind.Str => new(BytecodeKind.Str),
        _ => new(type.Ownership switch
        {
            IrOwnership.Own => BytecodeKind.Own,
            IrOwnership.Borrow => BytecodeKind.Borrow,
            IrOwnership.Live => BytecodeKind.Live,
            IrOwnership.Weak => BytecodeKind.Weak,
            _ => BytecodeKind.Share,
        }, type.Kind switch
        {
            IrKind.Interface => Index(_interfaceIndex, type.Symbol!, "interface"),
            IrKind.Array => Array(type.Symbol!),
            _ => Struct(type.Symbol!),
        }, type.Kind switch
        {
            IrKind.Interface => BytecodeTarget.Interface,
            IrKind.Array => BytecodeTarget.Array,
            _ => BytecodeTarget.Struct,
        }),
    };

    private BytecodeType[] Types(ValueArray<IrType> types)
    {
        var result = new BytecodeType[types.Length];
        for (var i = 0; i < result.Length; i++) result[i] = Type(types[i]);
        return result;
    }

    public int String(string text)
    {
        if (!_stringIndex.TryGetValue(text, out var index))
        {
            _stringIndex.Add(text, index = Strings.Count);
            Strings.Add(Encoding.UTF8.GetBytes(text));
        }
        return index;
    }

    public int Constant(long value)
    {
        if (!_constantIndex.TryGetValue(value, out var index))
        {
            _constantIndex.Add(value, index = Constants.Count);
            Constants.Add(value);
        }
        return index;
    }

    /// <summary>The file and first line of a function; file -1 when not known.</summary>
    public (int File, int FirstLine) Position(string symbol)
    {
        if (!_positions.TryGetValue(symbol, out var position)) return (-1, 0);
        if (!_fileIndex.TryGetValue(position.Path, out var file))
        {
            _fileIndex.Add(position.Path, file = Files.Count);
            Files.Add(position.Path);
        }
        return (file, position.FirstLine);
    }
}
