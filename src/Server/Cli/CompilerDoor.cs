// The command line's only door to the compiler: a project's sources go in, problems and IR come out. Of the modules that
// are not the program itself only what is imported goes in, package by package, as imports turn up.

using Vale.Compiler;
using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Compiler.Lowering;
using Vale.Compiler.Parse;
using Vale.Compiler.Signatures;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Persist;
using Vale.Server.Project;
using Vale.Server.Render;
using Vale.Syntax;

namespace Vale.Server.Cli;

/// <summary>A project opened in the compiler.</summary>
internal sealed class CompilerDoor : ISourceViews, IDisposable
{
    private readonly CompilerHost _host;
    private Snapshot _snapshot;
    private bool _closed;
    private readonly Dictionary<FileId, SourceView> _views = [];

    private CompilerDoor(CompilerHost host, HashSet<PackageData> packages, IReadOnlyList<(FileId, ProjectSource)> files)
    {
        _host = host;
        Packages = packages;
        Files = files;
        _snapshot = host.Snapshot();
    }

    /// <summary>The packages of the project that belong to the program.</summary>
    public IReadOnlySet<PackageData> Packages { get; }

    /// <summary>Their files, in the project's order.</summary>
    public IReadOnlyList<(FileId Id, ProjectSource Source)> Files { get; }

    /// <summary>The engine, for events and descriptions.</summary>
    public Database Database => _host.Database;

    /// <summary>Counts of every query. It ends the reading, since a reader's counts are added when it lets go: nothing can be asked afterwards.</summary>
    public IReadOnlyList<QueryStatistics> CloseAndCount()
    {
        CloseReader();
        return _host.Database.Statistics;
    }

    /// <summary>A further reader of the same facts, for a thread of its own; dispose of it first.</summary>
    public Snapshot Fork() => _snapshot.Fork();

    /// <summary>Hands the sources over. <paramref name="prepare"/> is called with the database before anything is asked of it.</summary>
    /// <param name="store">Where results are kept between processes; null for nowhere.</param>
    /// <param name="entryModule">The module whose <c>main</c> starts the program; null for any.</param>
    public static CompilerDoor Open(ValeProject project, CompileSettings settings, IResultStore? store = null, Action<Database>? prepare = null, string? entryModule = null)
    {
        // A user's own standard library stands in for all of the one that comes along, also where no file of it is imported.
        var hasOwnStandard = project.Modules.Any(static module => module.Name == EmbeddedLibrary.StandardModule);
        var options = new CompilerOptions(!settings.NoImplicitBuiltins, !settings.NoStd && !hasOwnStandard, entryModule);
        var host = new CompilerHost(options, new DatabaseOptions { Store = store });
        prepare?.Invoke(host.Database);
        var byPackage = new Dictionary<PackageData, List<ProjectSource>>();
        var pending = new List<PackageData>();
        var packages = new HashSet<PackageData>();
        var reach = new Dictionary<string, ModuleReach>(StringComparer.Ordinal);
        foreach (var module in project.Modules) reach.Add(module.Name, module.Reach);
        foreach (var source in project.Sources)
        {
            var package = new PackageData(source.File.Module, source.File.Package);
            if (!byPackage.TryGetValue(package, out var sources)) byPackage.Add(package, sources = []);
            sources.Add(source);
            var isRoot = reach[package.Module] switch
            {
                ModuleReach.Everything => true,
                ModuleReach.RootAndImported => package.Package.Length == 0,
                _ => false,
            };
            if (isRoot && packages.Add(package)) pending.Add(package);
        }

        var ids = new Dictionary<FileData, FileId>();
        while (pending.Count != 0)
        {
            var changes = new List<SourceChange>();
            foreach (var package in pending)
                foreach (var source in byPackage[package]) changes.Add(new SourceChange(source.File, source.Label, source.Text));
            pending.Clear();
            host.Apply(changes);
            using var snapshot = host.Snapshot();
            foreach (var change in changes) ids.Add(change.File, snapshot.Intern(InputQueries.Files, change.File));
            // Everything is in: no import can bring more.
            if (ids.Count == project.Sources.Count) break;
            foreach (var change in changes)
                foreach (var import in snapshot.Get(ItemQueries.FileItems, ids[change.File]).Imports)
                    // What a package lies within comes with it.
                    for (var package = import.Package; package is not null; package = package.Outer)
                        if (byPackage.ContainsKey(package) && packages.Add(package)) pending.Add(package);
        }

        var files = new List<(FileId, ProjectSource)>(ids.Count);
        foreach (var source in project.Sources)
            if (ids.TryGetValue(source.File, out var id)) files.Add((id, source));
        var door = new CompilerDoor(host, packages, files);
        foreach (var (id, source) in files)
            door._views.Add(id, new SourceView(source.Label, source.Text, new PackageData(source.File.Module, source.File.Package).ToString()));
        return door;
    }

