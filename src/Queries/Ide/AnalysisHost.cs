// The writer's side of the editor API: it takes in what changed and hands out snapshots. It knows files by their
// place in a module, never by a path.

using Vale.Compiler;
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

/// <summary>Holds the state of a workspace. One thread writes; snapshots may be taken and read on any.</summary>
public sealed class AnalysisHost : IDisposable
{
    private readonly CompilerHost _compiler = new();

    /// <summary>The compiler's database, for events and statistics.</summary>
    public Vale.Queries.Runtime.Database Database => _compiler.Database;

    /// <summary>The id of a file; the same data gives the same id.</summary>
    public FileId FileId(FileData data) => _compiler.FileId(data);

    /// <summary>Takes changes in, as one revision. Readers of older snapshots are cancelled.</summary>
    public void Apply(IReadOnlyList<FileChange> changes)
    {
        var sources = new SourceChange[changes.Count];
        for (var i = 0; i < sources.Length; i++) sources[i] = new SourceChange(changes[i].File, changes[i].Label, changes[i].Text);
        _compiler.Apply(sources);
    }

    /// <summary>Sets the options.</summary>
    public void SetOptions(AnalysisOptions options) =>
        _compiler.SetOptions(new CompilerOptions(!options.NoImplicitBuiltins, !options.NoStd));

    /// <summary>Lets go of what is kept beyond its bounds, which otherwise happens with the next change. Readers are cancelled.</summary>
    public void Trim() => Database.Write(static _ => { });

    /// <summary>The state as it is now. Dispose it soon: a writer waits for it.</summary>
    public Analysis Snapshot() => new(_compiler.Snapshot());

    /// <inheritdoc/>
    public void Dispose() => _compiler.Dispose();
}
