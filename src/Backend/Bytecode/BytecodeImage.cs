// A whole program as the virtual machine runs it, in memory. How it lies in a file is BytecodeFile's business.

namespace Vale.Backend.Bytecode;

/// <summary>A program's bytecode. Written by <see cref="BytecodeWriter"/> or read by <see cref="BytecodeFile"/>; not changed afterwards.</summary>
public sealed class BytecodeImage
{
    /// <summary>The code of all functions, one behind the other.</summary>
    public required Instruction[] Code { get; init; }

    /// <summary>Functions; a call names one by its place here.</summary>
    public required BytecodeFunction[] Functions { get; init; }

    /// <summary>Structs; types name one by its place here.</summary>
    public required BytecodeStruct[] Structs { get; init; }

    /// <summary>Interfaces; types name one by its place here.</summary>
    public required BytecodeInterface[] Interfaces { get; init; }

    /// <summary>The methods of all interfaces, those of one side by side; a call names one by its place here.</summary>
    public required BytecodeMethod[] Methods { get; init; }

    /// <summary>How structs implement interfaces.</summary>
    public required BytecodeItable[] Itables { get; init; }

    /// <summary>Array types; types name one by its place here.</summary>
    public required BytecodeArray[] Arrays { get; init; }

    /// <summary>Externs the program may call.</summary>
    public required BytecodeExtern[] Externs { get; init; }

    /// <summary>Literals, UTF-8.</summary>
    public required byte[][] Strings { get; init; }

    /// <summary>Word constants that do not fit in an instruction.</summary>
    public required long[] Constants { get; init; }

    /// <summary>Source files, as the user named them.</summary>
    public required string[] Files { get; init; }

    /// <summary>The number of the function to start with, or -1 for a library.</summary>
    public required int Main { get; init; }

    /// <summary>True when retains and releases of immutables are in the code.</summary>
    public required bool TracksShares { get; init; }
}

/// <summary>A function of an image.</summary>
public sealed class BytecodeFunction
{
    /// <summary>What messages call it.</summary>
    public required string Name { get; init; }

    /// <summary>The number of its first word in <see cref="BytecodeImage.Code"/>.</summary>
    public required int Start { get; init; }

    /// <summary>How many words of code it has.</summary>
    public required int Length { get; init; }

    /// <summary>Types of its parameters in order. On entry the word parameters are w0, w1, ... and the object parameters o0, o1, ...</summary>
    public required BytecodeType[] Parameters { get; init; }

    /// <summary>What it returns.</summary>
    public required BytecodeType ReturnType { get; init; }

    /// <summary>The type of each word register.</summary>
    public required BytecodeType[] Words { get; init; }

    /// <summary>The type of each object register.</summary>
    public required BytecodeType[] Objects { get; init; }

    /// <summary>The number of its file, or -1 when not known.</summary>
    public required int File { get; init; }

    /// <summary>Where source lines begin: ascending word offsets from <see cref="Start"/>, each with a 1-based line.</summary>
    public required BytecodeLine[] Lines { get; init; }

    /// <summary>The source line of a word offset, or 0 when not known.</summary>
    public int LineAt(int offset)
    {
        int low = 0, high = Lines.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Lines[middle].Offset <= offset) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? 0 : Lines[low - 1].Line;
    }
}

/// <summary>From word <paramref name="Offset"/> of its function on, code came from source line <paramref name="Line"/>.</summary>
public readonly record struct BytecodeLine(int Offset, int Line);

/// <summary>A function that is not in the image.</summary>
/// <param name="Name">Its C name.</param>
public sealed record BytecodeExtern(string Name, BytecodeType[] Parameters, BytecodeType ReturnType);

/// <summary>An interface.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="IsImmutable">Whether the structs that implement it are.</param>
/// <param name="FirstMethod">The number of its first method in <see cref="BytecodeImage.Methods"/>: those of the interfaces before it come first.</param>
/// <param name="MethodCount">How many methods it has.</param>
public sealed record BytecodeInterface(string Name, bool IsImmutable, int FirstMethod, int MethodCount);

/// <summary>A method of an interface.</summary>
/// <param name="Parameters">Types of its arguments; the one that decides is an interface.</param>
/// <param name="VirtualIndex">Which argument decides.</param>
public sealed record BytecodeMethod(BytecodeType[] Parameters, BytecodeType ReturnType, int VirtualIndex);

/// <summary>How a struct implements an interface.</summary>
/// <param name="Functions">Per method of the interface, the function that runs; it takes the struct where the method takes the interface.</param>
public sealed record BytecodeItable(int Struct, int Interface, int[] Functions);

/// <summary>An array type.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="IsImmutable">Shared once it is filled.</param>
/// <param name="Length">The fixed length, or -1 for one that is chosen when the array is made.</param>
/// <param name="Element">What it holds: words or objects. An array of void holds bools that nobody reads.</param>
public sealed record BytecodeArray(string Name, bool IsImmutable, int Length, BytecodeType Element);

/// <summary>
/// A struct. Its objects are rows of slots; slot 0 is the header. Word fields take the word halves of slots 1, 2, ... in order,
/// object fields the object halves of slots 1, 2, ... in order, so that a struct of two ints and two strings has two slots and a header.
/// </summary>
public sealed class BytecodeStruct
{
    /// <summary>Lays out a struct.</summary>
    public BytecodeStruct(string name, bool isImmutable, BytecodeType[] fields)
    {
        Name = name;
        IsImmutable = isImmutable;
        Fields = fields;
        Slots = new int[fields.Length];
        var words = new List<BytecodeType>();
        var objects = new List<BytecodeType>();
        for (var i = 0; i < fields.Length; i++)
        {
            var half = fields[i].IsWord ? words : fields[i].IsObject ? objects : null;
            if (half == null) continue;
            half.Add(fields[i]);
            Slots[i] = half.Count;
        }
        Words = [.. words];
        Objects = [.. objects];
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Immutable: no identity, never freed by the program.</summary>
    public bool IsImmutable { get; }

    /// <summary>Field types as declared.</summary>
    public BytecodeType[] Fields { get; }

    /// <summary>The slot of each field, 0 for a field that takes no room.</summary>
    public int[] Slots { get; }

    /// <summary>Types of the word halves: element i is slot i + 1.</summary>
    public BytecodeType[] Words { get; }

    /// <summary>Types of the object halves: element i is slot i + 1.</summary>
    public BytecodeType[] Objects { get; }

    /// <summary>Slots of an object, the header included.</summary>
    public int SlotCount => 1 + Math.Max(Words.Length, Objects.Length);
}
