// A query with a large value offers its parts, so that those who pick an unchanged one run nothing.

using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Xunit;

namespace Runtime.Tests;

public class PartsTests
{
    private const int Width = 5;

    private static readonly Input<N, string> Text = Input.Define<N, string>("Text");
    private static readonly Input<N, int> Offset = Input.Define<N, int>("Offset", defaultValue: 0);

    /// <summary>The words of a text; words of number 2 are never offered.</summary>
    private static readonly Query<N, ValueArray<string>> Words = Query.DefineNoCompare<N, ValueArray<string>>("Words",
        (db, key) => ValueArray.Wrap(db.Get(Text, key).Split(' ')), new()
        {
            LruCapacity = 1,
            Parts = (_, parts, words) =>
            {
                for (var i = 0; i < Math.Min(words.Length, Width); i++)
                    if (i != 2) parts.Offer(Word!, new N(i), words[i]);
            },
        });

    private static readonly Query<N, string> Word = Query.Define<N, string>("Word", (db, key) =>
        db.Get(Words, new N(0)) is var words && key.Index < words.Length ? words[key.Index] : "");

    private static readonly Query<N, int> Length = Query.Define<N, int>("Length", (db, key) => db.Get(Word, key).Length);

    /// <summary>Reads more than the words, so what is offered is not all it is made of.</summary>
    private static readonly Query<N, string> Shifted = Query.Define<N, string>("Shifted", (db, key) =>
        db.Get(Words, new N(0))[key.Index + db.Get(Offset, key)]);

    private static readonly Query<N, ValueArray<string>> Wrong = Query.Define<N, ValueArray<string>>("Wrong",
        (db, key) => db.Get(Words, key), new() { Parts = (_, parts, words) => parts.Offer(Shifted, new N(0), words[0]) });

    [Fact]
    public void Unchanged_parts_run_nothing_and_changed_ones_are_put_in_their_place()
    {
        using var database = new Database();
        database.Set(Text, 0, "a bb ccc dddd");
        for (var i = 0; i < 4; i++) Assert.Equal(i + 1, database.Ask(Length, i));
        using var recording = database.Events.Record();
        database.Set(Text, 0, "a XX ccc longer");
        Assert.Equal([1, 2, 3, 6], Enumerable.Range(0, 4).Select(i => database.Ask(Length, i)));
        // 0 was being checked when the words were made, so it picks for itself, as does 2, which is not offered; 1 is another
        // word of the same length; 3 is longer.
        Assert.Equal(["Words(0)", "Word(0)", "Length(1)", "Word(2)", "Length(3)"], recording.Ran());
        Assert.Equal(["DidOffer Word(1)", "DidOffer Word(3)"], recording.Lines(QueryEventKind.DidOffer));
    }

    [Fact]
    public void A_part_that_was_never_asked_or_has_left_is_picked_when_it_is_asked()
    {
        using var database = new Database();
        database.Set(Text, 0, "a bb");
        Assert.Equal(2, database.Ask(Length, 1));
        database.Set(Text, 0, "aaaa");
        Assert.Equal([4, 0], Enumerable.Range(0, 2).Select(i => database.Ask(Length, i)));
        database.Set(Text, 0, "aaa b");
        Assert.Equal([3, 1], Enumerable.Range(0, 2).Select(i => database.Ask(Length, i)));
    }

    [Fact]
    public void A_query_that_reads_more_than_the_whole_is_not_overwritten()
    {
        using var database = new Database();
        database.Set(Text, 0, "a bb ccc");
        database.Set(Offset, 0, 1);
        Assert.Equal("bb", database.Ask(Shifted, 0));
        database.Set(Text, 0, "x yy zzz");
        database.Ask(Wrong, 0);
        Assert.Equal("yy", database.Ask(Shifted, 0));
    }

    [Fact]
    public void A_whole_that_became_less_durable_is_learnt_by_its_parts()
    {
        using var database = new Database();
        database.Set(Text, 0, "a bb", Durability.High);
        Assert.Equal(2, database.Ask(Length, 1));
        database.Set(Text, 0, "b bb", Durability.Low);
        Assert.Equal(2, database.Ask(Length, 1));
        database.Set(Text, 0, "b bbb", Durability.Low);
        Assert.Equal(3, database.Ask(Length, 1));
    }

    [Fact]
    public void A_whole_that_was_evicted_and_made_again_changes_nothing()
    {
        using var database = new Database();
        database.Write(writer =>
        {
            for (var i = 0; i < 3; i++) writer.Set(Text, new N(i), "a bb");
        });
        Assert.Equal(2, database.Ask(Length, 1));
        database.Ask(Words, 1);
        database.Set(Text, 2, "other");
        using var recording = database.Events.Record();
        Assert.Equal(2, database.Ask(Words, 0).Length);
        Assert.Equal(2, database.Ask(Length, 1));
        Assert.Equal(["Words(0)"], recording.Ran());
        Assert.Empty(recording.Lines(QueryEventKind.DidOffer));
    }
}
