// A compiler database made of a fixture, with a record of what its queries do. Tests ask it what a user would ask.

using Vale.Compiler;
using Vale.Compiler.Diagnostics;
using Vale.Compiler.Impls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Lowering;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Testing;

/// <summary>A fixture's project in a compiler database of its own.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly QueryRecording _recording;
    private Fixture _fixture;

    /// <summary>A cold database that holds the library and the fixture's files.</summary>
    public TestDatabase(Fixture fixture, CompilerOptions? options = null)
    {
        Host = new CompilerHost(options);
        _fixture = fixture;
        Host.Apply(fixture.Files.Select(ChangeOf).ToList());
        _recording = Host.Database.Events.Record();
    }

    /// <summary>As the other constructor, from a fixture's text.</summary>
    public TestDatabase(string fixture) : this(Fixture.Parse(fixture))
    {
    }

    /// <summary>The compiler's host.</summary>
    public CompilerHost Host { get; }

    /// <summary>The project as it stands now.</summary>
    public Fixture Fixture => _fixture;

    /// <summary>The id of a file of the fixture.</summary>
    public FileId File(int index) => Host.FileId(DataOf(_fixture.Files[index]));

    /// <summary>The index of a file in the fixture, or -1 for one of the library.</summary>
    public int IndexOf(FileId file)
    {
        for (var index = 0; index < _fixture.Files.Count; index++)
            if (File(index) == file) return index;
        return -1;
    }

    /// <summary>Changes the project into <paramref name="next"/> in one revision: files that differ, are new or are gone.</summary>
    public void Become(Fixture next)
    {
        var changes = new List<SourceChange>();
        foreach (var old in _fixture.Files)
            if (!next.Files.Any(file => DataOf(file) == DataOf(old))) changes.Add(new SourceChange(DataOf(old), LabelOf(old), null));
        foreach (var file in next.Files)
            if (_fixture.Files.FirstOrDefault(old => DataOf(old) == DataOf(file))?.Text != file.Text) changes.Add(ChangeOf(file));
        _fixture = next;
        Host.Apply(changes);
    }

    /// <summary>Asks one question with a snapshot of its own.</summary>
    public T Ask<T>(Func<Snapshot, T> question)
    {
        using var snapshot = Host.Snapshot();
        return question(snapshot);
    }

    /// <summary>All diagnostics of the project.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics() => [.. Ask(static snapshot => snapshot.Get(DiagnosticQueries.Program, default))];

    /// <summary>The program's IR. Fails with the errors when there are any.</summary>
    public IrProgram Program()
    {
        var errors = Diagnostics().Where(static diagnostic => diagnostic.Severity == Severity.Error).ToList();
        if (errors.Count > 0)
            throw new CheckFailedException("The program has errors:\n" + string.Join('\n', errors.Select(Show)));
        return Ask(static snapshot => snapshot.Get(LoweringQueries.Program, default));
    }

    /// <summary>A diagnostic in one line: file, line, severity, code, message.</summary>
    public string Show(Diagnostic diagnostic)
    {
        var index = IndexOf(diagnostic.Place.File);
        if (index < 0) return $"(library) {diagnostic.Code}: {diagnostic.Message}";
        var file = _fixture.Files[index];
        var start = Math.Clamp(diagnostic.Place.Range.Start, 0, file.Text.Length);
        return $"{file.Path}:{file.Text.AsSpan(0, start).Count('\n') + 1}: {Words(diagnostic.Severity)}[{diagnostic.Code}]: {diagnostic.Message}";
    }

    /// <summary>
    /// What the project's user would see, as text: every diagnostic, and the IR when none is an error. Two databases over the same
    /// texts must show the same.
    /// </summary>
    public string Answer()
    {
        var diagnostics = Diagnostics();
        var shown = string.Concat(diagnostics.Select(diagnostic => Everything(diagnostic) + "\n"));
        return diagnostics.Any(static diagnostic => diagnostic.Severity == Severity.Error)
            ? shown
            : shown + Ask(static snapshot => IrPrinter.Print(snapshot.Get(LoweringQueries.Program, default)));
    }

    /// <summary>Forgets what ran so far.</summary>
    public void ClearLog() => _recording.Clear();

    /// <summary>
    /// The queries that ran since the last <see cref="ClearLog"/>, each once, as <c>QUERY KEY</c>: <c>Parse main.vale</c>, <c>Body sail</c>,
    /// <c>ProgramDiagnostics</c>.
    /// </summary>
    public IReadOnlyList<string> Ran()
    {
        var ran = new SortedSet<string>(StringComparer.Ordinal);
        using var snapshot = Host.Snapshot();
        foreach (var happened in _recording.Events)
            if (happened.Kind == QueryEventKind.WillExecute) ran.Add($"{happened.Definition!.Name} {KeyOf(snapshot, happened)}".TrimEnd());
        return [.. ran];
    }

    /// <summary>How many times queries ran since the last <see cref="ClearLog"/>.</summary>
    public int RunCount() => _recording.Events.Count(static happened => happened.Kind == QueryEventKind.WillExecute);

    /// <inheritdoc/>
    public void Dispose()
    {
        _recording.Dispose();
        Host.Dispose();
    }

    internal static string Words(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Information => "information",
        _ => "hint",
    };

    private static FileData DataOf(FixtureFile file) => new(file.Module, file.Package, file.Name);

    private static string LabelOf(FixtureFile file) => file.Path.TrimStart('/');

    private static SourceChange ChangeOf(FixtureFile file) => new(DataOf(file), LabelOf(file), file.Text);

    private string Everything(Diagnostic diagnostic)
    {
        var (file, range) = diagnostic.Place;
        var labels = string.Concat(diagnostic.Labels.Select(label =>
            $"\n  {IndexOf(label.Place.File)}:{label.Place.Range.Start}..{label.Place.Range.End} {label.Text}"));
        return $"{IndexOf(file)}:{range.Start}..{range.End} {Show(diagnostic)} | {diagnostic.Label} | {diagnostic.Help} | {diagnostic.Tags}{labels}";
    }

    // A key as a person names it. Keys of kinds unknown here are shown by their number.
    private static string KeyOf(Snapshot snapshot, QueryEvent happened)
    {
        var type = happened.Definition!.GetType().GetGenericArguments()[0];
        if (type == typeof(Singleton)) return "";
        if (type == typeof(FileId)) return snapshot.Lookup(InputQueries.Files, new FileId(happened.Key)).Name;
        if (type == typeof(PackageId)) return snapshot.Lookup(InputQueries.Packages, new PackageId(happened.Key)).ToString();
        if (type == typeof(DenizenId)) return snapshot.Lookup(ItemQueries.Denizens, new DenizenId(happened.Key)).Name;
        if (type == typeof(FileNameId)) return snapshot.Lookup(NameQueries.FileNames, new FileNameId(happened.Key)).Name;
        if (type == typeof(PackageNameId))
        {
            var (package, name) = snapshot.Lookup(NameQueries.PackageNames, new PackageNameId(happened.Key));
            return $"{snapshot.Lookup(InputQueries.Packages, package)}.{name}";
        }
        if (type == typeof(FunctionId)) return Name(snapshot, new FunctionId(happened.Key));
        if (type == typeof(KindId)) return TypeQueries.Display(snapshot.Context, new KindId(happened.Key));
        if (type == typeof(PrototypeId))
            return snapshot.Lookup(TypeQueries.Prototypes, new PrototypeId(happened.Key)) switch
            {
                FunctionPrototype f => Name(snapshot, f.Function),
                ImplPrototype i => snapshot.Lookup(ItemQueries.Denizens, i.Impl).Name,
                var other => other.ToString()!,
            };
        if (type == typeof(OverrideId))
        {
            var (impl, function) = snapshot.Lookup(ImplQueries.Overrides, new OverrideId(happened.Key));
            return $"{snapshot.Lookup(ItemQueries.Denizens, impl).Name} {Name(snapshot, function)}";
        }
        return "#" + happened.Key;
    }

    private static string Name(Snapshot snapshot, FunctionId id)
    {
        var function = snapshot.Lookup(TypeQueries.Functions, id);
        if (function.Origin is FunctionOrigin.KindDrop or FunctionOrigin.OverloadCall or FunctionOrigin.UpcastForward) return $"({function.Origin.ToString().ToLowerInvariant()})";
        var name = snapshot.Lookup(ItemQueries.Denizens, function.Denizen).Name;
        return function.Origin == FunctionOrigin.Declared ? name : $"{name} ({function.Origin.ToString().ToLowerInvariant()})";
    }
}
