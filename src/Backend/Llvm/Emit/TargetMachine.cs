// The machine that code is made for, and LLVM's own way from a module to bytes: optimiser, code generator, verifier.

using System.Runtime.InteropServices;
using Vale.Backend.Llvm.Interop;
using Vale.Queries.Runtime.Values;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

/// <summary>One emission's target. Not shared between threads.</summary>
internal sealed unsafe class TargetMachine : IDisposable
{
    private static readonly Lazy<bool> Initialized = new(() =>
    {
        LlvmLibrary.Require();
        if (RuntimeInformation.ProcessArchitecture == Architecture.Arm64)
        {
            InitializeAArch64TargetInfo();
            InitializeAArch64Target();
            InitializeAArch64TargetMC();
            InitializeAArch64AsmPrinter();
        }
        else
        {
            InitializeX86TargetInfo();
            InitializeX86Target();
            InitializeX86TargetMC();
            InitializeX86AsmPrinter();
        }
        return true;
    });

    private readonly LLVMTargetMachineRef _machine;
    private readonly LLVMTargetDataRef _layout;
    private readonly LlvmOptions _options;

    public TargetMachine(LlvmOptions options)
    {
        _ = Initialized.Value;
        _options = options;
        Triple = Take(GetDefaultTargetTriple());
        if (GetTargetFromTriple(Triple, out var target, out var message) != 0) throw new LlvmEmitException(Take(message));
        var isNative = options.Cpu == "native";
        var cpu = isNative ? Take(GetHostCPUName()) : options.Cpu;
        var features = isNative ? Take(GetHostCPUFeatures()) : "";
        Cpu = isNative ? $"{cpu} {features}" : cpu;
        _machine = CreateTargetMachine(target, Triple, cpu, features, (LLVMCodeGenOptLevel)(int)options.Opt, LLVMRelocMode.PIC, LLVMCodeModel.Default);
        if (_machine.Handle == 0) throw new LlvmEmitException($"LLVM has no target for {Triple}, {cpu}");
        _layout = CreateTargetDataLayout(_machine);
    }

    public string Triple { get; }

    /// <summary>The processor that code is made for, with its features when it is this machine's.</summary>
    public string Cpu { get; }

    public bool IsX64 => Triple.StartsWith("x86_64", StringComparison.Ordinal);

    public void Dispose()
    {
        DisposeTargetData(_layout);
        DisposeTargetMachine(_machine);
    }

    public void Prepare(LLVMModuleRef module)
    {
        SetTarget(module, Triple);
        SetModuleDataLayout(module, _layout);
    }

    public ulong SizeOf(LLVMTypeRef type) => ABISizeOfType(_layout, type);

    public ulong OffsetOf(LLVMTypeRef type, uint element) => OffsetOfElement(_layout, type, element);

    /// <summary>Optimises the module and turns it into what the options ask for.</summary>
    public LlvmOutput Finish(LLVMModuleRef module)
    {
        if (_options.Verify) Verify(module, "before optimising");
        Optimize(module);
        if (_options.Verify) Verify(module, "after optimising");
        if (_options.Kind == EmitKind.LlvmIr)
        {
            var text = PrintModuleToString(module);
            var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)text).ToArray();
            DisposeMessage(text);
            return new LlvmOutput(_options.Kind, ValueArray.Wrap(bytes));
        }
        var kind = _options.Kind == EmitKind.Assembly ? LLVMCodeGenFileType.Assembly : LLVMCodeGenFileType.Object;
        if (TargetMachineEmitToMemoryBuffer(_machine, module, kind, out var message, out var buffer) != 0) throw new LlvmEmitException(Take(message));
        var made = new ReadOnlySpan<byte>((void*)GetBufferStart(buffer), checked((int)GetBufferSize(buffer))).ToArray();
        DisposeMemoryBuffer(buffer);
        return new LlvmOutput(_options.Kind, ValueArray.Wrap(made));
    }

    private void Optimize(LLVMModuleRef module)
    {
        var options = CreatePassBuilderOptions();
        var isFast = _options.Opt >= OptLevel.O2 ? 1 : 0;
        PassBuilderOptionsSetLoopVectorization(options, isFast);
        PassBuilderOptionsSetSLPVectorization(options, isFast);
        PassBuilderOptionsSetLoopInterleaving(options, isFast);
        PassBuilderOptionsSetLoopUnrolling(options, isFast);
        var error = RunPasses(module, $"default<{_options.Opt}>", _machine, options);
        if (error.Handle == 0 && isFast != 0 && Selects.Form(module, GetModuleContext(module)))
            error = RunPasses(module, "function(instcombine,simplifycfg)", _machine, options);
        DisposePassBuilderOptions(options);
        if (error.Handle == 0) return;
        var text = GetErrorMessage(error);
        var message = Marshal.PtrToStringUTF8(text) ?? "";
        DisposeErrorMessage(text);
        throw new LlvmEmitException(message);
    }

    private static void Verify(LLVMModuleRef module, string when)
    {
        var failed = VerifyModule(module, LLVMVerifierFailureAction.ReturnStatus, out var message) != 0;
        var text = Take(message);
        if (failed) throw new LlvmEmitException($"LLVM refuses the module {when}: {text}");
    }

    private static string Take(nint message)
    {
        if (message == 0) return "";
        var text = Marshal.PtrToStringUTF8(message) ?? "";
        DisposeMessage(message);
        return text;
    }
}
