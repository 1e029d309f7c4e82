// Collects what a program prints, so that a print costs a copy and not a call of the host. Knows no console.

namespace Vale.Backend.Vm;

/// <summary>The two output streams of a run. Standard output is buffered; standard error is written at once, after what was printed before it.</summary>
internal sealed class VmOutput(Stream? output, Stream? error)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _used;

    public void Write(ReadOnlySpan<byte> text)
    {
        if (output == null) return;
        if (text.Length > _buffer.Length - _used)
        {
            Flush();
            if (text.Length >= _buffer.Length)
            {
                output.Write(text);
                return;
            }
        }
        text.CopyTo(_buffer.AsSpan(_used));
        _used += text.Length;
    }

    public void WriteError(ReadOnlySpan<byte> text)
    {
        Flush();
        error?.Write(text);
        error?.Flush();
    }

    public void Flush()
    {
        if (_used == 0) return;
        var used = _used;
        _used = 0;
        output!.Write(_buffer, 0, used);
        output.Flush();
    }
}
