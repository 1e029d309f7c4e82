// What a body's checker shares with those of its lambdas: all of them make one checked body.

using Vale.Compiler.Calls;
using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

/// <summary>A lambda met in a body.</summary>
/// <param name="Checker">The checker of the function it is written in.</param>
/// <param name="Names">The captured names, per member of the closure.</param>
internal sealed record LambdaSite(BodyChecker Checker, LambdaExpressionSyntax Syntax, ClosureShape Shape, List<CapturedName> Names);

/// <summary>A name a lambda captures.</summary>
/// <param name="Type">The value's type; where it is boxed, the closure's member refers to the box.</param>
/// <param name="Owner">The function whose local it is.</param>
/// <param name="Local">The local's number there.</param>
internal readonly record struct CapturedName(string Name, Coord Type, bool IsBoxed, Anchor Declared, FunctionId Owner, int Local);

/// <summary>The lists that one checked body is made of.</summary>
internal sealed class BodyShared(ValueArray<KnownBound> bounds, BodyProbe? probe = null)
{
    /// <summary>Who looks on; copies have nobody.</summary>
    public BodyProbe? Probe { get; } = probe;
    public ValueArray<KnownBound> Bounds { get; } = bounds;
    public List<SiteRange> Sites { get; } = [];
    public List<Problem> Problems { get; } = [];
    public List<BodyReference> References { get; } = [];
    public List<LambdaBody> Lambdas { get; } = [];
    public List<ClosureShape> Closures { get; } = [];
    /// <summary>The lambdas met so far, by the kind of their closure.</summary>
    public Dictionary<KindId, LambdaSite> LambdaSites { get; } = [];
    /// <summary>The functions made of lambdas so far; null while one is being made, or when it cannot be.</summary>
    public Dictionary<FunctionId, ResolvedCall?> Made { get; } = [];
    public Dictionary<Coord, ResolvedCall?> Drops { get; } = [];
    public Dictionary<KindId, TypeContents?> Contents { get; } = [];
    /// <summary>The names that a lambda in the body sets.</summary>
    public HashSet<string>? SetByLambdas { get; set; }
    /// <summary>What the bodies of foreach loops yield, by the function they are in and where they stand.</summary>
    public Dictionary<(FunctionId, int), Coord> Yields { get; private init; } = [];

    /// <summary>The same lists once more, to be added to without changing these.</summary>
    public BodyShared Copy()
    {
        var copy = new BodyShared(Bounds) { SetByLambdas = SetByLambdas, Yields = Yields };
        copy.Sites.AddRange(Sites);
        copy.Problems.AddRange(Problems);
        foreach (var (kind, site) in LambdaSites) copy.LambdaSites.Add(kind, site);
        foreach (var (function, made) in Made) copy.Made.Add(function, made);
        foreach (var (type, drop) in Drops) copy.Drops.Add(type, drop);
        foreach (var (kind, contents) in Contents) copy.Contents.Add(kind, contents);
        return copy;
    }
}
