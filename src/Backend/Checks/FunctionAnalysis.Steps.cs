// What each instruction does to what is known.

using Vale.Compiler.Lowering;

namespace Vale.Backend.Checks;

internal sealed partial class FunctionAnalysis
{
    private void Walk(int b)
    {
        _block = b;
        var block = Function.Blocks[b];
        for (var i = block.Start; i < block.Start + block.Count; i++)
        {
            var it = Function.Instructions[i];
            if (it.Op == IrOp.Check) _needless[i] = _state.Of(NameOf(it.A)) != Knowledge.None;
            Step(it);
        }
        Prune(b);
    }

    private int NameOf(int value) => _names.BlockOf(value) == _block ? _nameOf[value] : value;

    private void Step(IrInstruction it)
    {
        if (it.Result >= 0) _nameOf[it.Result] = it.Result;
        switch (it.Op)
        {
            case IrOp.LocalInit: Put(it.A, NameOf(it.B)); break;
            case IrOp.LocalPeek:
                if (_state.Locals[it.A] < 0) break;
                _nameOf[it.Result] = _state.Locals[it.A];
                if (IsOwner(it.A)) _state.Learn(_state.Locals[it.A], Knowledge.Rooted + it.A);
                break;
            case IrOp.LocalTake:
                TakeOut(it);
                _state.Locals[it.A] = -1;
                break;
            case IrOp.LocalSwap:
                TakeOut(it);
                Put(it.A, NameOf(it.B));
                break;
            case IrOp.New: New(it); break;
            case IrOp.FieldPeek: FieldPeek(it); break;
            case IrOp.Free or IrOp.ArrayFree: Free(it.A); break;
            case IrOp.Borrow or IrOp.Weaken or IrOp.Check:
                _nameOf[it.Result] = NameOf(it.A);
                _state.Learn(_nameOf[it.Result], Knowledge.Alive);
                break;
            case IrOp.Upcast or IrOp.Downcast:
                _nameOf[it.Result] = NameOf(it.A);
                break;
            case IrOp.Call or IrOp.CallInterface or IrOp.CallExtern: Call(it); break;
            case IrOp.Return:
                if (_isSettled && ProgramFacts.IsFollowed(Function.ReturnType) && _state.Of(NameOf(it.A)) == Knowledge.None) _facts.ReturnsPerhapsDead(_index);
                break;
            default: LearnOwned(it); break;
        }
    }

    private bool IsOwner(int local) => Function.Locals[local].Type.Ownership == IrOwnership.Own && ProgramFacts.IsFollowed(Function.Locals[local].Type);

    private void Put(int local, int named)
    {
        if (!ProgramFacts.IsFollowed(Function.Locals[local].Type)) return;
        _state.Locals[local] = named;
        if (IsOwner(local)) _state.Learn(named, Knowledge.Rooted + local);
    }

    private void TakeOut(IrInstruction it)
    {
        var isOwner = IsOwner(it.A);
        if (isOwner) _state.Unroot(it.A);
        if (_state.Locals[it.A] < 0) return;
        _nameOf[it.Result] = _state.Locals[it.A];
        if (isOwner) _state.Learn(_state.Locals[it.A], Knowledge.Alive);
    }

    /// <summary>An owner, and what was just found alive, is alive.</summary>
    private void LearnOwned(IrInstruction it)
    {
        if (it.Result >= 0 && it.Type.Ownership is IrOwnership.Own or IrOwnership.Live && ProgramFacts.IsFollowed(it.Type)) _state.Learn(it.Result, Knowledge.Alive);
    }

    private void New(IrInstruction it)
    {
        if (it.Type.Ownership != IrOwnership.Own) return;
        _state.Learn(it.Result, Knowledge.Alive);
        for (var field = 0; field < it.B; field++)
            if (IsFollowedField(it.Type, field, out var type))
                _state.Learn(_names.OfField(it.Result, field, type), _state.Of(NameOf(Function.Operands[it.A + field])));
    }

