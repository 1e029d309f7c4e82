// A value to begin with, for a member or an argument that is still to be written.

using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide.Assists;

internal static class DefaultValue
{
    /// <summary>An expression of a type: nothing, zero, empty; where there is none such, a halt that names what is missing.</summary>
    public static string Of(QueryContext db, Coord type, string name) => Of(db, type, 0) ?? $"panic(\"{name} is missing\")";

    private static string? Of(QueryContext db, Coord type, int depth)
    {
        if (type == Coord.I32) return "0";
        if (type == Coord.I64) return "0i64";
        if (type == Coord.Float) return "0.0";
        if (type == Coord.Bool) return "false";
        if (type == Coord.Str) return "\"\"";
        if (type.IsVoid) return "()";
        if (depth > 2 || type.Ownership is not (Ownership.Own or Ownership.Share) || WellKnownKinds.IsWellKnown(type.Kind)) return null;
        switch (db.Lookup(TypeQueries.Kinds, type.Kind))
        {
            case StructKind s:
            {
                if (s.Arguments.IsEmpty && db.Get(SignatureQueries.StructDefinition, s.Struct) is { IsUsable: true, Members: var members })
                {
                    var values = new List<string>();
                    foreach (var member in members)
                    {
                        if (Of(db, member.Type, depth + 1) is not { } value) return null;
                        values.Add(value);
                    }
                    return $"{db.Lookup(ItemQueries.Denizens, s.Struct).Name}({string.Join(", ", values)})";
                }
                return db.Lookup(ItemQueries.Denizens, s.Struct).Name == "List" && TypeText.Of(db, type) is { } list ? list + "()" : null;
            }
            case InterfaceKind { Arguments: [var argument] } i when db.Lookup(ItemQueries.Denizens, i.Interface).Name == "Opt" &&
                db.Lookup(TypeQueries.Templatas, argument) is CoordTemplata { Coord: var inner } && TypeText.Of(db, inner) is { } text:
                return $"None<{text}>()";
            case ArrayKind { Size: null } a when type.Ownership == Ownership.Own && TypeText.Of(db, a.Element) is { } element:
                return $"[]{element}(0)";
            default:
                return null;
        }
    }
}
