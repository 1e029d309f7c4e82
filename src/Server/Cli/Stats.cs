// --stats: metric lines, `name value` each, for people and for scripts that watch them over time. A name is never given
// another meaning.

using Vale.Backend.Vm;
using Vale.Queries.Runtime;
using Vale.Server.Cache;
using Vale.Server.Project;

namespace Vale.Server.Cli;

/// <summary>Writes metrics.</summary>
internal static class Stats
{
    /// <summary>Checks the program and writes the metrics to the output.</summary>
    public static int Run(CommandLine line, Terminal terminal)
    {
        using var session = Session.Open(line, terminal);
        if (session is null) return ExitCode.WrongInput;
        var errors = session.TellProblems(line, terminal).Errors;
        var text = new StringWriter { NewLine = "\n" };
        Write(session, text);
        terminal.Write(text.ToString());
        return errors ? ExitCode.ProgramErrors : ExitCode.Good;
    }

    /// <summary>Writes what a command came to that found everything done; <paramref name="name"/> says so.</summary>
    public static void WriteUnchanged(string name, ProjectAndSettings loaded, DirectoryStore store, TextWriter to)
    {
        Line(to, name, 1);
        Sources(loaded.Project.Sources, to);
        Line(to, "time.load.us", (long)loaded.Elapsed.TotalMicroseconds);
        if (name == "build.unchanged")
        {
            Line(to, "units.emitted", 0);
            Line(to, "link.runs", 0);
        }
        Cache(store, to);
        Process(to);
        Line(to, "queries.runs", 0);
    }

    /// <summary>Writes what a run in the virtual machine came to, and last what it leaked, a line per type.</summary>
    public static void WriteRun(VmStatistics run, TextWriter to)
    {
        Line(to, "vm.instructions", run.Instructions);
        Line(to, "vm.objects.made", run.ObjectsMade);
        Line(to, "vm.objects.leaked", run.Leaks.Sum(static leak => leak.Count));
        Line(to, "vm.objects.used_after_free", run.UsesAfterFree);
        foreach (var leak in run.Leaks) to.Write($"leaked: {leak.Count} of {leak.Struct}\n");
        to.Flush();
    }

    private static void Sources(IEnumerable<ProjectSource> sources, TextWriter to)
    {
        long files = 0, bytes = 0, lines = 0;
        foreach (var source in sources)
        {
            files++;
            bytes += Terminal.Utf8.GetByteCount(source.Text);
            lines += source.Text.AsSpan().Count('\n');
        }
        Line(to, "source.files", files);
        Line(to, "source.lines", lines);
        Line(to, "source.bytes", bytes);
    }

    private static void Cache(DirectoryStore store, TextWriter to)
    {
        Line(to, "cache.hits", store.Hits);
        Line(to, "cache.misses", store.Misses);
        Line(to, "cache.damaged", store.Damaged);
        Line(to, "cache.read.bytes", store.BytesRead);
        Line(to, "cache.written.bytes", store.BytesWritten);
    }

    private static void Process(TextWriter to)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        Line(to, "time.process.us", (long)(DateTime.Now - process.StartTime).TotalMicroseconds);
        Line(to, "jit.methods", System.Runtime.JitInfo.GetCompiledMethodCount());
        Line(to, "time.jit.us", (long)System.Runtime.JitInfo.GetCompilationTime().TotalMicroseconds);
        Line(to, "memory.peak.bytes", process.PeakWorkingSet64);
        Line(to, "memory.allocated.bytes", GC.GetTotalAllocatedBytes());
        Line(to, "memory.collections", GC.CollectionCount(0));
        Line(to, "time.collecting.us", (long)GC.GetTotalPauseDuration().TotalMicroseconds);
    }

    private static void Line(TextWriter to, string name, long value) => to.Write($"{name} {value}\n");

    /// <summary>Writes what the session came to, and ends its reading.</summary>
    public static void Write(Session session, TextWriter to)
    {
        Sources(session.Compiler.Files.Select(static file => file.Source), to);
        Line(to, "source.packages", session.Compiler.Packages.Count);
        foreach (var (name, value) in session.Metrics) Line(to, name, value);
        if (session.Store is { } store) Cache(store, to);
        Process(to);

        long memos = 0, hits = 0, runs = 0;
        var perQuery = new List<QueryStatistics>();
        foreach (var statistics in session.Compiler.CloseAndCount())
        {
            memos += statistics.Memos;
            hits += statistics.Hits;
            runs += statistics.Runs;
            if (statistics.Memos != 0) perQuery.Add(statistics);
        }
        Line(to, "queries.memos", memos);
        Line(to, "queries.hits", hits);
        Line(to, "queries.runs", runs);
        perQuery.Sort(static (a, b) => string.CompareOrdinal(a.Definition.Name, b.Definition.Name));
        foreach (var statistics in perQuery)
        {
            Line(to, $"query.{statistics.Definition.Name}.memos", statistics.Memos);
            Line(to, $"query.{statistics.Definition.Name}.runs", statistics.Runs);
            Line(to, $"query.{statistics.Definition.Name}.hits", statistics.Hits);
        }
    }
}
