// The verifier's half that reads code: decodes one function, checks each operand, and follows control to see that registers are
// written before they are read.

using System.Diagnostics.CodeAnalysis;

namespace Vale.Backend.Bytecode;

/// <summary>Checks the code of one function after another; scratch memory is kept between them.</summary>
internal sealed partial class FunctionVerifier(BytecodeImage image)
{
    private readonly List<RegisterEvent> _events = [];
    private readonly List<InstructionInfo> _instructions = [];
    private readonly HashSet<(int Struct, int Interface)> _implemented = [.. image.Itables.Select(static itable => (itable.Struct, itable.Interface))];
    private BytecodeFunction _function = null!;
    private Instruction[] _code = image.Code;
    private int[] _indexAt = [];
    private int _at;
    private int _wordParameters;
    private int _objectParameters;

    /// <summary>A reading or writing of a register, in the order the machine does them.</summary>
    private readonly record struct RegisterEvent(int Register, bool IsWrite);

    /// <summary>An instruction: where it stands, where it may go, and where its events begin.</summary>
    private readonly record struct InstructionInfo(int Word, int Target, bool FallsThrough, int FirstEvent);

    /// <summary>Throws when the function's code breaks a rule.</summary>
    public void Verify(BytecodeFunction function)
    {
        _function = function;
        _code = image.Code;
        _events.Clear();
        _instructions.Clear();
        (_wordParameters, _objectParameters) = (0, 0);
        foreach (var parameter in function.Parameters)
        {
            if (parameter.IsWord) _wordParameters++;
            if (parameter.IsObject) _objectParameters++;
        }
        if (_indexAt.Length < function.Length + 1) _indexAt = new int[function.Length + 1];
        Array.Fill(_indexAt, -1, 0, function.Length + 1);

        var end = function.Start + function.Length;
        for (_at = function.Start; _at < end;)
        {
            var word = _code[_at];
            if (word.X > end - _at - 1) Fail("its operands reach beyond the function");
            _indexAt[_at - function.Start] = _instructions.Count;
            var firstEvent = _events.Count;
            var target = CheckInstruction(word);
            _instructions.Add(new InstructionInfo(_at, target, FallsThrough(word.Op), firstEvent));
            _at += 1 + word.X;
        }
        _at = _instructions[^1].Word;
        if (_instructions[^1].FallsThrough) Fail("control runs on beyond the function's end");
        foreach (var instruction in _instructions)
        {
            _at = instruction.Word;
            if (instruction.Target < 0) continue;
            if (_indexAt[instruction.Target - function.Start] < 0) Fail("it jumps into the middle of an instruction");
        }
        CheckAssignment();
    }

    [DoesNotReturn]
    private void Fail(string reason) =>
        throw new BytecodeFormatException($"function {_function.Name}, word {_at - _function.Start} ({_code[_at].Op}): {reason}");

    private static bool FallsThrough(Opcode op) =>
        op is not (Opcode.Jump or Opcode.ReturnVoid or Opcode.ReturnW or Opcode.ReturnO or Opcode.Panic or Opcode.PanicWith or Opcode.Unreachable);

    // Gives the word a jump goes to, or -1.
    private int Target(int distance)
    {
        var target = (long)_at + distance;
        if (target < _function.Start || target >= _function.Start + _function.Length) Fail($"it jumps {distance} words, out of the function");
        return (int)target;
    }

    private BytecodeType ReadWord(int register)
    {
        if (register >= _function.Words.Length) Fail($"there is no register w{register}");
        _events.Add(new RegisterEvent(register, false));
        return _function.Words[register];
    }

    private BytecodeType ReadObject(int register)
    {
        if (register >= _function.Objects.Length) Fail($"there is no register o{register}");
        _events.Add(new RegisterEvent(_function.Words.Length + register, false));
        return _function.Objects[register];
    }

