// Big values may leave while what they were made from is remembered.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class EvictionTests
{
    private static readonly Input<N, int> X = Input.Define<N, int>("X");
    private static readonly Query<N, string> Big = Query.Define<N, string>("Big", (db, key) => new string('x', db.Get(X, key)), new() { LruCapacity = 2 });
    private static readonly Query<N, int> Size = Query.Define<N, int>("Size", (db, key) => db.Get(Big, key).Length);

    private static Database WithThree()
    {
        var database = new Database();
        database.Write(writer =>
        {
            for (var i = 0; i < 4; i++) writer.Set(X, new N(i), i + 1);
        });
        using var snapshot = database.Snapshot();
        for (var i = 0; i < 3; i++) snapshot.Get(Size, new N(i));
        snapshot.Get(Big, new N(0));
        return database;
    }

    private static QueryStatistics Of(Database database, Definition definition) =>
        database.Statistics.Single(statistics => statistics.Definition == definition);

    [Fact]
    public void The_least_recently_used_value_leaves_at_the_next_write()
    {
        using var database = WithThree();
        Assert.Equal(3, Of(database, Big).Values);
        using var recording = database.Events.Record();
        database.Write(_ => { });
        Assert.Equal(["DidEvict Big(1)"], recording.Lines());
        Assert.Equal((3, 2, 1L), (Of(database, Big).Memos, Of(database, Big).Values, Of(database, Big).Evicted));
    }

    [Fact]
    public void What_read_an_evicted_value_is_still_found_valid_without_computing_it()
    {
        using var database = WithThree();
        database.Set(X, 3, 9);
        using var recording = database.Events.Record();
        Assert.Equal(2, database.Ask(Size, 1));
        Assert.Empty(recording.Ran());
    }

    [Fact]
    public void An_evicted_value_is_computed_again_when_wanted_and_is_no_change()
    {
        using var database = WithThree();
        database.Set(X, 3, 9);
        using var recording = database.Events.Record();
        Assert.Equal("xx", database.Ask(Big, 1));
        Assert.Equal(2, database.Ask(Size, 1));
        Assert.Equal(["Big(1)"], recording.Ran());
    }

    [Fact]
    public void A_change_below_an_evicted_value_is_noticed()
    {
        using var database = WithThree();
        database.Write(_ => { });
        database.Set(X, 1, 7);
        Assert.Equal(7, database.Ask(Size, 1));
    }

    [Fact]
    public void Values_asked_within_a_revision_stay_however_many()
    {
        using var database = WithThree();
        using var recording = database.Events.Record();
        using var snapshot = database.Snapshot();
        for (var round = 0; round < 3; round++)
            for (var i = 0; i < 4; i++) Assert.Equal(i + 1, snapshot.Get(Big, new N(i)).Length);
        Assert.Equal(["Big(3)"], recording.Ran());
    }
}
