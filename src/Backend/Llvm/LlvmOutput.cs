// What an emission gives, and how it fails.

using System.Text;
using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Llvm;

/// <summary>The result of one emission.</summary>
/// <param name="Kind">What the bytes are.</param>
/// <param name="Bytes">An object file, or UTF-8 text.</param>
public sealed record LlvmOutput(EmitKind Kind, ValueArray<byte> Bytes)
{
    /// <summary>The bytes as text; meaningful for assembly and LLVM IR.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.AsSpan());
}

/// <summary>LLVM refused what the emitter made: a fault of ours, never of the program.</summary>
public sealed class LlvmEmitException(string message) : Exception(message);
