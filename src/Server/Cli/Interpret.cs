// --run: compile, or load bytecode, and interpret it here. Neither LLVM nor a C compiler is needed.

using System.Text;
using Vale.Backend.Bytecode;
using Vale.Backend.Vm;
using Vale.Server.Project;

namespace Vale.Server.Cli;

/// <summary>Runs a program in the virtual machine.</summary>
internal static class Interpret
{
    public static int Run(CommandLine line, Terminal terminal)
    {
        if (line.BytecodeFile is { } file)
        {
            var loaded = Execute(Load(file, terminal), null, line, terminal);
            if (line.Stats) Stats.WriteRun(loaded.Statistics, terminal.Error);
            return loaded.Code;
        }
        if (Session.Load(line, terminal) is not { } project) return ExitCode.WrongInput;
        var store = ResultCache.Open(line, terminal);
        var key = KeptAnswer.KeyOf(line, terminal, project);
        if (KeptAnswer.Find(store, key) is { } kept && TryRead(kept, out var known))
        {
            kept.Tell(terminal);
            if (known is null) return kept.Code;
            var again = Execute(known, project.Project, line, terminal);
            if (line.Stats)
            {
                Stats.WriteUnchanged("run.unchanged", project, store!, terminal.Error);
                Stats.WriteRun(again.Statistics, terminal.Error);
            }
            return again.Code;
        }
        using var session = Session.Open(project, store);
        var (errors, said) = session.TellProblems(line, terminal);
        var told = Terminal.Utf8.GetBytes(said);
        if (errors)
        {
            new KeptAnswer(ExitCode.ProgramErrors, [], told, []).Keep(store, key);
            return ExitCode.ProgramErrors;
        }
        var program = session.Time("lower", session.Compiler.Lower);
        if (program.MainSymbol is null) return session.TellNoMain(line, terminal);
        var image = session.Time("bytecode", () => BytecodeWriter.Write(program));
        if (store is not null) new KeptAnswer(ExitCode.Good, [], told, BytecodeFile.Write(image)).Keep(store, key);
        var run = session.Time("run", () => Execute(image, project.Project, line, terminal));
        if (line.Stats)
        {
            Stats.Write(session, terminal.Error);
            Stats.WriteRun(run.Statistics, terminal.Error);
        }
        return run.Code;
    }

    /// <summary>The program of an answer, null when it has none; false when it is none that can be run.</summary>
    private static bool TryRead(KeptAnswer kept, out BytecodeImage? image)
    {
        image = null;
        try
        {
            if (kept.Image.Length != 0) image = BytecodeFile.Read(kept.Image);
            return true;
        }
        catch (BytecodeFormatException)
        {
            return false;
        }
    }

    private static BytecodeImage Load(string file, Terminal terminal)
    {
        var path = Path.GetFullPath(file, terminal.WorkingDirectory);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(SourceReader.Unreadable(path, file, e));
        }
        try
        {
            var image = BytecodeFile.Read(bytes);
            if (image.Main < 0) throw new InputException(new("no-main", $"`{file}` has no main function to start with", file, "it was made from a library", "run the bytecode of a program"));
            return image;
        }
        catch (BytecodeFormatException e)
        {
            throw new InputException(new("not-bytecode", $"`{file}` is no bytecode that this version can run", file, e.Message,
                "make it anew: `vale-ls --build --emit bytecode ...`"));
        }
    }

    private static (int Code, VmStatistics Statistics) Execute(BytecodeImage image, ValeProject? project, CommandLine line, Terminal terminal)
    {
        using var system = Machine.SystemExterns.For(project, terminal);
        var interrupted = false;
        // The machine stops at the next safe point and flushes; a second Ctrl-C ends the process at once.
        using var interruption = Interruption.Asking(() => Volatile.Write(ref interrupted, true));
        var result = VirtualMachine.Run(image, new VmOptions
        {
            Output = terminal.Output,
            Error = terminal.ErrorBytes,
            Arguments = line.ProgramArguments,
            Externs = system?.Functions,
            ShouldStop = () => Volatile.Read(ref interrupted),
        });
        terminal.Output.Flush();
        terminal.ErrorBytes.Flush();
        if (result.Outcome == VmOutcome.Stopped) return (ExitCode.Interrupted, result.Statistics);
        if (result.HaltDetail is { } detail) terminal.Error.Write(detail + "\n");
        if (line.PrintResult && result.Outcome == VmOutcome.Completed) terminal.Error.Write($"result: {Shown(result.Value)}\n");
        terminal.Error.Flush();
        // What a process can say is one byte; the native program's is cut by the system in the same way.
        return (result.ExitCode & 0xFF, result.Statistics);
    }

    private static string Shown(VmValue value) => value.Kind == BytecodeKind.Str
        ? JsonString(value.ToString())
        : value.ToString();

    // The writer of System.Text.Json escapes what lies beyond the first plane, which nobody can read.
    private static string JsonString(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            switch (c)
            {
                case '"' or '\\': json.Append('\\').Append(c); break;
                case '\n': json.Append("\\n"); break;
                case '\r': json.Append("\\r"); break;
                case '\t': json.Append("\\t"); break;
                case < ' ' or '\x7F': json.Append($"\\u{(int)c:x4}"); break;
                default: json.Append(c); break;
            }
        }
        return json.Append('"').ToString();
    }
}
