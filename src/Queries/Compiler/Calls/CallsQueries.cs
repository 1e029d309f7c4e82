// The door of the calls stage: what a denizen's own types ask for. It is checked after the denizen's terms are known, as
// only then is it known what may be assumed within it (SFWPRL, STCMBDP).

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Calls;

/// <summary>A type whose bound nothing satisfies.</summary>
public sealed record UnmetBoundOfType(Anchor Where, KindId Kind, Bound Bound) : Problem(Where);

/// <summary>A denizen without generic parameters whose own bound nothing satisfies.</summary>
public sealed record UnmetBoundOfDenizen(Anchor Where, string Name, Bound Bound) : Problem(Where);

/// <summary>An immutable struct used with a mutable type for one of its members.</summary>
public sealed record MutableArgumentOfImmutable(Anchor Where, KindId Struct, string Member, Coord Type) : Problem(Where);

/// <summary>A call, interned.</summary>
internal readonly record struct FileCallId(int Index) : IQueryKey<FileCallId>
{
    /// <inheritdoc/>
    public static FileCallId FromIndex(int index) => new(index);
}

/// <summary>A call by name and argument types from a file.</summary>
internal readonly record struct FileCall(FileId File, string Name, ValueArray<Coord> Arguments, bool IsExact);

/// <summary>Resolution of calls, and checks of what types require.</summary>
public static class CallQueries
{
    /// <summary>What the types in a denizen's header and members need and do not have.</summary>
    public static readonly Query<DenizenId, ValueArray<Problem>> Requirements =
        Query.Define<DenizenId, ValueArray<Problem>>("Requirements", static (db, id) => new RequirementCheck(db, id).Run());

    /// <summary>Calls seen from files, for callers that bring nothing of their own.</summary>
    internal static readonly Interner<FileCall, FileCallId> FileCalls = Interner.Define<FileCall, FileCallId>("FileCall");

    /// <summary>
    /// What a call leads to for a caller that brings neither bounds of that name nor lambdas: the same for every body of a file, so it is
    /// found once. A function whose bounds lead back to it does not satisfy them.
    /// </summary>
    internal static readonly Query<FileCallId, CallResolution> Resolution = Query.Define<FileCallId, CallResolution>("Resolution", static (db, id) =>
    {
        var call = db.Lookup(FileCalls, id);
        return new CallResolver(db, new HeaderCaller(call.File, [])).SearchFor(call.Name, call.Arguments.AsSpan(), null, call.IsExact);
    }, new QueryOptions<FileCallId, CallResolution>
    {
        CycleFallback = static (_, _) => new CallResolution(null, false, []),
        Describe = static (db, id) => $"looking for a function {db.Lookup(FileCalls, id).Name}",
    });

    /// <summary>What a type needs and does not have, in the terms of a caller.</summary>
    public static void Check(QueryContext db, CallResolver resolver, Coord type, Anchor where, List<Problem> problems) =>
        Check(db, resolver, type.Kind, where, problems, 0);

    private static void Check(QueryContext db, CallResolver resolver, KindId kind, Anchor where, List<Problem> problems, int depth)
    {
        if (WellKnownKinds.IsWellKnown(kind) || depth > 16) return;
        switch (db.Lookup(TypeQueries.Kinds, kind))
        {
            case StructKind { Arguments.IsEmpty: false } s: Check(db, resolver, kind, s.Struct, s.Arguments, where, problems, depth); break;
            case InterfaceKind { Arguments.IsEmpty: false } i: Check(db, resolver, kind, i.Interface, i.Arguments, where, problems, depth); break;
            case ArrayKind a: Check(db, resolver, a.Element.Kind, where, problems, depth + 1); break;
            case TupleKind t:
                foreach (var member in t.Members) Check(db, resolver, member.Kind, where, problems, depth + 1);
                break;
        }
    }

