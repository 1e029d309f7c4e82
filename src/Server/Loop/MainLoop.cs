// The loop: one thread that owns the session and deals with one event at a time. It starts work; it does none that is long.

using System.Diagnostics;
using Vale.Queries.Runtime;
using Vale.Server.Protocol;
using Vale.Server.Rpc;

namespace Vale.Server.Loop;

/// <summary>Runs a session to its end.</summary>
internal sealed class MainLoop(Session session, Mailbox<LoopEvent> inbox)
{
    private const int ParentCheckMilliseconds = 2000;
    private const int SlowTurnMilliseconds = 100;

    /// <summary>How long requests in flight may still take when the input has ended.</summary>
    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(10);

    private readonly ParentWatch _parent = new();
    private readonly IdleCollection _garbage = new();
    private long _lastTurn;
    private long _inputEndedAt;

    /// <summary>Deals with events until the session has an exit code, answers what is left, and returns the code.</summary>
    public int Run()
    {
        while (session.ExitCode is null)
        {
            if (!inbox.TryTake(out var next))
            {
                session.Diagnostics.Pump(session);
                if (!inbox.Take(WaitTime(), out next, out _))
                {
                    Idle();
                    continue;
                }
            }
            Turn(next);
        }
        session.Diagnostics.Stop();
        session.Workers.Stop();
        session.Replies.CancelAll("the server is ending");
        session.Outbox.Close(TimeSpan.FromSeconds(2));
        return session.ExitCode.Value;
    }

    private int WaitTime()
    {
        if (_inputEndedAt != 0) return 5;
        var wait = session.ParentProcess is null ? Timeout.Infinite : ParentCheckMilliseconds;
        return _garbage.Due() is { } due && (wait == Timeout.Infinite || due < wait) ? due : wait;
    }

    private void Idle()
    {
        if (_inputEndedAt != 0)
        {
            // Whoever pipes a script of requests in gets its answers.
            if (session.Replies.Count == 0 || Stopwatch.GetElapsedTime(_inputEndedAt) > s_drainTime) End();
        }
        else if (session.ParentProcess is { } parent && !_parent.IsAlive(parent))
        {
            session.Log.Info($"the client's process {parent} is gone");
            End();
        }
        else if (_garbage.Due() is { } quiet && Stopwatch.GetElapsedTime(_lastTurn).TotalMilliseconds >= quiet && session.Workers.IsIdle)
        {
            session.Host.Trim();
            _garbage.Run();
        }
    }

    private void End() => session.ExitCode ??= session.Phase == Phase.ShutDown ? 0 : 1;

    private void Turn(LoopEvent next)
    {
        var started = Stopwatch.GetTimestamp();
        Dispatch(next);
        _lastTurn = Stopwatch.GetTimestamp();
        var took = Stopwatch.GetElapsedTime(started, _lastTurn);
        var isSlow = took.TotalMilliseconds > SlowTurnMilliseconds;
        if (!isSlow && session.Trace == "off") return;
        var what = next is LoopEvent.Incoming incoming ? incoming.Call.Method : next.GetType().Name;
        if (isSlow) session.Log.Info($"{what} held the loop for {took.TotalMilliseconds:F0} ms");
        if (session.Trace != "off" && session.Phase != Phase.Uninitialized)
            session.Outbox.Notify("$/logTrace", new LogTraceParams($"{what}: {took.TotalMilliseconds:F3} ms on the loop"), ProtocolJson.Default.LogTraceParams);
    }

    private void Dispatch(LoopEvent next)
    {
        switch (next)
        {
            case LoopEvent.Incoming incoming:
                Incoming(incoming.Call);
                break;
            case LoopEvent.Response response:
                Guard("the client's answer", null, () => session.Answered(response));
                break;
            case LoopEvent.Overtaken overtaken:
                Overtaken(overtaken);
                break;
            case LoopEvent.Posted posted:
                Guard("a worker's result", null, () => posted.Run(session));
                break;
            case LoopEvent.InputEnded:
                _inputEndedAt = Stopwatch.GetTimestamp();
                break;
            case LoopEvent.OutputBroken broken:
                session.Log.Info($"the client does not read any more: {broken.Why}");
                End();
                break;
        }
    }

