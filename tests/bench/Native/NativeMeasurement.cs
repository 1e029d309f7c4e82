// How fast machine code is beside C. Each program of Native/programs is there twice, in Vale and in C, with the same work on
// the same data structures; both must print the same. Built at O3 with and without checks of dead references, and with
// `cc -O3`, they are run in turn, so that whatever else the machine does falls on all of them.

using System.Globalization;
using System.Text.RegularExpressions;

namespace Vale.Bench.Native;

/// <summary>Ratios of the processor time of whole runs: medians over rounds in which each program ran once.</summary>
public sealed partial class NativeMeasurement : IMeasurement
{
    private const int Rounds = 11;

    /// <summary>What a safe program may cost beside an unsafe one; the language's own published figure is 10.84 %.</summary>
    private const double SafeAim = 1.1;

    /// <summary>What an unsafe program may cost beside C. Bounds are checked in it too, and are not in C.</summary>
    private const double UnsafeAim = 1.1;

    /// <inheritdoc/>
    public IEnumerable<Metric> Measure()
    {
        var compiler = CProgram.Compiler();
        Console.WriteLine($"C is compiled by {compiler} -O3");
        var folder = Directory.CreateTempSubdirectory("vale-bench-").FullName;
        try
        {
            foreach (var program in Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "Native", "programs")).Order(StringComparer.Ordinal))
                foreach (var metric in Measure(program, Path.Combine(folder, Path.GetFileName(program)), compiler))
                    yield return metric;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static IEnumerable<Metric> Measure(string program, string folder, string compiler)
    {
        var name = Path.GetFileName(program);
        // The standard library's collections stand beside C++'s.
        var source = Path.Combine(program, "main.cpp");
        var c = CProgram.Build(compiler, File.Exists(source) ? source : Path.Combine(program, "main.c"), folder);
        var safe = ValeProgram.Build(name, program, Path.Combine(folder, "safe"), "safe");
        var free = ValeProgram.Build(name, program, Path.Combine(folder, "unsafe"), "unsafe");
        Child[] ways = [c, free.Child, safe.Child];

        var expected = ways[0].Run().Output;
        foreach (var way in ways)
            if (way.Run() is var run && (run.Output != expected || run.ExitCode != 0))
                throw new InvalidOperationException($"{name}: {way} printed `{run.Output}` with exit code {run.ExitCode} instead of `{expected}`");

        var times = new double[ways.Length][];
        for (var i = 0; i < times.Length; i++) times[i] = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
            for (var i = 0; i < ways.Length; i++) times[i][round] = ways[i].Run().Seconds;

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-8} C {Median(times[0]) * 1000,6:0} ms   unsafe {Median(times[1]) * 1000,6:0} ms   safe {Median(times[2]) * 1000,6:0} ms   prints {expected.Trim()}"));
        yield return new Metric($"native, {name}: unsafe / C", Ratio(times[1], times[0]), UnsafeAim, "");
        yield return new Metric($"native, {name}: safe / C", Ratio(times[2], times[0]), UnsafeAim * SafeAim, "");
        yield return new Metric($"native, {name}: safe / unsafe", Ratio(times[2], times[1]), SafeAim, "");
        if (safe.Checks != 0) yield return new Metric($"native, {name}: of {safe.Checks} checks left out", 100.0 * safe.LeftOut / safe.Checks, 80, "%", AtLeast: true);
    }

    private static double Ratio(double[] of, double[] to)
    {
        var ratios = new double[of.Length];
        for (var i = 0; i < ratios.Length; i++) ratios[i] = of[i] / to[i];
        return Median(ratios);
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>A program in Vale, and how many generation checks it had and lost.</summary>
    private sealed partial record ValeProgram(Child Child, int Checks, int LeftOut)
    {
        public static ValeProgram Build(string name, string folder, string output, string region)
        {
            var vale = new Child("dotnet", Path.Combine(AppContext.BaseDirectory, "vale-ls.dll"), "--build", $"{name}={folder}", "--output-dir", output,
                "--opt", "O3", "--region", region, "--stats", "--color", "never");
            var run = vale.Run();
            if (run.ExitCode != 0) throw new InvalidOperationException($"{vale} failed: {run.Output}{run.Error}");
            return new ValeProgram(new Child(Path.Combine(output, "main")), Count("checks.total"), Count("checks.left_out"));

            int Count(string metric) =>
                Metrics().Matches(run.Output + run.Error).FirstOrDefault(match => match.Groups[1].Value == metric) is { } found
                    ? int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture)
                    : 0;
        }

        [GeneratedRegex(@"^(\S+) (\d+)$", RegexOptions.Multiline)]
        private static partial Regex Metrics();
    }

    /// <summary>A program in C.</summary>
    private static class CProgram
    {
        /// <summary>Clang where there is one, since it shares its optimiser with us.</summary>
        public static string Compiler() => Array.Find(["clang-19", "clang", "gcc"], Child.Exists) ?? "cc";

        public static Child Build(string compiler, string source, string folder)
        {
            Directory.CreateDirectory(folder);
            var output = Path.Combine(folder, "c");
            var build = new Child(compiler, "-O3", "-o", output, source, "-lm", "-lstdc++");
            var run = build.Run();
            return run.ExitCode == 0 ? new Child(output) : throw new InvalidOperationException($"{build} failed: {run.Error}");
        }
    }
}
