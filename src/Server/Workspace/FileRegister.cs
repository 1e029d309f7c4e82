// Which files the workspace knows, by key and by id, in tables that views for other threads share until they change.
// Ids are their numbers there: tables of value types are compiled at run time, which a start would wait for.

using Vale.Compiler.Inputs;
using Vale.Server.Loop;

namespace Vale.Server.Workspace;

/// <summary>The table of files. Used on the loop's thread only.</summary>
internal sealed class FileRegister(Session session)
{
    private readonly Dictionary<string, FileData> _standAlone = new(StringComparer.Ordinal);
    private readonly HashSet<string> _modules = new(StringComparer.Ordinal);    // names given to files outside of projects
    private Dictionary<string, WorkspaceFile> _byKey = new(StringComparer.Ordinal);
    private Dictionary<int, WorkspaceFile> _byId = [];
    private bool _shared;

    /// <summary>The file of a key.</summary>
    public WorkspaceFile? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Enters a file, or gives it another place or spelling; without a place it is a module of its own.</summary>
    public WorkspaceFile Add(string key, string uri, FileData? place)
    {
        Unshare();
        if (_byKey.Remove(key, out var old)) _byId.Remove(old.Id.Index);
        if (place is null && !_standAlone.TryGetValue(key, out place)) _standAlone.Add(key, place = StandAlone(key));
        var file = new WorkspaceFile(key, uri, place, session.Host.FileId(place));
        _byKey[key] = file;
        _byId[file.Id.Index] = file;
        return file;
    }

    /// <summary>Strikes a file out.</summary>
    public void Remove(string key)
    {
        if (!_byKey.ContainsKey(key)) return;
        Unshare();
        if (_byKey.Remove(key, out var file)) _byId.Remove(file.Id.Index);
    }

    /// <summary>The table as it is now, for readers.</summary>
    public WorkspaceView View(OpenDocument[] open)
    {
        _shared = true;
        return new WorkspaceView(_byKey, _byId, open);
    }

    /// <summary>Leaves the tables to the views that hold them, and goes on with copies.</summary>
    private void Unshare()
    {
        if (!_shared) return;
        _shared = false;
        _byKey = new(_byKey, StringComparer.Ordinal);
        _byId = new(_byId);
    }

    /// <summary>A place for a document outside of every project: a module named like the file.</summary>
    private FileData StandAlone(string key)
    {
        var name = Path.GetFileName(key);
        var stem = Path.GetFileNameWithoutExtension(name);
        var module = string.Create(stem.Length, stem, static (text, from) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = char.IsLetterOrDigit(from[i]) ? from[i] : '_';
        });
        if (module.Length == 0) module = "untitled";
        if (char.IsAsciiDigit(module[0])) module = "_" + module;
        var given = module;
        for (var number = 2; !_modules.Add(given); number++) given = $"{module}_{number}";
        return new FileData(given, "", name);
    }
}
