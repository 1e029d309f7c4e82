// Which packages a file sees, and how it would come to see another.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>The packages of a project, from where one file stands.</summary>
internal sealed class Packages
{
    private readonly QueryContext _db;
    private readonly FileId _file;
    private readonly Dictionary<PackageId, (Nearness Nearness, HashSet<string>? Names)> _seen = [];
    private readonly Dictionary<PackageId, TextEdit[]> _imports = [];

    public Packages(QueryContext db, FileId file)
    {
        _db = db;
        _file = file;
        var scope = db.Get(NameQueries.FileScope, file);
        foreach (var entry in scope.Entries)
        {
            if (_seen.TryGetValue(entry.Package, out var known))
            {
                if (entry.OnlyName is null) _seen[entry.Package] = (known.Nearness, null);
                else known.Names?.Add(entry.OnlyName);
            }
            else _seen.Add(entry.Package, (entry.Nearness, entry.OnlyName is null ? null : new HashSet<string>(StringComparer.Ordinal) { entry.OnlyName }));
        }
        if (scope.SeesBuiltins)
            foreach (var package in db.Get(InputQueries.BuiltinPackages, default)) _seen[package] = (Nearness.Builtin, null);
        Own = InputQueries.PackageOf(db, file);
    }

    /// <summary>The file's own.</summary>
    public PackageId Own { get; }

    /// <summary>Those it looks into.</summary>
    public IEnumerable<KeyValuePair<PackageId, (Nearness Nearness, HashSet<string>? Names)>> Seen => _seen;

    /// <summary>True when the file sees that name of the package.</summary>
    public bool Sees(PackageId package, string name) => _seen.TryGetValue(package, out var seen) && (seen.Names is null || seen.Names.Contains(name));

    /// <summary>True when the file sees all of the package.</summary>
    public bool SeesAll(PackageId package) => _seen.TryGetValue(package, out var seen) && seen.Names is null;

    /// <summary>How near a package is.</summary>
    public Nearness NearnessOf(PackageId package) => _seen.TryGetValue(package, out var seen) ? seen.Nearness : Nearness.Transitive;

    /// <summary>The edit by which the file sees all of a package: a line behind its imports.</summary>
    public IReadOnlyList<TextEdit> Import(PackageId package)
    {
        if (!_imports.TryGetValue(package, out var edits)) _imports.Add(package, edits = [ImportEdit(_db.Lookup(InputQueries.Packages, package) + ".*")]);
        return edits;
    }

    // Behind the last import that comes before it, else before the first; in a file without imports above the first item and its comment.
    private TextEdit ImportEdit(string path)
    {
        var ranges = _db.Get(ItemQueries.ItemRanges, _file).Imports;
        var text = _db.Get(InputQueries.FileText, _file).Text;
        if (!ranges.IsEmpty)
        {
            var after = -1;
            for (var i = 0; i < ranges.Length; i++)
            {
                var written = text.Slice(ranges[i])["import".Length..].Trim().TrimEnd(';').TrimEnd();
                if (written.CompareTo(path, StringComparison.Ordinal) < 0) after = i;
            }
            return after >= 0
                ? new TextEdit(ranges[after].End, ranges[after].End, $"\nimport {path};")
                : new TextEdit(ranges[0].Start, ranges[0].Start, $"import {path};\n");
        }
        var at = FirstLine(text);
        return new TextEdit(at, at, $"import {path};\n\n");
    }

    // A comment that a blank line parts from what follows is about the file: it stays on top.
    private static int FirstLine(SourceText text)
    {
        var at = 0;
        for (var line = 0; line < text.Lines.Count; line++)
        {
            var content = text.AsSpan()[text.Lines.Start(line)..text.Lines.End(line)].Trim();
            if (content.IsEmpty) at = line + 1 < text.Lines.Count ? text.Lines.Start(line + 1) : text.Lines.Start(line);
            else if (!content.StartsWith("//")) break;
        }
        return at;
    }
}
