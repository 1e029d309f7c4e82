// Chains of queries far longer than any thread's stack.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class DeepChainTests
{
    private static readonly Input<N, int> Ground = Input.Define<N, int>("Ground", defaultValue: 1);
    private static readonly Input<N, int> Noise = Input.Define<N, int>("Noise", defaultValue: 0);
    private static readonly Query<N, long> Firm = Query.Define<N, long>("Firm", (db, key) => db.Get(Noise, key) * 0 + db.Get(Ground, key));
    private static readonly Query<N, long> Chain = Query.Define<N, long>("Chain",
        (db, key) => key.Index == 0 ? db.Get(Firm, key) : db.Get(Chain!, new N(key.Index - 1)) + 1);

    private static readonly Query<N, int> Descent = Query.Define<N, int>("Descent", (db, key) => db.Get(Descent!, new N(key.Index + 1)));

    private static readonly Query<N, int> Faulty = Query.Define<N, int>("Faulty",
        (db, key) => key.Index == 0 ? throw new FormatException("at the bottom") : db.Get(Faulty!, new N(key.Index - 1)));

    /// <summary>What a thread pool's worker has is enough, and so is much less.</summary>
    private static void OnSmallStack(Action body)
    {
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(body), 256 << 10);
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
    }

    [Fact]
    public void A_first_run_a_hundred_thousand_deep_succeeds_on_a_small_stack() => OnSmallStack(() =>
    {
        using var database = new Database();
        Assert.Equal(100_001, database.Ask(Chain, 100_000));
    });

    [Fact]
    public void A_million_memos_in_a_chain_are_verified_and_run_again_without_depth() => OnSmallStack(() =>
    {
        const int Length = 1_000_000;
        using var database = new Database();
        using (var snapshot = database.Snapshot())
            for (var i = 0; i <= Length; i++) snapshot.Get(Chain, new N(i));

        database.Set(Noise, 0, 1);
        Assert.Equal(Length + 1, database.Ask(Chain, Length));
        Assert.Equal(Length + 1, database.Statistics.Single(s => s.Definition == Chain).Validated);

        database.Set(Ground, 0, 5);
        Assert.Equal(Length + 5, database.Ask(Chain, Length));
        Assert.Equal(2 * (Length + 1), database.Statistics.Single(s => s.Definition == Chain).Runs);
    });

    [Fact]
    public void A_descent_without_end_is_an_error_that_shows_where()
    {
        using var database = new Database(new() { MaxDepth = 2_000 });
        var thrown = Assert.Throws<QueryDepthException>(() => database.Ask(Descent, 0));
        Assert.Contains("more than 2000 deep", thrown.Message);
        Assert.Equal([2000, 1999, 1998], thrown.Innermost.Take(3).Select(p => p.Key));
        Assert.Equal(0, thrown.Innermost[^1].Key);
        Assert.Equal(1, database.Ask(Chain, 0));
    }

    [Fact]
    public void A_cycle_and_a_fault_come_up_from_far_below() => OnSmallStack(() =>
    {
        const int Depth = 20_000;
        using var database = new Database();
        var ring = default(Query<N, int>)!;
        ring = Query.Define<N, int>("ring", (db, key) => db.Get(ring, new N((key.Index + 1) % Depth)));
        Assert.Equal(Depth, Assert.Throws<QueryCycleException>(() => database.Ask(ring, 0)).Participants.Count);

        var fault = Assert.Throws<FormatException>(() => database.Ask(Faulty, Depth));
        var stack = QueryStack.Of(fault);
        Assert.Equal((0, Depth, 128), (stack[0].Key, stack[^1].Key, stack.Count));
    });

    [Fact]
    public void A_fault_below_a_long_chain_of_old_memos_is_tried_once()
    {
        const int Length = 2_000;
        using var database = new Database();
        var chain = default(Query<N, int>)!;
        chain = Query.Define<N, int>("chain", (db, key) => key.Index > 0 ? db.Get(chain, new N(key.Index - 1)) : 100 / db.Get(Ground, key));
        var guarded = Query.Define<N, int>("guarded", (db, key) =>
        {
            try
            {
                return db.Get(chain, key);
            }
            catch (DivideByZeroException)
            {
                return -1;
            }
        });
        Assert.Equal(100, database.Ask(guarded, Length));
        using var recording = database.Events.Record();
        database.Set(Ground, 0, 0);
        Assert.Equal(-1, database.Ask(guarded, Length));
        Assert.Equal(Length + 2, recording.Ran().Length);
        database.Set(Ground, 0, 5);
        Assert.Equal(20, database.Ask(guarded, Length));
    }
}
