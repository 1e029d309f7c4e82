// The files of a workspace at one moment, for readers on other threads. It never changes once made.

using Vale.Compiler.Inputs;
using Vale.Server.Convert;

namespace Vale.Server.Workspace;

/// <summary>A file the server knows.</summary>
/// <param name="Key">Its path, or its URI where it has none.</param>
/// <param name="Uri">As the client spells it, else as this server does.</param>
/// <param name="Data">Its place in a module.</param>
/// <param name="Id">The same, interned.</param>
internal sealed record WorkspaceFile(string Key, string Uri, FileData Data, FileId Id);

/// <summary>A document the client has open: its text is the client's, not the disk's.</summary>
internal sealed record OpenDocument(WorkspaceFile File, int Version, LineTable Lines);

/// <summary>An unchanging view of all files.</summary>
internal sealed class WorkspaceView(
    Dictionary<string, WorkspaceFile> byKey,
    Dictionary<int, WorkspaceFile> byId,
    OpenDocument[] open)
{
    /// <summary>The open documents, the one touched last first.</summary>
    public IReadOnlyList<OpenDocument> OpenDocuments => open;

    /// <summary>Every file.</summary>
    public IEnumerable<WorkspaceFile> Files => byKey.Values;

    /// <summary>How many there are.</summary>
    public int Count => byKey.Count;

    /// <summary>The id of a document; null when it is not known.</summary>
    public FileId? Find(string uri) => byKey.TryGetValue(DocumentUri.Key(uri), out var file) ? file.Id : null;

    /// <summary>The open document of a file; null when it is not open.</summary>
    public OpenDocument? Open(FileId file)
    {
        foreach (var document in open)
            if (document.File.Id == file) return document;
        return null;
    }

    /// <summary>The version of an open document; null when it is not open.</summary>
    public int? Version(string uri) => Find(uri) is { } file ? Open(file)?.Version : null;

    /// <summary>The URI of a file; null when the workspace does not know it.</summary>
    public string? Uri(FileId file) => byId.TryGetValue(file.Index, out var known) ? known.Uri : null;
}
