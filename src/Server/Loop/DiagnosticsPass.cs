// One walk over the files of a snapshot: open documents first, the one touched last at their head, then the others, then
// what is wrong with how they are used together. Where an earlier process found all of that in the same state, it is told
// and only what is open is looked at.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Queries.Runtime;
using Vale.Server.Convert;
using Vale.Server.Workspace;

namespace Vale.Server.Loop;

/// <summary>What a pass tells of, on its own thread.</summary>
/// <param name="Found">A file's problems.</param>
/// <param name="Failed">A fault of ours in a file.</param>
/// <param name="Report">Of how many files how many are done.</param>
/// <param name="Together">The keys of files with problems that only the whole program has.</param>
/// <param name="AllChecked">All is checked; and the keys of the open documents of which there was more to tell then.</param>
internal sealed record PassListener(
    Action<FileProblems> Found, Action<WorkspaceFile, Exception> Failed, Action<int, int> Report, Action<IReadOnlySet<string>> Together,
    Action<IReadOnlySet<string>> AllChecked);

/// <summary>Computes the diagnostics of all files, on a worker.</summary>
/// <param name="known">What the client was told of before the pass, by key, and whether there were problems.</param>
/// <param name="last">Files whose problems wait for those of the program, so that these do not go and come with every key.</param>
/// <param name="hasRequests">Whether a request waits to be answered.</param>
/// <param name="kept">Where to look for what an earlier process found; null when this one has found everything before.</param>
internal sealed class DiagnosticsPass(
    ReadContext context, IReadOnlyDictionary<string, bool> known, IReadOnlySet<string> last, PassListener listener, Func<bool> hasRequests,
    KeptDiagnostics? kept = null) : IDisposable
{
    private readonly Dictionary<FileId, List<Diagnostic>> _waiting = [];
    private bool _hasErrors;
    private bool _isBehind;     // the open documents are done, and nobody looks at the others

    /// <summary>What was told is what an earlier process had found, and little has been checked in this one.</summary>
    public bool ToldKept { get; private set; }

    /// <summary>Walks until the end or until a change stops it.</summary>
    public void Run()
    {
        context.Begin(() => _isBehind || hasRequests());
        if (kept?.Find(context.Analysis) is { } problems)
        {
            ToldKept = true;
            TellKept(problems);
            return;
        }
        // Of a document nothing was said of yet, what is wrong with its text is said without waiting for what it means.
        foreach (var document in context.Files.OpenDocuments)
            if (!known.ContainsKey(document.File.Key)) TellSyntax(document);
        foreach (var document in context.Files.OpenDocuments)
            TryCheck(document.File, document.Version);
        _isBehind = true;
        var (done, all) = (0, context.Files.Count);
        foreach (var file in context.Files.Files)
        {
            if (context.Files.Open(file.Id) is null) TryCheck(file, null);
            listener.Report(++done, all);
        }
        var more = context.IsAllChecked ? null : CompleteHints();
        CheckProgram();
        if (more is not null) listener.AllChecked(more);
    }

    // What nobody was to wait for is known now without asking for much.
    private HashSet<string> CompleteHints()
    {
        var more = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in context.Files.OpenDocuments)
        {
            context.Cancelled.ThrowIfCancellationRequested();
            var hints = context.Analysis.UnusedNames(document.File.Id);
            if (hints.Count == context.Analysis.UnusedNames(document.File.Id, soon: true).Count) continue;
            _waiting[document.File.Id] = [.. context.Analysis.Diagnostics(document.File.Id), .. hints];
            more.Add(document.File.Key);
        }
        return more;
    }

    private void TellKept(WorkspaceProblems problems)
    {
        var together = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in context.Files.Files)
        {
            var list = problems.OfFiles.GetValueOrDefault(file.Id) ?? [];
            foreach (var problem in problems.OfProgram)
            {
                if (problem.Place.File != file.Id) continue;
                list.Add(problem);
                together.Add(file.Key);
            }
            if (list.Count > 0 || known.GetValueOrDefault(file.Key)) Tell(file, context.Files.Open(file.Id)?.Version, list);
        }
        if (together.Count > 0 || last.Count > 0) listener.Together(together);
        // What is greyed in an open document is not kept, and whoever has it open will ask about it next.
        foreach (var document in context.Files.OpenDocuments)
            if (!together.Contains(document.File.Key)) TryCheck(document.File, document.Version);
    }

    private void TellSyntax(OpenDocument document)
    {
        var problems = context.Analysis.SyntaxDiagnostics(document.File.Id);
        if (problems.Count > 0) Tell(document.File, document.Version, problems);
    }

    /// <summary>A fault in one file leaves the others their diagnostics.</summary>
    private void TryCheck(WorkspaceFile file, int? version)
    {
        try
        {
            Check(file, version);
        }
        catch (Exception e) when (e is not (QueryCancelledException or OperationCanceledException))
        {
            _hasErrors = true;
            listener.Failed(file, e);
        }
    }

    private void Check(WorkspaceFile file, int? version)
    {
        context.Cancelled.ThrowIfCancellationRequested();
        var problems = context.Analysis.Diagnostics(file.Id);
        foreach (var problem in problems) _hasErrors |= problem.Severity == Severity.Error;
        // Of a closed file that was and is clean there is nothing to tell.
        if (version is null && problems.Count == 0 && !known.GetValueOrDefault(file.Key)) return;
        problems = WithHints(file.Id, problems, version is not null);
        if (last.Contains(file.Key)) _waiting[file.Id] = [.. problems];
        else Tell(file, version, problems);
    }

    private IReadOnlyList<Diagnostic> WithHints(FileId file, IReadOnlyList<Diagnostic> problems, bool isOpen) =>
        isOpen && context.Analysis.UnusedNames(file, soon: !context.IsAllChecked) is { Count: > 0 } hints ? [.. problems, .. hints] : problems;

    // What only the whole program has wrong with it is added to what its file has.
    private void CheckProgram()
    {
        var together = new HashSet<string>(StringComparer.Ordinal);
        var found = new HashSet<FileId>();
        if (!_hasErrors)
            foreach (var problem in context.Analysis.ProgramDiagnostics())
            {
                var file = problem.Place.File;
                if (!_waiting.TryGetValue(file, out var list)) _waiting.Add(file, list = [.. WithHints(file, context.Analysis.Diagnostics(file), context.Files.Open(file) is not null)]);
                list.Add(problem);
                found.Add(file);
            }
        if (_waiting.Count > 0)
            foreach (var file in context.Files.Files)
            {
                if (!_waiting.TryGetValue(file.Id, out var list)) continue;
                if (found.Contains(file.Id)) together.Add(file.Key);
                Tell(file, context.Files.Open(file.Id)?.Version, list);
            }
        if (together.Count > 0 || last.Count > 0) listener.Together(together);
    }

    private void Tell(WorkspaceFile file, int? version, IReadOnlyList<Diagnostic> problems)
    {
        var told = context.Client.DiagnosticVersions ? version : null;
        var message = DiagnosticsMessage.Write(file.Uri, told, ToProtocol.Diagnostics(context, problems));
        listener.Found(new FileProblems(file.Key, file.Uri, version, problems.Count == 0, message));
    }

    /// <inheritdoc/>
    public void Dispose() => context.Dispose();
}