    private static void Check(
        QueryContext db, CallResolver resolver, KindId kind, DenizenId template, ValueArray<TemplataId> arguments, Anchor where, List<Problem> problems, int depth)
    {
        var header = db.Get(SignatureQueries.Citizen, template);
        if (resolver.ResolveAll(header.Terms, template, arguments, out var unmet) is null) problems.Add(new UnmetBoundOfType(where, kind, unmet!));
        if (TypeQueries.DefaultOwnership(db, kind) == Ownership.Share) CheckImmutable(db, kind, template, arguments, where, problems);
        foreach (var argument in arguments)
            if (db.Lookup(TypeQueries.Templatas, argument) is CoordTemplata { Coord: var coord }) Check(db, resolver, coord.Kind, where, problems, depth + 1);
    }

    /// <summary>An immutable struct's members are immutable, whatever it is used with.</summary>
    public static void CheckImmutable(QueryContext db, KindId kind, DenizenId template, ValueArray<TemplataId> arguments, Anchor where, List<Problem> problems)
    {
        if (db.Lookup(ItemQueries.Denizens, template).Kind != DenizenKind.Struct) return;
        var substitution = new Substitution(db, template, arguments);
        foreach (var member in db.Get(SignatureQueries.StructDefinition, template).Members)
        {
            var type = substitution.Apply(member.Type);
            if (type.IsError || type.Ownership == Ownership.Share || db.Lookup(TypeQueries.Kinds, type.Kind) is PlaceholderKind) continue;
            problems.Add(new MutableArgumentOfImmutable(where, kind, member.Name, type));
            return;
        }
    }
}

/// <summary>Checks one denizen. Single use.</summary>
internal sealed class RequirementCheck(QueryContext db, DenizenId id)
{
    private readonly List<Problem> _problems = [];

    public ValueArray<Problem> Run()
    {
        switch (db.Lookup(ItemQueries.Denizens, id).Kind)
        {
            case DenizenKind.Function:
            {
                var header = db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, id));
                if (!header.IsUsable) break;
                var resolver = Resolver(header.Terms);
                for (var i = 0; i < header.Parameters.Length; i++)
                    CallQueries.Check(db, resolver, header.Parameters[i].Type, ItemQueries.ParameterAnchor(db, id, i), _problems);
                CallQueries.Check(db, resolver, header.ReturnType, ReturnTypeAnchor(), _problems);
                if (header.Generics.IsEmpty) CheckOwn(header.Name, header.Terms);
                break;
            }
            case DenizenKind.Struct:
            {
                var definition = db.Get(SignatureQueries.StructDefinition, id);
                if (!definition.IsUsable) break;
                var terms = db.Get(SignatureQueries.Citizen, id).Terms;
                if (terms.Arguments.IsEmpty) CheckOwn(db.Lookup(ItemQueries.Denizens, id).Name, terms);
                var resolver = Resolver(terms);
                for (var i = 0; i < definition.Members.Length; i++)
                    CallQueries.Check(db, resolver, definition.Members[i].Type, ItemQueries.MemberAnchor(db, id, i), _problems);
                break;
            }
        }
        return _problems.ToValueArray();
    }

    // Of what has no generic parameters no use could bring what satisfies its bounds: it is there already, or never.
    private void CheckOwn(string name, DenizenTerms terms)
    {
        if (terms.OwnBounds == 0) return;
        var resolver = new CallResolver(db, new HeaderCaller(db.Lookup(ItemQueries.Denizens, id).File, []));
        for (var i = 0; i < terms.OwnBounds; i++)
            if (resolver.Resolve(terms.Bounds[i]) is null) _problems.Add(new UnmetBoundOfDenizen(terms.Bounds[i].Where, name, terms.Bounds[i]));
    }

    private Anchor ReturnTypeAnchor()
    {
        if (db.Get(ItemQueries.Header, id).Green is not { } green || new FunctionHeaderSyntax(new SyntaxNode(green)).ReturnType is not { } written)
            return ItemQueries.NameAnchor(db, id);
        return new Anchor(db.Lookup(ItemQueries.Denizens, id).File, id, AnchorBase.Item, written.Node.Offset, written.Node.Width);
    }

    private CallResolver Resolver(DenizenTerms terms) =>
        new(db, new HeaderCaller(db.Lookup(ItemQueries.Denizens, id).File, HeaderCaller.BoundsOf(db, id, terms)));
}
