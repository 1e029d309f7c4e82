// Random programs about objects, in the interpreter and as machine code at different levels and in both regions: they must agree on
// every byte of output, on the exit code and on how they halt, and leave nothing behind. The seeds are fixed; a failure shows the program.

using Backend.Tests.Llvm;
using Backend.Tests.Vm;
using Vale.Backend.Llvm;
using Vale.Backend.Vm;
using Vale.Compiler.Lowering;
using Vale.Testing;
using Xunit;

namespace Backend.Tests.Agreement;

public class RandomObjectTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Both_ways_to_run_agree(int seed)
    {
        var program = new RandomObjects(seed).Make();
        try
        {
            var run = VmRun.Run(program, new VmOptions { TrackShares = true });
            Assert.True(run.Result.Outcome == VmOutcome.Halted || run.Result.Statistics.IsSound, run.Result.Statistics.ToString());
            var expected = new RunResult(run.Result.ExitCode, run.Output, run.Error);
            using var built = NativeProgram.Build(program, new LlvmOptions(seed % 2 == 0 ? OptLevel.O0 : OptLevel.O3));
            // A program that halts leaves what it held.
            var isClean = seed % 4 < 2 && run.Result.Outcome == VmOutcome.Completed;
            Assert.Equal(expected, isClean ? built.RunUnderValgrind() : built.Run());
            // Following what is dead is undefined there.
            if (!run.Error.Contains("already dead", StringComparison.Ordinal))
                Assert.Equal(expected, NativeProgram.Run(program, new LlvmOptions(OptLevel.O2, Region: RegionMode.Unsafe)));
        }
        catch (Exception failure)
        {
            throw new CheckFailedException($"seed {seed}: {failure.Message}\n{failure.StackTrace}\n{IrPrinter.Print(program)}");
        }
    }
}
