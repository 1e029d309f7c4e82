// Whether a type still speaks of placeholders.

using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Types;

/// <summary>Looks for placeholders in types.</summary>
public static class Placeholders
{
    /// <summary>True when the kind is or holds a placeholder.</summary>
    public static bool IsMentionedIn(QueryContext db, KindId kind)
    {
        if (WellKnownKinds.IsWellKnown(kind)) return false;
        switch (db.Lookup(TypeQueries.Kinds, kind))
        {
            case PlaceholderKind: return true;
            case StructKind s: return IsMentionedIn(db, s.Arguments.AsSpan());
            case InterfaceKind i: return IsMentionedIn(db, i.Arguments.AsSpan());
            case ClosureKind c: return IsMentionedIn(db, c.Arguments.AsSpan());
            case ArrayKind a:
                return IsMentionedIn(db, a.Element.Kind) || IsMentionedIn(db, a.Mutability) || IsMentionedIn(db, a.Variability) ||
                    a.Size is { } size && IsMentionedIn(db, size);
            case TupleKind t: return IsMentionedIn(db, t.Members);
            case BoxKind b: return IsMentionedIn(db, b.Value.Kind);
            default: return false;
        }
    }

    /// <summary>True when the templata is or holds a placeholder.</summary>
    public static bool IsMentionedIn(QueryContext db, TemplataId templata)
    {
        switch (db.Lookup(TypeQueries.Templatas, templata))
        {
            case PlaceholderTemplata: return true;
            case CoordTemplata c: return IsMentionedIn(db, c.Coord.Kind);
            case KindTemplata k: return IsMentionedIn(db, k.Kind);
            case PackTemplata p: return IsMentionedIn(db, p.Members);
            case PrototypeTemplata p: return IsMentionedIn(db, p.ReturnType.Kind) || IsMentionedIn(db, p.Parameters);
            default: return false;
        }
    }

    private static bool IsMentionedIn(QueryContext db, ValueArray<Coord> coords)
    {
        foreach (var coord in coords)
            if (IsMentionedIn(db, coord.Kind)) return true;
        return false;
    }

    private static bool IsMentionedIn(QueryContext db, ReadOnlySpan<TemplataId> templatas)
    {
        foreach (var templata in templatas)
            if (IsMentionedIn(db, templata)) return true;
        return false;
    }
}
