// Brings a program of tests/programs into a compiler database: its modules' files, and its C beside them.

using Vale.Compiler;
using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Compiler.Library;
using Vale.Compiler.Lowering;

namespace Vale.Testing.Programs;

/// <summary>A program's IR and the C files it is linked with.</summary>
/// <param name="Program">The program.</param>
/// <param name="CFiles">Absolute paths.</param>
public sealed record CompiledProgram(IrProgram Program, IReadOnlyList<string> CFiles);

/// <summary>Reads and compiles programs.</summary>
public static class ProgramSources
{
    // Written once per test process.
    private static readonly Lazy<string> s_standardC = new(static () =>
    {
        var folder = Directory.CreateTempSubdirectory("vale-stdlib-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, true);
        var path = Path.Combine(folder, EmbeddedLibrary.StandardCName);
        File.WriteAllBytes(path, EmbeddedLibrary.StandardC.AsSpan());
        return path;
    });

    /// <summary>Compiles the program. Fails with its diagnostics when it has errors, and when its IR is not sound.</summary>
    public static CompiledProgram Compile(ProgramCase program)
    {
        var (sources, c) = FilesOf(program);
        using var host = new CompilerHost();
        host.Apply(sources);
        using var snapshot = host.Snapshot();
        var errors = new List<string>();
        foreach (var diagnostic in snapshot.Get(DiagnosticQueries.Program, default))
        {
            if (diagnostic.Severity != Severity.Error) continue;
            var file = snapshot.Lookup(InputQueries.Files, diagnostic.Place.File);
            var text = snapshot.Get(InputQueries.FileText, diagnostic.Place.File).Text;
            var line = text.Lines.LineOf(diagnostic.Place.Range.Start) + 1;
            errors.Add($"{file.Name}:{line}: error[{diagnostic.Code}]: {diagnostic.Message}");
        }
        if (errors.Count > 0) throw new CheckFailedException($"{program.HeaderFile} does not compile:\n{string.Join('\n', errors)}");
        var ir = snapshot.Get(LoweringQueries.Program, default);
        var faults = IrVerifier.Verify(ir);
        if (faults.Count > 0) throw new CheckFailedException($"The IR of {program.HeaderFile} is not sound:\n{string.Join('\n', faults)}\n{IrPrinter.Print(ir)}");
        if (ir.Externs.Any(static item => EmbeddedLibrary.IsStandardC(item.CName))) c.Add(s_standardC.Value);
        return new CompiledProgram(ir, c);
    }

    /// <summary>The program's Vale files, and the absolute paths of its C files.</summary>
    public static (List<SourceChange> Sources, List<string> CFiles) FilesOf(ProgramCase program)
    {
        var sources = new List<SourceChange>();
        var c = new List<string>();
        foreach (var root in program.Roots) Collect(root, sources, c);
        return (sources, c);
    }

    private static void Collect(ProgramRoot root, List<SourceChange> sources, List<string> c)
    {
        if (File.Exists(root.Path))
        {
            if (Path.GetExtension(root.Path) == ".c") c.Add(root.Path);
            else Add(root, "", root.Path, sources);
            return;
        }
        Walk(root, new DirectoryInfo(root.Path), "", sources, c);
    }

    private static void Walk(ProgramRoot root, DirectoryInfo directory, string package, List<SourceChange> sources, List<string> c)
    {
        foreach (var file in directory.EnumerateFiles("*.vale").OrderBy(static file => file.Name, StringComparer.Ordinal))
            Add(root, package, file.FullName, sources);
        foreach (var below in directory.EnumerateDirectories().OrderBy(static below => below.Name, StringComparer.Ordinal))
        {
            if (below.Name == "native") c.AddRange(below.EnumerateFiles("*.c").Select(static file => file.FullName).Order(StringComparer.Ordinal));
            else Walk(root, below, package.Length == 0 ? below.Name : package + "." + below.Name, sources, c);
        }
    }

    private static void Add(ProgramRoot root, string package, string path, List<SourceChange> sources) =>
        sources.Add(new SourceChange(new FileData(root.Name, package, Path.GetFileName(path)), Path.GetRelativePath(Repository.Root, path), File.ReadAllText(path)));
}
