// How a struct implements an interface: for each abstract function, the function that runs.

using Vale.Compiler.Calls;
using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Impls;

/// <summary>An impl and an abstract function of its interface, interned.</summary>
public readonly record struct OverrideId(int Index) : IQueryKey<OverrideId>
{
    /// <inheritdoc/>
    public static OverrideId FromIndex(int index) => new(index);
}

/// <summary>What an <see cref="OverrideId"/> stands for.</summary>
public readonly record struct OverrideKey(DenizenId Impl, FunctionId Abstract);

/// <summary>The override for one impl and one abstract function.</summary>
/// <param name="IsOfInterface">The abstract function is one of the impl's interface; the rest is only said then.</param>
/// <param name="Prototype">
/// The function that runs, phrased in the impl's placeholders (the dispatcher's and the case's, GTCII, FOSFC), with the bounds of
/// the abstract function and of the impl where it needs them (ACEFRO); null when there is none.
/// </param>
/// <param name="Arguments">What the search for it was given.</param>
/// <param name="Resolution">Why there is none.</param>
/// <param name="ReturnType">What the override returns, when that is not what the abstract function does.</param>
/// <param name="Wanted">What the abstract function returns in these terms.</param>
public sealed record Override(
    bool IsOfInterface, PrototypeId? Prototype, ValueArray<Coord> Arguments, CallResolution? Resolution, Coord ReturnType, Coord Wanted);

/// <summary>An abstract function and what overrides it.</summary>
public readonly record struct ItableEntry(FunctionId Abstract, Override Override);

/// <summary>An impl's itable, in the impl's own placeholders.</summary>
public sealed record Itable(ValueArray<ItableEntry> Entries);

/// <summary>An impl for types that another impl is for too.</summary>
public sealed record OverlappingImpls(Anchor Where, KindId Struct, KindId Interface, Anchor First) : Problem(Where);

/// <summary>An impl without a function that overrides an abstract one.</summary>
/// <param name="Returns">What it would return.</param>
public sealed record MissingOverride(
    Anchor Where, KindId Struct, KindId Interface, string Name, ValueArray<Coord> Arguments, Coord Returns, Anchor Abstract, ValueArray<RejectedCandidate> Candidates) : Problem(Where);

/// <summary>An interface made from functions that has an abstract function beside its own methods: nothing could override it.</summary>
public sealed record MissingInAnonymous(Anchor Where, KindId Interface, string Name, Anchor Abstract) : Problem(Where);

/// <summary>An override that returns another type than the abstract function.</summary>
/// <param name="Override">Where the override stands, or null when nobody wrote it.</param>
public sealed record OverrideReturnMismatch(Anchor Where, string Name, Coord Expected, Coord Actual, Anchor Abstract, Anchor? Override) : Problem(Where);

/// <summary>An impl of a sealed interface outside of the interface's file.</summary>
public sealed record ImplOfSealed(Anchor Where, KindId Interface, Anchor Declared) : Problem(Where);

/// <summary>A weakable struct for an interface that is not, or the other way round.</summary>
public sealed record WeakabilityMismatch(Anchor Where, KindId Struct, KindId Interface, bool StructIsWeakable) : Problem(Where);

/// <summary>An immutable struct for a mutable interface, or the other way round.</summary>
public sealed record MutabilityMismatch(Anchor Where, KindId Struct, KindId Interface, bool StructIsImmutable) : Problem(Where);
