// The typed body of the function under the cursor, with what its lambdas become.

using System.Text;
using Vale.Compiler.Bodies;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide.Facts;

internal static class BodyFact
{
    public static FactText? At(QueryContext db, FilePosition position)
    {
        if (ItemQueries.At(db, position.File, position.Offset) is not { BodyStart: >= 0 } item) return null;
        var function = SignatureQueries.Declared(db, item.Id);
        if (db.Get(SignatureQueries.Header, function) is not { Body: FunctionBody.Vale, IsUsable: true }) return null;
        var text = new StringBuilder();
        foreach (var body in BodiesOf(db, function))
        {
            if (text.Length > 0) text.Append("\nlambda\n");
            text.Append(BodyPrinter.Print(db, body));
        }
        return new FactText($"Body of {QueryPlaces.Name(db, item.Id)}", text.ToString());
    }

    /// <summary>A function's body and those of its lambdas.</summary>
    public static List<TypedBody> BodiesOf(QueryContext db, FunctionId function)
    {
        var found = db.Get(BodyQueries.Checked, function);
        var bodies = new List<TypedBody> { found.Body };
        foreach (var lambda in found.Lambdas) bodies.Add(lambda.Body);
        return bodies;
    }
}
