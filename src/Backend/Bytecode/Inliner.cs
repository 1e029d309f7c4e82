// Puts the bodies of very small functions (constructors, drops, accessors) in the place of their calls, on the IR, before code is
// written. What is moved keeps its origin, so that the place a halt names stays true.

using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Bytecode;

/// <summary>A function with its small callees inside it.</summary>
/// <param name="Origins">Per instruction, the symbol of the function it comes from, whose lines its line counts from; null when all are the function's own.</param>
internal sealed record InlinedFunction(IrFunction Function, string[]? Origins);

/// <summary>Inlines within one program. A body qualifies when it is one straight block of few operations that comes back.</summary>
internal sealed class Inliner
{
    private const int MaxBody = 16;
    private const int MaxInstructions = 64;
    private const int MaxFunction = 20_000;

    private readonly Dictionary<string, IrFunction> _functions = [];
    private readonly Dictionary<string, InlinedFunction> _inlined = [];
    private readonly HashSet<string> _underWay = [];

    public Inliner(IrProgram program)
    {
        foreach (var unit in program.Units)
            foreach (var function in unit.Functions)
                _functions[function.Symbol] = function;
    }

    /// <summary>The function with its small callees inside it, or itself.</summary>
    public InlinedFunction Inlined(IrFunction function)
    {
        if (_inlined.TryGetValue(function.Symbol, out var done)) return done;
        _underWay.Add(function.Symbol);
        var bodies = new Dictionary<int, InlinedFunction>();
        for (var i = 0; i < function.Instructions.Length; i++)
        {
            var call = function.Instructions[i];
            if (call.Op == IrOp.Call && Body(function.Symbols[call.C]) is { } body) bodies.Add(i, body);
        }
        _underWay.Remove(function.Symbol);
        return _inlined[function.Symbol] = bodies.Count == 0 ? new InlinedFunction(function, null) : new Rewriting(function, bodies).Result();
    }

    private InlinedFunction? Body(string symbol)
    {
        if (_underWay.Contains(symbol) || !_functions.TryGetValue(symbol, out var function) || function.Blocks.Length != 1) return null;
        if (function.Instructions.Length > MaxInstructions) return null;
        // What its own callees bring counts too. The depth of this recursion is that of calls between one-block functions.
        if (_underWay.Count > 64) return null;
        var body = Inlined(function);
        var size = 0;
        foreach (var instruction in body.Function.Instructions)
        {
            if (instruction.Type.Kind == IrKind.Never || instruction.Op == IrOp.Unreachable) return null;
            if (instruction.Op is not (IrOp.ConstVoid or IrOp.LocalInit or IrOp.LocalPeek or IrOp.LocalTake or IrOp.LocalSwap)) size++;
        }
        return size <= MaxBody ? body : null;
    }

    /// <summary>Writes one caller anew. The locals of a body disappear: in one straight block each holds a known value at each point.</summary>
    private sealed class Rewriting(IrFunction caller, Dictionary<int, InlinedFunction> bodies)
    {
        private readonly List<IrInstruction> _instructions = [];
        private readonly List<int> _lines = [];
        private readonly List<string> _origins = [];
        private readonly List<int> _operands = [];
        private readonly List<string> _symbols = [.. caller.Symbols];
        private readonly List<string> _strings = [.. caller.Strings];
        private readonly Dictionary<int, int> _replaced = [];
        private int _values = caller.ValueCount;

        public InlinedFunction Result()
        {
            var blocks = new List<IrBlock>();
            foreach (var block in caller.Blocks)
            {
                var start = _instructions.Count;
                for (var i = block.Start; i < block.Start + block.Count; i++)
                {
                    var instruction = caller.Instructions[i];
                    if (_instructions.Count < MaxFunction && bodies.TryGetValue(i, out var body)) Insert(instruction, body, caller.Lines[i]);
                    else Add(instruction with { A = Run(caller, instruction, null) }, caller.Lines[i], caller.Symbol);
                }
                blocks.Add(new IrBlock(start, _instructions.Count - start));
            }
            for (var i = 0; i < _operands.Count; i++) _operands[i] = Resolved(_operands[i]);
            for (var i = 0; i < _instructions.Count; i++) _instructions[i] = Mapped(_instructions[i], Resolved);
            var function = caller with
            {
                Blocks = blocks.ToValueArray(),
                Instructions = _instructions.ToValueArray(),
                Operands = _operands.ToValueArray(),
                Symbols = _symbols.ToValueArray(),
                Strings = _strings.ToValueArray(),
                Lines = _lines.ToValueArray(),
                ValueCount = _values,
            };
            return new InlinedFunction(function, [.. _origins]);
        }

        private void Add(IrInstruction instruction, int line, string origin)
        {
            _instructions.Add(instruction);
            _lines.Add(line);
            _origins.Add(origin);
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

        private void Insert(in IrInstruction call, InlinedFunction inlined, int line)
        {
            var body = inlined.Function;
            var values = new Dictionary<int, int>();
            var locals = new int[body.Locals.Length];
            for (var i = 0; i < call.B; i++) locals[i] = caller.Operands[call.A + i];
            for (var i = 0; i < body.Instructions.Length; i++)
            {
                var instruction = body.Instructions[i];
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
                        if (body.ReturnType.Kind == IrKind.Void) Add(new IrInstruction(IrOp.ConstVoid, call.Result, IrType.Void), line, caller.Symbol);
                        else _replaced[call.Result] = values[instruction.A];
                        return;
                }
                var copy = HasRun(instruction.Op)
                    ? instruction with { A = Run(body, instruction, values) }
                    : Mapped(instruction, value => values[value]);
                if (instruction.Op is IrOp.Call or IrOp.CallExtern or IrOp.CallInterface or IrOp.Upcast or IrOp.IsInstance)
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
                Add(copy, body.Lines[i], inlined.Origins == null ? body.Symbol : inlined.Origins[i]);
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
