// The query graphs the engine is measured on: a chain and a fan of a million memos, at both durabilities.

using Vale.Queries.Runtime;

namespace Vale.Bench.Runtime;

/// <summary>A plain numbered key.</summary>
public readonly record struct N(int Index) : IQueryKey<N>
{
    /// <inheritdoc/>
    public static N FromIndex(int index) => new(index);
}

internal static class Graphs
{
    internal const int Size = 1_000_000;

    /// <summary>What every graph stands on.</summary>
    internal static readonly Input<N, int> Ground = Input.Define<N, int>("Ground");

    /// <summary>What the ground is read together with; setting it makes a revision in which everything might have changed and nothing has.</summary>
    internal static readonly Input<N, int> Noise = Input.Define<N, int>("Noise");

    /// <summary>The ground as it is, whatever the noise.</summary>
    internal static readonly Query<N, int> Firm = Query.Define<N, int>("Firm", (db, key) => db.Get(Noise, new N(0)) * 0 + db.Get(Ground, key));

    /// <summary>What nothing stands on; setting it makes a revision in which nothing below has changed.</summary>
    internal static readonly Input<N, int> Elsewhere = Input.Define<N, int>("Elsewhere");

    /// <summary>Each memo reads the one before it.</summary>
    internal static readonly Query<N, int> Chain = Query.Define<N, int>("Chain",
        (db, key) => key.Index == 0 ? db.Get(Firm, new N(0)) : db.Get(Chain!, new N(key.Index - 1)) + 1);

    internal static readonly Query<N, int> Leaf = Query.Define<N, int>("Leaf", (db, key) => db.Get(Firm, new N(key.Index & 1023)) + key.Index);

    /// <summary>One memo reads a million.</summary>
    internal static readonly Query<Singleton, long> Fan = Query.Define<Singleton, long>("Fan", (db, _) =>
    {
        var sum = 0L;
        for (var i = 0; i < Size; i++) sum += db.Get(Leaf, new N(i));
        return sum;
    });

    internal static Database New(Durability ground, int size = Size)
    {
        var database = new Database();
        database.Write(writer =>
        {
            for (var i = 0; i < 1024; i++) writer.Set(Ground, new N(i), 7, ground);
            writer.Set(Noise, new N(0), 0, ground);
        });
        Touch(database, 0);
        return database;
    }

    /// <summary>The chain is asked from its beginning up, so that building it is not deep.</summary>
    internal static void BuildChain(Database database)
    {
        using var snapshot = database.Snapshot();
        for (var i = 0; i < Size; i++) snapshot.Get(Chain, new N(i));
    }

    internal static void Touch(Database database, int value) => database.Write(writer => writer.Set(Elsewhere, new N(0), value));

    internal static void Stir(Database database, int value) => database.Write(writer => writer.Set(Noise, new N(0), value));

    internal const int ChainAnswer = 7 + Size - 1;

    internal const long FanAnswer = 7L * Size + (long)Size * (Size - 1) / 2;

    internal static void Expect(long wanted, long got)
    {
        if (wanted != got) throw new InvalidOperationException($"wrong answer: {got} instead of {wanted}");
    }
}
