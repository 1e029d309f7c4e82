// Runs the benchmarks chosen by BenchmarkDotNet's own arguments (--filter '*Runtime*', --list flat, ...), then the
// measurements that are not times, and prints every metric beside its aim.

using System.Text.RegularExpressions;
using BenchmarkDotNet.Running;

namespace Vale.Bench;

internal static class Program
{
    private static int Main(string[] args)
    {
        if (args.Length == 0) args = ["--filter", "*"];
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new BenchConfig());
        if (args.Any(argument => argument is "--list" or "--help" or "--info" or "--version")) return 0;

        var metrics = summaries.SelectMany(Metric.Of).ToList();
        foreach (var type in typeof(Program).Assembly.GetTypes())
            if (typeof(IMeasurement).IsAssignableFrom(type) && type.IsClass && Chosen(args, type.FullName!))
                metrics.AddRange(((IMeasurement)Activator.CreateInstance(type)!).Measure());

        Console.WriteLine();
        Console.WriteLine($"{"metric",-62} {"value",14} {"aim",14}");
        foreach (var metric in metrics)
            Console.WriteLine($"{metric.Name,-62} {metric.Value,9:0.##} {metric.Unit,-4} {metric.Sign,3}{metric.Aim,7:0.##} {metric.Unit,-4} {(metric.IsMet ? "ok" : "over")}");

        var failed = summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success));
        if (failed) Console.Error.WriteLine("a benchmark failed or gave a wrong answer; see above");
        return failed ? 1 : 0;
    }

    private static bool Chosen(string[] args, string name)
    {
        var at = Array.FindIndex(args, argument => argument is "--filter" or "-f");
        if (at < 0) return true;
        return args.Skip(at + 1).TakeWhile(argument => !argument.StartsWith('-')).Any(glob => Regex.IsMatch(
            name + ".Measure", "^" + Regex.Escape(glob).Replace("\\*", ".*").Replace("\\?", ".") + "$", RegexOptions.IgnoreCase));
    }
}
