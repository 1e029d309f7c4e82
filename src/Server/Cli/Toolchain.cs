// The C tools of this machine, and how to tell that they have changed. What they are told to do is the backend's link plan.

using Vale.Backend.Native;
using Vale.Queries.Runtime.Values;

namespace Vale.Server.Cli;

/// <summary>The C compiler and the linker that a build uses.</summary>
internal sealed class Toolchain
{
    private Toolchain(NativeToolchain tools, Fingerprint? identity)
    {
        Tools = tools;
        Identity = identity;
    }

    /// <summary>Their commands.</summary>
    public NativeToolchain Tools { get; }

    /// <summary>Another one when another compiler is found or the same one was replaced; null when there is none.</summary>
    public Fingerprint? Identity { get; }

    /// <summary>Looks for the tools.</summary>
    public static Toolchain Find(Terminal terminal)
    {
        string? lld = null;
        foreach (var folder in NativeToolchain.LldFolders)
        {
            if (!File.Exists(Path.Combine(folder, "ld.lld"))) continue;
            lld = folder;
            break;
        }
        var tools = new NativeToolchain(terminal.Environment("CC") is { Length: > 0 } cc ? cc : "cc", lld);
        if (PathOf(tools.Compiler, terminal) is not { } compiler) return new Toolchain(tools, null);
        var builder = new FingerprintBuilder();
        builder.Add(tools.Compiler);
        builder.Add(tools.LldFolder);
        FileStamp.Of(compiler).AddTo(builder);
        return new Toolchain(tools, builder.Finish());
    }

    private static string? PathOf(string command, Terminal terminal)
    {
        foreach (var folder in command.Contains('/') ? [""] : (terminal.Environment("PATH") ?? "").Split(':'))
        {
            var path = Path.Combine(folder, command);
            if (File.Exists(path)) return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        }
        return null;
    }
}

/// <summary>What a program of the machine looks like from outside: read in no time, and another one once it is replaced.</summary>
internal readonly record struct FileStamp(string Path, long Length, long Ticks)
{
    /// <summary>The file as it is now; a length of -1 when there is none.</summary>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(path, file.Length, file.LastWriteTimeUtc.Ticks) : new FileStamp(path, -1, 0);
    }

    public void AddTo(FingerprintBuilder builder)
    {
        builder.Add(Path);
        builder.Add(Length);
        builder.Add(Ticks);
    }
}
