// Gives memory back to the machine while nobody works: what a long pass leaves behind is not wanted again.

namespace Vale.Server.Loop;

/// <summary>Decides when collecting garbage is worth it, and does it. Used on the loop's thread.</summary>
internal sealed class IdleCollection
{
    private const long LeastGarbage = 16 << 20;
    private const int LeastQuiet = 700;

    private long _allocated;

    /// <summary>
    /// The milliseconds of quiet after which to collect; null when little was allocated since the last time. The larger the heap,
    /// the longer a collection takes, and the surer it must be that nobody comes back meanwhile.
    /// </summary>
    public int? Due()
    {
        var heap = GC.GetTotalMemory(forceFullCollection: false);
        return GC.GetTotalAllocatedBytes() - _allocated < Math.Max(LeastGarbage, heap / 4) ? null : (int)Math.Max(LeastQuiet, heap >> 17);
    }

    /// <summary>Collects all of it, and lets go of what is free then.</summary>
    public void Run()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _allocated = GC.GetTotalAllocatedBytes();
    }
}
