// Whether a type still speaks of placeholders.

using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Types;

/// <summary>Looks for placeholders in types.</summary>
public static class Placeholders
{
    /// <summary>True when the kind is or holds a placeholder.</summary>
    public static bool IsMentionedIn(QueryContext db, KindId kind) => IsMentionedIn(db, kind, null);

    /// <summary>True when the kind is or holds a placeholder, of one denizen where one is given.</summary>
    public static bool IsMentionedIn(QueryContext db, KindId kind, DenizenId? root)
    {
        if (WellKnownKinds.IsWellKnown(kind)) return false;
        switch (db.Lookup(TypeQueries.Kinds, kind))
        {
            case PlaceholderKind p: return root is null || p.Root == root;
            case StructKind s: return IsMentionedIn(db, s.Arguments.AsSpan(), root);
            case InterfaceKind i: return IsMentionedIn(db, i.Arguments.AsSpan(), root);
            case ClosureKind c: return IsMentionedIn(db, c.Arguments.AsSpan(), root);
            case ArrayKind a:
                return IsMentionedIn(db, a.Element.Kind, root) || IsMentionedIn(db, a.Mutability, root) || IsMentionedIn(db, a.Variability, root) ||
                    a.Size is { } size && IsMentionedIn(db, size, root);
            case TupleKind t: return IsMentionedIn(db, t.Members, root);
            case BoxKind b: return IsMentionedIn(db, b.Value.Kind, root);
            default: return false;
        }
    }

    /// <summary>True when the templata is or holds a placeholder.</summary>
    public static bool IsMentionedIn(QueryContext db, TemplataId templata) => IsMentionedIn(db, templata, null);

    /// <summary>True when the templata is or holds a placeholder, of one denizen where one is given.</summary>
    public static bool IsMentionedIn(QueryContext db, TemplataId templata, DenizenId? root)
    {
        switch (db.Lookup(TypeQueries.Templatas, templata))
        {
            case PlaceholderTemplata p: return root is null || p.Root == root;
            case CoordTemplata c: return IsMentionedIn(db, c.Coord.Kind, root);
            case KindTemplata k: return IsMentionedIn(db, k.Kind, root);
            case PackTemplata p: return IsMentionedIn(db, p.Members, root);
            case PrototypeTemplata p: return IsMentionedIn(db, p.ReturnType.Kind, root) || IsMentionedIn(db, p.Parameters, root);
            default: return false;
        }
    }

    private static bool IsMentionedIn(QueryContext db, ValueArray<Coord> coords, DenizenId? root)
    {
        foreach (var coord in coords)
            if (IsMentionedIn(db, coord.Kind, root)) return true;
        return false;
    }

    private static bool IsMentionedIn(QueryContext db, ReadOnlySpan<TemplataId> templatas, DenizenId? root)
    {
        foreach (var templata in templatas)
            if (IsMentionedIn(db, templata, root)) return true;
        return false;
    }
}
