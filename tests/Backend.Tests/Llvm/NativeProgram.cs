// Builds an IR program into a real executable in a folder of its own, runs it, and cleans up. Every program is verified
// first, by our verifier and by LLVM's. The runtime is compiled once per test run.

using System.Diagnostics;
using System.Text;
using Vale.Backend.Llvm;
using Vale.Backend.Native;
using Vale.Compiler.Lowering;
using Xunit;

namespace Backend.Tests.Llvm;

/// <summary>What a process did.</summary>
internal sealed record RunResult(int ExitCode, string Output, string Error);

internal sealed class NativeProgram : IDisposable
{
    private static readonly NativeToolchain Tools = new();

    private static readonly Lazy<string> RuntimeObject = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("vale-runtime-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, true);
        var source = Path.Combine(folder, NativeRuntime.FileName);
        File.WriteAllBytes(source, NativeRuntime.Source.Span);
        var output = Path.Combine(folder, "runtime.o");
        Execute(LinkPlan.CompileRuntime(Tools, source, output));
        return output;
    });

    private NativeProgram(string folder) => Folder = folder;

    public string Folder { get; }

    public string Executable => Path.Combine(Folder, "main");

    /// <summary>Builds <paramref name="program"/> with the C texts beside it; the headers are written too.</summary>
    public static NativeProgram Build(IrProgram program, LlvmOptions? options = null, params string[] c)
    {
        Assert.Empty(IrVerifier.Verify(program));
        options = (options ?? new LlvmOptions(OptLevel.O1)) with { Verify = true };
        var made = new NativeProgram(Directory.CreateTempSubdirectory("vale-test-").FullName);
        var objects = new List<string>();
        var whole = new LlvmProgram(program);
        foreach (var unit in program.Units) Write(unit.Name + ".o", LlvmBackend.Emit(whole.Unit(unit, options), options));
        Write("support.o", LlvmBackend.EmitSupport(whole, options));

        var include = Path.Combine(made.Folder, "include");
        foreach (var header in NativeHeaders.Of(program))
        {
            var path = Path.Combine(include, header.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, header.Text);
        }
        var cObjects = new List<string>();
        for (var i = 0; i < c.Length; i++)
        {
            var source = Path.Combine(made.Folder, $"c{i}.c");
            File.WriteAllText(source, c[i]);
            cObjects.Add(Path.ChangeExtension(source, ".o"));
            Execute(LinkPlan.CompileC(Tools, source, cObjects[^1], include, false, false));
        }
        Execute(LinkPlan.Link(Tools, new LinkRequest([.. objects], RuntimeObject.Value, [.. cObjects], made.Executable)));
        return made;

        void Write(string name, LlvmOutput output)
        {
            var path = Path.Combine(made.Folder, name);
            File.WriteAllBytes(path, output.Bytes.AsSpan());
            objects.Add(path);
        }
    }

    /// <summary>Compiles a text that uses the headers, strictly, as C11 and as C++; linking nothing.</summary>
    public static void CompileAsCAndCpp(IEnumerable<NativeHeader> headers, string text)
    {
        using var made = new NativeProgram(Directory.CreateTempSubdirectory("vale-test-").FullName);
        foreach (var header in headers)
        {
            var path = Path.Combine(made.Folder, header.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, header.Text);
        }
        var source = Path.Combine(made.Folder, "use.c");
        File.WriteAllText(source, text);
        foreach (var language in (string[][])[["-x", "c", "-std=c11", "-Wpedantic"], ["-x", "c++", "-std=c++17"]])
        {
            var run = Start("cc", [.. language, "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-I", made.Folder, source]);
            Assert.True(run.ExitCode == 0, run.Error);
        }
    }

    /// <summary>Builds, runs and throws the program away.</summary>
    public static RunResult Run(IrProgram program, LlvmOptions? options = null, params string[] c)
    {
        using var built = Build(program, options, c);
        return built.Run();
    }

    public RunResult Run(params string[] arguments) => Start(Executable, arguments);

    /// <summary>Runs under valgrind; invalid accesses and lost memory become exit code 99, and values left in the pools 97.</summary>
    public RunResult RunUnderValgrind() =>
        Start("valgrind", ["-q", "--error-exitcode=99", "--leak-check=full", "--errors-for-leak-kinds=all", "--show-leak-kinds=all", Executable]);

    public void Dispose() => Directory.Delete(Folder, true);

    private static void Execute(NativeCommand command)
    {
        var result = Start(command.Executable, [.. command.Arguments]);
        Assert.True(result.ExitCode == 0 && result.Error.Length == 0, $"{command}\n{result.Error}");
    }

    private static RunResult Start(string executable, string[] arguments)
    {
        var start = new ProcessStartInfo(executable, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["VALE_REPORT_LEAKS"] = "1" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new RunResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
