// A fixture as an editor would have it open: the editor API over it, with the cursor as a position.

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

    /// <inheritdoc/>
    public void Dispose() => Host.Dispose();
}
