// Types and templatas as Vale text writes them.

using System.Globalization;
using System.Text;
using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Types;

internal static class TypePrinter
{
    public static void Append(QueryContext db, StringBuilder text, Coord coord)
    {
        if (coord.Ownership == Ownership.Borrow) text.Append('&');
        else if (coord.Ownership == Ownership.Weak) text.Append("&&");
        Append(db, text, coord.Kind);
    }

    public static void Append(QueryContext db, StringBuilder text, KindId kind)
    {
        switch (db.Lookup(TypeQueries.Kinds, kind))
        {
            case PrimitiveKind primitive: text.Append(primitive.Name); break;
            case StructKind s: Citizen(db, text, s.Struct, s.Arguments); break;
            case InterfaceKind i: Citizen(db, text, i.Interface, i.Arguments); break;
            case PlaceholderKind p: text.Append(p.Name); break;
            case ArrayKind a: Array(db, text, a); break;
            case TupleKind t: List(db, text, '(', t.Members, ')'); break;
            case ClosureKind: text.Append("lambda"); break;
            case BoxKind b: Append(db, text, b.Value); break;
            case OverloadSetKind o: text.Append("func ").Append(o.Name); break;
            default: text.Append('?'); break;
        }
    }

    public static void Append(QueryContext db, StringBuilder text, TemplataId templata)
    {
        switch (db.Lookup(TypeQueries.Templatas, templata))
        {
            case CoordTemplata t: Append(db, text, t.Coord); break;
            case KindTemplata t: Append(db, text, t.Kind); break;
            case IntegerTemplata t: text.Append(t.Value.ToString(CultureInfo.InvariantCulture)); break;
            case BooleanTemplata t: text.Append(t.Value ? "true" : "false"); break;
            case StringTemplata t: text.Append('"').Append(t.Value).Append('"'); break;
            case MutabilityTemplata t: text.Append(t.IsImmutable ? "imm" : "mut"); break;
            case VariabilityTemplata t: text.Append(t.IsVarying ? "vary" : "final"); break;
            case OwnershipTemplata t: text.Append(t.Ownership.ToString().ToLowerInvariant()); break;
            case LocationTemplata t: text.Append(t.IsInline ? "inl" : "heap"); break;
            case PrototypeTemplata t: Prototype(db, text, t.Name, t.Parameters, t.ReturnType); break;
            case PackTemplata t: List(db, text, '(', t.Members, ')'); break;
            case TemplateTemplata t: text.Append(db.Lookup(ItemQueries.Denizens, t.Template).Name); break;
            case PlaceholderTemplata t: text.Append(t.Name); break;
        }
    }

    public static void Prototype(QueryContext db, StringBuilder text, string name, ValueArray<Coord> parameters, Coord returns)
    {
        text.Append("func ").Append(name);
        List(db, text, '(', parameters, ')');
        Append(db, text, returns);
    }

    private static void Citizen(QueryContext db, StringBuilder text, DenizenId id, ValueArray<TemplataId> arguments)
    {
        text.Append(db.Lookup(ItemQueries.Denizens, id).Name);
        if (arguments.IsEmpty) return;
        text.Append('<');
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i > 0) text.Append(", ");
            Append(db, text, arguments[i]);
        }
        text.Append('>');
    }

    private static void Array(QueryContext db, StringBuilder text, ArrayKind array)
    {
        if (db.Lookup(TypeQueries.Templatas, array.Mutability) is MutabilityTemplata { IsImmutable: true }) text.Append('#');
        text.Append('[');
        if (array.Size is { } size)
        {
            text.Append('#');
            Append(db, text, size);
        }
        text.Append(']');
        var mutability = db.Lookup(TypeQueries.Templatas, array.Mutability) is PlaceholderTemplata;
        if (mutability || db.Lookup(TypeQueries.Templatas, array.Variability) is VariabilityTemplata { IsVarying: true } && array.Size is not null)
        {
            text.Append('<');
            Append(db, text, array.Mutability);
            if (array.Size is not null)
            {
                text.Append(", ");
                Append(db, text, array.Variability);
            }
            text.Append('>');
        }
        Append(db, text, array.Element);
    }

    private static void List(QueryContext db, StringBuilder text, char open, ValueArray<Coord> members, char close)
    {
        text.Append(open);
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0) text.Append(", ");
            Append(db, text, members[i]);
        }
        text.Append(close);
    }
}
