// The two ways bytecode can fail before it runs: a file that is not sound, and a program beyond the format's limits.

namespace Vale.Backend.Bytecode;

/// <summary>An image was refused: damaged, of another version, or breaking a rule of the format. The message says which.</summary>
public sealed class BytecodeFormatException(string message) : Exception(message);

/// <summary>A program does not fit the format (for instance a function that needs more than 65,535 registers). The message names the function and the limit.</summary>
public sealed class BytecodeLimitException(string message) : Exception(message);
