// The part of a program that one unit's machine code depends on, and nothing else: compared by content, it tells
// whether the object code made before still holds. Source positions are part of it only when debuggers are told of them;
// otherwise moving code changes nothing.

using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Llvm;

/// <summary>What a caller needs to know of a function that it does not hold.</summary>
public sealed record LlvmSignature(string Symbol, ValueArray<IrType> Parameters, IrType ReturnType);

/// <summary>The self-contained input of <see cref="LlvmBackend.Emit(LlvmUnit, LlvmOptions)"/>.</summary>
/// <param name="Functions">The functions this object file defines.</param>
/// <param name="Public">For each of them, whether another object file refers to it.</param>
/// <param name="Inlinable">Small functions of other units whose bodies may be copied into callers; empty at O0.</param>
/// <param name="Callees">Every other function that is called.</param>
/// <param name="Structs">Every struct whose layout matters.</param>
/// <param name="Externs">Every C function that is called.</param>
/// <param name="Positions">Where the functions stand, with debug information; else empty.</param>
public sealed record LlvmUnit(
    string Name,
    ValueArray<IrFunction> Functions,
    ValueArray<bool> Public,
    ValueArray<IrFunction> Inlinable,
    ValueArray<LlvmSignature> Callees,
    ValueArray<IrStruct> Structs,
    ValueArray<IrExtern> Externs,
    ValueArray<IrSourcePosition> Positions)
{
    /// <summary>A function of at most this many instructions may be copied into other units.</summary>
    private const int InlinableInstructions = 40;

    /// <summary>How far copies may call further copies.</summary>
    private const int InlinableDepth = 4;

    /// <summary>Gathers what <paramref name="unit"/> needs of <paramref name="program"/>.</summary>
    public static LlvmUnit Of(IrProgram program, IrUnit unit, LlvmOptions options) => new LlvmProgram(program).Unit(unit, options);

    internal static bool IsInlinable(IrFunction function) => function.Instructions.Length <= InlinableInstructions;

    internal static LlvmUnit Gather(LlvmProgram program, IrUnit unit, LlvmOptions options)
    {
        var own = new HashSet<string>();
        foreach (var function in unit.Functions) own.Add(function.Symbol);
        var callees = new SortedDictionary<string, LlvmSignature>(StringComparer.Ordinal);
        var inlinable = new SortedDictionary<string, IrFunction>(StringComparer.Ordinal);
        var structs = new SortedDictionary<string, IrStruct>(StringComparer.Ordinal);
        var externs = new SortedDictionary<string, IrExtern>(StringComparer.Ordinal);

        var wave = new List<IrFunction>(unit.Functions);
        for (var depth = 0; wave.Count > 0; depth++)
        {
            var next = new List<IrFunction>();
            foreach (var function in wave)
            {
                foreach (var local in function.Locals) Need(local.Type);
                Need(function.ReturnType);
                foreach (var it in function.Instructions)
                {
                    if (it.Result >= 0) Need(it.Type);
                    if (it.Op == IrOp.CallExtern)
                    {
                        var item = program.Extern(function.Symbols[it.C]);
                        if (!externs.TryAdd(item.Symbol, item)) continue;
                        foreach (var parameter in item.Parameters) Need(parameter);
                    }
                    if (it.Op != IrOp.Call) continue;
                    var symbol = function.Symbols[it.C];
                    if (own.Contains(symbol) || callees.ContainsKey(symbol) || inlinable.ContainsKey(symbol)) continue;
                    var callee = program.Function(symbol);
                    if (options.Opt > OptLevel.O0 && depth < InlinableDepth && IsInlinable(callee))
                    {
                        inlinable.Add(symbol, callee);
                        next.Add(callee);
                        continue;
                    }
                    var parameters = new IrType[callee.ParameterCount];
                    for (var i = 0; i < parameters.Length; i++) Need(parameters[i] = callee.Locals[i].Type);
                    Need(callee.ReturnType);
                    callees.Add(symbol, new LlvmSignature(symbol, ValueArray.Wrap(parameters), callee.ReturnType));
                }
            }
            wave = next;
        }

        var isPublic = new bool[unit.Functions.Length];
        for (var i = 0; i < isPublic.Length; i++) isPublic[i] = program.IsPublic(unit.Functions[i].Symbol);
        var positions = new List<IrSourcePosition>();
        if (options.DebugFolder is not null)
        {
            foreach (var function in unit.Functions) AddPosition(function);
            foreach (var function in inlinable.Values) AddPosition(function);
        }
        return new LlvmUnit(unit.Name, unit.Functions, ValueArray.Wrap(isPublic), inlinable.Values.ToValueArray(),
            callees.Values.ToValueArray(), structs.Values.ToValueArray(), externs.Values.ToValueArray(), positions.ToValueArray());

        void AddPosition(IrFunction function)
        {
            if (program.Position(function.Symbol) is { } position) positions.Add(position);
        }

        void Need(IrType type)
        {
            if (type.Kind != IrKind.Struct || structs.ContainsKey(type.Symbol!)) return;
            var description = program.Struct(type.Symbol!);
            structs.Add(type.Symbol!, description);
            // What is held by address lies elsewhere; an imm struct may lie within, and counting reaches all it holds.
            foreach (var field in description.Fields)
                if (field.Type.Ownership == IrOwnership.Share || options.DebugFolder is not null) Need(field.Type);
        }
    }
}

