// One dependency in eight bytes: which table, which key.

namespace Vale.Queries.Runtime.Memo;

internal readonly struct Edge(int definition, int key) : IEquatable<Edge>
{
    private readonly long _packed = ((long)definition << 32) | (uint)key;

    internal int Definition => (int)(_packed >> 32);

    internal int Key => (int)_packed;

    public bool Equals(Edge other) => _packed == other._packed;

    public override bool Equals(object? obj) => obj is Edge other && Equals(other);

    public override int GetHashCode() => (int)Spread;

    /// <summary>Well mixed bits for tables indexed by a power of two.</summary>
    internal uint Spread => (uint)(((ulong)_packed * 0x9E3779B97F4A7C15ul) >> 32);
}
