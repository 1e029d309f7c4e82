// The files of the workspace, owned by the loop: open documents, whose text is the client's, over the files of projects,
// whose text is the disk's. What changes is handed to the analysis at once, in one revision.

using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Project;
using Vale.Server.Protocol;

namespace Vale.Server.Workspace;

/// <summary>The mutable side of the files. Used on the loop's thread only.</summary>
internal sealed class Workspace(Session session)
{
    private readonly FileRegister _register = new(session);
    private readonly ProjectSet _projects = new(session.Log);
    private readonly Dictionary<string, OpenDocument> _open = new(StringComparer.Ordinal);
    private readonly List<string> _recent = [];         // keys of open documents, touched last comes last
    private readonly HashSet<string> _problemKeys = new(StringComparer.Ordinal);
    private AnalysisOptions? _options;
    private WorkspaceView? _view;

    /// <summary>What the user has set.</summary>
    public Settings Settings { get; private set; } = new();

    /// <summary>The files as they are now.</summary>
    public WorkspaceView View()
    {
        if (_view is not null) return _view;
        var open = new OpenDocument[_recent.Count];
        for (var i = 0; i < open.Length; i++) open[i] = _open[_recent[open.Length - 1 - i]];
        return _view = _register.View(open);
    }

    /// <summary>Begins to read the projects of folders that are about to be added.</summary>
    public void ReadAhead(IEnumerable<string> uris)
    {
        foreach (var uri in uris)
            if (DocumentUri.ToPath(uri) is { } folder) _projects.ReadAhead(folder);
    }

    /// <summary>Reads the projects of workspace folders: of each the <c>vale.json</c> in it, or the nearest above.</summary>
    public void AddFolders(IEnumerable<string> uris)
    {
        var batch = new Batch(this);
        foreach (var uri in uris)
            if (DocumentUri.ToPath(uri) is { } folder && ProjectFile.FindNearest(folder) is { } path) Load(path, batch);
        Commit(batch);
    }

    /// <summary>Forgets the projects in folders that have left the workspace.</summary>
    public void RemoveFolders(IEnumerable<string> uris)
    {
        var batch = new Batch(this);
        foreach (var uri in uris)
        {
            if (DocumentUri.ToPath(uri) is not { } folder) continue;
            foreach (var project in _projects.Within(folder)) Unload(project, batch);
        }
        Commit(batch);
    }

    /// <summary>The client has opened a document; from now on its text is the client's.</summary>
    public void Open(TextDocumentItem item)
    {
        var key = DocumentUri.Key(item.Uri);
        if (_open.ContainsKey(key)) session.Log.Warn($"{item.Uri} was opened twice");
        var batch = new Batch(this);
        if (DocumentUri.ToPath(item.Uri) is { } path && Path.GetDirectoryName(path) is { } folder && !_projects.Knows(path)
            && ProjectFile.FindNearest(folder) is { } project) Load(project, batch);

        batch.Touch(key);
        var place = LibraryUri.Parse(item.Uri) ?? _projects.Place(key);
        var file = _register.Add(key, item.Uri, place);
        SetOpen(key, new OpenDocument(file, item.Version, new LineTable(item.Text, session.Client.Encoding)));
        Commit(batch);
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
        var batch = new Batch(this);
        batch.Touch(key);
        SetOpen(key, document with
        {
            Version = change.TextDocument.Version,
            Lines = DocumentText.Apply(document.Lines, change.ContentChanges),
        });
        Commit(batch);
    }

    /// <summary>The client has closed a document; its text is the disk's again, where it is part of a project.</summary>
    public void Close(string uri)
    {
        var key = DocumentUri.Key(uri);
        if (!_open.ContainsKey(key))
        {
            session.Log.Warn($"{uri} was closed without being open");
            return;
        }
        var batch = new Batch(this);
        batch.Touch(key);
        _open.Remove(key);
        _recent.Remove(key);
        if (_projects.Source(key) is { } source) _register.Add(key, DocumentUri.FromPath(key), source.File);
        else _register.Remove(key);
        Commit(batch);
    }

    /// <summary>Files have changed on the disk.</summary>
    public void FilesChanged(IReadOnlyList<FileEvent> events)
    {
        var batch = new Batch(this);
        var isStructure = false;
        foreach (var change in events)
        {
            if (DocumentUri.ToPath(change.Uri) is not { } path) continue;
            if (Path.GetFileName(path) == ProjectFile.FileName) ProjectFileChanged(path, change.Type, batch);
            else if (change.Type == FileChangeType.Changed && _projects.Source(path) is not null)
            {
                batch.Touch(path);
                // A file that cannot be read any more is a problem of its project.
                if (!_projects.ReadAgain(path)) isStructure = true;
            }
            else if (change.Type == FileChangeType.Deleted || path.EndsWith(".vale", StringComparison.Ordinal)) isStructure = true;
        }
        if (isStructure)
            foreach (var project in _projects.All) Load(project, batch);
        Commit(batch);
        session.Diagnostics.Saved(session);
    }

