// The runtime's C source, carried inside this assembly. Whoever builds writes it to a file and compiles it once.

using System.Text;

namespace Vale.Backend.Native;

/// <summary>The C part of every native program.</summary>
public static class NativeRuntime
{
    /// <summary>The name the source is best given on disk.</summary>
    public const string FileName = "vale_runtime.c";

    private static readonly Lazy<byte[]> Bytes = new(static () =>
    {
        using var stream = typeof(NativeRuntime).Assembly.GetManifestResourceStream("Vale.Backend.Native.runtime.c")
            ?? throw new InvalidOperationException("The runtime's source is missing from Vale.Backend.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    /// <summary>The source, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Source => Bytes.Value;

    /// <summary>The source as text.</summary>
    public static string Text => Encoding.UTF8.GetString(Bytes.Value);
}
