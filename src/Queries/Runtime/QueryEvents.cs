// One stream of what the engine does, for tests, statistics, explanations and traces. It costs a field read when nobody listens.

namespace Vale.Queries.Runtime;

/// <summary>What happened.</summary>
public enum QueryEventKind
{
    /// <summary>A query's function is about to run.</summary>
    WillExecute,

    /// <summary>A query's function has ended, with a value, by an exception or because it was stopped. Behind every
    /// <see cref="WillExecute"/>, innermost first.</summary>
    DidExecute,

    /// <summary>An old memo was found still valid without running.</summary>
    DidValidate,

    /// <summary>A run gave the value it had before, so dependents need not run.</summary>
    DidBackdate,

    /// <summary>A memo was given a new value by the query it picks its part of, without running.</summary>
    DidOffer,

    /// <summary>A query's value was found in the store, behind a <see cref="WillExecute"/>.</summary>
    DidLoad,

    /// <summary>A reader needs a memo another one is computing, and waits.</summary>
    WillWait,

    /// <summary>That wait is over.</summary>
    DidWait,

    /// <summary>A value was dropped to keep within its query's capacity.</summary>
    DidEvict,

    /// <summary>A reader was stopped; the definition is what it was computing, if anything.</summary>
    DidCancel,

    /// <summary>A fixpoint has not settled and goes round again.</summary>
    WillIterate,

    /// <summary>A query in a cycle took its fallback.</summary>
    DidFallBack,

    /// <summary>An input was changed.</summary>
    DidSetInput,
}

/// <summary>One thing that happened.</summary>
/// <param name="Kind">What.</param>
/// <param name="Definition">To which query or input; null for a cancellation outside any query.</param>
/// <param name="Key">The key's number.</param>
/// <param name="Revision">In which revision.</param>
/// <param name="Reader">The number of the reader it happened on; 0 is the writer.</param>
public readonly record struct QueryEvent(QueryEventKind Kind, Definition? Definition, int Key, Revision Revision, int Reader)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Definition?.Name}({Key}) {Revision}";
}

/// <summary>A database's event stream. Listeners are called on the thread where it happens, many at once, and must be quick,
/// must not throw, and must not call the database except <see cref="Database.Describe(QueryEvent)"/>.</summary>
public sealed class QueryEvents
{
    private Action<QueryEvent>? _listeners;

    internal QueryEvents()
    {
    }

    internal bool Heard => _listeners is not null;

    internal void Send(in QueryEvent happened) => _listeners?.Invoke(happened);

    /// <summary>Calls <paramref name="listener"/> for every event until the result is disposed.</summary>
    public IDisposable Subscribe(Action<QueryEvent> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        Action<QueryEvent>? before, after;
        do
        {
            before = _listeners;
            after = before + listener;
        }
        while (Interlocked.CompareExchange(ref _listeners, after, before) != before);
        return new Subscription(this, listener);
    }

    /// <summary>Collects events until disposed.</summary>
    public QueryRecording Record() => new(this);

    private void Remove(Action<QueryEvent> listener)
    {
        Action<QueryEvent>? before, after;
        do
        {
            before = _listeners;
            after = before - listener;
        }
        while (Interlocked.CompareExchange(ref _listeners, after, before) != before);
    }

    private sealed class Subscription(QueryEvents events, Action<QueryEvent> listener) : IDisposable
    {
        private Action<QueryEvent>? _listener = listener;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _listener, null) is { } listener) events.Remove(listener);
        }
    }
}

/// <summary>The events since it was begun, in the order they were heard.</summary>
public sealed class QueryRecording : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<QueryEvent> _events = [];
    private readonly IDisposable _subscription;

    internal QueryRecording(QueryEvents events) => _subscription = events.Subscribe(happened =>
    {
        lock (_lock) _events.Add(happened);
    });

    /// <summary>A copy of what was heard so far.</summary>
    public IReadOnlyList<QueryEvent> Events
    {
        get
        {
            lock (_lock) return [.. _events];
        }
    }

    /// <summary>Forgets what was heard so far.</summary>
    public void Clear()
    {
        lock (_lock) _events.Clear();
    }

    /// <summary>Stops listening; what was heard stays.</summary>
    public void Dispose() => _subscription.Dispose();
}
