// How well a name fits what has been typed of it.

namespace Vale.Ide.Completion;

internal static class NameMatch
{
    /// <summary>What no typed text is.</summary>
    public const int None = -1;

    /// <summary>
    /// 0: the name begins so; 1: it does, but for upper and lower case; 2: the typed letters begin words of it, as <c>hm</c> in <c>HashMap</c>
    /// and <c>bc</c> in <c>burn_coal</c>; 3: it has the text somewhere; 4: it has the letters in this order. None: not even that.
    /// </summary>
    public static int Rank(string name, ReadOnlySpan<char> typed)
    {
        if (typed.IsEmpty) return 0;
        if (typed.Length > name.Length) return None;
        if (name.AsSpan().StartsWith(typed, StringComparison.Ordinal)) return 0;
        if (name.AsSpan().StartsWith(typed, StringComparison.OrdinalIgnoreCase)) return 1;
        if (!HasInOrder(name, typed)) return None;
        if (HasHumps(name, typed, 0, 0)) return 2;
        return name.AsSpan().Contains(typed, StringComparison.OrdinalIgnoreCase) ? 3 : 4;
    }

    private static bool HasInOrder(string name, ReadOnlySpan<char> typed)
    {
        var next = 0;
        foreach (var letter in name)
        {
            if (Lower(letter) != Lower(typed[next])) continue;
            if (++next == typed.Length) return true;
        }
        return false;
    }

    // Each typed letter goes on in the word it is in, or begins a later one.
    private static bool HasHumps(string name, ReadOnlySpan<char> typed, int at, int next)
    {
        while (true)
        {
            if (next == typed.Length) return true;
            for (; at < name.Length; at++)
                if (Lower(name[at]) == Lower(typed[next]) && BeginsWord(name, at)) break;
            if (at == name.Length) return false;
            var here = at;
            var run = next;
            while (run < typed.Length && here < name.Length && Lower(name[here]) == Lower(typed[run]))
            {
                here++;
                run++;
                if (run < typed.Length && HasHumps(name, typed, here, run)) return true;
            }
            if (run == typed.Length) return true;
            at++;
        }
    }

    private static bool BeginsWord(string name, int at) =>
        at == 0 || name[at - 1] == '_' || char.IsUpper(name[at]) && !char.IsUpper(name[at - 1]) || char.IsDigit(name[at]) && !char.IsDigit(name[at - 1]);

    private static char Lower(char letter) => char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter < 128 ? letter : char.ToLowerInvariant(letter);
}
