// A run that gives the value it had before stops the change there.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class BackdatingTests
{
    private static readonly Input<N, string> Text = Input.Define<N, string>("Text");
    private static readonly Query<N, int> Length = Query.Define<N, int>("Length", (db, key) => db.Get(Text, key).Length);
    private static readonly Query<N, string> Bar = Query.Define<N, string>("Bar", (db, key) => new string('#', db.Get(Length, key)));
    private static readonly Query<N, string> Framed = Query.Define<N, string>("Framed", (db, key) => $"[{db.Get(Bar, key)}]");

    private sealed record Tree(string Text);

    private static readonly Query<N, Tree> Parsed = Query.DefineNoCompare<N, Tree>("Parsed", (db, key) =>
    {
        db.Get(Length, key);
        return new Tree("same");
    });

    private static readonly Query<N, string> Shape = Query.Define<N, string>("Shape", (db, key) => db.Get(Parsed, key).Text);
    private static readonly Query<N, string> Shown = Query.Define<N, string>("Shown", (db, key) => db.Get(Shape, key));

    [Fact]
    public void An_equal_value_keeps_dependents_from_running()
    {
        using var database = new Database();
        database.Set(Text, 0, "abc");
        Assert.Equal("[###]", database.Ask(Framed, 0));
        using var recording = database.Events.Record();
        database.Set(Text, 0, "xyz");
        Assert.Equal("[###]", database.Ask(Framed, 0));
        Assert.Equal(["Length(0)"], recording.Ran());
        Assert.Equal(["DidBackdate Length(0)"], recording.Lines(QueryEventKind.DidBackdate));
    }

    [Fact]
    public void The_old_value_is_kept_so_that_it_stays_the_same_object()
    {
        using var database = new Database();
        database.Set(Text, 0, "abc");
        var before = database.Ask(Bar, 0);
        database.Set(Text, 0, "longer");
        database.Ask(Length, 0);
        database.Set(Text, 0, "xyz");
        Assert.Same(before, database.Ask(Bar, 0));
    }

    [Fact]
    public void A_peek_gives_what_is_remembered_of_any_revision_and_runs_nothing()
    {
        using var database = new Database();
        database.Set(Text, 0, "abc");
        Assert.Null(Peek());
        database.Ask(Bar, 0);
        database.Set(Text, 0, "longer");
        using var recording = database.Events.Record();
        Assert.Equal("###", Peek());
        Assert.Empty(recording.Ran());
        Assert.Equal("######", database.Ask(Bar, 0));

        string? Peek()
        {
            using var snapshot = database.Snapshot();
            return snapshot.Peek(Bar, new N(0));
        }
    }

    [Fact]
    public void A_change_that_comes_and_goes_between_two_questions_still_stops_at_the_equal_value()
    {
        using var database = new Database();
        database.Set(Text, 0, "abc");
        database.Ask(Framed, 0);
        database.Set(Text, 0, "abcd");
        database.Set(Text, 0, "abc");
        using var recording = database.Events.Record();
        Assert.Equal("[###]", database.Ask(Framed, 0));
        Assert.Equal(["Length(0)"], recording.Ran());
    }

    [Fact]
    public void A_backdated_memo_does_not_hide_an_older_change_from_a_late_reader()
    {
        using var database = new Database();
        database.Set(Text, 0, "abc");
        database.Ask(Framed, 0);
        database.Set(Text, 0, "four");
        Assert.Equal("####", database.Ask(Bar, 0));
        database.Set(Text, 0, "five");
        Assert.Equal("####", database.Ask(Bar, 0));
        Assert.Equal("[####]", database.Ask(Framed, 0));
    }

    [Fact]
    public void A_value_that_is_not_compared_counts_as_changed_until_a_comparing_query()
    {
        using var database = new Database();
        database.Set(Text, 0, "abc");
        database.Ask(Shown, 0);
        using var recording = database.Events.Record();
        database.Set(Text, 0, "abcd");
        Assert.Equal("same", database.Ask(Shown, 0));
        Assert.Equal(["Length(0)", "Parsed(0)", "Shape(0)"], recording.Ran());
    }
}