    private void Incoming(Call call)
    {
        if (call.Pending is { } request) Request(call, request);
        else Notification(call);
    }

    private void Request(Call call, PendingRequest request)
    {
        if (request.IsClaimed) return;      // cancelled before its turn
        if (session.Phase == Phase.Uninitialized && call.Method != "initialize")
            session.Replies.Error(request, ErrorCodes.ServerNotInitialized, $"{call.Method} came before initialize");
        else if (session.Phase == Phase.ShutDown)
            session.Replies.Error(request, ErrorCodes.InvalidRequest, $"{call.Method} came after shutdown");
        else if (call.Handler is not { } handler)
            session.Replies.Error(request, ErrorCodes.MethodNotFound, $"{call.Method} is not a method of this server");
        else if (call.ParamsProblem is { } problem)
            session.Replies.Error(request, ErrorCodes.InvalidParams, problem);
        else if (handler.Policy == Policy.Mutate)
            Guard(call.Method, request, () => handler.Mutate(session, call));
        else
            StartRead(call, handler, request);
    }

    private void Notification(Call call)
    {
        if (session.Phase != Phase.Running && call.Method != "exit") return;
        if (call.ParamsProblem is { } problem) session.Log.Warn(problem);
        else if (call.Handler is { } handler) Guard(call.Method, null, () => handler.Mutate(session, call));
    }

    /// <summary>
    /// Runs what changes state. When it fails the state is not known any more, so the user is told and the server ends,
    /// for the client to start another.
    /// </summary>
    private void Guard(string what, PendingRequest? request, Action run)
    {
        try
        {
            run();
        }
        catch (RpcException e)
        {
            if (request is not null) session.Replies.Error(request, e.Code, e.Message);
            else session.Log.Warn($"{what}: {e.Message}");
        }
        catch (Exception e)
        {
            session.Log.Failure($"{what} failed, and the server cannot go on", e);
            if (request is not null) session.Replies.Error(request, ErrorCodes.InternalError, $"{what} failed: {e.Message}");
            session.Show(MessageType.Error, $"The Vale language server failed in {what} and has to start again: {e.Message}");
            session.ExitCode = 3;
        }
    }

    private void StartRead(Call call, Handler handler, PendingRequest request)
    {
        ReadContext? context = null;
        Guard(call.Method, request, () => context = session.Snapshot(request.Cancelled));
        if (context is null) return;
        var kind = handler.Policy == Policy.LatencyRead ? JobKind.Latency : JobKind.Read;
        session.Workers.Run(kind, () => Read(call, handler, request, context));
    }

    /// <summary>On a worker.</summary>
    private void Read(Call call, Handler handler, PendingRequest request, ReadContext context)
    {
        var version = call.DocumentUri is { } uri ? context.Files.Version(uri) : null;
        try
        {
            using (context)
            {
                if (!request.IsClaimed) handler.Read(context.Begin(), call, session.Replies);
            }
        }
        catch (Exception e) when (e is QueryCancelledException or OperationCanceledException && request.Cancelled.IsCancellationRequested)
        {
            session.Replies.Error(request, ErrorCodes.RequestCancelled, "cancelled by the client");
        }
        catch (QueryCancelledException)
        {
            inbox.Post(new LoopEvent.Overtaken(call, version));
        }
        catch (RpcException e)
        {
            session.Replies.Error(request, e.Code, e.Message);
        }
        catch (Exception e)
        {
            session.Log.Failure($"{call.Method} failed ({call.DocumentUri ?? "no document"}, version {version?.ToString() ?? "none"})", e);
            session.Replies.Error(request, ErrorCodes.InternalError, $"{call.Method} failed: {e.Message}");
        }
    }

    private void Overtaken(LoopEvent.Overtaken overtaken)
    {
        var call = overtaken.Call;
        var request = call.Pending!;
        if (request.IsClaimed) return;
        var handler = call.Handler!;
        var isSame = call.DocumentUri is not { } uri || session.Workspace.View().Version(uri) == overtaken.Version;
        if (handler.OnCancel == OnCancel.Retry || isSame) StartRead(call, handler, request);
        else session.Replies.Error(request, ErrorCodes.ContentModified, $"{call.DocumentUri} changed meanwhile");
    }
}
