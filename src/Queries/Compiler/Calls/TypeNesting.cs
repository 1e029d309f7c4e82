// Which types mean the same to every caller.

using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Compiler.Calls;

internal static class TypeNesting
{
    /// <summary>True when the kind holds no placeholder and no lambda, and is nested no deeper than said.</summary>
    public static bool IsShared(QueryContext db, KindId kind, int depth)
    {
        if (WellKnownKinds.IsWellKnown(kind)) return true;
        if (depth == 0) return false;
        switch (db.Lookup(TypeQueries.Kinds, kind))
        {
            case StructKind s: return AreShared(db, s.Arguments.AsSpan(), depth - 1);
            case InterfaceKind i: return AreShared(db, i.Arguments.AsSpan(), depth - 1);
            case ArrayKind a:
                return IsShared(db, a.Element.Kind, depth - 1) && IsShared(db, a.Mutability, depth) && IsShared(db, a.Variability, depth) &&
                    (a.Size is not { } size || IsShared(db, size, depth));
            case TupleKind t:
                foreach (var member in t.Members)
                    if (!IsShared(db, member.Kind, depth - 1)) return false;
                return true;
            case BoxKind b: return IsShared(db, b.Value.Kind, depth - 1);
            case OverloadSetKind: return true;
            default: return false;
        }
    }

    private static bool AreShared(QueryContext db, ReadOnlySpan<TemplataId> templatas, int depth)
    {
        foreach (var templata in templatas)
            if (!IsShared(db, templata, depth)) return false;
        return true;
    }

    private static bool IsShared(QueryContext db, TemplataId templata, int depth) => db.Lookup(TypeQueries.Templatas, templata) switch
    {
        CoordTemplata c => IsShared(db, c.Coord.Kind, depth),
        KindTemplata k => IsShared(db, k.Kind, depth),
        PlaceholderTemplata or PackTemplata or PrototypeTemplata => false,
        _ => true,
    };
}
