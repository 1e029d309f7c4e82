// What only the whole program has wrong with it, file by file. It is known once every file is checked and none has an error.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Server.Loop;

namespace Vale.Server.Convert;

/// <summary>Problems of the program, by the file they show in.</summary>
internal static class ProgramProblems
{
    /// <summary>Checks every file, open documents first. Empty when a file has an error.</summary>
    public static Dictionary<FileId, List<Diagnostic>> Of(ReadContext context)
    {
        foreach (var document in context.Files.OpenDocuments)
            if (HasErrors(context, document.File.Id)) return [];
        foreach (var file in context.Files.Files)
            if (HasErrors(context, file.Id)) return [];
        return ByFile(context.Analysis.ProgramDiagnostics());
    }

    /// <summary>These problems, by the file they show in.</summary>
    public static Dictionary<FileId, List<Diagnostic>> ByFile(IReadOnlyList<Diagnostic> problems)
    {
        var found = new Dictionary<FileId, List<Diagnostic>>();
        foreach (var problem in problems)
        {
            if (!found.TryGetValue(problem.Place.File, out var list)) found.Add(problem.Place.File, list = []);
            list.Add(problem);
        }
        return found;
    }

    private static bool HasErrors(ReadContext context, FileId file)
    {
        context.Cancelled.ThrowIfCancellationRequested();
        foreach (var problem in context.Analysis.Diagnostics(file))
            if (problem.Severity == Severity.Error) return true;
        return false;
    }
}
