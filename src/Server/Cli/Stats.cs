// --stats: metric lines, `name value` each, for people and for scripts that watch them over time. A name is never given
// another meaning.

using Vale.Queries.Runtime;

namespace Vale.Server.Cli;

/// <summary>Writes metrics.</summary>
internal static class Stats
{
    /// <summary>Checks the program and writes the metrics to the output.</summary>
    public static int Run(CommandLine line, Terminal terminal)
    {
        using var session = Session.Open(line, terminal);
        if (session is null) return ExitCode.WrongInput;
        var errors = session.TellProblems(line, terminal);
        var text = new StringWriter { NewLine = "\n" };
        Write(session, text);
        terminal.Write(text.ToString());
        return errors ? ExitCode.ProgramErrors : ExitCode.Good;
    }

    /// <summary>Writes what the session came to, and ends its reading.</summary>
    public static void Write(Session session, TextWriter to)
    {
        long bytes = 0, lines = 0;
        foreach (var (_, source) in session.Compiler.Files)
        {
            bytes += Terminal.Utf8.GetByteCount(source.Text);
            lines += source.Text.AsSpan().Count('\n');
        }
        Line("source.files", session.Compiler.Files.Count);
        Line("source.lines", lines);
        Line("source.bytes", bytes);
        Line("source.packages", session.Compiler.Packages.Count);
        foreach (var (name, value) in session.Metrics) Line(name, value);
        Line("time.process.us", (long)(DateTime.Now - System.Diagnostics.Process.GetCurrentProcess().StartTime).TotalMicroseconds);
        Line("memory.peak.bytes", System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64);
        Line("memory.allocated.bytes", GC.GetTotalAllocatedBytes());

        long memos = 0, hits = 0, runs = 0;
        var perQuery = new List<QueryStatistics>();
        foreach (var statistics in session.Compiler.CloseAndCount())
        {
            memos += statistics.Memos;
            hits += statistics.Hits;
            runs += statistics.Runs;
            if (statistics.Memos != 0) perQuery.Add(statistics);
        }
        Line("queries.memos", memos);
        Line("queries.hits", hits);
        Line("queries.runs", runs);
        perQuery.Sort(static (a, b) => string.CompareOrdinal(a.Definition.Name, b.Definition.Name));
        foreach (var statistics in perQuery)
        {
            Line($"query.{statistics.Definition.Name}.memos", statistics.Memos);
            Line($"query.{statistics.Definition.Name}.runs", statistics.Runs);
            Line($"query.{statistics.Definition.Name}.hits", statistics.Hits);
        }

        void Line(string name, long value) => to.Write($"{name} {value}\n");
    }
}
