// Decides, before any code is written, where each IR value of a function will live: in a local's own register, in a register of
// its own, inside the instruction that uses it, or nowhere. Knows the IR's rules and nothing of encodings.

using Vale.Compiler.Lowering;

namespace Vale.Backend.Bytecode;

/// <summary>How a value is provided to its users.</summary>
internal enum ValuePlace : byte
{
    /// <summary>Not at all: it has no information, or nobody uses it and making it has no effect.</summary>
    None,
    /// <summary>A register given out when it is made and taken back after its last use.</summary>
    Register,
    /// <summary>The register of local <see cref="ValuePlan.Local"/>: a look at it, or the making of what goes into it.</summary>
    Local,
    /// <summary>Every use takes it as a number inside its own instruction.</summary>
    Immediate,
    /// <summary>A constant of a loop, put into a register of its own when the function begins; see <see cref="ValuePlan.Hoisted"/>.</summary>
    Hoisted,
    /// <summary>Made by the instruction that uses it: a comparison by its branch, a check by the access behind it.</summary>
    Fused,
}

/// <summary>The plan for one function's values.</summary>
internal sealed class ValuePlan
{
    private const int Never = int.MaxValue;
    private const int MaxHoisted = 64;

    private readonly IrFunction _function;
    private readonly bool _trackShares;
    private readonly int[] _useCount;
    private readonly int[] _absorbedUses;
    private readonly int[] _nextWrite;
    private readonly bool[] _writtenLocals;
    private readonly int[] _representative;

    /// <summary>Plans every value.</summary>
    public ValuePlan(IrFunction function, bool trackShares)
    {
        _function = function;
        _trackShares = trackShares;
        var count = function.ValueCount;
        Place = new ValuePlace[count];
        Local = new int[count];
        Definition = new int[count];
        LastUse = new int[count];
        _representative = new int[count];
        Outside = new bool[count];
        _useCount = new int[count];
        _absorbedUses = new int[count];
        _nextWrite = new int[count];
        _writtenLocals = new bool[function.Locals.Length];
        Array.Fill(Local, -1);
        Array.Fill(Definition, -1);
        Array.Fill(LastUse, -1);
        Reachable = FindReachable();
        CountUses();
        PlanFusions();
        for (var block = 0; block < function.Blocks.Length; block++)
            if (Reachable[block]) PlanBlock(block);
        JoinGroups();
        for (var block = 0; block < function.Blocks.Length; block++)
            if (Reachable[block]) PlanDestinations(block);
        PlanConstants();
    }

    /// <summary>Where each value lives.</summary>
    public ValuePlace[] Place { get; }
    /// <summary>The local whose register holds the value, for <see cref="ValuePlace.Local"/>.</summary>
    public int[] Local { get; }
    /// <summary>The instruction that defines each value.</summary>
    public int[] Definition { get; }
    /// <summary>The last instruction of its block that uses each group; meaningless when <see cref="Outside"/>.</summary>
    public int[] LastUse { get; }
    /// <summary>Whether a group is used in another block than its own, so that its register is never given out again.</summary>
    public bool[] Outside { get; }
    /// <summary>The constants that the function makes when it begins. Values of equal constants have one place here, which <see cref="Local"/> names.</summary>
    public List<IrInstruction> Hoisted { get; } = [];
    /// <summary>Whether control can get to each block.</summary>
    public bool[] Reachable { get; }

    /// <summary>The value whose register this one shares: a value that is retained, borrowed, weakened or cast to an interface is its operand over again.</summary>
    public int Representative(int value)
    {
        while (_representative[value] != value) value = _representative[value];
        return value;
    }

    /// <summary>Whether nobody asks for the value.</summary>
    public bool IsUnused(int value) => _useCount[value] == 0;

    /// <summary>A 16-bit constant that can be an operand inside its user.</summary>
    public bool IsSmallConstant(int value, out int number)
    {
        var definition = _function.Instructions[Definition[value]];
        number = (int)definition.Immediate;
        return definition.Op == IrOp.ConstInt && Truncated(definition) is >= short.MinValue and <= short.MaxValue;
    }

    /// <summary>The number a ConstInt stands for at its width.</summary>
    public static long Truncated(in IrInstruction constant) => constant.Type.Bits == 32 ? (int)constant.Immediate : constant.Immediate;

