// Every hand-built program, in the interpreter: with and without tracked shares it does what it must and leaves nothing behind.

using Backend.Tests.Vm;
using Vale.Backend.Vm;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Agreement;

public class VmAgreementTests
{
    public static TheoryData<string> Names => [.. AgreementCase.All.Select(static it => it.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_interpreter_does_what_the_program_says(string name)
    {
        var expected = AgreementCase.All.Single(it => it.Name == name);
        Assert.Empty(IrVerifier.Verify(expected.Program));
        foreach (var trackShares in (bool[])[true, false])
        {
            var run = VmRun.Run(expected.Program, new VmOptions { TrackShares = trackShares });
            Assert.Equal(expected.Halt is { } halt ? $"halted: {halt}, at src/main.vale:{expected.Line}\n" : "", run.Error);
            Assert.Equal((expected.Output, expected.ExitCode), (run.Output, run.Result.ExitCode));
            Assert.Equal(expected.Halt == null ? VmOutcome.Completed : VmOutcome.Halted, run.Result.Outcome);
            Assert.True(run.Result.Statistics.IsSound, run.Result.Statistics.ToString());
        }
    }
}
