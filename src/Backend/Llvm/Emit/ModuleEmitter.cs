// One LLVM module under construction: its context, its types, and every global thing a function can mention.
// FunctionEmitter fills function bodies; the other parts of this class are one concern each.

using System.Text;
using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

internal sealed unsafe partial class ModuleEmitter : IDisposable
{
    private readonly Dictionary<string, IrStruct> _structs = [];
    private readonly Dictionary<string, StructLayout> _layouts = [];
    private readonly HashSet<string> _weakened = [];
    private readonly Dictionary<string, (Callable Callable, IrType[] Parameters, IrType Returns)> _functions = [];
    private readonly Dictionary<string, LLVMValueRef> _places = [];
    private readonly Dictionary<string, LLVMValueRef> _names = [];
    private readonly Dictionary<string, LLVMValueRef> _strings = [];

    public ModuleEmitter(string name, LlvmOptions options, TargetMachine target)
    {
        Options = options;
        Target = target;
        Context = ContextCreate();
        Module = ModuleCreateWithNameInContext(name, Context);
        Builder = CreateBuilderInContext(Context);
        target.Prepare(Module);

        Void = VoidTypeInContext(Context);
        I1 = Int1TypeInContext(Context);
        I8 = Int8TypeInContext(Context);
        I32 = Int32TypeInContext(Context);
        I64 = Int64TypeInContext(Context);
        F64 = DoubleTypeInContext(Context);
        Ptr = PointerTypeInContext(Context, 0);
        Empty = StructTypeInContext(Context, null, 0, 0);
        StrHeader = StructOf("vale.str", I64, I32, ArrayType(I8, 0));
        InitAnnotations();
        AddModuleFlag(Module, LLVMModuleFlagBehavior.Warning, "PIC Level", 9, ValueAsMetadata(ConstInt(I32, 2, 0)));
        AddModuleFlag(Module, LLVMModuleFlagBehavior.Warning, "PIE Level", 9, ValueAsMetadata(ConstInt(I32, 2, 0)));
    }

    public LlvmOptions Options { get; }
    public TargetMachine Target { get; }
    public LLVMContextRef Context { get; }
    public LLVMModuleRef Module { get; }
    public LLVMBuilderRef Builder { get; }

    /// <summary>Null when debuggers are told nothing.</summary>
    public DebugInfo? Debug { get; set; }

    public bool IsSafe => Options.Region == RegionMode.Safe;
    public bool IsOptimized => Options.Opt != OptLevel.O0;

    public LLVMTypeRef Void { get; }
    public LLVMTypeRef I1 { get; }
    public LLVMTypeRef I8 { get; }
    public LLVMTypeRef I32 { get; }
    public LLVMTypeRef I64 { get; }
    public LLVMTypeRef F64 { get; }
    public LLVMTypeRef Ptr { get; }

    /// <summary>The type of void values inside other things: it takes no room.</summary>
    public LLVMTypeRef Empty { get; }

    /// <summary>A string: {count, length, bytes}.</summary>
    public LLVMTypeRef StrHeader { get; }

    public void Dispose()
    {
        Debug?.Dispose();
        DisposeBuilder(Builder);
        DisposeModule(Module);
        ContextDispose(Context);
    }

    /// <summary>Tells of structs; <paramref name="isWeakened"/>: of which of them weak references may be made.</summary>
    public void Describe(ReadOnlySpan<IrStruct> structs, Func<string, bool> isWeakened)
    {
        foreach (var type in structs)
        {
            _structs.TryAdd(type.Symbol, type);
            if (isWeakened(type.Symbol)) _weakened.Add(type.Symbol);
        }
    }

    public LLVMValueRef Int32(long value) => ConstInt(I32, (ulong)value, 1);
    public LLVMValueRef Int64(long value) => ConstInt(I64, (ulong)value, 1);

    public LLVMTypeRef StructOf(string name, params ReadOnlySpan<LLVMTypeRef> elements)
    {
        var type = StructCreateNamed(Context, name);
        fixed (LLVMTypeRef* at = elements) StructSetBody(type, at, (uint)elements.Length, 0);
        return type;
    }

    public LLVMTypeRef FunctionOf(LLVMTypeRef returns, params ReadOnlySpan<LLVMTypeRef> parameters)
    {
        fixed (LLVMTypeRef* at = parameters) return FunctionType(returns, at, (uint)parameters.Length, 0);
    }

    public LLVMValueRef Call(Callable callee, params ReadOnlySpan<LLVMValueRef> arguments)
    {
        fixed (LLVMValueRef* at = arguments) return BuildCall2(Builder, callee.Type, callee.Value, at, (uint)arguments.Length, "");
    }

    public LLVMBasicBlockRef Block(LLVMValueRef function, string name) => AppendBasicBlockInContext(Context, function, name);

    public void At(LLVMBasicBlockRef block) => PositionBuilderAtEnd(Builder, block);