    /// <summary>Calls <paramref name="visit"/> with each value operand of an instruction.</summary>
    public static void Operands<TVisitor>(IrFunction function, in IrInstruction instruction, ref TVisitor visit) where TVisitor : struct, IOperandVisitor
    {
        switch (instruction.Op)
        {
            case IrOp.LocalInit or IrOp.LocalSwap:
                visit.Visit(instruction.B);
                break;
            case IrOp.New or IrOp.Call or IrOp.CallExtern or IrOp.CallInterface or IrOp.Intrinsic:
                for (var i = 0; i < instruction.B; i++) visit.Visit(function.Operands[instruction.A + i]);
                break;
            case IrOp.FieldPeek or IrOp.FieldTake or IrOp.Free or IrOp.Borrow or IrOp.Check or IrOp.Weaken or IrOp.Alive or IrOp.Retain or IrOp.Release
                or IrOp.Upcast or IrOp.IsInstance or IrOp.Downcast or IrOp.ArrayNew or IrOp.Freeze or IrOp.ArrayPop or IrOp.ArrayLength or IrOp.ArrayCapacity
                or IrOp.ArrayFree or IrOp.Branch or IrOp.Return:
                visit.Visit(instruction.A);
                break;
            case IrOp.FieldSwap:
                visit.Visit(instruction.A);
                visit.Visit(instruction.C);
                break;
            case IrOp.SameInstance or IrOp.ArrayPush or IrOp.ElementPeek or IrOp.ElementTake:
                visit.Visit(instruction.A);
                visit.Visit(instruction.B);
                break;
            case IrOp.ElementSwap:
                visit.Visit(instruction.A);
                visit.Visit(instruction.B);
                visit.Visit(instruction.C);
                break;
        }
    }

    /// <summary>Which operand of an intrinsic may be a number in the instruction: its position, or -1.</summary>
    public int ImmediateOperand(in IrInstruction instruction)
    {
        if (instruction.Op != IrOp.Intrinsic || instruction.B != 2) return -1;
        var intrinsic = (IrIntrinsic)instruction.C;
        if (intrinsic > IrIntrinsic.IntGe || intrinsic == IrIntrinsic.IntNeg) return -1;
        var right = _function.Operands[instruction.A + 1];
        if (IsSmallConstant(right, out var number))
        {
            return intrinsic switch
            {
                IrIntrinsic.IntDiv or IrIntrinsic.IntMod => number is 0 or -1 ? -1 : 1,
                IrIntrinsic.IntSub => number == short.MinValue ? -1 : 1,
                _ => 1,
            };
        }
        if (intrinsic is IrIntrinsic.IntSub or IrIntrinsic.IntDiv or IrIntrinsic.IntMod) return -1;
        return IsSmallConstant(_function.Operands[instruction.A], out _) ? 0 : -1;
    }

    /// <summary>A comparison that a branch can make itself.</summary>
    public static bool IsComparison(in IrInstruction instruction) =>
        instruction.Op == IrOp.Intrinsic &&
        (IrIntrinsic)instruction.C is >= IrIntrinsic.IntEq and <= IrIntrinsic.IntGe or >= IrIntrinsic.FloatEq and <= IrIntrinsic.FloatGe or IrIntrinsic.BoolEq;

    private bool[] FindReachable()
    {
        var reachable = new bool[_function.Blocks.Length];
        var pending = new Stack<int>();
        pending.Push(0);
        while (pending.TryPop(out var block))
        {
            if (reachable[block]) continue;
            reachable[block] = true;
            var (start, count) = (_function.Blocks[block].Start, _function.Blocks[block].Count);
            var last = _function.Instructions[start + count - 1];
            if (last.Op == IrOp.Jump) pending.Push(last.A);
            if (last.Op != IrOp.Branch) continue;
            pending.Push(last.C);
            pending.Push(last.B);
        }
        return reachable;
    }

