// The functions of the LLVM C API that the emitter uses, named as LLVMSharp.Interop names them: without the LLVM prefix.
// Each is bound when it is first called, and LLVM 15 to 22 all have it unless said otherwise.

using System.Runtime.InteropServices;

namespace Vale.Backend.Llvm.Interop;

internal static unsafe partial class LLVM
{
    /// <summary>Since LLVM 16.</summary>
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetVersion")]
    internal static partial void GetVersion(out uint major, out uint minor, out uint patch);

    // Contexts and modules.
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMContextCreate")]
    internal static partial LLVMContextRef ContextCreate();
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMContextDispose")]
    internal static partial void ContextDispose(LLVMContextRef context);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMModuleCreateWithNameInContext", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMModuleRef ModuleCreateWithNameInContext(string name, LLVMContextRef context);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeModule")]
    internal static partial void DisposeModule(LLVMModuleRef module);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetTarget", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void SetTarget(LLVMModuleRef module, string triple);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetModuleDataLayout")]
    internal static partial void SetModuleDataLayout(LLVMModuleRef module, LLVMTargetDataRef layout);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMPrintModuleToString")]
    internal static partial nint PrintModuleToString(LLVMModuleRef module);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeMessage")]
    internal static partial void DisposeMessage(nint message);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetSourceFileName", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void SetSourceFileName(LLVMModuleRef module, string name, nuint length);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAddModuleFlag", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void AddModuleFlag(LLVMModuleRef module, LLVMModuleFlagBehavior behavior, string key, nuint length, LLVMMetadataRef value);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMVerifyModule")]
    internal static partial int VerifyModule(LLVMModuleRef module, LLVMVerifierFailureAction action, out nint message);

    // Types.
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMVoidTypeInContext")]
    internal static partial LLVMTypeRef VoidTypeInContext(LLVMContextRef context);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInt1TypeInContext")]
    internal static partial LLVMTypeRef Int1TypeInContext(LLVMContextRef context);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInt8TypeInContext")]
    internal static partial LLVMTypeRef Int8TypeInContext(LLVMContextRef context);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInt32TypeInContext")]
    internal static partial LLVMTypeRef Int32TypeInContext(LLVMContextRef context);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInt64TypeInContext")]
    internal static partial LLVMTypeRef Int64TypeInContext(LLVMContextRef context);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDoubleTypeInContext")]
    internal static partial LLVMTypeRef DoubleTypeInContext(LLVMContextRef context);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMPointerTypeInContext")]
    internal static partial LLVMTypeRef PointerTypeInContext(LLVMContextRef context, uint addressSpace);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMArrayType")]
    internal static partial LLVMTypeRef ArrayType(LLVMTypeRef element, uint count);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMStructTypeInContext")]
    internal static partial LLVMTypeRef StructTypeInContext(LLVMContextRef context, LLVMTypeRef* elements, uint count, int packed);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMStructCreateNamed", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMTypeRef StructCreateNamed(LLVMContextRef context, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMStructSetBody")]
    internal static partial void StructSetBody(LLVMTypeRef type, LLVMTypeRef* elements, uint count, int packed);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMFunctionType")]
    internal static partial LLVMTypeRef FunctionType(LLVMTypeRef returns, LLVMTypeRef* parameters, uint count, int isVarArg);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMTypeOf")]
    internal static partial LLVMTypeRef TypeOf(LLVMValueRef value);

    // Constants.
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMConstInt")]
    internal static partial LLVMValueRef ConstInt(LLVMTypeRef type, ulong value, int signExtend);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMConstNull")]
    internal static partial LLVMValueRef ConstNull(LLVMTypeRef type);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMConstReal")]
    internal static partial LLVMValueRef ConstReal(LLVMTypeRef type, double value);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMConstBitCast")]
    internal static partial LLVMValueRef ConstBitCast(LLVMValueRef value, LLVMTypeRef type);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetUndef")]
    internal static partial LLVMValueRef GetUndef(LLVMTypeRef type);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetPoison")]
    internal static partial LLVMValueRef GetPoison(LLVMTypeRef type);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMConstStringInContext")]
    internal static partial LLVMValueRef ConstStringInContext(LLVMContextRef context, byte* text, uint length, int dontNullTerminate);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMConstStructInContext")]
    internal static partial LLVMValueRef ConstStructInContext(LLVMContextRef context, LLVMValueRef* values, uint count, int packed);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMConstNamedStruct")]
    internal static partial LLVMValueRef ConstNamedStruct(LLVMTypeRef type, LLVMValueRef* values, uint count);

    // Globals and functions.
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAddGlobal", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef AddGlobal(LLVMModuleRef module, LLVMTypeRef type, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetInitializer")]
    internal static partial void SetInitializer(LLVMValueRef global, LLVMValueRef value);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetGlobalConstant")]
    internal static partial void SetGlobalConstant(LLVMValueRef global, int isConstant);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetLinkage")]
    internal static partial void SetLinkage(LLVMValueRef global, LLVMLinkage linkage);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetVisibility")]
    internal static partial void SetVisibility(LLVMValueRef global, LLVMVisibility visibility);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetUnnamedAddress")]
    internal static partial void SetUnnamedAddress(LLVMValueRef global, LLVMUnnamedAddr kind);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetAlignment")]
    internal static partial void SetAlignment(LLVMValueRef value, uint bytes);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAddFunction", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef AddFunction(LLVMModuleRef module, string name, LLVMTypeRef type);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetParam")]
    internal static partial LLVMValueRef GetParam(LLVMValueRef function, uint index);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetValueName2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void SetValueName2(LLVMValueRef value, string name, nuint length);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetEnumAttributeKindForName", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint GetEnumAttributeKindForName(string name, nuint length);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateEnumAttribute")]
    internal static partial LLVMAttributeRef CreateEnumAttribute(LLVMContextRef context, uint kind, ulong value);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateTypeAttribute")]
    internal static partial LLVMAttributeRef CreateTypeAttribute(LLVMContextRef context, uint kind, LLVMTypeRef type);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateStringAttribute", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMAttributeRef CreateStringAttribute(LLVMContextRef context, string key, uint keyLength, string value, uint valueLength);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAddAttributeAtIndex")]
    internal static partial void AddAttributeAtIndex(LLVMValueRef function, uint index, LLVMAttributeRef attribute);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAddCallSiteAttribute")]
    internal static partial void AddCallSiteAttribute(LLVMValueRef call, uint index, LLVMAttributeRef attribute);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMLookupIntrinsicID", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint LookupIntrinsicID(string name, nuint length);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetIntrinsicDeclaration")]
    internal static partial LLVMValueRef GetIntrinsicDeclaration(LLVMModuleRef module, uint id, LLVMTypeRef* types, nuint count);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetInlineAsm", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef GetInlineAsm(LLVMTypeRef type, string text, nuint textLength, string constraints, nuint constraintsLength, int hasSideEffects, int isAlignStack, LLVMInlineAsmDialect dialect, int canThrow);

    // Metadata.
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetMDKindIDInContext", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint GetMDKindIDInContext(LLVMContextRef context, string name, uint length);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMMDStringInContext2")]
    internal static partial LLVMMetadataRef MDStringInContext2(LLVMContextRef context, byte* text, nuint length);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMMDNodeInContext2")]
    internal static partial LLVMMetadataRef MDNodeInContext2(LLVMContextRef context, LLVMMetadataRef* nodes, nuint count);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMMetadataAsValue")]
    internal static partial LLVMValueRef MetadataAsValue(LLVMContextRef context, LLVMMetadataRef metadata);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMValueAsMetadata")]
    internal static partial LLVMMetadataRef ValueAsMetadata(LLVMValueRef value);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetMetadata")]
    internal static partial void SetMetadata(LLVMValueRef instruction, uint kind, LLVMValueRef node);

    // Blocks and the builder.
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAppendBasicBlockInContext", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMBasicBlockRef AppendBasicBlockInContext(LLVMContextRef context, LLVMValueRef function, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetBasicBlockParent")]
    internal static partial LLVMValueRef GetBasicBlockParent(LLVMBasicBlockRef block);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetEntryBasicBlock")]
    internal static partial LLVMBasicBlockRef GetEntryBasicBlock(LLVMValueRef function);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetFirstInstruction")]
    internal static partial LLVMValueRef GetFirstInstruction(LLVMBasicBlockRef block);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMPositionBuilderBefore")]
    internal static partial void PositionBuilderBefore(LLVMBuilderRef builder, LLVMValueRef instruction);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetInsertBlock")]
    internal static partial LLVMBasicBlockRef GetInsertBlock(LLVMBuilderRef builder);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateBuilderInContext")]
    internal static partial LLVMBuilderRef CreateBuilderInContext(LLVMContextRef context);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeBuilder")]
    internal static partial void DisposeBuilder(LLVMBuilderRef builder);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMPositionBuilderAtEnd")]
    internal static partial void PositionBuilderAtEnd(LLVMBuilderRef builder, LLVMBasicBlockRef block);

    // Instructions.
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildRetVoid")]
    internal static partial LLVMValueRef BuildRetVoid(LLVMBuilderRef builder);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildRet")]
    internal static partial LLVMValueRef BuildRet(LLVMBuilderRef builder, LLVMValueRef value);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildBr")]
    internal static partial LLVMValueRef BuildBr(LLVMBuilderRef builder, LLVMBasicBlockRef target);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildSwitch")]
    internal static partial LLVMValueRef BuildSwitch(LLVMBuilderRef builder, LLVMValueRef value, LLVMBasicBlockRef otherwise, uint cases);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAddCase")]
    internal static partial void AddCase(LLVMValueRef choice, LLVMValueRef value, LLVMBasicBlockRef target);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildCondBr")]
    internal static partial LLVMValueRef BuildCondBr(LLVMBuilderRef builder, LLVMValueRef condition, LLVMBasicBlockRef then, LLVMBasicBlockRef otherwise);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildUnreachable")]
    internal static partial LLVMValueRef BuildUnreachable(LLVMBuilderRef builder);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildAdd", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildAdd(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildSub", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildSub(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildMul", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildMul(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildSDiv", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildSDiv(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildSRem", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildSRem(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildFAdd", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildFAdd(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildFSub", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildFSub(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildFMul", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildFMul(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildFDiv", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildFDiv(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildFRem", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildFRem(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildAnd", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildAnd(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildOr", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildOr(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildXor", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildXor(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildNeg", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildNeg(LLVMBuilderRef builder, LLVMValueRef value, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildFNeg", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildFNeg(LLVMBuilderRef builder, LLVMValueRef value, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildNot", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildNot(LLVMBuilderRef builder, LLVMValueRef value, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildPtrToInt", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildPtrToInt(LLVMBuilderRef builder, LLVMValueRef value, LLVMTypeRef type, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildIntToPtr", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildIntToPtr(LLVMBuilderRef builder, LLVMValueRef value, LLVMTypeRef type, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildTrunc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildTrunc(LLVMBuilderRef builder, LLVMValueRef value, LLVMTypeRef type, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildZExt", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildZExt(LLVMBuilderRef builder, LLVMValueRef value, LLVMTypeRef type, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildSExt", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildSExt(LLVMBuilderRef builder, LLVMValueRef value, LLVMTypeRef type, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildSIToFP", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildSIToFP(LLVMBuilderRef builder, LLVMValueRef value, LLVMTypeRef type, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildICmp", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildICmp(LLVMBuilderRef builder, LLVMIntPredicate predicate, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildFCmp", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildFCmp(LLVMBuilderRef builder, LLVMRealPredicate predicate, LLVMValueRef left, LLVMValueRef right, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildSelect", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildSelect(LLVMBuilderRef builder, LLVMValueRef condition, LLVMValueRef then, LLVMValueRef otherwise, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildAlloca", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildAlloca(LLVMBuilderRef builder, LLVMTypeRef type, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildLoad2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildLoad2(LLVMBuilderRef builder, LLVMTypeRef type, LLVMValueRef pointer, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildStore")]
    internal static partial LLVMValueRef BuildStore(LLVMBuilderRef builder, LLVMValueRef value, LLVMValueRef pointer);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildStructGEP2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildStructGEP2(LLVMBuilderRef builder, LLVMTypeRef type, LLVMValueRef pointer, uint index, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildGEP2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildGEP2(LLVMBuilderRef builder, LLVMTypeRef type, LLVMValueRef pointer, LLVMValueRef* indices, uint count, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildInBoundsGEP2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildInBoundsGEP2(LLVMBuilderRef builder, LLVMTypeRef type, LLVMValueRef pointer, LLVMValueRef* indices, uint count, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildExtractValue", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildExtractValue(LLVMBuilderRef builder, LLVMValueRef aggregate, uint index, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildInsertValue", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildInsertValue(LLVMBuilderRef builder, LLVMValueRef aggregate, LLVMValueRef value, uint index, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildCall2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildCall2(LLVMBuilderRef builder, LLVMTypeRef type, LLVMValueRef function, LLVMValueRef* arguments, uint count, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildPhi", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildPhi(LLVMBuilderRef builder, LLVMTypeRef type, string name);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMAddIncoming")]
    internal static partial void AddIncoming(LLVMValueRef phi, LLVMValueRef* values, LLVMBasicBlockRef* blocks, uint count);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBuildMemCpy")]
    internal static partial LLVMValueRef BuildMemCpy(LLVMBuilderRef builder, LLVMValueRef destination, uint destinationAlign, LLVMValueRef source, uint sourceAlign, LLVMValueRef size);

    // Targets, passes, output.
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInitializeX86TargetInfo")]
    internal static partial void InitializeX86TargetInfo();
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInitializeX86Target")]
    internal static partial void InitializeX86Target();
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInitializeX86TargetMC")]
    internal static partial void InitializeX86TargetMC();
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInitializeX86AsmPrinter")]
    internal static partial void InitializeX86AsmPrinter();
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInitializeAArch64TargetInfo")]
    internal static partial void InitializeAArch64TargetInfo();
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInitializeAArch64Target")]
    internal static partial void InitializeAArch64Target();
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInitializeAArch64TargetMC")]
    internal static partial void InitializeAArch64TargetMC();
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInitializeAArch64AsmPrinter")]
    internal static partial void InitializeAArch64AsmPrinter();
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetDefaultTargetTriple")]
    internal static partial nint GetDefaultTargetTriple();
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetHostCPUName")]
    internal static partial nint GetHostCPUName();
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetHostCPUFeatures")]
    internal static partial nint GetHostCPUFeatures();
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetTargetFromTriple", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetTargetFromTriple(string triple, out LLVMTargetRef target, out nint message);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateTargetMachine", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMTargetMachineRef CreateTargetMachine(LLVMTargetRef target, string triple, string cpu, string features, LLVMCodeGenOptLevel level, LLVMRelocMode reloc, LLVMCodeModel model);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeTargetMachine")]
    internal static partial void DisposeTargetMachine(LLVMTargetMachineRef machine);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateTargetDataLayout")]
    internal static partial LLVMTargetDataRef CreateTargetDataLayout(LLVMTargetMachineRef machine);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeTargetData")]
    internal static partial void DisposeTargetData(LLVMTargetDataRef layout);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMABISizeOfType")]
    internal static partial ulong ABISizeOfType(LLVMTargetDataRef layout, LLVMTypeRef type);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMOffsetOfElement")]
    internal static partial ulong OffsetOfElement(LLVMTargetDataRef layout, LLVMTypeRef type, uint element);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMTargetMachineEmitToMemoryBuffer")]
    internal static partial int TargetMachineEmitToMemoryBuffer(LLVMTargetMachineRef machine, LLVMModuleRef module, LLVMCodeGenFileType kind, out nint message, out LLVMMemoryBufferRef buffer);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetBufferStart")]
    internal static partial nint GetBufferStart(LLVMMemoryBufferRef buffer);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetBufferSize")]
    internal static partial nuint GetBufferSize(LLVMMemoryBufferRef buffer);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeMemoryBuffer")]
    internal static partial void DisposeMemoryBuffer(LLVMMemoryBufferRef buffer);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreatePassBuilderOptions")]
    internal static partial LLVMPassBuilderOptionsRef CreatePassBuilderOptions();
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposePassBuilderOptions")]
    internal static partial void DisposePassBuilderOptions(LLVMPassBuilderOptionsRef options);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMPassBuilderOptionsSetLoopVectorization")]
    internal static partial void PassBuilderOptionsSetLoopVectorization(LLVMPassBuilderOptionsRef options, int on);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMPassBuilderOptionsSetSLPVectorization")]
    internal static partial void PassBuilderOptionsSetSLPVectorization(LLVMPassBuilderOptionsRef options, int on);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMPassBuilderOptionsSetLoopInterleaving")]
    internal static partial void PassBuilderOptionsSetLoopInterleaving(LLVMPassBuilderOptionsRef options, int on);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMPassBuilderOptionsSetLoopUnrolling")]
    internal static partial void PassBuilderOptionsSetLoopUnrolling(LLVMPassBuilderOptionsRef options, int on);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMRunPasses", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMErrorRef RunPasses(LLVMModuleRef module, string passes, LLVMTargetMachineRef machine, LLVMPassBuilderOptionsRef options);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetErrorMessage")]
    internal static partial nint GetErrorMessage(LLVMErrorRef error);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeErrorMessage")]
    internal static partial void DisposeErrorMessage(nint message);

    // Debug information. InsertDeclareRecordAtEnd is LLVM 19 and later, InsertDeclareAtEnd LLVM 18 and earlier.
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetCurrentDebugLocation2")]
    internal static partial LLVMMetadataRef GetCurrentDebugLocation2(LLVMBuilderRef builder);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetCurrentDebugLocation2")]
    internal static partial void SetCurrentDebugLocation2(LLVMBuilderRef builder, LLVMMetadataRef location);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMSetSubprogram")]
    internal static partial void SetSubprogram(LLVMValueRef function, LLVMMetadataRef subprogram);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCreateDIBuilder")]
    internal static partial LLVMDIBuilderRef CreateDIBuilder(LLVMModuleRef module);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDisposeDIBuilder")]
    internal static partial void DisposeDIBuilder(LLVMDIBuilderRef builder);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderFinalize")]
    internal static partial void DIBuilderFinalize(LLVMDIBuilderRef builder);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateFile")]
    internal static partial LLVMMetadataRef DIBuilderCreateFile(LLVMDIBuilderRef builder, byte* name, nuint nameLength, byte* folder, nuint folderLength);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateCompileUnit", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMMetadataRef DIBuilderCreateCompileUnit(LLVMDIBuilderRef builder, uint language, LLVMMetadataRef file, string producer, nuint producerLength, int isOptimized, string flags, nuint flagsLength, uint runtimeVersion, string splitName, nuint splitNameLength, uint kind, uint dwoId, int splitInlining, int forProfiling, string sysRoot, nuint sysRootLength, string sdk, nuint sdkLength);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateFunction")]
    internal static partial LLVMMetadataRef DIBuilderCreateFunction(LLVMDIBuilderRef builder, LLVMMetadataRef scope, byte* name, nuint nameLength, byte* linkageName, nuint linkageNameLength, LLVMMetadataRef file, uint line, LLVMMetadataRef type, int isLocal, int isDefinition, uint scopeLine, uint flags, int isOptimized);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateSubroutineType")]
    internal static partial LLVMMetadataRef DIBuilderCreateSubroutineType(LLVMDIBuilderRef builder, LLVMMetadataRef file, LLVMMetadataRef* types, uint count, uint flags);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateBasicType", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMMetadataRef DIBuilderCreateBasicType(LLVMDIBuilderRef builder, string name, nuint nameLength, ulong bits, uint encoding, uint flags);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreatePointerType")]
    internal static partial LLVMMetadataRef DIBuilderCreatePointerType(LLVMDIBuilderRef builder, LLVMMetadataRef pointee, ulong bits, uint alignBits, uint addressSpace, byte* name, nuint nameLength);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateStructType")]
    internal static partial LLVMMetadataRef DIBuilderCreateStructType(LLVMDIBuilderRef builder, LLVMMetadataRef scope, byte* name, nuint nameLength, LLVMMetadataRef file, uint line, ulong bits, uint alignBits, uint flags, LLVMMetadataRef derivedFrom, LLVMMetadataRef* elements, uint count, uint runtimeLanguage, LLVMMetadataRef vtable, byte* uniqueId, nuint uniqueIdLength);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateMemberType")]
    internal static partial LLVMMetadataRef DIBuilderCreateMemberType(LLVMDIBuilderRef builder, LLVMMetadataRef scope, byte* name, nuint nameLength, LLVMMetadataRef file, uint line, ulong bits, uint alignBits, ulong offsetBits, uint flags, LLVMMetadataRef type);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateReplaceableCompositeType")]
    internal static partial LLVMMetadataRef DIBuilderCreateReplaceableCompositeType(LLVMDIBuilderRef builder, uint tag, byte* name, nuint nameLength, LLVMMetadataRef scope, LLVMMetadataRef file, uint line, uint runtimeLanguage, ulong bits, uint alignBits, uint flags, byte* uniqueId, nuint uniqueIdLength);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMMetadataReplaceAllUsesWith")]
    internal static partial void MetadataReplaceAllUsesWith(LLVMMetadataRef temporary, LLVMMetadataRef replacement);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateArrayType")]
    internal static partial LLVMMetadataRef DIBuilderCreateArrayType(LLVMDIBuilderRef builder, ulong bits, uint alignBits, LLVMMetadataRef element, LLVMMetadataRef* subscripts, uint count);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderGetOrCreateSubrange")]
    internal static partial LLVMMetadataRef DIBuilderGetOrCreateSubrange(LLVMDIBuilderRef builder, long lowerBound, long count);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateExpression")]
    internal static partial LLVMMetadataRef DIBuilderCreateExpression(LLVMDIBuilderRef builder, ulong* operations, nuint count);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateAutoVariable")]
    internal static partial LLVMMetadataRef DIBuilderCreateAutoVariable(LLVMDIBuilderRef builder, LLVMMetadataRef scope, byte* name, nuint nameLength, LLVMMetadataRef file, uint line, LLVMMetadataRef type, int alwaysPreserve, uint flags, uint alignBits);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateParameterVariable")]
    internal static partial LLVMMetadataRef DIBuilderCreateParameterVariable(LLVMDIBuilderRef builder, LLVMMetadataRef scope, byte* name, nuint nameLength, uint number, LLVMMetadataRef file, uint line, LLVMMetadataRef type, int alwaysPreserve, uint flags);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderCreateDebugLocation")]
    internal static partial LLVMMetadataRef DIBuilderCreateDebugLocation(LLVMContextRef context, uint line, uint column, LLVMMetadataRef scope, LLVMMetadataRef inlinedAt);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderInsertDeclareRecordAtEnd")]
    internal static partial nint DIBuilderInsertDeclareRecordAtEnd(LLVMDIBuilderRef builder, LLVMValueRef storage, LLVMMetadataRef variable, LLVMMetadataRef expression, LLVMMetadataRef location, LLVMBasicBlockRef block);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMDIBuilderInsertDeclareAtEnd")]
    internal static partial nint DIBuilderInsertDeclareAtEnd(LLVMDIBuilderRef builder, LLVMValueRef storage, LLVMMetadataRef variable, LLVMMetadataRef expression, LLVMMetadataRef location, LLVMBasicBlockRef block);

    // What a module is made of.
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetModuleContext")]
    internal static partial LLVMContextRef GetModuleContext(LLVMModuleRef module);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetFirstFunction")]
    internal static partial LLVMValueRef GetFirstFunction(LLVMModuleRef module);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetNextFunction")]
    internal static partial LLVMValueRef GetNextFunction(LLVMValueRef function);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetFirstBasicBlock")]
    internal static partial LLVMBasicBlockRef GetFirstBasicBlock(LLVMValueRef function);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetNextBasicBlock")]
    internal static partial LLVMBasicBlockRef GetNextBasicBlock(LLVMBasicBlockRef block);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetBasicBlockTerminator")]
    internal static partial LLVMValueRef GetBasicBlockTerminator(LLVMBasicBlockRef block);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetNextInstruction")]
    internal static partial LLVMValueRef GetNextInstruction(LLVMValueRef instruction);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetInstructionOpcode")]
    internal static partial LLVMOpcode GetInstructionOpcode(LLVMValueRef instruction);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMIsAInstruction")]
    internal static partial LLVMValueRef IsAInstruction(LLVMValueRef value);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetNumOperands")]
    internal static partial int GetNumOperands(LLVMValueRef user);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetOperand")]
    internal static partial LLVMValueRef GetOperand(LLVMValueRef user, uint index);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMValueAsBasicBlock")]
    internal static partial LLVMBasicBlockRef ValueAsBasicBlock(LLVMValueRef value);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMBasicBlockAsValue")]
    internal static partial LLVMValueRef BasicBlockAsValue(LLVMBasicBlockRef block);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMCountIncoming")]
    internal static partial uint CountIncoming(LLVMValueRef phi);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetIncomingValue")]
    internal static partial LLVMValueRef GetIncomingValue(LLVMValueRef phi, uint index);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetIncomingBlock")]
    internal static partial LLVMBasicBlockRef GetIncomingBlock(LLVMValueRef phi, uint index);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetFirstUse")]
    internal static partial LLVMUseRef GetFirstUse(LLVMValueRef value);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetNextUse")]
    internal static partial LLVMUseRef GetNextUse(LLVMUseRef use);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMGetUser")]
    internal static partial LLVMValueRef GetUser(LLVMUseRef use);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMReplaceAllUsesWith")]
    internal static partial void ReplaceAllUsesWith(LLVMValueRef before, LLVMValueRef after);
    [LibraryImport(LlvmLibrary.Name, EntryPoint = "LLVMInstructionEraseFromParent")]
    internal static partial void InstructionEraseFromParent(LLVMValueRef instruction);
}
