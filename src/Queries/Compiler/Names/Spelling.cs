// Finds the names a person may have meant. Used only when something is unknown.

using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Names;

/// <summary>Near misses by edit distance.</summary>
public static class Spelling
{
    /// <summary>
    /// The candidates whose distance (insert, delete, replace, swap of neighbours) is at most a third of the name's
    /// length and at least one, nearest first, at most three.
    /// </summary>
    public static ValueArray<string> Near(string name, IEnumerable<string> candidates)
    {
        var limit = Math.Max(1, name.Length / 3);
        var found = new SortedSet<(int Distance, string Name)>();
        foreach (var candidate in candidates)
        {
            if (candidate == name || Math.Abs(candidate.Length - name.Length) > limit) continue;
            var distance = string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, candidate);
            if (distance <= limit && distance < name.Length) found.Add((distance, candidate));
        }
        return found.Take(3).Select(static near => near.Name).ToValueArray();
    }

    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var best = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = Math.Min(best, before[j - 2] + 1);
                current[j] = best;
            }
            (before, previous, current) = (previous, current, before);
        }
        return previous[b.Length];
    }
}
