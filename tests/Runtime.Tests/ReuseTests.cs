// What is not run again: anything whose inputs did not change.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class ReuseTests
{
    private static readonly Input<N, int> X = Input.Define<N, int>("X");
    private static readonly Input<N, int> Y = Input.Define<N, int>("Y", defaultValue: 7);
    private static readonly Query<N, int> OfX = Query.Define<N, int>("OfX", (db, key) => db.Get(X, key) * 10);
    private static readonly Query<N, int> OfY = Query.Define<N, int>("OfY", (db, key) => db.Get(Y, key) * 100);
    private static readonly Query<N, int> Both = Query.Define<N, int>("Both", (db, key) => db.Get(OfX, key) + db.Get(OfY, key));

    [Fact]
    public void A_value_is_computed_once_per_revision()
    {
        using var database = new Database();
        database.Set(X, 1, 2);
        using var recording = database.Events.Record();
        using var snapshot = database.Snapshot();
        Assert.Equal(720, snapshot.Get(Both, new N(1)));
        Assert.Equal(720, snapshot.Get(Both, new N(1)));
        Assert.Equal(20, snapshot.Get(OfX, new N(1)));
        Assert.Equal(["Both(1)", "OfX(1)", "OfY(1)"], recording.Ran());
    }

    [Fact]
    public void An_edit_runs_only_what_read_the_edited_input()
    {
        using var database = new Database();
        database.Set(X, 1, 2);
        database.Ask(Both, 1);
        using var recording = database.Events.Record();
        database.Set(X, 1, 3);
        Assert.Equal(730, database.Ask(Both, 1));
        Assert.Equal(["OfX(1)", "Both(1)"], recording.Ran());
    }

    [Fact]
    public void An_edit_elsewhere_runs_nothing()
    {
        using var database = new Database();
        database.Set(X, 1, 2);
        database.Ask(Both, 1);
        using var recording = database.Events.Record();
        database.Set(X, 2, 5);
        Assert.Equal(720, database.Ask(Both, 1));
        Assert.Empty(recording.Ran());
        // Nothing of what it was made from was written, so nothing below it is looked at.
        Assert.Equal(["DidValidate Both(1)"], recording.Lines(QueryEventKind.DidValidate));
    }

    [Fact]
    public void Writing_what_is_already_so_begins_no_revision()
    {
        using var database = new Database();
        database.Set(X, 1, 2);
        var before = database.CurrentRevision;
        database.Set(X, 1, 2);
        database.Write(_ => { });
        database.Write(writer => writer.Remove(Y, new N(3)));
        Assert.Equal(before, database.CurrentRevision);
        database.Set(X, 1, 3);
        Assert.Equal(before.Number + 1, database.CurrentRevision.Number);
    }

    [Fact]
    public void One_write_is_one_revision_however_much_it_sets()
    {
        using var database = new Database();
        var before = database.CurrentRevision;
        database.Write(writer =>
        {
            for (var i = 0; i < 10; i++) writer.Set(X, new N(i), i);
        });
        Assert.Equal(before.Number + 1, database.CurrentRevision.Number);
    }

    [Fact]
    public void A_key_read_before_it_was_set_is_noticed_when_it_is()
    {
        using var database = new Database();
        Assert.Equal(700, database.Ask(OfY, 4));
        database.Set(Y, 4, 1);
        Assert.Equal(100, database.Ask(OfY, 4));
        database.Write(writer => writer.Remove(Y, new N(4)));
        Assert.Equal(700, database.Ask(OfY, 4));
    }

    [Fact]
    public void Reading_an_input_that_was_never_set_says_which()
    {
        using var database = new Database();
        var thrown = Assert.Throws<InvalidOperationException>(() => database.Ask(OfX, 9));
        Assert.Equal("input X was read for key 9, for which it was never set", thrown.Message);
        database.Set(X, 9, 1);
        Assert.Equal(10, database.Ask(OfX, 9));
        database.Write(writer => writer.Remove(X, new N(9)));
        Assert.Throws<InvalidOperationException>(() => database.Ask(OfX, 9));
    }

    [Fact]
    public void Databases_share_definitions_but_no_values()
    {
        using var one = new Database();
        using var other = new Database();
        one.Set(X, 1, 1);
        other.Set(X, 1, 2);
        Assert.Equal(10, one.Ask(OfX, 1));
        Assert.Equal(20, other.Ask(OfX, 1));
    }
}
