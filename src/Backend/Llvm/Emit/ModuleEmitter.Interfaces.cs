// Itables, and how an imm struct that is passed by value becomes an object with an address and back.
//
// An itable is a constant: the overrides of one struct for one interface, in the order of the interface's slots. That of
// an imm struct begins with the function that frees such an object, since who releases an interface does not know its
// struct. An object's itable is told from others by its address, so each has one definition, in the support unit.
//
// A by-value imm struct, upcast, is a counted box {count, struct}. Its overrides expect the struct itself: in the itable
// stands a thunk that unboxes.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

/// <summary>The counted box of an imm struct that is otherwise passed by value.</summary>
internal sealed record BoxLayout(StructLayout Content, LLVMTypeRef Body, int Class, LLVMValueRef Tag);

internal sealed unsafe partial class ModuleEmitter
{
    private readonly Dictionary<string, int> _slots = [];
    private readonly Dictionary<string, LLVMValueRef> _itables = [];
    private readonly Dictionary<string, Callable> _freers = [];
    private readonly Dictionary<(string, int), Callable> _thunks = [];
    private readonly Dictionary<string, BoxLayout> _boxes = [];
    private readonly Dictionary<string, Callable> _unboxers = [];

    public void Describe(LlvmSlot slot) => _slots.TryAdd(slot.Method, slot.Word);

    /// <summary>The address of an itable.</summary>
    public LLVMValueRef Itable(string symbol)
    {
        if (_itables.TryGetValue(symbol, out var known)) return known;
        // It has a word at least, so it is no other itable; how many, is not known here.
        return AddItable(symbol, ArrayType(Ptr, 1));
    }

    /// <summary>
    /// Writes an itable's content. Its struct and its overrides are known to the module, and nothing has mentioned the itable yet.
    /// As <see cref="LLVMLinkage.AvailableExternally"/> it is for the optimiser's eyes alone, with the functions made for it.
    /// </summary>
    public void DefineItable(LlvmItable itable, LLVMLinkage linkage)
    {
        var type = _structs[itable.Struct];
        var first = type.IsImmutable ? 1 : 0;
        // Nothing is to have the address of an empty itable.
        var words = new LLVMValueRef[Math.Max(first + itable.Overrides.Length, 1)];
        words[0] = type.IsImmutable ? Freer(itable.Struct, linkage).Value : ConstNull(Ptr);
        for (var i = 0; i < itable.Overrides.Length; i++)
        {
            var (function, index) = itable.Overrides[i];
            words[first + i] = (IsByValue(itable.Struct) ? Thunk(function, index, linkage) : Function(function)).Value;
        }
        LLVMValueRef content;
        fixed (LLVMValueRef* at = words) content = ConstStructInContext(Context, at, (uint)words.Length, 0);
        var made = AddItable(itable.Symbol, TypeOf(content));
        SetInitializer(made, content);
        SetLinkage(made, linkage);
    }

    /// <summary>The function of an object's itable that a method leads to.</summary>
    public LLVMValueRef LoadMethod(LLVMValueRef itable, string method) => LoadWord(itable, _slots[method]);

    /// <summary>A counted object of an imm struct's value, which is consumed.</summary>
    public LLVMValueRef Box(StructLayout layout, LLVMValueRef value)
    {
        if (!layout.ByValue) return value;
        var box = BoxOf(layout);
        var made = Take(box.Class);
        Tag(BuildStore(Builder, Int64(1), made), CountTag);
        Tag(BuildStore(Builder, value, BuildStructGEP2(Builder, box.Body, made, 1, "")), box.Tag);
        return made;
    }

    /// <summary>The imm struct's value of a counted object, which is consumed.</summary>
    public LLVMValueRef Unbox(StructLayout layout, LLVMValueRef counted) => layout.ByValue ? Call(Unboxer(layout), counted) : counted;

    private LLVMValueRef AddItable(string symbol, LLVMTypeRef type)
    {
        var made = AddGlobal(Module, type, "itable" + Mangle(symbol));
        SetGlobalConstant(made, 1);
        SetVisibility(made, LLVMVisibility.Hidden);
        _itables.Add(symbol, made);
        return made;
    }

    private LLVMValueRef LoadWord(LLVMValueRef itable, int word)
    {
        LLVMValueRef* indices = stackalloc[] { Int64(word) };
        var load = BuildLoad2(Builder, Ptr, BuildGEP2(Builder, Ptr, itable, indices, 1, ""), "");
        SetMetadata(load, InvariantKind, EmptyNode);
        SetMetadata(load, NonNullKind, EmptyNode);
        return load;
    }

