// The hot path: fetching what is already verified.

using BenchmarkDotNet.Attributes;
using Vale.Queries.Runtime;

namespace Vale.Bench.Runtime;

/// <summary>Fetches of verified memos.</summary>
public class FetchBenchmark
{
    private const int Fetches = 1000;

    private static readonly Query<N, long> Reader = Query.Define<N, long>("Reader", static (db, key) =>
    {
        var sum = 0L;
        for (var round = 0; round < 1000; round++)
            for (var i = 0; i < Fetches; i++) sum += db.Get(Graphs.Leaf, new N(i));
        return sum;
    });

    private Database _database = null!;
    private Snapshot _snapshot = null!;
    private int _round;

    /// <summary>Makes the memos.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _database = Graphs.New(Durability.Low);
        _snapshot = _database.Snapshot();
        for (var i = 0; i < Fetches; i++) _snapshot.Get(Graphs.Leaf, new N(i));
    }

    /// <summary>Lets go.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _snapshot.Dispose();
        _database.Dispose();
    }

    /// <summary>From outside any query.</summary>
    [Benchmark(OperationsPerInvoke = Fetches)]
    [Aim("fetch of a verified memo", 40, Allocated = 0)]
    public long FetchVerified()
    {
        var db = _snapshot.Context;
        var sum = 0L;
        for (var i = 0; i < Fetches; i++) sum += db.Get(Graphs.Leaf, new N(i));
        Graphs.Expect(7L * Fetches + Fetches * (Fetches - 1) / 2, sum);
        return sum;
    }

    /// <summary>From inside a running query, so that each fetch is also recorded as a dependency.</summary>
    [Benchmark(OperationsPerInvoke = Fetches * 1000)]
    [Aim("fetch of a verified memo inside a query", 40, Allocated = 0)]
    public long FetchVerifiedInQuery()
    {
        var sum = _snapshot.Get(Reader, new N(_round++));
        Graphs.Expect(1000L * (7L * Fetches + Fetches * (Fetches - 1) / 2), sum);
        return sum;
    }
}
