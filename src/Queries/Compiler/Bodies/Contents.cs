// What a type holds: the members of structs, tuples, closures and boxes, said in the terms of where they are used (SBITAFD).

using System.Globalization;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Bodies;

/// <summary>The members of a type.</summary>
/// <param name="Denizen">The struct that declares them, or null.</param>
/// <param name="IsUsable">False when they are not all known.</param>
internal sealed record TypeContents(DenizenId? Denizen, ValueArray<StructMember> Members, bool IsUsable)
{
    /// <summary>What a kind holds, or null when it has no members. Closures are asked of the query of their body.</summary>
    public static TypeContents? Of(QueryContext db, KindId kind)
    {
        if (WellKnownKinds.IsWellKnown(kind)) return null;
        switch (db.Lookup(TypeQueries.Kinds, kind))
        {
            case StructKind s:
            {
                var definition = db.Get(SignatureQueries.StructDefinition, s.Struct);
                if (s.Arguments.IsEmpty) return new TypeContents(s.Struct, definition.Members, definition.IsUsable);
                return new TypeContents(s.Struct, Apply(new Substitution(db, s.Struct, s.Arguments), definition.Members), definition.IsUsable);
            }
            case TupleKind t:
            {
                var members = new StructMember[t.Members.Length];
                for (var i = 0; i < members.Length; i++) members[i] = new StructMember(i.ToString(CultureInfo.InvariantCulture), t.Members[i], false);
                return new TypeContents(null, ValueArray.Wrap(members), true);
            }
            case BoxKind b:
                return new TypeContents(null, [new StructMember("value", b.Value, true)], true);
            case ClosureKind c:
            {
                var root = db.Lookup(TypeQueries.Functions, c.Owner).Denizen;
                return new TypeContents(null, Apply(new Substitution(db, root, c.Arguments), BodyQueries.MembersOf(db, c)), true);
            }
            case OverloadSetKind:
                return new TypeContents(null, [], true);
            default:
                return null;
        }
    }

    private static ValueArray<StructMember> Apply(Substitution substitution, ValueArray<StructMember> members)
    {
        var result = new StructMember[members.Length];
        for (var i = 0; i < result.Length; i++) result[i] = members[i] with { Type = substitution.Apply(members[i].Type) };
        return ValueArray.Wrap(result);
    }
}

internal sealed partial class BodyChecker
{
    /// <summary>What a type holds, or null when it has no members.</summary>
    private TypeContents? Contents(Coord type)
    {
        if (!_shared.Contents.TryGetValue(type.Kind, out var contents))
            _shared.Contents.Add(type.Kind, contents = _shared.LambdaSites.TryGetValue(type.Kind, out var lambda)
                ? new TypeContents(null, lambda.Shape.Members, true)
                : TypeContents.Of(_db, type.Kind));
        return contents;
    }

    /// <summary>The place of a member's declaration, as near as can be told.</summary>
    private Anchor MemberAnchor(TypeContents contents, int member) =>
        contents.Denizen is { } id ? ItemQueries.MemberAnchor(_db, id, member) : HeaderAnchor();

    private Anchor DeclarationAnchor(TypeContents contents) => contents.Denizen is { } id ? ItemQueries.NameAnchor(_db, id) : HeaderAnchor();
}
