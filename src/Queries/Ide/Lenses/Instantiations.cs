// With which types something generic is used in the user's files. A use within something generic counts with each of the
// types that this, in turn, is used with. Nothing is instantiated for it: what calls say is put together.

using System.Text;
using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Ide.Lenses;

internal sealed class Instantiations
{
    // Nobody reads more; and types may grow with every call.
    private const int Most = 500;

    private readonly QueryContext _db;
    private readonly IReadOnlyList<FileId> _files;
    private readonly Dictionary<DenizenId, List<ValueArray<TemplataId>>> _known = [];

    private Instantiations(QueryContext db, IReadOnlyList<FileId> files) => (_db, _files) = (db, files);

    /// <summary>The lists of arguments, as text, that the generic function or struct at a position is used with, each once.</summary>
    public static List<string> At(QueryContext db, FilePosition position, IReadOnlyList<FileId> files)
    {
        var texts = new List<string>();
        if (SymbolAt.Find(db, position) is not { } use) return texts;
        var id = Symbols.Canonical(db, use.Symbol) switch
        {
            FunctionSymbol s => db.Lookup(TypeQueries.Functions, s.Function).Denizen,
            DenizenSymbol s when db.Lookup(ItemQueries.Denizens, s.Denizen).Kind == DenizenKind.Struct => s.Denizen,
            _ => (DenizenId?)null,
        };
        if (id is not { } denizen || db.Get(TypeQueries.Generics, denizen).IsEmpty) return texts;
        foreach (var arguments in new Instantiations(db, files).Of(denizen)) texts.Add(Text(db, arguments));
        texts.Sort(StringComparer.Ordinal);
        return texts;
    }

    private static string Text(QueryContext db, ValueArray<TemplataId> arguments)
    {
        var text = new StringBuilder("<");
        for (var i = 0; i < arguments.Length; i++) text.Append(i > 0 ? ", " : "").Append(TypeQueries.Display(db, arguments[i]));
        return text.Append('>').ToString();
    }

    // One that is being asked for already is a call of itself: it adds no types that did not come from outside.
    private List<ValueArray<TemplataId>> Of(DenizenId id)
    {
        if (_known.TryGetValue(id, out var found)) return found;
        _known.Add(id, found = []);
        var name = _db.Lookup(ItemQueries.Denizens, id).Name;
        foreach (var file in _files)
        {
            if (!Words.Contains(_db.Get(InputQueries.FileText, file).Text.AsSpan(), name)) continue;
            foreach (var item in _db.Get(ItemQueries.ItemRanges, file).Items)
                foreach (var reference in SymbolUses.References(_db, item))
                {
                    if (found.Count >= Most) return found;
                    if (reference is { Kind: ReferenceKind.Function, Callee: { } callee } && _db.Lookup(TypeQueries.Functions, reference.Function) is { Denizen: var called } data && called == id
                        && data.Origin is FunctionOrigin.Declared or FunctionOrigin.StructConstructor
                        && _db.Lookup(TypeQueries.Prototypes, callee) is FunctionPrototype prototype) Add(found, prototype.Arguments, item.Id);
                }
        }
        return found;
    }

    private void Add(List<ValueArray<TemplataId>> found, ValueArray<TemplataId> arguments, DenizenId user)
    {
        if (!IsOpen(arguments))
        {
            if (!found.Contains(arguments)) found.Add(arguments);
            return;
        }
        foreach (var outer in Of(user).ToArray())
        {
            var substitution = new Substitution(_db, user, outer);
            var said = new TemplataId[arguments.Length];
            for (var i = 0; i < said.Length; i++) said[i] = substitution.Apply(arguments[i]);
            var whole = ValueArray.Wrap(said);
            if (!IsOpen(whole) && !found.Contains(whole) && found.Count < Most) found.Add(whole);
        }
    }

    private bool IsOpen(ValueArray<TemplataId> arguments)
    {
        foreach (var argument in arguments)
            if (Placeholders.IsMentionedIn(_db, argument)) return true;
        return false;
    }
}
