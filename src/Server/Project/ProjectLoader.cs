// From arguments or a vale.json to a project: walks the directories, reads every file, and gathers all problems instead of
// stopping at the first. The only place that turns paths into modules and packages; command line and server both use it.

using Vale.Compiler.Inputs;

namespace Vale.Server.Project;

/// <summary>Reads a project from the disk.</summary>
public sealed class ProjectLoader
{
    // Classes, not tuples: containers of them are compiled ahead of time, containers of tuples at every start.
    private sealed record FoundFile(string Package, string FileName, string Path, string Label, int Order);

    private sealed class ModuleEntry(string name, ModuleReach reach)
    {
        public readonly string Name = name;
        public readonly ModuleReach Reach = reach;
        public string? Directory;
        public string DirectoryLabel = "";
        public readonly List<FoundFile> Files = [];
        public readonly List<NativeSource> Natives = [];
        public readonly Dictionary<string, string> PackageOfFile = new(StringComparer.Ordinal);
    }

    private readonly string _workingDirectory;
    private readonly List<ModuleEntry> _modules = [];
    private readonly List<InputProblem> _problems = [];
    private ProjectOptions _options = new();
    private string? _projectFile;

    private ProjectLoader(string workingDirectory) => _workingDirectory = workingDirectory;

    /// <summary>Reads what the arguments name, or the nearest <c>vale.json</c> when there are none. Relative paths start at <paramref name="workingDirectory"/>.</summary>
    public static ProjectLoad Load(IReadOnlyList<ModuleArgument> arguments, string workingDirectory)
    {
        var loader = new ProjectLoader(workingDirectory);
        if (arguments.Count == 0) loader.AddNearestProjectFile();
        foreach (var argument in arguments) loader.Collect(() => loader.AddArgument(argument));
        return loader.Finish();
    }

    /// <summary>Reads the project that a <c>vale.json</c> describes.</summary>
    public static ProjectLoad LoadProjectFile(string path, string workingDirectory)
    {
        var loader = new ProjectLoader(workingDirectory);
        loader.Collect(() => loader.AddProjectFile(path));
        return loader.Finish();
    }

    private void Collect(Action step)
    {
        try
        {
            step();
        }
        catch (InputException e)
        {
            _problems.Add(e.Problem);
        }
    }

    private void AddNearestProjectFile()
    {
        var nearest = ProjectFile.FindNearest(_workingDirectory);
        if (nearest is not null)
        {
            Collect(() => AddProjectFile(nearest));
            return;
        }
        _problems.Add(new InputProblem("no-project", "there is nothing to compile", "",
            $"no MODULE=PATH was given, and neither `{_workingDirectory}` nor a folder above it has a vale.json",
            "name the sources, as in `app=src` or `app=main.vale`, or write a vale.json: {\"modules\": {\"app\": \"src\"}}"));
    }

    private void AddArgument(ModuleArgument argument)
    {
        var full = FullPath(argument.Path);
        if (argument.Module is not null)
        {
            // A further directory is a library: of it, only what is imported counts. A further file is meant as it stands.
            var reach = _modules.Count == 0 ? ModuleReach.Everything : Directory.Exists(full) ? ModuleReach.Imported : ModuleReach.RootAndImported;
            AddRoot(argument.Module, argument.Package, full, argument.Path, reach, "", 0, 0);
            return;
        }

        if (Path.GetFileName(full) == ProjectFile.FileName && !Directory.Exists(full))
        {
            AddProjectFile(full);
        }
        else if (Directory.Exists(full))
        {
            var file = Path.Combine(full, ProjectFile.FileName);
            if (!File.Exists(file))
                throw new InputException(new("no-project", $"`{argument.Path}` has no vale.json", argument.Path, "a bare directory is read through the vale.json in it",
                    $"say which module it is: `app={argument.Path}`"));
            AddProjectFile(file);
        }
        else if (full.EndsWith(".vale", StringComparison.Ordinal))
        {
            var module = Path.GetFileNameWithoutExtension(full);
            if (!ModuleArgument.IsName(module))
                throw new InputException(new("module-argument", $"`{argument.Path}` does not say which module it is", argument.Path, $"`{module}` cannot be a module's name",
                    $"write `app={argument.Path}`"));
            AddRoot(module, "", full, argument.Path, _modules.Count == 0 ? ModuleReach.Everything : ModuleReach.RootAndImported, "", 0, 0);
        }
        else if (!File.Exists(full))
        {
            throw new InputException(SourceReader.Missing(full, argument.Path));
        }
        else
        {
            throw new InputException(new("module-argument", $"`{argument.Path}` does not say which module it is", argument.Path, "", $"write `app={argument.Path}`"));
        }
    }

