// What can be seen of the engine's work: events, counts, hidden reads.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class ObservationTests
{
    private static readonly Input<N, int> X = Input.Define<N, int>("X");
    private static readonly Query<N, int> Parity = Query.Define<N, int>("Parity", (db, key) => db.Get(X, key) % 2);
    private static readonly Query<N, int> Shown = Query.Define<N, int>("Shown", (db, key) => db.Get(Parity, key) * 100);
    private static readonly ThreadLocal<int> s_world = new();
    private static readonly Query<N, int> Peeking = Query.Define<N, int>("Peeking", (db, key) => db.Get(X, key) + s_world.Value,
        new() { Describe = (_, key) => $"peeking at {key.Index}" });

    private static readonly Query<N, int> OverPeeking = Query.Define<N, int>("OverPeeking", (db, key) => db.Get(Peeking, key));

    [Fact]
    public void Events_tell_what_happened_in_order_and_in_which_revision()
    {
        using var database = new Database();
        using var recording = database.Events.Record();
        database.Set(X, 0, 1);
        database.Ask(Shown, 0);
        database.Set(X, 0, 3);
        database.Ask(Shown, 0);
        Assert.Equal(
            ["DidSetInput X(0)", "WillExecute Shown(0)", "WillExecute Parity(0)",
             "DidSetInput X(0)", "WillExecute Parity(0)", "DidBackdate Parity(0)", "DidValidate Shown(0)"],
            recording.Lines());
        Assert.Equal([2, 2, 2, 3, 3, 3, 3], recording.Events.Where(e => e.Kind != QueryEventKind.DidExecute).Select(e => e.Revision.Number));
        recording.Clear();
        recording.Dispose();
        database.Set(X, 0, 5);
        Assert.Empty(recording.Events);
    }

    [Fact]
    public void Every_run_ends_within_the_run_that_asked_for_it()
    {
        using var database = new Database();
        database.Set(X, 0, 1);
        using var recording = database.Events.Record();
        database.Ask(Shown, 0);
        Assert.Equal(
            ["WillExecute Shown(0)", "WillExecute Parity(0)", "DidExecute Parity(0)", "DidExecute Shown(0)"],
            recording.Lines(QueryEventKind.WillExecute, QueryEventKind.DidExecute));
    }

    [Fact]
    public void A_run_that_is_stopped_ends_too()
    {
        using var database = new Database();
        using var recording = database.Events.Record();
        Assert.ThrowsAny<Exception>(() => database.Ask(Shown, 0));      // the input is not set
        Assert.Equal(["DidExecute Parity(0)", "DidExecute Shown(0)"], recording.Lines(QueryEventKind.DidExecute));
    }

    [Fact]
    public void What_a_memo_was_made_from_can_be_asked_with_when_it_last_changed()
    {
        using var database = new Database();
        database.Set(X, 0, 1);
        database.Ask(Shown, 0);
        database.Set(X, 0, 3);
        Assert.Empty(database.DependenciesOf(Shown, 0));        // not known to hold yet
        database.Ask(Shown, 0);
        var read = Assert.Single(database.DependenciesOf(Shown, 0));
        Assert.Equal((Parity, 0, 2), (read.Definition, read.Key, read.ChangedAt.Number));
        Assert.Equal((X, 3), Assert.Single(database.DependenciesOf(Parity, 0)) is var input ? (input.Definition, input.ChangedAt.Number) : default);
    }

    [Fact]
    public void Counts_add_up()
    {
        using var database = new Database();
        database.Set(X, 0, 1);
        using (var snapshot = database.Snapshot())
            for (var i = 0; i < 10; i++) snapshot.Get(Shown, new N(0));
        database.Set(X, 0, 3);
        database.Ask(Shown, 0);
        var shown = database.Statistics.Single(s => s.Definition == Shown);
        var parity = database.Statistics.Single(s => s.Definition == Parity);
        Assert.Equal((1, 1, 9L, 1L, 1L, 0L), (shown.Memos, shown.Values, shown.Hits, shown.Runs, shown.Validated, shown.Backdated));
        Assert.Equal((2L, 0L, 1L), (parity.Runs, parity.Validated, parity.Backdated));
        Assert.Equal(["Parity", "Shown", "X"], database.Statistics.Select(s => s.Definition.Name));
    }

    [Fact]
    public void A_query_that_reads_the_world_behind_the_engines_back_is_found_when_asked_for()
    {
        using var database = new Database(new() { DetectHiddenReads = true });
        s_world.Value = 1;
        database.Set(X, 0, 1);
        Assert.Equal(2, database.Ask(OverPeeking, 0));
        database.Set(X, 1, 1);
        Assert.Equal(2, database.Ask(OverPeeking, 0));
        s_world.Value = 2;
        database.Set(X, 1, 2);
        var thrown = Assert.Throws<HiddenReadException>(() => database.Ask(OverPeeking, 0));
        Assert.Equal("Peeking", thrown.Query);
        Assert.Contains("peeking at 0", thrown.Message);
    }

    [Fact]
    public void Looking_for_hidden_reads_changes_no_answer()
    {
        using var database = new Database(new() { DetectHiddenReads = true });
        database.Set(X, 0, 1, Durability.High);
        Assert.Equal(100, database.Ask(Shown, 0));
        database.Set(X, 1, 1);
        Assert.Equal(100, database.Ask(Shown, 0));
        database.Set(X, 0, 2, Durability.High);
        Assert.Equal(0, database.Ask(Shown, 0));
    }
}
