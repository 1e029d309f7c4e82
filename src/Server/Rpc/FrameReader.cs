// Cuts a byte stream into message bodies by their Content-Length headers, and finds the next message again after
// anything that is not one. It knows nothing of JSON but one fact, which makes that possible: a raw line break never
// stands inside a JSON string, so "Content-Length: 12<line break>" never stands inside a well-formed body.

using System.Buffers.Text;
using System.Text;

namespace Vale.Server.Rpc;

/// <summary>What <see cref="FrameReader.Read"/> found.</summary>
internal enum FrameKind : byte
{
    /// <summary>A message body.</summary>
    Body,
    /// <summary>Something else; the reader goes on behind it.</summary>
    Malformed,
    /// <summary>The end of the input.</summary>
    End,
}

/// <summary>One result of <see cref="FrameReader.Read"/>; the body is valid until the next call.</summary>
internal readonly ref struct Frame(FrameKind kind, ReadOnlySpan<byte> body, string problem)
{
    public FrameKind Kind { get; } = kind;

    /// <summary>The bytes between the headers and the next message.</summary>
    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>What was wrong; empty for a body and for an end between two messages.</summary>
    public string Problem { get; } = problem;
}

/// <summary>
/// Reads frames as the base protocol of LSP defines them: header lines in any order, an empty line, the body.
/// One thread reads; a blocked read ends when the stream does.
/// </summary>
internal sealed class FrameReader(Stream input, int maxBodyBytes = FrameReader.DefaultMaxBodyBytes)
{
    /// <summary>A longer body is refused (256 MiB).</summary>
    public const int DefaultMaxBodyBytes = 256 * 1024 * 1024;

    /// <summary>Longer headers are refused.</summary>
    public const int MaxHeaderBytes = 8 * 1024;

    private const int SmallBuffer = 64 * 1024;

    private const string NoHeader = "a line is no header, which is a name, a colon and a value";

    private static ReadOnlySpan<byte> LengthName => "Content-Length"u8;

    private byte[] _buffer = new byte[SmallBuffer];
    private int _start;             // the first byte not consumed yet
    private int _end;               // behind the last byte read
    private int _bodyStart = -1;    // of the body last given out
    private bool _seeking;          // skip to the next header before reading
    private bool _ended;

    /// <summary>The next body, a problem, or the end. Blocks until one of them is there.</summary>
    public Frame Read()
    {
        _bodyStart = -1;
        if (_start == _end) Release();
        if (_seeking)
        {
            if (!SkipToHeader()) return new Frame(FrameKind.End, default, "");
            _seeking = false;
        }
        return ReadFrame();
    }

    /// <summary>
    /// Says that the body last given out was not JSON, so that its length may have been wrong: reading goes on at the
    /// first header found within it, or else at the first one behind it, and what lies between is skipped in silence.
    /// </summary>
    public void RejectBody()
    {
        if (_bodyStart < 0) return;
        _start = _bodyStart;
        _bodyStart = -1;
        _seeking = true;
    }

