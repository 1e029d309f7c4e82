// From a type as written to what it means, in the scope of a file and with the runes that are known there (MKRFA).

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
/// <param name="runes">The runes that are known here.</param>
internal readonly struct TypeResolver(
    QueryContext db, FileId file, DenizenId denizen, AnchorBase anchorBase, List<Problem> problems, ValueArray<NamedTemplata> runes)
{
    /// <summary>The type's coord, or <see cref="Coord.Error"/> with a problem reported.</summary>
    public Coord Resolve(TypeSyntax type) =>
        Resolve(type, TemplataType.Coord) is { } templata && db.Lookup(TypeQueries.Templatas, templata) is CoordTemplata { Coord: var coord } ? coord : Coord.Error;

    /// <summary>What a templex means where this kind of templata is wanted, or null with a problem reported.</summary>
    public TemplataId? Resolve(TypeSyntax type, TemplataType wanted)
    {
        var node = type.Node;
        switch (type.Kind)
        {
            case SyntaxKind.NameType:
                return Named(new NameTypeSyntax(node).Name, wanted);
            case SyntaxKind.TypedRuneType:
                // A rune that says again what it stands for; another name there is a type of that name.
                return new TypedRuneTypeSyntax(node).Rune is { } rune ? Named(rune, wanted) : null;
            case SyntaxKind.InterpretedType:
                return Interpreted(new InterpretedTypeSyntax(node), wanted);
            case SyntaxKind.CallType:
                return Call(new CallTypeSyntax(node), wanted);
            case SyntaxKind.StaticArrayType:
            {
                var array = new StaticArrayTypeSyntax(node);
                return Array(node, array.Size, true, array.HasImmutableMark, array.Mutability, array.Variability, array.Element, wanted);
            }
            case SyntaxKind.RuntimeArrayType:
            {
                var array = new RuntimeArrayTypeSyntax(node);
                return Array(node, null, false, array.HasImmutableMark, array.Mutability, null, array.Element, wanted);
            }
            case SyntaxKind.TupleType:
                return Tuple(new TupleTypeSyntax(node), wanted);
            case SyntaxKind.IntegerType:
                return new IntegerTypeSyntax(node).TryGetValue(out var value) ? Fit(new IntegerTemplata(value), wanted, node) : null;
            case SyntaxKind.BoolType:
                return Fit(new BooleanTemplata(new BoolTypeSyntax(node).Value), wanted, node);
            case SyntaxKind.StringType:
                return Fit(new StringTemplata(new StringTypeSyntax(node).Literal?.Value ?? ""), wanted, node);
            case SyntaxKind.OwnershipType or SyntaxKind.MutabilityType or SyntaxKind.VariabilityType or SyntaxKind.LocationType:
                return Fit(Word(new WordTypeSyntax(node).Word), wanted, node);
            case SyntaxKind.ErrorType or SyntaxKind.RegionType:
                return null;
            case SyntaxKind.AnonymousType:
                problems.Add(new UninferableType(Where(node.Range)));
                return null;
            default:
                problems.Add(new UnsupportedConstruct(Where(node.Range), type.Kind == SyntaxKind.PrototypeType ? "function types here" : "types of this form"));
                return null;
        }
    }

    /// <summary>What a word of the grammar means.</summary>
    public static TemplataData Word(SyntaxKind word) => word switch
    {
        SyntaxKind.ImmKeyword => new MutabilityTemplata(true),
        SyntaxKind.MutKeyword => new MutabilityTemplata(false),
        SyntaxKind.VaryKeyword => new VariabilityTemplata(true),
        SyntaxKind.FinalKeyword => new VariabilityTemplata(false),
        SyntaxKind.InlKeyword => new LocationTemplata(true),
        SyntaxKind.HeapKeyword => new LocationTemplata(false),
        SyntaxKind.BorrowKeyword => new OwnershipTemplata(Ownership.Borrow),
        SyntaxKind.WeakKeyword => new OwnershipTemplata(Ownership.Weak),
        SyntaxKind.ShareKeyword => new OwnershipTemplata(Ownership.Share),
        _ => new OwnershipTemplata(Ownership.Own),
    };

    /// <summary>The ownership a mark before a type gives, or null for none.</summary>
    public static Ownership? Mark(SyntaxToken? mark) => mark?.Kind switch
    {
        SyntaxKind.Ampersand => Ownership.Borrow,
        SyntaxKind.AmpersandAmpersand => Ownership.Weak,
        SyntaxKind.Caret => Ownership.Own,
        _ => null,
    };

    private Anchor Where(TextRange range) => new(file, denizen, anchorBase, range.Start, range.Length);

    // A coord where a kind is wanted, and a kind where a coord is, are taken as such.
    private TemplataId? Fit(TemplataData data, TemplataType wanted, SyntaxNode node)
    {
        if (data.Type == wanted) return db.Intern(TypeQueries.Templatas, data);
        if (data is KindTemplata { Kind: var kind } && wanted == TemplataType.Coord) return TypeQueries.Of(db, TypeQueries.Owned(db, kind));
        if (data is CoordTemplata { Coord: var coord } && wanted == TemplataType.Kind) return db.Intern(TypeQueries.Templatas, new KindTemplata(coord.Kind));
        problems.Add(new WrongTemplataType(Where(node.Range), wanted, data.Type));
        return null;
    }

    private TemplataId? Interpreted(InterpretedTypeSyntax syntax, TemplataType wanted)
    {
        if (syntax.Inner is not { } inner) return null;
        if (Mark(syntax.Ownership) is not { } ownership) return Resolve(inner, wanted);
        var coord = Resolve(inner);
        return coord.IsError ? null : Fit(new CoordTemplata(coord.With(ownership)), wanted, syntax.Node);
    }

    private TemplataId? Tuple(TupleTypeSyntax syntax, TemplataType wanted)
    {
        var members = new List<Coord>();
        foreach (var member in syntax.Members)
        {
            var coord = Resolve(member);
            if (coord.IsError) return null;
            members.Add(coord);
        }
        if (wanted == TemplataType.Pack) return db.Intern(TypeQueries.Templatas, new PackTemplata(members.ToValueArray()));
        if (members.Count == 0) return Fit(new CoordTemplata(Coord.Void), wanted, syntax.Node);
        return Fit(new KindTemplata(db.Intern(TypeQueries.Kinds, new TupleKind(members.ToValueArray()))), wanted, syntax.Node);
    }

    private TemplataId? Array(
        SyntaxNode node, TypeSyntax? size, bool isStatic, bool isImmutable, TypeSyntax? mutability, TypeSyntax? variability, TypeSyntax? element, TemplataType wanted)
    {
        if (element is not { } present) return null;
        var length = size is { } written ? Resolve(written, TemplataType.Integer) : null;
        if (isStatic && length is null) return null;
        var mutable = mutability is { } m ? Resolve(m, TemplataType.Mutability) : db.Intern(TypeQueries.Templatas, new MutabilityTemplata(isImmutable));
        var varying = variability is { } v ? Resolve(v, TemplataType.Variability) : db.Intern(TypeQueries.Templatas, new VariabilityTemplata(false));
        var coord = Resolve(present);
        if (mutable is null || varying is null || coord.IsError) return null;
        return Fit(new KindTemplata(db.Intern(TypeQueries.Kinds, new ArrayKind(length, mutable.Value, varying.Value, coord))), wanted, node);
    }

    /// <summary>
    /// <c>Array&lt;M, E&gt;</c> and <c>StaticArray&lt;N, M, V, E&gt;</c> are array types written as those of a struct are, where nothing else has the name.
    /// </summary>
    public bool IsArrayTemplate(SyntaxToken name, int arguments, out bool isStatic)
    {
        isStatic = name.Text == "StaticArray";
        if (!(isStatic ? arguments == 4 : name.Text == "Array" && arguments == 2)) return false;
        foreach (var (item, _) in NameQueries.Lookup(db, file, name.Text))
            if (item.Kind is DenizenKind.Struct or DenizenKind.Interface) return false;
        return true;
    }

    private TemplataId? Call(CallTypeSyntax syntax, TemplataType wanted)
    {
        if (syntax.Template is not { } template) return null;
        if (template.Node.As<NameTypeSyntax>() is not { } name) return null;
        if (IsArrayTemplate(name.Name, syntax.Arguments.Count, out var isStatic))
        {
            var parts = syntax.Arguments.ToArray();
            return Array(syntax.Node, isStatic ? parts[0] : null, isStatic, false, parts[isStatic ? 1 : 0], isStatic ? parts[2] : null, parts[^1], wanted);
        }
        if (Find(name.Name) is not { } item) return null;
        var arguments = syntax.Arguments;
        var given = new TemplataId?[arguments.Count];
        var generics = db.Get(TypeQueries.Generics, item.Id);
        var at = 0;
        foreach (var argument in arguments)
        {
            if (at < generics.Length) given[at] = Resolve(argument, generics[at].Type);
            if (at < generics.Length && given[at] is null) return null;
            at++;
        }
        return Citizen(item, given, syntax.Node, wanted);
    }

    private TemplataId? Citizen(ItemInfo item, ReadOnlySpan<TemplataId?> given, SyntaxNode node, TemplataType wanted)
    {
        var generics = db.Get(TypeQueries.Generics, item.Id);
        if (wanted == TemplataType.Template && given.IsEmpty) return db.Intern(TypeQueries.Templatas, new TemplateTemplata(item.Id));
        if (given.Length > generics.Length)
        {
            problems.Add(new WrongArgumentCount(Where(node.Range), item.Name, Needed(generics), generics.Length, given.Length, ItemQueries.NameAnchor(db, item.Id)));
            return null;
        }
        var arguments = new TemplataId[generics.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i < given.Length && given[i] is { } present) arguments[i] = present;
            else if (SignatureQueries.DefaultOf(db, item.Id, i, arguments.AsSpan(0, i)) is { } value) arguments[i] = value;
            else
            {
                problems.Add(new WrongArgumentCount(Where(node.Range), item.Name, Needed(generics), generics.Length, given.Length, ItemQueries.NameAnchor(db, item.Id)));
                return null;
            }
        }
        return Fit(new KindTemplata(TypeQueries.Citizen(db, item.Id, ValueArray.Wrap(arguments))), wanted, node);
    }

    /// <summary>How many arguments have no default.</summary>
    private static int Needed(ValueArray<GenericParameter> generics)
    {
        var needed = 0;
        foreach (var parameter in generics)
            if (!parameter.HasDefault) needed++;
        return needed;
    }

    private TemplataId? Named(SyntaxToken name, TemplataType wanted)
    {
        foreach (var rune in runes)
            if (rune.Name == name.Text)
                return Fit(db.Lookup(TypeQueries.Templatas, rune.Value), wanted, Node(name));
        if (WellKnownKinds.ByName(name.Text) is { } primitive) return Fit(new KindTemplata(primitive), wanted, Node(name));
        return Find(name) is { } item ? Citizen(item, [], Node(name), wanted) : null;
    }

    private static SyntaxNode Node(SyntaxToken token) => new(token.Green, token.Range.Start);

    /// <summary>The struct or interface a name means here, or null with a problem reported.</summary>
    public ItemInfo? Find(SyntaxToken name)
    {
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
            foreach (var (item, _) in NameQueries.LookupFar(db, file, name.Text))
                if (item is { Kind: DenizenKind.Struct or DenizenKind.Interface, IsDuplicate: false }) return item;
            problems.Add(new UnknownType(Where(name.Range), name.Text, NearTypes(name.Text)));
            return null;
        }
        if (others is null) return found;
        problems.Add(new AmbiguousType(Where(name.Range), name.Text, others.ToValueArray()));
        return null;
    }

    private ValueArray<string> NearTypes(string name)
    {
        var names = new List<string> { "int", "i64", "bool", "float", "str", "void" };
        foreach (var rune in runes) names.Add(rune.Name);
        foreach (var item in NameQueries.AllVisible(db, file))
            if (item.Kind is DenizenKind.Struct or DenizenKind.Interface) names.Add(item.Name);
        return Spelling.Near(name, names.Distinct());
    }
}
