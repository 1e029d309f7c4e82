// In an import: modules, then packages step by step, then what the package declares.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>Proposes the next step of an import.</summary>
internal static class ImportCompletion
{
    public static void Add(Place place, Proposals proposals)
    {
        var before = new List<string>();
        var import = new ImportSyntax(place.Parent);
        for (var i = 0; import.Step(i) is { } step && step.Offset < place.Token.Offset; i++) before.Add(step.Text);
        var steps = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var package in place.Db.Get(InputQueries.AllPackages, default))
        {
            var data = place.Db.Lookup(InputQueries.Packages, package);
            if (before.Count == 0)
            {
                steps.Add(data.Module);
                continue;
            }
            var path = data.ToString().Split('.');
            if (!StartsWith(path, before)) continue;
            if (path.Length > before.Count) steps.Add(path[before.Count]);
            else Items(place, proposals, package);
        }
        var order = 0;
        foreach (var step in steps)
            proposals.Add(new Candidate(step, CompletionKind.Module, Near.Local)
            {
                Order = order++, Signature = before.Count == 0 ? "module" : "package", Snippet = place.Next == '.' ? step : step + ".", Plain = step,
            });
    }

    private static void Items(Place place, Proposals proposals, PackageId package)
    {
        var end = place.Next == ';' ? "" : ";";
        if (place.Typed.Length == 0) proposals.Add(new Candidate("*", CompletionKind.Module, Near.Local, Fit.Wanted) { Signature = "everything", Snippet = "*" + end, Plain = "*" + end });
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in place.Db.Get(CompletionEntries.OfPackage, package).All)
            if (seen.Add(entry.Name))
                proposals.Add(new Candidate(entry.Name, entry.Kind switch
                {
                    DenizenKind.Function => CompletionKind.Function,
                    DenizenKind.Struct => CompletionKind.Struct,
                    _ => CompletionKind.Interface,
                }, Near.Own)
                {
                    Snippet = entry.Name + end, Plain = entry.Name + end, Subject = CompletionEntries.SubjectOf(place.Db, entry.Id),
                });
    }

    private static bool StartsWith(string[] path, List<string> steps)
    {
        if (path.Length < steps.Count) return false;
        for (var i = 0; i < steps.Count; i++)
            if (path[i] != steps[i]) return false;
        return true;
    }
}
