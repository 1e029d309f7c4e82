// What a caller may choose about native code. Plain values: part of the key under which object code is kept.

namespace Vale.Backend.Llvm;

/// <summary>How hard LLVM works: its own pipelines of these names.</summary>
public enum OptLevel : byte { O0, O1, O2, O3 }

/// <summary>What a unit is turned into.</summary>
public enum EmitKind : byte
{
    /// <summary>A relocatable object file.</summary>
    Object,
    /// <summary>Assembly text.</summary>
    Assembly,
    /// <summary>LLVM IR text, after the optimiser.</summary>
    LlvmIr,
}

/// <summary>How borrow references are represented.</summary>
public enum RegionMode : byte
{
    /// <summary>Address and remembered generation, compared at every <see cref="Vale.Compiler.Lowering.IrOp.Check"/>.</summary>
    Safe,
    /// <summary>Address alone, never checked; following a dead reference is undefined.</summary>
    Unsafe,
}

/// <summary>The choices for one emission.</summary>
/// <param name="Cpu">An LLVM CPU name; <c>generic</c> runs everywhere, <c>native</c> only on machines like this one.</param>
/// <param name="DebugFolder">Not null: tell debuggers of lines and variables (DWARF); source paths are relative to this folder. The code then depends on where it stands.</param>
/// <param name="Verify">Have LLVM check the module before and after optimising; a fault is an <see cref="LlvmEmitException"/>.</param>
public sealed record LlvmOptions(
    OptLevel Opt = OptLevel.O0,
    EmitKind Kind = EmitKind.Object,
    RegionMode Region = RegionMode.Safe,
    string Cpu = "generic",
    string? DebugFolder = null,
#if DEBUG
    bool Verify = true);
#else
    bool Verify = false);
#endif
