// Renaming: what the cursor is on, every place that means it, and the proof that afterwards each name means what it did.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Parse;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Renaming;

internal static class Rename
{
    /// <summary>The name at a position and whether it can be renamed; null where no name stands.</summary>
    public static RenamePreparation? Prepare(QueryContext db, FilePosition position)
    {
        if (NameAt(db, position) is not { } name) return null;
        if (name.Locals is not null) return new RenamePreparation(name.Range, name.Text, null);
        return new RenamePreparation(name.Range, name.Text, RenameRules.Refusal(db, name, RenameFamily.Of(db, name.Symbol!)));
    }

    /// <summary>Gives the thing at a position another name, wherever it is meant; null where no name stands.</summary>
    public static RenameResult? Run(QueryContext db, FilePosition position, string newName)
    {
        if (NameAt(db, position) is not { } name) return null;
        if (newName == name.Text) return new RenameResult(new SourceEdit([]), null);
        if (RenameRules.BadName(newName, name.Symbol) is { } bad) return Refuse(bad, null);
        return name.Locals is { } locals ? Local(db, name, locals, newName) : Other(db, name, newName);
    }

    private static RenameResult Refuse(string message, FileRange? place) => new(null, new RenameConflict(message, place));

    private static RenameResult Local(QueryContext db, NamedPlace name, (LocalScopes Scopes, int Declaration) locals, string newName)
    {
        var (scopes, declaration) = locals;
        var edits = new EditBuilder();
        edits.Replace(name.File, scopes.Declarations[declaration].Range, newName);
        foreach (var use in scopes.Uses)
            if (use.Declaration == declaration && !RenameRules.IsFunction(db, name.File, use)) edits.Replace(name.File, use.Range, newName);
        var edit = edits.Build()!;
        var conflict = RenameCheck.OfLocal(db, name, scopes, edit.Files[0], newName) ?? RenameCheck.Of(db, edit, [name.File], newName);
        return conflict is null ? new RenameResult(edit, null) : new RenameResult(null, conflict);
    }

    private static RenameResult Other(QueryContext db, NamedPlace name, string newName)
    {
        var family = RenameFamily.Of(db, name.Symbol!);
        if (RenameRules.Refusal(db, name, family) is { } refusal) return Refuse(refusal, null);
        var home = Home(db, family);
        var edits = new EditBuilder();
        var looked = new List<FileId>();
        foreach (var file in home is { } one ? [one] : UserFiles(db))
        {
            var text = db.Get(InputQueries.FileText, file).Text;
            var hasOld = Words.Contains(text.AsSpan(), name.Text);
            if (hasOld || Words.Contains(text.AsSpan(), newName)) looked.Add(file);
            if (!hasOld) continue;
            foreach (var use in SymbolUses.Of(db, file))
                if (family.Contains(Symbols.Canonical(db, use.Symbol)) && text.Slice(use.Range).SequenceEqual(name.Text)) edits.Replace(file, use.Range, newName);
            Imports(db, file, family, name.Text, newName, edits);
        }
        if (edits.IsEmpty || edits.Build() is not { } edit) return Refuse($"nothing says `{name.Text}` where it could be changed", null);
        if (home is null && RenameRules.MayBeAskedFor(db, name.Text)) looked = UserFiles(db);
        return RenameCheck.Of(db, edit, looked, newName) is { } conflict ? new RenameResult(null, conflict) : new RenameResult(edit, null);
    }

    // `import hulls.Ship;` names the thing; where it also brings others of its name, it stays and one more is written.
    private static void Imports(QueryContext db, FileId file, IReadOnlyCollection<Symbol> family, string oldName, string newName, EditBuilder edits)
    {
        var imports = db.Get(ItemQueries.Imports, file);
        foreach (var import in imports)
        {
            if (import.Item != oldName) continue;
            var package = InputQueries.PackageOf(db, import.Package.Module, import.Package.Package);
            var (renamed, kept) = (false, false);
            foreach (var item in Compiler.Names.NameQueries.LookupIn(db, package, oldName))
            {
                if (family.Contains(Symbols.Canonical(db, Symbols.Of(db, item)))) renamed = true;
                else kept = true;
            }
            if (!renamed) continue;
            var range = db.Get(ItemQueries.ItemRanges, file).Imports[import.Ordinal];
            var written = db.Get(InputQueries.FileText, file).Text.Slice(range).ToString();
            var at = Words.LastIndexOf(written, oldName);
            if (at < 0) continue;
            if (kept) edits.Insert(file, range.End, "\n" + string.Concat(written.AsSpan(0, at), newName, written.AsSpan(at + oldName.Length)));
            else edits.Replace(file, new TextRange(range.Start + at, range.Start + at + oldName.Length), newName);
        }
    }

