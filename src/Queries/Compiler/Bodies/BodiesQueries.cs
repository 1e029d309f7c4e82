// The door of the bodies stage: one checked body per function, and the parts of it that others depend on, each by
// itself, so that moving a comment in a body does not reach its callers' code.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Parse;
using Vale.Compiler.Signatures;
using Vale.Queries.Runtime;

namespace Vale.Compiler.Bodies;

/// <summary>Checked bodies.</summary>
public static class BodyQueries
{
    /// <summary>A function's body, checked. Ask only for functions written in Vale.</summary>
    public static readonly Query<FunctionId, CheckedBody> Checked = Query.Define<FunctionId, CheckedBody>("Body", BodyChecker.Check,
        new QueryOptions<FunctionId, CheckedBody> { Describe = static (db, id) => $"checking the body of {NameOf(db, id)}" });

    /// <summary>A body's typed tree.</summary>
    public static readonly Query<FunctionId, TypedBody> Typed =
        Query.Define<FunctionId, TypedBody>("TypedBody", static (db, id) => db.Get(Checked, id).Body);

    /// <summary>Where a body's sites stand.</summary>
    public static readonly Query<FunctionId, BodySites> Sites =
        Query.Define<FunctionId, BodySites>("BodySites", static (db, id) => db.Get(Checked, id).Sites);

    /// <summary>The line of its file where a function's body begins; of a derived function, where its struct is named.</summary>
    public static readonly Query<FunctionId, LineNumber> FirstLine = Query.Define<FunctionId, LineNumber>("FirstLine", static (db, id) =>
    {
        var (_, denizen) = db.Lookup(SignatureQueries.Functions, id);
        var file = db.Lookup(ItemQueries.Denizens, denizen).File;
        if (ItemQueries.Find(db.Get(ItemQueries.ItemRanges, file), denizen) is not { } range) return new LineNumber(0);
        var start = range.BodyStart >= 0 ? range.BodyStart : range.Name.Start;
        return new LineNumber(db.Get(ParseQueries.Parse, file).Result.Text.Lines.LineOf(start));
    });

    private static string NameOf(QueryContext db, FunctionId id) =>
        db.Lookup(ItemQueries.Denizens, db.Lookup(SignatureQueries.Functions, id).Denizen).Name;
}