/// <summary>A program with its tables by name, made once for all its units. Safe to share between threads.</summary>
public sealed class LlvmProgram
{
    private readonly Dictionary<string, IrFunction> _functions = [];
    private readonly Dictionary<string, IrStruct> _structs = [];
    private readonly Dictionary<string, IrExtern> _externs = [];
    private readonly Dictionary<string, string> _unitOf = [];
    private readonly HashSet<string> _public = [];
    private readonly Dictionary<string, IrSourcePosition> _positions = [];

    /// <summary>Indexes <paramref name="program"/>.</summary>
    public LlvmProgram(IrProgram program)
    {
        Program = program;
        foreach (var type in program.Structs) _structs.Add(type.Symbol, type);
        foreach (var item in program.Externs) _externs.Add(item.Symbol, item);
        foreach (var position in program.Positions) _positions.TryAdd(position.FunctionSymbol, position);
        foreach (var unit in program.Units)
            foreach (var function in unit.Functions)
            {
                _functions.Add(function.Symbol, function);
                _unitOf.Add(function.Symbol, unit.Name);
            }
        foreach (var unit in program.Units)
            foreach (var function in unit.Functions)
                foreach (var symbol in function.Symbols)
                    if (_unitOf.TryGetValue(symbol, out var home) && home != unit.Name) _public.Add(symbol);
        // A copy of such a function in another unit makes that function's calls from there.
        var pending = new Stack<string>(_public);
        while (pending.TryPop(out var symbol))
        {
            if (!_functions.TryGetValue(symbol, out var function) || !LlvmUnit.IsInlinable(function)) continue;
            foreach (var callee in function.Symbols)
                if (_unitOf.ContainsKey(callee) && _public.Add(callee)) pending.Push(callee);
        }

        foreach (var export in program.Exports) _public.Add(export.FunctionSymbol);
        if (program.MainSymbol is { } main) _public.Add(main);
    }

    /// <summary>The program itself.</summary>
    public IrProgram Program { get; }

    /// <summary>What one unit's machine code depends on.</summary>
    public LlvmUnit Unit(IrUnit unit, LlvmOptions options) => LlvmUnit.Gather(this, unit, options);

    internal IrFunction Function(string symbol) => _functions[symbol];
    internal IrStruct Struct(string symbol) => _structs[symbol];
    internal IrExtern Extern(string symbol) => _externs[symbol];
    internal IrSourcePosition? Position(string symbol) => _positions.GetValueOrDefault(symbol);

    /// <summary>True when another object file may refer to the function.</summary>
    internal bool IsPublic(string symbol) => _public.Contains(symbol);
}
