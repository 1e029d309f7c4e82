// The border with C: how each type crosses it, and the calls both ways.
//
//   int, i64, float   int32_t, int64_t, double
//   bool              int8_t
//   str               ValeStr*, a copy that the receiver owns
//   imm struct        MODULE_Name*, a message: one malloc'ed block, nested things behind at multiples of 16, owned by the receiver
//   mutable struct    MODULE_NameRef {void* object; uint64_t generation}, by value
//   array             the same; an imm one is a holder, which C gives back once
//   interface         MODULE_NameRef {void* object; uint64_t generation; void* itable}, likewise
// C cannot look into what a Ref stands for. A C name that ends in _vasp is told each message's size in a ValeInt behind it.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

/// <summary>A C function's shape as LLVM must see it.</summary>
/// <param name="InMemory">Per parameter, whether it is a handle that is passed in memory, since it is too large for registers or none are left.</param>
/// <param name="ReturnsInMemory">Whether the result is written where the first argument says.</param>
internal sealed record ForeignShape(string Name, IrType[] Parameters, IrType Returns, LLVMTypeRef Type, bool[] InMemory, bool ReturnsInMemory, bool TellsSizes);

/// <summary>A C function that Vale calls.</summary>
internal sealed record ForeignFunction(ForeignShape Shape, Callable Callee);

internal sealed unsafe partial class ModuleEmitter
{
    private const string SizesSuffix = "_vasp";

    private readonly Dictionary<string, IrExtern> _externs = [];
    private readonly Dictionary<string, ForeignFunction> _foreign = [];
    private readonly Dictionary<string, LLVMValueRef> _cFunctions = [];
    private readonly Dictionary<string, LLVMTypeRef> _messages = [];
    private readonly Dictionary<(string Symbol, char Job), Callable> _messageJobs = [];

    public void Describe(IrExtern item) => _externs.TryAdd(item.Symbol, item);

    public ForeignFunction Foreign(string symbol)
    {
        if (_foreign.TryGetValue(symbol, out var known)) return known;
        var item = _externs[symbol];
        var shape = Shape(item.CName, [.. item.Parameters], item.ReturnType);
        // Several packages may name the same C function.
        if (!_cFunctions.TryGetValue(item.CName, out var value))
        {
            _cFunctions.Add(item.CName, value = AddFunction(Module, item.CName, shape.Type));
            Add(value, OnFunction, "nounwind");
        }
        var made = new ForeignFunction(shape, new Callable(value, shape.Type));
        _foreign.Add(symbol, made);
        return made;
    }

    /// <summary>Calls C. The arguments are consumed.</summary>
    public LLVMValueRef CallForeign(ForeignFunction foreign, ReadOnlySpan<LLVMValueRef> values)
    {
        var shape = foreign.Shape;
        var given = new List<LLVMValueRef>();
        if (shape.ReturnsInMemory) given.Add(FrameRoom(HandleType(shape.Returns)));
        for (var i = 0; i < values.Length; i++)
        {
            var type = shape.Parameters[i];
            if (IsEmpty(type)) continue;
            if (IsMessage(type) && shape.TellsSizes)
            {
                var size = Call(MessageJob(type.Symbol!, 's'), values[i]);
                given.Add(ToC(values[i], type));
                given.Add(BuildTrunc(Builder, size, I32, ""));
                continue;
            }
            var value = ToC(values[i], type);
            if (shape.InMemory[i])
            {
                var room = FrameRoom(HandleType(type));
                BuildStore(Builder, value, room);
                value = room;
            }
            given.Add(value);
        }
        var result = Call(foreign.Callee, given.ToArray());
        var index = 1u;
        if (shape.ReturnsInMemory) AddCallSiteAttribute(result, index++, TypeAttribute("sret", HandleType(shape.Returns)));
        for (var i = 0; i < shape.Parameters.Length; i++)
        {
            if (IsEmpty(shape.Parameters[i])) continue;
            if (shape.InMemory[i] && Target.IsX64) AddCallSiteAttribute(result, index, TypeAttribute("byval", HandleType(shape.Parameters[i])));
            if (shape.Parameters[i].Kind == IrKind.Bool) AddCallSiteAttribute(result, index, EnumAttribute("zeroext"));
            index += IsMessage(shape.Parameters[i]) && shape.TellsSizes ? 2u : 1;
        }
        if (shape.ReturnsInMemory) result = BuildLoad2(Builder, HandleType(shape.Returns), given[0], "");
        return IsEmpty(shape.Returns) ? GetUndef(Empty) : FromC(result, shape.Returns, shape.Name);
    }

