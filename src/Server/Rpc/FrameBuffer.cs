// A message on its way out: JSON is written behind a reserved gap, then the header is put right before it, so that a
// frame leaves in one write and no byte is copied twice.

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Vale.Server.Rpc;

/// <summary>A growing buffer that ends as one frame. Dispose gives its memory back.</summary>
internal sealed class FrameBuffer : IBufferWriter<byte>, IDisposable
{
    private const int Gap = 32;     // "Content-Length: 2147483647\r\n\r\n" takes 30

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(1024);
    private int _start = Gap;
    private int _end = Gap;

    /// <summary>How JSON is written everywhere: compact, and as plain as JSON allows.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    /// <summary>The body so far.</summary>
    public ReadOnlySpan<byte> Body => _bytes.AsSpan(Gap, _end - Gap);

    /// <summary>Header and body, once <see cref="Seal"/> was called.</summary>
    public ReadOnlySpan<byte> Frame => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Puts the header before the body.</summary>
    public void Seal()
    {
        Span<byte> header = stackalloc byte[Gap];
        "Content-Length: "u8.CopyTo(header);
        (_end - Gap).TryFormat(header[16..], out var digits, default, null);
        "\r\n\r\n"u8.CopyTo(header[(16 + digits)..]);
        var length = 16 + digits + 4;
        _start = Gap - length;
        header[..length].CopyTo(_bytes.AsSpan(_start));
    }

    /// <inheritdoc/>
    public void Advance(int count) => _end += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_end);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_end);
    }

    private void Reserve(int size)
    {
        if (_bytes.Length - _end >= Math.Max(size, 1)) return;
        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _end + size));
        _bytes.AsSpan(0, _end).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = grown;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bytes.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _start = _end = 0;
    }
}
