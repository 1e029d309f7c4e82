// The proof that a renaming changes no meaning: the program is looked at as it would be afterwards, and every name in the
// files that speak of the old or of the new name must lead where it did, and nothing may be wrong that was not before.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Renaming;

internal static class RenameCheck
{
    /// <summary>What stands against a local's new name by its scopes alone; null when nothing does.</summary>
    public static RenameConflict? OfLocal(QueryContext db, NamedPlace name, LocalScopes before, FileEdits edits, string newName)
    {
        var text = edits.Apply(db.Get(InputQueries.FileText, name.File).Text.ToString());
        var (scopes, declaration) = name.Locals!.Value;
        var parsed = Parser.Parse(new SourceText(text));
        if (parsed.Problems.Count > db.Get(Compiler.Parse.ParseQueries.Parse, name.File).Result.Problems.Count)
            return new RenameConflict($"`{newName}` cannot stand there as a name", new FileRange(name.File, scopes.Declarations[declaration].Range));
        var own = scopes.Declarations[declaration];
        foreach (var other in scopes.Declarations)
            if (other.Name == newName && other.Visible.End == own.Visible.End && other.Lambda == own.Lambda)
                return new RenameConflict($"`{newName}` is declared in the same block already", new FileRange(name.File, other.Range));
        var declared = edits.Map(own.Range);
        if (FunctionAround(new SyntaxNode(parsed.Tree), declared) is not { } function) return null;
        var after = LocalScopes.Of(function);
        var expected = new Dictionary<TextRange, TextRange>();
        foreach (var use in before.Uses) expected.TryAdd(edits.Map(use.Range), edits.Map(before.Declarations[use.Declaration].Range));
        foreach (var use in after.Uses)
        {
            var leads = after.Declarations[use.Declaration].Range;
            if (expected.TryGetValue(use.Range, out var wanted))
            {
                if (wanted == leads) continue;
            }
            // Whether a function is called or a local of its name, its type tells.
            else if (use.IsCallee) continue;
            return new RenameConflict($"another `{newName}` would be meant", new FileRange(name.File, Unmap(edits, use.Range)));
        }
        return null;
    }

    private static SyntaxNode? FunctionAround(SyntaxNode node, TextRange range)
    {
        SyntaxNode? found = null;
        while (true)
        {
            if (node.Kind == SyntaxKind.Function) found = node;
            var next = node;
            foreach (var child in node.Children)
                if (!child.IsToken && child.Range.Contains(range)) next = child;
            if (next.Green == node.Green) return found;
            node = next;
        }
    }

    /// <summary>What stands against an edit that renames, by what the changed program means in these files; null when nothing does.</summary>
    public static RenameConflict? Of(QueryContext db, SourceEdit edit, IReadOnlyList<FileId> files, string newName)
    {
        using var changed = new WhatIf(db, edit);
        return Of(db, changed, edit, files, newName);
    }

    /// <summary>The same of a program that is changed already.</summary>
    public static RenameConflict? Of(QueryContext db, WhatIf changed, SourceEdit edit, IReadOnlyList<FileId> files, string newName)
    {
        foreach (var file in files)
            if (Problems(db, changed, edit, file) is { } problem) return problem;
        var before = new Places(db, edit);
        var after = new Places(changed.Db, null);
        foreach (var file in files)
            if (Meanings(db, changed, edit, file, before, after, newName) is { } conflict) return conflict;
        return null;
    }

    private static RenameConflict? Problems(QueryContext db, WhatIf changed, SourceEdit edit, FileId file)
    {
        var edits = edit.Of(file);
        // What was wrong before may be told in other words now.
        var known = new HashSet<TextRange>();
        foreach (var diagnostic in db.Get(DiagnosticQueries.File, file)) known.Add(edits?.Map(diagnostic.Place.Range) ?? diagnostic.Place.Range);
        foreach (var diagnostic in changed.Db.Get(DiagnosticQueries.File, changed.File(db, file)))
            if (!known.Contains(diagnostic.Place.Range)) return new RenameConflict(diagnostic.Message, new FileRange(file, Unmap(edits, diagnostic.Place.Range)));
        return null;
    }

    private static RenameConflict? Meanings(QueryContext db, WhatIf changed, SourceEdit edit, FileId file, Places before, Places after, string newName)
    {
        var edits = edit.Of(file);
        var wanted = Uses(db, file, before, edits);
        var found = Uses(changed.Db, changed.File(db, file), after, null);
        foreach (var (range, meanings) in found)
            if (!wanted.TryGetValue(range, out var were) || !were.SetEquals(meanings))
                return new RenameConflict($"`{newName}` would mean something else", new FileRange(file, Unmap(edits, range)));
        foreach (var (range, _) in wanted)
            if (!found.ContainsKey(range)) return new RenameConflict($"`{newName}` would mean nothing", new FileRange(file, Unmap(edits, range)));
        return null;
    }

    // What every name of a file leads to, by where it stands after the edit.
    private static Dictionary<TextRange, HashSet<string>> Uses(QueryContext db, FileId file, Places places, FileEdits? edits)
    {
        var uses = new Dictionary<TextRange, HashSet<string>>();
        foreach (var use in SymbolUses.Of(db, file))
        {
            // An import that is written once more, or stands for several things, is told of by what needs it.
            if (use.Symbol is PackageSymbol || IsImport(db, file, use.Range)) continue;
            var range = edits?.Map(use.Range) ?? use.Range;
            if (!uses.TryGetValue(range, out var meanings)) uses.Add(range, meanings = new HashSet<string>(StringComparer.Ordinal));
            meanings.Add(places.Of(Symbols.Canonical(db, use.Symbol)));
        }
        return uses;
    }

    private static bool IsImport(QueryContext db, FileId file, TextRange range)
    {
        foreach (var import in db.Get(Compiler.Items.ItemQueries.ItemRanges, file).Imports)
            if (import.Contains(range)) return true;
        return false;
    }

    private static TextRange Unmap(FileEdits? edits, TextRange range) =>
        edits is null ? range : new TextRange(Unmap(edits, range.Start), Unmap(edits, range.End));

    private static int Unmap(FileEdits edits, int offset)
    {
        var delta = 0;
        foreach (var edit in edits.Edits)
        {
            var start = edit.Start + delta;
            if (offset <= start) break;
            if (offset <= start + edit.NewText.Length) return offset == start + edit.NewText.Length ? edit.End : edit.Start;
            delta += edit.Delta;
        }
        return offset - delta;
    }

    // Where symbols are declared, as text that means the same in both programs.
    private sealed class Places(QueryContext db, SourceEdit? edit)
    {
        private readonly Dictionary<Symbol, string> _known = [];

        public string Of(Symbol symbol)
        {
            if (!_known.TryGetValue(symbol, out var place)) _known.Add(symbol, place = Find(symbol));
            return place;
        }

        private string Find(Symbol symbol)
        {
            if (symbol is PrimitiveSymbol primitive) return $"primitive {primitive.Kind.Index}";
            if (GotoDefinition.Of(db, symbol) is not { } target) return symbol.GetType().Name;
            var range = edit?.Of(target.File)?.Map(target.Focus) ?? target.Focus;
            return $"{db.Lookup(InputQueries.Files, target.File)} {range.Start}";
        }
    }
}
