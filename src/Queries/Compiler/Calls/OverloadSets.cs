// A function's name used as a value: calling it calls whichever function of that name takes the arguments.

using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Calls;

internal static class OverloadSets
{
    /// <summary>The call of a set, its own value the first argument, or null when no function of the name takes the others.</summary>
    public static ResolvedCall? Call(CallResolver resolver, QueryContext db, OverloadSetKind set, ReadOnlySpan<Coord> arguments)
    {
        if (resolver.From(set.File).Find(set.Name, arguments[1..]).Call is not { } target) return null;
        var function = db.Intern(TypeQueries.Functions, new FunctionData(FunctionOrigin.OverloadCall, default));
        // The types are arguments of the call's code, as an upcast may stand between them and the function's own.
        var types = new TemplataId[arguments.Length + 1];
        for (var i = 0; i < arguments.Length; i++) types[i] = TypeQueries.Of(db, arguments[i]);
        types[^1] = TypeQueries.Of(db, target.ReturnType);
        for (var i = 1; i < arguments.Length; i++)
            if (arguments[i] != target.Parameters[i - 1]) return null;
        var prototype = db.Intern(TypeQueries.Prototypes, new FunctionPrototype(function, ValueArray.Wrap(types), [target.Prototype]));
        return new ResolvedCall(prototype, ValueArray.Create(arguments), target.ReturnType);
    }
}
