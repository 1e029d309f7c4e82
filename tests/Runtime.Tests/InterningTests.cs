// Data to dense keys and back.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class InterningTests
{
    private sealed record Name(string Text);

    /// <summary>Everything collides.</summary>
    private sealed record Clash(int Value)
    {
        public override int GetHashCode() => 42;
    }

    private static readonly Interner<Name, N> Names = Interner.Define<Name, N>("Names");
    private static readonly Interner<Clash, N> Clashes = Interner.Define<Clash, N>("Clashes");
    private static readonly Input<N, string> Text = Input.Define<N, string>("Text");
    private static readonly Query<N, N> FirstWord = Query.Define<N, N>("FirstWord", (db, key) => db.Intern(Names, new Name(db.Get(Text, key).Split(' ')[0])));
    private static readonly Query<N, int> WordLength = Query.Define<N, int>("WordLength", (db, key) => db.Lookup(Names, db.Get(FirstWord, key)).Text.Length,
        new() { Describe = (db, key) => $"measuring {db.Lookup(Names, key).Text}" });

    [Fact]
    public void Equal_data_has_one_key_and_keys_are_dense()
    {
        using var database = new Database();
        using var snapshot = database.Snapshot();
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < 1000; i++) Assert.Equal(i, snapshot.Intern(Names, new Name($"name {i}")).Index);
        for (var i = 0; i < 1000; i++) Assert.Equal($"name {i}", snapshot.Lookup(Names, new N(i)).Text);
        Assert.Equal((1000, 1000), database.Statistics.Where(s => s.Definition == Names).Select(s => (s.Memos, s.Values)).Single());
    }

    [Fact]
    public void Colliding_hashes_are_told_apart()
    {
        using var database = new Database();
        using var snapshot = database.Snapshot();
        for (var i = 0; i < 300; i++) Assert.Equal(i, snapshot.Intern(Clashes, new Clash(i)).Index);
        for (var i = 0; i < 300; i++) Assert.Equal(i, snapshot.Intern(Clashes, new Clash(i)).Index);
    }

    [Fact]
    public void A_key_nobody_was_given_is_refused()
    {
        using var database = new Database();
        using var snapshot = database.Snapshot();
        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot.Lookup(Names, new N(0)));
        snapshot.Intern(Names, new Name("a"));
        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot.Lookup(Names, new N(1)));
    }

    [Fact]
    public void Interning_is_no_dependency_and_its_keys_backdate()
    {
        using var database = new Database();
        database.Set(Text, 0, "hull and mast");
        Assert.Equal(4, database.Ask(WordLength, 0));
        using var recording = database.Events.Record();
        database.Set(Text, 0, "hull and keel");
        Assert.Equal(4, database.Ask(WordLength, 0));
        Assert.Equal(["FirstWord(0)"], recording.Ran());
        Assert.Equal("measuring hull", database.Describe(WordLength, 0));
    }

    [Fact]
    public void Threads_interning_the_same_data_agree()
    {
        const int Threads = 4, Count = 20_000;
        using var database = new Database();
        using var root = database.Snapshot();
        var keys = new int[Threads][];
        var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() =>
        {
            using var snapshot = root.Fork();
            keys[t] = new int[Count];
            for (var n = 0; n < Count; n++)
            {
                var i = (n * 7919 + t * 5003) % Count;
                keys[t][i] = snapshot.Intern(Names, new Name($"n{i}")).Index;
                if (snapshot.Lookup(Names, new N(keys[t][i])).Text != $"n{i}") throw new InvalidOperationException("wrong data");
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(Enumerable.Range(0, Count), keys[0].Order());
        Assert.All(keys, other => Assert.Equal(keys[0], other));
    }
}
