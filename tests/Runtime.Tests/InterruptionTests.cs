// Everything at once: a writer that never waits for anybody, readers that are interrupted in the middle of chains, cycles and
// failures, and readers that are cancelled alone. Whatever answer gets through is checked against plain loops over the inputs
// that the same snapshot shows.

using Vale.Queries.Runtime;
using Xunit;

namespace Runtime.Tests;

public class InterruptionTests
{
    private const int Keys = 10;

    private static readonly Query<N, int> Fragile = Query.Define<N, int>("Fragile", (db, key) =>
    {
        var size = db.Get(CycleRecoveryTests.Size, key);
        return size < 0 ? throw new FormatException() : size;
    });

    private static readonly Query<N, int> Careful = Query.Define<N, int>("Careful", (db, key) =>
    {
        try
        {
            return db.Get(Fragile, key);
        }
        catch (FormatException)
        {
            return -7;
        }
    });

    private static readonly Query<N, int> Strict = Query.Define<N, int>("Strict", (db, key) =>
    {
        var depth = 0;
        foreach (var import in db.Get(CycleRecoveryTests.Imports, key).To) depth = Math.Max(depth, db.Get(Strict!, new N(import), "it is imported"));
        return depth + 1;
    });

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Answers_that_get_through_interruptions_are_right(int seed)
    {
        const int Writes = 400;
        using var database = new Database();
        var done = false;
        var wrong = new string?[4];
        var through = 0;
        var readers = Enumerable.Range(0, wrong.Length).Select(r => new Thread(() =>
        {
            var random = new Random(seed * 100 + r);
            while (!Volatile.Read(ref done) && wrong[r] is null)
            {
                using var snapshot = database.Snapshot();
                using var canceller = random.Next(4) == 0 ? new Timer(_ => snapshot.Cancel(), null, 0, Timeout.Infinite) : null;
                try
                {
                    wrong[r] = Check(snapshot, random);
                    Interlocked.Increment(ref through);
                }
                catch (QueryCancelledException)
                {
                }
            }
        })).ToList();
        readers.ForEach(reader => reader.Start());
        var edits = new Random(seed);
        for (var i = 0; i < Writes; i++)
        {
            database.Write(writer =>
            {
                for (var n = edits.Next(1, 3); n > 0; n--)
                    writer.Set(CycleRecoveryTests.Imports, new N(edits.Next(Keys)),
                        new CycleTests.Links([.. Enumerable.Range(0, edits.Next(3)).Select(_ => edits.Next(Keys))]), (Durability)edits.Next(3));
            });
            // Some revisions live long enough to be read, some do not.
            if (i % 4 == 0)
            {
                var before = Volatile.Read(ref through);
                SpinWait.SpinUntil(() => Volatile.Read(ref through) > before || wrong.Any(text => text is not null));
            }
        }
        Volatile.Write(ref done, true);
        readers.ForEach(reader => reader.Join());
        Assert.All(wrong, Assert.Null);
        Assert.True(through >= Writes / 4);
    }

    private static string? Check(Snapshot snapshot, Random random)
    {
        var imports = Enumerable.Range(0, Keys).Select(i => snapshot.Get(CycleRecoveryTests.Imports, new N(i)).To).ToArray();
        var reach = CycleRecoveryTests.Loops.Reach(imports);
        for (var n = 0; n < 12; n++)
        {
            var key = random.Next(Keys);
            var size = CycleRecoveryTests.Loops.Size(imports, key);
            switch (random.Next(4))
            {
                case 0:
                    if (snapshot.Get(CycleRecoveryTests.Reach, new N(key)) is var reached && reached != reach[key]) return $"reach of {key}: {reached:x}";
                    break;
                case 1:
                    if (snapshot.Get(CycleRecoveryTests.Size, new N(key)) is var got && got != size) return $"size of {key}: {got}, not {size}";
                    break;
                case 2:
                    if (snapshot.Get(Careful, new N(key)) is var careful && careful != (size < 0 ? -7 : size)) return $"careful of {key}: {careful}";
                    break;
                default:
                    var depth = Depth(imports, key, []);
                    try
                    {
                        if (snapshot.Get(Strict, new N(key)) is var deep && deep != depth) return $"depth of {key}: {deep}, not {depth}";
                    }
                    catch (QueryCycleException thrown)
                    {
                        if (depth is not null) return $"no cycle at {key}, but {thrown.Message}";
                        for (var i = 0; i < thrown.Participants.Count; i++)
                        {
                            var next = thrown.Participants[(i + 1) % thrown.Participants.Count];
                            if (!imports[thrown.Participants[i].Key].Contains(next.Key)) return $"not a cycle: {thrown.Message}";
                            if (next.Because != "it is imported") return $"no reason: {thrown.Message}";
                        }
                    }
                    break;
            }
        }
        return null;
    }

    /// <summary>The longest way down; null when it goes round.</summary>
    private static int? Depth(int[][] imports, int key, HashSet<int> path)
    {
        if (!path.Add(key)) return null;
        var depth = 0;
        foreach (var import in imports[key])
        {
            if (Depth(imports, import, path) is not { } below) return null;
            depth = Math.Max(depth, below);
        }
        path.Remove(key);
        return depth + 1;
    }
}