    /// <summary>Defines the C function of an export, which calls the Vale function.</summary>
    public void Export(IrExport export, LlvmSignature signature)
    {
        var name = export.Module + "_" + export.Name;
        var shape = Shape(name, [.. signature.Parameters], signature.ReturnType);
        var function = AddFunction(Module, name, shape.Type);
        AnnotateAny(function);
        At(Block(function, "entry"));
        var given = new List<LLVMValueRef>();
        var index = 0u;
        if (shape.ReturnsInMemory) AddAttributeAtIndex(function, ++index, TypeAttribute("sret", HandleType(shape.Returns)));
        for (var i = 0; i < shape.Parameters.Length; i++)
        {
            var type = shape.Parameters[i];
            if (IsEmpty(type)) continue;
            var value = GetParam(function, index++);
            if (shape.InMemory[i])
            {
                if (Target.IsX64) AddAttributeAtIndex(function, index, TypeAttribute("byval", HandleType(type)));
                value = BuildLoad2(Builder, HandleType(type), value, "");
            }
            if (IsMessage(type) && shape.TellsSizes) index++;
            given.Add(FromC(value, type, name));
        }
        var callee = Declare(signature.Symbol, signature.Parameters.AsSpan(), signature.ReturnType);
        var result = Call(callee, given.ToArray());
        if (signature.ReturnType.Kind == IrKind.Never) BuildUnreachable(Builder);
        else if (IsEmpty(signature.ReturnType)) BuildRetVoid(Builder);
        else if (shape.ReturnsInMemory)
        {
            BuildStore(Builder, ToC(result, signature.ReturnType), GetParam(function, 0));
            BuildRetVoid(Builder);
        }
        else BuildRet(Builder, ToC(result, signature.ReturnType));
    }

    private static bool IsMessage(IrType type) => type is { Kind: IrKind.Struct, Ownership: IrOwnership.Share };

    private static bool IsHandle(IrType type) => type.Kind is IrKind.Struct or IrKind.Interface or IrKind.Array && !IsMessage(type);

    /// <summary>A reference as C has it: object, generation and for an interface its itable, a word each.</summary>
    private LLVMTypeRef HandleType(IrType type) => ArrayType(I64, HasItable(type) ? 3u : 2);

    /// <summary>Room in the frame of the function that is being written, the same for every time control comes here.</summary>
    private LLVMValueRef FrameRoom(LLVMTypeRef type)
    {
        var place = GetInsertBlock(Builder);
        var line = GetCurrentDebugLocation2(Builder);
        PositionBuilderBefore(Builder, GetFirstInstruction(GetEntryBasicBlock(GetBasicBlockParent(place))));
        var room = BuildAlloca(Builder, type, "");
        At(place);
        SetCurrentDebugLocation2(Builder, line);
        return room;
    }

