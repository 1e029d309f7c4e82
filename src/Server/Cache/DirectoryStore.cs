// Results kept in a directory, an entry a file. Any number of processes use it at once: an entry appears whole or not at
// all, and says itself whether it is what was asked for. Nothing that is wrong with the directory is an error: a result that
// cannot be read or written costs the time to compute it.

using Vale.Queries.Runtime.Persist;
using Vale.Queries.Runtime.Values;
using Vale.Server.Cli;

namespace Vale.Server.Cache;

/// <summary>A store in a directory, for one version of the tools. Thread-safe.</summary>
/// <param name="folder">The directory; made when the first entry is.</param>
/// <param name="tool">The version: entries of others are never found.</param>
/// <param name="capacity">About how many bytes of the disk the entries may take; the entries unused for longest leave.</param>
public sealed class DirectoryStore(string folder, Fingerprint tool, long capacity) : IResultStore
{
    /// <summary>An entry's time is set when it is used, but not more often than this.</summary>
    private static readonly TimeSpan s_touchInterval = TimeSpan.FromMinutes(10);

    private long _hits, _misses, _damaged, _bytesRead, _bytesWritten, _roomTaken;

    /// <summary>The directory.</summary>
    public string Folder => folder;

    /// <summary>How often something was found.</summary>
    public long Hits => Interlocked.Read(ref _hits);

    /// <summary>How often nothing was found.</summary>
    public long Misses => Interlocked.Read(ref _misses);

    /// <summary>How many of the misses found something that was not whole, or not what was asked for.</summary>
    public long Damaged => Interlocked.Read(ref _damaged);

    /// <summary>Bytes of the entries that were found.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Bytes of the entries that were written.</summary>
    public long BytesWritten => Interlocked.Read(ref _bytesWritten);

    /// <summary>Opens files to write to; tests put a full disk in its place.</summary>
    internal Func<string, Stream> OpenNew { get; init; } =
        static path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);

    /// <inheritdoc/>
    public byte[]? Get(Fingerprint key)
    {
        var path = PathOf(key);
        if (Read(path) is { } entry)
        {
            if (CacheEntry.TryRead(entry, tool, key, out var content))
            {
                Interlocked.Increment(ref _hits);
                Interlocked.Add(ref _bytesRead, entry.Length);
                return content.ToArray();
            }
            Interlocked.Increment(ref _damaged);
            Quietly(() => File.Delete(path));
        }
        Interlocked.Increment(ref _misses);
        return null;
    }

    /// <inheritdoc/>
    public void Put(Fingerprint key, ReadOnlySpan<byte> bytes)
    {
        Span<byte> head = stackalloc byte[CacheEntry.HeadLength];
        CacheEntry.WriteHead(head, tool, key, bytes);
        var path = PathOf(key);
        string? temporary = null;
        try
        {
            temporary = AtomicFile.NewTemporary(path);
            using (var stream = OpenNew(temporary))
            {
                stream.Write(head);
                stream.Write(bytes);
            }
            // What lies there and is no file has no business there.
            if (Directory.Exists(path)) Directory.Delete(path);
            AtomicFile.Finish(temporary, path);
            Interlocked.Add(ref _bytesWritten, CacheEntry.HeadLength + bytes.Length);
            Interlocked.Add(ref _roomTaken, CacheUsage.RoomOf(CacheEntry.HeadLength + bytes.Length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is computed again next time.
        }
        finally
        {
            if (temporary is not null) AtomicFile.Discard(temporary);
        }
    }

    /// <summary>Sees to it that the directory stays within its capacity; to be called when a process has done its work.</summary>
    public void Settle()
    {
        if (Interlocked.Exchange(ref _roomTaken, 0) is > 0 and var room) CacheUsage.Add(folder, room, capacity);
    }

    /// <summary>Where the entry of a key lies, if it is kept.</summary>
    internal string PathOf(Fingerprint key)
    {
        var name = new FingerprintBuilder();
        name.Add(tool);
        name.Add(key);
        var text = name.Finish().ToString();
        return Path.Combine(folder, text[..2], text[2..]);
    }

    private static byte[]? Read(string path)
    {
        // Asked first, because an exception is dear and most misses are plain ones.
        if (!File.Exists(path)) return null;
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[RandomAccess.GetLength(file)];
            var filled = 0;
            while (filled < bytes.Length)
            {
                var read = RandomAccess.Read(file, bytes.AsSpan(filled), filled);
                if (read == 0) return bytes[..filled];
                filled += read;
            }
            Touch(path);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OverflowException or OutOfMemoryException)
        {
            return null;
        }
    }

    private static void Touch(string path) => Quietly(() =>
    {
        var now = DateTime.UtcNow;
        if (now - File.GetLastWriteTimeUtc(path) > s_touchInterval) File.SetLastWriteTimeUtc(path, now);
    });

    private static void Quietly(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process was faster, or nothing may be changed here.
        }
    }
}
