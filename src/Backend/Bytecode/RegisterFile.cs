// Gives out the registers of one class in one function. A register keeps one type for the whole function, which is what lets
// the verifier judge an operand without following control flow.

namespace Vale.Backend.Bytecode;

/// <summary>A function's registers of one class.</summary>
internal sealed class RegisterFile(string function)
{
    private const int Limit = ushort.MaxValue;
    private readonly List<BytecodeType> _types = [];
    private readonly Dictionary<BytecodeType, Stack<int>> _free = [];

    public BytecodeType[] Types => [.. _types];
    public int Count => _types.Count;

    /// <summary>A register that was never used.</summary>
    public int Fresh(BytecodeType type)
    {
        if (_types.Count == Limit) throw new BytecodeLimitException($"function {function} needs more than {Limit} registers");
        _types.Add(type);
        return _types.Count - 1;
    }

    /// <summary>A register that is free now.</summary>
    public int Take(BytecodeType type) => _free.TryGetValue(type, out var free) && free.TryPop(out var register) ? register : Fresh(type);

    /// <summary>Gives a register back.</summary>
    public void Release(int register)
    {
        var type = _types[register];
        if (!_free.TryGetValue(type, out var free)) _free.Add(type, free = []);
        free.Push(register);
    }
}
