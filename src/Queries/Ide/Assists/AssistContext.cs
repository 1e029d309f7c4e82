// What an assist works with: the file, the selection, the problems there, and where it puts what it offers.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Parse;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Assists;

/// <summary>A problem that touches the selection.</summary>
/// <param name="Fact">What a stage found; null for a problem of syntax.</param>
/// <param name="Syntax">The problem of syntax, placed in its file.</param>
internal sealed record FoundProblem(Problem? Fact, SyntaxProblem? Syntax, Diagnostic Diagnostic)
{
    /// <summary>Where it is.</summary>
    public TextRange Range => Diagnostic.Place.Range;
}

/// <summary>One request, on one thread.</summary>
internal sealed class AssistContext
{
    private readonly AssistRequest _request;

    public AssistContext(QueryContext db, AssistRequest request)
    {
        Db = db;
        _request = request;
        var parsed = db.Get(ParseQueries.Parse, request.File).Result;
        Root = new SyntaxNode(parsed.Tree);
        Text = parsed.Text.ToString();
        Selection = Trim(request.Range);
    }

    public QueryContext Db { get; }

    public FileId File => _request.File;

    /// <summary>The selection without blanks at its ends.</summary>
    public TextRange Selection { get; }

    public string Text { get; }

    public SyntaxNode Root { get; }

    /// <summary>What was offered.</summary>
    public List<Assist> Offered { get; } = [];

    /// <summary>Whether a kind is wanted.</summary>
    public bool Wants(AssistKind kind)
    {
        if (_request.Only is not { } only) return true;
        foreach (var wanted in only)
            if (wanted == kind) return true;
        return false;
    }

    /// <summary>Offers an action. The edit is made only where it is asked for; when it cannot be made after all, nothing is offered.</summary>
    public void Offer(string id, AssistKind kind, string title, Action<EditBuilder> edit, bool isPreferred = false, FoundProblem? fixes = null) =>
        Offer(id, kind, title, () =>
        {
            var builder = new EditBuilder();
            edit(builder);
            return builder.IsEmpty ? null : builder.Build();
        }, isPreferred, fixes);

    /// <summary>The same with an edit that is made as a whole.</summary>
    public void Offer(string id, AssistKind kind, string title, Func<SourceEdit?> edit, bool isPreferred = false, FoundProblem? fixes = null)
    {
        if (!Wants(kind)) return;
        if (_request.Resolve is { } one && one != (id, title)) return;
        SourceEdit? made = null;
        if (_request.WithEdits && (made = edit()) is null) return;
        foreach (var other in Offered)
            if (other.Title == title && other.Fixes == fixes?.Diagnostic) return;
        Offered.Add(new Assist(id, kind, title, fixes?.Diagnostic, isPreferred, made));
    }

    /// <summary>Offers to fix a problem.</summary>
    public void Fix(FoundProblem problem, string id, string title, Action<EditBuilder> edit, bool isPreferred = false) =>
        Offer(id, AssistKind.QuickFix, title, edit, isPreferred, problem);

    /// <summary>The problems that touch the selection, or that the request names.</summary>
    public List<FoundProblem> Problems()
    {
        var found = new List<FoundProblem>();
        foreach (var problem in Db.Get(ParseQueries.Parse, File).Result.Problems)
            if (IsMeant(problem.Range, SyntaxProblems.Kebab(problem.Code))) found.Add(new FoundProblem(null, problem, DiagnosticQueries.Render(File, problem)));
        foreach (var fact in DiagnosticQueries.FactsOf(Db, File))
        {
            if (fact.Where.File != File) continue;
            if (!IsMeant(ItemQueries.Resolve(Db, fact.Where), null) && !IsMeant(Whole(fact), null)) continue;
            var problem = new FoundProblem(fact, null, DiagnosticQueries.Render(Db, fact));
            if (!found.Exists(other => other.Fact == fact)) found.Add(problem);
        }
        return found;
    }

    // An impl or export has no name to point at: it is meant wherever it is touched.
    private TextRange Whole(Problem fact)
    {
        if (fact.Where.Base != AnchorBase.Name || Db.Lookup(ItemQueries.Denizens, fact.Where.Denizen).Kind is not (DenizenKind.Impl or DenizenKind.Export)) return new TextRange(-1, -1);
        return ItemQueries.Find(Db.Get(ItemQueries.ItemRanges, File), fact.Where.Denizen)?.Full ?? new TextRange(-1, -1);
    }

    /// <summary>Whether the selection touches a range, or the request names a problem of that code there.</summary>
    public bool Touches(TextRange range, string code) => IsMeant(range, code);

    /// <summary>The hint of that code at a range; null when there is none.</summary>
    public FoundProblem? Hint(string code, TextRange range)
    {
        // Of imports alone all of the program may have to be checked.
        foreach (var hint in UnusedNames.Of(Db, File, soon: code != DiagnosticCodes.UnusedImport))
            if (hint.Code == code && hint.Place.Range == range) return new FoundProblem(null, null, hint);
        return null;
    }

    private bool IsMeant(TextRange range, string? code)
    {
        if (range.Start <= _request.Range.End && _request.Range.Start <= range.End) return true;
        foreach (var (named, at) in _request.Problems)
            if (at == range && (code is null || code == named)) return true;
        return false;
    }

    /// <summary>The nodes around a range, the outermost first; no tokens.</summary>
    public List<SyntaxNode> Around(TextRange range) => SyntaxPaths.Around(Root, range);

    /// <summary>The innermost node of a kind around a range.</summary>
    public SyntaxNode? Innermost(TextRange range, SyntaxKind kind)
    {
        var path = Around(range);
        for (var i = path.Count - 1; i >= 0; i--)
            if (path[i].Kind == kind) return path[i];
        return null;
    }

    /// <summary>The text of a node of this file.</summary>
    public string TextOf(SyntaxNode node) => Text[node.Offset..node.End];

    /// <summary>The blanks that a line begins with.</summary>
    public string IndentOf(int offset) => Layout.IndentOf(Text, offset);

    private TextRange Trim(TextRange range)
    {
        var (start, end) = (Math.Clamp(range.Start, 0, Text.Length), Math.Clamp(range.End, 0, Text.Length));
        while (start < end && char.IsWhiteSpace(Text[start])) start++;
        while (end > start && char.IsWhiteSpace(Text[end - 1])) end--;
        return new TextRange(start, end);
    }
}
