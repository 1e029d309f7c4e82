// The door of the bodies stage: one checked body per function, and the parts of it that others depend on, each by
// itself, so that moving a comment in a body does not reach its callers' code.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Bodies;

/// <summary>Checked bodies.</summary>
public static class BodyQueries
{
    /// <summary>Bodies kept at a time; others are checked again when somebody asks for more of them than their problems.</summary>
    public const int KeptBodies = 512;

    /// <summary>A function's body, checked. Ask only for functions written in Vale.</summary>
    public static readonly Query<FunctionId, CheckedBody> Checked = Query.Define<FunctionId, CheckedBody>("Body", BodyChecker.Check,
        new QueryOptions<FunctionId, CheckedBody> { LruCapacity = KeptBodies, Describe = static (db, id) => $"checking the body of {NameOf(db, id)}" });

    /// <summary>The function a lambda becomes for one list of argument types.</summary>
    public static readonly Query<FunctionId, LambdaBody> Lambda = Query.Define<FunctionId, LambdaBody>("Lambda", static (db, id) =>
    {
        foreach (var lambda in db.Get(Checked, RootOf(db, id)).Lambdas)
            if (lambda.Function == id) return lambda;
        throw new InvalidOperationException("A lambda's function is asked for that its parent does not make.");
    });

    /// <summary>A body's typed tree; a lambda's function is found in the body it is written in.</summary>
    public static readonly Query<FunctionId, TypedBody> Typed = Query.Define<FunctionId, TypedBody>("TypedBody", static (db, id) =>
        db.Lookup(TypeQueries.Functions, id).Lambda is null ? db.Get(Checked, id).Body : db.Get(Lambda, id).Body,
        new QueryOptions<FunctionId, TypedBody> { LruCapacity = KeptBodies });

    /// <summary>Where a body's sites stand.</summary>
    public static readonly Query<FunctionId, BodySites> Sites =
        Query.Define<FunctionId, BodySites>("BodySites", static (db, id) => db.Get(Checked, RootOf(db, id)).Sites,
            new QueryOptions<FunctionId, BodySites> { LruCapacity = KeptBodies });

    /// <summary>What the lambdas written in a function, and in its lambdas, capture.</summary>
    public static readonly Query<FunctionId, ValueArray<ClosureShape>> Closures =
        Query.Define<FunctionId, ValueArray<ClosureShape>>("Closures", static (db, id) => db.Get(Checked, id).Closures);

    /// <summary>What a closure captures, in the placeholders of the root denizen.</summary>
    public static ValueArray<StructMember> MembersOf(QueryContext db, ClosureKind closure)
    {
        foreach (var shape in db.Get(Closures, RootOf(db, closure.Owner)))
            if (shape.Owner == closure.Owner && shape.Ordinal == closure.Ordinal) return shape.Members;
        return [];
    }

    /// <summary>The function in whose body a lambda's function is written; any other function itself.</summary>
    public static FunctionId RootOf(QueryContext db, FunctionId function)
    {
        while (db.Lookup(TypeQueries.Functions, function).Lambda is { } lambda) function = lambda.Owner;
        return function;
    }

    /// <summary>Per item of a file, the line where its body begins; where it has none, the line of its name.</summary>
    public static readonly Query<FileId, ValueArray<FirstLine>> FirstLines = Query.Define<FileId, ValueArray<FirstLine>>("FirstLines", static (db, file) =>
    {
        var ranges = db.Get(ItemQueries.ItemRanges, file).Items;
        var text = db.Get(InputQueries.FileText, file).Text.Lines;
        var lines = new FirstLine[ranges.Length];
        for (var i = 0; i < lines.Length; i++)
            lines[i] = new FirstLine(ranges[i].Id, text.LineOf(ranges[i].BodyStart >= 0 ? ranges[i].BodyStart : ranges[i].Name.Start));
        return ValueArray.Wrap(lines);
    });

    /// <summary>
    /// Looks at one place of a function's body, as it is said to be written now: for editors, outside of any query. The function has a body
    /// that is checked.
    /// </summary>
    public static void Look(QueryContext db, FunctionId function, BodyProbe probe) => BodyChecker.Probe(db, function, probe);

    private static string NameOf(QueryContext db, FunctionId id) =>
        db.Lookup(ItemQueries.Denizens, db.Lookup(TypeQueries.Functions, id).Denizen).Name;
}
