// What a program needs: from its exported roots, every function that can be reached by calls.

using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Instantiation;

/// <summary>The door of the instantiation stage.</summary>
public static class InstantiationQueries
{
    /// <summary>The functions a function calls, each once, in the order of first mention.</summary>
    public static readonly Query<FunctionId, ValueArray<FunctionId>> Callees =
        Query.Define<FunctionId, ValueArray<FunctionId>>("Callees", ComputeCallees);

    /// <summary>The exported functions of every module the user gave, in the order of files and items.</summary>
    public static readonly Query<Singleton, ValueArray<FunctionId>> Roots =
        Query.Define<Singleton, ValueArray<FunctionId>>("Roots", ComputeRoots);

    /// <summary>Every function reachable from <see cref="Roots"/>, callers before callees.</summary>
    public static readonly Query<Singleton, ValueArray<FunctionId>> Reachable =
        Query.Define<Singleton, ValueArray<FunctionId>>("Reachable", ComputeReachable);

    private static ValueArray<FunctionId> ComputeCallees(QueryContext db, FunctionId function)
    {
        if (db.Get(SignatureQueries.Header, function).Body != FunctionBody.Vale) return [];
        var found = new List<FunctionId>();
        var seen = new HashSet<FunctionId>();
        Visit(db.Get(BodyQueries.Typed, function).Root, found, seen);
        return found.ToValueArray();
    }

    private static void Visit(Expr expr, List<FunctionId> found, HashSet<FunctionId> seen)
    {
        switch (expr)
        {
            case CallExpr e:
                VisitAll(e.Arguments, found, seen);
                if (seen.Add(e.Function)) found.Add(e.Function);
                break;
            case LocalInitExpr e: Visit(e.Value, found, seen); break;
            case LocalSetExpr e: Visit(e.Value, found, seen); break;
            case MemberReadExpr e: Visit(e.Container, found, seen); break;
            case MemberBorrowExpr e: Visit(e.Container, found, seen); break;
            case MemberSetExpr e: Visit(e.Container, found, seen); Visit(e.Value, found, seen); break;
            case ConstructExpr e: VisitAll(e.Members, found, seen); break;
            case DestructureExpr e: Visit(e.Value, found, seen); break;
            case DiscardExpr e: Visit(e.Value, found, seen); break;
            case SequenceExpr e: VisitAll(e.Items, found, seen); break;
            case ThenExpr e: Visit(e.Inner, found, seen); VisitAll(e.After, found, seen); break;
            case IfExpr e: Visit(e.Condition, found, seen); Visit(e.Then, found, seen); Visit(e.Else, found, seen); break;
            case WhileExpr e: Visit(e.Condition, found, seen); Visit(e.Body, found, seen); break;
            case ReturnExpr e: Visit(e.Value, found, seen); VisitAll(e.Drops, found, seen); break;
            case SameInstanceExpr e: Visit(e.Left, found, seen); Visit(e.Right, found, seen); break;
        }
    }

    private static void VisitAll(ValueArray<Expr> exprs, List<FunctionId> found, HashSet<FunctionId> seen)
    {
        foreach (var expr in exprs) Visit(expr, found, seen);
    }

    private static ValueArray<FunctionId> ComputeRoots(QueryContext db, Singleton key)
    {
        var roots = new List<FunctionId>();
        foreach (var package in db.Get(InputQueries.UserPackages, default))
            foreach (var file in db.Get(InputQueries.PackageFiles, package))
                foreach (var item in db.Get(ItemQueries.Declarations, file))
                {
                    if (item.Kind != DenizenKind.Function || !item.IsExported) continue;
                    var function = SignatureQueries.Declared(db, item.Id);
                    if (db.Get(SignatureQueries.Header, function).Body == FunctionBody.Vale) roots.Add(function);
                }
        return roots.ToValueArray();
    }

    private static ValueArray<FunctionId> ComputeReachable(QueryContext db, Singleton key)
    {
        var found = new List<FunctionId>();
        var seen = new HashSet<FunctionId>();
        foreach (var root in db.Get(Roots, default))
            if (seen.Add(root)) found.Add(root);
        for (var i = 0; i < found.Count; i++)
            foreach (var callee in db.Get(Callees, found[i]))
                if (seen.Add(callee)) found.Add(callee);
        return found.ToValueArray();
    }
}
