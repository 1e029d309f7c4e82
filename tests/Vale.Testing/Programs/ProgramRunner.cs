// Runs a compiled program in both ways it can run: in the interpreter and as machine code in a process of its own.

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Vale.Backend.Bytecode;
using Vale.Backend.Llvm;
using Vale.Backend.Native;
using Vale.Backend.Vm;

namespace Vale.Testing.Programs;

/// <summary>The two ways to run.</summary>
public static class ProgramRunner
{
    private static readonly NativeToolchain s_tools = new(LldFolder: NativeToolchain.LldFolders.FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "ld.lld"))));

    // Compiled once per test process.
    private static readonly Lazy<string> s_runtime = new(static () =>
    {
        var folder = Directory.CreateTempSubdirectory("vale-runtime-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, true);
        var source = Path.Combine(folder, NativeRuntime.FileName);
        File.WriteAllBytes(source, NativeRuntime.Source.Span);
        var output = Path.Combine(folder, "runtime.o");
        Execute(LinkPlan.CompileRuntime(s_tools, source, output));
        return output;
    });

    /// <summary>
    /// Runs in the interpreter with all of its checks on. A program that completes must have freed every object and released every immutable:
    /// what it left behind fails here, as a fault of the compiler.
    /// </summary>
    public static ProgramRun InVm(CompiledProgram program, IReadOnlyList<string> arguments)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var result = VirtualMachine.Run(program.Program, new VmOptions
        {
            Output = output,
            Error = error,
            Arguments = arguments,
            TrackShares = true,
            MaxInstructions = 2_000_000_000,
        });
        var found = result.Statistics;
        if (result.Outcome == VmOutcome.Completed && !found.IsSound)
        {
            throw new CheckFailedException(
                $"The program's memory is not in balance: leaked {string.Join(", ", found.Leaks)}, {found.UsesAfterFree} uses after free, " +
                $"{found.SharesLeaked} immutables leaked, {found.SharesOverReleased} released too often.");
        }
        if (result.Outcome is not (VmOutcome.Completed or VmOutcome.Halted))
            throw new CheckFailedException($"The interpreter ended the run: {result.Outcome}.");
        return new ProgramRun(
            "interpreter",
            result.ExitCode & 255,
            Text(output),
            Text(error),
            result.Outcome == VmOutcome.Completed ? Show(result.Value) : null);
    }

    // Whether valgrind is installed.
    private static readonly Lazy<bool> s_hasValgrind = new(static () =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(static folder => File.Exists(Path.Combine(folder, "valgrind"))));

    /// <summary>True when every program is to be watched: <c>./build.sh valgrind</c>.</summary>
    public static bool WatchesAll { get; } = Environment.GetEnvironmentVariable("VALE_VALGRIND") == "all";

    /// <summary>
    /// Compiles to machine code, links with the program's C, and runs it. One that is <paramref name="watched"/> runs under valgrind, where
    /// that is installed: an access to memory that is not its own fails here, as does memory that is lost when it ends well.
    /// </summary>
    public static ProgramRun Natively(CompiledProgram program, IReadOnlyList<string> arguments, OptLevel opt = OptLevel.O2, bool watched = false)
    {
        var folder = Directory.CreateTempSubdirectory("vale-program-").FullName;
        try
        {
            var executable = Build(program, folder, opt);
            // It runs in a folder of its own, which is empty.
            var work = Directory.CreateDirectory(Path.Combine(folder, "work")).FullName;
            if (!watched || !s_hasValgrind.Value) return Run(executable, arguments, work);
            var log = Path.Combine(folder, "valgrind");
            var run = Run("valgrind", ["-q", $"--log-file={log}", "--leak-check=full", "--show-leak-kinds=all", executable, .. arguments], work);
            // What a program that halts has not freed is the system's to take back.
            var found = File.ReadAllText(log);
            if (found.Contains("Invalid ", StringComparison.Ordinal) || found.Contains("ninitialised", StringComparison.Ordinal)
                || (run.ExitCode != 1 && found.Length > 0))
                throw new CheckFailedException($"valgrind found:\n{found}");
            return run;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static string Build(CompiledProgram program, string folder, OptLevel opt)
    {
        var options = new LlvmOptions(opt) { Verify = true };
        var whole = new LlvmProgram(program.Program);
        var objects = new List<string>();
        foreach (var unit in program.Program.Units) Write(unit.Name + ".o", LlvmBackend.Emit(whole.Unit(unit, options), options));
        Write("support.o", LlvmBackend.EmitSupport(whole, options));

        var include = Path.Combine(folder, "include");
        foreach (var header in NativeHeaders.Of(program.Program))
        {
            var path = Path.Combine(include, header.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, header.Text);
        }
        var c = new List<string>();
        foreach (var source in program.CFiles)
        {
            c.Add(Path.Combine(folder, $"c{c.Count}.o"));
            Execute(LinkPlan.CompileC(s_tools, source, c[^1], include, optimize: false, debugInfo: false));
        }
        var executable = Path.Combine(folder, "main");
        Execute(LinkPlan.Link(s_tools, new LinkRequest([.. objects], s_runtime.Value, [.. c], executable)));
        return executable;

        void Write(string name, LlvmOutput output)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllBytes(path, output.Bytes.AsSpan());
            objects.Add(path);
        }
    }

    private static void Execute(NativeCommand command)
    {
        var run = Run(command.Executable, command.Arguments);
        if (run.ExitCode != 0) throw new CheckFailedException($"{command}\nended with exit code {run.ExitCode}:\n{run.Stderr}");
    }

    private static ProgramRun Run(string executable, IReadOnlyList<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(executable, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            // A native program that completes tells what it left in its pools, and its exit code says so.
            Environment = { ["VALE_REPORT_LEAKS"] = "1" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            throw new CheckFailedException($"{executable} does not end.");
        }
        return new ProgramRun("machine code", process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static string Text(MemoryStream bytes) => Encoding.UTF8.GetString(bytes.ToArray());

    private static string Show(VmValue value) => value.Kind switch
    {
        BytecodeKind.Str => JsonSerializer.Serialize(value.ToString(), s_json),
        _ => value.ToString(),
    };

    private static readonly JsonSerializerOptions s_json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
