// Progress of a piece of work in the client's sight. Work that is done before anybody could read it is never shown.

using System.Diagnostics;
using Vale.Server.Protocol;

namespace Vale.Server.Loop;

/// <summary>Reports one piece of work. It is told of progress on the worker, and speaks to the client on the loop's thread.</summary>
internal sealed class WorkDoneReport(Session session, string title)
{
    /// <summary>The time between two reports.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private static int s_tokens;

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _told;
    private string? _token;         // on the loop
    private bool _begun, _ended;    // on the loop

    /// <summary>So much is done. Called on the worker.</summary>
    public void At(int done, int all)
    {
        if (!session.Client.WorkDoneProgress || all == 0 || Stopwatch.GetElapsedTime(_started) < session.Options.ProgressPatience) return;
        if (_told != 0 && Stopwatch.GetElapsedTime(_told) < s_pause) return;
        _told = Stopwatch.GetTimestamp();
        session.Post(_ => Tell(done, all));
    }

    /// <summary>Done, or given up.</summary>
    public void End() => session.Post(_ => Finish());

    private void Tell(int done, int all)
    {
        if (_ended) return;
        var (message, percentage) = ($"{done}/{all} files", (int)(100L * done / all));
        if (_begun)
        {
            Send("report", null, message, percentage);
        }
        else if (_token is null)
        {
            _token = $"vale-{Interlocked.Increment(ref s_tokens)}";
            session.Ask("window/workDoneProgress/create", new WorkDoneProgressCreateParams(_token), ProtocolJson.Default.WorkDoneProgressCreateParams, _ =>
            {
                if (_ended) return;
                _begun = true;
                Send("begin", title, message, percentage);
            });
        }
    }

    private void Finish()
    {
        if (_ended) return;
        _ended = true;
        if (_begun) Send("end", null, null, null);
    }

    private void Send(string kind, string? named, string? message, int? percentage) =>
        session.Outbox.Notify("$/progress", new ProgressParams(_token!, new WorkDoneProgress(kind, named, message, percentage)), ProtocolJson.Default.ProgressParams);
}