    /// <summary>Writes another function's body in between: the builder's place and line are as before afterwards.</summary>
    public void Aside(LLVMValueRef function, Action<LLVMValueRef> body)
    {
        var place = GetInsertBlock(Builder);
        var line = GetCurrentDebugLocation2(Builder);
        SetCurrentDebugLocation2(Builder, default);
        At(Block(function, "entry"));
        body(function);
        if (place.Handle != 0) At(place);
        SetCurrentDebugLocation2(Builder, line);
    }

    /// <summary>Declares a Vale function, or finds it.</summary>
    public Callable Declare(string symbol, ReadOnlySpan<IrType> parameters, IrType returns)
    {
        if (_functions.TryGetValue(symbol, out var known)) return known.Callable;
        var types = new List<LLVMTypeRef>(parameters.Length);
        foreach (var parameter in parameters) AddParameter(types, parameter);
        var type = FunctionOf(IsEmpty(returns) ? Void : ValueType(returns), types.ToArray());
        var value = AddFunction(Module, Mangle(symbol), type);
        SetVisibility(value, LLVMVisibility.Hidden);
        SetUnnamedAddress(value, LLVMUnnamedAddr.Global);
        AnnotateSignature(value, parameters, returns);
        var made = new Callable(value, type);
        _functions.Add(symbol, (made, parameters.ToArray(), returns));
        return made;
    }

    /// <summary>A Vale function that has been declared.</summary>
    public Callable Function(string symbol) => _functions[symbol].Callable;

    /// <summary>The constant, in the support unit, that tells where a function stands.</summary>
    public LLVMValueRef Place(string symbol)
    {
        if (_places.TryGetValue(symbol, out var known)) return known;
        var made = AddGlobal(Module, StructTypeOfPlace, PlaceName(symbol));
        SetGlobalConstant(made, 1);
        SetVisibility(made, LLVMVisibility.Hidden);
        _places.Add(symbol, made);
        return made;
    }

    /// <summary>{path, first line}, as runtime.c has it.</summary>
    public LLVMTypeRef StructTypeOfPlace
    {
        get
        {
            LLVMTypeRef* elements = stackalloc[] { Ptr, I32 };
            return StructTypeInContext(Context, elements, 2, 0);
        }
    }

    public static string PlaceName(string symbol) => "place." + Mangle(symbol);

    /// <summary>A NUL-terminated text for the runtime's messages.</summary>
    public LLVMValueRef CText(string text)
    {
        if (_names.TryGetValue(text, out var known)) return known;
        var bytes = Encoding.UTF8.GetBytes(text);
        LLVMValueRef value;
        fixed (byte* at = bytes) value = ConstStringInContext(Context, at, (uint)bytes.Length, 0);
        var made = Constant(value, "text");
        _names.Add(text, made);
        return made;
    }

    /// <summary>A literal: a string whose count is below zero.</summary>
    public LLVMValueRef StrLiteral(string text)
    {
        if (_strings.TryGetValue(text, out var known)) return known;
        var bytes = Encoding.UTF8.GetBytes(text);
        LLVMValueRef* parts = stackalloc LLVMValueRef[3];
        parts[0] = Int64(-1);
        parts[1] = Int32(bytes.Length);
        fixed (byte* at = bytes) parts[2] = ConstStringInContext(Context, at, (uint)bytes.Length, 0);
        var made = Constant(ConstStructInContext(Context, parts, 3, 0), "str");
        SetAlignment(made, 8);
        _strings.Add(text, made);
        return made;
    }

    public LLVMValueRef Constant(LLVMValueRef value, string name)
    {
        var made = AddGlobal(Module, TypeOf(value), name);
        SetInitializer(made, value);
        SetGlobalConstant(made, 1);
        SetLinkage(made, LLVMLinkage.Private);
        SetUnnamedAddress(made, LLVMUnnamedAddr.Global);
        return made;
    }

    /// <summary>
    /// The linker's name of a Vale symbol. It never collides with a C name, since it begins with a character C has not;
    /// what an assembler or ELF's symbol versions would read otherwise is written as $xx.
    /// </summary>
    public static string Mangle(string symbol)
    {
        var plain = true;
        foreach (var c in symbol) plain &= IsPlain(c);
        if (plain) return "." + symbol;
        var text = new StringBuilder(".");
        foreach (var b in Encoding.UTF8.GetBytes(symbol))
            if (IsPlain((char)b)) text.Append((char)b);
            else text.Append('$').Append(b.ToString("x2"));
        return text.ToString();

        static bool IsPlain(char c) => c is > ' ' and < (char)127 and not ('@' or '"' or '\\' or '$');
    }
}

/// <summary>A function value with its type, which opaque pointers do not tell.</summary>
internal readonly record struct Callable(LLVMValueRef Value, LLVMTypeRef Type);
