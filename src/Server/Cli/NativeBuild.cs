// Objects and the program: emits the units, compiles the runtime and the user's C, links. The runtime's object depends on
// its source and the compiler alone, so it is kept between builds.

using System.ComponentModel;
using System.Security.Cryptography;
using Vale.Backend.Native;
using Vale.Compiler.Inputs;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;
using Vale.Server.Project;
using Vale.Server.Render;

namespace Vale.Server.Cli;

/// <summary>One native build.</summary>
internal sealed class NativeBuild(Session session, IrProgram program, CommandLine line, Terminal terminal, string output)
{
    private readonly string _objects = Path.Combine(output, "obj");
    private readonly NativeToolchain _tools = FindTools(terminal);
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, string> _failures = new(StringComparer.Ordinal);

    /// <summary>Builds, tells what C compiler or linker had to say, and returns the exit code.</summary>
    public int Run()
    {
        Directory.CreateDirectory(_objects);
        var settings = session.Settings;
        var runtime = "";
        var sources = Natives();
        var cObjects = new string[sources.Count];
        var alongside = new List<Action> { () => runtime = Runtime() };
        for (var i = 0; i < sources.Count; i++)
        {
            var index = i;
            cObjects[i] = Path.Combine(_objects, $"c{i}_{Path.GetFileNameWithoutExtension(sources[i].Path)}.o");
            alongside.Add(() => Compile(sources[index], cObjects[index]));
        }
        var options = UnitEmission.OptionsOf(settings, Vale.Backend.Llvm.EmitKind.Object);
        var units = session.Time("emit", () => UnitEmission.All(program, options, settings.Jobs, alongside));
        if (_failures.Count != 0) return TellFailures();

        var objects = new string[units.Count];
        var keep = new HashSet<string> { Path.GetFileName(runtime) };
        for (var i = 0; i < units.Count; i++)
        {
            objects[i] = Path.Combine(_objects, units[i].Name + ".o");
            AtomicFile.Write(objects[i], units[i].Output.Bytes.AsSpan());
            keep.Add(units[i].Name + ".o");
        }
        foreach (var path in cObjects) keep.Add(Path.GetFileName(path));
        Build.RemoveOthers(_objects, ".o", keep);
        if (line.Emit == EmitKind.Obj) return ExitCode.Good;

        var main = Path.Combine(output, "main");
        var temporary = AtomicFile.NewTemporary(main);
        try
        {
            var link = LinkPlan.Link(_tools, new LinkRequest(objects.ToValueArray(), runtime, cObjects.ToValueArray(), temporary, settings.DebugInfo));
            var (code, said) = session.Time("link", () => Start(link));
            if (code != 0)
            {
                _failures.Add("", said);
                return TellFailures();
            }
            AtomicFile.Finish(temporary, main);
            return ExitCode.Good;
        }
        finally
        {
            AtomicFile.Discard(temporary);
        }
    }

    private List<NativeSource> Natives()
    {
        var natives = new List<NativeSource>();
        foreach (var native in session.Project.Natives)
            if (!native.IsPackageOwned || session.Compiler.Packages.Contains(new PackageData(native.Module, native.Package))) natives.Add(native);
        return natives;
    }

    private void Compile(NativeSource source, string to)
    {
        var temporary = AtomicFile.NewTemporary(to);
        try
        {
            var (code, said) = Start(LinkPlan.CompileC(_tools, source.Path, temporary, Path.Combine(output, "include"), session.Settings.Opt > 0, session.Settings.DebugInfo));
            if (code == 0) AtomicFile.Finish(temporary, to);
            else lock (_lock) _failures[source.Label] = said;
        }
        finally
        {
            AtomicFile.Discard(temporary);
        }
    }

    private string Runtime()
    {
        var target = Path.Combine(_objects, "vale_runtime.o");
        var source = Path.Combine(_objects, NativeRuntime.FileName);
        var kept = KeptRuntime();
        if (kept is not null && File.Exists(kept))
        {
            AtomicFile.Write(target, File.ReadAllBytes(kept));
            return target;
        }
        AtomicFile.Write(source, NativeRuntime.Source.Span);
        var temporary = AtomicFile.NewTemporary(target);
        try
        {
            var (code, said) = Start(LinkPlan.CompileRuntime(_tools, source, temporary));
            if (code != 0)
                throw new InputException(new("c-compiler", $"the C compiler `{_tools.Compiler}` cannot compile the runtime", _tools.Compiler, said.Trim(),
                    "install a complete one: `sudo apt-get install gcc libc6-dev`"));
            AtomicFile.Finish(temporary, target);
        }
        finally
        {
            AtomicFile.Discard(temporary);
        }
        if (kept is not null) Keep(target, kept);
        return target;
    }

    private static void Keep(string target, string kept)
    {
        try
        {
            AtomicFile.Write(kept, File.ReadAllBytes(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written to costs time, nothing else.
        }
    }

    // Named by everything the object depends on: the source, the command, and the compiler as it is now.
    private string? KeptRuntime()
    {
        var cache = line.CacheDir is { } dir ? Path.GetFullPath(dir, terminal.WorkingDirectory)
            : terminal.Environment("XDG_CACHE_HOME") is { Length: > 0 } xdg ? Path.Combine(xdg, "vale")
            : terminal.Environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache", "vale")
            : null;
        if (cache is null || CompilerPath() is not { } compiler) return null;
        var file = new FileInfo(compiler);
        var identity = $"{LinkPlan.CompileRuntime(_tools, "source", "output")}\n{compiler}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Terminal.Utf8.GetBytes(identity));
        hash.AppendData(NativeRuntime.Source.Span);
        return Path.Combine(cache, $"runtime-{System.Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12))}.o");
    }

    private string? CompilerPath()
    {
        foreach (var folder in _tools.Compiler.Contains('/') ? [""] : (terminal.Environment("PATH") ?? "").Split(':'))
        {
            var path = Path.Combine(folder, _tools.Compiler);
            if (File.Exists(path)) return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        }
        return null;
    }

    private static (int Code, string Said) Start(NativeCommand command)
    {
        try
        {
            return ChildProcess.Run(command);
        }
        catch (Win32Exception)
        {
            throw new InputException(new("no-c-compiler", "a C compiler is needed to link and was not found", command.Executable,
                $"`{command.Executable}` cannot be started", "install one: `sudo apt-get install gcc libc6-dev`; or interpret with `--run`, which needs none"));
        }
    }

    private int TellFailures()
    {
        var problems = new List<InputProblem>();
        foreach (var (label, said) in _failures)
        {
            problems.Add(label.Length == 0
                ? new InputProblem("link", "the program cannot be linked", "", said.Trim(),
                    said.Contains("undefined", StringComparison.Ordinal) ? "an extern function needs C that defines it: give the file as MODULE=FILE.c, or put it into native/ beside the package" : "")
                : new InputProblem("c-compiler", $"`{label}` does not compile", label, said.Trim(), ""));
        }
        FrontDoor.TellProblems(problems, line.Color, terminal);
        return ExitCode.ProgramErrors;
    }

    private static NativeToolchain FindTools(Terminal terminal)
    {
        string? lld = null;
        foreach (var folder in NativeToolchain.LldFolders)
        {
            if (!File.Exists(Path.Combine(folder, "ld.lld"))) continue;
            lld = folder;
            break;
        }
        return new NativeToolchain(terminal.Environment("CC") is { Length: > 0 } cc ? cc : "cc", lld);
    }
}
