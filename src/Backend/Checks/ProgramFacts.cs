// What is known of a program as a whole: which fields never change, which types' objects a function may free, and what every
// caller promises of the arguments it gives. The first two are found by looking; the third together with the functions'
// own analyses, from the most that could hold down to what does.

using Vale.Compiler.Lowering;

namespace Vale.Backend.Checks;

internal sealed class ProgramFacts
{
    private readonly Dictionary<string, int> _index = [];
    private readonly Dictionary<string, int> _types = [];
    private readonly Dictionary<string, IrStruct> _structs = [];
    private readonly Dictionary<string, TypeSet> _implementers = [];
    private readonly Dictionary<string, List<int>> _overrides = [];
    private readonly HashSet<(string Struct, int Field)> _changing = [];
    private readonly List<IrFunction> _functions = [];
    private readonly TypeSet[] _frees;
    private readonly TypeSet _everything;
    private readonly TypeSet?[] _only;
    private readonly List<int>[] _callers;
    private readonly int[][] _entry;
    private readonly bool[] _returnsLiving, _isPending;
    private readonly Queue<int> _pending = new();
    private readonly FunctionAnalysis[] _analyses;

    private ProgramFacts(IrProgram program)
    {
        foreach (var unit in program.Units)
            foreach (var function in unit.Functions)
            {
                _index.Add(function.Symbol, _functions.Count);
                _functions.Add(function);
            }
        foreach (var type in program.Structs)
        {
            _structs.Add(type.Symbol, type);
            _types.Add(type.Symbol, _types.Count);
        }
        foreach (var type in program.Arrays) _types.Add(type.Symbol, _types.Count);
        _only = new TypeSet?[_types.Count];
        _everything = new TypeSet(_types.Count);
        _everything.AddAll();
        var methods = new Dictionary<string, IrInterface>();
        foreach (var type in program.Interfaces)
        {
            methods.Add(type.Symbol, type);
            _implementers.Add(type.Symbol, new TypeSet(_types.Count));
            foreach (var method in type.Methods) _overrides.Add(method.Symbol, []);
        }
        foreach (var itable in program.Itables)
        {
            _implementers[itable.Interface].Add(_types[itable.Struct]);
            for (var i = 0; i < itable.Overrides.Length; i++) _overrides[methods[itable.Interface].Methods[i].Symbol].Add(_index[itable.Overrides[i]]);
        }

        var count = _functions.Count;
        _frees = new TypeSet[count];
        _callers = new List<int>[count];
        _entry = new int[count][];
        _returnsLiving = new bool[count];
        _isPending = new bool[count];
        _analyses = new FunctionAnalysis[count];
        for (var i = 0; i < count; i++) _callers[i] = [];
        for (var i = 0; i < count; i++) Look(i);
        FindFrees();
        for (var i = 0; i < count; i++)
        {
            _returnsLiving[i] = true;
            _entry[i] = new int[EntrySize(_functions[i])];
            Array.Fill(_entry[i], Knowledge.Pinned);
            Pend(i);
        }
        // Who calls these is not known.
        foreach (var export in program.Exports) Array.Clear(_entry[_index[export.FunctionSymbol]]);
        if (program.MainSymbol is { } main) Array.Clear(_entry[_index[main]]);
    }

    /// <summary>Analyses every function, until what callers promise and what functions rest on agree.</summary>
    public static ProgramFacts Solve(IrProgram program)
    {
        var facts = new ProgramFacts(program);
        for (var i = 0; i < facts._analyses.Length; i++) facts._analyses[i] = new FunctionAnalysis(facts, i, facts._functions[i]);
        while (facts._pending.TryDequeue(out var next))
        {
            facts._isPending[next] = false;
            facts._analyses[next].Run();
        }
        return facts;
    }

    public ReadOnlySpan<FunctionAnalysis> Analyses => _analyses;

    /// <summary>True for references whose object's life the analysis follows.</summary>
    public static bool IsFollowed(IrType type) =>
        type.Kind is IrKind.Struct or IrKind.Interface or IrKind.Array && type.Ownership is not (IrOwnership.Share or IrOwnership.Value);

    /// <summary>True when nothing in the program replaces that field of a living object.</summary>
    public bool IsFinal(string type, int field) => !_changing.Contains((type, field));

    /// <summary>How many fields a struct has; 0 for what is no struct.</summary>
    public int FieldCount(IrType type) => type.Kind == IrKind.Struct ? _structs[type.Symbol!].Fields.Length : 0;

    public IrType FieldType(string type, int field) => _structs[type].Fields[field].Type;