    /// <summary>Every file of the user.</summary>
    public static List<FileId> UserFiles(QueryContext db)
    {
        var files = new List<FileId>();
        foreach (var package in db.Get(InputQueries.UserPackages, default)) files.AddRange(db.Get(InputQueries.PackageFiles, package));
        return files;
    }

    // The one file in which a generic parameter can be used, or null.
    private static FileId? Home(QueryContext db, IReadOnlyCollection<Symbol> family)
    {
        foreach (var symbol in family)
            if (symbol is RuneSymbol rune) return db.Lookup(ItemQueries.Denizens, rune.Denizen).File;
        return null;
    }

    private static NamedPlace? NameAt(QueryContext db, FilePosition position)
    {
        var text = db.Get(InputQueries.FileText, position.File).Text;
        if (position.Offset < 0 || position.Offset > text.Length) return null;
        var use = SymbolAt.Find(db, position);
        if (use?.Symbol is null or LocalSymbol && LocalAt(db, position) is { } local) return local;
        if (use is { Symbol: not LocalSymbol } found)
        {
            var range = found.Range;
            // An import is found by any of its words; only the last one names what it means.
            if (ImportAt(db, position) is { } import) range = import;
            return new NamedPlace(position.File, range, text.Slice(range).ToString(), Symbols.Canonical(db, found.Symbol), null);
        }
        return RenameRules.Unnamed(db, position);
    }

    private static TextRange? ImportAt(QueryContext db, FilePosition position)
    {
        foreach (var import in db.Get(ParseQueries.Parse, position.File).Result.File.Imports)
            if (import.Node.Range.Touches(position.Offset))
            {
                TextRange? touched = null;
                for (var i = 0; i < import.StepCount; i++)
                    if (import.Step(i) is { } step && step.Range.Touches(position.Offset)) touched = step.Range;
                return touched ?? import.Importee?.Range ?? import.Node.Range;
            }
        return null;
    }

    private static NamedPlace? LocalAt(QueryContext db, FilePosition position)
    {
        if (ItemQueries.At(db, position.File, position.Offset) is not { } item) return null;
        if (FunctionNode(db, position.File, item) is not { } function) return null;
        var scopes = LocalScopes.Of(function);
        if (scopes.At(position.Offset) is not { } declaration) return null;
        var range = scopes.Declarations[declaration].Range;
        foreach (var use in scopes.Uses)
            if (use.Declaration == declaration && use.Range.Touches(position.Offset)) range = use.Range;
        return new NamedPlace(position.File, range, scopes.Declarations[declaration].Name, null, (scopes, declaration)) { Denizen = item.Id };
    }

    /// <summary>The syntax of a function, placed as it is in its file; null for another item.</summary>
    public static SyntaxNode? FunctionNode(QueryContext db, FileId file, ItemRange item)
    {
        var root = new SyntaxNode(db.Get(ParseQueries.Parse, file).Result.Tree);
        return Find(root, item.Full);

        static SyntaxNode? Find(SyntaxNode node, TextRange range)
        {
            if (node.Kind == SyntaxKind.Function && node.Range == range) return node;
            foreach (var child in node.Children)
                if (!child.IsToken && child.Range.Contains(range)) return Find(child, range);
            return null;
        }
    }
}

/// <summary>A name under the cursor.</summary>
/// <param name="Symbol">What it means; null for a local, and for what has no symbol.</param>
/// <param name="Locals">Of a local, the function's and its own number.</param>
internal sealed record NamedPlace(FileId File, TextRange Range, string Text, Symbol? Symbol, (LocalScopes Scopes, int Declaration)? Locals)
{
    /// <summary>Of a local, the function it is in.</summary>
    public DenizenId Denizen { get; init; }

    /// <summary>Why it cannot be renamed, where nothing but the syntax tells.</summary>
    public string? Refusal { get; init; }
}