    /// <summary>Adds sources that are nobody's: what there is to tell of them is told nowhere.</summary>
    public void Add(IReadOnlyList<SourceChange> sources)
    {
        CloseReader();
        _host.Apply(sources);
        _snapshot = _host.Snapshot();
        _closed = false;
    }

    /// <summary>The tests of a file, and where they stand.</summary>
    public IReadOnlyList<(TestInfo Test, TextRange Whole, TextRange Name)> Tests(FileId file)
    {
        var tests = new List<(TestInfo, TextRange, TextRange)>();
        foreach (var test in _snapshot.Get(TestQueries.InFile, file))
            if (TestQueries.PlaceOf(_snapshot.Context, test) is { } place) tests.Add((test, place.Full, place.Name));
        return tests;
    }

    /// <summary>Everything that is wrong with the program, in no particular order.</summary>
    public IReadOnlyList<Diagnostic> Problems(int jobs)
    {
        Warm(jobs);
        return _snapshot.Get(DiagnosticQueries.Program, default);
    }

    /// <summary>Whether the standard library that comes along can be imported.</summary>
    public bool HasStandardLibrary => !_snapshot.Get(InputQueries.StandardPackages, default).IsEmpty;

    /// <summary>The program's IR. Ask only when no problem is an error.</summary>
    public IrProgram Lower() => _snapshot.Get(LoweringQueries.Program, default);

    /// <summary>A file's tree.</summary>
    public ParseResult Tree(FileId file) => _snapshot.Get(ParseQueries.Parse, file).Result;

    /// <summary>A file's table of contents.</summary>
    public FileItems Items(FileId file) => _snapshot.Get(ItemQueries.FileItems, file);

    /// <inheritdoc/>
    public SourceView? Find(FileId file)
    {
        if (_views.TryGetValue(file, out var view)) return view;
        // A file of the embedded library.
        var data = _snapshot.Lookup(InputQueries.Files, file);
        view = new SourceView(_snapshot.Get(InputQueries.FileLabel, file).Text, _snapshot.Get(InputQueries.FileText, file).Text.ToString(),
            new PackageData(data.Module, data.Package).ToString());
        _views.Add(file, view);
        return view;
    }

    public void Dispose()
    {
        CloseReader();
        _host.Dispose();
    }

    private void CloseReader()
    {
        if (_closed) return;
        _closed = true;
        _snapshot.Dispose();
    }

    // Files are checked on several threads; what they have in common is computed once, the engine sees to that.
    private void Warm(int jobs)
    {
        const int fewestFiles = 8;
        jobs = Math.Min(jobs, Files.Count / fewestFiles);
        if (jobs <= 1) return;
        var next = -1;
        Exception? failure = null;
        var threads = new Thread[jobs];
        for (var i = 0; i < jobs; i++)
        {
            threads[i] = new Thread(() =>
            {
                try
                {
                    using var fork = _snapshot.Fork();
                    while (Volatile.Read(ref failure) is null)
                    {
                        var index = Interlocked.Increment(ref next);
                        if (index >= Files.Count) return;
                        fork.Get(DiagnosticQueries.File, Files[index].Id);
                    }
                }
                catch (Exception e)
                {
                    Interlocked.CompareExchange(ref failure, e, null);
                }
            }, FrontDoor.StackBytes) { Name = $"check {i}" };
            threads[i].Start();
        }
        foreach (var thread in threads) thread.Join();
        if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }
}
