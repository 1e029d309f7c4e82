// Reads structs: first what can be known without their members' types, then the members.

using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Signatures;

internal static class StructReader
{
    // Whether an immutable struct leads back to itself through its members; such a value could never be made.
    private static readonly Query<DenizenId, bool> s_holdsItself = Query.Define<DenizenId, bool>("HoldsItself", ComputeHoldsItself);

    // The members alone, so that looking for a cycle does not ask for what it is part of.
    private static readonly Query<DenizenId, StructDefinition> s_members = Query.Define<DenizenId, StructDefinition>("StructMembers", ComputeMembers);

    public static StructShape ComputeShape(QueryContext db, DenizenId id)
    {
        if (Syntax(db, id) is not { } syntax) return new StructShape(false, false, true, false, false);
        var derives = !syntax.HasAttribute(SyntaxKind.LinearKeyword);
        foreach (var attribute in syntax.Attributes)
            if (attribute is { IsMacro: true, IsMacroSuppressed: true } && attribute.MacroName?.Text == "DeriveStructDrop") derives = false;
        return new StructShape(
            syntax.Mutability is { } mutability && IsImmutable(mutability),
            syntax.HasAttribute(SyntaxKind.WeakableKeyword), derives,
            syntax.HasAttribute(SyntaxKind.ExportedKeyword),
            syntax.GenericParameters is not null || syntax.Where is not null);
    }

    public static StructDefinition ComputeDefinition(QueryContext db, DenizenId id)
    {
        var members = db.Get(s_members, id);
        if (!db.Get(SignatureQueries.StructShape, id).IsImmutable || !db.Get(s_holdsItself, id)) return members;
        var name = db.Lookup(ItemQueries.Denizens, id).Name;
        return members with { IsUsable = false, Problems = [.. members.Problems, new ImmutableHoldsItself(ItemQueries.NameAnchor(db, id), name)] };
    }

    private static StructSyntax? Syntax(QueryContext db, DenizenId id) =>
        db.Get(ItemQueries.Header, id).Green is { } green ? new SyntaxNode(green).As<StructSyntax>() : null;

    private static bool IsImmutable(TypeSyntax mutability) =>
        mutability.Kind == SyntaxKind.MutabilityType && new WordTypeSyntax(mutability.Node).Word == SyntaxKind.ImmKeyword;

    private static StructDefinition ComputeMembers(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        if (Syntax(db, id) is not { } syntax) return new StructDefinition([], false, []);
        var shape = db.Get(SignatureQueries.StructShape, id);
        var problems = new List<Problem>();
        if (syntax.GenericParameters is { } generics) return Unsupported(generics.Node, "generic structs");
        if (syntax.Where is { } where) return Unsupported(where.Node, "where clauses");
        if (syntax.Mutability is { } mutability && mutability.Kind != SyntaxKind.MutabilityType) return Unsupported(mutability.Node, "computed mutabilities");
        if (syntax.Methods.FirstOrNull is { } method) return Unsupported(method.Header.Node, "functions inside of structs");

        var types = new TypeResolver(db, data.File, id, AnchorBase.Item, problems);
        var members = new List<StructMember>();
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var isUsable = true;
        foreach (var member in syntax.Members)
        {
            var number = members.Count;
            var name = member.Name?.Text ?? "";
            var type = Coord.Error;
            if (member.IsVariadic) problems.Add(new UnsupportedConstruct(ItemQueries.MemberAnchor(db, id, number), "variadic members"));
            else if (member.Type is { } written) type = types.Resolve(written);
            isUsable &= !type.IsError;
            if (name.Length > 0 && !names.TryAdd(name, number))
                problems.Add(new DuplicateName(ItemQueries.MemberAnchor(db, id, number), name, true, ItemQueries.MemberAnchor(db, id, names[name])));
            if (shape.IsImmutable && !type.IsError && type.Ownership != Ownership.Share)
                problems.Add(new MutableMemberOfImmutable(ItemQueries.MemberAnchor(db, id, number), data.Name, name, type));
            if (shape.IsImmutable && member.IsVarying)
                problems.Add(new VaryingMemberOfImmutable(ItemQueries.MemberAnchor(db, id, number), data.Name, name));
            members.Add(new StructMember(name, type, member.IsVarying));
        }
        return new StructDefinition(members.ToValueArray(), isUsable, problems.ToValueArray());

        StructDefinition Unsupported(SyntaxNode node, string what) =>
            new([], false, [new UnsupportedConstruct(new Anchor(data.File, id, AnchorBase.Item, node.Offset, node.Width), what)]);
    }

    private static bool ComputeHoldsItself(QueryContext db, DenizenId id)
    {
        var open = new Stack<DenizenId>([id]);
        var seen = new HashSet<DenizenId>();
        while (open.TryPop(out var next))
            foreach (var member in db.Get(s_members, next).Members)
            {
                if (member.Type.Ownership != Ownership.Share || WellKnownKinds.IsWellKnown(member.Type.Kind)) continue;
                if (db.Lookup(TypeQueries.Kinds, member.Type.Kind) is not StructKind { Struct: var held }) continue;
                if (held == id) return true;
                if (seen.Add(held)) open.Push(held);
            }
        return false;
    }
}
