// The analysis of one function: forward over its blocks, from the most that could be known to what holds on every way.
// FunctionAnalysis.Steps.cs says what each instruction does to what is known.

using Vale.Compiler.Lowering;

namespace Vale.Backend.Checks;

internal sealed partial class FunctionAnalysis
{
    private readonly ProgramFacts _facts;
    private readonly int _index;
    private readonly ObjectNames _names;
    private readonly List<int> _order = [];
    private readonly List<int>[] _before;
    private readonly FunctionState?[] _in, _out;
    private readonly HashSet<(int Block, int Local)> _meets = [];
    private readonly bool[] _usedElsewhere;
    private readonly int[] _nameOf;
    private readonly bool[] _needless;
    private readonly FunctionState _state;
    private int _block;
    private bool _isSettled;

    public FunctionAnalysis(ProgramFacts facts, int index, IrFunction function)
    {
        _facts = facts;
        _index = index;
        Function = function;
        _names = new ObjectNames(function);
        var blocks = function.Blocks.Length;
        _before = new List<int>[blocks];
        for (var b = 0; b < blocks; b++) _before[b] = [];
        _in = new FunctionState?[blocks];
        _out = new FunctionState?[blocks];
        _usedElsewhere = new bool[function.ValueCount];
        _nameOf = new int[function.ValueCount];
        _needless = new bool[function.Instructions.Length];
        _state = new FunctionState(function.Locals.Length);
        FindOrder();
        FindUses();
    }

    public IrFunction Function { get; }

    /// <summary>True when that check can never fail. What control never gets to is not looked at.</summary>
    public bool IsNeedless(int instruction) => _needless[instruction];

