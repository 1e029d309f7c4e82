// The threads that read. Few, started when first needed, with a stack deep enough for programs nested far deeper than
// anybody writes. What somebody waits for goes before what nobody asked for.

using Vale.Server.Rpc;

namespace Vale.Server.Loop;

/// <summary>How urgent a job is.</summary>
internal enum JobKind : byte
{
    /// <summary>Somebody waits for every millisecond of it.</summary>
    Latency,

    /// <summary>Somebody waits for it.</summary>
    Read,

    /// <summary>Long work that nobody waits for to end.</summary>
    Background,

    /// <summary>What may be asked for later; it gives way to whatever is.</summary>
    Ahead,
}

/// <summary>A fixed number of threads over a queue for each kind. One thread never takes background work.</summary>
internal sealed class WorkerPool(int threads, Log log)
{
    /// <summary>The stack of each thread: 16 MiB.</summary>
    public const int StackBytes = 16 * 1024 * 1024;

    private static readonly JobKind[] s_all = [JobKind.Latency, JobKind.Read, JobKind.Background, JobKind.Ahead];
    private static readonly JobKind[] s_requests = [JobKind.Latency, JobKind.Read, JobKind.Ahead];

    private readonly Queue<Action>[] _queues = [new(), new(), new(), new()];
    private readonly int _limit = Math.Max(threads, 2);
    private int _started;
    private int _idle;
    private int _requests;      // those that wait and those that run
    private bool _stopped;

    /// <summary>Adds a job. Jobs catch what they throw; one that does not is logged.</summary>
    public void Run(JobKind kind, Action job)
    {
        lock (_queues)
        {
            if (_stopped) return;
            if (kind <= JobKind.Read) Interlocked.Increment(ref _requests);
            _queues[(int)kind].Enqueue(job);
            var waiting = 0;
            foreach (var queue in _queues) waiting += queue.Count;
            if (_started < _limit && (_idle < waiting || _started < 2)) Start();
            Monitor.PulseAll(_queues);
        }
    }

    /// <summary>Somebody waits for an answer.</summary>
    public bool HasRequests() => Volatile.Read(ref _requests) > 0;

    /// <summary>Somebody waits for an answer that no thread is free for.</summary>
    public bool IsAskedFor
    {
        get
        {
            lock (_queues) return _queues[(int)JobKind.Latency].Count + _queues[(int)JobKind.Read].Count > 0;
        }
    }

    /// <summary>No job runs or waits.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_queues)
            {
                foreach (var queue in _queues)
                    if (queue.Count > 0) return false;
                return _idle == _started;
            }
        }
    }

    /// <summary>Drops the jobs that have not begun. Those that have begun end by themselves; nobody waits for them.</summary>
    public void Stop()
    {
        lock (_queues)
        {
            _stopped = true;
            foreach (var queue in _queues) queue.Clear();
            Monitor.PulseAll(_queues);
        }
    }

    private void Start()
    {
        // The second thread keeps to requests, so that they never wait for the end of a diagnostics pass.
        var kinds = _started == 1 ? s_requests : s_all;
        var thread = new Thread(() => Work(kinds), StackBytes) { Name = $"worker {_started}", IsBackground = true };
        _started++;
        thread.Start();
    }

    private void Work(JobKind[] kinds)
    {
        while (Next(kinds) is ({ } job, var kind))
        {
            try
            {
                job();
            }
            catch (Exception e)
            {
                log.Failure("a worker's job failed", e);
            }
            if (kind <= JobKind.Read) Interlocked.Decrement(ref _requests);
        }
    }

    private (Action? Job, JobKind Kind) Next(JobKind[] kinds)
    {
        lock (_queues)
        {
            while (true)
            {
                foreach (var kind in kinds)
                    if (_queues[(int)kind].TryDequeue(out var job)) return (job, kind);
                if (_stopped) return default;
                _idle++;
                Monitor.Wait(_queues);
                _idle--;
            }
        }
    }
}
