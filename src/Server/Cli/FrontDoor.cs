// One command line from words to exit code. Each verb is a class of its own; here stands only what they share: how
// problems of input are told, and that an exception nobody expected becomes a report and not a hang.

using Vale.Server.Project;
using Vale.Server.Render;

namespace Vale.Server.Cli;

/// <summary>Runs a command line.</summary>
public static class FrontDoor
{
    // Deeply nested programs recurse deeply. The pages are only touched when they are needed.
    internal const int StackBytes = 64 << 20;

    /// <summary>Does what the words ask for and returns the exit code.</summary>
    public static int Run(IReadOnlyList<string> words, Terminal terminal)
    {
        CommandLine? line = null;
        try
        {
            line = ArgumentParser.Parse(words);
            switch (line.Verb)
            {
                case Verb.Help:
                    terminal.Write(HelpPage.Text());
                    return ExitCode.Good;
                case Verb.Version:
                    terminal.Write($"vale-ls {ProductVersion.Text}\n");
                    return ExitCode.Good;
                case Verb.Serve:
                    return Serve.Run(line, terminal);
                default:
                    return OnDeepStack(line, terminal);
            }
        }
        catch (Exception e)
        {
            return Tell(e, line, terminal);
        }
    }

    private static int OnDeepStack(CommandLine line, Terminal terminal)
    {
        PutOffCollecting();
        var code = ExitCode.Fault;
        var worker = new Thread(() =>
        {
            try
            {
                code = Dispatch(line, terminal);
            }
            catch (Exception e)
            {
                code = Tell(e, line, terminal);
            }
        }, StackBytes) { Name = "vale-ls " + line.Verb };
        worker.Start();
        worker.Join();
        return code;
    }

    // Most commands are done before there is anything worth collecting: what a program of some ten thousand lines needs is set aside first.
    private static void PutOffCollecting()
    {
        const long setAside = 160 << 20;
        if (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < 8 * setAside) return;
        try
        {
            GC.TryStartNoGCRegion(setAside);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or InvalidOperationException)
        {
            // A setting of the machine's allows less. Then collecting starts when it does.
        }
    }

    private static int Dispatch(CommandLine line, Terminal terminal) => line.Verb switch
    {
        Verb.Build => Build.Run(line, terminal),
        Verb.Run => Interpret.Run(line, terminal),
        Verb.Check => Check.Run(line, terminal),
        Verb.Explain => Explain.Run(line, terminal),
        Verb.Stats => Stats.Run(line, terminal),
        Verb.Dump => Dump.Run(line, terminal),
        Verb.Fmt => Fmt.Run(line, terminal),
        Verb.Test => Testing.TestCommand.Run(line, terminal),
        _ => throw new InvalidOperationException($"no verb {line.Verb}"),
    };

    private static int Tell(Exception e, CommandLine? line, Terminal terminal)
    {
        if (e is InputException input)
        {
            TellProblems([input.Problem], line?.Color ?? ColorChoice.Auto, terminal);
            return ExitCode.WrongInput;
        }
        terminal.Error.Write(FaultReport.Text(e, line));
        terminal.Error.Flush();
        return ExitCode.Fault;
    }

    /// <summary>Writes problems of input to the error stream.</summary>
    internal static void TellProblems(IReadOnlyList<InputProblem> problems, ColorChoice color, Terminal terminal)
    {
        var renderer = new HumanRenderer(NoSources.Instance, terminal.Colored(color, toOutput: false), terminal.Width);
        for (var i = 0; i < problems.Count; i++)
        {
            if (i != 0) terminal.Error.Write('\n');
            terminal.Error.Write(renderer.Render(problems[i]));
        }
        terminal.Error.Flush();
    }

    private sealed class NoSources : ISourceViews
    {
        public static readonly NoSources Instance = new();
        public SourceView? Find(Compiler.Inputs.FileId file) => null;
    }
}
