// The semantic tokens that the client has of each open document, so that it can be told what has changed.

namespace Vale.Server.Workspace;

/// <summary>What was sent last, by document. Used by workers and the loop at once.</summary>
internal sealed class SentTokens
{
    private readonly Dictionary<string, (long Id, int[] Data)> _sent = new(StringComparer.Ordinal);
    private long _lastId;

    /// <summary>The numbers sent under a result's id; null when they are not the last ones, or there are none.</summary>
    public int[]? Find(string uri, string resultId)
    {
        lock (_sent)
            return long.TryParse(resultId, out var id) && _sent.TryGetValue(uri, out var sent) && sent.Id == id ? sent.Data : null;
    }

    /// <summary>Remembers what is sent; gives its id.</summary>
    public string Remember(string uri, int[] data)
    {
        lock (_sent)
        {
            _sent[uri] = (++_lastId, data);
            return _lastId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Forgets a document that is closed.</summary>
    public void Forget(string uri)
    {
        lock (_sent) _sent.Remove(uri);
    }
}