    private void CountUses()
    {
        for (var block = 0; block < _function.Blocks.Length; block++)
        {
            if (!Reachable[block]) continue;
            var (start, end) = Bounds(block);
            for (var i = start; i < end; i++)
            {
                var instruction = _function.Instructions[i];
                if (instruction.Result >= 0)
                {
                    Definition[instruction.Result] = i;
                    _representative[instruction.Result] = instruction.Result;
                }
                if (instruction.Op is IrOp.LocalInit or IrOp.LocalSwap) _writtenLocals[instruction.A] = true;
            }
        }
        for (var block = 0; block < _function.Blocks.Length; block++)
        {
            if (!Reachable[block]) continue;
            var (start, end) = Bounds(block);
            for (var i = start; i < end; i++)
            {
                var instruction = _function.Instructions[i];
                if (IsDropped(instruction)) continue;
                var counter = new UseCounter(this, i, start);
                Operands(_function, instruction, ref counter);
                if (ImmediateOperand(instruction) is var at and >= 0) _absorbedUses[_function.Operands[instruction.A + at]]++;
            }
        }
    }

    private readonly struct UseCounter(ValuePlan plan, int at, int blockStart) : IOperandVisitor
    {
        public void Visit(int value)
        {
            plan._useCount[value]++;
            if (plan.Definition[value] < blockStart || plan.Definition[value] > at) plan.Outside[value] = true;
            else plan.LastUse[value] = Math.Max(plan.LastUse[value], at);
        }
    }

    // A release has no effect for a garbage collector.
    private bool IsDropped(in IrInstruction instruction) => instruction.Op == IrOp.Release && !_trackShares;

    private void PlanFusions()
    {
        for (var block = 0; block < _function.Blocks.Length; block++)
        {
            if (!Reachable[block]) continue;
            var (start, end) = Bounds(block);
            if (_function.Instructions[end - 1] is { Op: IrOp.Branch } branch) FuseCondition(branch.A, end - 1, end - 1, start);
            for (var i = start; i < end - 1; i++) FuseCheck(i);
        }
    }

    // A check is made by the access it is for, when nothing between them could end the object, replace the reference or halt before.
    private void FuseCheck(int at)
    {
        var check = _function.Instructions[at];
        if (check.Op != IrOp.Check || _useCount[check.Result] != 1 || Outside[check.Result]) return;
        var user = LastUse[check.Result];
        var access = _function.Instructions[user];
        if (access.A != check.Result || access.Type.Kind == IrKind.Void) return;
        var isAccess = access.Op is IrOp.FieldPeek or IrOp.ElementPeek or IrOp.ArrayLength ||
            (access.Op is IrOp.FieldSwap or IrOp.ElementSwap && access.C != check.Result && _useCount[access.Result] == 0);
        if (!isAccess) return;
        for (var i = at + 1; i < user; i++)
            if (!IsInert(_function.Instructions[i])) return;
        Place[check.Result] = ValuePlace.Fused;
        Extend(check.A, user);
    }

    private static bool IsInert(in IrInstruction instruction) => instruction.Op switch
    {
        < IrOp.ConstStr or IrOp.LocalPeek or IrOp.Borrow => true,
        IrOp.Intrinsic => (IrIntrinsic)instruction.C is not (IrIntrinsic.IntDiv or IrIntrinsic.IntMod) and < IrIntrinsic.IntToStr,
        _ => false,
    };

    // The condition's maker must stand right before what uses it, so that moving it there changes nothing.
    private void FuseCondition(int value, int user, int branch, int start)
    {
        if (_useCount[value] != 1 || Outside[value] || Definition[value] < start || Definition[value] != user - 1) return;
        var maker = _function.Instructions[Definition[value]];
        if (maker.Op != IrOp.Intrinsic) return;
        if ((IrIntrinsic)maker.C == IrIntrinsic.BoolNot)
        {
            Place[value] = ValuePlace.Fused;
            var operand = _function.Operands[maker.A];
            Extend(operand, branch);
            FuseCondition(operand, user - 1, branch, start);
        }
        else if (IsComparison(maker))
        {
            Place[value] = ValuePlace.Fused;
            Extend(_function.Operands[maker.A], branch);
            Extend(_function.Operands[maker.A + 1], branch);
        }
    }

    private void Extend(int value, int to) => LastUse[value] = Math.Max(LastUse[value], to);

