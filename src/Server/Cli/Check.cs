// --check: the problems are the output; nothing is written elsewhere.

using Vale.Server.Render;

namespace Vale.Server.Cli;

/// <summary>Reports the problems of a program.</summary>
internal static class Check
{
    public static int Run(CommandLine line, Terminal terminal)
    {
        using var session = Session.Open(line, terminal);
        if (session is null) return ExitCode.WrongInput;
        var problems = session.Problems();
        var errors = Session.HasErrors(problems);
        switch (line.Format)
        {
            case OutputFormat.Json:
                terminal.Write(JsonRenderer.Render(problems, session.Compiler));
                break;
            case OutputFormat.Sarif:
                terminal.Write(SarifRenderer.Render(problems, session.Compiler, ProductVersion.Text, terminal.WorkingDirectory));
                break;
            default:
                terminal.Write(new HumanRenderer(session.Compiler, terminal.Colored(line.Color, toOutput: true), terminal.Width).Render(problems));
                // On the error stream, so that the output of a good program is empty.
                if (problems.Count == 0) terminal.Error.WriteLine(Good(session.Compiler.Files.Count));
                break;
        }
        if (line.Stats) Stats.Write(session, terminal.Error);
        return errors ? ExitCode.ProgramErrors : ExitCode.Good;
    }

    private static string Good(int files) => files == 1 ? "checked 1 file: no problems" : $"checked {files} files: no problems";
}