    private void AddProjectFile(string path)
    {
        var label = Label(path);
        if (_projectFile is not null)
        {
            if (_projectFile == path) return;
            throw new InputException(new("two-projects", "two vale.json are named", label, $"`{Label(_projectFile)}` was read before", "build one project at a time, or name the modules as MODULE=PATH"));
        }
        _projectFile = path;
        var (text, problem) = SourceReader.Read(path, label);
        if (problem is not null) throw new InputException(problem);

        var file = ProjectFile.Parse(text!, label);
        var folder = Path.GetDirectoryName(path)!;
        _options = file.Options;
        if (_options.OutputDir is { } output) _options = _options with { OutputDir = Path.Combine(folder, output) };
        foreach (var root in file.Roots)
        {
            var full = Path.GetFullPath(Path.Combine(folder, root.Path));
            var reach = root.IsDependency ? ModuleReach.Imported : ModuleReach.Everything;
            Collect(() => AddRoot(root.Module, "", full, Label(full), reach, label, root.Line, root.Column));
        }
    }

    private void AddRoot(string module, string package, string full, string label, ModuleReach reach, string where, int line, int column)
    {
        var entry = _modules.Find(m => m.Name == module);
        if (entry is null) _modules.Add(entry = new ModuleEntry(module, reach));

        InputException Placed(InputProblem problem) => new(where.Length == 0 ? problem : problem with { Where = where, Line = line, Column = column });

        if (Directory.Exists(full))
        {
            if (package.Length != 0)
                throw Placed(new("module-argument", $"`{label}` is a directory", label, "only a single .vale file can be put into a package", $"write {module}={label}"));
            AddDirectory(entry, full, label, Placed);
        }
        else if (!File.Exists(full))
        {
            throw Placed(SourceReader.Missing(full, label));
        }
        else if (full.EndsWith(".vale", StringComparison.Ordinal))
        {
            AddFile(entry, package, full, label);
        }
        else if (full.EndsWith(".c", StringComparison.Ordinal))
        {
            if (!entry.Natives.Exists(n => n.Path == full)) entry.Natives.Add(new NativeSource(module, "", full, label, IsPackageOwned: false));
        }
        else
        {
            throw Placed(new("file-kind", $"`{label}` is neither a .vale file, a .c file nor a directory", label, "", $"check the path of module `{module}`"));
        }
    }

    private void AddDirectory(ModuleEntry entry, string full, string label, Func<InputProblem, InputException> placed)
    {
        full = Path.TrimEndingDirectorySeparator(full);
        if (entry.Directory is not null)
        {
            if (entry.Directory == full) return;
            throw placed(new("module-two-roots", $"module `{entry.Name}` has two directories", label,
                $"they are `{entry.DirectoryLabel}` and `{label}`; one directory holds a module's packages",
                "give the second directory a module name of its own, or move one into the other"));
        }
        entry.Directory = full;
        entry.DirectoryLabel = label;
        var before = entry.Files.Count;
        var problemsBefore = _problems.Count;
        Walk(entry, full, Path.TrimEndingDirectorySeparator(label), "", []);
        if (entry.Files.Count == before && _problems.Count == problemsBefore)
            throw placed(new("no-sources", $"`{label}` holds no .vale file", label, "neither it nor a sub-directory has one", $"check the path of module `{entry.Name}`"));
    }