    private BytecodeType WriteWord(int register)
    {
        if (register >= _function.Words.Length) Fail($"there is no register w{register}");
        _events.Add(new RegisterEvent(register, true));
        return _function.Words[register];
    }

    private BytecodeType WriteObject(int register)
    {
        if (register >= _function.Objects.Length) Fail($"there is no register o{register}");
        _events.Add(new RegisterEvent(_function.Words.Length + register, true));
        return _function.Objects[register];
    }

    private void ReadWord(int register, BytecodeKind kind)
    {
        if (ReadWord(register).Kind != kind) Fail($"w{register} holds a {_function.Words[register]} instead of a {kind.ToString().ToLowerInvariant()}");
    }

    private void WriteWord(int register, BytecodeKind kind)
    {
        if (WriteWord(register).Kind != kind) Fail($"w{register} holds a {_function.Words[register]} instead of a {kind.ToString().ToLowerInvariant()}");
    }

    private void ReadStr(int register)
    {
        if (ReadObject(register).Kind != BytecodeKind.Str) Fail($"o{register} holds a {_function.Objects[register]} instead of a str");
    }

    private void WriteStr(int register)
    {
        if (WriteObject(register).Kind != BytecodeKind.Str) Fail($"o{register} holds a {_function.Objects[register]} instead of a str");
    }

    // A value of the given type arrives in an object register.
    private void WriteObject(int register, BytecodeType type)
    {
        if (!Suits(type, WriteObject(register))) Fail($"o{register} holds a {_function.Objects[register]}, which a {type} is not");
    }

    // Whether a value of one type may be put where the other is wanted. A struct behind an interface is itself in the machine.
    private bool Suits(BytecodeType type, BytecodeType target)
    {
        if (type == target) return true;
        if (!type.IsReference || !type.IsHeldAs(target.Kind)) return false;
        if (type.Target == target.Target && type.Number == target.Number) return true;
        return type.Target == BytecodeTarget.Struct && target.Target == BytecodeTarget.Interface && _implemented.Contains((type.Number, target.Number));
    }

