// --explain: the queries that ran to check the program, in the order they began. It listens to the engine's events and
// asks the engine for the words.

using System.Text;
using Vale.Queries.Runtime;

namespace Vale.Server.Cli;

/// <summary>Writes which queries ran.</summary>
internal static class Explain
{
    public static int Run(CommandLine line, Terminal terminal)
    {
        if (line.At is not null) return ExplainEdit.Run(line, terminal);
        // One thread, so that the order is that of asking.
        QueryRecording? recording = null;
        using var session = Session.Open(line with { Jobs = 1 }, terminal, database => recording = database.Events.Record());
        if (session is null) return ExitCode.WrongInput;
        var errors = Session.HasErrors(session.Problems());
        recording!.Dispose();

        var database = session.Compiler.Database;
        var text = new StringBuilder();
        var shown = 0;
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var happened in recording.Events)
        {
            if (happened is not { Kind: QueryEventKind.WillExecute, Definition: { } definition }) continue;
            var description = database.Describe(definition, happened.Key);
            var row = $"{definition.Name}: {description}";
            if (line.What.Length != 0 && !row.Contains(line.What, StringComparison.OrdinalIgnoreCase)) continue;
            text.Append(row).Append('\n');
            counts[definition.Name] = counts.GetValueOrDefault(definition.Name) + 1;
            shown++;
        }
        if (shown == 0) text.Append(line.What.Length == 0 ? "no query ran\n" : $"no query that ran names `{line.What}`\n");
        else text.Append('\n');
        foreach (var (name, count) in counts) text.Append($"{count,8} {name}\n");
        terminal.Write(text.ToString());
        return errors ? ExitCode.ProgramErrors : ExitCode.Good;
    }
}