    /// <summary>Looks at the function under what its callers promise now, and says what it promises in turn.</summary>
    public void Run()
    {
        Array.Clear(_in);
        Array.Clear(_out);
        _meets.Clear();
        _isSettled = false;
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var block in _order)
            {
                Enter(block);
                if (_in[block] is { } before && before.IsSame(_state)) continue;
                changed = true;
                Keep(ref _in[block]);
                Walk(block);
                Keep(ref _out[block]);
            }
        }
        _isSettled = true;
        foreach (var block in _order)
        {
            _state.CopyFrom(_in[block]!);
            Walk(block);
        }
    }

    private void Keep(ref FunctionState? kept)
    {
        kept ??= new FunctionState(Function.Locals.Length);
        kept.CopyFrom(_state);
    }

    /// <summary>Makes the state at the start of a block from those at the ends of the blocks before it that were looked at.</summary>
    private void Enter(int block)
    {
        Array.Fill(_state.Locals, -1);
        _state.Known.Clear();
        if (block == 0)
        {
            EnterFunction();
            return;
        }
        FunctionState? first = null;
        foreach (var before in _before[block])
        {
            if (_out[before] is not { } end) continue;
            if (first is null)
            {
                first = end;
                foreach (var (named, known) in end.Known)
                    if (!_names.IsDefinedIn(block, named)) _state.Known.Add(named, known);
                continue;
            }
            Meet(end);
        }
        for (var local = 0; local < _state.Locals.Length; local++)
            if (ProgramFacts.IsFollowed(Function.Locals[local].Type)) EnterLocal(block, local);
    }

    private readonly List<int> _gone = [];

    private void Meet(FunctionState end)
    {
        foreach (var (named, known) in _state.Known)
            if (end.Of(named) != known) _gone.Add(named);
        foreach (var named in _gone)
        {
            var known = Knowledge.Meet(_state.Of(named), end.Of(named));
            if (known == Knowledge.None) _state.Known.Remove(named);
            else _state.Known[named] = known;
        }
        _gone.Clear();
    }

    /// <summary>A local that may refer to one object or to another, or to one of the last time round, has a name of its own from here.</summary>
    private void EnterLocal(int block, int local)
    {
        var named = -2;
        var isMet = _meets.Contains((block, local));
        foreach (var before in _before[block])
        {
            if (_out[before] is not { } end) continue;
            var other = end.Locals[local];
            if (other < 0) return;
            if (named == -2) named = other;
            isMet |= other != named || _names.IsDefinedIn(block, other);
        }
        if (!isMet)
        {
            _state.Locals[local] = named;
            return;
        }
        _meets.Add((block, local));
        var met = _names.AtEntry(block, local, Function.Locals[local].Type);
        _state.Locals[local] = met;
        var known = -1;
        foreach (var before in _before[block])
            if (_out[before] is { } end)
                known = known < 0 ? end.Of(end.Locals[local]) : Knowledge.Meet(known, end.Of(end.Locals[local]));
        if (known > 0) _state.Known[met] = known;
    }

    private void EnterFunction()
    {
        var entry = _facts.Entry(_index);
        var place = 0;
        for (var i = 0; i < Function.ParameterCount; i++)
        {
            var type = Function.Locals[i].Type;
            var fields = _facts.FieldCount(type);
            if (ProgramFacts.IsFollowed(type))
            {
                var named = _state.Locals[i] = _names.AtEntry(0, i, type);
                _state.Learn(named, type.Ownership == IrOwnership.Own ? Knowledge.Rooted + i : entry[place]);
                for (var field = 0; field < fields; field++)
                {
                    var known = entry[place + 1 + field];
                    if (known == Knowledge.None || !IsFollowedField(type, field, out var fieldType)) continue;
                    _state.Learn(_names.OfField(named, field, fieldType), known);
                }
            }
            place += 1 + fields;
        }
    }

    /// <summary>True for a final field that is a reference which may outlive its object.</summary>
    private bool IsFollowedField(IrType type, int field, out IrType fieldType)
    {
        fieldType = _facts.FieldType(type.Symbol!, field);
        return fieldType.Ownership is IrOwnership.Borrow or IrOwnership.Weak && ProgramFacts.IsFollowed(fieldType) && _facts.IsFinal(type.Symbol!, field);
    }

    private void FindOrder()
    {
        var seen = new bool[_before.Length];
        var stack = new Stack<(int Block, int Next)>();
        stack.Push((0, 0));
        seen[0] = true;
        while (stack.TryPop(out var top))
        {
            var block = Function.Blocks[top.Block];
            var last = Function.Instructions[block.Start + block.Count - 1];
            var target = (last.Op, top.Next) switch
            {
                (IrOp.Jump, 0) => last.A,
                (IrOp.Branch, 0) => last.B,
                (IrOp.Branch, 1) => last.C,
                _ => -1,
            };
            if (target < 0)
            {
                _order.Add(top.Block);
                continue;
            }
            _before[target].Add(top.Block);
            stack.Push((top.Block, top.Next + 1));
            if (seen[target]) continue;
            seen[target] = true;
            stack.Push((target, 0));
        }
        _order.Reverse();
    }

    private void FindUses()
    {
        for (var b = 0; b < Function.Blocks.Length; b++)
        {
            var block = Function.Blocks[b];
            foreach (var it in Function.Instructions.AsSpan().Slice(block.Start, block.Count))
            {
                if (it.Op is IrOp.New or IrOp.Call or IrOp.CallExtern or IrOp.CallInterface or IrOp.Intrinsic)
                {
                    foreach (var operand in Function.Operands.AsSpan().Slice(it.A, it.B)) Use(operand, b);
                    continue;
                }
                if (it.Op is IrOp.LocalInit or IrOp.LocalSwap) Use(it.B, b);
                else if (it.Op is >= IrOp.FieldPeek and not (IrOp.Jump or IrOp.Unreachable)) Use(it.A, b);
                if (it.Op is IrOp.FieldSwap or IrOp.ElementSwap) Use(it.C, b);
                if (it.Op is IrOp.ArrayPush or IrOp.SameInstance) Use(it.B, b);
            }
        }

        void Use(int value, int block) => _usedElsewhere[value] |= _names.BlockOf(value) != block;
    }
}
