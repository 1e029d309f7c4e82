// Runs a test as a process of its own, in a group of its own: what it started ends with it, and one that takes too long is
// ended with all that it started.

using System.Diagnostics;
using System.Globalization;
using Vale.Server.Cli.Machine;

namespace Vale.Server.Cli.Testing;

/// <summary>Runs tests as processes.</summary>
/// <param name="limit">How long a test may take; zero for as long as it likes.</param>
internal sealed class ProcessRun(string program, string workingDirectory, TimeSpan limit) : TestRun
{
    private const string Halted = "halted: ";

    // What is still on its way when the process has ended is soon there.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    public override TestOutcome? Run(int number)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(number.ToString(CultureInfo.InvariantCulture));
        var interrupted = false;
        var began = Stopwatch.GetTimestamp();
        using var process = ProcessGroup.Start(start);
        var group = process.Id;
        using var interruption = Interruption.Asking(() =>
        {
            Volatile.Write(ref interrupted, true);
            ProcessGroup.End(process, group);
        });
        process.StandardInput.Close();
        var changed = new object();
        var output = new ChildOutput(process.StandardOutput.BaseStream, changed);
        var error = new ChildOutput(process.StandardError.BaseStream, changed);
        var isLate = !process.WaitForExit(Patience(limit));
        var time = Stopwatch.GetElapsedTime(began);
        ProcessGroup.End(process, group);
        process.WaitForExit(s_grace);
        if (interrupted) return null;
        var (said, complained) = (TextOf(output), TextOf(error));
        if (isLate) return new TestOutcome(TestOutcome.TookTooLong, time, said, complained, TooLong(limit), null, 0);
        var at = ("\n" + complained).LastIndexOf("\n" + Halted, StringComparison.Ordinal);
        var (message, file, line) = at >= 0 ? Split(complained[(at + Halted.Length)..].TrimEnd('\n')) : (null, null, 0);
        if (message is null && process.ExitCode > 128) message = $"ended by signal {process.ExitCode - 128}";
        return new TestOutcome(process.ExitCode, time, said, complained, message, file, line);
    }

    private static string TextOf(ChildOutput output) => Terminal.Utf8.GetString(output.All(s_grace));
}
