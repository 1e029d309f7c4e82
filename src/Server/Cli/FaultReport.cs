// What is told when an exception reaches the front door: that it is our fault, and everything a developer needs to find it.
// It never throws.

using System.Runtime.InteropServices;
using System.Text;
using Vale.Queries.Runtime;

namespace Vale.Server.Cli;

/// <summary>Writes the report of an unexpected exception.</summary>
public static class FaultReport
{
    /// <summary>The report, ending in a line break.</summary>
    public static string Text(Exception exception, CommandLine? line)
    {
        var report = new StringBuilder();
        report.Append("error[internal]: vale-ls failed; this is a fault of vale-ls, not of your program\n");
        report.Append("  = help: please report it with the lines below and, if you can, the sources\n\n");
        report.Append("version:   ").Append(ProductVersion.Text).Append('\n');
        report.Append("verb:      ").Append(line is null ? "(parsing the command line)" : line.Verb.ToString().ToLowerInvariant()).Append('\n');
        report.Append("system:    ").Append(RuntimeInformation.OSDescription).Append(", ").Append(RuntimeInformation.FrameworkDescription).Append('\n');
        report.Append("queries:   ").Append(Queries(exception)).Append('\n');
        report.Append("exception: ").Append(exception).Append('\n');
        return report.ToString();
    }

    private static string Queries(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
            if (QueryStack.Of(e) is { Count: not 0 } stack)
                return string.Join("\n           asked by ", stack);
        return "none were running";
    }
}
