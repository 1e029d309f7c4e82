// Listens to the engine and keeps what it did in the latest revision, with times: what an edit cost, and of what. It is on
// in every server, so it keeps no more than anybody would read.

using System.Diagnostics;
using Vale.Queries.Runtime;

namespace Vale.Server.Seeing;

/// <summary>How a query came to its value in a revision.</summary>
internal enum QueryOutcome : byte
{
    /// <summary>It is an input that was set.</summary>
    Input,
    /// <summary>It ran, and its value is another one than before, or the first.</summary>
    Ran,
    /// <summary>It ran, and its value is what it was: who read it need not run for that.</summary>
    Backdated,
    /// <summary>Its value was found in the store.</summary>
    Loaded,
    /// <summary>It was given a new value along with the larger one it is a part of, without running.</summary>
    Offered,
}

/// <summary>One thing the engine did.</summary>
internal sealed class RecordedQuery(Definition definition, int key, QueryOutcome outcome)
{
    public Definition Definition { get; } = definition;
    public int Key { get; } = key;
    public QueryOutcome Outcome { get; set; } = outcome;

    /// <summary>The time from beginning to end; zero while it runs.</summary>
    public TimeSpan Total { get; set; }

    /// <summary>Of that, the time in which it did not run other queries.</summary>
    public TimeSpan Own { get; set; }
}

/// <summary>What happened in one revision.</summary>
/// <param name="Queries">In the order they began.</param>
/// <param name="Validated">How many memos were found valid without running.</param>
/// <param name="Left">How many further queries ran that are not listed.</param>
/// <param name="Elapsed">What the listed queries took together, whichever question they ran for and on whichever thread.</param>
internal sealed record EditRecording(Revision Revision, IReadOnlyList<RecordedQuery> Queries, int Validated, int Left, TimeSpan Elapsed);

/// <summary>Keeps the recording of the latest revision. Any thread may ask.</summary>
internal sealed class EditRecorder : IDisposable
{
    /// <summary>How many queries of a revision are listed; an edit runs some dozens.</summary>
    public const int Limit = 2000;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Stack<Running>> _running = [];     // by reader
    private readonly IDisposable _subscription;
    private List<RecordedQuery> _queries = [];
    private Revision _revision;
    private int _validated;
    private int _left;
    private bool _full;

    private struct Running
    {
        public RecordedQuery Query;
        public long Started;
        public long Within;     // in queries it ran
    }

    public EditRecorder(Database database)
    {
        _revision = database.CurrentRevision;
        _subscription = database.Events.Subscribe(Hear);
    }

    /// <summary>What is known of the latest revision so far.</summary>
    public EditRecording Latest
    {
        get
        {
            lock (_lock)
            {
                var elapsed = TimeSpan.Zero;
                foreach (var query in _queries) elapsed += query.Own;
                return new EditRecording(_revision, [.. _queries], _validated, _left, elapsed);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    private void Hear(QueryEvent happened)
    {
        switch (happened.Kind)
        {
            case QueryEventKind.DidValidate:
                // Thousands at a time: what this counts may miss a few of those that two threads meet at once.
                _validated++;
                break;
            case QueryEventKind.WillExecute when Volatile.Read(ref _full):
                Interlocked.Increment(ref _left);
                break;
            case QueryEventKind.DidSetInput or QueryEventKind.WillExecute or QueryEventKind.DidExecute or QueryEventKind.DidBackdate
                or QueryEventKind.DidLoad or QueryEventKind.DidOffer:
                lock (_lock) Keep(happened);
                break;
        }
    }

    private void Keep(in QueryEvent happened)
    {
        if (happened.Kind == QueryEventKind.DidSetInput && happened.Revision != _revision) Begin(happened.Revision);
        if (happened.Revision != _revision) return;
        var definition = happened.Definition!;
        switch (happened.Kind)
        {
            case QueryEventKind.DidSetInput:
                Add(new RecordedQuery(definition, happened.Key, QueryOutcome.Input));
                break;
            case QueryEventKind.DidOffer:
                Add(new RecordedQuery(definition, happened.Key, QueryOutcome.Offered));
                break;
            case QueryEventKind.WillExecute:
                var query = new RecordedQuery(definition, happened.Key, QueryOutcome.Ran);
                if (!Add(query)) break;
                if (!_running.TryGetValue(happened.Reader, out var stack)) _running.Add(happened.Reader, stack = []);
                stack.Push(new Running { Query = query, Started = Stopwatch.GetTimestamp() });
                break;
            case QueryEventKind.DidBackdate:
                if (Top(happened) is { } same) same.Outcome = QueryOutcome.Backdated;
                break;
            case QueryEventKind.DidLoad:
                if (Top(happened) is { } found) found.Outcome = QueryOutcome.Loaded;
                break;
            case QueryEventKind.DidExecute:
                End(happened);
                break;
        }
    }

    private void Begin(Revision revision)
    {
        _revision = revision;
        _queries = [];
        _running.Clear();
        _validated = _left = 0;
        Volatile.Write(ref _full, false);
    }

    private bool Add(RecordedQuery query)
    {
        if (_queries.Count == Limit)
        {
            Volatile.Write(ref _full, true);
            _left++;
            return false;
        }
        _queries.Add(query);
        return true;
    }

    private RecordedQuery? Top(in QueryEvent happened) =>
        _running.TryGetValue(happened.Reader, out var stack) && stack.TryPeek(out var top) && top.Query.Definition == happened.Definition && top.Query.Key == happened.Key
            ? top.Query : null;

    private void End(in QueryEvent happened)
    {
        if (Top(happened) is null) return;
        var stack = _running[happened.Reader];
        var ended = stack.Pop();
        var took = Stopwatch.GetTimestamp() - ended.Started;
        ended.Query.Total = Stopwatch.GetElapsedTime(0, took);
        ended.Query.Own = Stopwatch.GetElapsedTime(0, Math.Max(0, took - ended.Within));
        if (!stack.TryPop(out var outer)) return;
        outer.Within += took;
        stack.Push(outer);
    }
}
