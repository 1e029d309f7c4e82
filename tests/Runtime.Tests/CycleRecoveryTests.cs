// Queries that opt in to having a value in a cycle: a fallback, or a fixpoint. The answer never depends on where the cycle
// was entered, by whom, or in which revision.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class CycleRecoveryTests
{
    internal static readonly Input<N, CycleTests.Links> Imports = Input.Define<N, CycleTests.Links>("Imports", defaultValue: new());
    private static readonly Input<N, int> Weight = Input.Define<N, int>("Weight", defaultValue: 1);

    /// <summary>Everything reachable, as a bit set: the least fixpoint of "me and what my imports reach".</summary>
    internal static readonly Query<N, ulong> Reach = Query.Define<N, ulong>("Reach", (db, key) =>
    {
        var reached = 1ul << key.Index;
        foreach (var import in db.Get(Imports, key).To) reached |= db.Get(Reach!, new N(import));
        return reached;
    }, new() { CycleInitial = (_, _) => 0 });

    /// <summary>The same, but only some of the ways can start a fixpoint, and others stand between them.</summary>
    private static readonly Query<N, ulong> Step = Query.Define<N, ulong>("Step", (db, key) =>
    {
        var reached = 1ul << key.Index;
        foreach (var import in db.Get(Imports, key).To) reached |= import % 3 == 0 || import <= key.Index ? db.Get(Head!, new N(import)) : db.Get(Step!, new N(import));
        return reached;
    });

    private static readonly Query<N, ulong> Head = Query.Define<N, ulong>("Head", (db, key) => db.Get(Step, key), new() { CycleInitial = (_, _) => 0 });

    /// <summary>The size of a struct; -1 for one that contains itself.</summary>
    internal static readonly Query<N, int> Size = Query.Define<N, int>("Size", (db, key) =>
    {
        var size = db.Get(Weight, key);
        foreach (var member in db.Get(Imports, key).To) size += Math.Max(0, db.Get(Size!, new N(member)));
        return size;
    }, new() { CycleFallback = (_, _) => -1 });

    /// <summary>Between two sizes stands a query that offers nothing itself.</summary>
    private static readonly Query<N, int> Twice = Query.Define<N, int>("Twice", (db, key) => 2 * db.Get(Half!, key));

    private static readonly Query<N, int> Half = Query.Define<N, int>("Half", (db, key) =>
    {
        var sum = db.Get(Weight, key);
        foreach (var import in db.Get(Imports, key).To) sum += db.Get(Twice, new N(import));
        return sum;
    }, new() { CycleFallback = (db, key) => db.Get(Weight, key) * -100 });

    private static readonly Query<N, int> Growing = Query.Define<N, int>("Growing", (db, key) => db.Get(Growing!, key) + 1,
        new() { CycleInitial = (_, _) => 0, MaxCycleRounds = 10 });

    private static void Link(Database database, params int[][] imports) => database.Write(writer =>
    {
        for (var i = 0; i < imports.Length; i++) writer.Set(Imports, new N(i), new CycleTests.Links(imports[i]));
    });

    [Fact]
    public void Everybody_in_a_cycle_who_has_a_fallback_takes_it_wherever_one_starts()
    {
        // 0 needs 1 and 3; 1, 2 and 3 are a ring; 4 needs 0.
        int[][] shape = [[1, 5], [2], [3], [1], [0], []];
        int[] expected = [2, -1, -1, -1, 3, 1];
        for (var first = 0; first < shape.Length; first++)
        {
            using var database = new Database();
            Link(database, shape);
            database.Ask(Size, first);
            Assert.Equal(expected, Enumerable.Range(0, 6).Select(i => database.Ask(Size, i)));
        }
    }

    [Fact]
    public void A_participant_without_a_fallback_sees_those_of_the_others()
    {
        for (var first = 0; first < 4; first++)
        {
            using var database = new Database();
            Link(database, [1], [0]);
            _ = first < 2 ? database.Ask(Half, first) : database.Ask(Twice, first - 2);
            Assert.Equal([-100, -100, -200, -200],
                new[] { database.Ask(Half, 0), database.Ask(Half, 1), database.Ask(Twice, 0), database.Ask(Twice, 1) });
        }
    }

    [Fact]
    public void A_fallback_stays_until_something_read_round_the_cycle_changes()
    {
        using var database = new Database();
        Link(database, [1], [2], [0], []);
        Assert.Equal(-1, database.Ask(Size, 0));
        using var recording = database.Events.Record();
        database.Set(Imports, 3, new CycleTests.Links(0));
        Assert.Equal(-1, database.Ask(Size, 0));
        Assert.Empty(recording.Ran());
        database.Set(Imports, 1, new CycleTests.Links());
        Assert.Equal([2, 1, 3, 3], Enumerable.Range(0, 4).Select(i => database.Ask(Size, i)));
        database.Set(Imports, 1, new CycleTests.Links(2));
        Assert.Equal([-1, -1, -1, 1], Enumerable.Range(0, 4).Select(i => database.Ask(Size, i)));
    }

    [Fact]
    public void A_new_value_counts_as_a_change_though_all_that_was_read_for_it_is_old()
    {
        using var database = new Database();
        Link(database, [2], [0, 0], [0]);
        Assert.Equal(1, database.Ask(Size, 1));
        // 2 leaves the circle with 0 for one of its own and keeps its -1; 0, which now reads only that, has a size again.
        database.Set(Imports, 2, new CycleTests.Links(2, 0));
        Assert.Equal(3, database.Ask(Size, 1));
    }

    [Fact]
    public void A_fixpoint_settles_to_the_same_values_wherever_one_starts()
    {
        int[][] shape = [[1], [2, 4], [0, 3], [], [4, 2]];
        ulong[] expected = [0b11111, 0b11111, 0b11111, 0b01000, 0b11111];
        for (var first = 0; first < shape.Length; first++)
        {
            using var database = new Database();
            Link(database, shape);
            database.Ask(Reach, first);
            Assert.Equal(expected, Enumerable.Range(0, 5).Select(i => database.Ask(Reach, i)));
        }
    }

    [Fact]
    public void A_fixpoint_is_entered_at_those_who_offer_one()
    {
        int[][] shape = [[1], [2], [0, 4], [4], [5], [3]];
        for (var first = 0; first < 6; first++)
        {
            using var database = new Database();
            Link(database, shape);
            database.Ask(Step, first);
            Assert.Equal([0b111111ul, 0b111111, 0b111111, 0b111000, 0b111000, 0b111000],
                Enumerable.Range(0, 6).Select(i => database.Ask(Step, i)));
        }
    }

    [Fact]
    public void A_head_that_nobody_read_in_the_last_round_still_counts_for_the_outer_one()
    {
        using var database = new Database();
        Link(database, [1, 1], [1, 2, 1], [0]);
        Assert.Equal(0b111ul, database.Ask(Step, 1));
        // 1 no longer comes to 0, which only 2 had read, while it was assumed and not asked.
        database.Set(Imports, 2, new CycleTests.Links(2, 2));
        Assert.Equal(0b110ul, database.Ask(Head, 1));
    }

    [Fact]
    public void A_settled_fixpoint_is_kept_and_checked_like_any_memo()
    {
        using var database = new Database();
        Link(database, [1], [2], [0], []);
        for (var i = 0; i < 3; i++) Assert.Equal(0b0111ul, database.Ask(Reach, i));
        using var recording = database.Events.Record();
        database.Set(Weight, 9, 3);
        for (var i = 0; i < 3; i++) Assert.Equal(0b0111ul, database.Ask(Reach, i));
        Assert.Empty(recording.Ran());
        database.Set(Imports, 1, new CycleTests.Links(2, 3));
        for (var i = 0; i < 3; i++) Assert.Equal(0b1111ul, database.Ask(Reach, i));
        database.Set(Imports, 1, new CycleTests.Links(3));
        Assert.Equal([0b1011ul, 0b1010, 0b1111, 0b1000], Enumerable.Range(0, 4).Select(i => database.Ask(Reach, i)));
    }

    /// <summary>Everybody needs itself, its neighbours and the first, so every query is a head inside every other's circle.</summary>
    [Fact]
    public void Nested_circles_take_rounds_and_not_rounds_of_rounds()
    {
        const int Keys = 60;
        using var database = new Database();
        Link(database, [.. Enumerable.Range(0, Keys).Select(i => new[] { i, Math.Max(0, i - 1), Math.Min(Keys - 1, i + 1), 0 })]);
        for (var i = 0; i < Keys; i++) Assert.Equal((1ul << Keys) - 1, database.Ask(Reach, i));
        var runs = database.Statistics.Single(s => s.Definition == Reach).Runs;
        Assert.InRange(runs, Keys, Keys * Keys * 4);
    }

    [Fact]
    public void Long_chains_of_queries_that_need_themselves_settle_one_by_one()
    {
        var self = default(Query<N, int>)!;
        self = Query.Define<N, int>("self", (db, key) => Math.Min(7, Math.Max(1 + db.Get(self, key), key.Index < 300 ? db.Get(self, new N(key.Index + 1)) : 0)),
            new() { CycleInitial = (_, _) => 0 });
        using var database = new Database();
        Assert.Equal(7, database.Ask(self, 0));
        Assert.InRange(database.Statistics.Single(s => s.Definition == self).Runs, 301, 301 * 10);
    }

    [Fact]
    public void A_fixpoint_that_does_not_settle_is_an_error()
    {
        using var database = new Database();
        var thrown = Assert.Throws<QueryCycleException>(() => database.Ask(Growing, 0));
        Assert.Contains("did not settle after 10 rounds", thrown.Message);
        Assert.Equal("Growing", Assert.Single(thrown.Participants).Query);
        Assert.Throws<QueryCycleException>(() => database.Ask(Growing, 0));
    }

    [Fact]
    public void Looking_for_hidden_reads_finds_none_in_cycles()
    {
        using var database = new Database(new() { DetectHiddenReads = true });
        Link(database, [1], [1, 2], [0, 3], [3]);
        for (var edit = 0; edit < 3; edit++)
        {
            database.Set(Weight, 20, edit);
            for (var i = 0; i < 4; i++)
            {
                Assert.Equal(i == 3 ? 0b1000ul : 0b1111ul, database.Ask(Reach, i));
                Assert.Equal(i is 1 or 3 ? -1 : i == 0 ? 1 : 2, database.Ask(Size, i));
            }
        }
    }

    [Fact]
    public void An_exception_in_a_round_leaves_nothing_behind()
    {
        using var database = new Database();
        var fragile = default(Query<N, int>)!;
        fragile = Query.Define<N, int>("fragile",
            (db, key) => db.Get(fragile, key) is var before && db.Get(Weight, key) == 13 ? throw new FormatException() : Math.Min(5, before + 1),
            new() { CycleInitial = (_, _) => 0 });
        database.Set(Weight, 0, 13);
        using (var snapshot = database.Snapshot())
        {
            Assert.Throws<FormatException>(() => snapshot.Get(fragile, new N(0)));
            Assert.Equal(5, snapshot.Get(fragile, new N(1)));
        }
        database.Set(Weight, 0, 1);
        Assert.Equal(5, database.Ask(fragile, 0));
    }

    /// <summary>Random graphs and edits, several threads entering at different places: always what a loop computes.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fixpoints_and_fallbacks_agree_with_plain_loops_under_edits_and_threads(int seed)
    {
        const int Keys = 12;
        var random = new Random(seed);
        using var database = new Database();
        var imports = new int[Keys][];
        Array.Fill(imports, []);
        for (var step = 0; step < 250; step++)
        {
            database.Write(writer =>
            {
                for (var n = random.Next(1, 4); n > 0; n--)
                {
                    var key = random.Next(Keys);
                    imports[key] = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(Keys))];
                    writer.Set(Imports, new N(key), new CycleTests.Links(imports[key]));
                }
            });
            var reach = Loops.Reach(imports);
            using var root = database.Snapshot();
            var order = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, Keys).OrderBy(_ => random.Next()).ToArray()).ToList();
            var failures = new Exception?[3];
            var threads = order.Select((keys, i) => new Thread(() => failures[i] = Record.Exception(() =>
            {
                using var snapshot = root.Fork();
                foreach (var key in keys)
                {
                    if (snapshot.Get(Reach, new N(key)) != reach[key]) throw new InvalidOperationException($"step {step}: wrong reach of {key}");
                    if (snapshot.Get(Step, new N(key)) != reach[key]) throw new InvalidOperationException($"step {step}: wrong steps of {key}");
                    if (snapshot.Get(Size, new N(key)) != Loops.Size(imports, key)) throw new InvalidOperationException($"step {step}: wrong size of {key}");
                }
            }))).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            Assert.All(failures, Assert.Null);
        }
    }

    /// <summary>The same answers without the engine.</summary>
    internal static class Loops
    {
        internal static ulong[] Reach(int[][] imports)
        {
            var reach = new ulong[imports.Length];
            for (var changed = true; changed;)
            {
                changed = false;
                for (var i = 0; i < imports.Length; i++)
                {
                    var next = imports[i].Aggregate(1ul << i, (all, import) => all | reach[import]);
                    changed |= next != reach[i];
                    reach[i] = next;
                }
            }
            return reach;
        }

        /// <summary>Walks as the query reads; when the walk meets itself, the circle it closed gets -1 and the walk starts over.</summary>
        internal static int Size(int[][] imports, int key)
        {
            var known = new Dictionary<int, int>();
            while (!known.ContainsKey(key))
            {
                var path = new List<int>();
                Walk(key, path, known, imports);
            }
            return known[key];
        }

        private static bool Walk(int key, List<int> path, Dictionary<int, int> known, int[][] imports)
        {
            if (known.ContainsKey(key)) return true;
            var at = path.IndexOf(key);
            if (at >= 0)
            {
                foreach (var member in path[at..]) known[member] = -1;
                return false;
            }
            path.Add(key);
            var size = 1;
            foreach (var import in imports[key])
            {
                if (!Walk(import, path, known, imports)) return false;
                size += Math.Max(0, known[import]);
            }
            path.RemoveAt(path.Count - 1);
            known[key] = size;
            return true;
        }
    }
}
