// Puts the bodies of very small functions (constructors, drops, accessors) in the place of their calls, on the IR, before code is
// written. Only what cannot halt is moved, so that the place a halt names stays true.

using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Bytecode;

/// <summary>Inlines within one program. A body qualifies when it is one straight block of few operations that cannot halt.</summary>
internal sealed class Inliner
{
    private const int MaxBody = 16;
    private const int MaxInstructions = 64;
    private const int MaxFunction = 20_000;

    private readonly Dictionary<string, IrFunction> _functions = [];
    private readonly Dictionary<string, IrFunction> _inlined = [];
    private readonly HashSet<string> _underWay = [];

    private readonly bool _keepCalls;

    /// <param name="keepCalls">Leave a body that calls where it is.</param>
    public Inliner(IrProgram program, bool keepCalls)
    {
        _keepCalls = keepCalls;
        foreach (var unit in program.Units)
            foreach (var function in unit.Functions)
                _functions[function.Symbol] = function;
    }

    /// <summary>The function with its small callees inside it, or itself.</summary>
    public IrFunction Inlined(IrFunction function)
    {
        if (_inlined.TryGetValue(function.Symbol, out var done)) return done;
        _underWay.Add(function.Symbol);
        var bodies = new Dictionary<int, IrFunction>();
        for (var i = 0; i < function.Instructions.Length; i++)
        {
            var call = function.Instructions[i];
            if (call.Op == IrOp.Call && Body(function.Symbols[call.C]) is { } body) bodies.Add(i, body);
        }
        _underWay.Remove(function.Symbol);
        return _inlined[function.Symbol] = bodies.Count == 0 ? function : new Rewriting(function, bodies).Result();
    }

    private IrFunction? Body(string symbol)
    {
        if (_underWay.Contains(symbol) || !_functions.TryGetValue(symbol, out var function) || function.Blocks.Length != 1) return null;
        if (function.Instructions.Length > MaxInstructions) return null;
        // What its own callees bring counts too. The depth of this recursion is that of calls between one-block functions.
        if (_underWay.Count > 64) return null;
        var body = Inlined(function);
        var size = 0;
        foreach (var instruction in body.Instructions)
        {
            if (!CannotHalt(body, instruction) || _keepCalls && instruction.Op is (IrOp.Call or IrOp.CallInterface)) return null;
            if (instruction.Op is not (IrOp.ConstVoid or IrOp.LocalInit or IrOp.LocalPeek or IrOp.LocalTake or IrOp.LocalSwap)) size++;
        }
        return size <= MaxBody ? body : null;
    }

    private static bool CannotHalt(IrFunction function, in IrInstruction instruction)
    {
        switch (instruction.Op)
        {
            case IrOp.Check or IrOp.CallExtern or IrOp.Jump or IrOp.Branch or IrOp.Unreachable or IrOp.ArrayNew or IrOp.ArrayPush or IrOp.ArrayPop or IrOp.ElementPeek
                or IrOp.ElementSwap or IrOp.ElementTake or IrOp.ArrayFree:
                return false;
            case IrOp.Call or IrOp.CallInterface:
                return instruction.Type.Kind != IrKind.Never;
            case IrOp.Intrinsic:
                return (IrIntrinsic)instruction.C switch
                {
                    IrIntrinsic.IntDiv or IrIntrinsic.IntMod or IrIntrinsic.StrConcat or IrIntrinsic.StrSlice or IrIntrinsic.StrToByte or
                        IrIntrinsic.Panic or IrIntrinsic.PanicWith or IrIntrinsic.MainArg => false,
                    IrIntrinsic.StrEq or IrIntrinsic.StrCompare or IrIntrinsic.StrIndexOf =>
                        IsWhole(function, instruction.A) && IsWhole(function, instruction.A + 3),
                    IrIntrinsic.Print or IrIntrinsic.PrintError => IsWhole(function, instruction.A),
                    _ => true,
                };
            default:
                return true;
        }
    }

    // The slice text[0 .. length of text].
    private static bool IsWhole(IrFunction function, int at)
    {
        var (text, begin, end) = (function.Operands[at], Definition(function, function.Operands[at + 1]), Definition(function, function.Operands[at + 2]));
        return begin is { Op: IrOp.ConstInt, Immediate: 0 } && end.Op == IrOp.Intrinsic && (IrIntrinsic)end.C == IrIntrinsic.StrLen &&
            SameText(function, function.Operands[end.A], text);
    }

    private static bool SameText(IrFunction function, int left, int right)
    {
        if (left == right) return true;
        var (a, b) = (Definition(function, left), Definition(function, right));
        if (a.Op != IrOp.LocalPeek || b.Op != IrOp.LocalPeek || a.A != b.A) return false;
        foreach (var instruction in function.Instructions)
            if (instruction.Op is IrOp.LocalInit or IrOp.LocalSwap && instruction.A == a.A) return false;
        return true;
    }

    private static IrInstruction Definition(IrFunction function, int value)
    {
        foreach (var instruction in function.Instructions)
            if (instruction.Result == value) return instruction;
        throw new ArgumentException($"{function.DisplayName}: value {value} is defined nowhere.");
    }