    /// <summary>The client's settings have changed.</summary>
    public void Configure(Settings settings)
    {
        var old = Settings;
        Settings = settings;
        Commit(new Batch(this));
        if (settings != old) AskAgain();
    }

    /// <summary>Lets the client ask again for what it shows around the text: of other documents and the settings it does not know that they matter.</summary>
    public void AskAgain()
    {
        if (session.Client.RefreshesHints) session.Ask("workspace/inlayHint/refresh");
        if (session.Client.RefreshesLenses) session.Ask("workspace/codeLens/refresh");
        if (session.Client.RefreshesTokens) session.Ask("workspace/semanticTokens/refresh");
    }

    private void ProjectFileChanged(string path, FileChangeType type, Batch batch)
    {
        if (type == FileChangeType.Deleted) Unload(path, batch);
        else Load(path, batch);
    }

    private void Load(string path, Batch batch)
    {
        foreach (var key in _projects.Keys(path)) batch.Touch(key);
        _projects.Load(path);
        foreach (var key in _projects.Keys(path)) batch.Touch(key);
    }

    private void Unload(string path, Batch batch)
    {
        foreach (var key in _projects.Keys(path)) batch.Touch(key);
        _projects.Unload(path);
    }

    private void SetOpen(string key, OpenDocument document)
    {
        _open[key] = document;
        _recent.Remove(key);
        _recent.Add(key);
        _view = null;
    }

    /// <summary>Brings register, analysis, options and problems in step with the documents and projects.</summary>
    private void Commit(Batch batch)
    {
        var changes = new FileChange[batch.Touched.Count * 2];
        var count = 0;
        foreach (var (key, before) in batch.Touched)
        {
            // What has come into or gone out of a project since; an open document moves with it.
            if (_open.TryGetValue(key, out var document))
            {
                var place = _projects.Place(key);
                if (place is not null && place != _register.Find(key)!.Data)
                    _open[key] = document with { File = _register.Add(key, document.File.Uri, place) };
            }
            else if (_projects.Source(key) is { } source)
            {
                if (_register.Find(key)?.Data != source.File) _register.Add(key, DocumentUri.FromPath(key), source.File);
            }
            else
            {
                _register.Remove(key);
            }

            var after = State(key);
            if (Equals(before, after)) continue;
            if (before.File is { } old && old != after.File) changes[count++] = new FileChange(old, Label(key), null);
            if (after.File is { } file) changes[count++] = new FileChange(file, Label(key), after.Text);
            if (after.File is null) session.Diagnostics.Forget(session, key);
        }
        _view = null;
        if (count > 0) session.Host.Apply(changes.AsSpan(0, count).ToArray());

        var options = new AnalysisOptions(
            session.Options.NoStd || Settings.NoStd || _projects.NoStd,
            session.Options.NoImplicitBuiltins || Settings.NoImplicitBuiltins || _projects.NoImplicitBuiltins);
        if (options != _options)
        {
            session.Host.SetOptions(options);
            _options = options;
        }
        session.Diagnostics.Invalidate();
        TellProblems();
    }

    /// <summary>What the analysis has of a key: its place and text, both null for nothing.</summary>
    private FileState State(string key)
    {
        if (LibraryUri.Is(key) || _register.Find(key) is not { } known) return new FileState(null, null);
        return new FileState(known.Data, _open.TryGetValue(key, out var document) ? document.Lines.Text : _projects.Source(key)?.Text);
    }

    private sealed record FileState(FileData? File, string? Text);

    private string Label(string key) => _projects.Source(key)?.Label ?? key;

    /// <summary>Problems of projects are diagnostics of the file they are about, while the analysis does not speak of it.</summary>
    private void TellProblems()
    {
        var gone = new List<string>(_problemKeys);
        _problemKeys.Clear();
        foreach (var (key, problems) in _projects.Problems())
        {
            if (_register.Find(key) is not null) continue;
            _problemKeys.Add(key);
            session.Diagnostics.Tell(session, key, problems);
        }
        foreach (var key in gone)
            if (!_problemKeys.Contains(key) && _register.Find(key) is null) session.Diagnostics.Forget(session, key);
    }

    /// <summary>The keys something happens to, each with what the analysis had of it before.</summary>
    private sealed class Batch(Workspace workspace)
    {
        public Dictionary<string, FileState> Touched { get; } = new(StringComparer.Ordinal);

        public void Touch(string key)
        {
            if (!Touched.ContainsKey(key)) Touched.Add(key, workspace.State(key));
        }
    }
}
