// The handles and enums of the LLVM C API, under the names of LLVMSharp.Interop. Each handle is one pointer.

namespace Vale.Backend.Llvm.Interop;

internal readonly record struct LLVMContextRef(nint Handle);
internal readonly record struct LLVMModuleRef(nint Handle);
internal readonly record struct LLVMTypeRef(nint Handle);
internal readonly record struct LLVMValueRef(nint Handle);
internal readonly record struct LLVMBasicBlockRef(nint Handle);
internal readonly record struct LLVMBuilderRef(nint Handle);
internal readonly record struct LLVMUseRef(nint Handle);
internal readonly record struct LLVMMetadataRef(nint Handle);
internal readonly record struct LLVMAttributeRef(nint Handle);
internal readonly record struct LLVMMemoryBufferRef(nint Handle);
internal readonly record struct LLVMTargetRef(nint Handle);
internal readonly record struct LLVMTargetMachineRef(nint Handle);
internal readonly record struct LLVMTargetDataRef(nint Handle);
internal readonly record struct LLVMPassBuilderOptionsRef(nint Handle);
internal readonly record struct LLVMErrorRef(nint Handle);
internal readonly record struct LLVMDIBuilderRef(nint Handle);

/// <summary>Those that are asked for.</summary>
internal enum LLVMOpcode { Br = 2, Switch = 3, Phi = 44 }

internal enum LLVMLinkage
{
    External = 0,
    AvailableExternally = 1,
    LinkOnceODR = 3,
    Internal = 8,
    Private = 9,
}

internal enum LLVMVisibility { Default, Hidden, Protected }

internal enum LLVMUnnamedAddr { None, Local, Global }

internal enum LLVMIntPredicate { EQ = 32, NE, UGT, UGE, ULT, ULE, SGT, SGE, SLT, SLE }

internal enum LLVMRealPredicate { False, OEQ, OGT, OGE, OLT, OLE, ONE, ORD, UNO, UEQ, UGT, UGE, ULT, ULE, UNE, True }

internal enum LLVMCodeGenOptLevel { None, Less, Default, Aggressive }

internal enum LLVMRelocMode { Default, Static, PIC, DynamicNoPic }

internal enum LLVMCodeModel { Default, JITDefault, Tiny, Small, Kernel, Medium, Large }

internal enum LLVMCodeGenFileType { Assembly, Object }

internal enum LLVMVerifierFailureAction { AbortProcess, PrintMessage, ReturnStatus }

internal enum LLVMModuleFlagBehavior { Error, Warning, Require, Override, Append, AppendUnique }

internal enum LLVMInlineAsmDialect { ATT, Intel }
