// A place in a source file as it is written on a command line: FILE:LINE or FILE:LINE:COLUMN, as messages print it.

using System.Globalization;

namespace Vale.Server.Project;

/// <summary>A place in a file.</summary>
/// <param name="Path">The path as written.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units; 0 when none is given.</param>
public sealed record SourcePlace(string Path, int Line, int Column)
{
    /// <summary>Reads a place; null for a word that is none.</summary>
    public static SourcePlace? TryParse(string word)
    {
        var parts = word.Split(':');
        var numbers = 0;
        while (numbers < 2 && parts.Length - numbers > 1 && IsNumber(parts[^(numbers + 1)])) numbers++;
        if (numbers == 0) return null;
        var path = string.Join(':', parts[..^numbers]);
        if (!path.EndsWith(".vale", StringComparison.Ordinal)) return null;
        var line = int.Parse(parts[^numbers], CultureInfo.InvariantCulture);
        return new SourcePlace(path, line, numbers == 2 ? int.Parse(parts[^1], CultureInfo.InvariantCulture) : 0);
    }

    private static bool IsNumber(string text) => text.Length is > 0 and < 9 && text.All(char.IsAsciiDigit) && text != "0";
}
