// Runs one test by itself: in a virtual machine of its own, or as a process of its own. A test that halts, loops in its
// data or ends the process takes nothing with it.

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Vale.Backend.Bytecode;
using Vale.Backend.Vm;
using Vale.Server.Project;

namespace Vale.Server.Cli.Testing;

/// <summary>What a test came to.</summary>
/// <param name="Code">The exit code; 0 of a test that passed.</param>
/// <param name="Message">Why it halted; null when it did not.</param>
/// <param name="FailedFile">Where it halted, as near to the test as is known; null when it is not.</param>
internal sealed record TestOutcome(int Code, TimeSpan Time, string Out, string Error, string? Message, string? FailedFile, int FailedLine)
{
    public bool Passed => Code == 0;
}

/// <summary>A way to run tests.</summary>
internal abstract partial class TestRun
{
    /// <summary>Runs the test of that number; null when the user ended it.</summary>
    public abstract TestOutcome? Run(int number);

    /// <summary>Splits a halting message: what, and the place at its end.</summary>
    protected static (string Message, string? File, int Line) Split(string message)
    {
        var place = PlaceAtEnd().Match(message);
        return place.Success
            ? (message[..place.Index], place.Groups[1].Value, int.Parse(place.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : (message, null, 0);
    }

    [GeneratedRegex(@", at ([^\n]*):(\d+)\z")]
    private static partial Regex PlaceAtEnd();
}

/// <summary>Runs tests in the virtual machine.</summary>
/// <param name="files">The paths of the user's files: where a panic in a library was called from is told by these.</param>
internal sealed class MachineRun(BytecodeImage image, ValeProject project, Terminal terminal, IReadOnlySet<string> files) : TestRun
{
    public override TestOutcome? Run(int number)
    {
        var interrupted = false;
        using var interruption = Interruption.Asking(() => Volatile.Write(ref interrupted, true));
        // As a process, a test finds nothing on its standard input.
        using var system = Machine.SystemExterns.For(project, terminal with { Input = Stream.Null, IsProcess = false });
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var start = Stopwatch.GetTimestamp();
        var result = VirtualMachine.Run(image, new VmOptions
        {
            Output = output,
            Error = error,
            Externs = system?.Functions,
            Arguments = [number.ToString(CultureInfo.InvariantCulture)],
            ShouldStop = () => Volatile.Read(ref interrupted),
        });
        var time = Stopwatch.GetElapsedTime(start);
        if (result.Outcome == VmOutcome.Stopped) return null;
        var (message, file, line) = result.HaltMessage is { } halted ? Split(halted) : (null, null, 0);
        foreach (var place in result.Trace)
        {
            if (!files.Contains(place.File)) continue;
            (file, line) = (place.File, place.Line);
            break;
        }
        return new TestOutcome(result.ExitCode, time, Terminal.Utf8.GetString(output.ToArray()), Terminal.Utf8.GetString(error.ToArray()), message, file, line);
    }
}

/// <summary>Runs tests as processes.</summary>
internal sealed class ProcessRun(string program, string workingDirectory) : TestRun
{
    private const string Halted = "halted: ";

    public override TestOutcome? Run(int number)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Terminal.Utf8,
            StandardErrorEncoding = Terminal.Utf8,
        };
        start.ArgumentList.Add(number.ToString(CultureInfo.InvariantCulture));
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        var time = Stopwatch.GetElapsedTime(began);
        var at = ("\n" + error).LastIndexOf("\n" + Halted, StringComparison.Ordinal);
        var (message, file, line) = at >= 0 ? Split(error[(at + Halted.Length)..].TrimEnd('\n')) : (null, null, 0);
        if (message is null && process.ExitCode > 128) message = $"ended by signal {process.ExitCode - 128}";
        return new TestOutcome(process.ExitCode, time, output.Result, error, message, file, line);
    }
}
