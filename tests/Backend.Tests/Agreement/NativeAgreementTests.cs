// Every hand-built program as machine code, plain and optimised: it does what it must, and leaves nothing behind.

using Backend.Tests.Llvm;
using Vale.Backend.Llvm;
using Xunit;

namespace Backend.Tests.Agreement;

public class NativeAgreementTests
{
    public static TheoryData<string> Names => [.. AgreementCase.All.Select(static it => it.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Machine_code_does_what_the_program_says(string name)
    {
        var expected = AgreementCase.All.Single(it => it.Name == name);
        var result = new RunResult(expected.ExitCode, expected.Output, expected.Halt is { } halt ? $"halted: {halt}, at src/main.vale:{expected.Line}\n" : "");
        Assert.Equal(result, NativeProgram.Run(expected.Program, new LlvmOptions(OptLevel.O2)));
        // Following what is dead is undefined in an unsafe region.
        var plain = expected.Halt is null ? RegionMode.Unsafe : RegionMode.Safe;
        Assert.Equal(result, NativeProgram.Run(expected.Program, new LlvmOptions(OptLevel.O0, Region: plain)));
    }
}
