// A name for a value that holds in every process: 128 bits of its content. It knows nothing of queries or stores.

using System.Globalization;

namespace Vale.Queries.Runtime.Values;

/// <summary>
/// 128 bits that stand for a content: equal contents have equal fingerprints in every process, and different ones are taken to
/// have different ones (by chance, one pair in 2^64 values does not). Made by <see cref="FingerprintBuilder"/>.
/// </summary>
public readonly record struct Fingerprint(ulong High, ulong Low)
{
    /// <summary>The number of characters of <see cref="ToString"/>.</summary>
    public const int TextLength = 32;

    /// <summary>Lower-case hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    /// <summary>The fingerprint of one run of bytes.</summary>
    public static Fingerprint Of(ReadOnlySpan<byte> bytes)
    {
        var builder = new FingerprintBuilder();
        builder.Add(bytes);
        return builder.Finish();
    }
}
