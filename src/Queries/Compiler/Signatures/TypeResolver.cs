// From a type as written to a coord, in the scope of a file.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Signatures;

/// <summary>Resolves types; what is wrong goes to <paramref name="problems"/>, once each.</summary>
/// <param name="anchorBase">What the syntax's offsets are counted from.</param>
internal readonly struct TypeResolver(QueryContext db, FileId file, DenizenId denizen, AnchorBase anchorBase, List<Problem> problems)
{
    /// <summary>The type's coord, or <see cref="Coord.Error"/> with a problem reported.</summary>
    public Coord Resolve(TypeSyntax type)
    {
        switch (type.Kind)
        {
            case SyntaxKind.NameType:
                return Named(new NameTypeSyntax(type.Node).Name);
            case SyntaxKind.InterpretedType:
            {
                var interpreted = new InterpretedTypeSyntax(type.Node);
                if (interpreted.Inner is not { } inner) return Coord.Error;
                var coord = Resolve(inner);
                return interpreted.Ownership?.Kind switch
                {
                    SyntaxKind.Ampersand => coord.With(Ownership.Borrow),
                    SyntaxKind.AmpersandAmpersand => Unsupported(type.Node, "weak references"),
                    SyntaxKind.Caret => coord.With(Ownership.Own),
                    _ => coord,
                };
            }
            case SyntaxKind.ErrorType:
                return Coord.Error;
            default:
                return Unsupported(type.Node, type.Kind switch
                {
                    SyntaxKind.CallType => "generic types",
                    SyntaxKind.StaticArrayType or SyntaxKind.RuntimeArrayType => "arrays",
                    SyntaxKind.TupleType => "tuples",
                    SyntaxKind.PrototypeType => "function types",
                    SyntaxKind.AnonymousType => "inferred types",
                    _ => "types of this form",
                });
        }
    }

    /// <summary>The coord of a struct held as its mutability says: owned, or shared.</summary>
    public static Coord OfStruct(QueryContext db, DenizenId id)
    {
        var shape = db.Get(SignatureQueries.StructShape, id);
        return new Coord(db.Intern(TypeQueries.Kinds, new StructKind(id)), shape.IsImmutable ? Ownership.Share : Ownership.Own);
    }

    private Coord Unsupported(SyntaxNode node, string what)
    {
        problems.Add(new UnsupportedConstruct(Where(node.Range), what));
        return Coord.Error;
    }

    private Anchor Where(TextRange range) => new(file, denizen, anchorBase, range.Start, range.Length);

    private Coord Named(SyntaxToken name)
    {
        if (WellKnownKinds.ByName(name.Text) is { } primitive) return new Coord(primitive, Ownership.Share);
        ItemInfo? found = null;
        var nearness = Nearness.Builtin;
        List<Anchor>? others = null;
        foreach (var (item, near) in NameQueries.Lookup(db, file, name.Text))
        {
            if (item.Kind is not (DenizenKind.Struct or DenizenKind.Interface) || item.IsDuplicate) continue;
            if (found is not null && near > nearness) break;
            if (found is null)
            {
                found = item;
                nearness = near;
                continue;
            }
            // Two in one package are an error of that package already.
            if (nearness == Nearness.OwnPackage) continue;
            (others ??= [ItemQueries.NameAnchor(db, found.Id)]).Add(ItemQueries.NameAnchor(db, item.Id));
        }
        if (found is null)
        {
            problems.Add(new UnknownType(Where(name.Range), name.Text, NearTypes(name.Text)));
            return Coord.Error;
        }
        if (others is not null)
        {
            problems.Add(new AmbiguousType(Where(name.Range), name.Text, others.ToValueArray()));
            return Coord.Error;
        }
        if (found.Kind == DenizenKind.Interface)
        {
            problems.Add(new UnsupportedConstruct(Where(name.Range), "interfaces"));
            return Coord.Error;
        }
        // What is wrong with a generic struct is said at the struct.
        return found.IsGeneric ? Coord.Error : OfStruct(db, found.Id);
    }

    private ValueArray<string> NearTypes(string name)
    {
        var names = new List<string> { "int", "i64", "bool", "float", "str", "void" };
        foreach (var entry in db.Get(NameQueries.FileScope, file).Entries)
            foreach (var item in db.Get(NameQueries.Scope, entry.Package).Items)
                if (item.Kind is DenizenKind.Struct or DenizenKind.Interface) names.Add(item.Name);
        return Spelling.Near(name, names.Distinct());
    }
}
