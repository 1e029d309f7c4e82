// Finds the known word a misspelt one was probably meant to be. It knows nothing of what the words are for.

namespace Vale.Server.Cli;

/// <summary>Suggestions for misspelt words.</summary>
public static class NearMiss
{
    /// <summary>
    /// The candidate at the smallest edit distance from <paramref name="word"/> (a swap of neighbours counts as one edit),
    /// or null when none is within a third of its length. Of equally near ones, the first given wins.
    /// </summary>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        var limit = Math.Max(1, (word.Length + 2) / 3);
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) > limit) continue;
            var distance = Distance(word, candidate);
            if (distance > limit || distance >= Math.Max(word.Length, candidate.Length)) continue;
            limit = distance - 1;
            best = candidate;
            if (limit < 0) break;
        }
        return best;
    }

    /// <summary>The optimal string alignment distance, letters compared without case.</summary>
    public static int Distance(string a, string b)
    {
        var older = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                var cost = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1
                    && char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 2])
                    && char.ToLowerInvariant(a[i - 2]) == char.ToLowerInvariant(b[j - 1]))
                    cost = Math.Min(cost, older[j - 2] + 1);
                current[j] = cost;
            }
            (older, previous, current) = (previous, current, older);
        }
        return previous[b.Length];
    }
}
