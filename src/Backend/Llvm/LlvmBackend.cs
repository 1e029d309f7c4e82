// The door of the LLVM backend: IR in, bytes out. It starts no thread and touches no file; units may be emitted
// in parallel, each call has an LLVM context of its own.

using Vale.Backend.Llvm.Emit;
using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;

namespace Vale.Backend.Llvm;

/// <summary>
/// Native code through LLVM. Every method throws <see cref="LlvmNotFoundException"/> when the machine has no libLLVM, and
/// <see cref="LlvmEmitException"/> when LLVM refuses what it is given, which is a fault of ours.
/// </summary>
public static class LlvmBackend
{
    /// <summary>
    /// Which LLVM makes code for which machine: with equal texts, equal units and options give equal output. Loads LLVM when nothing has yet.
    /// </summary>
    public static string Target(LlvmOptions options)
    {
        using var target = new TargetMachine(options);
        return $"LLVM {LlvmLibrary.Version()} for {target.Triple}, {target.Cpu}";
    }

    /// <summary>
    /// The code of one unit. <see cref="LlvmUnit.Of"/> gathers the input; equal inputs and options give equal output.
    /// </summary>
    public static LlvmOutput Emit(LlvmUnit unit, LlvmOptions options) => UnitEmitter.Emit(unit, options);

    /// <summary>The code of one unit of <paramref name="program"/>.</summary>
    public static LlvmOutput Emit(IrProgram program, IrUnit unit, LlvmOptions options) =>
        UnitEmitter.Emit(LlvmUnit.Of(program, unit, options), options);

    /// <summary>
    /// The unit that every program has besides its own: where each function stands in the source, the C functions of its
    /// exports, and C's <c>main</c> when the program has a start. It is cheap to make, and the only one that moving code changes.
    /// </summary>
    public static LlvmOutput EmitSupport(LlvmProgram program, LlvmOptions options) => UnitEmitter.EmitSupport(program, options);

    /// <inheritdoc cref="EmitSupport(LlvmProgram, LlvmOptions)"/>
    public static LlvmOutput EmitSupport(IrProgram program, LlvmOptions options) => EmitSupport(new LlvmProgram(program), options);
}
