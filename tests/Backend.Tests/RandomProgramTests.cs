// Random programs, run in the interpreter and as machine code at different levels: they must agree on every byte of output, on the exit
// code and on how they halt, and leave no memory behind. The seeds are fixed; a failure shows the program.

using Vale.Backend.Llvm;
using Vale.Testing;
using Vale.Testing.Programs;
using Xunit;

namespace Backend.Tests;

public sealed class RandomProgramTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Both_ways_to_run_agree(int seed)
    {
        var text = RandomProgram.Write(seed);
        try
        {
            using var database = new TestDatabase(Fixture.Parse(text));
            var compiled = new CompiledProgram(database.Program(), []);
            Assert.Empty(Vale.Compiler.Lowering.IrVerifier.Verify(compiled.Program));
            var interpreted = ProgramRunner.InVm(compiled, []);

            var native = ProgramRunner.Natively(compiled, [], seed % 2 == 0 ? OptLevel.O2 : OptLevel.O0);

            ProgramRun.MustAgree(interpreted, native);
        }
        catch (Exception failure)
        {
            throw new CheckFailedException($"seed {seed}: {failure.Message}\n{failure.StackTrace}\n{text}");
        }
    }
}
