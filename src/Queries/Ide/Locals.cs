// The name and type of a local, wherever it is declared: a parameter, in a body, in a lambda.

using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide;

internal static class Locals
{
    /// <summary>A local's name, type, and whether it is a parameter of a function or lambda; null when the body does not have it (any more).</summary>
    public static (string Name, Coord Type, bool IsParameter)? Find(QueryContext db, LocalSymbol symbol)
    {
        if (db.Lookup(TypeQueries.Functions, symbol.Function).Lambda is null)
        {
            var header = db.Get(SignatureQueries.Header, symbol.Function);
            if (symbol.Local < header.Parameters.Length) return (header.Parameters[symbol.Local].Name ?? "_", header.Parameters[symbol.Local].Type, true);
        }
        if (SymbolUses.BodyOf(db, BodyQueries.RootOf(db, symbol.Function)) is not { } body) return null;
        if (Of(db, body, symbol.Function) is { } typed)
        {
            if (symbol.Local >= typed.Locals.Length) return null;
            var local = typed.Locals[symbol.Local];
            return (Plain(local.Name), local.Type, local.Site < 0);
        }
        // A lambda in error has no tree; its names have types all the same.
        foreach (var reference in body.References)
            if (reference.Kind == ReferenceKind.Local && reference.Function == symbol.Function && reference.Local == symbol.Local)
                return (Written(db, db.Lookup(TypeQueries.Functions, symbol.Function).Denizen, reference), reference.Type, false);
        return null;
    }

    private static string Written(QueryContext db, DenizenId id, BodyReference reference)
    {
        var file = db.Lookup(ItemQueries.Denizens, id).File;
        if (ItemQueries.Find(db.Get(ItemQueries.ItemRanges, file), id) is not { } item) return "_";
        var range = SymbolUses.RangeOf(item, reference);
        return db.Get(InputQueries.FileText, file).Text.AsSpan()[range.Start..range.End].ToString();
    }

    private static TypedBody? Of(QueryContext db, CheckedBody body, FunctionId function)
    {
        if (db.Lookup(TypeQueries.Functions, function).Lambda is null) return body.Body;
        foreach (var lambda in body.Lambdas)
            if (lambda.Function == function) return lambda.Body;
        return null;
    }

    // What a constructor gathers under self. is the member to be.
    private static string Plain(string name) => name.StartsWith("self.", StringComparison.Ordinal) ? name["self.".Length..] : name;
}
