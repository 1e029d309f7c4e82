// Keeps a file's imports in order: sorted, each once, and none that nothing needs.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Types;
using Vale.Ide.Renaming;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class Imports
{
    /// <summary>Puts all imports in order.</summary>
    public static void Organize(AssistContext context)
    {
        var imports = context.Root.All<ImportSyntax>().ToArray();
        if (imports.Length == 0 || !IsAskedFor(context, imports)) return;
        context.Offer("organize-imports", AssistKind.OrganizeImports, "Organize the imports", () =>
            Ordered(context, imports, Unneeded(context, imports)) is { } edit && IsSafe(context, edit) ? edit : Ordered(context, imports, Repeated(imports)));
    }

    /// <summary>Takes away the import under the cursor, or all, when nothing needs them.</summary>
    public static void RemoveUnused(AssistContext context)
    {
        var imports = context.Root.All<ImportSyntax>().ToArray();
        var touched = Array.FindIndex(imports, import => context.Touches(import.Node.Range, DiagnosticCodes.UnusedImport));
        if (touched < 0) return;
        var unneeded = Unneeded(context, imports);
        if (!unneeded.Contains(touched)) return;
        var hint = context.Hint(DiagnosticCodes.UnusedImport, imports[touched].Node.Range);
        context.Offer("remove-import", AssistKind.QuickFix, "Remove this import: nothing needs it", () => Without(context, imports, [touched]), isPreferred: true, hint);
        if (unneeded.Count > 1) context.Offer("remove-imports", AssistKind.QuickFix, "Remove all imports that nothing needs", () => Without(context, imports, unneeded), fixes: hint);
    }

    // At every cursor it would be a nuisance.
    private static bool IsAskedFor(AssistContext context, ImportSyntax[] imports) =>
        !context.Wants(AssistKind.QuickFix) || context.Selection.Start <= imports[^1].Node.End && imports[0].Node.Offset <= context.Selection.End;

    private static SourceEdit? Without(AssistContext context, ImportSyntax[] imports, HashSet<int> gone)
    {
        var edits = new EditBuilder();
        foreach (var index in gone) edits.Delete(context.File, Layout.WholeLines(context.Text, imports[index].Node.Range));
        return edits.Build() is { } edit && IsSafe(context, edit) ? edit : null;
    }

    // Runs of imports with nothing but line breaks between them; each is sorted on its own.
    private static SourceEdit? Ordered(AssistContext context, ImportSyntax[] imports, HashSet<int> gone)
    {
        var edits = new EditBuilder();
        for (var first = 0; first < imports.Length;)
        {
            var last = first;
            while (last + 1 < imports.Length && IsNext(context.Text.AsSpan(imports[last].Node.End, imports[last + 1].Node.Offset - imports[last].Node.End))) last++;
            var kept = new List<string>();
            for (var i = first; i <= last; i++)
                if (!gone.Contains(i)) kept.Add(context.Text[imports[i].Node.Offset..imports[i].Node.End]);
            kept.Sort(string.CompareOrdinal);
            var range = new TextRange(imports[first].Node.Offset, imports[last].Node.End);
            var text = string.Join("\n", kept);
            if (kept.Count == 0) edits.Delete(context.File, Behind(context.Text, Layout.WholeLines(context.Text, range)));
            else if (text != context.Text[range.Start..range.End]) edits.Replace(context.File, range, text);
            first = last + 1;
        }
        return edits.IsEmpty ? null : edits.Build();
    }

    private static bool IsNext(ReadOnlySpan<char> between)
    {
        var lines = 0;
        foreach (var c in between)
        {
            if (c == '\n') lines++;
            else if (c is not (' ' or '\t' or '\r')) return false;
        }
        return lines <= 1;
    }

    // The empty line that set the imports apart goes with them.
    private static TextRange Behind(string text, TextRange range) =>
        range.End < text.Length && text[range.End] == '\n' && (range.Start == 0 || text[range.Start - 1] == '\n') ? new TextRange(range.Start, range.End + 1) : range;

    private static HashSet<int> Repeated(ImportSyntax[] imports)
    {
        var repeated = new HashSet<int>();
        var texts = imports.Select(ImportEdits.Normal).ToList();
        for (var i = 0; i < imports.Length; i++)
        {
            var all = texts[i][..(texts[i].LastIndexOf('.') + 1)] + "*;";
            if (texts.IndexOf(texts[i]) < i || texts[i] != all && texts.Contains(all)) repeated.Add(i);
        }
        return repeated;
    }

    // The imports that nothing needs; none while some cannot be read.
    private static HashSet<int> Unneeded(AssistContext context, ImportSyntax[] imports) =>
        context.Db.Get(ItemQueries.Imports, context.File).Length == imports.Length ? [.. context.Db.Get(UnusedImports.OfFile, context.File)] : Repeated(imports);

    // Without the imports every name still means what it did: here, and wherever what they bring in may be named.
    private static bool IsSafe(AssistContext context, SourceEdit edit)
    {
        var db = context.Db;
        using var changed = new WhatIf(db, edit);
        var lost = new HashSet<string>(StringComparer.Ordinal);
        var kept = new HashSet<PackageData>();
        foreach (var package in changed.Db.Get(NameQueries.Reached, default)) kept.Add(changed.Db.Lookup(InputQueries.Packages, package));
        foreach (var package in db.Get(NameQueries.Reached, default))
            if (!kept.Contains(db.Lookup(InputQueries.Packages, package)))
                foreach (var item in db.Get(NameQueries.Scope, package).Items) lost.Add(item.Name);
        var files = new List<FileId> { context.File };
        foreach (var file in Rename.UserFiles(db))
        {
            if (file == context.File) continue;
            var text = db.Get(InputQueries.FileText, file).Text;
            foreach (var name in lost)
                if (name.Length > 0 && Words.Contains(text.AsSpan(), name))
                {
                    files.Add(file);
                    break;
                }
        }
        return RenameCheck.Of(db, changed, edit, files, "") is null;
    }
}
