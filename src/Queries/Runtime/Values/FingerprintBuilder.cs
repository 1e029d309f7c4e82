// Makes fingerprints: SipHash-1-3 with 128 bits of output over 64-bit words, the choice of rustc for the same purpose. It is
// fast, has no known way to make values collide by accident, and needs no library that would have to be loaded first.

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vale.Queries.Runtime.Values;

/// <summary>
/// Takes a content piece by piece. Everything of a length that is not fixed is preceded by that length, so two contents that
/// are cut differently have different fingerprints. One builder makes one fingerprint; it is not thread-safe.
/// </summary>
public sealed class FingerprintBuilder
{
    private ulong _v0 = 0x736f6d6570736575;
    private ulong _v1 = 0x646f72616e646f6d ^ 0xee;
    private ulong _v2 = 0x6c7967656e657261;
    private ulong _v3 = 0x7465646279746573;
    private long _words;

    /// <summary>Adds a number.</summary>
    public void Add(long number) => Word((ulong)number);

    /// <summary>Adds a truth value.</summary>
    public void Add(bool value) => Word(value ? 1UL : 0);

    /// <summary>Adds what another content came to.</summary>
    public void Add(Fingerprint fingerprint)
    {
        Word(fingerprint.High);
        Word(fingerprint.Low);
    }

    /// <summary>Adds a text; null is not the empty text.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            Word(ulong.MaxValue);
            return;
        }
        Word((ulong)text.Length);
        Words(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    /// <summary>Adds a run of bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Word((ulong)bytes.Length);
        Words(bytes);
    }

    /// <summary>The fingerprint of all that was added; nothing can be added afterwards.</summary>
    public Fingerprint Finish()
    {
        Word((ulong)_words << 59);
        _v2 ^= 0xee;
        var high = Final();
        _v1 ^= 0xdd;
        return new Fingerprint(high, Final());
    }

    private ulong Final()
    {
        for (var i = 0; i < 3; i++) Round(ref _v0, ref _v1, ref _v2, ref _v3);
        return _v0 ^ _v1 ^ _v2 ^ _v3;
    }

    private void Word(ulong word)
    {
        _words++;
        _v3 ^= word;
        Round(ref _v0, ref _v1, ref _v2, ref _v3);
        _v0 ^= word;
    }

    private void Words(ReadOnlySpan<byte> bytes)
    {
        var (v0, v1, v2, v3) = (_v0, _v1, _v2, _v3);
        _words += (bytes.Length + 7) / 8;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            v3 ^= word;
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
        }
        if (bytes.Length != 0)
        {
            // The length went before, so padding cannot be taken for content.
            ulong word = 0;
            for (var i = bytes.Length - 1; i >= 0; i--) word = (word << 8) | bytes[i];
            v3 ^= word;
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
        }
        (_v0, _v1, _v2, _v3) = (v0, v1, v2, v3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v2 += v3;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
