// After an edit: what it costs to find that nothing below has changed.

using BenchmarkDotNet.Attributes;
using Vale.Queries.Runtime;

namespace Vale.Bench.Runtime;

/// <summary>Verification of a million memos after an edit that might have changed them all and changed none.</summary>
public class VerifyBenchmark
{
    private Database _chain = null!;
    private Database _fan = null!;
    private int _edit;

    /// <summary>Makes the memos.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _chain = Graphs.New(Durability.Low);
        Graphs.BuildChain(_chain);
        _fan = Graphs.New(Durability.Low);
        using var snapshot = _fan.Snapshot();
        Graphs.Expect(Graphs.FanAnswer, snapshot.Get(Graphs.Fan, default));
    }

    /// <summary>Begins a revision.</summary>
    [IterationSetup]
    public void Edit()
    {
        _edit++;
        Graphs.Stir(_chain, _edit);
        Graphs.Stir(_fan, _edit);
    }

    /// <summary>Lets go.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _chain.Dispose();
        _fan.Dispose();
    }

    /// <summary>Each memo reads the one before.</summary>
    [Benchmark(OperationsPerInvoke = Graphs.Size)]
    [Aim("verifying a chain of 1,000,000, each memo", 60)]
    public int VerifyChain()
    {
        using var snapshot = _chain.Snapshot();
        var value = snapshot.Get(Graphs.Chain, new N(Graphs.Size - 1));
        Graphs.Expect(Graphs.ChainAnswer, value);
        return value;
    }

    /// <summary>One memo reads all the others.</summary>
    [Benchmark(OperationsPerInvoke = Graphs.Size)]
    [Aim("verifying a fan of 1,000,000, each memo", 60)]
    public long VerifyFan()
    {
        using var snapshot = _fan.Snapshot();
        var value = snapshot.Get(Graphs.Fan, default);
        Graphs.Expect(Graphs.FanAnswer, value);
        return value;
    }
}