    /// <summary>True when an object of a type may be among those that are freed.</summary>
    public bool MayFree(TypeSet freed, IrType type) => type.Kind switch
    {
        IrKind.Interface => !_implementers.TryGetValue(type.Symbol!, out var set) || freed.HasAll || freed.Meets(set),
        _ => !_types.TryGetValue(type.Symbol!, out var number) || freed.Contains(number),
    };

    /// <summary>The set of one type.</summary>
    public TypeSet Only(IrType type)
    {
        if (!_types.TryGetValue(type.Symbol!, out var number)) return _everything;
        if (_only[number] is { } known) return known;
        var made = _only[number] = new TypeSet(_types.Count);
        made.Add(number);
        return made;
    }

    /// <summary>What an instruction may free, besides what is within functions of C; null when nothing.</summary>
    public TypeSet? FreedBy(IrFunction function, IrInstruction it)
    {
        if (it.Op == IrOp.CallExtern) return _everything;
        var freed = it.Op switch
        {
            IrOp.Call => _frees[_index[function.Symbols[it.C]]],
            IrOp.CallInterface => FreedByAny(_overrides[function.Symbols[it.C]]),
            _ => null,
        };
        return freed is { IsEmpty: false } ? freed : null;
    }

    /// <summary>What of a function's arguments, and of what their fields refer to, every caller promises; see <see cref="EntrySize"/>.</summary>
    public ReadOnlySpan<int> Entry(int function) => _entry[function];

    /// <summary>Per parameter one number for itself, then one for each field of its struct.</summary>
    private int EntrySize(IrFunction function)
    {
        var size = 0;
        for (var i = 0; i < function.ParameterCount; i++) size += 1 + FieldCount(function.Locals[i].Type);
        return size;
    }

    /// <summary>The functions that a call may run.</summary>
    public ReadOnlySpan<int> Callees(IrFunction function, IrInstruction it, ref int one)
    {
        if (it.Op == IrOp.CallInterface) return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_overrides[function.Symbols[it.C]]);
        one = _index[function.Symbols[it.C]];
        return new ReadOnlySpan<int>(in one);
    }

    public IrFunction Function(int index) => _functions[index];

    /// <summary>A caller promises no more than this of a place in a function's entry.</summary>
    public void Promise(int function, int place, int known)
    {
        var before = _entry[function][place];
        var now = Knowledge.Meet(before, known);
        if (now == before) return;
        _entry[function][place] = now;
        Pend(function);
    }

    /// <summary>True when whatever object a function's result refers to lives when it comes back.</summary>
    public bool ReturnsLiving(int function) => _returnsLiving[function];

    public void ReturnsPerhapsDead(int function)
    {
        if (!_returnsLiving[function]) return;
        _returnsLiving[function] = false;
        foreach (var caller in _callers[function]) Pend(caller);
    }

    private void Pend(int function)
    {
        if (_isPending[function]) return;
        _isPending[function] = true;
        _pending.Enqueue(function);
    }

    private TypeSet FreedByAny(List<int> functions)
    {
        if (functions.Count == 1) return _frees[functions[0]];
        var all = new TypeSet(_types.Count);
        foreach (var function in functions) all.Add(_frees[function]);
        return all;
    }

    private void Look(int index)
    {
        var function = _functions[index];
        var freed = _frees[index] = new TypeSet(_types.Count);
        var types = new IrType[function.ValueCount];
        foreach (var it in function.Instructions)
            if (it.Result >= 0) types[it.Result] = it.Type;
        foreach (var it in function.Instructions)
            switch (it.Op)
            {
                case IrOp.Free or IrOp.ArrayFree:
                    freed.Add(_types[types[it.A].Symbol!]);
                    break;
                case IrOp.CallExtern:
                    // C may call what is exported.
                    freed.AddAll();
                    break;
                case IrOp.FieldSwap:
                    _changing.Add((types[it.A].Symbol!, it.B));
                    break;
                case IrOp.Call or IrOp.CallInterface:
                    var one = 0;
                    foreach (var callee in Callees(function, it, ref one))
                        if (_callers[callee] is not [.., var last] || last != index) _callers[callee].Add(index);
                    break;
            }
    }

    private void FindFrees()
    {
        var pending = new Stack<int>();
        for (var i = 0; i < _frees.Length; i++)
            if (!_frees[i].IsEmpty) pending.Push(i);
        while (pending.TryPop(out var callee))
            foreach (var caller in _callers[callee])
                if (_frees[caller].Add(_frees[callee])) pending.Push(caller);
    }
}
