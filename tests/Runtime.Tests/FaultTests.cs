// Exceptions of queries themselves: never remembered, never in the way, and they say what was being computed.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class FaultTests
{
    private static readonly Input<N, int> X = Input.Define<N, int>("X", defaultValue: 0);
    private static readonly Query<N, int> Inverse = Query.Define<N, int>("Inverse", (db, key) => 100 / db.Get(X, key),
        new() { Describe = (_, key) => $"inverting {key.Index}" });

    private static readonly Query<N, int> Middle = Query.Define<N, int>("Middle", (db, key) => db.Get(Inverse, key, "it is asked for"));
    private static readonly Query<N, int> Top = Query.Define<N, int>("Top", (db, key) => db.Get(Middle, key));
    private static readonly Query<N, int> Guarded = Query.Define<N, int>("Guarded", (db, key) =>
    {
        try
        {
            return db.Get(Middle, key);
        }
        catch (DivideByZeroException)
        {
            return -1;
        }
    });

    private static readonly Query<N, int> Odd = Query.Define<N, int>("Odd", (_, _) => 1,
        new() { Describe = (db, key) => throw new FormatException() });

    [Fact]
    public void An_exception_carries_the_query_stack()
    {
        using var database = new Database();
        var thrown = Assert.Throws<DivideByZeroException>(() => database.Ask(Top, 4));
        Assert.Equal(["inverting 4, because it is asked for", "Middle(4)", "Top(4)"], QueryStack.Of(thrown).Select(p => p.ToString()));
        Assert.Empty(QueryStack.Of(new FormatException()));
    }

    [Fact]
    public void An_exception_is_not_remembered_and_holds_nothing_up()
    {
        using var database = new Database();
        using (var snapshot = database.Snapshot())
        {
            Assert.Throws<DivideByZeroException>(() => snapshot.Get(Top, new N(0)));
            Assert.Throws<DivideByZeroException>(() => snapshot.Get(Top, new N(0)));
            Exception? elsewhere = null;
            var thread = new Thread(() =>
            {
                using var fork = snapshot.Fork();
                elsewhere = Record.Exception(() => fork.Get(Inverse, new N(0)));
            });
            thread.Start();
            thread.Join();
            Assert.IsType<DivideByZeroException>(elsewhere);
        }
        database.Set(X, 0, 5);
        Assert.Equal(20, database.Ask(Top, 0));
    }

    [Fact]
    public void A_query_that_handles_anothers_exception_depends_on_what_led_to_it()
    {
        using var database = new Database();
        Assert.Equal(-1, database.Ask(Guarded, 0));
        using var recording = database.Events.Record();
        database.Set(X, 1, 5);
        Assert.Equal(-1, database.Ask(Guarded, 0));
        Assert.Empty(recording.Ran());
        database.Set(X, 0, 5);
        Assert.Equal(20, database.Ask(Guarded, 0));
        database.Set(X, 0, 0);
        Assert.Equal(-1, database.Ask(Guarded, 0));
        database.Set(X, 0, 10);
        Assert.Equal(10, database.Ask(Guarded, 0));
    }

    [Fact]
    public void A_value_that_failed_in_between_and_came_back_equal_is_still_a_change_for_who_saw_the_failure()
    {
        using var database = new Database();
        database.Set(X, 0, 5);
        Assert.Equal(20, database.Ask(Guarded, 0));
        database.Set(X, 0, 0);
        Assert.Equal(-1, database.Ask(Guarded, 0));
        database.Set(X, 0, 5);
        Assert.Equal(20, database.Ask(Guarded, 0));
    }

    [Fact]
    public void A_description_that_fails_is_replaced_by_the_name()
    {
        using var database = new Database();
        Assert.Equal("Odd(3)", database.Describe(Odd, 3));
        Assert.Equal("inverting 3", database.Describe(Inverse, 3));
        Assert.Equal("X(3)", database.Describe(X, 3));
    }
}
