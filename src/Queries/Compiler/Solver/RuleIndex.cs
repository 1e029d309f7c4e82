// The rules of a set as the solver wants them: numbered, and for each rune the numbers of those that relate it, as bits.
// Made once for a set and read by every solve of it.

using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Solver;

/// <summary>A set's rules by number: what always holds first, then the generic parameters' defaults.</summary>
internal sealed class RuleIndex : IEquatable<RuleIndex>
{
    private readonly Rule[] _rules;
    private readonly int[] _firstOfDefault;
    // Per rune, its rules: `Words` words each.
    private readonly ulong[] _byRune;

    public RuleIndex(int runes, ValueArray<Rule> always, ValueArray<ValueArray<Rule>> defaults)
    {
        var count = always.Length;
        _firstOfDefault = defaults.IsEmpty ? [] : new int[defaults.Length + 1];
        for (var i = 0; i < defaults.Length; i++)
        {
            _firstOfDefault[i] = count;
            count += defaults[i].Length;
        }
        if (!defaults.IsEmpty) _firstOfDefault[^1] = count;
        Words = (count + 63) / 64;
        if (count == 0)
        {
            _rules = [];
            _byRune = [];
            return;
        }
        _rules = new Rule[count];
        always.AsSpan().CopyTo(_rules);
        for (var i = 0; i < defaults.Length; i++) defaults[i].AsSpan().CopyTo(_rules.AsSpan(_firstOfDefault[i]));
        _byRune = new ulong[runes * Words];
        AlwaysCount = always.Length;
        for (var i = 0; i < count; i++)
            foreach (var rune in _rules[i].Runes)
                if (rune >= 0) _byRune[rune * Words + i / 64] |= 1UL << i;
    }

    /// <summary>How many words of 64 bits it takes to mark rules.</summary>
    public int Words { get; }

    /// <summary>How many rules hold without a default.</summary>
    public int AlwaysCount { get; }

    public Rule this[int rule] => _rules[rule];

    /// <summary>The rules that relate a rune, as bits.</summary>
    public ReadOnlySpan<ulong> Of(int rune) => _byRune.AsSpan(rune * Words, Words);

    /// <summary>The rules that give a generic parameter its default.</summary>
    public Range DefaultOf(int parameter) =>
        parameter + 1 < _firstOfDefault.Length ? _firstOfDefault[parameter].._firstOfDefault[parameter + 1] : default;

    // It follows from the set it belongs to.
    public bool Equals(RuleIndex? other) => other is not null;

    public override bool Equals(object? obj) => obj is RuleIndex;

    public override int GetHashCode() => 0;
}
