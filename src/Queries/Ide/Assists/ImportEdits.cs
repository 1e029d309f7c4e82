// Writing imports: where one belongs among those that are there.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Parse;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class ImportEdits
{
    /// <summary>Imports a name of a package, or all of it; nothing when the file does so already.</summary>
    public static void Add(QueryContext db, EditBuilder builder, FileId file, PackageData package, string? name)
    {
        foreach (var import in db.Get(ItemQueries.Imports, file))
            if (import.Package == package && (import.Item is null || import.Item == name)) return;
        var text = $"import {package}.{name ?? "*"};";
        var source = db.Get(InputQueries.FileText, file).Text.ToString();
        var imports = new SyntaxNode(db.Get(ParseQueries.Parse, file).Result.Tree).All<ImportSyntax>().ToArray();
        foreach (var import in imports)
            if (string.CompareOrdinal(Normal(import), text) > 0)
            {
                builder.Insert(file, Layout.LineStart(source, import.Node.Offset), text + "\n");
                return;
            }
        if (imports.Length > 0) builder.Insert(file, imports[^1].Node.End, "\n" + text);
        else builder.Insert(file, Top(source), text + (source.Length > 0 ? "\n\n" : "\n"));
    }

    /// <summary>Imports the types that a file does not see and that a type's text names.</summary>
    public static void AddFor(QueryContext db, EditBuilder builder, FileId file, Coord type)
    {
        var unseen = new List<DenizenId>();
        TypeText.Unseen(db, file, type, unseen);
        foreach (var id in unseen) Add(db, builder, file, ItemQueries.PackageDataOf(db, id), db.Lookup(ItemQueries.Denizens, id).Name);
    }

    /// <summary>An import without blanks where none are needed.</summary>
    public static string Normal(ImportSyntax import)
    {
        var text = new System.Text.StringBuilder("import ");
        for (var i = 0; i < import.StepCount; i++) text.Append(i > 0 ? "." : "").Append(import.Step(i)!.Value.Text);
        return text.Append(';').ToString();
    }

    // Behind the comment that begins a file and stands apart from what follows.
    private static int Top(string text)
    {
        var at = 0;
        while (text.AsSpan(at).StartsWith("//"))
        {
            var end = text.IndexOf('\n', at);
            if (end < 0) return 0;
            at = end + 1;
        }
        if (at == 0 || at >= text.Length || text[at] is not ('\n' or '\r')) return 0;
        while (at < text.Length && text[at] is '\n' or '\r') at++;
        return at;
    }
}
