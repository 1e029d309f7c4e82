// Emits the code of one function, following its ValuePlan. Blocks keep their order; a jump to a short loop head is replaced by
// the head's own test, so that a loop costs one jump a round.

using Vale.Compiler.Lowering;

namespace Vale.Backend.Bytecode;

/// <summary>Writes one function into the program's code.</summary>
internal sealed partial class FunctionEmitter
{
    private readonly ProgramTables _tables;
    private readonly IrFunction _function;
    private readonly List<Instruction> _code;
    private readonly ValuePlan _plan;
    private readonly int _start;
    private readonly int _firstLine;
    private readonly int _file;
    private readonly BytecodeType[] _localTypes;
    private readonly BytecodeType[] _parameters;
    private readonly int[] _register;
    private readonly int[] _localRegister;
    private readonly int[] _blockStart;
    private readonly int[] _hoistedRegister;
    private readonly List<(int Word, int Block)> _jumps = [];
    private readonly List<int> _calls = [];
    private readonly List<BytecodeLine> _lines = [];
    private RegisterFile _words;
    private RegisterFile _objects;
    private bool _shortJumps = true;
    private int _line;

    public FunctionEmitter(ProgramTables tables, IrFunction function, List<Instruction> code)
    {
        _tables = tables;
        _function = function;
        _code = code;
        _plan = new ValuePlan(function, tables.Options.TrackShares);
        _start = code.Count;
        (_file, _firstLine) = tables.Position(function.Symbol);
        _register = new int[function.ValueCount];
        _localRegister = new int[function.Locals.Length];
        _localTypes = new BytecodeType[function.Locals.Length];
        for (var i = 0; i < _localTypes.Length; i++) _localTypes[i] = tables.Type(function.Locals[i].Type);
        _parameters = _localTypes[..function.ParameterCount];
        _hoistedRegister = new int[_plan.Hoisted.Count];
        _blockStart = new int[function.Blocks.Length];
        _words = new RegisterFile(function.DisplayName);
        _objects = new RegisterFile(function.DisplayName);
    }

    /// <summary>Emits, and describes what was emitted.</summary>
    public BytecodeFunction Emit()
    {
        EmitBody();
        if (!TryPatch())
        {
            // Some comparison-and-jump cannot reach: write all of them as a comparison and a far jump.
            _shortJumps = false;
            EmitBody();
            if (!TryPatch()) throw new BytecodeLimitException($"function {_function.DisplayName} is too long");
        }
        foreach (var word in _calls) PatchCall(word);
        return new BytecodeFunction
        {
            Name = _function.DisplayName,
            Start = _start,
            Length = _code.Count - _start,
            Parameters = _parameters,
            ReturnType = _tables.Type(_function.ReturnType),
            Words = _words.Types,
            Objects = _objects.Types,
            File = _file,
            Lines = [.. _lines],
        };
    }

    private void EmitBody()
    {
        _code.RemoveRange(_start, _code.Count - _start);
        _jumps.Clear();
        _calls.Clear();
        _lines.Clear();
        _words = new RegisterFile(_function.DisplayName);
        _objects = new RegisterFile(_function.DisplayName);
        Array.Fill(_register, -1);
        for (var i = 0; i < _localTypes.Length; i++)
            _localRegister[i] = _localTypes[i].IsWord ? _words.Fresh(_localTypes[i]) : _localTypes[i].IsObject ? _objects.Fresh(_localTypes[i]) : -1;
        _line = _firstLine + _function.Lines[0];
        for (var i = 0; i < _plan.Hoisted.Count; i++) EmitHoisted(i);
        for (var block = 0; block < _function.Blocks.Length; block++)
        {
            if (!_plan.Reachable[block]) continue;
            _blockStart[block] = _code.Count;
            var next = block + 1;
            while (next < _function.Blocks.Length && !_plan.Reachable[next]) next++;
            var (start, count) = (_function.Blocks[block].Start, _function.Blocks[block].Count);
            for (var i = start; i < start + count; i++)
            {
                _line = _firstLine + _function.Lines[i];
                EmitInstruction(i, next);
            }
        }
    }

