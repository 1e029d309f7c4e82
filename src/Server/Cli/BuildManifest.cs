// What a finished build leaves behind for the next one: the files it read that were not known before it, and those it wrote,
// by content. It is found by the fingerprint of everything that was known before.

using Vale.Queries.Runtime.Values;

namespace Vale.Server.Cli;

/// <summary>A finished build.</summary>
/// <param name="Said">The warnings, as they were written to the error stream.</param>
/// <param name="Surface">How they were written: width, and 1 for colours; 0 when there were none.</param>
/// <param name="Read">Files that turned up during the build: what C included.</param>
/// <param name="Tools">Programs and libraries that took part.</param>
/// <param name="Written">The output.</param>
internal sealed record BuildManifest(
    byte[] Said, long Surface, IReadOnlyList<FileContent> Read, IReadOnlyList<FileStamp> Tools, IReadOnlyList<FileContent> Written)
{
    /// <summary>The name of a build's manifest: everything that is known before it. Null when a file of the project cannot be read.</summary>
    public static Fingerprint? KeyOf(ProjectAndSettings loaded, EmitKind emit, Toolchain? tools)
    {
        var to = new FingerprintBuilder();
        to.Add("manifest");
        to.Add((int)emit);
        to.Add(loaded.Settings.Opt);
        to.Add(loaded.Settings.RegionSafe);
        to.Add(loaded.Settings.TargetCpu);
        to.Add(loaded.Settings.OutputDir);
        to.Add(loaded.Settings.DebugFolder);
        if (tools is not null)
        {
            if (tools.Identity is not { } identity) return null;
            to.Add(identity);
        }
        ProjectFingerprint.AddSources(to, loaded);
        return ProjectFingerprint.TryAddNatives(to, loaded.Project) ? to.Finish() : null;
    }

    /// <summary>How text comes out on this error stream.</summary>
    public static long SurfaceOf(CommandLine line, Terminal terminal) => terminal.Width * 2L + (terminal.Colored(line.Color, toOutput: false) ? 1 : 0);

    /// <summary>Whether doing the build again would change nothing and say the same.</summary>
    public bool Holds(long surface)
    {
        if (Said.Length != 0 && Surface != surface) return false;
        foreach (var tool in Tools)
            if (FileStamp.Of(tool.Path) != tool) return false;
        foreach (var file in Read)
            if (!file.Holds()) return false;
        foreach (var file in Written)
            if (!file.Holds()) return false;
        return true;
    }

    /// <summary>As bytes.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        to.Write(Said.Length);
        to.Write(Said);
        to.Write(Surface);
        WriteAll(to, Read);
        to.Write(Tools.Count);
        foreach (var tool in Tools)
        {
            to.Write(tool.Path);
            to.Write(tool.Length);
            to.Write(tool.Ticks);
        }
        WriteAll(to, Written);
        to.Flush();
        return bytes.ToArray();
    }

    /// <summary>From bytes; null when they are something else.</summary>
    public static BuildManifest? FromBytes(byte[] bytes)
    {
        try
        {
            using var from = new BinaryReader(new MemoryStream(bytes));
            var said = from.ReadBytes(from.ReadInt32());
            var surface = from.ReadInt64();
            var read = ReadAll(from);
            var tools = new FileStamp[from.ReadInt32()];
            for (var i = 0; i < tools.Length; i++) tools[i] = new FileStamp(from.ReadString(), from.ReadInt64(), from.ReadInt64());
            return new BuildManifest(said, surface, read, tools, ReadAll(from));
        }
        catch (Exception e) when (e is IOException or ArgumentException or OverflowException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Writes a list of files.</summary>
    public static void WriteAll(BinaryWriter to, IReadOnlyList<FileContent> files)
    {
        to.Write(files.Count);
        foreach (var file in files)
        {
            to.Write(file.Path);
            to.Write(file.Content.High);
            to.Write(file.Content.Low);
        }
    }

    /// <summary>Reads what <see cref="WriteAll"/> wrote.</summary>
    public static FileContent[] ReadAll(BinaryReader from)
    {
        var files = new FileContent[from.ReadInt32()];
        for (var i = 0; i < files.Length; i++) files[i] = new FileContent(from.ReadString(), new Fingerprint(from.ReadUInt64(), from.ReadUInt64()));
        return files;
    }
}