    /// <summary>
    /// No path may read a register that it has not written: a word left by another call could be a value its type does not have,
    /// and an object left by one could be of another struct.
    /// </summary>
    private void CheckAssignment()
    {
        var blockOf = new List<int>();
        var isLeader = new bool[_instructions.Count];
        isLeader[0] = true;
        for (var i = 0; i < _instructions.Count; i++)
        {
            var instruction = _instructions[i];
            if (instruction.Target >= 0) isLeader[_indexAt[instruction.Target - _function.Start]] = true;
            if ((instruction.Target >= 0 || !instruction.FallsThrough) && i + 1 < isLeader.Length) isLeader[i + 1] = true;
        }
        var blockAt = new int[_instructions.Count];
        for (var i = 0; i < _instructions.Count; i++)
        {
            if (isLeader[i]) blockOf.Add(i);
            blockAt[i] = blockOf.Count - 1;
        }
        var blocks = blockOf.Count;
        blockOf.Add(_instructions.Count);

        // Only registers that some block reads before it writes them itself need to be followed between blocks.
        var registers = _function.Words.Length + _function.Objects.Length;
        var writtenIn = new int[registers];
        var followed = new int[registers];
        Array.Fill(writtenIn, -1);
        Array.Fill(followed, -1);
        var followedCount = 0;
        for (var block = 0; block < blocks; block++)
        {
            var (first, last) = EventsOf(blockOf, block);
            for (var i = first; i < last; i++)
            {
                var (register, isWrite) = _events[i];
                if (isWrite) writtenIn[register] = block;
                else if (writtenIn[register] != block && followed[register] < 0 && !IsParameter(register)) followed[register] = followedCount++;
            }
        }
        if (followedCount == 0) return;

        var width = (followedCount + 63) / 64;
        if ((long)width * blocks > 1 << 24) Fail("the function is too big to be checked");
        var before = new ulong[width * blocks];
        Array.Fill(before, ulong.MaxValue);
        Array.Clear(before, 0, width);
        var reached = new bool[blocks];
        reached[0] = true;
        var after = new ulong[width];
        // In reverse postorder a round per nested loop is enough, and one to see that nothing changes; only a file made to
        // be slow needs more.
        var order = ReversePostorder(blocks, block => Successors(blockOf, blockAt, block));
        var rounds = 0;
        for (var changed = true; changed;)
        {
            if ((long)++rounds * width * blocks > 1 << 28) Fail("the function is too tangled to be checked");
            changed = false;
            foreach (var block in order)
            {
                before.AsSpan(block * width, width).CopyTo(after);
                var (first, last) = EventsOf(blockOf, block);
                for (var i = first; i < last; i++)
                {
                    var (register, isWrite) = _events[i];
                    if (isWrite && followed[register] is var bit and >= 0) after[bit >> 6] |= 1UL << bit;
                }
                var (jump, next) = Successors(blockOf, blockAt, block);
                if (jump >= 0) changed |= Arrive(jump);
                if (next >= 0) changed |= Arrive(next);
            }
        }
        for (var block = 0; block < blocks; block++)
        {
            if (!reached[block]) continue;
            before.AsSpan(block * width, width).CopyTo(after);
            for (var k = blockOf[block]; k < blockOf[block + 1]; k++)
            {
                var last = k + 1 < _instructions.Count ? _instructions[k + 1].FirstEvent : _events.Count;
                for (var i = _instructions[k].FirstEvent; i < last; i++)
                {
                    var (register, isWrite) = _events[i];
                    if (followed[register] is not (var bit and >= 0)) continue;
                    if (isWrite)
                    {
                        after[bit >> 6] |= 1UL << bit;
                    }
                    else if ((after[bit >> 6] >> bit & 1) == 0)
                    {
                        _at = _instructions[k].Word;
                        Fail($"{Name(register)} may be read before it is written");
                    }
                }
            }
        }

        bool Arrive(int block)
        {
            var changed = !reached[block];
            reached[block] = true;
            for (var i = 0; i < width; i++)
            {
                ref var bits = ref before[block * width + i];
                var met = bits & after[i];
                changed |= met != bits;
                bits = met;
            }
            return changed;
        }
    }

    // The block its last instruction jumps to and the block it runs on into, or -1.
    private (int Jump, int Next) Successors(List<int> blockOf, int[] blockAt, int block)
    {
        var end = _instructions[blockOf[block + 1] - 1];
        return (end.Target >= 0 ? blockAt[_indexAt[end.Target - _function.Start]] : -1, end.FallsThrough ? block + 1 : -1);
    }

    // Of the blocks that control can get to.
    private static List<int> ReversePostorder(int blocks, Func<int, (int Jump, int Next)> successors)
    {
        var order = new List<int>();
        var state = new byte[blocks];
        var pending = new Stack<int>();
        pending.Push(0);
        while (pending.TryPeek(out var block))
        {
            var (jump, next) = successors(block);
            switch (state[block]++)
            {
                case 0 when next >= 0 && state[next] == 0:
                    pending.Push(next);
                    break;
                case 1 when jump >= 0 && state[jump] == 0:
                    pending.Push(jump);
                    break;
                case 2:
                    order.Add(block);
                    break;
                case > 2:
                    state[block] = 3;
                    pending.Pop();
                    break;
            }
        }
        order.Reverse();
        return order;
    }

    private (int First, int Last) EventsOf(List<int> blockOf, int block)
    {
        var next = blockOf[block + 1];
        return (_instructions[blockOf[block]].FirstEvent, next < _instructions.Count ? _instructions[next].FirstEvent : _events.Count);
    }

    private bool IsParameter(int register)
    {
        var isWord = register < _function.Words.Length;
        return isWord ? register < _wordParameters : register - _function.Words.Length < _objectParameters;
    }

    private string Name(int register) => register < _function.Words.Length ? $"w{register}" : $"o{register - _function.Words.Length}";
}
