// What a program did, and whether that is what its header says. It knows no compiler.

using System.Text;

namespace Vale.Testing.Programs;

/// <summary>What one run showed.</summary>
/// <param name="By">What ran it: <c>interpreter</c>, <c>machine code</c>.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Stdout">All of standard output.</param>
/// <param name="Stderr">All of standard error, without the line of <c>--print-result</c>.</param>
/// <param name="Result">What main returned, <c>void</c> when nothing; null when the run cannot say, or did not get there.</param>
public sealed record ProgramRun(string By, int ExitCode, string Stdout, string Stderr, string? Result = null)
{
    /// <summary>Passes when this run did what the program's header says, else fails with every difference.</summary>
    public void MustBe(ProgramCase program)
    {
        var report = new StringBuilder();
        if (ExitCode != program.ExitCode) report.Append($"exit code {ExitCode}, expected {program.ExitCode}\n");
        if (Stdout != program.Stdout) report.Append($"standard output (- expected, + now):\n{LineDiff.Of(program.Stdout, Stdout)}");
        if (program.StderrContains.Count == 0 && Stderr.Length > 0) report.Append($"standard error should be empty:\n{Stderr}\n");
        foreach (var text in program.StderrContains)
            if (!Stderr.Contains(text, StringComparison.Ordinal)) report.Append($"standard error should contain `{text}`, and is:\n{Stderr}\n");
        if (Result is not null && Result != (program.Result ?? "void"))
            report.Append($"main returned {Result}, expected {program.Result ?? "void"}\n");
        if (report.Length > 0) throw new CheckFailedException($"{program.HeaderFile}, run by {By}:\n{report}");
    }

    /// <summary>Passes when both runs showed the same, else fails with the difference.</summary>
    public static void MustAgree(ProgramRun one, ProgramRun other)
    {
        if (one.ExitCode == other.ExitCode && one.Stdout == other.Stdout && one.Stderr == other.Stderr) return;
        throw new CheckFailedException(
            $"The two ways to run the program disagree (- {one.By}, + {other.By}):\n{LineDiff.Of(Show(one), Show(other))}");
    }

    private static string Show(ProgramRun run) => $"exit {run.ExitCode}\nstdout:\n{run.Stdout}\nstderr:\n{run.Stderr}";
}
