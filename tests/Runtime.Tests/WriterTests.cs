// One writer among many readers.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class WriterTests
{
    private const int Keys = 64;

    private static readonly ThreadLocal<Database> s_database = new();

    private static readonly Input<N, int> X = Input.Define<N, int>("X");
    private static readonly Query<N, int> Row = Query.Define<N, int>("Row", (db, key) =>
    {
        var sum = 0;
        for (var i = 0; i < Keys; i++) sum += db.Get(X, new N(i));
        return sum + key.Index;
    });

    private static readonly Query<N, int> Total = Query.Define<N, int>("Total", (db, _) =>
    {
        var sum = 0;
        for (var i = 0; i < Keys; i++) sum += db.Get(Row, new N(i)) - i;
        return sum;
    });

    private static readonly Query<N, int> Writing = Query.Define<N, int>("Writing", (_, key) =>
    {
        s_database.Value!.Set(X, 0, key.Index);
        return 0;
    });

    /// <summary>All inputs hold the number of the write, so a reader that saw half of one would find another sum.</summary>
    [Fact]
    public void Readers_always_see_one_write_whole_while_the_writer_never_starves()
    {
        using var database = new Database();
        void WriteAll(int value) => database.Write(writer =>
        {
            for (var i = 0; i < Keys; i++) writer.Set(X, new N(i), value);
        });
        WriteAll(0);
        var done = false;
        var wrong = 0;
        var answers = 0;
        var readers = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref done))
            {
                using var snapshot = database.Snapshot();
                try
                {
                    var value = snapshot.Get(X, new N(0));
                    if (snapshot.Get(Total, new N(0)) != value * Keys * Keys) Interlocked.Increment(ref wrong);
                    Interlocked.Increment(ref answers);
                }
                catch (QueryCancelledException)
                {
                }
            }
        })).ToList();
        readers.ForEach(reader => reader.Start());
        for (var i = 1; i <= 200; i++) WriteAll(i);
        // After the last write everybody gets through.
        var before = Volatile.Read(ref answers);
        SpinWait.SpinUntil(() => Volatile.Read(ref answers) > before + 4);
        Volatile.Write(ref done, true);
        readers.ForEach(reader => reader.Join());
        Assert.Equal(0, wrong);
        Assert.Equal(201, database.CurrentRevision.Number - Revision.Start.Number);
        Assert.Equal(200 * Keys * Keys, database.Ask(Total, 0));
    }

    [Fact]
    public void A_write_waits_until_the_last_snapshot_is_let_go()
    {
        using var database = new Database();
        database.Set(X, 0, 1);
        var snapshot = database.Snapshot();
        var fork = snapshot.Fork();
        var written = false;
        var writer = new Thread(() => database.Write(w =>
        {
            written = true;
            w.Set(X, new N(0), 2);
        }));
        writer.Start();
        while (!snapshot.IsCancelled) Thread.Yield();
        snapshot.Dispose();
        Assert.False(Volatile.Read(ref written));
        fork.Dispose();
        writer.Join();
        Assert.True(written);
    }

    [Fact]
    public void A_write_that_is_told_so_gives_up_on_a_forgotten_snapshot_and_can_be_tried_again()
    {
        using var database = new Database(new() { WritePatience = TimeSpan.FromMilliseconds(1) });
        var forgotten = database.Snapshot();
        Assert.Contains("1 snapshot(s) were not disposed", Assert.Throws<TimeoutException>(() => database.Set(X, 0, 1)).Message);
        forgotten.Dispose();
        database.Set(X, 0, 2);
        using var snapshot = database.Snapshot();
        Assert.Equal(2, snapshot.Get(X, new N(0)));
    }

    [Fact]
    public void Disposing_the_database_waits_for_nobody()
    {
        var database = new Database();
        database.Set(X, 0, 1);
        using var snapshot = database.Snapshot();
        Exception? thrown = null;
        var writer = new Thread(() => thrown = Record.Exception(() => database.Set(X, 0, 2)));
        writer.Start();
        while (!snapshot.IsCancelled) Thread.Yield();
        database.Dispose();
        writer.Join();
        Assert.IsType<ObjectDisposedException>(thrown);
        Assert.Throws<QueryCancelledException>(() => snapshot.Get(Row, new N(0)));
        Assert.Throws<ObjectDisposedException>(() => database.Snapshot());
        Assert.Throws<ObjectDisposedException>(() => database.Write(_ => { }));
    }

    [Fact]
    public void A_query_cannot_write_and_a_write_cannot_be_nested()
    {
        using var database = new Database();
        s_database.Value = database;
        Assert.Contains("a query cannot write", Assert.Throws<InvalidOperationException>(() => database.Ask(Writing, 1)).Message);
        Assert.Contains("inside a write", Assert.Throws<InvalidOperationException>(
            () => database.Write(_ => database.Write(_ => { }))).Message);
        database.Set(X, 0, 1);
    }

    [Fact]
    public void A_writer_sees_its_own_changes_and_is_of_no_use_afterwards()
    {
        using var database = new Database();
        DatabaseWriter? kept = null;
        database.Write(writer =>
        {
            kept = writer;
            Assert.False(writer.TryGet(X, new N(1), out _));
            Assert.Throws<InvalidOperationException>(() => writer.Get(X, new N(1)));
            writer.Set(X, new N(1), 5);
            Assert.Equal(5, writer.Get(X, new N(1)));
            Assert.True(writer.HasChanged);
            writer.Remove(X, new N(1));
            Assert.False(writer.TryGet(X, new N(1), out _));
        });
        Assert.Throws<ObjectDisposedException>(() => kept!.Set(X, new N(1), 6));
    }

    [Fact]
    public void What_a_failing_edit_has_set_stays_and_readers_go_on()
    {
        using var database = new Database();
        Assert.Throws<FormatException>(() => database.Write(writer =>
        {
            writer.Set(X, new N(0), 3);
            throw new FormatException();
        }));
        using var snapshot = database.Snapshot();
        Assert.Equal(3, snapshot.Get(X, new N(0)));
    }

    [Fact]
    public void A_snapshot_used_by_two_threads_at_once_is_refused()
    {
        using var database = new Database();
        using var inside = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var blocking = Query.Define<N, int>("blocking", (_, _) =>
        {
            inside.Set();
            go.Wait();
            return 1;
        });
        using var snapshot = database.Snapshot();
        var thread = new Thread(() => snapshot.Get(blocking, new N(0)));
        thread.Start();
        inside.Wait();
        var thrown = Record.Exception(() => snapshot.Get(blocking, new N(1)));
        go.Set();
        thread.Join();
        Assert.Contains("two threads", Assert.IsType<InvalidOperationException>(thrown).Message);
    }
}
