// Imports a name that is not found: each package that declares it is offered.

using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;

namespace Vale.Ide.Assists;

internal static class ImportName
{
    public static void Fix(AssistContext context, FoundProblem problem)
    {
        switch (problem.Fact)
        {
            case UnknownFunction p: Offer(context, problem, p.Name, static item => item.Kind is DenizenKind.Function or DenizenKind.Struct or DenizenKind.Interface); break;
            case UnknownType p: Offer(context, problem, p.Name, static item => item.Kind is DenizenKind.Struct or DenizenKind.Interface); break;
            case UnknownName p: Offer(context, problem, p.Name, static item => item.Kind is DenizenKind.Function); break;
            case ForeachNeedsList: Offer(context, problem, "List", static item => item.Kind is DenizenKind.Struct); break;
            // Another overload may be what was meant.
            case NoMatchingFunction p: Offer(context, problem, p.Name, item => item.Kind is DenizenKind.Function or DenizenKind.Struct && item.Arity == p.Arguments.Length); break;
        }
    }

    private static void Offer(AssistContext context, FoundProblem problem, string name, Func<ItemInfo, bool> fits)
    {
        var db = context.Db;
        var scope = db.Get(NameQueries.FileScope, context.File);
        var found = new List<PackageData>();
        foreach (var package in db.Get(InputQueries.AllPackages, default))
        {
            var data = db.Lookup(InputQueries.Packages, package);
            if (data.Module == EmbeddedLibrary.BuiltinModule && scope.SeesBuiltins || IsSeen(scope, package, name)) continue;
            foreach (var item in NameQueries.LookupIn(db, package, name))
                if (fits(item) && (problem.Fact is not UnknownFunction || SignatureQueries.FunctionOf(db, item) is not null))
                {
                    found.Add(data);
                    break;
                }
        }
        var isSure = found.Count == 1 && problem.Fact is not NoMatchingFunction;
        foreach (var package in found)
        {
            context.Fix(problem, "import-name", $"Import `{package}.{name}`", edits => ImportEdits.Add(db, edits, context.File, package, name), isSure);
            context.Fix(problem, "import-package", $"Import all of `{package}`", edits => ImportEdits.Add(db, edits, context.File, package, null));
        }
    }

    private static bool IsSeen(FileScope scope, PackageId package, string name)
    {
        foreach (var entry in scope.Entries)
            if (entry.Package == package && (entry.OnlyName is null || entry.OnlyName == name)) return true;
        return false;
    }
}
