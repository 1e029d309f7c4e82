// What a call's name and argument types lead to, and if not to one function, why not each candidate.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Solver;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Calls;

/// <summary>A bound that holds where a call is made, and what stands for it there.</summary>
public readonly record struct KnownBound(Bound Bound, PrototypeId Prototype);

/// <summary>Where a call is made from: what it sees beside the types of its arguments (CSSNCE).</summary>
public interface ICaller
{
    /// <summary>The file whose names it sees.</summary>
    FileId File { get; }

    /// <summary>The bounds that hold there.</summary>
    ValueArray<KnownBound> Bounds { get; }

    /// <summary>The function that a lambda of the caller becomes for these arguments, the closure first; null when there is none (LAGT).</summary>
    ResolvedCall? CallClosure(ClosureKind closure, ReadOnlySpan<Coord> arguments);
}

/// <summary>A caller that is no body: a header, an impl.</summary>
public sealed class HeaderCaller(FileId file, ValueArray<KnownBound> bounds) : ICaller
{
    public FileId File => file;

    public ValueArray<KnownBound> Bounds => bounds;

    public ResolvedCall? CallClosure(ClosureKind closure, ReadOnlySpan<Coord> arguments) => null;

    /// <summary>The bounds of a denizen as they hold within it.</summary>
    public static ValueArray<KnownBound> BoundsOf(QueryContext db, DenizenId root, DenizenTerms terms)
    {
        if (terms.Bounds.IsEmpty) return [];
        var known = new KnownBound[terms.Bounds.Length];
        for (var i = 0; i < known.Length; i++)
            known[i] = new KnownBound(terms.Bounds[i], db.Intern(TypeQueries.Prototypes, new BoundPrototype(root, i)));
        return ValueArray.Wrap(known);
    }
}

/// <summary>A function chosen for a call, with everything said in the caller's terms.</summary>
/// <param name="Prototype">What is called.</param>
/// <param name="Parameters">What it takes; an argument may still have to be upcast to it.</param>
/// <param name="ReturnType">What it yields.</param>
public sealed record ResolvedCall(PrototypeId Prototype, ValueArray<Coord> Parameters, Coord ReturnType);

/// <summary>The generic arguments written at a call, resolved when a candidate says what types they are wanted as.</summary>
public interface IWrittenArguments
{
    /// <summary>How many are written.</summary>
    int Count { get; }

    /// <summary>What one means where that is wanted; null where it does not mean such a thing. Reports nothing.</summary>
    TemplataId? Resolve(int index, TemplataType wanted);
}

/// <summary>What a call leads to.</summary>
/// <param name="Call">The function, when there is exactly one.</param>
/// <param name="IsAmbiguous">There are several, and none is better.</param>
/// <param name="Candidates">Those worth telling of, when there is not exactly one.</param>
public sealed record CallResolution(ResolvedCall? Call, bool IsAmbiguous, ValueArray<RejectedCandidate> Candidates);

/// <summary>A candidate of a call and why it was not chosen.</summary>
/// <param name="Function">The candidate, or null for a bound.</param>
/// <param name="Declared">Where it stands.</param>
public sealed record RejectedCandidate(FunctionId? Function, Anchor Declared, Rejection Why);

/// <summary>Why a candidate does not take a call's arguments.</summary>
public abstract record Rejection;

/// <summary>It fits as well as others do.</summary>
public sealed record FitsToo : Rejection;

/// <summary>Its own header is in error; that is told where it stands.</summary>
public sealed record HeaderInError : Rejection
{
    /// <summary>The one there is.</summary>
    public static HeaderInError Instance { get; } = new();
}

/// <summary>It takes another number of arguments.</summary>
public sealed record WrongCount(int Wanted) : Rejection
{
    // The commonest of all reasons.
    private static readonly WrongCount[] s_few = [new(0), new(1), new(2), new(3), new(4)];

    /// <summary>The rejection by a candidate that takes so many.</summary>
    public static WrongCount Of(int wanted) => (uint)wanted < (uint)s_few.Length ? s_few[wanted] : new WrongCount(wanted);
}

/// <summary>It has fewer generic parameters than are given.</summary>
public sealed record TooManyGenerics(int Wanted, int Given) : Rejection;

/// <summary>A generic argument is of another kind than its parameter: an integer where a type is, say.</summary>
public sealed record WrongGeneric(int Index, TemplataType Wanted) : Rejection;

/// <summary>An argument is of another type.</summary>
public sealed record WrongArgument(int Index, Coord Wanted) : Rejection;

/// <summary>The arguments make a generic parameter two things at once, or break a rule.</summary>
public sealed record ConflictingRules(string Rune, TemplataId Known, TemplataId? Wanted, Anchor Rule) : Rejection;

/// <summary>Nothing tells what a generic parameter is.</summary>
public sealed record UnknownGeneric(string Rune, Anchor Declared) : Rejection;

/// <summary>The types do not have what it needs.</summary>
public sealed record UnmetBound(Bound Bound) : Rejection;
