// Types as they can be written in a file. Not every type has a text: a closure has none.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide.Assists;

internal static class TypeText
{
    /// <summary>The text of a type; null when it has none.</summary>
    public static string? Of(QueryContext db, Coord type) => IsWritable(db, type, 0) ? TypeQueries.Display(db, type) : null;

    /// <summary>The text of a bound, <c>func drop(T)void</c> or <c>implements(T, IShip)</c>; null when it has none.</summary>
    public static string? Of(QueryContext db, Bound bound) => bound switch
    {
        FunctionBound f => AreWritable(db, f.Parameters) && IsWritable(db, f.ReturnType, 0)
            ? $"func {(f.Name == "__call" ? "" : f.Name)}({string.Join(", ", f.Parameters.Select(type => TypeQueries.Display(db, type)))}){TypeQueries.Display(db, f.ReturnType)}" : null,
        ImplBound i => $"implements({TypeQueries.Display(db, i.Sub)}, {TypeQueries.Display(db, i.Super)})",
        _ => null,
    };

    /// <summary>Whether a type speaks of a denizen's placeholders.</summary>
    public static bool IsGeneric(QueryContext db, Coord type) => Placeholders.IsMentionedIn(db, type.Kind);

    private static bool AreWritable(QueryContext db, IEnumerable<Coord> types)
    {
        foreach (var type in types)
            if (!IsWritable(db, type, 0)) return false;
        return true;
    }

    private static bool IsWritable(QueryContext db, Coord type, int depth)
    {
        if (type.IsError || type.IsNever || depth > 16) return false;
        if (WellKnownKinds.IsWellKnown(type.Kind)) return true;
        return db.Lookup(TypeQueries.Kinds, type.Kind) switch
        {
            StructKind s => db.Lookup(ItemQueries.Denizens, s.Struct).Kind == DenizenKind.Struct && AreWritable(db, s.Arguments, depth),
            InterfaceKind i => AreWritable(db, i.Arguments, depth),
            ArrayKind a => IsWritable(db, a.Element, depth + 1),
            TupleKind t => AreWritable(db, t.Members),
            PlaceholderKind => true,
            _ => false,
        };
    }

    private static bool AreWritable(QueryContext db, IEnumerable<TemplataId> arguments, int depth)
    {
        foreach (var argument in arguments)
            if (db.Lookup(TypeQueries.Templatas, argument) is CoordTemplata { Coord: var coord } && !IsWritable(db, coord, depth + 1)) return false;
        return true;
    }

    /// <summary>The types a file would have to import to write a type.</summary>
    public static void Unseen(QueryContext db, FileId file, Coord type, List<DenizenId> into)
    {
        if (WellKnownKinds.IsWellKnown(type.Kind)) return;
        switch (db.Lookup(TypeQueries.Kinds, type.Kind))
        {
            case ArrayKind a: Unseen(db, file, a.Element, into); break;
            case TupleKind t:
                foreach (var member in t.Members) Unseen(db, file, member, into);
                break;
        }
        if (TypeQueries.TemplateOf(db, type.Kind) is { } template && !IsSeen(db, file, template) && !into.Contains(template)) into.Add(template);
        foreach (var argument in TypeQueries.ArgumentsOf(db, type.Kind))
            if (db.Lookup(TypeQueries.Templatas, argument) is CoordTemplata { Coord: var coord }) Unseen(db, file, coord, into);
    }

    private static bool IsSeen(QueryContext db, FileId file, DenizenId id)
    {
        foreach (var (item, _) in NameQueries.Lookup(db, file, db.Lookup(ItemQueries.Denizens, id).Name))
            if (item.Id == id) return true;
        return false;
    }
}
