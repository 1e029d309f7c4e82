// The headers of functions that nobody writes: constructors, drops, and the overrides of an interface's derived struct.
// A derived function takes over all of what it is derived from: generic parameters, bounds, runes (MDSFONARFO).

using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Signatures;

internal static class DerivedHeaders
{
    /// <summary>What stands for a header that cannot be read.</summary>
    public static FunctionHeader Unusable(string name) =>
        new(name, [], DenizenTerms.None, [], Coord.Error, FunctionBody.Vale, null, false, false, false, []);

    public static FunctionHeader Compute(QueryContext db, FunctionData data) => data.Origin switch
    {
        FunctionOrigin.StructConstructor => Constructor(db, data.Denizen),
        FunctionOrigin.StructDrop => StructDrop(db, data.Denizen),
        FunctionOrigin.InterfaceDrop => InterfaceDrop(db, data.Denizen),
        FunctionOrigin.AnonymousForward => Forward(db, data.Denizen, data.Ordinal),
        _ => throw new InvalidOperationException($"A function of origin {data.Origin} has no header of its own."),
    };

    private static FunctionHeader Constructor(QueryContext db, DenizenId id)
    {
        var citizen = db.Get(SignatureQueries.Citizen, id);
        var definition = db.Get(SignatureQueries.StructDefinition, id);
        var parameters = new Parameter[definition.Members.Length];
        for (var i = 0; i < parameters.Length; i++) parameters[i] = new Parameter(definition.Members[i].Name, definition.Members[i].Type);
        return Make(db, id, db.Lookup(ItemQueries.Denizens, id).Name, citizen, parameters, TypeQueries.Owned(db, citizen.Self), FunctionBody.Vale,
            definition.IsUsable, -1);
    }

    private static FunctionHeader StructDrop(QueryContext db, DenizenId id)
    {
        var citizen = db.Get(SignatureQueries.Citizen, id);
        return Make(db, id, "drop", citizen, [new Parameter("this", TypeQueries.Owned(db, citizen.Self))], Coord.Void, FunctionBody.Vale,
            db.Get(SignatureQueries.StructDefinition, id).IsUsable, -1);
    }

    private static FunctionHeader InterfaceDrop(QueryContext db, DenizenId id)
    {
        var citizen = db.Get(SignatureQueries.Citizen, id);
        return Make(db, id, "drop", citizen, [new Parameter("this", TypeQueries.Owned(db, citizen.Self))], Coord.Void, FunctionBody.Abstract, true, 0);
    }

    private static FunctionHeader Forward(QueryContext db, DenizenId id, int ordinal)
    {
        var citizen = db.Get(SignatureQueries.Citizen, id);
        var method = db.Get(TypeQueries.MethodsOf, TypeQueries.InterfaceOf(db, id))[ordinal];
        var header = db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, method));
        if (!header.IsUsable || header.VirtualParameter < 0) return Unusable(header.Name);
        var substitution = SignatureQueries.MethodInAnonymous(db, id, method, citizen);
        var parameters = new Parameter[header.Parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = substitution.Apply(header.Parameters[i].Type);
            parameters[i] = new Parameter(header.Parameters[i].Name ?? $"<{i}>", i == header.VirtualParameter ? new Coord(citizen.Self, type.Ownership) : type);
        }
        return Make(db, id, header.Name, citizen, parameters, substitution.Apply(header.ReturnType), FunctionBody.Vale, true, -1);
    }

    private static FunctionHeader Make(
        QueryContext db, DenizenId id, string name, CitizenHeader citizen, ReadOnlySpan<Parameter> parameters, Coord returns, FunctionBody body, bool isUsable,
        int virtualParameter) =>
        new(name, db.Get(TypeQueries.Generics, id), citizen.Terms, ValueArray.Create(parameters), returns, body, null, false, false,
            isUsable && citizen.Terms.IsSolved, [], virtualParameter);
}
