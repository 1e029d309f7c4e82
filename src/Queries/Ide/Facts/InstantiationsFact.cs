// The instances of the function or type under the cursor that the program reaches from its exported functions.

using System.Text;
using Vale.Compiler.Diagnostics;
using Vale.Compiler.Instantiation;
using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide.Facts;

internal static class InstantiationsFact
{
    /// <summary>What is said where the program has errors: what is reachable is known only of one that has none.</summary>
    public const string Errors = "the program has errors: what it reaches is known when they are gone\n";

    public static FactText? At(QueryContext db, FilePosition position)
    {
        if (Target(db, position) is not { } id) return null;
        var title = $"Instantiations of {QueryPlaces.Name(db, id)}";
        if (HasErrors(db)) return new FactText(title, Errors);
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var prototype in db.Get(InstantiationQueries.Reachable, default).Functions)
        {
            var header = db.Get(InstantiationQueries.Header, prototype);
            if (header.Denizen == id) lines.Add(Line(db, header));
            foreach (var parameter in header.Parameters)
                if (TypeQueries.TemplateOf(db, parameter.Kind) == id) lines.Add(TypeQueries.Display(db, parameter.Kind));
        }
        var text = new StringBuilder();
        foreach (var line in lines) text.Append(line).Append('\n');
        return new FactText(title, text.Length == 0 ? "none is reachable\n" : text.ToString());
    }

    /// <summary>The denizen that is meant: the one a name means, else the one around the cursor.</summary>
    public static DenizenId? Target(QueryContext db, FilePosition position) => SymbolAt.Find(db, position)?.Symbol switch
    {
        FunctionSymbol function => db.Lookup(TypeQueries.Functions, function.Function).Denizen,
        DenizenSymbol denizen => denizen.Denizen,
        _ => ItemQueries.At(db, position.File, position.Offset)?.Id,
    };

    public static bool HasErrors(QueryContext db)
    {
        foreach (var diagnostic in db.Get(DiagnosticQueries.Program, default))
            if (diagnostic.Severity == Severity.Error) return true;
        return false;
    }

    private static string Line(QueryContext db, InstanceHeader header)
    {
        var text = new StringBuilder(header.Name).Append('(');
        for (var i = 0; i < header.Parameters.Length; i++) text.Append(i == 0 ? "" : ", ").Append(TypeQueries.Display(db, header.Parameters[i]));
        return text.Append(") ").Append(TypeQueries.Display(db, header.ReturnType)).ToString();
    }
}
