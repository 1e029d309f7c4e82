// The options in force: the command line's, else vale.json's, else the defaults.

using Vale.Server.Project;

namespace Vale.Server.Cli;

/// <summary>Every setting with its final value.</summary>
public sealed record CompileSettings(int Opt, bool RegionSafe, string OutputDir, bool NoStd, bool NoImplicitBuiltins, bool DebugInfo, int Jobs)
{
    /// <summary>What holds for this command line on this project.</summary>
    public static CompileSettings Of(CommandLine line, ValeProject project, string workingDirectory)
    {
        var options = project.Options;
        var home = Path.GetDirectoryName(project.ProjectFile) ?? workingDirectory;
        return new CompileSettings(
            line.Opt ?? (options.Opt is { } opt ? opt[1] - '0' : 0),
            line.RegionSafe ?? options.Region != "unsafe",
            line.OutputDir is { } dir ? Path.GetFullPath(dir, workingDirectory) : options.OutputDir ?? Path.Combine(home, "build"),
            line.NoStd ?? options.NoStd ?? false,
            line.NoImplicitBuiltins ?? options.NoImplicitBuiltins ?? false,
            line.DebugInfo ?? options.DebugInfo ?? false,
            line.Jobs == 0 ? Environment.ProcessorCount : line.Jobs);
    }
}
