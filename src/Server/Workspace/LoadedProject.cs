// A project on the disk as the workspace holds it: its files by path, and where in its modules a file that is not there
// yet would belong. It does not watch the disk; whoever does has it read again.

using Vale.Compiler.Inputs;
using Vale.Server.Project;

namespace Vale.Server.Workspace;

/// <summary>What was read from one <c>vale.json</c> and the folders it names.</summary>
internal sealed class LoadedProject
{
    private readonly Dictionary<string, (string Module, string Package)> _packageOfFolder = new(StringComparer.Ordinal);

    private LoadedProject(string path, ProjectLoad load)
    {
        Path = path;
        Problems = load.Problems;
        Options = load.Project.Options;
        foreach (var source in load.Project.Sources) Sources[source.Path] = source;
        foreach (var source in load.Project.Sources) Remember(source);
    }

    /// <summary>The full path of its <c>vale.json</c>.</summary>
    public string Path { get; }

    /// <summary>The folder of its <c>vale.json</c>, which labels are relative to.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Its files by full path.</summary>
    public Dictionary<string, ProjectSource> Sources { get; } = new(StringComparer.Ordinal);

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<InputProblem> Problems { get; }

    /// <summary>What its <c>vale.json</c> sets.</summary>
    public ProjectOptions Options { get; }

    /// <summary>Reads it; problems are part of the result.</summary>
    public static LoadedProject Load(string path) =>
        new(path, ProjectLoader.LoadProjectFile(path, System.IO.Path.GetDirectoryName(path)!));

    /// <summary>Where a file at that path belongs, also before it is saved for the first time; null: nowhere in this project.</summary>
    public FileData? Place(string path)
    {
        if (Sources.TryGetValue(path, out var source)) return source.File;
        if (!path.EndsWith(".vale", StringComparison.Ordinal)) return null;
        var below = "";
        for (var folder = System.IO.Path.GetDirectoryName(path); folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (_packageOfFolder.TryGetValue(folder, out var at))
                return new FileData(at.Module, Join(at.Package, below), System.IO.Path.GetFileName(path));
            var step = System.IO.Path.GetFileName(folder);
            if (!ModuleArgument.IsName(step)) return null;
            below = Join(step, below);
        }
        return null;
    }

    /// <summary>A source says which package its folder is, and with it each folder above up to the module's own.</summary>
    private void Remember(ProjectSource source)
    {
        var folder = System.IO.Path.GetDirectoryName(source.Path);
        var package = source.File.Package;
        while (folder is not null && _packageOfFolder.TryAdd(folder, (source.File.Module, package)) && package.Length > 0)
        {
            var dot = package.LastIndexOf('.');
            if (System.IO.Path.GetFileName(folder) != package[(dot + 1)..]) return;
            package = dot < 0 ? "" : package[..dot];
            folder = System.IO.Path.GetDirectoryName(folder);
        }
    }

    private static string Join(string package, string step) => package.Length == 0 ? step : step.Length == 0 ? package : package + "." + step;
}
