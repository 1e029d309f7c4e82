// Substitution: a type phrased in the placeholders of one denizen, said again in another's terms (OWPFRD, SBITAFD).
// Only the placeholders of the root are replaced; what a lambda's name holds is left as it is (DMPOGN).

using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Types;

/// <summary>What the placeholders and bounds of one denizen stand for.</summary>
/// <param name="db">Where types are looked up.</param>
/// <param name="root">Whose.</param>
/// <param name="arguments">Per generic parameter.</param>
/// <param name="bounds">Per bound; where it is shorter, bounds stay as they are.</param>
public readonly struct Substitution(QueryContext db, DenizenId root, ValueArray<TemplataId> arguments, ValueArray<PrototypeId> bounds = default)
{
    /// <summary>True when nothing would change.</summary>
    public bool IsIdentity => arguments.IsEmpty && bounds.IsEmpty;

    public Coord Apply(Coord coord)
    {
        if (arguments.IsEmpty || WellKnownKinds.IsWellKnown(coord.Kind)) return coord;
        var data = db.Lookup(TypeQueries.Kinds, coord.Kind);
        if (data is PlaceholderKind placeholder)
        {
            if (placeholder.Root != root || placeholder.Index >= arguments.Length) return coord;
            return db.Lookup(TypeQueries.Templatas, arguments[placeholder.Index]) switch
            {
                CoordTemplata { Coord: var held } => Hold(held, coord.Ownership),
                KindTemplata { Kind: var kind } => Hold(TypeQueries.Owned(db, kind), coord.Ownership),
                _ => coord,
            };
        }
        var applied = Apply(coord.Kind, data);
        if (applied == coord.Kind) return coord;
        // Whether a kind is immutable may have been a parameter of its own.
        return coord.Ownership is Ownership.Own or Ownership.Share ? TypeQueries.Owned(db, applied)
            : TypeQueries.DefaultOwnership(db, applied) == Ownership.Share ? new Coord(applied, Ownership.Share)
            : new Coord(applied, coord.Ownership);
    }

    // `T` is what the argument is; `&T` is a borrow of it, whatever holds it.
    private static Coord Hold(Coord argument, Ownership wanted) => wanted is Ownership.Borrow or Ownership.Weak ? argument.With(wanted) : argument;

    public KindId Apply(KindId kind) =>
        arguments.IsEmpty || WellKnownKinds.IsWellKnown(kind) ? kind : Apply(kind, db.Lookup(TypeQueries.Kinds, kind));

    private KindId Apply(KindId kind, KindData data)
    {
        switch (data)
        {
            case PlaceholderKind p:
                return p.Root != root || p.Index >= arguments.Length ? kind : db.Lookup(TypeQueries.Templatas, arguments[p.Index]) switch
                {
                    KindTemplata k => k.Kind,
                    CoordTemplata c => c.Coord.Kind,
                    _ => kind,
                };
            case StructKind { Arguments.IsEmpty: true } or InterfaceKind { Arguments.IsEmpty: true }:
                return kind;
            case StructKind s:
                return Apply(s.Arguments) is { } changed ? db.Intern(TypeQueries.Kinds, new StructKind(s.Struct, changed)) : kind;
            case InterfaceKind i:
                return Apply(i.Arguments) is { } other ? db.Intern(TypeQueries.Kinds, new InterfaceKind(i.Interface, other)) : kind;
            case ClosureKind c:
                return Apply(c.Arguments) is { } parents ? db.Intern(TypeQueries.Kinds, c with { Arguments = parents }) : kind;
            case ArrayKind a:
                return db.Intern(TypeQueries.Kinds, new ArrayKind(a.Size is { } size ? Apply(size) : null, Apply(a.Mutability), Apply(a.Variability), Apply(a.Element)));
            case TupleKind t:
                return db.Intern(TypeQueries.Kinds, new TupleKind(Apply(t.Members)));
            case BoxKind b:
                return db.Intern(TypeQueries.Kinds, new BoxKind(Apply(b.Value)));
            default:
                return kind;
        }
    }

    public TemplataId Apply(TemplataId templata)
    {
        if (arguments.IsEmpty) return templata;
        switch (db.Lookup(TypeQueries.Templatas, templata))
        {
            case CoordTemplata c:
            {
                var coord = Apply(c.Coord);
                return coord == c.Coord ? templata : TypeQueries.Of(db, coord);
            }
            case KindTemplata k:
            {
                var kind = Apply(k.Kind);
                return kind == k.Kind ? templata : db.Intern(TypeQueries.Templatas, new KindTemplata(kind));
            }
            case PlaceholderTemplata p:
                return p.Root == root && p.Index < arguments.Length ? arguments[p.Index] : templata;
            case PrototypeTemplata p:
                return db.Intern(TypeQueries.Templatas, new PrototypeTemplata(p.Name, Apply(p.Parameters), Apply(p.ReturnType)));
            case PackTemplata p:
                return db.Intern(TypeQueries.Templatas, new PackTemplata(Apply(p.Members)));
            default:
                return templata;
        }
    }

    /// <summary>The coords said again.</summary>
    public ValueArray<Coord> Apply(ValueArray<Coord> coords)
    {
        if (coords.IsEmpty || arguments.IsEmpty) return coords;
        var result = new Coord[coords.Length];
        for (var i = 0; i < result.Length; i++) result[i] = Apply(coords[i]);
        return ValueArray.Wrap(result);
    }

    // Null when nothing changes.
    private ValueArray<TemplataId>? Apply(ValueArray<TemplataId> templatas)
    {
        TemplataId[]? result = null;
        for (var i = 0; i < templatas.Length; i++)
        {
            var applied = Apply(templatas[i]);
            if (applied == templatas[i] && result is null) continue;
            result ??= templatas.AsSpan().ToArray();
            result[i] = applied;
        }
        return result is null ? null : ValueArray.Wrap(result);
    }

    /// <summary>The templatas said again.</summary>
    public ValueArray<TemplataId> ApplyAll(ValueArray<TemplataId> templatas) => Apply(templatas) ?? templatas;

    public PrototypeId Apply(PrototypeId prototype)
    {
        if (IsIdentity) return prototype;
        switch (db.Lookup(TypeQueries.Prototypes, prototype))
        {
            case BoundPrototype b:
                return b.Root == root && b.Index < bounds.Length ? bounds[b.Index] : prototype;
            case FunctionPrototype { Arguments.IsEmpty: true, Bounds.IsEmpty: true } or ImplPrototype { Arguments.IsEmpty: true, Bounds.IsEmpty: true }:
                return prototype;
            case FunctionPrototype f:
                return db.Intern(TypeQueries.Prototypes, new FunctionPrototype(f.Function, ApplyAll(f.Arguments), ApplyAll(f.Bounds)));
            case ImplPrototype i:
                return db.Intern(TypeQueries.Prototypes, new ImplPrototype(i.Impl, ApplyAll(i.Arguments), ApplyAll(i.Bounds)));
            default:
                return prototype;
        }
    }

    /// <summary>The prototypes said again.</summary>
    public ValueArray<PrototypeId> ApplyAll(ValueArray<PrototypeId> prototypes)
    {
        if (prototypes.IsEmpty) return prototypes;
        var result = new PrototypeId[prototypes.Length];
        for (var i = 0; i < result.Length; i++) result[i] = Apply(prototypes[i]);
        return ValueArray.Wrap(result);
    }
}
