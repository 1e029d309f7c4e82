// Compiles a small project and runs it in the interpreter, with its memory checked.

using Vale.Compiler.Lowering;
using Vale.Testing;
using Vale.Testing.Programs;

namespace Compiler.Tests;

internal static class Running
{
    /// <summary>What the program prints, its lines joined by blanks. Fails when it has errors, halts, or leaves anything in memory.</summary>
    public static string Output(string fixture)
    {
        using var database = new TestDatabase(fixture);
        var program = database.Program();
        var faults = IrVerifier.Verify(program);
        if (faults.Count > 0) throw new CheckFailedException($"The IR is not sound:\n{string.Join('\n', faults)}");
        var run = ProgramRunner.InVm(new CompiledProgram(program, []), []);
        if (run.Stderr.Length > 0) throw new CheckFailedException($"The program halted: {run.Stderr}");
        return run.Stdout.TrimEnd('\n').Replace('\n', ' ');
    }
}
