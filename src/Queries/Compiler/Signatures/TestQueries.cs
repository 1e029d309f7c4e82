// Which functions are tests. The convention is one of names, so that a program with tests is a program like any other;
// what runs tests, and what an editor shows beside them, asks here.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Signatures;

/// <summary>What tells whether a test passed.</summary>
public enum TestVerdict : byte
{
    /// <summary>That it returned.</summary>
    Returning,
    /// <summary>That it returned true.</summary>
    True,
    /// <summary>That it returned zero.</summary>
    Zero,
}

/// <summary>A test.</summary>
/// <param name="Id">The function.</param>
/// <param name="Name">What people call it: <c>app.docks.test_floats</c>; a whole package that is one test, by the package's name.</param>
/// <param name="Verdict">What it says at its end.</param>
public sealed record TestInfo(DenizenId Id, string Name, TestVerdict Verdict);

/// <summary>Tests.</summary>
public static class TestQueries
{
    /// <summary>What the name of a test begins with.</summary>
    public const string Prefix = "test_";

    /// <summary>
    /// The tests of a file, in its order: functions named <c>test_</c> and something, and the exported <c>main</c> of a package
    /// called <c>test</c> or <c>tests</c>, which take nothing and return void, a bool or an int.
    /// </summary>
    public static readonly Query<FileId, ValueArray<TestInfo>> InFile = Query.Define<FileId, ValueArray<TestInfo>>("Tests", static (db, file) =>
    {
        var data = db.Lookup(InputQueries.Files, file);
        var package = new PackageData(data.Module, data.Package);
        var tests = new List<TestInfo>();
        foreach (var item in db.Get(ItemQueries.Declarations, file))
        {
            if (item is not { Kind: DenizenKind.Function, Parent: null, Arity: 0, IsGeneric: false }) continue;
            var isProgram = item is { Name: "main", IsExported: true } && IsOfTests(package);
            if (!isProgram && !(item.Name.Length > Prefix.Length && item.Name.StartsWith(Prefix, StringComparison.Ordinal))) continue;
            var header = db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, item.Id));
            if (!header.IsUsable || header.Body != FunctionBody.Vale || header.Parameters.Length != 0 || VerdictOf(header.ReturnType) is not { } verdict) continue;
            tests.Add(new TestInfo(item.Id, isProgram ? package.ToString() : package + "." + item.Name, verdict));
        }
        return tests.ToValueArray();
    });

    /// <summary>Where the test's function stands, whole and by name.</summary>
    public static ItemRange? PlaceOf(QueryContext db, TestInfo test) =>
        ItemQueries.Find(db.Get(ItemQueries.ItemRanges, db.Lookup(ItemQueries.Denizens, test.Id).File), test.Id);

    private static bool IsOfTests(PackageData package)
    {
        var last = package.Package.Length == 0 ? package.Module : package.Package[(package.Package.LastIndexOf('.') + 1)..];
        return last is "test" or "tests";
    }

    private static TestVerdict? VerdictOf(Coord returned)
    {
        if (returned == Coord.Void || returned.IsNever) return TestVerdict.Returning;
        if (returned == Coord.Bool) return TestVerdict.True;
        return returned == new Coord(WellKnownKinds.I32, Ownership.Share) ? TestVerdict.Zero : null;
    }
}
