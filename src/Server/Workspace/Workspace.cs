// The files of the workspace, owned by the loop: open documents, whose text is the client's, over files on the disk. What
// changes is handed to the analysis at once, in one revision.

using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Workspace;

/// <summary>The mutable side of the files. Used on the loop's thread only.</summary>
internal sealed class Workspace(AnalysisHost host, Session session)
{
    private readonly Dictionary<string, OpenDocument> _open = new(StringComparer.Ordinal);
    private readonly List<string> _recent = [];         // keys of open documents, touched last comes last
    private readonly HashSet<FileData> _taken = [];     // places in modules given to documents outside of every project
    private readonly Dictionary<string, FileData> _places = new(StringComparer.Ordinal);
    private Dictionary<string, WorkspaceFile> _files = new(StringComparer.Ordinal);
    private Dictionary<FileId, WorkspaceFile> _byId = [];
    private bool _shared;                               // a view holds the two dictionaries above
    private WorkspaceView? _view;

    /// <summary>The files as they are now.</summary>
    public WorkspaceView View()
    {
        if (_view is not null) return _view;
        var open = new OpenDocument[_recent.Count];
        for (var i = 0; i < open.Length; i++) open[i] = _open[_recent[open.Length - 1 - i]];
        _shared = true;
        return _view = new WorkspaceView(_files, _byId, open);
    }

    /// <summary>The open document of a URI.</summary>
    public OpenDocument? FindOpen(string uri) => _open.GetValueOrDefault(DocumentUri.Key(uri));

    /// <summary>The client has opened a document; from now on its text is the client's.</summary>
    public void Open(TextDocumentItem item)
    {
        var key = DocumentUri.Key(item.Uri);
        if (_open.ContainsKey(key)) session.Log.Warn($"{item.Uri} was opened twice");
        var file = Register(key, item.Uri);
        var lines = new LineTable(item.Text, session.Client.Encoding);
        SetOpen(key, new OpenDocument(file, item.Version, lines));
        Apply(key, item.Text);
    }

    /// <summary>The client has edited an open document.</summary>
    public void Change(DidChangeTextDocumentParams change)
    {
        var uri = change.TextDocument.Uri;
        var key = DocumentUri.Key(uri);
        if (!_open.TryGetValue(key, out var document))
        {
            session.Log.Warn($"{uri} was changed without being open");
            return;
        }
        var lines = DocumentText.Apply(document.Lines, change.ContentChanges);
        SetOpen(key, document with { Version = change.TextDocument.Version, Lines = lines });
        if (!ReferenceEquals(lines, document.Lines)) Apply(key, lines.Text);
        else session.Diagnostics.Invalidate();
    }

    /// <summary>The client has closed a document; its text is the disk's again, where it is part of a project.</summary>
    public void Close(string uri)
    {
        var key = DocumentUri.Key(uri);
        if (!_open.Remove(key))
        {
            session.Log.Warn($"{uri} was closed without being open");
            return;
        }
        _recent.Remove(key);
        _view = null;
        Unregister(key);
        Apply(key, null);
        session.Diagnostics.Forget(session, key);
    }

    private void SetOpen(string key, OpenDocument document)
    {
        _open[key] = document;
        _recent.Remove(key);
        _recent.Add(key);
        _view = null;
    }

    private void Apply(string key, string? text)
    {
        if (!LibraryUri.Is(key)) host.Apply([new FileChange(_places[key], Label(key), text)]);
        session.Diagnostics.Invalidate();
    }

    private static string Label(string key) => key;

    private WorkspaceFile Register(string key, string uri)
    {
        if (!_places.TryGetValue(key, out var place)) _places.Add(key, place = LibraryUri.Parse(key) ?? StandAlone(key));
        var file = new WorkspaceFile(key, uri, host.FileId(place));
        Unshare();
        _files[key] = file;
        _byId[file.Id] = file;
        return file;
    }

    private void Unregister(string key)
    {
        Unshare();
        if (_files.Remove(key, out var file)) _byId.Remove(file.Id);
    }

    /// <summary>Gives the dictionaries over to the view that holds them, and goes on with copies.</summary>
    private void Unshare()
    {
        _view = null;
        if (!_shared) return;
        _shared = false;
        _files = new(_files, StringComparer.Ordinal);
        _byId = new(_byId);
    }

    /// <summary>A document outside of every project is a module of its own, named like the file.</summary>
    private FileData StandAlone(string key)
    {
        var name = Path.GetFileName(key.AsSpan());
        var stem = Path.GetFileNameWithoutExtension(name);
        Span<char> module = stem.Length <= 256 ? stackalloc char[stem.Length] : new char[stem.Length];
        for (var i = 0; i < stem.Length; i++) module[i] = char.IsLetterOrDigit(stem[i]) ? stem[i] : '_';
        var basis = module.Length == 0 ? "untitled" : char.IsAsciiDigit(module[0]) ? "_" + module.ToString() : module.ToString();
        var place = new FileData(basis, "", name.ToString());
        for (var number = 2; !_taken.Add(place); number++) place = place with { Module = $"{basis}_{number}" };
        return place;
    }
}
