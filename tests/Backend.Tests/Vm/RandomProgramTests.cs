// The writer keeps values in surprising places; random programs show that nobody can tell.

using Backend.Tests.Llvm;
using Vale.Backend.Bytecode;
using Vale.Backend.Llvm;
using Vale.Backend.Vm;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Vm;

public class RandomProgramTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_machine_gives_what_a_plain_reading_of_the_ir_gives(int part)
    {
        int completed = 0, halted = 0;
        for (var seed = part * 200; seed < (part + 1) * 200; seed++)
        {
            var program = new RandomProgram(seed).Make();
            Assert.Empty(IrVerifier.Verify(program));
            var expected = new IrEvaluator(program).Run();
            foreach (var trackShares in (bool[])[false, true])
            {
                var run = VmRun.Run(program, new VmOptions { TrackShares = trackShares });
                var got = (run.Output, run.Result.Outcome == VmOutcome.Completed ? (object?)run.Result.ExitCode : null, run.Result.HaltMessage?.Split(", at ")[0]);
                if (!got.Equals(expected))
                {
                    var image = BytecodeWriter.Write(program, new BytecodeOptions(trackShares));
                    Assert.Fail($"seed {seed}, shares {(trackShares ? "tracked" : "not tracked")}: expected {expected}, got {got}\n{IrPrinter.Print(program)}\n{BytecodePrinter.Print(image)}");
                }
                Assert.True(run.Result.Outcome == VmOutcome.Halted || run.Result.Statistics.IsSound, $"seed {seed}: {run.Result.Statistics}");
            }
            if (expected.Halt == null) completed++;
            else halted++;
        }
        // Both kinds of end are met, or the programs have become dull.
        Assert.True(completed > 100 && halted > 10, $"{completed} completed, {halted} halted");
    }

    [Fact]
    public void Machine_code_gives_what_a_plain_reading_of_the_ir_gives()
    {
        for (var seed = 1000; seed < 1040; seed++)
        {
            var program = new RandomProgram(seed).Make();
            var (output, value, halt) = new IrEvaluator(program).Run();
            var run = NativeProgram.Run(program, new LlvmOptions(seed % 2 == 0 ? OptLevel.O2 : OptLevel.O0));
            var expected = (output, halt == null ? (int)value! & 255 : 1, halt == null ? "" : "halted: " + halt);
            if (expected != (run.Output, run.ExitCode, run.Error.Split(", at ")[0])) Assert.Fail($"seed {seed}: expected {expected}, got {run}\n{IrPrinter.Print(program)}");
        }
    }
}
