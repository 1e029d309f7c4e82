// How long builds take from the command line, as users start them: the published tools, a new process each time. How much a
// build did is checked, so that a fast one that did too little, or a slow one that did too much, is not taken for an answer.
// The processor time beside each says what it cost on a machine that has other things to do.

using System.Diagnostics;
using System.Globalization;
using Vale.Bench.Native;

namespace Vale.Bench.Build;

/// <summary>Wall-clock medians of whole builds: of a first program, of a program of medium size, and, stage by stage, of a large one.</summary>
public sealed class BuildMeasurement : IMeasurement
{
    private const int Rounds = 9;

    private readonly string _folder = Directory.CreateTempSubdirectory("vale-bench-build-").FullName;
    private readonly string _tools = Path.Combine(Root(), "vale-ls");

    /// <inheritdoc/>
    public IEnumerable<Metric> Measure()
    {
        try
        {
            // The first start publishes.
            Run(new Child(_tools, "--version"));
            return [.. Hello(), .. Medium(), .. Large()];
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private IEnumerable<Metric> Hello()
    {
        var source = Path.Combine(_folder, "hello.vale");
        void Edit(int round) => File.WriteAllText(source, $"exported func main() {{ println(\"hello {round}\"); }}\n");
        Edit(0);
        Build(source, "hello");
        var built = Median(Rounds, round =>
        {
            Edit(round + 1);
            return Build(source, "hello").Expect("units.emitted", 1).Expect("link.runs", 1);
        });
        foreach (var metric in built.Metrics("hello world after an edit", 250)) yield return metric;
        var unchanged = Median(Rounds, _ => Build(source, "hello").Expect("build.unchanged", 1));
        foreach (var metric in unchanged.Metrics("hello world unchanged", 120)) yield return metric;
    }

    private IEnumerable<Metric> Medium()
    {
        var folder = Path.Combine(_folder, "medium");
        GeneratedProgram.Write(folder, packages: 20, lines: 5000);
        var first = Build("app=" + folder, "medium");
        var edited = Median(5, round =>
        {
            GeneratedProgram.EditOneBody(folder, round, round + 1);
            return Build("app=" + folder, "medium").Expect("units.emitted", 1).Expect("link.runs", 1);
        });
        var unchanged = Median(Rounds, _ => Build("app=" + folder, "medium").Expect("build.unchanged", 1));
        return [.. first.Metrics("5,000 lines, first", 3000), .. edited.Metrics("5,000 lines, one body edited", 1000),
            new Metric("build, 5,000 lines, one body edited: units emitted", edited["units.emitted"], 1, ""), .. unchanged.Metrics("5,000 lines, unchanged", 120)];
    }

    private IEnumerable<Metric> Large()
    {
        var folder = Path.Combine(_folder, "large");
        var lines = GeneratedProgram.Write(folder, packages: 100, lines: 28_000);
        var first = Build("app=" + folder, "large");
        if (first["source.lines"] != lines) throw new InvalidOperationException($"{lines} lines were written and {first["source.lines"]} read");
        foreach (var metric in first.Metrics("28,000 lines at O0", 10_000)) yield return metric;
        yield return new Metric("build, 28,000 lines at O0: units", first["units.total"], 1000, "");
        foreach (var (stage, aim) in ((string, double)[])[("load", 100), ("open", 300), ("check", 3000), ("lower", 3000), ("emit", 4000), ("link", 500)])
            yield return new Metric($"build, 28,000 lines at O0: {stage}", first[$"time.{stage}.us"] / 1000, aim, "ms");
        GeneratedProgram.EditOneBody(folder, 50, 1);
        var edited = Build("app=" + folder, "large").Expect("units.emitted", 1);
        var unchanged = Build("app=" + folder, "large").Expect("build.unchanged", 1);
        foreach (var metric in (IEnumerable<Metric>)[.. edited.Metrics("28,000 lines at O0, one body edited", 5000), .. unchanged.Metrics("28,000 lines at O0, unchanged", 200)]) yield return metric;
    }

    private Outcome Build(string source, string output) =>
        Run(new Child(_tools, "--build", source, "--output-dir", Path.Combine(_folder, "out", output), "--cache-dir", Path.Combine(_folder, "cache"), "--stats"));

    private static Outcome Run(Child child)
    {
        var watch = Stopwatch.StartNew();
        var result = child.Run();
        var wall = watch.Elapsed.TotalMilliseconds;
        return result.ExitCode == 0 ? new Outcome(wall, result.Seconds * 1000, result.Error) : throw new InvalidOperationException($"{child} failed: {result.Error}");
    }

    private static Outcome Median(int rounds, Func<int, Outcome> build)
    {
        var outcomes = Enumerable.Range(0, rounds).Select(build).OrderBy(outcome => outcome.Wall).ToArray();
        return outcomes[rounds / 2];
    }

    private static string Root()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "vale-ls")) && Directory.Exists(Path.Combine(folder, "tests"))) return folder;
        throw new InvalidOperationException("the repository is not above the benchmark");
    }

    /// <summary>A finished build. Times are in milliseconds.</summary>
    private sealed record Outcome(double Wall, double Processor, string Said)
    {
        /// <summary>A line of <c>--stats</c>; 0 when it is not there.</summary>
        public double this[string metric]
        {
            get
            {
                foreach (var line in Said.Split('\n'))
                    if (line.StartsWith(metric + " ", StringComparison.Ordinal)) return double.Parse(line.AsSpan(metric.Length + 1), CultureInfo.InvariantCulture);
                return 0;
            }
        }

        /// <summary>Both times, with one aim.</summary>
        public IEnumerable<Metric> Metrics(string what, double aim) =>
            [new Metric($"build, {what}", Wall, aim, "ms"), new Metric($"build, {what}: processor", Processor, aim, "ms")];

        public Outcome Expect(string metric, double value) =>
            this[metric] == value ? this : throw new InvalidOperationException($"{metric} is {this[metric]}, not {value}:\n{Said}");
    }
}
