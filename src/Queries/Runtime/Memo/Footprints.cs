// Which inputs changed of late, and which a memo can have been made from, as sets of 64 bits. Most memos share no bit with
// what an edit changed; they are found valid at a glance, and nothing below them is looked at. Inputs that seldom change have
// no bit: whoever relies on footprints asks apart whether one of these was written, so that a memo which read much of what
// never changes still has few bits.

using System.Numerics;

namespace Vale.Queries.Runtime.Memo;

/// <summary>The inputs written in the last revisions, each as one of 64 bits. Written by the writer alone.</summary>
internal sealed class Footprints
{
    private const int Horizon = 64;

    // By age: what was written in the youngest revision, in the youngest two, and so on.
    private readonly ulong[] _since = new ulong[Horizon];

    /// <summary>The bit of an input; none for one that seldom changes. Others may share it: then a memo is checked that need not be.</summary>
    internal static ulong Of(int definition, int key, Durability durability) =>
        durability != Durability.Low ? 0 : 1UL << (int)(BitOperations.RotateLeft(((uint)key * 0x9E3779B1u) ^ ((uint)definition * 0x85EBCA6Bu), 13) * 0xC2B2AE35u >> 26);

    /// <summary>A revision begins.</summary>
    internal void Begin()
    {
        Array.Copy(_since, 0, _since, 1, Horizon - 1);
        _since[0] = 0;
    }

    /// <summary>An input is written in the youngest revision.</summary>
    internal void Add(ulong bit)
    {
        for (var age = 0; age < Horizon; age++) _since[age] |= bit;
    }

    /// <summary>True when no input with a bit of the footprint was written since the memo was verified, as far back as is known.
    /// Of inputs that seldom change it says nothing.</summary>
    internal bool AreUntouched(ulong footprint, int verifiedAt, int revision)
    {
        var age = revision - 1 - verifiedAt;
        return age < Horizon && (_since[age] & footprint) == 0;
    }
}
