// What every verb that reads a program starts with: load the project, open the compiler on it, tell the problems.

using System.Diagnostics;
using Vale.Compiler.Diagnostics;
using Vale.Queries.Runtime;
using Vale.Server.Project;
using Vale.Server.Render;

namespace Vale.Server.Cli;

/// <summary>A loaded project with the compiler opened on it.</summary>
internal sealed class Session : IDisposable
{
    private Session(ValeProject project, CompileSettings settings, CompilerDoor compiler)
    {
        Project = project;
        Settings = settings;
        Compiler = compiler;
    }

    public ValeProject Project { get; }

    public CompileSettings Settings { get; }

    public CompilerDoor Compiler { get; }

    /// <summary>What was measured so far: name and value, times in microseconds.</summary>
    public List<(string Name, long Value)> Metrics { get; } = [];

    /// <summary>Loads what the command line names. Null when that failed: it was told, and the exit code is <see cref="ExitCode.WrongInput"/>.</summary>
    /// <param name="prepare">Called with the engine before anything is asked of it.</param>
    public static Session? Open(CommandLine line, Terminal terminal, Action<Database>? prepare = null)
    {
        var start = Stopwatch.GetTimestamp();
        var load = ProjectLoader.Load(line.Sources, terminal.WorkingDirectory);
        if (load.Problems.Count != 0)
        {
            FrontDoor.TellProblems(load.Problems, line.Color, terminal);
            return null;
        }
        var settings = CompileSettings.Of(line, load.Project, terminal.WorkingDirectory);
        var loaded = Stopwatch.GetTimestamp();
        var session = new Session(load.Project, settings, CompilerDoor.Open(load.Project, settings, prepare));
        session.AddTime("load", Stopwatch.GetElapsedTime(start, loaded));
        session.AddTime("open", Stopwatch.GetElapsedTime(loaded));
        return session;
    }

    /// <summary>Every problem of the program, in the order they are shown in.</summary>
    public IReadOnlyList<Diagnostic> Problems() => Time("check", () => DiagnosticOrder.Sort(Compiler.Problems(Settings.Jobs), Compiler));

    /// <summary>Does a step and notes how long it took.</summary>
    public T Time<T>(string step, Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = work();
        AddTime(step, Stopwatch.GetElapsedTime(start));
        return result;
    }

    private void AddTime(string step, TimeSpan time) => Metrics.Add(($"time.{step}.us", (long)time.TotalMicroseconds));

    /// <summary>Writes problems to the error stream, as the verbs do whose output is something else. True when an error is among them.</summary>
    public bool TellProblems(CommandLine line, Terminal terminal)
    {
        var problems = Problems();
        if (problems.Count != 0)
        {
            var renderer = new HumanRenderer(Compiler, terminal.Colored(line.Color, toOutput: false), terminal.Width);
            terminal.Error.Write(renderer.Render(problems));
            terminal.Error.Flush();
        }
        return HasErrors(problems);
    }

    /// <summary>Says that the program cannot be started, and gives the exit code.</summary>
    public int TellNoMain(CommandLine line, Terminal terminal)
    {
        FrontDoor.TellProblems([new InputProblem("no-main", "there is no main function to start with", "",
            "no package exports a function `main` without parameters", "write one: `exported func main() { ... }`")], line.Color, terminal);
        return ExitCode.ProgramErrors;
    }

    public static bool HasErrors(IReadOnlyList<Diagnostic> problems)
    {
        foreach (var problem in problems)
            if (problem.Severity == Severity.Error) return true;
        return false;
    }

    public void Dispose() => Compiler.Dispose();
}
