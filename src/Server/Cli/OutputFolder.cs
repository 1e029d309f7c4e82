// The directory a build writes to: one build at a time, every file whole or not at all, and a list of what was written.
// What the files are is the build's concern.

namespace Vale.Server.Cli;

/// <summary>An output directory, held until disposed.</summary>
internal sealed class OutputFolder : IDisposable
{
    private const string LockName = ".lock";

    /// <summary>A temporary file this old, whose process is gone, was left by a build that was killed.</summary>
    private static readonly TimeSpan s_abandoned = TimeSpan.FromMinutes(1);

    private readonly FileStream _lock;
    private readonly Lock _listing = new();
    private readonly SortedSet<string> _written = new(StringComparer.Ordinal);

    private OutputFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The full paths of the files that make up the output.</summary>
    public IReadOnlyCollection<string> Written => _written;

    /// <summary>Makes the directory, waits until no other build writes to it, and removes what killed ones left.</summary>
    public static OutputFolder Open(string path, Terminal terminal)
    {
        Directory.CreateDirectory(path);
        var name = System.IO.Path.Combine(path, LockName);
        for (var waited = 0; ; waited++)
        {
            try
            {
                var folder = new OutputFolder(path, new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
                foreach (var part in (ReadOnlySpan<string>)["", "obj", "asm", "llvm-ir"]) RemoveAbandoned(System.IO.Path.Combine(path, part), SearchOption.TopDirectoryOnly);
                RemoveAbandoned(System.IO.Path.Combine(path, "include"), SearchOption.AllDirectories);
                return folder;
            }
            catch (IOException) when (File.Exists(name))
            {
                if (waited == 50) terminal.Error.WriteLine($"waiting for another build of `{path}`");
                Thread.Sleep(20);
            }
        }
    }

    /// <summary>The full path of a file in it.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file and notes it; gives its full path.</summary>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = At(name);
        AtomicFile.Write(path, content);
        Note(path);
        return path;
    }

    /// <summary>Notes a file that was written by someone else.</summary>
    public void Note(string path)
    {
        lock (_listing) _written.Add(path);
    }

    /// <summary>Removes from a part that is ours alone the files with that ending that were not written this time.</summary>
    public void RemoveOthers(string part, string extension)
    {
        if (!Directory.Exists(At(part))) return;
        foreach (var file in Directory.GetFiles(At(part), "*" + extension))
            if (!_written.Contains(file)) File.Delete(file);
    }

    public void Dispose() => _lock.Dispose();

    private static void RemoveAbandoned(string folder, SearchOption option)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.GetFiles(folder, "*.tmp", option))
            if (AtomicFile.ProcessOf(file) is { } process && !IsRunning(process) && DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > s_abandoned) File.Delete(file);
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var running = System.Diagnostics.Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
