// Bytecode files: .vbc.

using Vale.Backend.Bytecode;
using Vale.Server.Project;

namespace Vale.Server.Cli;

/// <summary>Reads and writes bytecode files.</summary>
internal static class BytecodeStore
{
    public static byte[] Write(BytecodeImage image) => throw Unsupported();
    public static BytecodeImage Read(byte[] bytes) => throw Unsupported();
    private static InputException Unsupported() => new(new("bytecode-files", "bytecode files are not supported yet", "", "", "run the sources: `vale-ls --run ...`"));
}