    private void Walk(ModuleEntry entry, string folder, string label, string package, List<string> linkedFrom)
    {
        FileSystemInfo[] children;
        try
        {
            children = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problems.Add(new InputProblem("directory-unreadable", $"the directory `{label}` cannot be read", label, e is UnauthorizedAccessException ? "this user has no permission to read it" : e.Message,
                $"give it: chmod u+rx '{label}'"));
            return;
        }
        Array.Sort(children, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var child in children)
        {
            var name = child.Name;
            if (name[0] == '.') continue;
            var childLabel = Join(label, name);
            if ((child.Attributes & FileAttributes.Directory) == 0)
            {
                if (name.EndsWith(".vale", StringComparison.Ordinal)) AddFile(entry, package, child.FullName, childLabel);
                continue;
            }
            if (name == "native") AddNatives(entry, child.FullName, childLabel, package);
            if (!ModuleArgument.IsName(name)) continue;
            var links = linkedFrom;
            if (child.LinkTarget is not null)
            {
                // A link back up would be walked for ever: follow each target once on the way down.
                var target = child.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? child.FullName;
                if (linkedFrom.Contains(target) || (folder + "/").StartsWith(target + "/", StringComparison.Ordinal)) continue;
                links = [.. linkedFrom, target];
            }
            Walk(entry, child.FullName, childLabel, package.Length == 0 ? name : package + "." + name, links);
        }
    }

    private static void AddNatives(ModuleEntry entry, string folder, string label, string package)
    {
        try
        {
            var files = Directory.GetFiles(folder, "*.c");
            Array.Sort(files, StringComparer.Ordinal);
            foreach (var file in files) entry.Natives.Add(new NativeSource(entry.Name, package, file, Join(label, Path.GetFileName(file)), IsPackageOwned: true));
        }
        catch (UnauthorizedAccessException)
        {
            // Walk reads the same folder as a possible package and reports it.
        }
    }

    private void AddFile(ModuleEntry entry, string package, string full, string label)
    {
        if (!entry.PackageOfFile.TryAdd(full, package))
        {
            var before = entry.PackageOfFile[full];
            if (before == package) return;
            throw new InputException(new("file-twice", $"`{label}` is given to two packages", label,
                $"as part of a directory it is in {Describe(entry.Name, before)}, as an argument in {Describe(entry.Name, package)}", "name it once"));
        }
        entry.Files.Add(new FoundFile(package, Path.GetFileName(full), full, label, entry.Files.Count));
    }

    private ProjectLoad Finish()
    {
        var modules = new List<ProjectModule>(_modules.Count);
        var sources = new List<ProjectSource>();
        var natives = new List<NativeSource>();
        foreach (var module in _modules)
        {
            modules.Add(new ProjectModule(module.Name, module.Reach));
            natives.AddRange(module.Natives);
            module.Files.Sort(Compare);
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var file in module.Files)
            {
                var (text, problem) = SourceReader.Read(file.Path, file.Label);
                if (problem is not null) _problems.Add(problem);
                if (text is null) continue;
                var name = file.FileName;
                for (var n = 2; !names.Add(file.Package + "/" + name); n++) name = $"{file.FileName}#{n}";
                sources.Add(new ProjectSource(new FileData(module.Name, file.Package, name), file.Path, file.Label, text));
            }
        }
        if (sources.Count == 0 && _problems.Count == 0)
            _problems.Add(new InputProblem("no-sources", "no .vale file is named", "", "C alone makes no Vale program", "add one, as in `app=main.vale`"));
        return new ProjectLoad(new ValeProject(modules, sources, natives, _options, _projectFile), _problems, _projectFile);
    }

    // Of two files with one name the first given comes first, and keeps it.
    private static int Compare(FoundFile a, FoundFile b)
    {
        var order = string.CompareOrdinal(a.Package, b.Package);
        if (order == 0) order = string.CompareOrdinal(a.FileName, b.FileName);
        return order == 0 ? a.Order.CompareTo(b.Order) : order;
    }

    private string FullPath(string path) => Path.GetFullPath(path, _workingDirectory);

    private string Label(string full)
    {
        var relative = Path.GetRelativePath(_workingDirectory, full);
        return relative.StartsWith("..", StringComparison.Ordinal) ? full : relative;
    }

    private static string Join(string label, string name) => label == "." ? name : Path.Combine(label, name);

    private static string Describe(string module, string package) => package.Length == 0 ? $"package `{module}`" : $"package `{module}.{package}`";
}
