// Which LLVM this process has loaded, as a file of the machine: another one there later means other machine code.

namespace Vale.Server.Cli;

/// <summary>The LLVM library in use.</summary>
internal static class LoadedLlvm
{
    private const string Maps = "/proc/self/maps";

    /// <summary>Its file; empty when none was loaded, and on systems that do not tell.</summary>
    public static IReadOnlyList<FileStamp> Stamps()
    {
        if (!File.Exists(Maps)) return [];
        foreach (var line in File.ReadLines(Maps))
        {
            var slash = line.IndexOf('/');
            if (slash >= 0 && Path.GetFileName(line.AsSpan(slash)).StartsWith("libLLVM", StringComparison.Ordinal)) return [FileStamp.Of(line[slash..])];
        }
        return [];
    }
}
