// The one way the backend says that there is no LLVM on this machine.

namespace Vale.Backend.Llvm.Interop;

/// <summary>No usable libLLVM was found. The message says what to install.</summary>
public sealed class LlvmNotFoundException(string message) : Exception(message);
