// Shows how a program's header is read, that every program has a good one, and that a run that differs from it fails.

using Vale.Testing;
using Vale.Testing.Programs;
using Xunit;

namespace Testing.Tests;

public sealed class ProgramTests
{
    private static ProgramCase Read(string header) => ProgramCase.Parse("p", "p.vale", null, header + "\nexported func main() { }\n");

    [Fact]
    public void Every_program_has_a_header_that_says_what_is_expected()
    {
        Assert.True(ProgramCase.All.Count >= 100, $"{ProgramCase.All.Count} programs");
        Assert.Equal(42, ProgramCase.Named("main/returns-int").ExitCode);
        Assert.Equal(2, ProgramCase.Named("packages/two-modules").Roots.Count);
        Assert.Equal([".vale", ".c"], ProgramCase.Named("externs/answer").Roots.Select(root => Path.GetExtension(root.Path)));
    }

    [Fact]
    public void Output_lines_end_in_line_breaks() =>
        Assert.Equal("one\n\ntwo\n", Read("// expect-stdout: one\n// expect-stdout:\n// expect-stdout: two").Stdout);

    [Fact]
    public void The_exit_code_is_the_results_low_byte_unless_said() =>
        Assert.Equal((232, 0, 1), (Read("// expect-result: 1000").ExitCode, Read("// expect-result: true").ExitCode, Read("// expect-exit: 1").ExitCode));

    [Theory]
    [InlineData("// Says nothing.")]
    [InlineData("// expect-sdout: typo")]
    [InlineData("// expect-stdout: a\n// expect-stdout-json: \"a\"")]
    public void A_malformed_header_fails(string header) => Assert.Throws<CheckFailedException>(() => Read(header));

    [Theory]
    [InlineData(1, "hi\n", "", "7", "exit code 1")]
    [InlineData(7, "ho\n", "", "7", "+ ho")]
    [InlineData(7, "hi\n", "oops", "7", "should be empty")]
    [InlineData(7, "hi\n", "", "8", "main returned 8")]
    public void A_run_that_differs_from_the_header_fails(int exit, string stdout, string stderr, string result, string what)
    {
        var program = Read("// expect-result: 7\n// expect-stdout: hi");
        new ProgramRun("hand", 7, "hi\n", "", "7").MustBe(program);

        var failure = Assert.Throws<CheckFailedException>(() => new ProgramRun("hand", exit, stdout, stderr, result).MustBe(program));

        Assert.Contains(what, failure.Message);
    }

    [Fact]
    public void A_halt_must_say_why()
    {
        var program = Read("// expect-exit: 1\n// expect-stderr-contains: division by zero");
        new ProgramRun("hand", 1, "", "halted: division by zero\n").MustBe(program);

        Assert.Throws<CheckFailedException>(() => new ProgramRun("hand", 1, "", "halted: panic\n").MustBe(program));
    }

    [Fact]
    public void Runs_that_differ_from_each_other_fail()
    {
        var one = new ProgramRun("one", 0, "a\n", "");
        ProgramRun.MustAgree(one, one with { By = "other" });

        Assert.Throws<CheckFailedException>(() => ProgramRun.MustAgree(one, one with { Stdout = "b\n" }));
        Assert.Throws<CheckFailedException>(() => ProgramRun.MustAgree(one, one with { ExitCode = 1 }));
        Assert.Throws<CheckFailedException>(() => ProgramRun.MustAgree(one, one with { Stderr = "x" }));
    }
}
