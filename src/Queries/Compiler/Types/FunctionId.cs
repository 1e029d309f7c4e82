// The names of functions: what is written, what is derived, and the functions that lambdas become. A function is a
// template; with arguments for its generic parameters it is a prototype.

using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Types;

/// <summary>Where a function comes from.</summary>
public enum FunctionOrigin : byte
{
    /// <summary>It is written in the source; the denizen is the function.</summary>
    Declared,
    /// <summary>The constructor derived for a struct; the denizen is the struct.</summary>
    StructConstructor,
    /// <summary>The drop derived for a struct; the denizen is the struct.</summary>
    StructDrop,
    /// <summary>The abstract drop derived for an interface; the denizen is the interface.</summary>
    InterfaceDrop,
    /// <summary>What a lambda becomes for one list of argument types (LAGT); the denizen is the function it is written in.</summary>
    Lambda,
    /// <summary>The drop of a type that no denizen declares: a closure, a tuple, a box. Its one generic argument is the type, its bounds are the drops of the parts.</summary>
    KindDrop,
    /// <summary>The call of a function's name used as a value. Its generic arguments are its types, the result last; its one bound is the function.</summary>
    OverloadCall,
    /// <summary>
    /// What overrides a method for a struct that is seen as the interface through another interface, which implements it. Its generic
    /// arguments are its types, the result last; its bounds are the function that runs and the impl of the interface between; the ordinal
    /// is the virtual parameter.
    /// </summary>
    UpcastForward,
    /// <summary>An override of the derived struct, which calls the callable of its method; the denizen is that struct.</summary>
    AnonymousForward,
}

/// <summary>A function that can be called, interned. See <see cref="FunctionData"/>.</summary>
public readonly record struct FunctionId(int Index) : IQueryKey<FunctionId>
{
    /// <inheritdoc/>
    public static FunctionId FromIndex(int index) => new(index);
}

/// <summary>What a <see cref="FunctionId"/> stands for.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Denizen">Whose placeholders and bounds it is phrased in: its root denizen (OWPFRD, LHPCTLD).</param>
/// <param name="Ordinal">The method's number for <see cref="FunctionOrigin.AnonymousForward"/>.</param>
/// <param name="Lambda">Which lambda, for <see cref="FunctionOrigin.Lambda"/>.</param>
public readonly record struct FunctionData(FunctionOrigin Origin, DenizenId Denizen, int Ordinal = 0, LambdaKey? Lambda = null)
{
    /// <summary>It is declared, or derived from a denizen: it has a header, and rules by which a call of it is solved.</summary>
    public bool HasHeader => Origin is not (FunctionOrigin.Lambda or FunctionOrigin.KindDrop or FunctionOrigin.OverloadCall or FunctionOrigin.UpcastForward);
}

/// <summary>Names a lambda's function within its parent's body.</summary>
/// <param name="Owner">The function it is written in: a declared one, or another lambda's.</param>
/// <param name="Ordinal">Its number among that body's lambdas.</param>
/// <param name="Arguments">
/// The types it is called with, in the placeholders of the root denizen: generic template arguments, which instantiation
/// never substitutes (GLIOGN, DMPOGN).
/// </param>
public sealed record LambdaKey(FunctionId Owner, int Ordinal, ValueArray<Coord> Arguments);