    private void PlanBlock(int block)
    {
        var (start, end) = Bounds(block);
        var nextWrite = new Dictionary<int, int>();
        for (var i = end - 1; i >= start; i--)
        {
            var instruction = _function.Instructions[i];
            if (instruction.Op is IrOp.LocalPeek or IrOp.LocalTake)
                _nextWrite[instruction.Result] = nextWrite.GetValueOrDefault(instruction.A, Never);
            if (instruction.Op is IrOp.LocalInit or IrOp.LocalSwap) nextWrite[instruction.A] = i;
        }
        for (var i = start; i < end; i++)
        {
            var instruction = _function.Instructions[i];
            if (instruction.Result < 0 || Place[instruction.Result] == ValuePlace.Fused) continue;
            var value = instruction.Result;
            Place[value] = PlaceOf(instruction);
        }
    }

    private ValuePlace PlaceOf(in IrInstruction instruction)
    {
        var value = instruction.Result;
        if (instruction.Type.Kind is IrKind.Void or IrKind.Never) return ValuePlace.None;
        if (_useCount[value] == 0 && IsPure(instruction)) return ValuePlace.None;
        switch (instruction.Op)
        {
            case IrOp.LocalPeek or IrOp.LocalTake when IsStillThere(value, instruction.A):
                Local[value] = instruction.A;
                return ValuePlace.Local;
            case IrOp.Retain or IrOp.Borrow or IrOp.Weaken or IrOp.Upcast when Place[instruction.A] == ValuePlace.Local:
                _nextWrite[value] = _nextWrite[instruction.A];
                if (!IsStillThere(value, Local[instruction.A])) return ValuePlace.Register;
                Local[value] = Local[instruction.A];
                return ValuePlace.Local;
            case IrOp.ConstInt when _useCount[value] == _absorbedUses[value] || (_useCount[value] == 1 && IsPutIntoLocal(value)):
                return ValuePlace.Immediate;
            default:
                return ValuePlace.Register;
        }
    }

    private bool IsPutIntoLocal(int value)
    {
        if (Outside[value] || LastUse[value] < 0) return false;
        var user = _function.Instructions[LastUse[value]];
        return (user.Op == IrOp.LocalInit && user.B == value) || (user.Op == IrOp.LocalSwap && user.B == value && _useCount[user.Result] == 0);
    }

    private bool IsStillThere(int value, int local)
    {
        if (!_writtenLocals[local]) return true;
        return !Outside[value] && LastUse[value] <= _nextWrite[value];
    }

    private bool IsPure(in IrInstruction instruction) => instruction.Op switch
    {
        IrOp.ConstStr or IrOp.Retain => !_trackShares,
        IrOp.LocalTake or IrOp.Weaken or IrOp.Alive or IrOp.Upcast or IrOp.IsInstance or IrOp.Downcast or IrOp.SameInstance => true,
        _ => IsInert(instruction),
    };

    /// <summary>Whether an instruction is needed for what it does, even where its value has no information or nobody uses it.</summary>
    public static bool ActsWithoutValue(IrOp op) => op is IrOp.Call or IrOp.CallExtern or IrOp.CallInterface or IrOp.Intrinsic or IrOp.LocalSwap or IrOp.FieldSwap
        or IrOp.ElementSwap or IrOp.ElementPeek or IrOp.ElementTake or IrOp.ArrayPop;

    // A value that is its operand over again shares the operand's register, whose life then ends with the last of them.
    private void JoinGroups()
    {
        for (var block = 0; block < _function.Blocks.Length; block++)
        {
            if (!Reachable[block]) continue;
            var (start, end) = Bounds(block);
            for (var i = start; i < end; i++)
            {
                var instruction = _function.Instructions[i];
                if (instruction.Op is not (IrOp.Retain or IrOp.Borrow or IrOp.Weaken or IrOp.Upcast) || Place[instruction.Result] != ValuePlace.Register) continue;
                if (Place[instruction.A] != ValuePlace.Register) continue;
                var representative = Representative(instruction.A);
                _representative[instruction.Result] = representative;
                if (Definition[representative] < start) Outside[representative] = true;
                Outside[representative] |= Outside[instruction.Result];
                Extend(representative, Math.Max(i, LastUse[instruction.Result]));
            }
        }
    }

