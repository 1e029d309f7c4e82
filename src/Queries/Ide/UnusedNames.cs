// Locals that nobody uses and imports that nothing needs, which editors show greyed. Of locals only what is written counts, so that code
// that is not checked has them too.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Ide;

/// <summary>A local that nobody uses, from the body's start.</summary>
internal readonly record struct UnusedLocal(string Name, int Start, int End);

internal static class UnusedNames
{
    // Per function, so that an edit looks at one body.
    private static readonly Query<DenizenId, ValueArray<UnusedLocal>> s_locals = Query.Define<DenizenId, ValueArray<UnusedLocal>>("UnusedLocals", static (db, id) =>
    {
        if (db.Get(ItemQueries.Body, id).Green is not { Kind: SyntaxKind.Block } block) return [];
        var scopes = LocalScopes.OfBody(new SyntaxNode(block));
        var used = new bool[scopes.Declarations.Count];
        foreach (var use in scopes.Uses) used[use.Declaration] |= !use.IsSet;
        var unused = new List<UnusedLocal>();
        for (var i = 0; i < used.Length; i++)
            if (!used[i] && scopes.Declarations[i] is { Kind: LocalKind.Local, Name: [not '_', ..] name, Range: var range }) unused.Add(new UnusedLocal(name, range.Start, range.End));
        return unused.ToValueArray();
    });

    /// <summary>The hints of a file, in the order of places.</summary>
    /// <param name="soon">Leave out imports of which it is only known once all of the program is checked.</param>
    public static IReadOnlyList<Diagnostic> Of(QueryContext db, FileId file, bool soon = false)
    {
        var hints = new List<Diagnostic>();
        var ranges = db.Get(ItemQueries.ItemRanges, file);
        foreach (var number in db.Get(soon ? UnusedImports.KnownSoon : UnusedImports.OfFile, file))
            hints.Add(new Diagnostic(DiagnosticCodes.UnusedImport, Severity.Hint, new FileRange(file, ranges.Imports[number]), "nothing needs this import", "", [],
                "take it away", DiagnosticTags.Unnecessary));
        foreach (var item in ranges.Items)
        {
            if (item.BodyStart < 0) continue;
            foreach (var (name, start, end) in db.Get(s_locals, item.Id))
                hints.Add(new Diagnostic(DiagnosticCodes.UnusedLocal, Severity.Hint, new FileRange(file, new TextRange(item.BodyStart + start, item.BodyStart + end)),
                    $"nobody uses `{name}`", "", [], $"take it away, or call it `_{name}` if it is there to be dropped at the end", DiagnosticTags.Unnecessary));
        }
        return hints;
    }
}