    private Frame ReadFrame()
    {
        var length = -1;
        var seen = 0;               // bytes of header lines, to bound them
        string? refusal = null;     // a reason to skip the body of this frame
        while (true)
        {
            var lineEnd = FindLineBreak(seen);
            if (lineEnd == TooLong) return Malformed($"the headers are longer than {MaxHeaderBytes} bytes");
            if (lineEnd < 0)
                return new Frame(FrameKind.End, default, _end > _start ? "the input ended within a message's headers" : "");

            var line = _buffer.AsSpan(_start, lineEnd - _start);
            if (line.Length > 0 && line[^1] == (byte)'\r') line = line[..^1];
            seen += lineEnd + 1 - _start;

            if (line.IsEmpty)
            {
                _start = lineEnd + 1;
                if (length >= 0) break;
                if (seen <= 2)      // an empty line between two messages
                {
                    seen = 0;
                    continue;
                }
                return Malformed("a message has no Content-Length header");
            }

            var problem = ReadHeader(line, ref length, ref refusal);
            if (problem is not null)
            {
                var shown = Show(line);
                // A line that is no header may have one behind its garbage; a wrong length is not looked at again.
                if (!ReferenceEquals(problem, NoHeader)) _start = lineEnd + 1;
                return Malformed($"{problem}: `{shown}`");
            }
            _start = lineEnd + 1;
        }

        if (length > maxBodyBytes)
            return Malformed($"a message of {length} bytes is longer than the {maxBodyBytes} this server takes");
        if (!Fill(length))
            return new Frame(FrameKind.End, default, $"the input ended {length - (_end - _start)} bytes before the end of a message");

        var body = _buffer.AsSpan(_start, length);
        _bodyStart = _start;
        _start += length;
        return refusal is null ? new Frame(FrameKind.Body, body, "") : new Frame(FrameKind.Malformed, default, refusal);
    }

