// Files that are there whole or not at all: written beside their place under another name, then renamed.

namespace Vale.Server.Cli;

/// <summary>Writes files so that no reader, and no interrupted run, ever sees half of one.</summary>
public static class AtomicFile
{
    private static readonly Lock s_lock = new();
    private static readonly HashSet<string> s_unfinished = new(StringComparer.Ordinal);

    /// <summary>Writes a file. An unchanged file is left alone, so that its time stays what it was.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        if (IsSame(path, content)) return;
        var temporary = NewTemporary(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1))
                stream.Write(content);
            Finish(temporary, path);
        }
        finally
        {
            Discard(temporary);
        }
    }

    /// <summary>A name beside <paramref name="path"/> for someone else to write to; end with <see cref="Finish"/> or <see cref="Discard"/>.</summary>
    public static string NewTemporary(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid().ToString("N")[..8]}.tmp";
        lock (s_lock) s_unfinished.Add(temporary);
        return temporary;
    }

    /// <summary>The number of the process that made a temporary file; null for a file of another origin.</summary>
    public static int? ProcessOf(string temporary)
    {
        var parts = Path.GetFileName(temporary).Split('.');
        return parts.Length >= 4 && parts[^1] == "tmp" && parts[^2].Length == 8 && int.TryParse(parts[^3], out var process) ? process : null;
    }

    /// <summary>Puts the temporary file in its place.</summary>
    public static void Finish(string temporary, string path)
    {
        File.Move(temporary, path, overwrite: true);
        lock (s_lock) s_unfinished.Remove(temporary);
    }

    /// <summary>Removes the temporary file if it was not finished.</summary>
    public static void Discard(string temporary)
    {
        lock (s_lock)
            if (!s_unfinished.Remove(temporary)) return;
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing reads it; leaving it is all that can be done.
        }
    }

    /// <summary>Removes every unfinished file: the process is being ended.</summary>
    public static void DiscardAll()
    {
        string[] all;
        lock (s_lock) all = [.. s_unfinished];
        foreach (var temporary in all) Discard(temporary);
    }

    private static bool IsSame(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            var info = new FileInfo(path);
            return info.Exists && info.Length == content.Length && content.SequenceEqual(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
