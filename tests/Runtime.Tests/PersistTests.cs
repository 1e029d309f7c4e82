// A database with a store: a value another process computed is taken, as long as it was computed from the same, and counts
// as computed here ever after.

using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Persist;
using Vale.Queries.Runtime.Values;
using Xunit;

namespace Runtime.Tests;

public class PersistTests
{
    private sealed class MemoryStore : IResultStore
    {
        public Dictionary<Fingerprint, byte[]> Entries { get; } = [];
        public byte[]? Get(Fingerprint key) => Entries.GetValueOrDefault(key);
        public void Put(Fingerprint key, ReadOnlySpan<byte> bytes) => Entries[key] = bytes.ToArray();
    }

    private static readonly Input<N, string> Text = Input.Define<N, string>("Text");
    private static readonly Input<N, int> Noise = Input.Define<N, int>("Noise", defaultValue: 0);

    /// <summary>Reads the noise as well, which does not show in what it gives.</summary>
    private static readonly Query<N, string> Trimmed = Query.Define<N, string>("Trimmed", (db, key) => db.Get(Noise, key) < 0 ? "" : db.Get(Text, key).Trim());

    private static readonly Query<N, string> Reversed = Query.DefinePersisted("Reversed",
        (db, key) => new string(db.Get(Trimmed, key).Reverse().ToArray()),
        new Persistence<N, string>
        {
            Fingerprint = static (db, key) =>
            {
                var builder = new FingerprintBuilder();
                builder.Add(db.Get(Trimmed, key));
                return builder.Finish();
            },
            Write = static value => [(byte)value.Length, .. value.Select(c => (byte)c)],
            Read = static (ReadOnlySpan<byte> bytes, out string value) =>
            {
                value = "";
                if (bytes.IsEmpty || bytes[0] != bytes.Length - 1) return false;
                foreach (var b in bytes[1..]) value += (char)b;
                return true;
            },
        });

    private static readonly Query<N, int> Length = Query.Define<N, int>("Length", (db, key) => db.Get(Reversed, key).Length);

    private static Database Fresh(IResultStore? store, string text)
    {
        var database = new Database(new DatabaseOptions { Store = store });
        database.Set(Text, 0, text);
        return database;
    }

    [Fact]
    public void What_one_database_computed_another_one_takes_from_the_store()
    {
        var store = new MemoryStore();
        using (var first = Fresh(store, "abc"))
        using (var recording = first.Events.Record())
        {
            Assert.Equal("cba", first.Ask(Reversed, 0));
            Assert.Empty(recording.Lines(QueryEventKind.DidLoad));
        }
        Assert.Single(store.Entries);
        // Other keys, other spaces: only what it is computed from counts.
        using var second = Fresh(store, "zzz");
        second.Set(Text, 7, " abc ");
        using var heard = second.Events.Record();
        Assert.Equal("cba", second.Ask(Reversed, 7));
        Assert.Equal(["DidLoad Reversed(7)"], heard.Lines(QueryEventKind.DidLoad));
        Assert.Single(store.Entries);
    }

    [Fact]
    public void A_value_from_the_store_is_verified_invalidated_and_backdated_like_any_other()
    {
        var store = new MemoryStore();
        using (var first = Fresh(store, "abc")) first.Ask(Reversed, 0);
        using var database = Fresh(store, "abc");
        Assert.Equal(3, database.Ask(Length, 0));
        using var recording = database.Events.Record();
        database.Set(Noise, 0, 1);
        Assert.Equal(3, database.Ask(Length, 0));
        Assert.Equal(["Trimmed(0)"], recording.Ran());
        database.Set(Text, 0, "abcd");
        Assert.Equal(4, database.Ask(Length, 0));
        Assert.Equal(["Trimmed(0)", "Trimmed(0)", "Reversed(0)", "Length(0)"], recording.Ran());
        Assert.Empty(recording.Lines(QueryEventKind.DidLoad));
        database.Set(Text, 0, "abc");
        Assert.Equal("cba", database.Ask(Reversed, 0));
        Assert.Equal(["DidLoad Reversed(0)"], recording.Lines(QueryEventKind.DidLoad));
    }

    [Fact]
    public void Bytes_that_are_no_value_are_computed_and_replaced()
    {
        var store = new MemoryStore();
        using (var first = Fresh(store, "abc")) first.Ask(Reversed, 0);
        var (key, good) = store.Entries.Single();
        foreach (var bad in (byte[][])[[], [9], [.. good, 0]])
        {
            store.Entries[key] = bad;
            using var database = Fresh(store, "abc");
            Assert.Equal("cba", database.Ask(Reversed, 0));
            Assert.Equal(good, store.Entries[key]);
        }
    }

    [Fact]
    public void Without_a_store_nothing_is_fingerprinted()
    {
        using var database = Fresh(null, "abc");
        Assert.Equal("cba", database.Ask(Reversed, 0));
    }

    [Fact]
    public void Two_queries_with_equal_fingerprints_do_not_take_each_others_values()
    {
        var store = new MemoryStore();
        Query<N, int> Named(string name, int value) => Query.DefinePersisted(name, (_, _) => value, new Persistence<N, int>
        {
            Fingerprint = static (_, _) => default,
            Write = static value => [(byte)value],
            Read = static (ReadOnlySpan<byte> bytes, out int value) => (value = bytes[0]) >= 0,
        });
        using var database = new Database(new DatabaseOptions { Store = store });
        Assert.Equal(1, database.Ask(Named("One", 1), 0));
        Assert.Equal(2, database.Ask(Named("Two", 2), 0));
        Assert.Equal(1, database.Ask(Named("One", 3), 0));
    }

    [Fact]
    public void Fingerprints_are_siphash_1_3_of_the_words()
    {
        // From an independent implementation.
        Assert.Equal("2134935d61d9b40db91c5ed031fb3303", new FingerprintBuilder().Finish().ToString());
        var numbers = new FingerprintBuilder();
        numbers.Add(1);
        numbers.Add(-1);
        Assert.Equal("83b6cd6f6f9aa7f5811c65dc2460c020", numbers.Finish().ToString());
        Assert.Equal("b7eb273774eee7b22df4504b130424a4", Fingerprint.Of("0123456789"u8).ToString());
    }

    [Fact]
    public void Contents_that_are_cut_differently_have_different_fingerprints()
    {
        static Fingerprint Of(params string?[] texts)
        {
            var builder = new FingerprintBuilder();
            foreach (var text in texts) builder.Add(text);
            return builder.Finish();
        }
        Fingerprint[] all =
        [
            Of(), Of(""), Of((string?)null), Of("", ""), Of("ab"), Of("a", "b"), Of("", "ab"), Of("ab", ""), Of("ab\0"), Of("ab\0\0"),
            Fingerprint.Of([0]), Fingerprint.Of([0, 0]), Fingerprint.Of([0, 0, 0, 0, 0, 0, 0, 0]), Fingerprint.Of([0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }
}
