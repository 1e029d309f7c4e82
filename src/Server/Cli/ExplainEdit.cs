// --explain FILE:LINE: what an edit of that line makes the engine do, and why. The line is left out, which is as much of an
// edit as a line can see, and every problem of the project is asked for again, as the language server does.

using System.Text;
using Vale.Ide;
using Vale.Server.Seeing;

namespace Vale.Server.Cli;

/// <summary>Tells of an edit.</summary>
internal static class ExplainEdit
{
    public static int Run(CommandLine line, Terminal terminal)
    {
        using var placed = PlacedAnalysis.Open(line, terminal);
        if (placed is null) return ExitCode.WrongInput;
        Check(placed);
        var (start, end) = placed.Line;
        using var recorder = new EditRecorder(placed.Host.Database);
        var without = placed.Source.Text.Remove(start, end - start);
        placed.Host.Apply([new FileChange(placed.Data, placed.Source.Label, without)]);
        Check(placed);
        using var analysis = placed.Host.Snapshot();
        terminal.Write(Describe(analysis, recorder.Latest, $"{placed.Source.Label}:{placed.Place.Line}", placed.Source.Text[start..end].Trim()));
        return ExitCode.Good;
    }

    private static void Check(PlacedAnalysis placed)
    {
        using var analysis = placed.Host.Snapshot();
        foreach (var file in placed.Files) analysis.Diagnostics(file);
    }

    private static string Describe(Analysis analysis, EditRecording recording, string place, string content)
    {
        var text = new StringBuilder();
        var ran = recording.Queries.Count(static query => query.Outcome is QueryOutcome.Ran or QueryOutcome.Backdated) + recording.Left;
        var backdated = recording.Queries.Count(static query => query.Outcome == QueryOutcome.Backdated);
        text.Append($"{place}: {content}\n\n");
        text.Append($"Without this line {Count(ran, "query runs", "queries run")} again, in {recording.Elapsed.TotalMilliseconds:F1} ms; ");
        text.Append($"{backdated} of them with the result of before, which reaches nobody else. ");
        text.Append($"{Count(recording.Validated, "memo was", "memos were")} looked at and found valid.\n\n");

        var causes = EditCauses.Of(analysis, recording);
        var effects = new List<int>[causes.Length];
        for (var i = 0; i < causes.Length; i++) effects[i] = [];
        var firsts = new List<int>();
        for (var i = 0; i < causes.Length; i++)
            if (causes[i].Length == 0) firsts.Add(i);
            else effects[causes[i][0]].Add(i);
        var shown = new bool[causes.Length];
        foreach (var first in firsts) Tree(first, "", "");
        if (recording.Left > 0) text.Append($"… and {recording.Left} more\n");
        return text.ToString();

        void Tree(int number, string head, string indent)
        {
            if (shown[number]) return;
            shown[number] = true;
            var query = recording.Queries[number];
            text.Append(head).Append(query.Definition.Name).Append("  ").Append(analysis.NameOf(query.Definition, query.Key));
            text.Append(query.Outcome switch
            {
                QueryOutcome.Input => "    edited",
                QueryOutcome.Backdated => "    as before",
                QueryOutcome.Offered => "    along with it",
                QueryOutcome.Loaded => "    found in the cache",
                _ => causes[number].Length == 0 ? "    for the first time" : "",
            });
            if (causes[number].Length > 1)
                text.Append("    also for ").Append(string.Join(", ", causes[number].Skip(1).Take(3).Select(cause => Name(cause)))).Append(causes[number].Length > 4 ? ", …" : "");
            text.Append('\n');
            var below = effects[number];
            for (var i = 0; i < below.Count; i++)
            {
                var isLast = i == below.Count - 1;
                Tree(below[i], indent + (isLast ? "└─ " : "├─ "), indent + (isLast ? "   " : "│  "));
            }
        }

        string Name(int number) => $"{recording.Queries[number].Definition.Name} {analysis.NameOf(recording.Queries[number].Definition, recording.Queries[number].Key)}";
    }

    private static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
