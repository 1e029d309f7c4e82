// The form of one kept result: a head that says whose it is and what it should be, then the bytes. Whatever does not fit
// its head is nothing at all.

using System.Buffers.Binary;
using Vale.Queries.Runtime.Values;

namespace Vale.Server.Cache;

/// <summary>Writes and checks entries.</summary>
public static class CacheEntry
{
    /// <summary>Bytes before the content: magic and form (8), tool (16), key (16), length (8), fingerprint of the content (16); little endian.</summary>
    public const int HeadLength = 64;

    private static ReadOnlySpan<byte> Magic => "valecac1"u8;

    /// <summary>The head of an entry with that content.</summary>
    public static void WriteHead(Span<byte> head, Fingerprint tool, Fingerprint key, ReadOnlySpan<byte> content)
    {
        Magic.CopyTo(head);
        Write(head[8..], tool);
        Write(head[24..], key);
        BinaryPrimitives.WriteInt64LittleEndian(head[40..], content.Length);
        Write(head[48..], Fingerprint.Of(content));
    }

    /// <summary>Whether the bytes are a whole entry of that tool and key, and what it holds.</summary>
    public static bool TryRead(ReadOnlySpan<byte> entry, Fingerprint tool, Fingerprint key, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (entry.Length < HeadLength || !entry.StartsWith(Magic)) return false;
        if (Read(entry[8..]) != tool || Read(entry[24..]) != key) return false;
        if (BinaryPrimitives.ReadInt64LittleEndian(entry[40..]) != entry.Length - HeadLength) return false;
        content = entry[HeadLength..];
        return Read(entry[48..]) == Fingerprint.Of(content);
    }

    private static void Write(Span<byte> to, Fingerprint fingerprint)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, fingerprint.High);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], fingerprint.Low);
    }

    private static Fingerprint Read(ReadOnlySpan<byte> from) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(from), BinaryPrimitives.ReadUInt64LittleEndian(from[8..]));
}
