// How large a type is. Instances whose types grow with every call have no end; a limit on their size finds them. It counts
// what is written out, not what is shared, and stops at the limit: types that hold themselves twice grow fast.

using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Instantiation;

internal static class TypeSize
{
    // No type that somebody writes comes near.
    private const int Limit = 400;

    /// <summary>True when the arguments together are larger than any program needs.</summary>
    public static bool IsEndless(QueryContext db, ValueArray<TemplataId> arguments)
    {
        var left = Limit;
        return !Fit(db, arguments, ref left);
    }

    private static bool Fit(QueryContext db, ValueArray<TemplataId> templatas, ref int left)
    {
        foreach (var templata in templatas)
        {
            var fits = db.Lookup(TypeQueries.Templatas, templata) switch
            {
                CoordTemplata c => Fit(db, c.Coord.Kind, ref left),
                KindTemplata k => Fit(db, k.Kind, ref left),
                PackTemplata p => Fit(db, p.Members, ref left),
                PrototypeTemplata p => Fit(db, p.Parameters, ref left) && Fit(db, p.ReturnType.Kind, ref left),
                _ => true,
            };
            if (!fits) return false;
        }
        return true;
    }

    private static bool Fit(QueryContext db, ValueArray<Coord> coords, ref int left)
    {
        foreach (var coord in coords)
            if (!Fit(db, coord.Kind, ref left)) return false;
        return true;
    }

    private static bool Fit(QueryContext db, KindId kind, ref int left)
    {
        if (--left < 0) return false;
        if (WellKnownKinds.IsWellKnown(kind)) return true;
        return db.Lookup(TypeQueries.Kinds, kind) switch
        {
            StructKind s => Fit(db, s.Arguments, ref left),
            InterfaceKind i => Fit(db, i.Arguments, ref left),
            ClosureKind c => Fit(db, c.Arguments, ref left),
            ArrayKind a => Fit(db, a.Element.Kind, ref left),
            TupleKind t => Fit(db, t.Members, ref left),
            BoxKind b => Fit(db, b.Value.Kind, ref left),
            _ => true,
        };
    }
}
