// Prototypes: a function together with what its generic parameters stand for and what satisfies each of its bounds.
// A prototype without placeholders is an instantiation: the same value names the call and the code.

using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Types;

/// <summary>A prototype, interned. See <see cref="PrototypeData"/>.</summary>
public readonly record struct PrototypeId(int Index) : IQueryKey<PrototypeId>
{
    /// <inheritdoc/>
    public static PrototypeId FromIndex(int index) => new(index);
}

/// <summary>What a <see cref="PrototypeId"/> stands for: a function to call, or an impl to upcast by, known or promised.</summary>
public abstract record PrototypeData;

/// <summary>A function with arguments for its generic parameters.</summary>
/// <param name="Arguments">Per generic parameter of the root denizen.</param>
/// <param name="Bounds">Per bound of the root denizen (its own, then those reached through parameters, NBIFP), what satisfies it.</param>
public sealed record FunctionPrototype(FunctionId Function, ValueArray<TemplataId> Arguments, ValueArray<PrototypeId> Bounds) : PrototypeData;

/// <summary>An impl with arguments for its generic parameters.</summary>
public sealed record ImplPrototype(DenizenId Impl, ValueArray<TemplataId> Arguments, ValueArray<PrototypeId> Bounds) : PrototypeData;

/// <summary>What the caller of <paramref name="Root"/> will supply for its bound of that number.</summary>
public sealed record BoundPrototype(DenizenId Root, int Index) : PrototypeData;
