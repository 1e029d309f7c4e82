// What is not a time: how big a memo is, and how much of a durable subtree is looked at.

using Vale.Queries.Runtime;

namespace Vale.Bench.Runtime;

internal sealed class MemoMeasurement : IMeasurement
{
    public IEnumerable<Metric> Measure()
    {
        yield return new("memo with one dependency, beyond its value", BytesPerMemo(Graphs.BuildChain), 150, "B");
        yield return new("memo with two dependencies, beyond its value", BytesPerMemo(BuildPairs), 150, "B");
        yield return new("memos visited below a High-durability chain of 1,000,000", Visited(), 0, "");
    }

    private static readonly Query<N, int> Pair = Query.Define<N, int>("Pair",
        (db, key) => db.Get(Graphs.Ground, new N(key.Index & 511)) + db.Get(Graphs.Ground, new N(512 + (key.Index & 511))));

    private static void BuildPairs(Database database)
    {
        using var snapshot = database.Snapshot();
        for (var i = 0; i < Graphs.Size; i++) Graphs.Expect(14, snapshot.Get(Pair, new N(i)));
    }

    private static double BytesPerMemo(Action<Database> build)
    {
        using var database = Graphs.New(Durability.Low);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        build(database);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(database);
        return (double)(after - before) / Graphs.Size - sizeof(int);
    }

    /// <summary>The memos whose validity is decided after an edit of low durability; the one asked for is not "below".</summary>
    private static double Visited()
    {
        using var database = Graphs.New(Durability.High);
        Graphs.BuildChain(database);
        Graphs.Touch(database, 1);
        using var recording = database.Events.Record();
        using var snapshot = database.Snapshot();
        Graphs.Expect(Graphs.ChainAnswer, snapshot.Get(Graphs.Chain, new N(Graphs.Size - 1)));
        if (recording.Events.Count(happened => happened.Kind == QueryEventKind.DidValidate && happened.Key == Graphs.Size - 1) != 1)
            throw new InvalidOperationException("the memo asked for was not validated");
        return recording.Events.Count - 1;
    }
}
