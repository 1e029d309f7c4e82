// --build: check, lower, emit every unit, compile the C, link; or find that all of it was done before. Every file of the
// output directory is written whole or not at all. What the machine's code looks like is the backend's concern, how it is
// laid out on the disk this one's.

using Vale.Backend.Bytecode;
using Vale.Backend.Llvm;
using Vale.Backend.Llvm.Interop;
using Vale.Backend.Native;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;
using Vale.Server.Cache;
using Vale.Server.Project;

namespace Vale.Server.Cli;

/// <summary>Builds a program.</summary>
internal static class Build
{
    public static int Run(CommandLine line, Terminal terminal)
    {
        if (Session.Load(line, terminal) is not { } loaded) return ExitCode.WrongInput;
        var store = ResultCache.Open(line, terminal);
        var tools = line.Emit is EmitKind.Exe or EmitKind.Obj ? Toolchain.Find(terminal) : null;
        var key = store is null ? null : BuildManifest.KeyOf(loaded, line.Emit, tools);
        if (key is { } known && store!.Get(known) is { } bytes && BuildManifest.FromBytes(bytes) is { } manifest && manifest.Holds(BuildManifest.SurfaceOf(line, terminal)))
        {
            terminal.ErrorBytes.Write(manifest.Said);
            terminal.ErrorBytes.Flush();
            if (line.Stats) Stats.WriteUnchanged("build.unchanged", loaded, store, terminal.Error);
            return Finish(line, terminal, loaded.Settings.OutputDir);
        }
        var loading = line.Emit == EmitKind.Bytecode ? null : UnitEmission.Prepare(UnitEmission.OptionsOf(loaded.Settings, KindOf(line.Emit)));
        try
        {
            return Make(line, terminal, loaded, store, tools, key);
        }
        finally
        {
            loading?.Join();
        }
    }

    private static int Make(CommandLine line, Terminal terminal, ProjectAndSettings loaded, DirectoryStore? store, Toolchain? tools, Fingerprint? key)
    {
        using var session = Session.Open(loaded, store);
        var (errors, said) = session.TellProblems(line, terminal);
        if (errors) return ExitCode.ProgramErrors;
        var program = session.Time("lower", session.Compiler.Lower);
        if (program.MainSymbol is null && line.Emit is EmitKind.Exe) return session.TellNoMain(line, terminal);

        var code = Into(session.Settings.OutputDir, terminal, folder =>
        {
            var written = Write(session, program, line, tools, terminal, folder, out var read);
            // What was edited meanwhile is not what was built.
            if (written == ExitCode.Good && key is { } free && read is not null && BuildManifest.KeyOf(loaded, line.Emit, tools) == free) Keep(store!, free, said, BuildManifest.SurfaceOf(line, terminal), read, folder);
            return written;
        });
        store?.Settle();
        if (line.Stats) Stats.Write(session, terminal.Error);
        return code == ExitCode.Good ? Finish(line, terminal, session.Settings.OutputDir) : code;
    }

    /// <summary>Makes machine code of a program that has no problems, and links it into the output directory's <c>main</c>.</summary>
    public static int Native(Session session, IrProgram program, CommandLine line, Terminal terminal)
    {
        var loading = UnitEmission.Prepare(UnitEmission.OptionsOf(session.Settings, Vale.Backend.Llvm.EmitKind.Object));
        try
        {
            return Into(session.Settings.OutputDir, terminal, folder => Write(session, program, line, Toolchain.Find(terminal), terminal, folder, out _));
        }
        finally
        {
            loading?.Join();
            session.Store?.Settle();
        }
    }

    private static int Into(string output, Terminal terminal, Func<OutputFolder, int> write)
    {
        using var ending = Interruption.Ending();
        try
        {
            using var folder = OutputFolder.Open(output, terminal);
            return write(folder);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InputException(new("output-unwritable", $"`{output}` cannot be written to", output, e.Message, "choose another directory with --output-dir, or free space on the disk"));
        }
        catch (LlvmNotFoundException e)
        {
            throw new InputException(new("no-llvm", "LLVM is needed for native code and was not found", "", e.Message, "install it: `sudo apt-get install libllvm19`; or interpret with `--run`, which needs none"));
        }
    }

    private static int Finish(CommandLine line, Terminal terminal, string output) =>
        line.RunAfterBuild ? ChildProcess.RunOn(terminal, Path.Combine(output, "main"), line.ProgramArguments) : ExitCode.Good;

    private static int Write(Session session, IrProgram program, CommandLine line, Toolchain? tools, Terminal terminal, OutputFolder output, out IReadOnlyList<FileContent>? read)
    {
        read = [];
        if (line.Emit == EmitKind.Bytecode)
        {
            output.Write("main.vbc", BytecodeFile.Write(session.Time("bytecode", () => BytecodeWriter.Write(program))));
            return ExitCode.Good;
        }
        if (tools is not null)
        {
            foreach (var header in NativeHeaders.Of(program)) output.Write(Path.Combine("include", header.Path), Terminal.Utf8.GetBytes(header.Text));
            var native = new NativeBuild(session, tools, line, terminal, output);
            var code = native.Run(program);
            read = native.Read;
            return code;
        }
        var (part, extension) = line.Emit == EmitKind.Asm ? ("asm", ".s") : ("llvm-ir", ".ll");
        var options = UnitEmission.OptionsOf(session.Settings, KindOf(line.Emit));
        var emitted = session.Time("emit", () => UnitEmission.All(session.Compiler, options, session.Settings.Jobs));
        session.Count(emitted);
        foreach (var (name, unit) in emitted.Units) output.Write($"{part}/{name}{extension}", unit.Bytes.AsSpan());
        output.RemoveOthers(part, extension);
        return ExitCode.Good;
    }

    private static Vale.Backend.Llvm.EmitKind KindOf(EmitKind emit) => emit switch
    {
        EmitKind.Asm => Vale.Backend.Llvm.EmitKind.Assembly,
        EmitKind.LlvmIr => Vale.Backend.Llvm.EmitKind.LlvmIr,
        _ => Vale.Backend.Llvm.EmitKind.Object,
    };

    private static void Keep(DirectoryStore store, Fingerprint key, string said, long surface, IReadOnlyList<FileContent> read, OutputFolder output)
    {
        var written = new List<FileContent>();
        foreach (var path in output.Written)
        {
            if (FileContent.Of(path) is not { } content) return;
            written.Add(content);
        }
        var text = Terminal.Utf8.GetBytes(said);
        store.Put(key, new BuildManifest(text, text.Length == 0 ? 0 : surface, read, LoadedLlvm.Stamps(), written).ToBytes());
    }
}
