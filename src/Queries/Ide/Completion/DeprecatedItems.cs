// Which items their comments advise against: a comment above an item that begins with "Deprecated".

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Ide.Completion;

/// <summary>Answers for many items of few files.</summary>
internal sealed class DeprecatedItems(QueryContext db)
{
    private static readonly Query<FileId, ValueArray<DenizenId>> s_ofFile = Query.Define<FileId, ValueArray<DenizenId>>("DeprecatedItems", static (db, file) =>
    {
        var text = db.Get(InputQueries.FileText, file).Text;
        if (!text.AsSpan().Contains("eprecated", StringComparison.Ordinal)) return [];
        var found = new List<DenizenId>();
        foreach (var item in db.Get(ItemQueries.ItemRanges, file).Items)
            if (IsSaid(DocComment.Above(text, item.Full.Start))) found.Add(item.Id);
        return found.ToValueArray();
    });

    private readonly Dictionary<FileId, ValueArray<DenizenId>> _files = [];

    public bool Contains(DenizenId id)
    {
        var file = db.Lookup(ItemQueries.Denizens, id).File;
        if (!_files.TryGetValue(file, out var items)) _files.Add(file, items = db.Get(s_ofFile, file));
        foreach (var item in items)
            if (item == id) return true;
        return false;
    }

    private static bool IsSaid(string comment)
    {
        foreach (var line in comment.AsSpan().EnumerateLines())
            if (line.TrimStart('@').StartsWith("deprecated", StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