    /// <summary>Writes one caller anew. The locals of a body disappear: in one straight block each holds a known value at each point.</summary>
    private sealed class Rewriting(IrFunction caller, Dictionary<int, IrFunction> bodies)
    {
        private readonly List<IrInstruction> _instructions = [];
        private readonly List<int> _lines = [];
        private readonly List<int> _operands = [];
        private readonly List<string> _symbols = [.. caller.Symbols];
        private readonly List<string> _strings = [.. caller.Strings];
        private readonly Dictionary<int, int> _replaced = [];
        private int _values = caller.ValueCount;

        public IrFunction Result()
        {
            var blocks = new List<IrBlock>();
            foreach (var block in caller.Blocks)
            {
                var start = _instructions.Count;
                for (var i = block.Start; i < block.Start + block.Count; i++)
                {
                    var instruction = caller.Instructions[i];
                    if (_instructions.Count < MaxFunction && bodies.TryGetValue(i, out var body)) Insert(instruction, body, caller.Lines[i]);
                    else Add(instruction with { A = Run(caller, instruction, null) }, caller.Lines[i]);
                }
                blocks.Add(new IrBlock(start, _instructions.Count - start));
            }
            for (var i = 0; i < _operands.Count; i++) _operands[i] = Resolved(_operands[i]);
            for (var i = 0; i < _instructions.Count; i++) _instructions[i] = Mapped(_instructions[i], Resolved);
            return caller with
            {
                Blocks = blocks.ToValueArray(),
                Instructions = _instructions.ToValueArray(),
                Operands = _operands.ToValueArray(),
                Symbols = _symbols.ToValueArray(),
                Strings = _strings.ToValueArray(),
                Lines = _lines.ToValueArray(),
                ValueCount = _values,
            };
        }

        private void Add(IrInstruction instruction, int line)
        {
            _instructions.Add(instruction);
            _lines.Add(line);
        }

        private int Resolved(int value)
        {
            while (_replaced.TryGetValue(value, out var other)) value = other;
            return value;
        }

        private static bool HasRun(IrOp op) => op is IrOp.New or IrOp.Call or IrOp.CallExtern or IrOp.CallInterface or IrOp.Intrinsic;

        // Copies the operand run of an instruction that has one.
        private int Run(IrFunction from, in IrInstruction instruction, Dictionary<int, int>? map)
        {
            if (!HasRun(instruction.Op)) return instruction.A;
            var start = _operands.Count;
            for (var i = 0; i < instruction.B; i++)
            {
                var operand = from.Operands[instruction.A + i];
                _operands.Add(map == null ? operand : map[operand]);
            }
            return start;
        }

        private void Insert(in IrInstruction call, IrFunction body, int line)
        {
            var values = new Dictionary<int, int>();
            var locals = new int[body.Locals.Length];
            for (var i = 0; i < call.B; i++) locals[i] = caller.Operands[call.A + i];
            foreach (var instruction in body.Instructions)
            {
                switch (instruction.Op)
                {
                    case IrOp.LocalInit:
                        locals[instruction.A] = values[instruction.B];
                        continue;
                    case IrOp.LocalPeek or IrOp.LocalTake:
                        values[instruction.Result] = locals[instruction.A];
                        continue;
                    case IrOp.LocalSwap:
                        values[instruction.Result] = locals[instruction.A];
                        locals[instruction.A] = values[instruction.B];
                        continue;
                    case IrOp.Return:
                        if (body.ReturnType.Kind == IrKind.Void) Add(new IrInstruction(IrOp.ConstVoid, call.Result, IrType.Void), line);
                        else _replaced[call.Result] = values[instruction.A];
                        return;
                }
                var copy = HasRun(instruction.Op)
                    ? instruction with { A = Run(body, instruction, values) }
                    : Mapped(instruction, value => values[value]);
                if (instruction.Op is IrOp.Call or IrOp.CallInterface or IrOp.Upcast or IrOp.IsInstance)
                {
                    copy = copy with { C = _symbols.Count };
                    _symbols.Add(body.Symbols[instruction.C]);
                }
                if (instruction.Op == IrOp.ConstStr)
                {
                    copy = copy with { A = _strings.Count };
                    _strings.Add(body.Strings[instruction.A]);
                }
                if (instruction.Result >= 0)
                {
                    values[instruction.Result] = _values;
                    copy = copy with { Result = _values++ };
                }
                Add(copy, line);
            }
        }

        // The value operands that stand in the instruction itself.
        private static IrInstruction Mapped(in IrInstruction instruction, Func<int, int> map) => instruction.Op switch
        {
            IrOp.LocalInit or IrOp.LocalSwap => instruction with { B = map(instruction.B) },
            IrOp.FieldPeek or IrOp.FieldTake or IrOp.Free or IrOp.Borrow or IrOp.Check or IrOp.Weaken or IrOp.Alive or IrOp.Retain or IrOp.Release or IrOp.Upcast
                or IrOp.IsInstance or IrOp.Downcast or IrOp.ArrayNew or IrOp.Freeze or IrOp.ArrayPop or IrOp.ArrayLength or IrOp.ArrayCapacity or IrOp.ArrayFree
                or IrOp.Branch or IrOp.Return =>
                instruction with { A = map(instruction.A) },
            IrOp.FieldSwap => instruction with { A = map(instruction.A), C = map(instruction.C) },
            IrOp.SameInstance or IrOp.ArrayPush or IrOp.ElementPeek or IrOp.ElementTake => instruction with { A = map(instruction.A), B = map(instruction.B) },
            IrOp.ElementSwap => instruction with { A = map(instruction.A), B = map(instruction.B), C = map(instruction.C) },
            _ => instruction,
        };
    }
}
