// What a memo was made from decides whether an edit can concern it. When that changes while values stay the same, those who
// read the value must learn of it all the same.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class FootprintTests
{
    private static readonly Input<N, int> Which = Input.Define<N, int>("Which", defaultValue: 0);
    private static readonly Input<N, int> Source = Input.Define<N, int>("Source", defaultValue: 7);

    // Reads one source or the other; both say the same at first.
    private static readonly Query<N, int> Chosen = Query.Define<N, int>("Chosen", (db, key) => db.Get(Source, new N(100 + db.Get(Which, key))));
    private static readonly Query<N, int> Above = Query.Define<N, int>("Above", (db, key) => db.Get(Chosen, key) + 1);
    private static readonly Query<N, int> Top = Query.Define<N, int>("Top", (db, key) => db.Get(Above, key) + 1);

    [Fact]
    public void A_memo_learns_what_those_below_it_read_anew_though_they_said_the_same()
    {
        for (var other = 1; other <= 200; other++)
        {
            using var database = new Database();
            Assert.Equal(9, database.Ask(Top, 0));
            database.Set(Which, 0, other);
            Assert.Equal(9, database.Ask(Top, 0));
            database.Set(Source, 100 + other, 20);
            Assert.Equal(22, database.Ask(Top, 0));
        }
    }

    [Fact]
    public void An_old_memo_is_found_valid_or_not_however_many_edits_came_between()
    {
        for (var edits = 1; edits <= 200; edits += 7)
        {
            using var database = new Database();
            database.Ask(Top, 0);
            for (var i = 0; i < edits; i++) database.Set(Source, 1000 + i, i);
            Assert.Equal(9, database.Ask(Top, 0));
            for (var i = 0; i < edits; i++) database.Set(Source, i == edits / 2 ? 100 : 2000 + i, 30 + i);
            Assert.Equal(30 + edits / 2 + 2, database.Ask(Top, 0));
        }
    }

    [Fact]
    public void Most_of_a_thousand_memos_are_not_looked_at_after_an_edit_of_what_one_was_made_from()
    {
        using var database = new Database();
        for (var i = 0; i < 1000; i++) database.Ask(Sum, i);
        database.Set(Source, 500, 8);
        using var recording = database.Events.Record();
        for (var i = 0; i < 1000; i++) Assert.Equal(i == 500 ? 8 : 7, database.Ask(Sum, i));
        Assert.Equal(["WillExecute Part(500)", "WillExecute Sum(500)"], recording.Lines(QueryEventKind.WillExecute));
        Assert.InRange(recording.Events.Count(static happened => happened.Kind == QueryEventKind.DidValidate), 1000, 1100);
    }

    [Fact]
    public void What_seldom_changes_stands_in_nobody_s_way()
    {
        using var database = new Database();
        for (var i = 0; i < 200; i++) database.Write(writer => writer.Set(Library, new N(i), 0, Durability.High));
        for (var i = 0; i < 1000; i++) Assert.Equal(7, database.Ask(Wide, i));
        database.Set(Source, 500, 8);
        using var recording = database.Events.Record();
        for (var i = 0; i < 1000; i++) Assert.Equal(i == 500 ? 8 : 7, database.Ask(Wide, i));
        Assert.InRange(recording.Events.Count(static happened => happened.Kind == QueryEventKind.DidValidate), 1000, 1100);
    }

    [Fact]
    public void What_seldom_changes_is_noticed_when_it_does()
    {
        using var database = new Database();
        for (var i = 0; i < 200; i++) database.Write(writer => writer.Set(Library, new N(i), 0, Durability.High));
        Assert.Equal(7, database.Ask(Wide, 3));
        database.Write(writer => writer.Set(Library, new N(77), 5, Durability.High));
        Assert.Equal(12, database.Ask(Wide, 3));
        // It turns into what changes often, by a write of the same value, and then changes.
        database.Write(writer => writer.Set(Library, new N(77), 5, Durability.Low));
        Assert.Equal(12, database.Ask(Wide, 3));
        database.Write(writer => writer.Set(Library, new N(77), 6, Durability.Low));
        Assert.Equal(13, database.Ask(Wide, 3));
        database.Set(Source, 9999, 1);
        Assert.Equal(13, database.Ask(Wide, 3));
        database.Write(writer => writer.Set(Library, new N(77), 6, Durability.High));
        database.Write(writer => writer.Set(Library, new N(77), 7, Durability.High));
        Assert.Equal(14, database.Ask(Wide, 3));
    }

    private static readonly Query<N, int> Part = Query.Define<N, int>("Part", (db, key) => db.Get(Source, key));
    private static readonly Input<N, int> Library = Input.Define<N, int>("Library", defaultValue: 0);
    private static readonly Query<N, int> Wide = Query.Define<N, int>("Wide", static (db, key) =>
    {
        var sum = db.Get(Part, key);
        for (var i = 0; i < 200; i++) sum += db.Get(Library, new N(i));
        return sum;
    });
    private static readonly Query<N, int> Sum = Query.Define<N, int>("Sum", (db, key) => db.Get(Part, key));
}
