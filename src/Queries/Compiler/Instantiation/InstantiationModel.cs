// Instantiations: functions for given generic arguments, with everything in them concrete. The key is the prototype.

using Vale.Compiler.Bodies;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Instantiation;

/// <summary>A prototype's types, concrete.</summary>
/// <param name="Name">What calls use.</param>
/// <param name="Denizen">Where its source stands, or null when it has none.</param>
/// <param name="ForeignName">The C name or the intrinsic's name.</param>
/// <param name="VirtualParameter">Which parameter's object decides, for an abstract one.</param>
public sealed record InstanceHeader(
    FunctionId Function, string Name, DenizenId? Denizen, ValueArray<Coord> Parameters, Coord ReturnType, FunctionBody Body, string? ForeignName,
    bool IsExported, int VirtualParameter);

/// <summary>A function's body with its calls, types and upcasts concrete, and what it needs of the rest of the program.</summary>
/// <param name="Callees">The prototypes it calls, each once, in the order of first mention.</param>
/// <param name="Upcasts">The impls it upcasts by, or asks about.</param>
public sealed record InstanceBody(TypedBody Body, ValueArray<PrototypeId> Callees, ValueArray<PrototypeId> Upcasts);

/// <summary>An interface's method, as called somewhere.</summary>
public readonly record struct CalledMethod(PrototypeId Prototype, KindId Interface);

/// <summary>A struct seen as an interface somewhere, and what overrides each method of <see cref="Program.Methods"/> that is the interface's.</summary>
public sealed record Edge(PrototypeId Impl, KindId Struct, KindId Interface, ValueArray<EdgeEntry> Overrides);

/// <summary>A method and the function that runs for it.</summary>
public readonly record struct EdgeEntry(PrototypeId Method, PrototypeId Override);

/// <summary>Everything that can be reached from the program's exported functions.</summary>
/// <param name="Functions">Callers before callees.</param>
/// <param name="Endless">A function that is called with ever larger types; then the rest is not all there is.</param>
/// <param name="Broken">Methods called on interfaces that a struct seen as one of them does not override as promised.</param>
public sealed record ReachableProgram(ValueArray<PrototypeId> Functions, ValueArray<CalledMethod> Methods, ValueArray<Edge> Edges, FunctionId? Endless, ValueArray<BrokenCase> Broken);

/// <summary>A struct seen as an interface that does not override one of its methods, or returns something else.</summary>
/// <param name="Actual">What its override returns; an error when it has none.</param>
public sealed record BrokenCase(FunctionId Abstract, DenizenId Impl, KindId Struct, KindId Interface, Coord Expected, Coord Actual);

/// <summary>A generic function whose instances call further instances without end.</summary>
public sealed record EndlessInstances(Anchor Where, string Name) : Problem(Where);
