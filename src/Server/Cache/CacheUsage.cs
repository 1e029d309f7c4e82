// Keeps a cache directory within bounds without looking through it each time: a file tells about how much lies there, and
// only when that is too much, or old, are the entries counted and the longest unused removed.

using System.Globalization;
using Vale.Server.Cli;

namespace Vale.Server.Cache;

/// <summary>The size of a cache directory.</summary>
internal static class CacheUsage
{
    /// <summary>The name of the file with the count of bytes. Processes that write it at once may lose each other's counts, so it is not believed for ever.</summary>
    public const string FileName = "usage";

    private const int Block = 4096;

    private static readonly TimeSpan s_believed = TimeSpan.FromDays(1);

    /// <summary>A temporary file this old belongs to a process that was killed.</summary>
    private static readonly TimeSpan s_abandoned = TimeSpan.FromHours(1);

    /// <summary>What a file of that length takes of the disk: many small entries fill it as well as few large ones.</summary>
    public static long RoomOf(long length) => (length + Block - 1) / Block * Block;

    /// <summary>Notes that so many bytes were added, and makes room when there are too many.</summary>
    public static void Add(string folder, long bytes, long capacity)
    {
        try
        {
            var file = Path.Combine(folder, FileName);
            var used = File.Exists(file) && DateTime.UtcNow - File.GetLastWriteTimeUtc(file) < s_believed
                && long.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known + bytes : long.MaxValue;
            var isCounted = used > capacity;
            if (isCounted) used = Sweep(folder, capacity);
            var time = isCounted || !File.Exists(file) ? DateTime.UtcNow : File.GetLastWriteTimeUtc(file);
            AtomicFile.Write(file, Terminal.Utf8.GetBytes(used.ToString(CultureInfo.InvariantCulture)));
            // The time tells when all was counted.
            File.SetLastWriteTimeUtc(file, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing can be kept here, or another process is tidying up.
        }
    }

    /// <summary>Removes what is abandoned, and, from more than <paramref name="capacity"/>, the longest unused until four fifths are left. Gives what is left.</summary>
    private static long Sweep(string folder, long capacity)
    {
        var entries = new List<(DateTime Used, long Length, string Path)>();
        long total = 0;
        var now = DateTime.UtcNow;
        foreach (var part in new DirectoryInfo(folder).EnumerateDirectories("??"))
            foreach (var file in part.EnumerateFiles())
            {
                if (file.Extension == ".tmp")
                {
                    if (now - file.LastWriteTimeUtc > s_abandoned) Delete(file.FullName);
                    continue;
                }
                entries.Add((file.LastWriteTimeUtc, file.Length, file.FullName));
                total += RoomOf(file.Length);
            }
        if (total <= capacity) return total;
        entries.Sort(static (a, b) => a.Used != b.Used ? a.Used.CompareTo(b.Used) : string.CompareOrdinal(a.Path, b.Path));
        foreach (var (_, length, path) in entries)
        {
            if (total <= capacity / 5 * 4) break;
            if (Delete(path)) total -= RoomOf(length);
        }
        return total;
    }

    private static bool Delete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
