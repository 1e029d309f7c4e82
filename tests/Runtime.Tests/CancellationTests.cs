// How readers are stopped: by a write that waits for them, or because they themselves were asked to.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class CancellationTests
{
    private static readonly Input<N, int> X = Input.Define<N, int>("X", defaultValue: 1);
    private static readonly Input<N, Gate> Gates = Input.Define<N, Gate>("Gates");

    /// <summary>Says that it has begun, then polls until it is stopped.</summary>
    private static readonly Query<N, int> Endless = Query.Define<N, int>("Endless", (db, key) =>
    {
        db.Get(Gates, key).Begun.Set();
        while (true)
        {
            db.ThrowIfCancelled();
            Thread.Yield();
        }
    });

    private static readonly Query<N, int> Swallowing = Query.Define<N, int>("Swallowing", (db, key) =>
    {
        try
        {
            return db.Get(Endless, key);
        }
        catch (Exception)
        {
            return -1;
        }
    });

    private static readonly Query<N, int> Plain = Query.Define<N, int>("Plain", (db, key) => db.Get(X, key));

    private sealed class Gate
    {
        public ManualResetEventSlim Begun { get; } = new();
    }

    [Fact]
    public void A_write_stops_a_running_query_and_then_happens()
    {
        using var database = new Database();
        var gate = new Gate();
        database.Set(Gates, 0, gate);
        Exception? thrown = null;
        var reader = new Thread(() =>
        {
            using var snapshot = database.Snapshot();
            thrown = Record.Exception(() => snapshot.Get(Endless, new N(0)));
        });
        reader.Start();
        gate.Begun.Wait();
        database.Set(X, 0, 2);
        reader.Join();
        Assert.Equal(CancelReason.Write, Assert.IsType<QueryCancelledException>(thrown).Reason);
        Assert.Equal(2, database.Ask(Plain, 0));
    }

    [Fact]
    public void A_reader_can_be_stopped_alone()
    {
        using var database = new Database();
        var gate = new Gate();
        database.Set(Gates, 0, gate);
        using var stopped = database.Snapshot();
        using var other = stopped.Fork();
        using var recording = database.Events.Record();
        Exception? thrown = null;
        var reader = new Thread(() => thrown = Record.Exception(() => stopped.Get(Endless, new N(0))));
        reader.Start();
        gate.Begun.Wait();
        stopped.Cancel();
        reader.Join();
        Assert.Equal(CancelReason.Request, Assert.IsType<QueryCancelledException>(thrown).Reason);
        Assert.Equal(1, other.Get(Plain, new N(0)));
        Assert.Equal(["DidCancel Endless(0)"], recording.Lines(QueryEventKind.DidCancel));
    }

    [Fact]
    public void A_token_stops_its_reader()
    {
        using var database = new Database();
        using var source = new CancellationTokenSource();
        using var snapshot = database.Snapshot(source.Token);
        Assert.Equal(1, snapshot.Get(Plain, new N(0)));
        source.Cancel();
        Assert.True(snapshot.IsCancelled);
        Assert.Throws<QueryCancelledException>(() => snapshot.Get(Plain, new N(0)));
        using var late = database.Snapshot(source.Token);
        Assert.Throws<QueryCancelledException>(() => late.Get(Plain, new N(0)));
    }

    [Fact]
    public void A_reader_that_waits_for_another_one_can_be_stopped()
    {
        using var database = new Database();
        var gate = new Gate();
        database.Set(Gates, 0, gate);
        using var running = database.Snapshot();
        using var waiting = running.Fork();
        using var waits = new ManualResetEventSlim();
        using var subscription = database.Events.Subscribe(happened =>
        {
            if (happened.Kind == QueryEventKind.WillWait) waits.Set();
        });
        var first = new Thread(() => Record.Exception(() => running.Get(Endless, new N(0))));
        first.Start();
        gate.Begun.Wait();
        Exception? thrown = null;
        var second = new Thread(() => thrown = Record.Exception(() => waiting.Get(Endless, new N(0))));
        second.Start();
        waits.Wait();
        waiting.Cancel();
        second.Join();
        Assert.IsType<QueryCancelledException>(thrown);
        running.Cancel();
        first.Join();
    }

    [Fact]
    public void When_the_one_who_computes_is_stopped_the_one_who_waits_computes_itself()
    {
        using var database = new Database();
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var runs = 0;
        var slow = Query.Define<N, int>("slow", (db, key) =>
        {
            if (Interlocked.Increment(ref runs) > 1) return db.Get(X, key);
            begun.Set();
            go.Wait();
            return db.Get(X, key);
        });
        using var running = database.Snapshot();
        using var waiting = running.Fork();
        using var waits = new ManualResetEventSlim();
        using var subscription = database.Events.Subscribe(happened =>
        {
            if (happened.Kind == QueryEventKind.WillWait) waits.Set();
        });
        Exception? thrown = null;
        var first = new Thread(() => thrown = Record.Exception(() => running.Get(slow, new N(0))));
        first.Start();
        begun.Wait();
        var answer = 0;
        var second = new Thread(() => answer = waiting.Get(slow, new N(0)));
        second.Start();
        waits.Wait();
        running.Cancel();
        go.Set();
        first.Join();
        second.Join();
        Assert.IsType<QueryCancelledException>(thrown);
        Assert.Equal(1, answer);
    }

    [Fact]
    public void A_query_that_swallows_the_cancellation_is_not_believed()
    {
        using var database = new Database();
        var gate = new Gate();
        database.Set(Gates, 0, gate);
        Exception? thrown = null;
        using (var snapshot = database.Snapshot())
        {
            var reader = new Thread(() => thrown = Record.Exception(() => snapshot.Get(Swallowing, new N(0))));
            reader.Start();
            gate.Begun.Wait();
            snapshot.Cancel();
            reader.Join();
        }
        Assert.IsType<QueryCancelledException>(thrown);
        Assert.Equal((1, 0), database.Statistics.Where(s => s.Definition == Swallowing).Select(s => (s.Memos, s.Values)).Single());
    }

    [Fact]
    public void A_cancelled_snapshot_cannot_be_forked_and_a_disposed_one_not_read()
    {
        using var database = new Database();
        var snapshot = database.Snapshot();
        using var writing = new ManualResetEventSlim();
        var writer = new Thread(() => database.Set(X, 0, 5));
        writer.Start();
        while (!snapshot.IsCancelled) Thread.Yield();
        Assert.Throws<QueryCancelledException>(() => snapshot.Fork());
        Assert.Throws<QueryCancelledException>(() => snapshot.Get(Plain, new N(0)));
        snapshot.Dispose();
        snapshot.Dispose();
        writer.Join();
        Assert.Throws<ObjectDisposedException>(() => snapshot.Get(Plain, new N(0)));
        Assert.Throws<ObjectDisposedException>(() => snapshot.Fork());
        Assert.Equal(5, database.Ask(Plain, 0));
    }
}
