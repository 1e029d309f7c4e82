// A program with its tables by name, and the few facts that take a look at all of it: which functions another object file
// may refer to, and of which structs weak references are made.

using Vale.Backend.Checks;
using Vale.Compiler.Lowering;

namespace Vale.Backend.Llvm;

/// <summary>A program with its tables by name, made once for all its units. Safe to share between threads.</summary>
public sealed class LlvmProgram
{
    private readonly Dictionary<string, IrFunction> _functions = [];
    private readonly Dictionary<string, IrStruct> _structs = [];
    private readonly Dictionary<string, IrArray> _arrays = [];
    private readonly Dictionary<string, IrInterface> _interfaces = [];
    private readonly Dictionary<string, (IrInterface Interface, int Index)> _methods = [];
    private readonly Dictionary<string, IrItable> _itables = [];
    private readonly Dictionary<string, IrExtern> _externs = [];
    private readonly Dictionary<string, string> _unitOf = [];
    private readonly Dictionary<string, IrUnit> _units = [];
    private readonly HashSet<string> _public = [];
    private readonly HashSet<string> _weakened = [];
    private readonly Dictionary<string, IrSourcePosition> _positions = [];
    private readonly Lazy<CheckElimination> _checks;

    /// <summary>Indexes <paramref name="program"/>.</summary>
    public LlvmProgram(IrProgram program)
    {
        Program = program;
        _checks = new Lazy<CheckElimination>(() => CheckElimination.Run(program));
        foreach (var type in program.Structs) _structs.Add(type.Symbol, type);
        foreach (var type in program.Arrays) _arrays.Add(type.Symbol, type);
        foreach (var type in program.Interfaces)
        {
            _interfaces.Add(type.Symbol, type);
            for (var i = 0; i < type.Methods.Length; i++) _methods.Add(type.Methods[i].Symbol, (type, i));
        }
        foreach (var itable in program.Itables) _itables.Add(itable.Symbol, itable);
        foreach (var item in program.Externs) _externs.Add(item.Symbol, item);
        foreach (var position in program.Positions) _positions.TryAdd(position.FunctionSymbol, position);
        foreach (var unit in program.Units)
        {
            _units.Add(unit.Name, unit);
            foreach (var function in unit.Functions)
            {
                _functions.Add(function.Symbol, function);
                _unitOf.Add(function.Symbol, unit.Name);
            }
        }
        FindPublic();
        FindWeakened();
    }

    /// <summary>The program itself.</summary>
    public IrProgram Program { get; }

    /// <summary>What one unit's machine code depends on.</summary>
    public LlvmUnit Unit(IrUnit unit, LlvmOptions options) => new UnitGathering(this, unit, options).Run();

    /// <summary>What the machine code of the unit of that name depends on.</summary>
    public LlvmUnit Unit(string name, LlvmOptions options) => Unit(_units[name], options);

    /// <summary>Which generation checks of the program can never fail; found when it is first asked for.</summary>
    public CheckElimination Checks => _checks.Value;

    /// <summary>True when machine code for these options leaves out the checks that can never fail. At O0 an edit of one function changes no other.</summary>
    public static bool LeavesOutChecks(LlvmOptions options) => options is { Opt: > OptLevel.O0, Region: RegionMode.Safe };

    internal IrFunction Function(string symbol) => _functions[symbol];
    internal IrStruct Struct(string symbol) => _structs[symbol];
    internal IrArray Array(string symbol) => _arrays[symbol];
    internal IrInterface Interface(string symbol) => _interfaces[symbol];
    internal (IrInterface Interface, int Index) Method(string symbol) => _methods[symbol];
    internal IrItable Itable(string symbol) => _itables[symbol];
    internal IrExtern Extern(string symbol) => _externs[symbol];
    internal IrSourcePosition? Position(string symbol) => _positions.GetValueOrDefault(symbol);

    /// <summary>True when another object file may refer to the function.</summary>
    internal bool IsPublic(string symbol) => _public.Contains(symbol);

    /// <summary>True when a weak reference to an object of that struct may be made.</summary>
    internal bool IsWeakened(string symbol) => _weakened.Contains(symbol);

    /// <summary>An itable with what its interface tells of its overrides.</summary>
    internal LlvmItable Content(IrItable itable)
    {
        var methods = _interfaces[itable.Interface].Methods;
        var overrides = new LlvmOverride[itable.Overrides.Length];
        for (var i = 0; i < overrides.Length; i++) overrides[i] = new LlvmOverride(itable.Overrides[i], methods[i].VirtualIndex);
        return new LlvmItable(itable.Symbol, itable.Struct, [.. overrides]);
    }

    private void FindPublic()
    {
        foreach (var unit in Program.Units)
            foreach (var function in unit.Functions)
                foreach (var symbol in function.Symbols)
                    if (_unitOf.TryGetValue(symbol, out var home) && home != unit.Name) _public.Add(symbol);
        foreach (var itable in Program.Itables)
            foreach (var symbol in itable.Overrides) _public.Add(symbol);
        // A copy of such a function in another unit makes that function's calls from there.
        var pending = new Stack<string>(_public);
        while (pending.TryPop(out var symbol))
        {
            if (!_functions.TryGetValue(symbol, out var function) || !UnitGathering.IsInlinable(function)) continue;
            foreach (var callee in function.Symbols)
                if (_unitOf.ContainsKey(callee) && _public.Add(callee)) pending.Push(callee);
        }

        foreach (var export in Program.Exports) _public.Add(export.FunctionSymbol);
        if (Program.MainSymbol is { } main) _public.Add(main);
    }

    private void FindWeakened()
    {
        var interfaces = new HashSet<string>();
        foreach (var unit in Program.Units)
            foreach (var function in unit.Functions)
                foreach (var it in function.Instructions)
                    if (it.Op == IrOp.Weaken) (it.Type.Kind == IrKind.Interface ? interfaces : _weakened).Add(it.Type.Symbol!);
        foreach (var itable in Program.Itables)
            if (interfaces.Contains(itable.Interface)) _weakened.Add(itable.Struct);
    }
}
