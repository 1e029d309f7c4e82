// The one order in which problems are shown, in every format: by file, then by place. It does not depend on which
// thread found what first.

using Vale.Compiler.Diagnostics;
using Vale.Syntax;

namespace Vale.Server.Render;

/// <summary>Orders diagnostics.</summary>
public static class DiagnosticOrder
{
    /// <summary>A sorted copy without exact repetitions.</summary>
    public static IReadOnlyList<Diagnostic> Sort(IReadOnlyList<Diagnostic> diagnostics, ISourceViews sources)
    {
        var keyed = new List<(string File, Diagnostic Diagnostic)>(diagnostics.Count);
        foreach (var diagnostic in diagnostics) keyed.Add((sources.Find(diagnostic.Place.File)?.Label ?? "", diagnostic));
        keyed.Sort(static (a, b) => Compare(a, b));
        var result = new List<Diagnostic>(keyed.Count);
        foreach (var (_, diagnostic) in keyed)
            if (result.Count == 0 || !result[^1].Equals(diagnostic)) result.Add(diagnostic);
        return result;
    }

    private static int Compare((string File, Diagnostic D) a, (string File, Diagnostic D) b)
    {
        var order = string.CompareOrdinal(a.File, b.File);
        if (order == 0) order = a.D.Place.Range.Start.CompareTo(b.D.Place.Range.Start);
        if (order == 0) order = a.D.Place.Range.End.CompareTo(b.D.Place.Range.End);
        if (order == 0) order = a.D.Severity.CompareTo(b.D.Severity);
        if (order == 0) order = string.CompareOrdinal(a.D.Code, b.D.Code);
        if (order == 0) order = string.CompareOrdinal(a.D.Message, b.D.Message);
        if (order == 0) order = string.CompareOrdinal(a.D.Label, b.D.Label);
        return order == 0 ? string.CompareOrdinal(a.D.Help, b.D.Help) : order;
    }
}
