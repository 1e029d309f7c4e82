// The door of the type vocabulary: the interners of kinds, templatas, functions and prototypes, the shapes of what
// declares them, and the text of types.

using System.Text;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Types;

/// <summary>Interning, shapes and naming of types.</summary>
public static class TypeQueries
{
    /// <summary>The kinds of a database; the first are <see cref="WellKnownKinds"/>.</summary>
    public static readonly Interner<KindData, KindId> Kinds = Interner.Define<KindData, KindId>("Kind");

    /// <summary>Templatas.</summary>
    public static readonly Interner<TemplataData, TemplataId> Templatas = Interner.Define<TemplataData, TemplataId>("Templata");

    /// <summary>Functions.</summary>
    public static readonly Interner<FunctionData, FunctionId> Functions = Interner.Define<FunctionData, FunctionId>("Function");

    /// <summary>Prototypes.</summary>
    public static readonly Interner<PrototypeData, PrototypeId> Prototypes = Interner.Define<PrototypeData, PrototypeId>("Prototype");

    /// <summary>A denizen's generic parameters, those of what it is written in first. Regions are left out.</summary>
    public static readonly Query<DenizenId, ValueArray<GenericParameter>> Generics =
        Query.Define<DenizenId, ValueArray<GenericParameter>>("Generics", ShapeReader.ComputeGenerics);

    /// <summary>What a struct or interface is, members apart.</summary>
    public static readonly Query<DenizenId, CitizenShape> Shape = Query.Define<DenizenId, CitizenShape>("Shape", ShapeReader.ComputeShape);

    /// <summary>The functions written inside of an interface, in order.</summary>
    public static readonly Query<DenizenId, ValueArray<DenizenId>> MethodsOf = Query.Define<DenizenId, ValueArray<DenizenId>>("MethodsOf", static (db, id) =>
    {
        var methods = new List<DenizenId>();
        foreach (var item in db.Get(ItemQueries.Declarations, db.Lookup(ItemQueries.Denizens, id).File))
            if (item.Parent == id) methods.Add(item.Id);
        return methods.ToValueArray();
    });

    /// <summary>The struct derived for an interface.</summary>
    public static DenizenId AnonymousStructOf(QueryContext db, DenizenId iface) =>
        db.Intern(ItemQueries.Denizens, db.Lookup(ItemQueries.Denizens, iface) with { Kind = DenizenKind.AnonymousStruct });

    /// <summary>The impl derived for an interface.</summary>
    public static DenizenId AnonymousImplOf(QueryContext db, DenizenId iface) =>
        db.Intern(ItemQueries.Denizens, db.Lookup(ItemQueries.Denizens, iface) with { Kind = DenizenKind.AnonymousImpl });

    /// <summary>The interface a derived struct or impl belongs to.</summary>
    public static DenizenId InterfaceOf(QueryContext db, DenizenId anonymous) =>
        db.Intern(ItemQueries.Denizens, db.Lookup(ItemQueries.Denizens, anonymous) with { Kind = DenizenKind.Interface });

    /// <summary>The struct or interface a kind is made from, or null.</summary>
    public static DenizenId? TemplateOf(QueryContext db, KindId kind) =>
        WellKnownKinds.IsWellKnown(kind) ? null : db.Lookup(Kinds, kind) switch
        {
            StructKind s => s.Struct,
            InterfaceKind i => i.Interface,
            _ => null,
        };

    /// <summary>The arguments a struct or interface kind was made with.</summary>
    public static ValueArray<TemplataId> ArgumentsOf(QueryContext db, KindId kind) =>
        WellKnownKinds.IsWellKnown(kind) ? [] : db.Lookup(Kinds, kind) switch
        {
            StructKind s => s.Arguments,
            InterfaceKind i => i.Arguments,
            _ => [],
        };

