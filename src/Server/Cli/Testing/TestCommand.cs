// --test: check the program, find its tests, make one program of them, and run each by itself.

using Vale.Backend.Bytecode;
using Vale.Compiler.Inputs;
using Vale.Compiler.Lowering;
using Vale.Server.Project;
using Vale.Server.Render;

namespace Vale.Server.Cli.Testing;

/// <summary>Runs the tests of a program.</summary>
internal static class TestCommand
{
    public static int Run(CommandLine line, Terminal terminal)
    {
        if (Session.Load(line, terminal) is not { } loaded) return ExitCode.WrongInput;
        // What is made of the tests is no program of the user's, and lies beside those.
        loaded = loaded with { Settings = loaded.Settings with { OutputDir = Path.Combine(loaded.Settings.OutputDir, "test") } };
        using var session = Session.Open(loaded, ResultCache.Open(line, terminal), entryModule: TestProgram.Module);
        if (session.TellProblems(line, terminal).Errors) return ExitCode.ProgramErrors;

        var all = Find(session);
        var chosen = all.FindAll(test => test.Name.Contains(line.TestFilter, StringComparison.Ordinal));
        var report = line.Format == OutputFormat.Json ? new JsonTestReport(terminal) : (TestReport)new HumanTestReport(terminal, terminal.Colored(line.Color, toOutput: true));
        if (line.ListTests)
        {
            report.List(chosen);
            return ExitCode.Good;
        }
        var failed = 0;
        if (chosen.Count != 0)
        {
            session.Compiler.Add(TestProgram.Of(all));
            var program = session.Time("lower", session.Compiler.Lower);
            if (Prepare(session, program, line, terminal) is not { } run) return ExitCode.ProgramErrors;
            foreach (var test in chosen)
            {
                report.Begin(test);
                if (run.Run(test.Number) is not { } outcome) return ExitCode.Interrupted;
                if (!outcome.Passed) failed++;
                report.End(test, outcome);
            }
        }
        report.Finish(chosen.Count, failed, all.Count - chosen.Count);
        return failed == 0 ? ExitCode.Good : ExitCode.ProgramErrors;
    }

    // Of a library only the program that uses it is tested here.
    private static List<FoundTest> Find(Session session)
    {
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var module in session.Project.Modules)
            if (module.Reach == ModuleReach.Everything) own.Add(module.Name);
        var tests = new List<FoundTest>();
        foreach (var (file, source) in session.Compiler.Files)
        {
            if (!own.Contains(source.File.Module)) continue;
            foreach (var (test, _, name) in session.Compiler.Tests(file))
            {
                var view = session.Compiler.Find(file)!;
                var (start, end) = (view.PlaceOf(name.Start), view.PlaceOf(name.End));
                tests.Add(new FoundTest(tests.Count, test.Name, source.Text.ToString()[name.Start..name.End], new PackageData(source.File.Module, source.File.Package), test.Verdict,
                    source.Label, new TestRange(start.Line + 1, start.Column + 1, end.Line + 1, end.Column + 1)));
            }
        }
        return tests;
    }

    private static TestRun? Prepare(Session session, IrProgram program, CommandLine line, Terminal terminal)
    {
        if (!line.TestNatively)
        {
            var files = new HashSet<string>(StringComparer.Ordinal);
            foreach (var source in session.Project.Sources) files.Add(source.Label);
            return new MachineRun(session.Time("bytecode", () => BytecodeWriter.Write(program, new BytecodeOptions(KeepCalls: true))), session.Project, terminal, files, line.TestTimeout);
        }
        return Build.Native(session, program, line, terminal) == ExitCode.Good
            ? new ProcessRun(Path.Combine(session.Settings.OutputDir, "main"), terminal.WorkingDirectory, line.TestTimeout)
            : null;
    }
}
