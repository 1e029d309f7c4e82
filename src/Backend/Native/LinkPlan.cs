// How objects become a program: command lines as plain data. Whoever builds runs them; nothing here starts a process,
// looks for a file or reads the environment.

using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Native;

/// <summary>The C tools of the machine.</summary>
/// <param name="Compiler">The C compiler's command, also used to link: <c>cc</c>.</param>
/// <param name="LldFolder">The folder that holds <c>ld.lld</c>, or null to link with what the compiler prefers.</param>
public sealed record NativeToolchain(string Compiler = "cc", string? LldFolder = null)
{
    /// <summary>Folders where <c>ld.lld</c> usually lies, best first; the caller looks which exists.</summary>
    public static ValueArray<string> LldFolders { get; } =
        ["/usr/lib/llvm-19/bin", "/usr/bin", "/usr/local/bin", "/usr/lib/llvm-20/bin", "/usr/lib/llvm-21/bin", "/usr/lib/llvm-18/bin",
            "/usr/lib/llvm-17/bin", "/usr/lib/llvm-16/bin", "/usr/lib/llvm-15/bin"];

    /// <summary>What to tell a user who has no C compiler.</summary>
    public const string MissingCompiler = "No C compiler was found. Install one with: sudo apt-get install gcc libc6-dev";
}

/// <summary>One command to run.</summary>
/// <param name="Executable">The program; looked for as the shell does.</param>
/// <param name="Arguments">Its arguments, unquoted.</param>
/// <param name="Inputs">The files it reads, as far as known.</param>
/// <param name="Output">The file it writes.</param>
public sealed record NativeCommand(string Executable, ValueArray<string> Arguments, ValueArray<string> Inputs, string Output)
{
    /// <summary>The command as one would type it.</summary>
    public override string ToString()
    {
        var parts = new List<string> { Quote(Executable) };
        foreach (var argument in Arguments) parts.Add(Quote(argument));
        return string.Join(' ', parts);

        static string Quote(string text) =>
            text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || "-_./=+,:@%".Contains(c)) ? text : "'" + text.Replace("'", "'\\''") + "'";
    }
}

/// <summary>What is to be linked. All paths are as the commands will see them.</summary>
/// <param name="Objects">The units' objects, and the support unit's.</param>
/// <param name="RuntimeObject">The runtime, compiled by <see cref="LinkPlan.CompileRuntime"/>.</param>
/// <param name="CObjects">The user's C files, compiled by <see cref="LinkPlan.CompileC"/>.</param>
/// <param name="Output">The program to write.</param>
/// <param name="DebugInfo">Keep what debuggers want.</param>
public sealed record LinkRequest(
    ValueArray<string> Objects,
    string RuntimeObject,
    ValueArray<string> CObjects,
    string Output,
    bool DebugInfo = false);

/// <summary>Makes the commands. Commands of different outputs may run at the same time, the link after all others.</summary>
public static class LinkPlan
{
    /// <summary>Compiles the runtime, which uses its slots under several types. The result depends on the source and this command alone, so it can be kept between builds.</summary>
    public static NativeCommand CompileRuntime(NativeToolchain tools, string source, string output) =>
        new(tools.Compiler, ["-std=c11", "-O2", "-fPIC", "-fno-strict-aliasing", "-fvisibility=hidden", "-c", source, "-o", output], [source], output);

    /// <summary>Compiles one C file of the user's.</summary>
    /// <param name="includeFolder">Where the generated headers are.</param>
    /// <param name="optimize">False for <c>-O0</c>, true for <c>-O2</c>.</param>
    public static NativeCommand CompileC(NativeToolchain tools, string source, string output, string includeFolder, bool optimize, bool debugInfo)
    {
        var arguments = new List<string> { "-std=gnu11", optimize ? "-O2" : "-O0", "-fPIC", "-I", includeFolder };
        if (debugInfo) arguments.Add("-g");
        arguments.AddRange(["-c", source, "-o", output]);
        return new NativeCommand(tools.Compiler, arguments.ToValueArray(), [source], output);
    }

    /// <summary>Links a program.</summary>
    public static NativeCommand Link(NativeToolchain tools, LinkRequest request)
    {
        var inputs = new List<string>(request.Objects) { request.RuntimeObject };
        inputs.AddRange(request.CObjects);
        var arguments = new List<string>();
        if (tools.LldFolder is { } folder) arguments.AddRange(["-B" + folder, "-fuse-ld=lld"]);
        arguments.AddRange(["-pie", "-Wl,--gc-sections"]);
        if (request.DebugInfo) arguments.Add("-g");
        arguments.AddRange(["-o", request.Output]);
        arguments.AddRange(inputs);
        arguments.Add("-lm");
        return new NativeCommand(tools.Compiler, arguments.ToValueArray(), inputs.ToValueArray(), request.Output);
    }
}
