// The intermediate code of the function under the cursor, for each instance that the program reaches.

using System.Text;
using Vale.Compiler.Instantiation;
using Vale.Compiler.Lowering;
using Vale.Compiler.Signatures;
using Vale.Queries.Runtime;

namespace Vale.Ide.Facts;

internal static class IrFact
{
    public static FactText? At(QueryContext db, FilePosition position)
    {
        if (InstantiationsFact.Target(db, position) is not { } id) return null;
        var title = $"IR of {QueryPlaces.Name(db, id)}";
        if (InstantiationsFact.HasErrors(db)) return new FactText(title, InstantiationsFact.Errors);
        var text = new StringBuilder();
        foreach (var function in FunctionsOf(db, position)) text.Append(IrPrinter.Print(function)).Append('\n');
        return new FactText(title, text.Length == 0 ? "no instance of it with code of its own is reachable\n" : text.ToString());
    }

    /// <summary>The lowered instances of what the cursor is on. Ask only when the program has no errors.</summary>
    public static IReadOnlyList<IrFunction> FunctionsOf(QueryContext db, FilePosition position)
    {
        var functions = new List<IrFunction>();
        if (InstantiationsFact.Target(db, position) is not { } id) return functions;
        foreach (var prototype in db.Get(InstantiationQueries.Reachable, default).Functions)
            if (db.Get(InstantiationQueries.Header, prototype) is { Body: FunctionBody.Vale } header && header.Denizen == id)
                functions.Add(db.Get(LoweringQueries.Function, prototype));
        return functions;
    }
}
