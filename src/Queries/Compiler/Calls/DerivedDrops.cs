// The drops of what no denizen declares: references and immutables, which are only let go of; tuples, closures and boxes,
// whose parts are dropped one by one.

using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Calls;

internal static class DerivedDrops
{
    /// <summary>The drop of such a type, or null when it is none or a part of it has no drop.</summary>
    public static ResolvedCall? Find(CallResolver resolver, QueryContext db, Coord type)
    {
        if (type.IsError || type.IsNever) return null;
        if (type.Ownership != Ownership.Own) return Make(db, type, []);
        switch (db.Lookup(TypeQueries.Kinds, type.Kind))
        {
            case TupleKind tuple:
            {
                var parts = new PrototypeId[tuple.Members.Length];
                for (var i = 0; i < parts.Length; i++)
                {
                    if (resolver.FindDrop(tuple.Members[i]) is not { } part) return null;
                    parts[i] = part.Prototype;
                }
                return Make(db, type, ValueArray.Wrap(parts));
            }
            case BoxKind box:
                return resolver.FindDrop(box.Value) is { } value ? Make(db, type, [value.Prototype]) : null;
            case ClosureKind:
                return Make(db, type, []);
            default:
                return null;
        }
    }

    private static ResolvedCall Make(QueryContext db, Coord type, ValueArray<PrototypeId> parts)
    {
        var function = db.Intern(TypeQueries.Functions, new FunctionData(FunctionOrigin.KindDrop, default));
        return new ResolvedCall(db.Intern(TypeQueries.Prototypes, new FunctionPrototype(function, [TypeQueries.Of(db, type)], parts)), [type], Coord.Void);
    }
}
