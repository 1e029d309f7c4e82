// Ctrl-C and SIGTERM: what is under way gets a chance to end tidily, half-written files are removed, and the process is
// gone soon in any case. It knows nothing of what was being done.

using System.Runtime.InteropServices;

namespace Vale.Server.Cli;

/// <summary>Decides what a signal to end the process does, for as long as it is not disposed.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly Action? _ask;
    private int _signals;

    private Interruption(Action? ask)
    {
        _ask = ask;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, 128 + 15));
    }

    /// <summary>The first signal calls <paramref name="ask"/>, which must be quick and makes the work end itself; a second one ends the process.</summary>
    public static Interruption Asking(Action ask) => new(ask);

    /// <summary>A signal removes the files that are half written and ends the process.</summary>
    public static Interruption Ending() => new(null);

    /// <summary>Signals are left to a child process, which gets them too and whose end is waited for.</summary>
    public static Interruption LeftToChild() => new(static () => { });

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void Handle(PosixSignalContext context, int code)
    {
        if (_ask is not null && Interlocked.Increment(ref _signals) == 1)
        {
            context.Cancel = true;
            _ask();
            return;
        }
        AtomicFile.DiscardAll();
        Environment.Exit(code);
    }
}
