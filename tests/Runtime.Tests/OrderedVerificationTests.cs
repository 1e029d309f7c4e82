// Dependencies are checked in the order in which they were read, so a query that would not be asked any more does not run.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class OrderedVerificationTests
{
    private static readonly Input<N, int> Divisor = Input.Define<N, int>("Divisor");
    private static readonly Query<N, bool> IsZero = Query.Define<N, bool>("IsZero", (db, key) => db.Get(Divisor, key) == 0);
    private static readonly Query<N, int> Quotient = Query.Define<N, int>("Quotient", (db, key) => 100 / db.Get(Divisor, key));
    private static readonly Query<N, int> Safe = Query.Define<N, int>("Safe", (db, key) => db.Get(IsZero, key) ? 0 : db.Get(Quotient, key));
    private static readonly Query<N, int> Many = Query.Define<N, int>("Many", (db, _) =>
    {
        var sum = 0;
        for (var round = 0; round < 3; round++)
            for (var i = 0; i < 1500; i++) sum += db.Get(Divisor, new N(i));
        return sum;
    });

    [Fact]
    public void A_dependency_guarded_by_an_earlier_one_is_not_run_when_the_guard_changed()
    {
        using var database = new Database();
        database.Set(Divisor, 0, 5);
        Assert.Equal(20, database.Ask(Safe, 0));
        using var recording = database.Events.Record();
        database.Set(Divisor, 0, 0);
        Assert.Equal(0, database.Ask(Safe, 0));
        Assert.Equal(["IsZero(0)", "Safe(0)"], recording.Ran());
    }

    [Fact]
    public void An_unchanged_guard_lets_the_later_dependency_be_checked()
    {
        using var database = new Database();
        database.Set(Divisor, 0, 5);
        database.Ask(Safe, 0);
        using var recording = database.Events.Record();
        database.Set(Divisor, 0, 4);
        Assert.Equal(25, database.Ask(Safe, 0));
        Assert.Equal(["IsZero(0)", "Quotient(0)", "Safe(0)"], recording.Ran());
    }

    [Fact]
    public void Reading_the_same_things_many_times_over_hides_no_change()
    {
        using var database = new Database();
        database.Write(writer =>
        {
            for (var i = 0; i < 1500; i++) writer.Set(Divisor, new N(i), 1);
        });
        Assert.Equal(4500, database.Ask(Many, 0));
        foreach (var i in new[] { 0, 700, 1499 })
        {
            database.Set(Divisor, i, 2);
            var expected = 4500 + 3 * (i == 0 ? 1 : i == 700 ? 2 : 3);
            Assert.Equal(expected, database.Ask(Many, 0));
        }
        database.Set(Divisor, 1500, 1);
        using var recording = database.Events.Record();
        database.Ask(Many, 0);
        Assert.Empty(recording.Ran());
    }
}
