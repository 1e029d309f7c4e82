// What every verb that reads a program starts with: load the project, open the compiler on it, tell the problems.

using System.Diagnostics;
using Vale.Compiler.Diagnostics;
using Vale.Queries.Runtime;
using Vale.Server.Cache;
using Vale.Server.Project;
using Vale.Server.Render;

namespace Vale.Server.Cli;

/// <summary>A project as read, and the settings that hold for it.</summary>
/// <param name="Elapsed">How long the reading took.</param>
internal sealed record ProjectAndSettings(ValeProject Project, CompileSettings Settings, TimeSpan Elapsed);

/// <summary>A loaded project with the compiler opened on it.</summary>
internal sealed class Session : IDisposable
{
    private Session(ProjectAndSettings loaded, CompilerDoor compiler, DirectoryStore? store)
    {
        Project = loaded.Project;
        Settings = loaded.Settings;
        Compiler = compiler;
        Store = store;
    }

    public ValeProject Project { get; }

    public CompileSettings Settings { get; }

    public CompilerDoor Compiler { get; }

    /// <summary>Where results are kept between processes, if anywhere.</summary>
    public DirectoryStore? Store { get; }

    /// <summary>What was measured so far: name and value, times in microseconds.</summary>
    public List<(string Name, long Value)> Metrics { get; } = [];

    /// <summary>Reads what the command line names. Null when that failed: it was told, and the exit code is <see cref="ExitCode.WrongInput"/>.</summary>
    public static ProjectAndSettings? Load(CommandLine line, Terminal terminal)
    {
        var start = Stopwatch.GetTimestamp();
        var load = ProjectLoader.Load(line.Sources, terminal.WorkingDirectory);
        if (load.Problems.Count == 0)
            return new ProjectAndSettings(load.Project, CompileSettings.Of(line, load.Project, terminal.WorkingDirectory), Stopwatch.GetElapsedTime(start));
        FrontDoor.TellProblems(load.Problems, line.Color, terminal);
        return null;
    }

    /// <summary>Opens the compiler on a project.</summary>
    /// <param name="prepare">Called with the engine before anything is asked of it.</param>
    /// <param name="entryModule">The module whose <c>main</c> starts the program; null for any.</param>
    public static Session Open(ProjectAndSettings loaded, DirectoryStore? store = null, Action<Database>? prepare = null, string? entryModule = null)
    {
        var start = Stopwatch.GetTimestamp();
        var session = new Session(loaded, CompilerDoor.Open(loaded.Project, loaded.Settings, store, prepare, entryModule), store);
        session.AddTime("load", loaded.Elapsed);
        session.AddTime("open", Stopwatch.GetElapsedTime(start));
        return session;
    }

    /// <summary>Loads what the command line names and opens the compiler on it. Null when that failed: it was told, and the exit code is <see cref="ExitCode.WrongInput"/>.</summary>
    /// <param name="prepare">Called with the engine before anything is asked of it.</param>
    public static Session? Open(CommandLine line, Terminal terminal, Action<Database>? prepare = null) =>
        Load(line, terminal) is { } loaded ? Open(loaded, prepare: prepare) : null;

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

    /// <summary>Notes how much an emission had to make.</summary>
    public void Count(EmittedUnits emitted)
    {
        Metrics.Add(("units.total", emitted.Units.Count));
        Metrics.Add(("units.emitted", emitted.Emitted));
        Metrics.Add(("units.reused", emitted.Units.Count - emitted.Emitted));
        Metrics.Add(("checks.total", emitted.Checks.Total));
        Metrics.Add(("checks.left_out", emitted.Checks.Needless));
    }

    /// <summary>Writes problems to the error stream, as the verbs do whose output is something else. Gives whether an error is among them, and what was written.</summary>
    public (bool Errors, string Said) TellProblems(CommandLine line, Terminal terminal)
    {
        var problems = Problems();
        if (problems.Count == 0) return (false, "");
        var text = new HumanRenderer(Compiler, terminal.Colored(line.Color, toOutput: false), terminal.Width).Render(problems);
        terminal.Error.Write(text);
        terminal.Error.Flush();
        return (HasErrors(problems), text);
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
