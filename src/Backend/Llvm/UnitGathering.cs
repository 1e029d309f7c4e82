// Gathers what one unit's machine code is made from: walks the unit's functions, and those that may be copied into them,
// and notes each thing they mention. What is noted here is the key under which object code is kept, so no more than is used.

using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Llvm;

internal sealed class UnitGathering(LlvmProgram program, IrUnit unit, LlvmOptions options)
{
    /// <summary>A function of at most this many instructions may be copied into other units.</summary>
    private const int InlinableInstructions = 40;

    /// <summary>How far copies may call further copies.</summary>
    private const int InlinableDepth = 4;

    private readonly HashSet<string> _own = [];
    private readonly SortedDictionary<string, LlvmSignature> _callees = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IrFunction> _inlinable = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IrStruct> _structs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IrArray> _arrays = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, LlvmInterface> _interfaces = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, LlvmSlot> _slots = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, LlvmItable> _itables = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IrExtern> _externs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _upcasts = [], _called = [];
    private List<IrFunction> _next = [];
    private int _depth;

    private bool IsOptimized => options.Opt > OptLevel.O0;

    public static bool IsInlinable(IrFunction function) => function.Instructions.Length <= InlinableInstructions;

    public LlvmUnit Run()
    {
        var functions = new IrFunction[unit.Functions.Length];
        for (var i = 0; i < functions.Length; i++)
        {
            functions[i] = Code(unit.Functions[i]);
            _own.Add(functions[i].Symbol);
        }
        var wave = new List<IrFunction>(functions);
        for (_depth = 0; wave.Count > 0; _depth++)
        {
            _next = [];
            foreach (var function in wave) NeedAllOf(function);
            if (IsOptimized) NeedItables();
            wave = _next;
        }

        var isPublic = new bool[unit.Functions.Length];
        // Only the optimiser cares; said otherwise, a new caller elsewhere would have this unit made again.
        for (var i = 0; i < isPublic.Length; i++) isPublic[i] = !IsOptimized || program.IsPublic(unit.Functions[i].Symbol);
        var weakened = new List<string>();
        if (options.Region == RegionMode.Unsafe)
            foreach (var symbol in _structs.Keys)
                if (program.IsWeakened(symbol)) weakened.Add(symbol);
        var positions = new List<IrSourcePosition>();
        if (options.DebugFolder is not null)
        {
            foreach (var function in unit.Functions) AddPosition(function, positions);
            foreach (var function in _inlinable.Values) AddPosition(function, positions);
        }
        return new LlvmUnit(unit.Name, ValueArray.Wrap(functions), ValueArray.Wrap(isPublic), _inlinable.Values.ToValueArray(),
            _callees.Values.ToValueArray(), _structs.Values.ToValueArray(), _arrays.Values.ToValueArray(), _interfaces.Values.ToValueArray(),
            _slots.Values.ToValueArray(), _itables.Values.ToValueArray(), weakened.ToValueArray(), _externs.Values.ToValueArray(),
            positions.ToValueArray());
    }

    private IrFunction Code(IrFunction function) => LlvmProgram.LeavesOutChecks(options) ? program.Checks.Function(function.Symbol) : function;

    private void AddPosition(IrFunction function, List<IrSourcePosition> positions)
    {
        if (program.Position(function.Symbol) is { } position) positions.Add(position);
    }

    private void NeedAllOf(IrFunction function)
    {
        foreach (var local in function.Locals) Need(local.Type);
        Need(function.ReturnType);
        foreach (var it in function.Instructions)
        {
            if (it.Result >= 0) Need(it.Type);
            switch (it.Op)
            {
                case IrOp.Call: NeedFunction(function.Symbols[it.C]); break;
                case IrOp.CallInterface: NeedSlot(function.Symbols[it.C]); break;
                case IrOp.Upcast: _upcasts.Add(function.Symbols[it.C]); break;
                case IrOp.CallExtern:
                    var item = program.Extern(function.Symbols[it.C]);
                    if (!_externs.TryAdd(item.Symbol, item)) break;
                    foreach (var parameter in item.Parameters) Need(parameter);
                    Need(item.ReturnType);
                    break;
            }
        }
    }

    private void NeedFunction(string symbol)
    {
        if (_own.Contains(symbol) || _callees.ContainsKey(symbol) || _inlinable.ContainsKey(symbol)) return;
        var callee = Code(program.Function(symbol));
        if (IsOptimized && _depth < InlinableDepth && IsInlinable(callee))
        {
            _inlinable.Add(symbol, callee);
            _next.Add(callee);
            return;
        }
        var parameters = new IrType[callee.ParameterCount];
        for (var i = 0; i < parameters.Length; i++) Need(parameters[i] = callee.Locals[i].Type);
        Need(callee.ReturnType);
        _callees.Add(symbol, new LlvmSignature(symbol, ValueArray.Wrap(parameters), callee.ReturnType));
    }

    private void NeedSlot(string method)
    {
        if (_slots.ContainsKey(method)) return;
        var (of, index) = program.Method(method);
        // An imm object's itable begins with the function that frees it.
        _slots.Add(method, new LlvmSlot(method, of.IsImmutable ? index + 1 : index));
        _called.Add(of.Symbol);
    }

    /// <summary>Where an object is made, upcast and called in one unit, the optimiser may find out which override runs.</summary>
    private void NeedItables()
    {
        foreach (var symbol in _upcasts)
        {
            var itable = program.Itable(symbol);
            if (!_called.Contains(itable.Interface) || _itables.ContainsKey(symbol)) continue;
            _itables.Add(symbol, program.Content(itable));
            foreach (var function in itable.Overrides) NeedFunction(function);
        }
    }

    private void Need(IrType type)
    {
        switch (type.Kind)
        {
            case IrKind.Interface:
                if (!_interfaces.ContainsKey(type.Symbol!))
                    _interfaces.Add(type.Symbol!, new LlvmInterface(type.Symbol!, program.Interface(type.Symbol!).DisplayName));
                break;
            case IrKind.Array:
                if (_arrays.ContainsKey(type.Symbol!)) break;
                var array = program.Array(type.Symbol!);
                _arrays.Add(array.Symbol, array);
                NeedInner(array.Element);
                break;
            case IrKind.Struct:
                if (_structs.ContainsKey(type.Symbol!)) break;
                var description = program.Struct(type.Symbol!);
                _structs.Add(description.Symbol, description);
                foreach (var field in description.Fields) NeedInner(field.Type);
                break;
        }
    }

    /// <summary>What is held by address lies elsewhere; an imm struct may lie within, and counting reaches all it holds.</summary>
    private void NeedInner(IrType type)
    {
        if (type.Ownership == IrOwnership.Share || options.DebugFolder is not null) Need(type);
    }
}
