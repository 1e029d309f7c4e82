// The alphabet of bytecode files: numbers, texts and types as bytes, with every length checked against what is there.

using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Vale.Backend.Bytecode;

/// <summary>Appends to a section.</summary>
internal sealed class ByteWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public int Length => _buffer.WrittenCount;
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Number(int number)
    {
        var rest = (uint)number;
        var span = _buffer.GetSpan(5);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7) span[length++] = (byte)(rest | 0x80);
        span[length++] = (byte)rest;
        _buffer.Advance(length);
    }

    public void Signed(int number) => Number(number << 1 ^ number >> 31);

    public void Word(ulong word)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.GetSpan(8), word);
        _buffer.Advance(8);
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        _buffer.Write(bytes);
    }

    public void Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public void Type(BytecodeType type) => Number((int)type.Kind | (int)type.Target << 4 | type.Number << 6);
}

/// <summary>Reads a section. Throws <see cref="BytecodeFormatException"/> for whatever is not there or not well formed.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes, string where)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public int Number()
    {
        uint number = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (_rest.IsEmpty) throw Bad("it ends in the middle of a number");
            var next = _rest[0];
            _rest = _rest[1..];
            if (shift == 28 && next > 0x0F) break;
            number |= (uint)(next & 0x7F) << shift;
            if (next < 0x80) return (int)number;
        }
        throw Bad("a number is too big");
    }

    public int Signed()
    {
        var number = (uint)Number();
        return (int)(number >> 1) ^ -(int)(number & 1);
    }

    /// <summary>A number of things to follow, of which each takes some bytes at least: a file cannot ask for more memory than it could fill.</summary>
    public int Count(int leastBytes = 1)
    {
        var count = Number();
        if ((uint)count > (uint)(_rest.Length / leastBytes)) throw Bad($"it speaks of {(uint)count} things and has not the room for them");
        return count;
    }

    public bool Flag() => Number() switch
    {
        0 => false,
        1 => true,
        _ => throw Bad("a flag is neither 0 nor 1"),
    };

    public ulong Word()
    {
        if (_rest.Length < 8) throw Bad("it ends in the middle of a word");
        var word = BinaryPrimitives.ReadUInt64LittleEndian(_rest);
        _rest = _rest[8..];
        return word;
    }

    public ReadOnlySpan<byte> Bytes()
    {
        var length = Count();
        var bytes = _rest[..length];
        _rest = _rest[length..];
        return bytes;
    }

    public string Text()
    {
        var bytes = Bytes();
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw Bad("a text is not UTF-8");
    }

    public BytecodeType Type()
    {
        var number = (uint)Number();
        return new BytecodeType((BytecodeKind)(number & 15), (int)(number >> 6), (BytecodeTarget)(number >> 4 & 3));
    }

    public readonly void End()
    {
        if (!_rest.IsEmpty) throw Bad("it goes on behind its end");
    }

    private readonly BytecodeFormatException Bad(string reason) => new($"{where}: {reason}");
}