    // A value made only to be put into a local is made in the local's register, unless something between still needs what is there.
    private void PlanDestinations(int block)
    {
        var (start, end) = Bounds(block);
        var lastTouch = new Dictionary<int, int>();
        for (var i = start; i < end; i++)
        {
            var instruction = _function.Instructions[i];
            if (instruction.Result >= 0 && Place[instruction.Result] == ValuePlace.Local)
            {
                var read = Local[instruction.Result];
                var until = Outside[instruction.Result] ? Never : Math.Max(i, LastUse[instruction.Result]);
                lastTouch[read] = Math.Max(lastTouch.GetValueOrDefault(read, -1), until);
            }
            if (instruction.Op is not (IrOp.LocalInit or IrOp.LocalSwap or IrOp.LocalPeek or IrOp.LocalTake)) continue;
            var local = instruction.A;
            if (instruction.Op is IrOp.LocalInit or IrOp.LocalSwap && (instruction.Op == IrOp.LocalInit || IsUnused(instruction.Result)))
            {
                var value = instruction.B;
                if (Place[value] == ValuePlace.Register && _useCount[value] == 1 && _representative[value] == value && !Outside[value] &&
                    LastUse[value] == i && Definition[value] >= lastTouch.GetValueOrDefault(local, -1) &&
                    _function.Instructions[Definition[value]].Type == _function.Locals[local].Type &&
                    _function.Instructions[Definition[value]].Op is not (IrOp.LocalPeek or IrOp.LocalTake or IrOp.LocalSwap or IrOp.Retain or IrOp.Borrow or IrOp.Weaken or IrOp.Upcast))
                {
                    Place[value] = ValuePlace.Local;
                    Local[value] = local;
                }
            }
            lastTouch[local] = Math.Max(lastTouch.GetValueOrDefault(local, -1), i);
        }
    }

    // A loop's constants are made once. Blocks between a jump back and its target count as the loop.
    private void PlanConstants()
    {
        var loops = new int[_function.Blocks.Length + 1];
        for (var block = 0; block < _function.Blocks.Length; block++)
        {
            if (!Reachable[block]) continue;
            var end = _function.Instructions[Bounds(block).End - 1];
            Back(end.Op is IrOp.Jump ? end.A : end.Op is IrOp.Branch ? end.B : -1, block);
            Back(end.Op is IrOp.Branch ? end.C : -1, block);
        }
        var shared = new HashSet<int>();
        for (var value = 0; value < _representative.Length; value++)
            if (Definition[value] >= 0 && _representative[value] != value) shared.Add(_representative[value]);
        var known = new Dictionary<(IrOp, IrType, long), int>();
        for (int block = 0, depth = 0; block < _function.Blocks.Length; block++)
        {
            depth += loops[block];
            if (depth == 0 || !Reachable[block]) continue;
            var (start, end) = Bounds(block);
            if (_function.Instructions[end - 1].Op is not (IrOp.Jump or IrOp.Branch)) continue;
            for (var i = start; i < end; i++)
            {
                var constant = _function.Instructions[i];
                if (constant.Op is not (IrOp.ConstInt or IrOp.ConstFloat or IrOp.ConstBool or IrOp.ConstStr)) continue;
                if (Place[constant.Result] != ValuePlace.Register || shared.Contains(constant.Result) || (constant.Op == IrOp.ConstStr && _trackShares)) continue;
                var key = (constant.Op, constant.Type, constant.Op == IrOp.ConstStr ? constant.A : constant.Op == IrOp.ConstInt ? Truncated(constant) : constant.Immediate);
                if (!known.TryGetValue(key, out var place))
                {
                    if (Hoisted.Count == MaxHoisted) continue;
                    known.Add(key, place = Hoisted.Count);
                    Hoisted.Add(constant);
                }
                Place[constant.Result] = ValuePlace.Hoisted;
                Local[constant.Result] = place;
            }
        }

        void Back(int target, int from)
        {
            if (target < 0 || target > from) return;
            loops[target]++;
            loops[from + 1]--;
        }
    }

    private (int Start, int End) Bounds(int block)
    {
        var it = _function.Blocks[block];
        return (it.Start, it.Start + it.Count);
    }
}

/// <summary>Receives the operands of an instruction.</summary>
internal interface IOperandVisitor
{
    void Visit(int value);
}
