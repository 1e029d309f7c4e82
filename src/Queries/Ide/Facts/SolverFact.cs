// Rules and how they are solved: of the denizen under the cursor, or, on a call in a body, of the function called.

using Vale.Compiler.Bodies;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Solver;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide.Facts;

internal static class SolverFact
{
    public static FactText? Rules(QueryContext db, FilePosition position) => ItemQueries.At(db, position.File, position.Offset) is { } item && HasRules(db, item)
        ? new FactText($"Rules of {QueryPlaces.Name(db, item.Id)}", SolverTrace.Rules(db, db.Get(SignatureQueries.Rules, item.Id).Set)) : null;

    public static FactText? Steps(QueryContext db, FilePosition position)
    {
        if (ItemQueries.At(db, position.File, position.Offset) is not { } item || !HasRules(db, item)) return null;
        if (item.BodyStart >= 0 && position.Offset >= item.BodyStart && CallAt(db, item, position.Offset - item.BodyStart) is { } call)
            return call;
        return new FactText($"Solving {QueryPlaces.Name(db, item.Id)} for its definition", SignatureQueries.Trace(db, item.Id).Print(db));
    }

    private static bool HasRules(QueryContext db, ItemRange item) =>
        db.Lookup(ItemQueries.Denizens, item.Id).Kind is DenizenKind.Function or DenizenKind.Struct or DenizenKind.Interface or DenizenKind.Impl;

    // The innermost call whose text the cursor is in, of those that are solved: what a lambda is called with is known.
    private static FactText? CallAt(QueryContext db, ItemRange item, int offset)
    {
        var function = SignatureQueries.Declared(db, item.Id);
        if (db.Get(SignatureQueries.Header, function) is not { Body: FunctionBody.Vale, IsUsable: true }) return null;
        var sites = db.Get(BodyQueries.Sites, function);
        CallExpr? best = null;
        FunctionId called = default;
        var length = int.MaxValue;
        foreach (var body in BodyFact.BodiesOf(db, function)) Visit(body.Root);
        if (best is null) return null;
        var arguments = new Coord[best.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = best.Arguments[i].Type;
        var header = db.Get(SignatureQueries.Header, called);
        return new FactText($"Solving the call of {SignatureText.Of(db, header)}", SignatureQueries.TraceCall(db, called, arguments).Print(db));

        void Visit(Expr expr)
        {
            if (expr is CallExpr candidate && (uint)candidate.Site < (uint)sites.Ranges.Length && sites.Ranges[candidate.Site] is var site
                && site.Start <= offset && offset <= site.End && site.Length < length && site.Length > 0
                && db.Lookup(TypeQueries.Prototypes, candidate.Prototype) is FunctionPrototype prototype && db.Lookup(TypeQueries.Functions, prototype.Function).HasHeader)
                (best, called, length) = (candidate, prototype.Function, site.Length);
            foreach (var child in BodyPrinter.Children(expr)) Visit(child);
        }
    }
}
