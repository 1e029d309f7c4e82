// A fixture as an editor would have it open: the editor API over it, with the cursor as a position.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Ide;

namespace Vale.Testing.Checks;

/// <summary>An <see cref="AnalysisHost"/> that holds a fixture.</summary>
public sealed class Editor : IDisposable
{
    private readonly Dictionary<FileId, int> _indices = [];

    /// <summary>Opens the fixture.</summary>
    public Editor(Fixture fixture)
    {
        Fixture = fixture;
        Host.Apply(fixture.Files
            .Select(static file => new FileChange(new FileData(file.Module, file.Package, file.Name), file.Path.TrimStart('/'), file.Text))
            .ToList());
        for (var index = 0; index < fixture.Files.Count; index++) _indices.Add(File(index), index);
    }

    /// <summary>The project.</summary>
    public Fixture Fixture { get; }

    /// <summary>The writer's side.</summary>
    public AnalysisHost Host { get; } = new();

    /// <summary>The id of a file of the fixture.</summary>
    public FileId File(int index)
    {
        var file = Fixture.Files[index];
        return Host.FileId(new FileData(file.Module, file.Package, file.Name));
    }

    /// <summary>The index of a file, or -1 for one of the library.</summary>
    public int IndexOf(FileId file) => _indices.GetValueOrDefault(file, -1);

    /// <summary>Where the cursor is.</summary>
    public FilePosition Cursor
    {
        get
        {
            var at = Fixture.RequireSelection();
            return new FilePosition(File(at.File), at.Start);
        }
    }

    /// <summary>Asks one question of the present state.</summary>
    public T Ask<T>(Func<Analysis, T> question)
    {
        using var analysis = Host.Snapshot();
        return question(analysis);
    }

    /// <summary>The text of a file of the fixture as it is now.</summary>
    public string Text(int index) => Ask(analysis => analysis.Text(File(index)));

    /// <summary>Makes changes.</summary>
    public void Apply(SourceEdit edit)
    {
        var changes = new List<FileChange>();
        foreach (var edits in edit.Files)
        {
            var index = IndexOf(edits.File);
            if (index < 0) throw new CheckFailedException("A file of the library would be changed.");
            var file = Fixture.Files[index];
            changes.Add(new FileChange(new FileData(file.Module, file.Package, file.Name), file.Path.TrimStart('/'), edits.Apply(Text(index))));
        }
        Host.Apply(changes);
    }

    /// <summary>Passes when every file reads as a fixture has it.</summary>
    public void RequireText(Fixture expected)
    {
        for (var index = 0; index < Fixture.Files.Count; index++)
        {
            var wanted = expected.Files.FirstOrDefault(file => file.Path == Fixture.Files[index].Path)?.Text ??
                throw new CheckFailedException($"The expected text lacks {Fixture.Files[index].Path}.");
            var text = Text(index);
            if (text != wanted) throw new CheckFailedException($"{Fixture.Files[index].Path} (- expected, + found):\n{LineDiff.Of(wanted, text)}");
        }
    }

    /// <summary>How many diagnostics the project has.</summary>
    public int ProblemCount() => Problems().Count;

    /// <summary>The diagnostics of the project, one a line.</summary>
    public string ShowProblems() => string.Join('\n', Problems().Select(problem =>
        $"{Fixture.Files[IndexOf(problem.Place.File)].Path}:{problem.Place.Range.Start} {problem.Code}: {problem.Message} ({problem.Help})"));

    /// <summary>The diagnostics of the project, file by file.</summary>
    public List<Diagnostic> Problems() =>
        Ask(analysis => Enumerable.Range(0, Fixture.Files.Count).SelectMany(index => analysis.Diagnostics(File(index))).ToList());

    /// <inheritdoc/>
    public void Dispose() => Host.Dispose();
}
