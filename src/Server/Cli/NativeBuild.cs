// Objects and the program: asks for the units' code, has C compiled, links. What is as it was is neither made nor written.

using Vale.Backend.Native;
using Vale.Compiler.Inputs;
using Vale.Compiler.Library;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;
using Vale.Server.Project;
using Vale.Server.Render;

namespace Vale.Server.Cli;

/// <summary>One native build.</summary>
internal sealed class NativeBuild(Session session, Toolchain tools, CommandLine line, Terminal terminal, OutputFolder output)
{
    private readonly CObjects _c = new(tools, output, session.Store);

    /// <summary>What C included, by content; null when that is not known.</summary>
    public IReadOnlyList<FileContent>? Read => _c.Included;

    /// <summary>Builds, tells what C compiler or linker had to say, and returns the exit code.</summary>
    public int Run(IrProgram program)
    {
        var settings = session.Settings;
        var runtime = "";
        var sources = Natives(program);
        var objects = new List<string>();
        var alongside = new List<Action> { () => runtime = _c.Runtime() };
        var cObjects = new List<string>();
        for (var i = 0; i < sources.Count; i++)
        {
            var source = sources[i];
            var name = $"obj/c{i}_{Path.GetFileNameWithoutExtension(source.Path)}.o";
            cObjects.Add(output.At(name));
            alongside.Add(() => _c.Compile(source, name, output.At("include"), settings.Opt > 0, settings.DebugInfo));
        }
        Directory.CreateDirectory(output.At("obj"));
        var options = UnitEmission.OptionsOf(settings, Vale.Backend.Llvm.EmitKind.Object);
        var emitted = session.Time("emit", () => UnitEmission.All(session.Compiler, options, settings.Jobs, alongside));
        session.Count(emitted);
        session.Metrics.Add(("c.compiled", _c.Compiled));
        if (_c.Failures.Count != 0) return TellFailures(_c.Failures);

        foreach (var (name, unit) in emitted.Units) objects.Add(output.Write($"obj/{name}.o", unit.Bytes.AsSpan()));
        output.RemoveOthers("obj", ".o");
        return line.Emit == EmitKind.Obj ? ExitCode.Good : Link(objects, runtime, cObjects);
    }

    private int Link(List<string> objects, string runtime, List<string> cObjects)
    {
        var main = output.At("main");
        LinkRequest Request(string to) => new(objects.ToValueArray(), runtime, cObjects.ToValueArray(), to, session.Settings.DebugInfo);
        var key = LinkKey(LinkPlan.Link(tools.Tools, Request(main)));
        if (key is { } wanted && session.Store?.Get(wanted) is { } linked && Fingerprint.Of(FileContent.Read(main)).ToString() == Terminal.Utf8.GetString(linked))
        {
            session.Metrics.Add(("link.runs", 0));
            output.Note(main);
            return ExitCode.Good;
        }
        var temporary = AtomicFile.NewTemporary(main);
        try
        {
            var (code, said) = session.Time("link", () => CObjects.Start(LinkPlan.Link(tools.Tools, Request(temporary))));
            if (code != 0) return TellFailures(new Dictionary<string, string> { [""] = said });
            session.Metrics.Add(("link.runs", 1));
            if (key is { } free && FileContent.Read(temporary) is { } made) session.Store?.Put(free, Terminal.Utf8.GetBytes(Fingerprint.Of(made).ToString()));
            AtomicFile.Finish(temporary, main);
            output.Note(main);
            return ExitCode.Good;
        }
        finally
        {
            AtomicFile.Discard(temporary);
        }
    }

    // Everything the program is linked from, by content. The machine's own libraries are taken to stay as they are.
    private Fingerprint? LinkKey(NativeCommand command)
    {
        if (tools.Identity is not { } identity) return null;
        var to = new FingerprintBuilder();
        to.Add("link");
        to.Add(identity);
        to.Add(command.ToString());
        foreach (var input in command.Inputs)
        {
            if (FileContent.Of(input) is not { } content) return null;
            to.Add(content.Content);
        }
        return to.Finish();
    }

    private List<NativeSource> Natives(IrProgram program)
    {
        var natives = new List<NativeSource>();
        foreach (var native in session.Project.Natives)
            if (!native.IsPackageOwned || session.Compiler.Packages.Contains(new PackageData(native.Module, native.Package))) natives.Add(native);
        // The standard library's own C, unless the user has that module.
        if (session.Compiler.HasStandardLibrary && program.Externs.Any(static item => EmbeddedLibrary.IsStandardC(item.CName)))
        {
            var path = output.Write("obj/" + EmbeddedLibrary.StandardCName, EmbeddedLibrary.StandardC.AsSpan());
            natives.Add(new NativeSource(EmbeddedLibrary.StandardModule, "", path, EmbeddedLibrary.StandardCName, true));
        }
        return natives;
    }

    private int TellFailures(IReadOnlyDictionary<string, string> failures)
    {
        var problems = new List<InputProblem>();
        foreach (var (label, said) in failures)
        {
            problems.Add(label.Length == 0
                ? new InputProblem("link", "the program cannot be linked", "", said.Trim(),
                    said.Contains("undefined", StringComparison.Ordinal) ? "an extern function needs C that defines it: give the file as MODULE=FILE.c, or put it into native/ beside the package" : "")
                : new InputProblem("c-compiler", $"`{label}` does not compile", label, said.Trim(), ""));
        }
        FrontDoor.TellProblems(problems, line.Color, terminal);
        return ExitCode.ProgramErrors;
    }
}
