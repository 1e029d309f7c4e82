// Bytes of a file to text: strict UTF-8, an optional byte order mark, and every failure told with its place and a next step.
// It knows nothing of modules.

using System.Text;
using System.Text.Unicode;

namespace Vale.Server.Project;

/// <summary>Reads one text file.</summary>
public static class SourceReader
{
    /// <summary>Files above this many bytes are refused, since their text would not fit a string.</summary>
    public const long LargestFile = 0x3FFF_FFDF;

    /// <summary>The text of the file at <paramref name="path"/>, or a problem that calls it <paramref name="label"/>. Exactly one is non-null.</summary>
    public static (string? Text, InputProblem? Problem) Read(string path, string label)
    {
        byte[] bytes;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            if (stream.CanSeek && stream.Length > LargestFile) return (null, TooLarge(label, stream.Length));
            bytes = ReadToEnd(stream, label, out var problem);
            if (problem is not null) return (null, problem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, Unreadable(path, label, e));
        }
        return Decode(bytes, label);
    }

    /// <summary>The text that <paramref name="bytes"/> encode, or the problem with them.</summary>
    public static (string? Text, InputProblem? Problem) Decode(ReadOnlySpan<byte> bytes, string label)
    {
        var content = bytes;
        if (content.StartsWith("\uFEFF"u8)) content = content[3..];
        else if (bytes.Length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
            return (null, new InputProblem("not-utf8", $"`{label}` is not UTF-8", label,
                "it starts with the byte order mark of UTF-16", SaveAsUtf8, 1, 1));

        if (!Utf8.IsValid(content)) return (null, NotUtf8(bytes, bytes.Length - content.Length, label));
        return (Encoding.UTF8.GetString(content), null);
    }

    private const string SaveAsUtf8 = "save the file as UTF-8 (with or without a byte order mark)";

    private static byte[] ReadToEnd(FileStream stream, string label, out InputProblem? problem)
    {
        problem = null;
        var buffer = new byte[stream.CanSeek ? Math.Max(stream.Length, 1) : 65536];
        var filled = 0;
        while (true)
        {
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            if (read == 0) break;
            filled += read;
            if (filled < buffer.Length) continue;
            // The file may have grown, or is no plain file: look for one more byte before paying for a larger buffer.
            var next = stream.ReadByte();
            if (next < 0) break;
            if (buffer.Length >= LargestFile) { problem = TooLarge(label, buffer.Length); return []; }
            Array.Resize(ref buffer, (int)Math.Min(LargestFile, Math.Max(65536L, buffer.Length * 2L)));
            buffer[filled++] = (byte)next;
        }
        if (filled != buffer.Length) Array.Resize(ref buffer, filled);
        return buffer;
    }

    private static InputProblem NotUtf8(ReadOnlySpan<byte> bytes, int start, string label)
    {
        var offset = start;
        while (offset < bytes.Length)
        {
            if (Rune.DecodeFromUtf8(bytes[offset..], out _, out var used) != System.Buffers.OperationStatus.Done) break;
            offset += used;
        }
        var before = bytes[..offset];
        var line = before.Count((byte)'\n') + 1;
        var column = offset - (before.LastIndexOf((byte)'\n') + 1) + 1;
        var why = offset < bytes.Length
            ? $"the byte 0x{bytes[offset]:X2} at offset {offset} (line {line}, byte {column} of the line) is not part of a character"
            : "it ends in the middle of a character";
        return new InputProblem("not-utf8", $"`{label}` is not UTF-8", label, why, SaveAsUtf8, line, column);
    }

    private static InputProblem TooLarge(string label, long length) =>
        new("file-too-large", $"`{label}` is too large", label, $"it has {length} bytes, the most is {LargestFile}", "split the file");

    /// <summary>Says why a path could not be opened.</summary>
    internal static InputProblem Unreadable(string path, string label, Exception cause)
    {
        if (Directory.Exists(path))
            return new("not-a-file", $"`{label}` is a directory, a file is needed", label, "", "name the file in it, or leave the ending off the directory's name");
        return cause switch
        {
            FileNotFoundException or DirectoryNotFoundException => Missing(path, label),
            UnauthorizedAccessException => new("file-unreadable", $"`{label}` cannot be read", label,
                "this user has no permission to read it", $"give it: chmod u+r '{label}'"),
            _ => new("file-unreadable", $"`{label}` cannot be read", label, cause.Message, "check the file and the disk it is on"),
        };
    }

    /// <summary>Says that nothing is at a path, how far it does exist, and what near it is meant perhaps.</summary>
    internal static InputProblem Missing(string path, string label)
    {
        var parent = Path.GetDirectoryName(path);
        while (parent is not null && !Directory.Exists(parent))
        {
            path = parent;
            parent = Path.GetDirectoryName(parent);
        }
        var name = Path.GetFileName(path);
        var why = parent is null ? "" : $"there is no `{name}` in `{parent}`";
        var near = parent is null ? null : Nearest(parent, name);
        return new InputProblem("file-missing", $"`{label}` does not exist", label, why,
            near is null ? "check the path" : $"check the path; did you mean `{near}`?");
    }

    private static string? Nearest(string folder, string name)
    {
        try
        {
            var names = new List<string>();
            foreach (var entry in Directory.EnumerateFileSystemEntries(folder))
            {
                names.Add(Path.GetFileName(entry));
                if (names.Count == 2000) break;
            }
            names.Sort(StringComparer.Ordinal);
            return Cli.NearMiss.Find(name, names);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
