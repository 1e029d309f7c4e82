// The exit codes, named once.

namespace Vale.Server.Cli;

/// <summary>What the process says at its end.</summary>
public static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Good = 0;
    /// <summary>The program has errors.</summary>
    public const int ProgramErrors = 1;
    /// <summary>Wrong usage, or input that is missing or unreadable.</summary>
    public const int WrongInput = 2;
    /// <summary>A fault of ours.</summary>
    public const int Fault = 3;
    /// <summary>Ended by Ctrl-C, as a shell counts it.</summary>
    public const int Interrupted = 130;
}