    private bool TryPatch()
    {
        foreach (var (word, block) in _jumps)
        {
            var jump = _code[word];
            var distance = _blockStart[block] - word;
            if (jump.Op <= Opcode.JumpIfNot) _code[word] = Instruction.Wide(jump.Op, jump.A, distance);
            else if (distance is >= short.MinValue and <= short.MaxValue) _code[word] = new Instruction(jump.Op, jump.A, jump.B, distance);
            else return false;
        }
        return true;
    }

    // The machine steps from the caller's registers to the callee's by the caller's counts, known only now.
    private void PatchCall(int word)
    {
        var list = _code[word + 1].Bits;
        _code[word + 1] = new Instruction((list & 0xFFFF_FFFF_0000_0000) | (uint)_words.Count | (ulong)(uint)_objects.Count << 16);
    }

    private void Add(Instruction instruction)
    {
        var offset = _code.Count - _start;
        if (_firstLine > 0 && (_lines.Count == 0 || _lines[^1].Line != _line)) _lines.Add(new BytecodeLine(offset, _line));
        _code.Add(instruction);
    }

    private void Add(Opcode op, int a = 0, int b = 0, int c = 0) => Add(new Instruction(op, a, b, c));

    private void AddJump(Opcode op, int a, int b, int block)
    {
        _jumps.Add((_code.Count, block));
        Add(op, a, b);
    }

    private void AddList(ReadOnlySpan<int> operands)
    {
        for (var i = 0; i < operands.Length; i += 4)
        {
            ulong word = 0;
            for (var k = 0; k < 4 && i + k < operands.Length; k++) word |= (ulong)(ushort)operands[i + k] << (16 * k);
            Add(new Instruction(word));
        }
    }

    private int ListWords(int operands)
    {
        var words = (operands + 3) / 4;
        if (words > Instruction.MaxListWords)
            throw new BytecodeLimitException($"function {_function.DisplayName} makes a call or an object with more than {Instruction.MaxListWords * 4} operands");
        return words;
    }

    private BytecodeType TypeOf(int value) => _tables.Type(_function.Instructions[_plan.Definition[value]].Type);

    /// <summary>The register that holds a value now.</summary>
    private int Register(int value) => _plan.Place[value] switch
    {
        ValuePlace.Local => _localRegister[_plan.Local[value]],
        ValuePlace.Hoisted => _hoistedRegister[_plan.Local[value]],
        // A block may be written before the one that makes a value it uses; such a value's register is its own for good.
        ValuePlace.Register when _plan.Outside[_plan.Representative(value)] => Destination(value),
        ValuePlace.Register => _register[_plan.Representative(value)] is var register and >= 0
            ? register
            : throw new ArgumentException($"{_function.DisplayName}: value {value} is used where it is not defined."),
        _ => throw new ArgumentException($"{_function.DisplayName}: value {value} is used but has no register."),
    };

    /// <summary>The register a value is to be made in.</summary>
    private int Destination(int value)
    {
        if (_plan.Place[value] == ValuePlace.Local) return _localRegister[_plan.Local[value]];
        var group = _plan.Representative(value);
        if (_register[group] >= 0) return _register[group];
        var type = TypeOf(group);
        var file = type.IsWord ? _words : _objects;
        return _register[group] = _plan.Outside[group] ? file.Fresh(type) : file.Take(type);
    }

    private void GiveBack(int value, int at)
    {
        if (_plan.Place[value] != ValuePlace.Register) return;
        var group = _plan.Representative(value);
        if (_plan.Outside[group] || _plan.LastUse[group] > at || _register[group] < 0) return;
        (TypeOf(group).IsWord ? _words : _objects).Release(_register[group]);
        _register[group] = -1;
    }

    private struct OperandsEnd(FunctionEmitter emitter, int at) : IOperandVisitor
    {
        public readonly void Visit(int value) => emitter.EndOperand(value, at);
    }

    // Operands of something made inside its user end where the user does.
    private void EndOperand(int value, int at)
    {
        if (_plan.Place[value] == ValuePlace.Fused)
        {
            if (_plan.Definition[value] < at) EndOperands(_plan.Definition[value], at);
            return;
        }
        GiveBack(value, at);
    }

    private void EndOperands(int instruction, int at)
    {
        var end = new OperandsEnd(this, at);
        ValuePlan.Operands(_function, _function.Instructions[instruction], ref end);
    }
}
