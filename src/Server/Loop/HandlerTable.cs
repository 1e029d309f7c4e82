// Methods to handlers.

using System.Diagnostics.CodeAnalysis;

namespace Vale.Server.Loop;

/// <summary>The handlers of a server, by method.</summary>
internal sealed class HandlerTable
{
    private readonly Dictionary<string, Handler> _byMethod;

    /// <summary>Puts handlers into a table; throws when two have the same method.</summary>
    public HandlerTable(IReadOnlyList<Handler> handlers, IReadOnlyList<Handler> more)
    {
        _byMethod = new Dictionary<string, Handler>(handlers.Count + more.Count, StringComparer.Ordinal);
        foreach (var handler in handlers) _byMethod.Add(handler.Method, handler);
        foreach (var handler in more) _byMethod.Add(handler.Method, handler);
    }

    /// <summary>Every handler.</summary>
    public IEnumerable<Handler> All => _byMethod.Values;

    /// <summary>The handler of a method.</summary>
    public bool TryGet(string method, [MaybeNullWhen(false)] out Handler handler) => _byMethod.TryGetValue(method, out handler);
}