    /// <summary>The function that frees an object of an imm struct when its last holder is gone.</summary>
    private Callable Freer(string symbol, LLVMLinkage linkage)
    {
        if (_freers.TryGetValue(symbol, out var known)) return known;
        var made = DefineFree("free" + Mangle(symbol), IrType.Struct(symbol, IrOwnership.Share), linkage);
        _freers.Add(symbol, made);
        return made;
    }

    /// <summary>An override that takes a box where the function takes the struct's value.</summary>
    private Callable Thunk(string symbol, int virtualIndex, LLVMLinkage linkage)
    {
        if (_thunks.TryGetValue((symbol, virtualIndex), out var known)) return known;
        var (callee, parameters, returns) = _functions[symbol];
        var types = new List<LLVMTypeRef>(parameters.Length);
        var boxed = -1;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i == virtualIndex)
            {
                boxed = types.Count;
                types.Add(Ptr);
            }
            else AddParameter(types, parameters[i]);
        }
        var type = FunctionOf(IsEmpty(returns) ? Void : ValueType(returns), types.ToArray());
        var made = Define($"thunk{virtualIndex}" + Mangle(symbol), type, linkage, function =>
        {
            var given = new LLVMValueRef[types.Count];
            for (var i = 0; i < given.Length; i++)
                given[i] = i == boxed ? Unbox(Layout(parameters[virtualIndex].Symbol!), GetParam(function, (uint)i)) : GetParam(function, (uint)i);
            var result = Call(callee, given);
            AnnotateCall(result, parameters, returns);
            if (returns.Kind == IrKind.Never) BuildUnreachable(Builder);
            else if (IsEmpty(returns)) BuildRetVoid(Builder);
            else BuildRet(Builder, result);
        });
        parameters = [.. parameters];
        parameters[virtualIndex] = IrType.Str;
        AnnotateSignature(made.Value, parameters, returns);
        _thunks.Add((symbol, virtualIndex), made);
        return made;
    }

    private Callable Define(string name, LLVMTypeRef type, LLVMLinkage linkage, Action<LLVMValueRef> body)
    {
        var value = AddFunction(Module, name, type);
        SetLinkage(value, linkage);
        SetVisibility(value, LLVMVisibility.Hidden);
        AnnotateAny(value);
        Aside(value, body);
        return new Callable(value, type);
    }

    private BoxLayout BoxOf(StructLayout layout)
    {
        var symbol = layout.Struct.Symbol;
        if (_boxes.TryGetValue(symbol, out var known)) return known;
        var body = StructOf("box" + Mangle(symbol), I64, layout.Body);
        var made = new BoxLayout(layout, body, PoolClass(Target.SizeOf(body), false), AliasTag("box" + Mangle(symbol)));
        _boxes.Add(symbol, made);
        return made;
    }

    private LLVMValueRef LoadContent(BoxLayout box, LLVMValueRef counted) =>
        Load(box.Content.Body, BuildStructGEP2(Builder, box.Body, counted, 1, ""), box.Tag);

    /// <summary>The last holder moves the value out of the box, any other copies it.</summary>
    private Callable Unboxer(StructLayout layout)
    {
        var symbol = layout.Struct.Symbol;
        if (_unboxers.TryGetValue(symbol, out var known)) return known;
        var box = BoxOf(layout);
        var made = Helper("vale.unbox" + Mangle(symbol), layout.Body, [Ptr], false, function =>
        {
            var counted = GetParam(function, 0);
            LLVMBasicBlockRef last = Block(function, "last"), more = Block(function, "more");
            var count = Load(I64, counted, CountTag);
            var content = LoadContent(box, counted);
            BuildCondBr(Builder, BuildICmp(Builder, LLVMIntPredicate.EQ, count, Int64(1), ""), last, more);
            At(last);
            Give(counted, box.Class);
            BuildRet(Builder, content);
            At(more);
            Tag(BuildStore(Builder, BuildAdd(Builder, count, Int64(-1), ""), counted), CountTag);
            Retain(content, IrType.Struct(symbol, IrOwnership.Share));
            BuildRet(Builder, content);
        });
        _unboxers.Add(symbol, made);
        return made;
    }
}
