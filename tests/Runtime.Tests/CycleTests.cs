// A query that needs its own answer: reported with everybody who takes part, and never a hang.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class CycleTests
{
    /// <summary>The members of a struct are other structs, by number.</summary>
    private static readonly Input<N, Links> Members = Input.Define<N, Links>("Members", defaultValue: new Links());

    private static readonly Query<N, int> Layout = Query.Define<N, int>("Layout", (db, key) =>
    {
        var size = 1;
        foreach (var member in db.Get(Members, key).To) size += db.Get(Fields!, new N(member), "its member is one");
        return size;
    }, new() { Describe = (_, key) => $"laying out struct {(char)('A' + key.Index)}" });

    private static readonly Query<N, int> Fields = Query.Define<N, int>("Fields", (db, key) => db.Get(Layout, key),
        new() { Describe = (_, key) => $"listing the fields of {(char)('A' + key.Index)}" });

    private static readonly Query<N, int> Above = Query.Define<N, int>("Above", (db, key) => db.Get(Layout, key));

    internal sealed record Links(params int[] To)
    {
        public bool Equals(Links? other) => other is not null && To.AsSpan().SequenceEqual(other.To);

        public override int GetHashCode() => To.Length;
    }

    [Fact]
    public void A_cycle_is_reported_with_everybody_in_it_and_why_they_were_asked()
    {
        using var database = new Database();
        database.Set(Members, 0, new Links(1));
        database.Set(Members, 1, new Links(0));
        var thrown = Assert.Throws<QueryCycleException>(() => database.Ask(Above, 0));
        Assert.Equal("""
            a query needs its own answer:
              laying out struct A
              needs listing the fields of B, because its member is one
              needs laying out struct B
              needs listing the fields of A, because its member is one
              needs laying out struct A
            """.ReplaceLineEndings("\n"), thrown.Message);
        Assert.Equal(
            [("Layout", 0, (string?)null), ("Fields", 1, "its member is one"), ("Layout", 1, null), ("Fields", 0, "its member is one")],
            thrown.Participants.Select(p => (p.Query, p.Key, p.Because)));
    }

    [Fact]
    public void A_query_that_asks_itself_is_a_cycle_of_one()
    {
        using var database = new Database();
        var self = default(Query<N, int>)!;
        self = Query.Define<N, int>("self", (db, key) => db.Get(self, key));
        var thrown = Assert.Throws<QueryCycleException>(() => database.Ask(self, 5));
        Assert.Equal("a query needs its own answer:\n  self(5)\n  needs self(5)", thrown.Message);
    }

    [Fact]
    public void A_cycle_is_not_remembered_so_an_edit_that_breaks_it_is_enough()
    {
        using var database = new Database();
        database.Set(Members, 0, new Links(1));
        database.Set(Members, 1, new Links(0));
        using (var snapshot = database.Snapshot())
        {
            Assert.Throws<QueryCycleException>(() => snapshot.Get(Layout, new N(0)));
            Assert.Throws<QueryCycleException>(() => snapshot.Get(Layout, new N(0)));
            Assert.Equal(1, snapshot.Get(Layout, new N(2)));
        }
        database.Set(Members, 1, new Links(2));
        Assert.Equal(3, database.Ask(Layout, 0));
    }

    [Fact]
    public void An_edit_that_closes_a_cycle_is_found_while_verifying_and_explained_the_same()
    {
        using var database = new Database();
        database.Set(Members, 0, new Links(1));
        database.Set(Members, 1, new Links(2));
        database.Set(Members, 2, new Links(3));
        Assert.Equal(4, database.Ask(Above, 0));
        database.Set(Members, 2, new Links(0));
        var thrown = Assert.Throws<QueryCycleException>(() => database.Ask(Above, 0));
        Assert.Equal(6, thrown.Participants.Count);
        // All of them run when the cycle is judged, so the reasons are there, not just the names.
        Assert.Equal(thrown.Participants.Select(p => p.Query == "Fields" ? "its member is one" : null), thrown.Participants.Select(p => p.Because));
        database.Set(Members, 2, new Links());
        Assert.Equal(3, database.Ask(Above, 0));
    }

    [Fact]
    public void A_query_that_swallows_a_cycle_does_not_make_it_go_away()
    {
        using var database = new Database();
        database.Set(Members, 0, new Links(0));
        var swallowing = Query.Define<N, int>("swallowing", (db, key) =>
        {
            try
            {
                return db.Get(Layout, key);
            }
            catch (QueryCycleException)
            {
                return 0;
            }
        });
        Assert.Throws<QueryCycleException>(() => database.Ask(swallowing, 0));
    }

    /// <summary>Two readers enter the circle at opposite ends and hold each other's next key when they meet.</summary>
    [Fact]
    public void A_cycle_across_two_threads_is_found_and_explained_whole()
    {
        for (var round = 0; round < 50; round++)
        {
            using var database = new Database();
            using var meeting = new Barrier(2);
            var met = 0;
            var ring = default(Query<N, int>)!;
            ring = Query.Define<N, int>("ring", (db, key) =>
            {
                if (Interlocked.Increment(ref met) <= 2) meeting.SignalAndWait();
                return db.Get(ring, new N((key.Index + 1) % 4), "it is next");
            });
            using var one = database.Snapshot();
            using var other = one.Fork();
            Exception? first = null, second = null;
            var thread = new Thread(() => second = Record.Exception(() => other.Get(ring, new N(2))));
            thread.Start();
            first = Record.Exception(() => one.Get(ring, new N(0)));
            thread.Join();
            foreach (var thrown in new[] { first, second })
            {
                var participants = Assert.IsType<QueryCycleException>(thrown).Participants;
                Assert.Equal([0, 1, 2, 3], participants.Select(p => p.Key).Order());
                for (var i = 0; i < 4; i++) Assert.Equal((participants[i].Key + 1) % 4, participants[(i + 1) % 4].Key);
                Assert.All(participants, p => Assert.Equal("it is next", p.Because));
            }
        }
    }

    [Fact]
    public void Many_threads_in_one_ring_all_get_the_whole_chain()
    {
        const int Threads = 6, Size = 30;
        for (var round = 0; round < 20; round++)
        {
            using var database = new Database();
            var ring = default(Query<N, int>)!;
            ring = Query.Define<N, int>("ring", (db, key) =>
            {
                Thread.Yield();
                return db.Get(ring, new N((key.Index + 1) % Size));
            });
            using var root = database.Snapshot();
            var snapshots = Enumerable.Range(0, Threads).Select(_ => root.Fork()).ToList();
            var thrown = new Exception?[Threads];
            var threads = snapshots.Select((snapshot, i) => new Thread(() =>
                thrown[i] = Record.Exception(() => snapshot.Get(ring, new N(i * Size / Threads))))).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            snapshots.ForEach(snapshot => snapshot.Dispose());
            Assert.All(thrown, e => Assert.Equal(Size, Assert.IsType<QueryCycleException>(e).Participants.Count));
        }
    }

    [Fact]
    public void Threads_that_wait_for_each_other_without_a_cycle_all_get_their_answers()
    {
        // Each key needs two lower ones, so the threads' wants cross everywhere, but never in a circle.
        var pyramid = default(Query<N, int>)!;
        pyramid = Query.Define<N, int>("pyramid", (db, key) =>
        {
            if (key.Index < 2) return 1;
            var first = (key.Index * 7 + 3) % key.Index;
            var second = key.Index - 1;
            return (db.Get(pyramid, new N(first)) + db.Get(pyramid, new N(second))) % 1_000_003;
        });
        using var alone = new Database();
        var expected = alone.Ask(pyramid, 400);
        for (var round = 0; round < 20; round++)
        {
            using var database = new Database();
            using var recording = database.Events.Record();
            using var root = database.Snapshot();
            var answers = new int[4];
            var threads = Enumerable.Range(0, 4).Select(i => new Thread(() =>
            {
                using var snapshot = root.Fork();
                for (var key = 0; key < 400; key += i + 1) snapshot.Get(pyramid, new N(key));
                answers[i] = snapshot.Get(pyramid, new N(400));
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            Assert.All(answers, answer => Assert.Equal(expected, answer));
            Assert.Equal(401, recording.Ran().Length);
        }
    }
}
