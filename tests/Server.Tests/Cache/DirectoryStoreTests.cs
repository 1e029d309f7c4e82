// The cache directory: whole entries of this version are found, everything else is a miss and no error, and the directory
// stays within its bounds.

using Server.Tests.Cli;
using Vale.Queries.Runtime.Values;
using Vale.Server.Cache;
using Xunit;

namespace Server.Tests.Cache;

public class DirectoryStoreTests
{
    private static readonly Fingerprint Tool = new(1, 2), Key = new(3, 4);
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];

    private static DirectoryStore Open(Folder folder, Fingerprint? tool = null, long capacity = 1 << 20) => new(folder.At("cache"), tool ?? Tool, capacity);

    private static string[] Entries(Folder folder) => Directory.Exists(folder.At("cache"))
        ? Directory.GetFiles(folder.At("cache"), "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "usage").ToArray()
        : [];

    [Fact]
    public void What_was_put_is_got_by_another_process_too()
    {
        using var folder = new Folder();
        var store = Open(folder);
        Assert.Null(store.Get(Key));
        store.Put(Key, Bytes);
        store.Put(new(5, 6), []);
        var other = Open(folder);
        Assert.Equal(Bytes, other.Get(Key));
        Assert.Empty(other.Get(new(5, 6))!);
        Assert.Null(other.Get(new(7, 8)));
        Assert.Equal((2, 1, 0), (other.Hits, other.Misses, other.Damaged));
        Assert.Equal(store.BytesWritten, other.BytesRead);
    }

    [Fact]
    public void The_last_of_two_puts_counts()
    {
        using var folder = new Folder();
        var store = Open(folder);
        store.Put(Key, Bytes);
        store.Put(Key, [1, 2]);
        Assert.Equal([1, 2], store.Get(Key)!);
    }

    [Fact]
    public void Another_version_finds_nothing_even_where_its_entry_would_lie()
    {
        using var folder = new Folder();
        var store = Open(folder);
        store.Put(Key, Bytes);
        var newer = Open(folder, new Fingerprint(9, 9));
        Assert.Null(newer.Get(Key));
        Directory.CreateDirectory(Path.GetDirectoryName(newer.PathOf(Key))!);
        File.Copy(store.PathOf(Key), newer.PathOf(Key));
        Assert.Null(newer.Get(Key));
        Assert.Equal(1, newer.Damaged);
        Assert.Equal(Bytes, store.Get(Key));
    }

    [Fact]
    public void An_entry_of_another_key_is_not_taken_for_this_one()
    {
        using var folder = new Folder();
        var store = Open(folder);
        store.Put(Key, Bytes);
        store.Put(new(5, 6), [1]);
        File.Copy(store.PathOf(Key), store.PathOf(new(5, 6)), overwrite: true);
        Assert.Null(store.Get(new(5, 6)));
    }

    [Fact]
    public void An_entry_cut_off_anywhere_is_a_miss_and_is_replaced()
    {
        using var folder = new Folder();
        var store = Open(folder);
        store.Put(Key, Bytes);
        var whole = File.ReadAllBytes(store.PathOf(Key));
        for (var length = 0; length < whole.Length; length += length < 80 ? 1 : 97)
        {
            File.WriteAllBytes(store.PathOf(Key), whole[..length]);
            Assert.Null(store.Get(Key));
            Assert.False(File.Exists(store.PathOf(Key)));
        }
        store.Put(Key, Bytes);
        Assert.Equal(Bytes, store.Get(Key));
    }

    [Fact]
    public void An_entry_with_any_bit_flipped_or_a_byte_too_many_is_a_miss()
    {
        using var folder = new Folder();
        var store = Open(folder);
        store.Put(Key, Bytes);
        var whole = File.ReadAllBytes(store.PathOf(Key));
        for (var at = 0; at < whole.Length; at += at < 80 ? 1 : 31)
        {
            var flipped = whole.ToArray();
            flipped[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(store.PathOf(Key), flipped);
            Assert.Null(store.Get(Key));
        }
        File.WriteAllBytes(store.PathOf(Key), [.. whole, 0]);
        Assert.Null(store.Get(Key));
        Assert.Equal(store.Misses, store.Damaged);
    }

    [Fact]
    public void A_directory_in_the_place_of_an_entry_is_a_miss_and_gives_way()
    {
        using var folder = new Folder();
        var store = Open(folder);
        Directory.CreateDirectory(store.PathOf(Key));
        Assert.Null(store.Get(Key));
        store.Put(Key, Bytes);
        Assert.Equal(Bytes, store.Get(Key));
        // One that is not empty is somebody's: it stays.
        File.Delete(store.PathOf(Key));
        Directory.CreateDirectory(Path.Combine(store.PathOf(Key), "full"));
        store.Put(Key, Bytes);
        Assert.Null(store.Get(Key));
        Assert.True(Directory.Exists(Path.Combine(store.PathOf(Key), "full")));
    }

    [Fact]
    public void A_cache_that_cannot_be_is_no_error()
    {
        using var folder = new Folder(("cache", "a file"));
        // A file in its place; a file system without a place for it.
        foreach (var path in (string[])[folder.At("cache"), folder.At("cache/below"), "/proc/vale"])
        {
            var store = new DirectoryStore(path, Tool, 100);
            Assert.Null(store.Get(Key));
            store.Put(Key, Bytes);
            store.Settle();
            Assert.Null(store.Get(Key));
            Assert.Equal(0, store.BytesWritten);
        }
    }

    private sealed class FullDisk(Stream inner, int room) : Stream
    {
        private int _room = room;
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => inner.Length;
        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }
        public override void Flush() => inner.Flush();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            inner.Write(buffer[..Math.Min(_room, buffer.Length)]);
            if ((_room -= buffer.Length) < 0) throw new IOException("No space left on device");
        }

        protected override void Dispose(bool disposing) => inner.Dispose();
    }

    [Fact]
    public void On_a_full_disk_nothing_is_kept_and_nothing_is_left_behind()
    {
        using var folder = new Folder();
        foreach (var room in (int[])[0, 10, CacheEntry.HeadLength, 500])
        {
            var store = new DirectoryStore(folder.At("cache"), Tool, 1 << 20) { OpenNew = path => new FullDisk(new FileStream(path, FileMode.CreateNew), room) };
            store.Put(Key, Bytes);
            store.Settle();
            Assert.Null(store.Get(Key));
            Assert.Equal((0, 0), (store.BytesWritten, store.Damaged));
            Assert.Empty(Entries(folder));
        }
    }

    [Fact]
    public void Many_writers_and_readers_of_one_key_see_whole_entries_only()
    {
        using var folder = new Folder();
        var seen = 0;
        Parallel.For(0, 8, n =>
        {
            var store = Open(folder);
            for (var i = 0; i < 50; i++)
            {
                store.Put(Key, Enumerable.Repeat((byte)n, 5000 + n).ToArray());
                if (store.Get(Key) is not { } got) continue;
                Assert.Equal(5000 + got[0], got.Length);
                Assert.All(got, b => Assert.Equal(got[0], b));
                Interlocked.Increment(ref seen);
            }
            Assert.Equal(0, store.Damaged);
        });
        Assert.True(seen > 0);
        Assert.Single(Entries(folder));
    }

    [Fact]
    public void Beyond_its_capacity_the_entries_unused_for_longest_leave()
    {
        using var folder = new Folder();
        var store = Open(folder, capacity: 12 * 4096);
        for (ulong i = 0; i < 10; i++)
        {
            store.Put(new(i, i), Bytes);
            File.SetLastWriteTimeUtc(store.PathOf(new(i, i)), DateTime.UtcNow.AddHours(-100 + (int)i));
        }
        store.Settle();
        Assert.Equal(10, Entries(folder).Length);
        // The oldest is used again.
        var later = Open(folder, capacity: 12 * 4096);
        Assert.NotNull(later.Get(new(0, 0)));
        for (ulong i = 10; i < 13; i++) later.Put(new(i, i), Bytes);
        later.Settle();
        var left = Enumerable.Range(0, 13).Where(i => later.Get(new((ulong)i, (ulong)i)) is not null).ToArray();
        Assert.Equal([0, 5, 6, 7, 8, 9, 10, 11, 12], left);
    }

    [Fact]
    public void Temporary_files_of_killed_processes_leave_when_the_entries_are_counted()
    {
        using var folder = new Folder();
        var store = Open(folder);
        store.Put(Key, Bytes);
        var (old, young) = (store.PathOf(Key) + ".1.abcdefgh.tmp", store.PathOf(Key) + ".2.abcdefgh.tmp");
        File.WriteAllText(old, "half");
        File.WriteAllText(young, "half");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        store.Settle();
        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
        Assert.Equal(Bytes, store.Get(Key));
    }

    [Fact]
    public void A_damaged_count_is_made_anew()
    {
        using var folder = new Folder();
        var store = Open(folder);
        store.Put(Key, Bytes);
        // An entry takes a block of the disk, however small it is.
        foreach (var count in (string[])["", "many", "-5", "99999999999999999999999999"])
        {
            store.Put(Key, Bytes);
            File.WriteAllText(folder.At("cache/usage"), count);
            store.Settle();
            Assert.Equal("4096", File.ReadAllText(folder.At("cache/usage")));
        }
    }
}
