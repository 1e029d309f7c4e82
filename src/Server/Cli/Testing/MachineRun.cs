// Runs a test in a virtual machine of its own, on a thread of its own: one that waits for what never comes is left behind.

using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Vale.Backend.Bytecode;
using Vale.Backend.Vm;
using Vale.Server.Cli.Machine;
using Vale.Server.Project;

namespace Vale.Server.Cli.Testing;

/// <summary>Runs tests in the virtual machine.</summary>
/// <param name="files">The paths of the user's files: where a halt in a library was called from is told by these.</param>
/// <param name="limit">How long a test may take; zero for as long as it likes.</param>
internal sealed class MachineRun(BytecodeImage image, ValeProject project, Terminal terminal, IReadOnlySet<string> files, TimeSpan limit) : TestRun
{
    private const int StackSize = 16 << 20;

    // What a machine that was told to stop may take for it: it asks every few milliseconds.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    public override TestOutcome? Run(int number)
    {
        var interrupted = false;
        var isLate = false;
        // As a process, a test finds nothing on its standard input.
        var system = SystemExterns.For(project, terminal with { Input = Stream.Null, IsProcess = false }, inGroups: true);
        using var interruption = Interruption.Asking(() =>
        {
            Volatile.Write(ref interrupted, true);
            system?.EndChildren();
        });
        var output = new MemoryStream();
        var error = new MemoryStream();
        VmResult? result = null;
        ExceptionDispatchInfo? fault = null;
        var start = Stopwatch.GetTimestamp();
        var machine = new Thread(() =>
        {
            try
            {
                result = VirtualMachine.Run(image, new VmOptions
                {
                    Output = output,
                    Error = error,
                    Externs = system?.Functions,
                    Arguments = [number.ToString(CultureInfo.InvariantCulture)],
                    ShouldStop = () => Volatile.Read(ref interrupted) || Volatile.Read(ref isLate),
                });
            }
            catch (Exception e)
            {
                fault = ExceptionDispatchInfo.Capture(e);
            }
        }, StackSize) { IsBackground = true, Name = "test" };
        machine.Start();
        var ended = machine.Join(Patience(limit));
        if (!ended)
        {
            Volatile.Write(ref isLate, true);
            system?.EndChildren();
            ended = machine.Join(s_grace);
        }
        var time = Stopwatch.GetElapsedTime(start);
        // What a test left running ends with it.
        system?.EndChildren();
        // A test whose programs were ended may have come to its own end by that, which means nothing.
        if (interrupted) return null;
        if (!ended) return new TestOutcome(TestOutcome.TookTooLong, time, "", "", TooLong(limit), null, 0);
        system?.Dispose();
        fault?.Throw();
        var (message, file, line) = result!.HaltMessage is { } halted ? Split(halted) : (null, null, 0);
        if (isLate) message = TooLong(limit);
        foreach (var place in result.Trace)
        {
            if (!files.Contains(place.File)) continue;
            (file, line) = (place.File, place.Line);
            break;
        }
        return new TestOutcome(isLate ? TestOutcome.TookTooLong : result.ExitCode, time, Text(output), isLate ? "" : Text(error), message, file, line);
    }

    private static string Text(MemoryStream bytes) => Terminal.Utf8.GetString(bytes.ToArray());
}