    /// <summary>Takes one header line; returns what is wrong with it.</summary>
    private static string? ReadHeader(ReadOnlySpan<byte> line, ref int length, ref string? refusal)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0) return NoHeader;
        var name = Trim(line[..colon]);
        if (!IsName(name)) return NoHeader;
        var value = Trim(line[(colon + 1)..]);
        if (Ascii.EqualsIgnoreCase(name, LengthName))
        {
            if (!IsNumber(value)) return "Content-Length is not a number of bytes";
            if (!Utf8Parser.TryParse(value, out long parsed, out _) || parsed > int.MaxValue) parsed = int.MaxValue;
            if (length >= 0 && length != (int)parsed) return "Content-Length is given twice";
            length = (int)parsed;
        }
        else if (Ascii.EqualsIgnoreCase(name, "Content-Type"u8))
        {
            var text = Encoding.Latin1.GetString(value);
            var charset = text.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
            if (charset >= 0)
            {
                var given = text[(charset + "charset=".Length)..].Split(';')[0].Trim().Trim('"');
                if (!given.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !given.Equals("utf8", StringComparison.OrdinalIgnoreCase))
                    refusal = $"the only charset is utf-8, not `{given}`";
            }
        }
        return null;
    }

    private Frame Malformed(string problem)
    {
        _seeking = true;
        return new Frame(FrameKind.Malformed, default, problem);
    }

    private const int TooLong = -2;

    /// <summary>The index of the next '\n'; -1 at the end of the input; <see cref="TooLong"/> beyond the bound.</summary>
    private int FindLineBreak(int seen)
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0) return seen + searched + at > MaxHeaderBytes ? TooLong : _start + searched + at;
            searched = _end - _start;
            if (seen + searched > MaxHeaderBytes) return TooLong;
            if (!ReadMore()) return -1;
        }
    }

    /// <summary>Drops bytes until a whole, plausible Content-Length line stands at the start; false at the end of the input.</summary>
    private bool SkipToHeader()
    {
        while (true)
        {
            var window = _buffer.AsSpan(_start, _end - _start);
            var at = IndexOfLengthName(window);
            if (at < 0)
            {
                // Keep what could be the beginning of a header cut in two.
                _start += Math.Max(0, window.Length - (LengthName.Length - 1));
                if (!ReadMore()) return false;
                continue;
            }
            _start += at;
            switch (IsLengthLine(_buffer.AsSpan(_start, _end - _start)))
            {
                case true: return true;
                case false:
                    _start += 1;
                    break;
                case null:
                    if (!ReadMore()) return false;
                    break;
            }
        }
    }

    private static int IndexOfLengthName(ReadOnlySpan<byte> window)
    {
        var from = 0;
        while (true)
        {
            var at = window[from..].IndexOfAny((byte)'C', (byte)'c');
            if (at < 0) return -1;
            from += at;
            if (window.Length - from < LengthName.Length) return -1;
            if (Ascii.EqualsIgnoreCase(window.Slice(from, LengthName.Length), LengthName)) return from;
            from++;
        }
    }

    /// <summary>Whether the window begins with <c>Content-Length: DIGITS</c> and a line break; null: too short to tell.</summary>
    private static bool? IsLengthLine(ReadOnlySpan<byte> window)
    {
        const int longestLine = 64;
        var rest = window[LengthName.Length..];
        var lineEnd = rest.IndexOf((byte)'\n');
        if (lineEnd < 0) return rest.Length > longestLine ? false : null;
        var line = Trim(rest[..lineEnd]);
        return !line.IsEmpty && line[0] == (byte)':' && IsNumber(Trim(line[1..]));
    }

    // Plain loops: the library's searches over bytes would be compiled at run time, for headers of twenty bytes.

    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        foreach (var unit in text)
            if (unit is < (byte)'0' or > (byte)'9') return false;
        return !text.IsEmpty;
    }

    /// <summary>A token of HTTP: visible ASCII without separators.</summary>
    private static bool IsName(ReadOnlySpan<byte> text)
    {
        foreach (var unit in text)
            if (unit is <= (byte)' ' or >= 0x7f or (byte)'"' or (byte)'(' or (byte)')' or (byte)',' or (byte)'/' or (byte)';' or (byte)'<'
                or (byte)'=' or (byte)'>' or (byte)'?' or (byte)'@' or (byte)'[' or (byte)'\\' or (byte)']' or (byte)'{' or (byte)'}') return false;
        return true;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && text[0] is (byte)' ' or (byte)'\t' or (byte)'\r') text = text[1..];
        while (!text.IsEmpty && text[^1] is (byte)' ' or (byte)'\t' or (byte)'\r') text = text[..^1];
        return text;
    }

    /// <summary>The line for a message: printable ASCII, cut to 60.</summary>
    private static string Show(ReadOnlySpan<byte> line)
    {
        var cut = line.Length > 60 ? line[..60] : line;
        return string.Create(cut.Length, cut, static (text, bytes) =>
        {
            for (var i = 0; i < bytes.Length; i++) text[i] = bytes[i] is >= 0x20 and < 0x7f ? (char)bytes[i] : '?';
        }) + (line.Length > 60 ? "..." : "");
    }

    /// <summary>Makes <paramref name="length"/> bytes available from the start; false when the input ends before.</summary>
    private bool Fill(int length)
    {
        while (_end - _start < length)
            if (!ReadMore(length)) return false;
        return true;
    }

    /// <summary>
    /// Reads once. The buffer grows only as bytes come, by doubling, so that a length that lies costs nothing.
    /// </summary>
    private bool ReadMore(int wanted = 0)
    {
        if (_ended) return false;
        if (_end == _buffer.Length || (_start > 0 && _buffer.Length - _start < wanted))
        {
            var kept = _end - _start;
            if (kept > _buffer.Length / 2)
            {
                var target = (int)Math.Min(Array.MaxLength, Math.Max((long)_buffer.Length * 2, Math.Min(wanted, (long)kept * 4)));
                var grown = GC.AllocateUninitializedArray<byte>(target);
                _buffer.AsSpan(_start, kept).CopyTo(grown);
                _buffer = grown;
            }
            else
            {
                _buffer.AsSpan(_start, kept).CopyTo(_buffer);
            }
            _start = 0;
            _end = kept;
        }

        int read;
        try
        {
            read = input.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            read = 0;       // the other side is gone
        }
        if (read == 0) _ended = true;
        _end += read;
        return read != 0;
    }

    /// <summary>Between two messages: start over at the front, and give a big buffer back.</summary>
    private void Release()
    {
        _start = _end = 0;
        if (_buffer.Length > 16 * SmallBuffer) _buffer = new byte[SmallBuffer];
    }
}
