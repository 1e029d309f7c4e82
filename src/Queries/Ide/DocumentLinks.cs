// Imports as links to the files they bring.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Parse;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide;

/// <summary>A piece of text that leads to a file.</summary>
/// <param name="Tooltip">What it leads to.</param>
public sealed record DocumentLink(TextRange Range, FileId Target, string Tooltip);

internal static class DocumentLinks
{
    /// <summary>The links of a file, in the order of the text; an import that leads nowhere is none.</summary>
    public static List<DocumentLink> Of(QueryContext db, FileId file)
    {
        var found = new List<DocumentLink>();
        var root = new SyntaxNode(db.Get(ParseQueries.Parse, file).Result.Tree);
        var ranges = db.Get(ItemQueries.ItemRanges, file);
        for (var i = 0; i < ranges.Imports.Length; i++)
        {
            if (SymbolUses.OfImport(db, file, i, ranges.Imports[i]) is not { } use || GotoDefinition.Of(db, Symbols.Canonical(db, use.Symbol)) is not { } target) continue;
            var text = use.Symbol is PackageSymbol package ? Of(db, package.Package) : $"{target.Name} in {db.Lookup(InputQueries.Packages, InputQueries.PackageOf(db, target.File))}";
            found.Add(new DocumentLink(Steps(root, ranges.Imports[i]), target.File, text));
        }
        return found;
    }

    private static string Of(QueryContext db, PackageId package)
    {
        var count = db.Get(InputQueries.PackageFiles, package).Length;
        return $"package {db.Lookup(InputQueries.Packages, package)}, {count} {(count == 1 ? "file" : "files")}";
    }

    // From the module's name to the last step, without the keyword and the semicolon.
    private static TextRange Steps(SyntaxNode root, TextRange range)
    {
        foreach (var import in new SourceFileSyntax(root).Imports)
            if (import.Node.Range == range && import.ModuleName is { } first && import.Step(import.StepCount - 1) is { } last)
                return new TextRange(first.Offset, last.Range.End);
        return range;
    }
}
