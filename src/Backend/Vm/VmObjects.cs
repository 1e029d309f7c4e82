// How objects look in the machine's memory.

using Vale.Backend.Bytecode;

namespace Vale.Backend.Vm;

/// <summary>
/// A cell of an object: room for one word field and one object field. An object is a row of slots; the word of slot 0 is 1 while it
/// lives and 0 when it is dead, the object of slot 0 is its <see cref="VmStruct"/>. A dead object's row is never used again, so a
/// borrow needs no more than the reference to tell whether its object is dead: the generation is the row itself.
/// </summary>
internal struct Slot
{
    public long Word;
    public object? Object;
}

/// <summary>A struct at run time.</summary>
internal sealed class VmStruct(BytecodeStruct description)
{
    public readonly string Name = description.Name;
    public readonly bool IsImmutable = description.IsImmutable;
    public readonly int SlotCount = description.SlotCount;
    public readonly int Words = description.Words.Length;
    public readonly int Objects = description.Objects.Length;
    public readonly BytecodeType[] ObjectTypes = description.Objects;
    public long Made;
    public long Freed;
}

/// <summary>What a call needs to know of a function, side by side.</summary>
internal struct VmFunction
{
    public int Start;
    public int WordParameters;
    public int ObjectParameters;
    public int Words;
    public int Objects;
}

/// <summary>Ends the run. Carries the message without place; the interpreter adds it.</summary>
internal sealed class VmHaltException(VmOutcome outcome, string message, int word, string? detail = null) : Exception(message)
{
    public VmOutcome Outcome => outcome;
    /// <summary>The word of code that halted.</summary>
    public int Word => word;
    public string? Detail => detail;
    /// <summary>False when the message does not say where.</summary>
    public bool HasPlace { get; init; } = true;
    /// <summary>The message as the program gave it, which need not be UTF-8; null when it is the exception's own.</summary>
    public byte[]? RawMessage { get; init; }
}
