// Why each query of a recording ran, found behind the event: of what it now reads, that which changed in the same revision.

using Vale.Ide;
using Vale.Queries.Runtime;

namespace Vale.Server.Seeing;

internal static class EditCauses
{
    /// <summary>
    /// Per query of the recording, the numbers of those that made it run. A query that ran for the first time, or again only
    /// because its value had been given up, has none.
    /// </summary>
    public static int[][] Of(Analysis analysis, EditRecording recording)
    {
        var numbers = new Dictionary<(Definition, int), int>();
        for (var i = 0; i < recording.Queries.Count; i++)
            if (recording.Queries[i].Outcome != QueryOutcome.Backdated) numbers[(recording.Queries[i].Definition, recording.Queries[i].Key)] = i;
        var causes = new int[recording.Queries.Count][];
        var found = new List<int>();
        for (var i = 0; i < causes.Length; i++)
        {
            var query = recording.Queries[i];
            found.Clear();
            if (query.Outcome != QueryOutcome.Input)
                foreach (var read in analysis.DependenciesOf(query.Definition, query.Key))
                    if (read.ChangedAt == recording.Revision && numbers.TryGetValue((read.Definition, read.Key), out var cause) && !found.Contains(cause)) found.Add(cause);
            causes[i] = [.. found];
        }
        return causes;
    }
}
