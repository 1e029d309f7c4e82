// An analysis of a whole project, as the language server has it, with a place in one of its files: what the command line
// looks into when it is given FILE:LINE.

using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Server.Cli;
using Vale.Server.Project;

namespace Vale.Server.Seeing;

/// <summary>A project opened for looking into.</summary>
internal sealed class PlacedAnalysis : IDisposable
{
    private PlacedAnalysis(AnalysisHost host, IReadOnlyList<FileId> files, FileData data, ProjectSource source, SourcePlace place)
    {
        (Host, Files, Data, Source, Place) = (host, files, data, source, place);
        File = host.FileId(data);
    }

    public AnalysisHost Host { get; }

    /// <summary>Every file of the project.</summary>
    public IReadOnlyList<FileId> Files { get; }

    /// <summary>The file the place is in.</summary>
    public FileId File { get; }

    public FileData Data { get; }

    public ProjectSource Source { get; }

    public SourcePlace Place { get; }

    /// <summary>Where the line begins and where the next one does.</summary>
    public (int Start, int End) Line
    {
        get
        {
            var start = 0;
            for (var line = 1; line < Place.Line; line++) start = Source.Text.IndexOf('\n', start) + 1;
            var end = Source.Text.IndexOf('\n', start);
            return (start, end < 0 ? Source.Text.Length : end + 1);
        }
    }

    /// <summary>The place as an offset; of a line alone, its first character that is no blank.</summary>
    public FilePosition Position
    {
        get
        {
            var (start, end) = Line;
            if (Place.Column > 0) return new FilePosition(File, Math.Min(start + Place.Column - 1, end));
            while (start < end && Source.Text[start] is ' ' or '\t') start++;
            return new FilePosition(File, start);
        }
    }

    /// <summary>
    /// Reads what the command line names, else the project around the file, else the file alone. Null when that failed: it was
    /// told, and the exit code is <see cref="ExitCode.WrongInput"/>.
    /// </summary>
    public static PlacedAnalysis? Open(CommandLine line, Terminal terminal)
    {
        var place = line.At!;
        var path = Path.GetFullPath(place.Path, terminal.WorkingDirectory);
        var load = line.Sources.Count > 0 ? ProjectLoader.Load(line.Sources, terminal.WorkingDirectory)
            : Path.GetDirectoryName(path) is { } folder && ProjectFile.FindNearest(folder) is { } project ? ProjectLoader.LoadProjectFile(project, terminal.WorkingDirectory)
            : ProjectLoader.Load([ModuleArgument.Parse(place.Path)], terminal.WorkingDirectory);
        var problems = load.Problems;
        var source = load.Project.Sources.FirstOrDefault(source => Path.GetFullPath(source.Path, terminal.WorkingDirectory) == path);
        if (problems.Count == 0 && source is null)
            problems = [new InputProblem("no-such-file", $"`{place.Path}` does not belong to the program", place.Path, "", "name a file of the program, or no MODULE=PATH to look at the file alone")];
        else if (problems.Count == 0 && source!.Text.AsSpan().Count('\n') + 1 < place.Line)
            problems = [new InputProblem("no-such-line", $"`{place.Path}` has no line {place.Line}", $"{place.Path}:{place.Line}", $"it has {source.Text.AsSpan().Count('\n') + 1}", "name a line of the file")];
        if (problems.Count > 0)
        {
            FrontDoor.TellProblems(problems, line.Color, terminal);
            return null;
        }
        var settings = CompileSettings.Of(line, load.Project, terminal.WorkingDirectory);
        var host = new AnalysisHost();
        host.SetOptions(new AnalysisOptions(settings.NoStd, settings.NoImplicitBuiltins));
        host.Apply([.. load.Project.Sources.Select(static source => new FileChange(source.File, source.Label, source.Text))]);
        return new PlacedAnalysis(host, [.. load.Project.Sources.Select(source => host.FileId(source.File))], source!.File, source, place);
    }

    /// <inheritdoc/>
    public void Dispose() => Host.Dispose();
}
