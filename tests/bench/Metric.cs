// A measured number beside what it should be, and the two ways to give one: an aim on a benchmark, or a measurement.

using System.Reflection;
using BenchmarkDotNet.Reports;

namespace Vale.Bench;

/// <summary>A number and its aim.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">What it was.</param>
/// <param name="Aim">What it should be at most, or at least.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="AtLeast">True when more is better.</param>
public sealed record Metric(string Name, double Value, double Aim, string Unit, bool AtLeast = false)
{
    /// <summary>Whether the aim is met.</summary>
    public bool IsMet => AtLeast ? Value >= Aim : Value <= Aim;

    /// <summary>The sign to print before the aim.</summary>
    public string Sign => AtLeast ? ">=" : "<=";

    /// <summary>The metrics of the benchmarks that state an aim.</summary>
    internal static IEnumerable<Metric> Of(Summary summary)
    {
        foreach (var report in summary.Reports)
        {
            var method = report.BenchmarkCase.Descriptor.WorkloadMethod;
            if (report.ResultStatistics is not { } statistics || method.GetCustomAttribute<AimAttribute>() is not { } aim) continue;
            yield return aim.MegabytesPerOperation > 0
                ? new(aim.Name, aim.MegabytesPerOperation / (statistics.Median / 1e9), aim.Value, "MB/s", AtLeast: true)
                : new(aim.Name, statistics.Median / aim.NanosecondsPerUnit, aim.Value, aim.Unit);
            if (aim.Allocated >= 0)
                yield return new(aim.Name + ", allocated", report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0, aim.Allocated, "B");
        }
    }
}

/// <summary>States what a benchmark's median should be at most; other work on the machine moves it less than the mean.</summary>
/// <param name="name">The metric's name.</param>
/// <param name="value">The most it should be; with <see cref="MegabytesPerOperation"/> the least, in MB/s.</param>
/// <param name="unit">ns, us, ms or s.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AimAttribute(string name, double value, string unit = "ns") : Attribute
{
    /// <summary>The metric's name.</summary>
    public string Name { get; } = name;

    /// <summary>The aim.</summary>
    public double Value { get; } = value;

    /// <summary>The unit of the aim.</summary>
    public string Unit { get; } = unit;

    /// <summary>Bytes one operation may allocate; -1 when that is not an aim.</summary>
    public double Allocated { get; set; } = -1;

    /// <summary>Not 0: the metric is a throughput, and an operation handles this many megabytes.</summary>
    public double MegabytesPerOperation { get; set; }

    internal double NanosecondsPerUnit => Unit switch { "ns" => 1, "us" => 1e3, "ms" => 1e6, "s" => 1e9, _ => throw new NotSupportedException(Unit) };
}

/// <summary>A measurement that is not a time: a size, a count. Found and run by the program when its name is chosen.</summary>
public interface IMeasurement
{
    /// <summary>Measures, checks its own answers, and gives the numbers.</summary>
    IEnumerable<Metric> Measure();
}