    private void FieldPeek(IrInstruction it)
    {
        if (!ProgramFacts.IsFollowed(it.Type)) return;
        var named = NameOf(it.A);
        var symbol = _names.TypeOf(it.A).Symbol!;
        if (!_facts.IsFinal(symbol, it.B))
        {
            LearnOwned(it);
            return;
        }
        var found = _nameOf[it.Result] = _names.OfField(named, it.B, it.Type);
        // What a final field owns lives at least as long as what holds it.
        if (it.Type.Ownership == IrOwnership.Live) _state.Learn(found, Math.Max(_state.Of(named), Knowledge.Alive));
    }

    private void Free(int value)
    {
        var freed = _facts.Only(_names.TypeOf(value));
        _state.Known.Remove(NameOf(value));
        _state.Forget(_names, _facts, freed);
    }

    private void Call(IrInstruction it)
    {
        if (_isSettled && it.Op != IrOp.CallExtern) Promise(it);
        if (_facts.FreedBy(Function, it) is { } freed) _state.Forget(_names, _facts, freed);
        if (!ProgramFacts.IsFollowed(it.Type)) return;
        if (it.Type.Ownership == IrOwnership.Own || (it.Op != IrOp.CallExtern && EveryReturnsLiving(it))) _state.Learn(it.Result, Knowledge.Alive);
    }

    private bool EveryReturnsLiving(IrInstruction it)
    {
        var one = 0;
        foreach (var callee in _facts.Callees(Function, it, ref one))
            if (!_facts.ReturnsLiving(callee)) return false;
        return true;
    }

    /// <summary>Says what is known of a call's arguments to all that it may run.</summary>
    private void Promise(IrInstruction it)
    {
        var one = 0;
        foreach (var callee in _facts.Callees(Function, it, ref one))
        {
            var parameters = _facts.Function(callee).Locals;
            var place = 0;
            for (var i = 0; i < it.B; i++)
            {
                var type = parameters[i].Type;
                var fields = _facts.FieldCount(type);
                if (ProgramFacts.IsFollowed(type))
                {
                    var named = NameOf(Function.Operands[it.A + i]);
                    _facts.Promise(callee, place, Given(_state.Of(named)));
                    for (var field = 0; field < fields; field++)
                        if (IsFollowedField(type, field, out var fieldType))
                            _facts.Promise(callee, place + 1 + field, Given(_state.Of(_names.OfField(named, field, fieldType))));
                }
                place += 1 + fields;
            }
        }
    }

    /// <summary>What an owning local of ours keeps alive is beyond the reach of what we call.</summary>
    private static int Given(int known) => known >= Knowledge.Pinned ? Knowledge.Pinned : known;

    private readonly HashSet<int> _held = [];

    /// <summary>Drops what no later block can ask for, and tells those values' own names that later blocks use.</summary>
    private void Prune(int b)
    {
        var block = Function.Blocks[b];
        foreach (var it in Function.Instructions.AsSpan().Slice(block.Start, block.Count))
        {
            if (it.Result < 0 || !_usedElsewhere[it.Result] || !ProgramFacts.IsFollowed(it.Type)) continue;
            var known = _state.Of(_nameOf[it.Result]);
            if (known != Knowledge.None) _state.Known[it.Result] = known;
            else _state.Known.Remove(it.Result);
            _held.Add(it.Result);
        }
        foreach (var named in _state.Locals)
            if (named >= 0) _held.Add(_names.Root(named));
        foreach (var named in _state.Known.Keys)
        {
            var root = _names.Root(named);
            if (!_held.Contains(root) && !(root < _usedElsewhere.Length && _usedElsewhere[root])) _gone.Add(named);
        }
        foreach (var named in _gone) _state.Known.Remove(named);
        _gone.Clear();
        _held.Clear();
    }
}
