// What the client was last told of each file, so that it is told again only when that has changed.

namespace Vale.Server;

/// <summary>The problems of one file, put into words.</summary>
/// <param name="Key">The file's key.</param>
/// <param name="Uri">The file's URI.</param>
/// <param name="Version">The version of the open document, null for a file on the disk.</param>
/// <param name="IsEmpty">True when there is no problem.</param>
/// <param name="Message">The params of <c>textDocument/publishDiagnostics</c>, as JSON.</param>
internal sealed record FileProblems(string Key, string Uri, int? Version, bool IsEmpty, byte[] Message);

/// <summary>The last message of each file. Used on the loop's thread only.</summary>
internal sealed class DiagnosticsStore
{
    private readonly Dictionary<string, FileProblems> _sent = new(StringComparer.Ordinal);
    private Dictionary<string, bool>? _known;

    /// <summary>Notes what is to be sent; false when the client knows it already.</summary>
    public bool Accept(FileProblems found)
    {
        var isKnown = _sent.TryGetValue(found.Key, out var last);
        if (isKnown && last!.Message.AsSpan().SequenceEqual(found.Message)) return false;
        if (last?.IsEmpty != found.IsEmpty) _known = null;
        // A closed file without problems needs no entry: that is what the client believes of a file it never heard of.
        if (found.IsEmpty && found.Version is null) return _sent.Remove(found.Key) && !last!.IsEmpty;
        _sent[found.Key] = found;
        return true;
    }

    /// <summary>Drops a file; returns its URI when the client has to be told that its problems are gone.</summary>
    public string? Forget(string key)
    {
        _known = null;
        return _sent.Remove(key, out var last) && !last.IsEmpty ? last.Uri : null;
    }

    /// <summary>The files the client was told of, and whether it holds problems of each. The table does not change later.</summary>
    public IReadOnlyDictionary<string, bool> Known()
    {
        if (_known is not null) return _known;
        _known = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (key, sent) in _sent) _known.Add(key, !sent.IsEmpty);
        return _known;
    }

    /// <summary>How many files the client holds problems of.</summary>
    public int WithProblems => _sent.Values.Count(static sent => !sent.IsEmpty);
}
