// --build: check, lower, emit every unit, compile the C, link. Every file of the output directory is written whole or
// not at all. What the machine's code looks like is the backend's concern, how it is laid out on the disk this one's.

using Vale.Backend.Bytecode;
using Vale.Backend.Llvm;
using Vale.Backend.Llvm.Interop;
using Vale.Backend.Native;
using Vale.Compiler.Lowering;
using Vale.Server.Project;

namespace Vale.Server.Cli;

/// <summary>Builds a program.</summary>
internal static class Build
{
    public static int Run(CommandLine line, Terminal terminal)
    {
        using var session = Session.Open(line, terminal);
        if (session is null) return ExitCode.WrongInput;
        if (session.TellProblems(line, terminal)) return ExitCode.ProgramErrors;
        var program = session.Time("lower", session.Compiler.Lower);
        if (program.MainSymbol is null && line.Emit is EmitKind.Exe) return session.TellNoMain(line, terminal);

        var output = session.Settings.OutputDir;
        int code;
        using (Interruption.Ending())
        {
            try
            {
                code = Write(session, program, line, terminal, output);
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
        if (line.Stats) Stats.Write(session, terminal.Error);
        if (code != ExitCode.Good || !line.RunAfterBuild) return code;
        return ChildProcess.RunOn(terminal, Path.Combine(output, "main"), line.ProgramArguments);
    }

    private static int Write(Session session, IrProgram program, CommandLine line, Terminal terminal, string output)
    {
        if (line.Emit == EmitKind.Bytecode)
        {
            AtomicFile.Write(Path.Combine(output, "main.vbc"), BytecodeFile.Write(session.Time("bytecode", () => BytecodeWriter.Write(program))));
            return ExitCode.Good;
        }
        if (line.Emit is EmitKind.Exe or EmitKind.Obj)
        {
            var include = Path.Combine(output, "include");
            foreach (var header in NativeHeaders.Of(program)) AtomicFile.Write(Path.Combine(include, header.Path), Terminal.Utf8.GetBytes(header.Text));
            return new NativeBuild(session, program, line, terminal, output).Run();
        }
        var (kind, folder, extension) = line.Emit == EmitKind.Asm
            ? (Vale.Backend.Llvm.EmitKind.Assembly, "asm", ".s")
            : (Vale.Backend.Llvm.EmitKind.LlvmIr, "llvm-ir", ".ll");
        var emitted = session.Time("emit", () => UnitEmission.All(program, UnitEmission.OptionsOf(session.Settings, kind), session.Settings.Jobs));
        var names = new HashSet<string>();
        foreach (var (name, unit) in emitted)
        {
            AtomicFile.Write(Path.Combine(output, folder, name + extension), unit.Bytes.AsSpan());
            names.Add(name + extension);
        }
        RemoveOthers(Path.Combine(output, folder), extension, names);
        return ExitCode.Good;
    }

    /// <summary>Removes what an earlier build left in a folder that is ours alone.</summary>
    internal static void RemoveOthers(string folder, string extension, HashSet<string> keep)
    {
        foreach (var file in Directory.GetFiles(folder, "*" + extension))
            if (!keep.Contains(Path.GetFileName(file))) File.Delete(file);
    }
}
