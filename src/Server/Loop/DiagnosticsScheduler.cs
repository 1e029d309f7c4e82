// When diagnostics are computed: not while a change is taken in, but as soon as the loop has nothing else to do. A pass that
// a change overtakes is dropped, and the next one begins with the documents that are open.

using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Server.Convert;
using Vale.Server.Project;
using Vale.Server.Workspace;

namespace Vale.Server.Loop;

/// <summary>Starts diagnostics passes and sends what they find. Used on the loop's thread only.</summary>
internal sealed class DiagnosticsScheduler
{
    private readonly DiagnosticsStore _store = new();
    private CancellationTokenSource? _pass;
    private readonly HashSet<string> _failures = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);      // files a client that asks has not asked about since
    private readonly HashSet<string> _joined = new(StringComparer.Ordinal);       // files that there was more to tell of once all was checked
    private readonly WarmUp _warmUp = new();
    private bool _isDirty;
    private bool _isRunning;        // the pass that was started last has not ended
    private bool _isWhole;          // a pass has reached its end in this process
    private bool _isOwed;           // the end of that pass was what an earlier process had found: all is still to be checked in this one
    private bool _toKeep = true;    // what the next start will find has not been kept

    /// <summary>How many files the client holds problems of.</summary>
    public int FilesWithProblems => _store.WithProblems;

    /// <summary>The keys of the files in which the last whole pass found problems that only the program has. A set does not change later.</summary>
    public IReadOnlySet<string> Together { get; private set; } = new HashSet<string>();

    /// <summary>A pass has checked every file in this process.</summary>
    public bool IsAllChecked { get; private set; }

    /// <summary>What was sent may not hold any more.</summary>
    public void Invalidate()
    {
        _isDirty = true;
        _pass?.Cancel();
    }

    /// <summary>What is on the disk has changed: the next start will find this state, or one near it.</summary>
    public void Saved(Session session)
    {
        _toKeep = true;
        Keep(session);
    }

    /// <summary>A file has gone: its problems are taken back.</summary>
    public void Forget(Session session, string key)
    {
        if (_store.Forget(key) is { } uri && !session.Client.PullsDiagnostics)
            session.Outbox.Notify("textDocument/publishDiagnostics", DiagnosticsMessage.Write(uri, null, []));
    }

    /// <summary>Problems of a file that the analysis does not know.</summary>
    public void Tell(Session session, string key, IReadOnlyList<InputProblem> problems)
    {
        var uri = DocumentUri.FromPath(key);
        var message = DiagnosticsMessage.Write(uri, null, ToProtocol.Diagnostics(problems));
        if (_store.Accept(new FileProblems(key, uri, null, problems.Count == 0, message)))
            session.Outbox.Notify("textDocument/publishDiagnostics", message);
    }

    /// <summary>Starts a pass if one is due. Called when the loop's queue is empty.</summary>
    public void Pump(Session session)
    {
        if (!_isDirty || session.Phase != Phase.Running) return;
        _isDirty = _isOwed = false;
        _pass?.Cancel();
        var cancellation = _pass = new CancellationTokenSource();
        var report = new WorkDoneReport(session, "Checking");
        var pass = new DiagnosticsPass(session.Snapshot(cancellation.Token), _store.Known(), Together, new PassListener(
            found => session.Post(s => Publish(s, cancellation, found)),
            (file, fault) => session.Post(s => Failed(s, file, fault)),
            report.At,
            together => session.Post(_ => Join(cancellation, together)),
            more => session.Post(_ => Complete(cancellation, more))), session.Workers.HasRequests, _isWhole ? null : session.Kept);
        _isRunning = true;
        var touched = session.Workspace.View().OpenDocuments is [var last, ..] ? last.File.Key : null;
        session.Workers.Run(JobKind.Background, () =>
        {
            var isWhole = Run(session, pass);
            report.End();
            session.Post(s => End(s, cancellation, touched, isWhole, pass.ToldKept));
        });
        _warmUp.Start(session);
    }

    /// <summary>All files have been read and nobody has asked for anything: what is still owed is checked before an edit has to.</summary>
    public void CatchUp(Session session)
    {
        if (_isOwed && !_isRunning && _warmUp.IsDone && session.Options.CatchesUp) _isDirty = true;
    }

    /// <summary>No further pass is started, and the one that runs is stopped.</summary>
    public void Stop()
    {
        _isDirty = false;
        _pass?.Cancel();
    }

    /// <summary>On a worker. True when it has reached its end.</summary>
    private static bool Run(Session session, DiagnosticsPass pass)
    {
        try
        {
            using (pass) pass.Run();
            return true;
        }
        catch (Exception e) when (e is QueryCancelledException or OperationCanceledException)
        {
            // The change that took the snapshot away has asked for another pass.
        }
        catch (Exception e)
        {
            session.Log.Failure("computing diagnostics failed", e);
        }
        return false;
    }

    private void End(Session session, CancellationTokenSource pass, string? touched, bool isWhole, bool toldKept)
    {
        if (pass == _pass) _isRunning = false;
        if (IsOvertaken(pass)) return;
        Refresh(session, touched);
        if (!isWhole) return;
        _isWhole = true;
        Keep(session);
        _isOwed = toldKept;
        CatchUp(session);
    }

    /// <summary>Keeps what was found for the next start, once there is nothing more to find.</summary>
    private void Keep(Session session)
    {
        if (!_toKeep || !_isWhole || _isRunning || _isDirty || session.Kept is not { } kept) return;
        _toKeep = false;
        var context = session.Snapshot(CancellationToken.None);
        session.Workers.Run(JobKind.Ahead, () =>
        {
            try
            {
                (Fingerprint Key, byte[] Bytes)? found;
                using (context) found = kept.Gather(context.Begin(static () => true).Analysis);
                if (found is { } problems) kept.Keep(problems.Key, problems.Bytes);
            }
            catch (QueryCancelledException)
            {
                // The state has gone; the next one is kept.
                session.Post(s => s.Diagnostics._toKeep = true);
            }
            catch (Exception e)
            {
                session.Log.Failure("keeping what was found failed", e);
            }
        });
    }

    /// <summary>A fault of ours that every keystroke meets again is told once.</summary>
    private void Failed(Session session, WorkspaceFile file, Exception fault)
    {
        if (_failures.Add(file.Key + "\n" + fault.GetType() + fault.Message)) session.Log.Failure($"checking {file.Uri} failed", fault);
    }

    /// <summary>
    /// What an overtaken pass still found is found again by the one behind it, or is not true any more; and whoever has asked since was
    /// answered without it, so that only the one behind it can say what there is to tell them.
    /// </summary>
    private bool IsOvertaken(CancellationTokenSource pass) => pass != _pass || pass.IsCancellationRequested;

    private void Publish(Session session, CancellationTokenSource pass, FileProblems found)
    {
        if (IsOvertaken(pass) || !_store.Accept(found)) return;
        if (session.Client.PullsDiagnostics) _changed.Add(found.Key);
        else session.Outbox.Notify("textDocument/publishDiagnostics", found.Message);
    }

    private void Join(CancellationTokenSource pass, IReadOnlySet<string> together)
    {
        if (IsOvertaken(pass)) return;
        _joined.Clear();
        foreach (var key in together)
            if (!Together.Contains(key)) _joined.Add(key);
        Together = together;
    }

    private void Complete(CancellationTokenSource pass, IReadOnlySet<string> more)
    {
        if (IsOvertaken(pass)) return;
        _joined.UnionWith(more);
        IsAllChecked = true;
    }

    /// <summary>
    /// A client that asks does so for the document it has edited; that others have changed by it, it has to be told, and that what it was
    /// told of this one lacked what only the whole program shows.
    /// </summary>
    private void Refresh(Session session, string? touched)
    {
        if (touched is not null && !_joined.Contains(touched)) _changed.Remove(touched);
        _joined.Clear();
        if (_changed.Count > 0 && session.Client.RefreshesDiagnostics) session.Ask("workspace/diagnostic/refresh");
        _changed.Clear();
    }
}
