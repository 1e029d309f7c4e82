// The projects that are open, and the files on the disk that belong to them.

using System.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Server.Loop;
using Vale.Server.Project;

namespace Vale.Server.Workspace;

/// <summary>Projects by the path of their <c>vale.json</c>. Used on the loop's thread only.</summary>
internal sealed class ProjectSet(Log log)
{
    private readonly Dictionary<string, LoadedProject> _projects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reading> _ahead = new(StringComparer.Ordinal);      // by folder

    /// <summary>The paths of every project, as they are now.</summary>
    public string[] All => [.. _projects.Keys];

    /// <summary>True when a project asks for it.</summary>
    public bool NoStd => Any(static options => options.NoStd);

    /// <summary>True when a project asks for it.</summary>
    public bool NoImplicitBuiltins => Any(static options => options.NoImplicitBuiltins);

    /// <summary>Begins to read the project of a folder on a thread of its own, for <see cref="Load"/> to find it read.</summary>
    public void ReadAhead(string folder)
    {
        if (!_ahead.ContainsKey(folder)) _ahead.Add(folder, new Reading(folder));
    }

    /// <summary>Reads a project, again if it was read before.</summary>
    public void Load(string path)
    {
        var started = Stopwatch.GetTimestamp();
        var project = _projects[path] = TakeAhead(path) ?? LoadedProject.Load(path);
        log.Info($"read {path}: {project.Sources.Count} files in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        foreach (var problem in project.Problems) log.Info($"{problem.What} ({problem.Where})");
    }

    /// <summary>Forgets a project.</summary>
    public void Unload(string path) => _projects.Remove(path);

    /// <summary>The projects whose <c>vale.json</c> lies in a folder or below it.</summary>
    public string[] Within(string folder)
    {
        var prefix = Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;
        return [.. _projects.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal))];
    }

    /// <summary>The keys of a project's files.</summary>
    public string[] Keys(string path) => _projects.TryGetValue(path, out var project) ? [.. project.Sources.Keys] : [];

    /// <summary>True when some project has the file, or would have it once it is saved.</summary>
    public bool Knows(string path) => Place(path) is not null;

    /// <summary>The file on the disk, where it is part of a project.</summary>
    public ProjectSource? Source(string path)
    {
        foreach (var project in _projects.Values)
            if (project.Sources.TryGetValue(path, out var source)) return source;
        return null;
    }

    /// <summary>The place of a file in the project it is, or would be, part of; null: in none.</summary>
    public FileData? Place(string path)
    {
        if (Source(path) is { } source) return source.File;
        foreach (var project in _projects.Values)
            if (project.Place(path) is { } place) return place;
        return null;
    }

    /// <summary>Reads one file again; false when it cannot be read.</summary>
    public bool ReadAgain(string path)
    {
        foreach (var project in _projects.Values)
        {
            if (!project.Sources.TryGetValue(path, out var source)) continue;
            var (text, _) = SourceReader.Read(path, source.Label);
            if (text is null) return false;
            project.Sources[path] = source with { Text = text };
        }
        return true;
    }

    /// <summary>Problems of all projects by the path of the file they are about, which is <c>vale.json</c> where it is none.</summary>
    public Dictionary<string, List<InputProblem>> Problems()
    {
        var result = new Dictionary<string, List<InputProblem>>(StringComparer.Ordinal);
        foreach (var project in _projects.Values)
        {
            foreach (var problem in project.Problems)
            {
                var place = problem.Where.Length == 0 ? project.Path : Path.GetFullPath(Path.Combine(project.Folder, problem.Where));
                var isFile = File.Exists(place);
                var key = isFile ? place : project.Path;
                if (!result.TryGetValue(key, out var list)) result.Add(key, list = []);
                list.Add(isFile ? problem : problem with { Line = 0, Column = 0 });
            }
        }
        return result;
    }

    /// <summary>What was read ahead, once: later the disk may say something else.</summary>
    private LoadedProject? TakeAhead(string path)
    {
        foreach (var (folder, reading) in _ahead)
        {
            if (!string.Equals(reading.Path(), path, StringComparison.Ordinal)) continue;
            _ahead.Remove(folder);
            return reading.Project;
        }
        return null;
    }

    /// <summary>A project that is being read on another thread.</summary>
    private sealed class Reading
    {
        private readonly Thread _thread;
        private string? _path;

        public Reading(string folder)
        {
            _thread = new Thread(() =>
            {
                try
                {
                    _path = ProjectFile.FindNearest(folder);
                    if (_path is not null) Project = LoadedProject.Load(_path);
                }
                catch (Exception)
                {
                    // It is read again on the loop, where whatever is wrong is told.
                    Project = null;
                }
            }) { Name = "reading ahead", IsBackground = true };
            _thread.Start();
        }

        /// <summary>What was read; ask for the path first, which waits.</summary>
        public LoadedProject? Project { get; private set; }

        /// <summary>The path of the <c>vale.json</c>, once all is read; null when there is none.</summary>
        public string? Path()
        {
            _thread.Join();
            return _path;
        }
    }

    private bool Any(Func<ProjectOptions, bool?> option)
    {
        foreach (var project in _projects.Values)
            if (option(project.Options) == true) return true;
        return false;
    }
}
