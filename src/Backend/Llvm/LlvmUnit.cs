// The part of a program that one unit's machine code depends on, and nothing else: compared by content, it tells
// whether the object code made before still holds. Source positions are part of it only when debuggers are told of them;
// otherwise moving code changes nothing.

using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Llvm;

/// <summary>What a caller needs to know of a function that it does not hold.</summary>
public sealed record LlvmSignature(string Symbol, ValueArray<IrType> Parameters, IrType ReturnType);

/// <summary>What a caller needs to know of an interface's method: which word of an itable leads to the override.</summary>
public sealed record LlvmSlot(string Method, int Word);

/// <summary>What is needed of an interface besides the slots that are called: what messages call it.</summary>
public sealed record LlvmInterface(string Symbol, string DisplayName);

/// <summary>The content of an itable: its overrides in order, each with the number of its parameter that is the struct.</summary>
public sealed record LlvmItable(string Symbol, string Struct, ValueArray<LlvmOverride> Overrides);

/// <summary>One function of an itable.</summary>
public readonly record struct LlvmOverride(string Function, int VirtualIndex);

/// <summary>The self-contained input of <see cref="LlvmBackend.Emit(LlvmUnit, LlvmOptions)"/>.</summary>
/// <param name="Functions">The functions this object file defines.</param>
/// <param name="Public">For each of them, whether another object file refers to it; all true at O0.</param>
/// <param name="Inlinable">Small functions of other units whose bodies may be copied into callers; empty at O0.</param>
/// <param name="Callees">Every other function that is called.</param>
/// <param name="Structs">Every struct whose layout matters.</param>
/// <param name="Arrays">Every array whose layout matters.</param>
/// <param name="Interfaces">Every interface of which a value is held.</param>
/// <param name="Slots">Every method of an interface that is called.</param>
/// <param name="Itables">
/// The itables whose content helps: an object is upcast by it here, and a method of its interface is called here. Empty at O0.
/// Other itables are mentioned by symbol alone; all are defined in the support unit.
/// </param>
/// <param name="Weakened">In an unsafe region, those of the structs that keep a generation, because weak references are made of them; else empty.</param>
/// <param name="Externs">Every C function that is called.</param>
/// <param name="Positions">Where the functions stand, with debug information; else empty.</param>
public sealed record LlvmUnit(
    string Name,
    ValueArray<IrFunction> Functions,
    ValueArray<bool> Public,
    ValueArray<IrFunction> Inlinable,
    ValueArray<LlvmSignature> Callees,
    ValueArray<IrStruct> Structs,
    ValueArray<IrArray> Arrays,
    ValueArray<LlvmInterface> Interfaces,
    ValueArray<LlvmSlot> Slots,
    ValueArray<LlvmItable> Itables,
    ValueArray<string> Weakened,
    ValueArray<IrExtern> Externs,
    ValueArray<IrSourcePosition> Positions)
{
    /// <summary>Gathers what <paramref name="unit"/> needs of <paramref name="program"/>.</summary>
    public static LlvmUnit Of(IrProgram program, IrUnit unit, LlvmOptions options) => new LlvmProgram(program).Unit(unit, options);
}
