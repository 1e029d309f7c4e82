// A process, and what running it to its end cost the processor.

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Vale.Bench.Native;

/// <summary>A command that can be run again and again.</summary>
internal sealed class Child(string executable, params string[] arguments)
{
    /// <summary>How a run ended. Seconds are of processor time, of the program's own and of the kernel's for it.</summary>
    public sealed record Result(int ExitCode, string Output, string Error, double Seconds);

    /// <summary>True when such a command can be started.</summary>
    public static bool Exists(string executable) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, executable)));

    /// <summary>Runs it. Nothing else may be started by this process meanwhile.</summary>
    public Result Run()
    {
        var before = ChildrensSeconds();
        using var process = Process.Start(new ProcessStartInfo(executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"cannot start {this}");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output, error.GetAwaiter().GetResult(), ChildrensSeconds() - before);
    }

    /// <summary>The command as one would type it.</summary>
    public override string ToString() => string.Join(' ', arguments.Prepend(executable));

    private static double ChildrensSeconds()
    {
        const int children = -1;
        var usage = new long[18];
        if (getrusage(children, usage) != 0) throw new InvalidOperationException("getrusage failed");
        return usage[0] + usage[2] + (usage[1] + usage[3]) / 1e6;
    }

    [DllImport("libc")]
    private static extern int getrusage(int who, [Out] long[] usage);
}