    private ForeignShape Shape(string name, IrType[] parameters, IrType returns)
    {
        var tellsSizes = name.EndsWith(SizesSuffix, StringComparison.Ordinal);
        var types = new List<LLVMTypeRef>();
        var inMemory = new bool[parameters.Length];
        // The System V ABI of x86-64 passes a two-word struct in two of its six integer registers, or else all of it in memory,
        // and a larger one in memory. AArch64 passes a larger one by the address of a copy.
        var registers = Target.IsX64 ? 6 : int.MaxValue;
        var returnsInMemory = HasItable(returns);
        if (returnsInMemory)
        {
            types.Add(Ptr);
            registers--;
        }
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = parameters[i];
            if (IsEmpty(type)) continue;
            if (IsHandle(type))
            {
                inMemory[i] = HasItable(type) || registers < 2;
                types.Add(inMemory[i] ? Ptr : HandleType(type));
                if (!inMemory[i]) registers -= 2;
                continue;
            }
            types.Add(CType(type));
            if (type.Kind != IrKind.Float) registers--;
            if (!IsMessage(type) || !tellsSizes) continue;
            types.Add(I32);
            registers--;
        }
        var result = IsEmpty(returns) || returnsInMemory ? Void : CType(returns);
        return new ForeignShape(name, parameters, returns, FunctionOf(result, types.ToArray()), inMemory, returnsInMemory, tellsSizes);
    }

    private LLVMTypeRef CType(IrType type) => IsMessage(type) ? Ptr : IsHandle(type) ? HandleType(type) : StoredType(type);

    /// <summary>Turns a Vale value into what C gets. Consumes it.</summary>
    private LLVMValueRef ToC(LLVMValueRef value, IrType type)
    {
        switch (type.Kind)
        {
            case IrKind.Str: return Call(Runtime("__vale_str_to_c", Ptr, Ptr), value);
            case IrKind.Struct when type.Ownership == IrOwnership.Share:
                var message = Call(Runtime("__vale_message_new", Ptr, I64), Call(MessageJob(type.Symbol!, 's'), value));
                Call(MessageJob(type.Symbol!, 'w'), value, message);
                Release(value, type);
                return message;
            case IrKind.Struct or IrKind.Interface or IrKind.Array:
                var parts = Split(value, type);
                var generation = RemembersGeneration(type) ? parts.Generation
                    : type.Ownership == IrOwnership.Own && IsSafe ? Generation(parts.Object) : Int64(0);
                var handle = BuildInsertValue(Builder, GetUndef(HandleType(type)), BuildPtrToInt(Builder, parts.Object, I64, ""), 0, "");
                handle = BuildInsertValue(Builder, handle, generation, 1, "");
                return HasItable(type) ? BuildInsertValue(Builder, handle, BuildPtrToInt(Builder, parts.Itable, I64, ""), 2, "") : handle;
            default: return ToStored(value, type);
        }
    }

    /// <summary>Turns what C gave into a Vale value of its own. What cannot be one halts, naming <paramref name="function"/>.</summary>
    private LLVMValueRef FromC(LLVMValueRef value, IrType type, string function) =>
        FromC(value, type, type.Kind is IrKind.Bool or IrKind.Int or IrKind.Float ? default : CText(function));

    private LLVMValueRef FromC(LLVMValueRef value, IrType type, LLVMValueRef function)
    {
        switch (type.Kind)
        {
            case IrKind.Bool: return BuildICmp(Builder, LLVMIntPredicate.NE, value, ConstNull(I8), "");
            case IrKind.Str: return Call(Runtime("__vale_str_from_c", Ptr, Ptr, Ptr), value, function);
            case IrKind.Struct when type.Ownership == IrOwnership.Share:
                var read = Call(MessageJob(type.Symbol!, 'r'), value, function);
                Call(Runtime("__vale_message_free", Void, Ptr), value);
                return read;
            case IrKind.Struct or IrKind.Interface or IrKind.Array:
                var address = BuildIntToPtr(Builder, BuildExtractValue(Builder, value, 0, ""), Ptr, "");
                var generation = BuildExtractValue(Builder, value, 1, "");
                var itable = HasItable(type) ? BuildIntToPtr(Builder, BuildExtractValue(Builder, value, 2, ""), Ptr, "") : default;
                var name = DisplayName(type);
                var isNull = BuildICmp(Builder, LLVMIntPredicate.EQ, address, ConstNull(Ptr), "");
                if (HasItable(type)) isNull = BuildOr(Builder, isNull, BuildICmp(Builder, LLVMIntPredicate.EQ, itable, ConstNull(Ptr), ""), "");
                HaltForeignIf(isNull, $"C gave a null reference to a {name}", function);
                if (type.Ownership == IrOwnership.Own && IsSafe)
                {
                    var isDead = BuildICmp(Builder, LLVMIntPredicate.NE, Generation(address), generation, "");
                    HaltForeignIf(isDead, $"C gave a {name} that is already dead", function);
                }
                return Join(type, new Reference(address, generation, itable));
            default: return value;
        }
    }

    private void HaltForeignIf(LLVMValueRef condition, string what, LLVMValueRef function)
    {
        var inside = GetBasicBlockParent(GetInsertBlock(Builder));
        LLVMBasicBlockRef halt = Block(inside, "halt"), well = Block(inside, "well");
        BranchUnlikely(condition, halt, well);
        At(halt);
        Call(Runtime("__vale_halt_foreign", Void, Ptr, Ptr), CText(what), function);
        BuildUnreachable(Builder);
        At(well);
    }

    /// <summary>The C struct of an imm struct: nested ones and strings by address.</summary>
    private LLVMTypeRef MessageType(string symbol)
    {
        if (_messages.TryGetValue(symbol, out var known)) return known;
        var fields = _structs[symbol].Fields;
        var elements = new LLVMTypeRef[fields.Length];
        for (var i = 0; i < elements.Length; i++) elements[i] = CType(fields[i].Type);
        var made = StructOf("message" + Mangle(symbol), elements);
        _messages.Add(symbol, made);
        return made;
    }

    /// <summary>
    /// A function over messages of one imm struct. 's': (value) its size in bytes; 'w': (value, address) writes it and gives
    /// the address behind it; 'r': (address, function's name) reads it into a value with holders of its own.
    /// </summary>
    private Callable MessageJob(string symbol, char job)
    {
        if (_messageJobs.TryGetValue((symbol, job), out var known)) return known;
        var layout = Layout(symbol);
        var value = layout.ByValue ? layout.Body : Ptr;
        var type = job switch { 's' => FunctionOf(I64, value), 'w' => FunctionOf(Ptr, value, Ptr), _ => FunctionOf(value, Ptr, Ptr) };
        var function = AddFunction(Module, $"vale.message.{job}" + Mangle(symbol), type);
        SetLinkage(function, LLVMLinkage.Internal);
        AnnotateAny(function);
        var made = new Callable(function, type);
        _messageJobs.Add((symbol, job), made);
        Aside(function, written =>
        {
            switch (job)
            {
                case 's': WriteMessageSize(written, layout); break;
                case 'w': WriteMessageWriter(written, layout); break;
                default: WriteMessageReader(written, layout); break;
            }
        });
        return made;
    }

    private void WriteMessageSize(LLVMValueRef function, StructLayout layout)
    {
        var whole = GetParam(function, 0);
        var size = Int64(RoundUp(Target.SizeOf(MessageType(layout.Struct.Symbol))));
        for (var i = 0; i < layout.Struct.Fields.Length; i++)
        {
            var type = layout.Struct.Fields[i].Type;
            if (IsMessage(type)) size = BuildAdd(Builder, size, Call(MessageJob(type.Symbol!, 's'), ImmField(layout, whole, i)), "");
            else if (type.Kind == IrKind.Str)
                size = BuildAdd(Builder, size, Call(Runtime("__vale_message_str_size", I64, Ptr), ImmField(layout, whole, i)), "");
        }
        BuildRet(Builder, size);
    }

    private void WriteMessageWriter(LLVMValueRef function, StructLayout layout)
    {
        LLVMValueRef whole = GetParam(function, 0), start = GetParam(function, 1);
        var body = MessageType(layout.Struct.Symbol);
        var behind = Offset(start, Int64(RoundUp(Target.SizeOf(body))));
        for (var i = 0; i < layout.Struct.Fields.Length; i++)
        {
            var type = layout.Struct.Fields[i].Type;
            if (IsEmpty(type)) continue;
            var field = ImmField(layout, whole, i);
            var address = BuildStructGEP2(Builder, body, start, (uint)i, "");
            if (IsMessage(type) || type.Kind == IrKind.Str)
            {
                BuildStore(Builder, behind, address);
                behind = type.Kind == IrKind.Str
                    ? Call(Runtime("__vale_message_str_write", Ptr, Ptr, Ptr), field, behind)
                    : Call(MessageJob(type.Symbol!, 'w'), field, behind);
            }
            else
            {
                if (IsHandle(type)) Retain(field, type);
                BuildStore(Builder, ToC(field, type), address);
            }
        }
        BuildRet(Builder, behind);
    }

    private void WriteMessageReader(LLVMValueRef function, StructLayout layout)
    {
        LLVMValueRef start = GetParam(function, 0), name = GetParam(function, 1);
        var isNull = BuildICmp(Builder, LLVMIntPredicate.EQ, start, ConstNull(Ptr), "");
        LLVMBasicBlockRef halt = Block(function, "halt"), well = Block(function, "well");
        BranchUnlikely(isNull, halt, well);
        At(halt);
        Call(Runtime("__vale_halt_foreign", Void, Ptr, Ptr), CText($"C gave a null pointer as a {layout.Struct.DisplayName}"), name);
        BuildUnreachable(Builder);
        At(well);
        var body = MessageType(layout.Struct.Symbol);
        var whole = layout.ByValue ? GetUndef(layout.Body) : Take(layout.Class);
        if (!layout.ByValue) Tag(BuildStore(Builder, Int64(1), whole), CountTag);
        for (var i = 0; i < layout.Struct.Fields.Length; i++)
        {
            var type = layout.Struct.Fields[i].Type;
            if (IsEmpty(type)) continue;
            var field = BuildLoad2(Builder, CType(type), BuildStructGEP2(Builder, body, start, (uint)i, ""), "");
            if (IsMessage(type)) field = Call(MessageJob(type.Symbol!, 'r'), field, name);
            else if (type.Kind == IrKind.Str) field = Call(Runtime("__vale_str_copy_c", Ptr, Ptr, Ptr), field, name);
            else field = FromC(field, type, name);
            if (layout.ByValue) whole = BuildInsertValue(Builder, whole, ToStored(field, type), (uint)i, "");
            else StoreField(layout, whole, i, field);
        }
        BuildRet(Builder, whole);
    }

    private LLVMValueRef ImmField(StructLayout layout, LLVMValueRef whole, int field) => layout.ByValue
        ? FromStored(BuildExtractValue(Builder, whole, (uint)field, ""), layout.Struct.Fields[field].Type)
        : LoadField(layout, whole, field);

    private LLVMValueRef Offset(LLVMValueRef address, LLVMValueRef bytes)
    {
        LLVMValueRef* indices = stackalloc[] { bytes };
        return BuildInBoundsGEP2(Builder, I8, address, indices, 1, "");
    }

    private static long RoundUp(ulong size) => (long)((size + 15) / 16 * 16);
}
