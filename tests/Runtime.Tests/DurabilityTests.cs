// How a memo that rests on durable inputs only is passed over, and when it may not be.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class DurabilityTests
{
    private static readonly Input<N, int> X = Input.Define<N, int>("X");
    private static readonly Input<N, int> Y = Input.Define<N, int>("Y");
    private static readonly Query<N, int> Low = Query.Define<N, int>("Low", (db, key) => db.Get(X, key));
    private static readonly Query<N, int> Sign = Query.Define<N, int>("Sign", (db, key) => Math.Sign(db.Get(X, key)));
    private static readonly Query<N, int> AboveSign = Query.Define<N, int>("AboveSign", (db, key) => db.Get(Sign, key) * 10);
    private static readonly Query<N, int> Top = Query.Define<N, int>("Top", (db, key) => db.Get(AboveSign, key) + 1);
    private static readonly Query<N, int> Constant = Query.Define<N, int>("Constant", (_, key) => key.Index);
    private static readonly Query<N, int> Either = Query.Define<N, int>("Either", (db, key) => db.Get(X, key) > 0 ? 1 : Math.Min(1, db.Get(Y, key)));
    private static readonly Query<N, int> AboveEither = Query.Define<N, int>("AboveEither", (db, key) => db.Get(Either, key));

    [Fact]
    public void A_durable_subtree_is_not_looked_at_after_a_lesser_edit()
    {
        using var database = new Database();
        database.Set(X, 0, 5, Durability.High);
        database.Ask(Top, 0);
        using var recording = database.Events.Record();
        database.Set(Y, 0, 1, Durability.Medium);
        Assert.Equal(11, database.Ask(Top, 0));
        Assert.Equal(["DidSetInput Y(0)", "DidValidate Top(0)"], recording.Lines());
    }

    [Fact]
    public void A_durable_input_may_be_written_and_is_noticed()
    {
        using var database = new Database();
        database.Set(X, 0, 5, Durability.High);
        database.Ask(Top, 0);
        database.Set(X, 0, -5, Durability.High);
        Assert.Equal(-9, database.Ask(Top, 0));
    }

    [Fact]
    public void A_query_that_reads_nothing_never_runs_again()
    {
        using var database = new Database();
        Assert.Equal(3, database.Ask(Constant, 3));
        using var recording = database.Events.Record();
        database.Set(X, 0, 1, Durability.High);
        Assert.Equal(3, database.Ask(Constant, 3));
        Assert.Empty(recording.Ran());
    }

    [Fact]
    public void An_input_whose_durability_falls_is_a_change_even_with_an_equal_value()
    {
        using var database = new Database();
        database.Set(X, 0, 5, Durability.High);
        Assert.Equal(5, database.Ask(Low, 0));
        var before = database.CurrentRevision;
        database.Set(X, 0, 5, Durability.Low);
        Assert.Equal(before.Number + 1, database.CurrentRevision.Number);
        Assert.Equal(5, database.Ask(Low, 0));
        database.Set(X, 0, 6, Durability.Low);
        Assert.Equal(6, database.Ask(Low, 0));
    }

    [Fact]
    public void An_equal_value_is_not_backdated_when_its_durability_fell()
    {
        using var database = new Database();
        database.Set(X, 0, 5, Durability.High);
        database.Ask(Top, 0);
        using var recording = database.Events.Record();
        database.Set(X, 0, 6, Durability.Low);
        Assert.Equal(11, database.Ask(Top, 0));
        // Sign is equal, but those above counted on High and have to learn that it is Low now.
        Assert.Equal(["Sign(0)", "AboveSign(0)", "Top(0)"], recording.Ran());
        database.Set(X, 0, -1, Durability.Low);
        Assert.Equal(-9, database.Ask(Top, 0));
    }

    [Fact]
    public void An_equal_value_is_not_backdated_when_a_run_took_a_less_durable_way()
    {
        using var database = new Database();
        database.Set(X, 0, 1, Durability.High);
        database.Set(Y, 0, 1, Durability.Low);
        Assert.Equal(1, database.Ask(AboveEither, 0));
        database.Set(X, 0, 0, Durability.High);
        Assert.Equal(1, database.Ask(AboveEither, 0));
        database.Set(Y, 0, -4, Durability.Low);
        Assert.Equal(-4, database.Ask(AboveEither, 0));
    }

    [Fact]
    public void An_input_may_become_more_durable_without_a_revision()
    {
        using var database = new Database();
        database.Set(X, 0, 5, Durability.Low);
        database.Ask(Top, 0);
        var before = database.CurrentRevision;
        database.Set(X, 0, 5, Durability.High);
        Assert.Equal(before, database.CurrentRevision);
        Assert.Equal(11, database.Ask(Top, 0));
        database.Set(X, 0, -5, Durability.Low);
        Assert.Equal(-9, database.Ask(Top, 0));
    }
}
