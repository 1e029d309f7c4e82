// Matching types with placeholders against types, for impls and for abstract functions.

using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Calls;

/// <summary>Finds what a denizen's placeholders stand for when one of its types is another.</summary>
internal static class ImplMatch
{
    /// <summary>The generic arguments by which a pattern becomes a kind, or null when it cannot, or leaves one open.</summary>
    public static ValueArray<TemplataId>? Arguments(QueryContext db, DenizenId root, DenizenTerms terms, KindId pattern, KindId actual)
    {
        var arguments = new TemplataId?[terms.Arguments.Length];
        return Unify(db, root, pattern, actual, arguments) ? Complete(db, terms, arguments) : null;
    }

    // What a denizen's own rules make a parameter is told in its terms.
    private static ValueArray<TemplataId>? Complete(QueryContext db, DenizenTerms terms, TemplataId?[] arguments)
    {
        var known = new TemplataId[arguments.Length];
        for (var i = 0; i < known.Length; i++)
        {
            if (arguments[i] is { } argument) known[i] = argument;
            else if (terms.Arguments[i] is var own && !Placeholders.IsMentionedIn(db, own)) known[i] = own;
            else return null;
        }
        return ValueArray.Wrap(known);
    }

    // Placeholders take what stands in their place.
    private static bool Unify(QueryContext db, DenizenId root, KindId pattern, KindId actual, TemplataId?[] arguments)
    {
        if (pattern == actual && !Placeholders.IsMentionedIn(db, pattern)) return true;
        if (db.Lookup(TypeQueries.Kinds, pattern) is PlaceholderKind placeholder && placeholder.Root == root)
            return Bind(db.Intern(TypeQueries.Templatas, new KindTemplata(actual)), placeholder.Index, arguments);
        if (WellKnownKinds.IsWellKnown(actual)) return false;
        switch (db.Lookup(TypeQueries.Kinds, pattern), db.Lookup(TypeQueries.Kinds, actual))
        {
            case (StructKind p, StructKind a): return p.Struct == a.Struct && UnifyAll(db, root, p.Arguments, a.Arguments, arguments);
            case (InterfaceKind p, InterfaceKind a): return p.Interface == a.Interface && UnifyAll(db, root, p.Arguments, a.Arguments, arguments);
            case (ArrayKind p, ArrayKind a):
                return p.Size is null == a.Size is null && Unify(db, root, p.Mutability, a.Mutability, arguments) &&
                    (p.Size is not { } size || Unify(db, root, size, a.Size!.Value, arguments)) &&
                    Unify(db, root, TypeQueries.Of(db, p.Element), TypeQueries.Of(db, a.Element), arguments);
            case (TupleKind p, TupleKind a):
                if (p.Members.Length != a.Members.Length) return false;
                for (var i = 0; i < p.Members.Length; i++)
                    if (!Unify(db, root, TypeQueries.Of(db, p.Members[i]), TypeQueries.Of(db, a.Members[i]), arguments)) return false;
                return true;
            default: return false;
        }
    }

    private static bool UnifyAll(QueryContext db, DenizenId root, ValueArray<TemplataId> patterns, ValueArray<TemplataId> actuals, TemplataId?[] arguments)
    {
        if (patterns.Length != actuals.Length) return false;
        for (var i = 0; i < patterns.Length; i++)
            if (!Unify(db, root, patterns[i], actuals[i], arguments)) return false;
        return true;
    }

    private static bool Unify(QueryContext db, DenizenId root, TemplataId pattern, TemplataId actual, TemplataId?[] arguments)
    {
        var data = db.Lookup(TypeQueries.Templatas, pattern);
        if (data is PlaceholderTemplata p && p.Root == root) return Bind(actual, p.Index, arguments);
        if (data is CoordTemplata { Coord: var coord } && db.Lookup(TypeQueries.Templatas, actual) is CoordTemplata { Coord: var held })
        {
            if (db.Lookup(TypeQueries.Kinds, coord.Kind) is PlaceholderKind placeholder && placeholder.Root == root)
            {
                if (coord.Ownership is Ownership.Own or Ownership.Share) return Bind(actual, placeholder.Index, arguments);
                return held.Ownership == coord.Ownership && Bind(TypeQueries.Of(db, TypeQueries.Owned(db, held.Kind)), placeholder.Index, arguments);
            }
            return Unify(db, root, coord.Kind, held.Kind, arguments) && (coord.Ownership == held.Ownership || held.Ownership == Ownership.Share);
        }
        if (data is KindTemplata { Kind: var kind } && db.Lookup(TypeQueries.Templatas, actual) is KindTemplata { Kind: var other})
            return Unify(db, root, kind, other, arguments);
        return pattern == actual;
    }

    private static bool Bind(TemplataId value, int index, TemplataId?[] arguments)
    {
        if (arguments[index] is { } known) return known == value;
        arguments[index] = value;
        return true;
    }
}
