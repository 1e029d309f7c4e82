// A way to run one test by itself, so that one that halts, hangs or ends its process takes nothing with it; and what came
// of it.

using System.Globalization;
using System.Text.RegularExpressions;

namespace Vale.Server.Cli.Testing;

/// <summary>What a test came to.</summary>
/// <param name="Code">The exit code; 0 of a test that passed.</param>
/// <param name="Message">Why it halted, or that it took too long; null when it did neither.</param>
/// <param name="FailedFile">Where it halted, as near to the test as is known; null when it is not.</param>
internal sealed record TestOutcome(int Code, TimeSpan Time, string Out, string Error, string? Message, string? FailedFile, int FailedLine)
{
    /// <summary>The exit code of a test that took too long, as timeout(1) has it.</summary>
    public const int TookTooLong = 124;

    public bool Passed => Code == 0;
}

/// <summary>A way to run tests.</summary>
internal abstract partial class TestRun
{
    /// <summary>Runs the test of that number; null when the user ended it.</summary>
    public abstract TestOutcome? Run(int number);

    /// <summary>Splits a halting message: what, and the place at its end.</summary>
    protected static (string Message, string? File, int Line) Split(string message)
    {
        var place = PlaceAtEnd().Match(message);
        return place.Success
            ? (message[..place.Index], place.Groups[1].Value, int.Parse(place.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : (message, null, 0);
    }

    /// <summary>What is said of a test that took too long.</summary>
    protected static string TooLong(TimeSpan limit) => limit.TotalSeconds == 1 ? "it took longer than 1 second" : string.Create(CultureInfo.InvariantCulture, $"it took longer than {limit.TotalSeconds} seconds");

    /// <summary>How long to wait for what may take so long: for ever when there is no limit.</summary>
    protected static TimeSpan Patience(TimeSpan limit) => limit > TimeSpan.Zero ? limit : Timeout.InfiniteTimeSpan;

    [GeneratedRegex(@", at ([^\n]*):(\d+)\z")]
    private static partial Regex PlaceAtEnd();
}
