// The entry of the process: surroundings in, exit code out. Everything else can be run without a process.

using Vale.Server.Cli;

namespace Vale.Server;

/// <summary>The program <c>vale-ls</c>.</summary>
public static class Program
{
    /// <summary>Runs the command line; the exit codes are those of <c>--help</c>.</summary>
    public static int Main(string[] args) => FrontDoor.Run(args, Terminal.OfProcess());
}
