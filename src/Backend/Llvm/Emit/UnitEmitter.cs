// Turns one unit into bytes, and the support unit: what depends on where code stands and on the program as a whole.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

internal static unsafe class UnitEmitter
{
    /// <summary>The unit's functions.</summary>
    public static LlvmOutput Emit(LlvmUnit unit, LlvmOptions options)
    {
        using var target = new TargetMachine(options);
        using var module = new ModuleEmitter(unit.Name, options, target);
        var weakened = new HashSet<string>();
        foreach (var symbol in unit.Weakened) weakened.Add(symbol);
        module.Describe(unit.Structs.AsSpan(), weakened.Contains);
        module.Describe(unit.Arrays.AsSpan());
        foreach (var type in unit.Interfaces) module.Describe(type);
        foreach (var slot in unit.Slots) module.Describe(slot);
        foreach (var item in unit.Externs) module.Describe(item);
        if (options.DebugFolder is { } folder) module.Debug = new DebugInfo(module, unit, folder);
        foreach (var callee in unit.Callees) module.Declare(callee.Symbol, callee.Parameters.AsSpan(), callee.ReturnType);
        for (var i = 0; i < unit.Functions.Length; i++)
        {
            var declared = Declare(module, unit.Functions[i]);
            if (!unit.Public[i] && module.IsOptimized) SetLinkage(declared.Value, LLVMLinkage.Internal);
        }
        foreach (var function in unit.Inlinable) SetLinkage(Declare(module, function).Value, LLVMLinkage.AvailableExternally);
        foreach (var itable in unit.Itables) module.DefineItable(itable, LLVMLinkage.AvailableExternally);
        foreach (var function in unit.Functions) FunctionEmitter.Emit(module, function);
        foreach (var function in unit.Inlinable) FunctionEmitter.Emit(module, function);
        module.Debug?.Finish();
        return target.Finish(module.Module);
    }

    /// <summary>Positions of all functions, the itables, the calls of C that units cannot write, the C functions of the exports, and C's main.</summary>
    public static LlvmOutput EmitSupport(LlvmProgram program, LlvmOptions options)
    {
        using var target = new TargetMachine(options);
        using var module = new ModuleEmitter("support", options, target);
        module.Describe(program.Program.Structs.AsSpan(), program.IsWeakened);
        module.Describe(program.Program.Arrays.AsSpan());
        foreach (var type in program.Program.Interfaces) module.Describe(new LlvmInterface(type.Symbol, type.DisplayName));
        EmitPlaces(module, program);
        foreach (var itable in program.Program.Itables)
        {
            foreach (var symbol in itable.Overrides) Declare(module, program.Function(symbol));
            module.DefineItable(program.Content(itable), LLVMLinkage.External);
        }
        module.DescribeVariants(program.Program);
        foreach (var item in program.Program.Externs) module.DefineForeign(item);
        foreach (var export in program.Program.Exports)
            if (!(export.Name == "main" && export.FunctionSymbol == program.Program.MainSymbol)) module.Export(export, Signature(program, export.FunctionSymbol));
        if (program.Program.MainSymbol is { } main) EmitMain(module, Signature(program, main));
        return target.Finish(module.Module);
    }

    private static Callable Declare(ModuleEmitter module, IrFunction function) =>
        module.Declare(function.Symbol, Parameters(function), function.ReturnType);

    private static IrType[] Parameters(IrFunction function)
    {
        var parameters = new IrType[function.ParameterCount];
        for (var i = 0; i < parameters.Length; i++) parameters[i] = function.Locals[i].Type;
        return parameters;
    }

    private static LlvmSignature Signature(LlvmProgram program, string symbol)
    {
        var function = program.Function(symbol);
        return new LlvmSignature(symbol, [.. Parameters(function)], function.ReturnType);
    }

    private static void EmitPlaces(ModuleEmitter module, LlvmProgram program)
    {
        LLVMValueRef* parts = stackalloc LLVMValueRef[2];
        foreach (var unit in program.Program.Units)
            foreach (var function in unit.Functions)
            {
                var known = program.Position(function.Symbol);
                parts[0] = module.CText(known?.Path ?? function.DisplayName);
                parts[1] = module.Int32(known?.FirstLine ?? 1);
                SetInitializer(module.Place(function.Symbol), ConstStructInContext(module.Context, parts, 2, 0));
            }
    }

    private static void EmitMain(ModuleEmitter module, LlvmSignature main)
    {
        var type = module.FunctionOf(module.I32, module.I32, module.Ptr);
        var function = AddFunction(module.Module, "main", type);
        module.AnnotateAny(function);
        module.At(module.Block(function, "entry"));
        module.Call(module.Runtime("__vale_start", module.Void, module.I32, module.Ptr), GetParam(function, 0), GetParam(function, 1));
        var result = module.Call(module.Declare(main.Symbol, [], main.ReturnType));
        if (main.ReturnType.Kind == IrKind.Never)
        {
            BuildUnreachable(module.Builder);
            return;
        }
        var code = main.ReturnType.Kind == IrKind.Int ? result : module.Int32(0);
        if (main.ReturnType is { Kind: IrKind.Int, Bits: 64 }) code = BuildTrunc(module.Builder, code, module.I32, "");
        if (!ModuleEmitter.IsEmpty(main.ReturnType)) module.Release(result, main.ReturnType);
        BuildRet(module.Builder, module.Call(module.Runtime("__vale_finish", module.I32, module.I32), code));
    }
}
