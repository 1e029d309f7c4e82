// The door of the type vocabulary: the interner of kinds and the text of types.

using Vale.Compiler.Items;
using Vale.Queries.Runtime;

namespace Vale.Compiler.Types;

/// <summary>Interning and naming of types.</summary>
public static class TypeQueries
{
    /// <summary>The kinds of a database; the first are <see cref="WellKnownKinds"/>.</summary>
    public static readonly Interner<KindData, KindId> Kinds = Interner.Define<KindData, KindId>("Kind");

    /// <summary>A kind as Vale text writes it.</summary>
    public static string Display(QueryContext db, KindId kind) => db.Lookup(Kinds, kind) switch
    {
        PrimitiveKind primitive => primitive.Name,
        StructKind { Struct: var id } => db.Lookup(ItemQueries.Denizens, id).Name,
        _ => "?",
    };

    /// <summary>A type as Vale text writes it: <c>int</c>, <c>Ship</c>, <c>&amp;Ship</c>.</summary>
    public static string Display(QueryContext db, Coord coord) => coord.Ownership switch
    {
        Ownership.Borrow => "&" + Display(db, coord.Kind),
        Ownership.Weak => "&&" + Display(db, coord.Kind),
        _ => Display(db, coord.Kind),
    };
}
