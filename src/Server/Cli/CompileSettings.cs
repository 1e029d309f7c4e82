// The options in force: the command line's, else vale.json's, else the defaults.

using Vale.Server.Project;

namespace Vale.Server.Cli;

/// <summary>Every setting with its final value.</summary>
/// <param name="TargetCpu">The processor that machine code is made for, as LLVM names it.</param>
/// <param name="DebugFolder">Where debuggers start from to find the sources; null when they are told nothing.</param>
public sealed record CompileSettings(int Opt, bool RegionSafe, string OutputDir, bool NoStd, bool NoImplicitBuiltins, string? DebugFolder, int Jobs, string TargetCpu = "generic")
{
    /// <summary>Whether debuggers are told of lines and variables.</summary>
    public bool DebugInfo => DebugFolder is not null;

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
            line.DebugInfo ?? options.DebugInfo ?? false ? workingDirectory : null,
            line.Jobs == 0 ? Environment.ProcessorCount : line.Jobs,
            line.TargetCpu);
    }
}
