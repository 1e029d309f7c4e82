// How objects look in the machine's memory.

using Vale.Backend.Bytecode;

namespace Vale.Backend.Vm;

/// <summary>
/// A cell of an object: room for one word field and one object field. An object is a row of slots; the word of slot 0 is 1 while it
/// lives and 0 when it is dead, the object of slot 0 is its <see cref="VmStruct"/> or <see cref="VmArray"/>. A dead object's row is never
/// used again, so a borrow needs no more than the reference to tell whether its object is dead: the generation is the row itself.
/// A reference to an interface is the reference to the object.
/// An array has three slots: slot 1 has the number of elements and a long[] or object[] with them, which grows up to the capacity
/// in slot 2. A dead array holds none, so that one comparison sees both an index out of bounds and a dead array.
/// </summary>
internal struct Slot
{
    public long Word;
    public object? Object;
}

/// <summary>A struct or array type at run time, and how many objects of it there were.</summary>
internal abstract class VmLayout(string name, bool isImmutable)
{
    public readonly string Name = name;
    public readonly bool IsImmutable = isImmutable;
    public long Made;
    /// <summary>How many nobody owns any more.</summary>
    public long Freed;
}

/// <summary>A struct at run time.</summary>
internal sealed class VmStruct(BytecodeStruct description, int number) : VmLayout(description.Name, description.IsImmutable)
{
    /// <summary>What a call remembers the struct by: its number and 1.</summary>
    public readonly uint Key = (uint)number + 1;
    public readonly int SlotCount = description.SlotCount;
    public readonly int Words = description.Words.Length;
    public readonly int Objects = description.Objects.Length;
    public readonly BytecodeType[] ObjectTypes = description.Objects;
}

/// <summary>An array type at run time.</summary>
internal sealed class VmArray(BytecodeArray description) : VmLayout(description.Name, description.IsImmutable)
{
    public readonly BytecodeType Element = description.Element;
    /// <summary>Whether it is an error to free an array that still holds elements.</summary>
    public readonly bool MustBeEmpty = description.Length < 0 && description.Element.MustEnd;
    /// <summary>What holds the elements of an array that has none.</summary>
    public readonly Array NoElements = description.Element.IsWord ? Array.Empty<long>() : Array.Empty<object?>();
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
