// The bodies of functions that have no text and no denizen: drops of tuples, closures and boxes, and calls of names.

using Vale.Compiler.Bodies;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Instantiation;

internal static class SyntheticBodies
{
    /// <summary>The types of such a function: its parameters and what it returns.</summary>
    public static (ValueArray<Coord> Parameters, Coord Returns) Types(QueryContext db, FunctionOrigin origin, FunctionPrototype prototype)
    {
        var types = new Coord[prototype.Arguments.Length];
        for (var i = 0; i < types.Length; i++) types[i] = ((CoordTemplata)db.Lookup(TypeQueries.Templatas, prototype.Arguments[i])).Coord;
        return origin == FunctionOrigin.KindDrop ? (ValueArray.Wrap(types), Coord.Void) : (ValueArray.Create(types.AsSpan()[..^1]), types[^1]);
    }

    public static TypedBody Make(QueryContext db, FunctionOrigin origin, FunctionPrototype prototype)
    {
        var (parameters, returns) = Types(db, origin, prototype);
        return origin switch
        {
            FunctionOrigin.KindDrop => Drop(db, parameters[0], prototype.Bounds),
            FunctionOrigin.UpcastForward => UpcastForward(db, prototype, parameters, returns),
            _ => Forward(parameters, returns, prototype.Bounds[0]),
        };
    }

    private static TypedBody Drop(QueryContext db, Coord type, ValueArray<PrototypeId> parts)
    {
        if (type.Ownership != Ownership.Own)
            return new TypedBody([new("this", type, -1)], 1, new SequenceExpr([new DiscardExpr(new LocalMoveExpr(0, type, -1), -1), new VoidExpr(-1)], Coord.Void, -1));
        var members = TypeContents.Of(db, type.Kind)!.Members;
        var locals = new List<BodyLocal> { new("this", type, -1) };
        var numbers = new int[members.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = locals.Count;
            locals.Add(new BodyLocal("<part>", members[i].Type, -1));
        }
        var items = new List<Expr> { new DestructureExpr(new LocalMoveExpr(0, type, -1), ValueArray.Wrap(numbers), -1) };
        for (var i = 0; i < numbers.Length; i++)
        {
            var value = new LocalMoveExpr(numbers[i], members[i].Type, -1);
            items.Add(members[i].Type.Ownership != Ownership.Own || i >= parts.Length ? new DiscardExpr(value, -1) : new CallExpr(parts[i], [value], Coord.Void, -1));
        }
        items.Add(new VoidExpr(-1));
        return new TypedBody(locals.ToValueArray(), 1, new SequenceExpr(items.ToValueArray(), Coord.Void, -1));
    }

    private static TypedBody UpcastForward(QueryContext db, FunctionPrototype prototype, ValueArray<Coord> parameters, Coord returns)
    {
        var target = db.Get(InstantiationQueries.Header, prototype.Bounds[0]);
        var upcast = db.Lookup(TypeQueries.Functions, prototype.Function).Ordinal;
        var locals = new BodyLocal[parameters.Length];
        var arguments = new Expr[parameters.Length];
        for (var i = 0; i < locals.Length; i++)
        {
            locals[i] = new BodyLocal("<parameter>", parameters[i], -1);
            arguments[i] = new LocalMoveExpr(i, parameters[i], -1);
            if (i == upcast) arguments[i] = new UpcastExpr(arguments[i], prototype.Bounds[1], target.Parameters[i], -1);
        }
        return new TypedBody(ValueArray.Wrap(locals), parameters.Length, new CallExpr(prototype.Bounds[0], ValueArray.Wrap(arguments), returns, -1));
    }

    private static TypedBody Forward(ValueArray<Coord> parameters, Coord returns, PrototypeId target)
    {
        var locals = new BodyLocal[parameters.Length];
        var arguments = new Expr[parameters.Length - 1];
        for (var i = 0; i < locals.Length; i++)
        {
            locals[i] = new BodyLocal("<parameter>", parameters[i], -1);
            if (i > 0) arguments[i - 1] = new LocalMoveExpr(i, parameters[i], -1);
        }
        var call = new CallExpr(target, ValueArray.Wrap(arguments), returns, -1);
        return new TypedBody(ValueArray.Wrap(locals), parameters.Length,
            new ThenExpr(call, [new DiscardExpr(new LocalMoveExpr(0, parameters[0], -1), -1)], -1));
    }
}