    /// <summary>The kind of a struct or interface with these arguments.</summary>
    public static KindId Citizen(QueryContext db, DenizenId template, ValueArray<TemplataId> arguments) =>
        db.Lookup(ItemQueries.Denizens, template).Kind == DenizenKind.Interface
            ? db.Intern(Kinds, new InterfaceKind(template, arguments))
            : db.Intern(Kinds, new StructKind(template, arguments));

    /// <summary>A coord as a templata.</summary>
    public static TemplataId Of(QueryContext db, Coord coord) => db.Intern(Templatas, new CoordTemplata(coord));

    /// <summary>The ownership a kind has where none is written: shared when it is immutable, else owned.</summary>
    public static Ownership DefaultOwnership(QueryContext db, KindId kind)
    {
        if (WellKnownKinds.IsWellKnown(kind)) return Ownership.Share;
        switch (db.Lookup(Kinds, kind))
        {
            case StructKind s: return IsImmutable(db, s.Struct, s.Arguments) ? Ownership.Share : Ownership.Own;
            case InterfaceKind i: return IsImmutable(db, i.Interface, i.Arguments) ? Ownership.Share : Ownership.Own;
            case PlaceholderKind p: return p.IsImmutable ? Ownership.Share : Ownership.Own;
            case ArrayKind a: return db.Lookup(Templatas, a.Mutability) is MutabilityTemplata { IsImmutable: true } ? Ownership.Share : Ownership.Own;
            case ClosureKind c: return c.IsImmutable ? Ownership.Share : Ownership.Own;
            case OverloadSetKind: return Ownership.Share;
            default: return Ownership.Own;
        }
    }

    private static bool IsImmutable(QueryContext db, DenizenId template, ValueArray<TemplataId> arguments)
    {
        var shape = db.Get(Shape, template);
        return shape.IsImmutable || shape.MutabilityParameter is >= 0 and var parameter && parameter < arguments.Length &&
            db.Lookup(Templatas, arguments[parameter]) is MutabilityTemplata { IsImmutable: true };
    }

    /// <summary>The kind held as it is where no ownership is written.</summary>
    public static Coord Owned(QueryContext db, KindId kind) => new(kind, DefaultOwnership(db, kind));

    /// <summary>The placeholders a denizen is compiled with, one per generic parameter (OWPFRD).</summary>
    public static TemplataId Placeholder(QueryContext db, DenizenId root, int index, GenericParameter parameter)
    {
        if (parameter.Type is not (TemplataType.Coord or TemplataType.Kind))
            return db.Intern(Templatas, new PlaceholderTemplata(root, index, parameter.Name, parameter.Type));
        var kind = db.Intern(Kinds, new PlaceholderKind(root, index, parameter.Name, parameter.IsImmutable));
        return parameter.Type == TemplataType.Kind
            ? db.Intern(Templatas, new KindTemplata(kind))
            : Of(db, new Coord(kind, parameter.IsImmutable ? Ownership.Share : Ownership.Own));
    }

    /// <summary>A kind as Vale text writes it.</summary>
    public static string Display(QueryContext db, KindId kind)
    {
        if (WellKnownKinds.IsWellKnown(kind)) return db.Lookup(Kinds, kind) is PrimitiveKind primitive ? primitive.Name : "?";
        var text = new StringBuilder();
        TypePrinter.Append(db, text, kind);
        return text.ToString();
    }

    /// <summary>A type as Vale text writes it: <c>int</c>, <c>Ship</c>, <c>&amp;List&lt;int&gt;</c>.</summary>
    public static string Display(QueryContext db, Coord coord)
    {
        if (WellKnownKinds.IsWellKnown(coord.Kind)) return Display(db, coord.Kind);
        var text = new StringBuilder();
        TypePrinter.Append(db, text, coord);
        return text.ToString();
    }

    /// <summary>A templata as Vale text writes it.</summary>
    public static string Display(QueryContext db, TemplataId templata)
    {
        var text = new StringBuilder();
        TypePrinter.Append(db, text, templata);
        return text.ToString();
    }
}
