// --check: the problems are the output; nothing is written elsewhere.

using Vale.Server.Render;

namespace Vale.Server.Cli;

/// <summary>Reports the problems of a program.</summary>
internal static class Check
{
    public static int Run(CommandLine line, Terminal terminal)
    {
        if (Session.Load(line, terminal) is not { } loaded) return ExitCode.WrongInput;
        var store = ResultCache.Open(line, terminal);
        var key = KeptAnswer.KeyOf(line, terminal, loaded);
        if (KeptAnswer.Find(store, key) is { } kept)
        {
            kept.Tell(terminal);
            if (line.Stats) Stats.WriteUnchanged("check.unchanged", loaded, store!, terminal.Error);
            return kept.Code;
        }
        using var session = Session.Open(loaded, store);
        var problems = session.Problems();
        var text = line.Format switch
        {
            OutputFormat.Json => JsonRenderer.Render(problems, session.Compiler),
            OutputFormat.Sarif => SarifRenderer.Render(problems, session.Compiler, ProductVersion.Text, terminal.WorkingDirectory),
            _ => new HumanRenderer(session.Compiler, terminal.Colored(line.Color, toOutput: true), terminal.Width).Render(problems),
        };
        // On the error stream, so that the output of a good program is empty.
        var good = line.Format is not (OutputFormat.Json or OutputFormat.Sarif) && problems.Count == 0 ? Good(session.Compiler.Files.Count) : "";
        var answer = new KeptAnswer(Session.HasErrors(problems) ? ExitCode.ProgramErrors : ExitCode.Good, Terminal.Utf8.GetBytes(text), Terminal.Utf8.GetBytes(good), []);
        answer.Tell(terminal);
        answer.Keep(store, key);
        if (line.Stats) Stats.Write(session, terminal.Error);
        return answer.Code;
    }

    private static string Good(int files) => files == 1 ? "checked 1 file: no problems\n" : $"checked {files} files: no problems\n";
}
