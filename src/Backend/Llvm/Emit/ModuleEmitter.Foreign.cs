// The border with C: how each type crosses it, and the calls both ways.
//
//   int, i64, float          int32_t, int64_t, double
//   bool                     int8_t
//   str                      ValeStr*, a copy that the receiver owns
//   imm struct, imm array    MODULE_Name*, a copy in one malloc'ed block that the receiver owns (ModuleEmitter.Messages.cs)
//   imm interface            MODULE_Name {void* obj; uint64_t type} by value, obj being such a block
//   mutable                  MODULE_NameRef {void* object; uint64_t generation; uint64_t type} by value, whatever the ownership;
//                            the type of an interface's is its object's itable
// C cannot look into what a Ref stands for. What it owns is entered in a table of the runtime's, so that it gives nothing twice.
// A C name that ends in _vasp is told the sizes of what it is given in ValeInts behind the parameters.
//
// What a call of C takes beyond plain data and strings depends on the whole program: which structs implement an interface.
// Such a call goes through a Vale function in the support unit, named by the extern's symbol.

using Vale.Backend.Llvm.Interop;
using Vale.Backend.Native;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

/// <summary>A C function's shape as LLVM must see it.</summary>
/// <param name="InMemory">Per parameter, whether it is a struct that is passed in memory, since it is too large for registers or none are left.</param>
/// <param name="ReturnsInMemory">Whether the result is written where the first argument says.</param>
internal sealed record ForeignShape(string Name, IrType[] Parameters, IrType Returns, LLVMTypeRef Type, bool[] InMemory, bool ReturnsInMemory);

internal sealed unsafe partial class ModuleEmitter
{
    private readonly Dictionary<string, IrExtern> _externs = [];
    private readonly Dictionary<string, (ForeignShape Shape, Callable Callee)> _foreign = [];
    private readonly Dictionary<string, LLVMValueRef> _cFunctions = [];

    public void Describe(IrExtern item) => _externs.TryAdd(item.Symbol, item);

    /// <summary>Calls C, or the function that does. The arguments are consumed.</summary>
    public LLVMValueRef CallForeign(string symbol, ReadOnlySpan<LLVMValueRef> values)
    {
        var item = _externs[symbol];
        if (IsPlain(item)) return CallC(item, values);
        var callee = Declare(symbol, item.Parameters.AsSpan(), item.ReturnType);
        var given = new List<LLVMValueRef>(values.Length);
        for (var i = 0; i < values.Length; i++) AddArgument(given, values[i], item.Parameters[i]);
        var result = Call(callee, given.ToArray());
        return IsEmpty(item.ReturnType) ? GetUndef(Empty) : result;
    }

    /// <summary>Defines the function through which units call an extern whose call they cannot write themselves.</summary>
    public void DefineForeign(IrExtern item)
    {
        if (IsPlain(item)) return;
        var function = Declare(item.Symbol, item.Parameters.AsSpan(), item.ReturnType).Value;
        At(Block(function, "entry"));
        var values = new LLVMValueRef[item.Parameters.Length];
        var index = 0u;
        for (var i = 0; i < values.Length; i++) values[i] = Parameter(function, ref index, item.Parameters[i]);
        var result = CallC(item, values);
        if (item.ReturnType.Kind == IrKind.Never)
        {
            Call(Runtime("__vale_halt_foreign", Void, Ptr, Ptr), CText("C returned from a function that does not return"), CText(item.CName));
            BuildUnreachable(Builder);
        }
        else if (IsEmpty(item.ReturnType)) BuildRetVoid(Builder);
        else BuildRet(Builder, result);
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
        if (shape.ReturnsInMemory) AddAttributeAtIndex(function, ++index, TypeAttribute("sret", CType(shape.Returns)));
        for (var i = 0; i < shape.Parameters.Length; i++)
        {
            var type = shape.Parameters[i];
            if (IsEmpty(type)) continue;
            var value = GetParam(function, index++);
            if (shape.InMemory[i])
            {
                if (Target.IsX64) AddAttributeAtIndex(function, index, TypeAttribute("byval", CType(type)));
                value = BuildLoad2(Builder, CType(type), value, "");
            }
            AddArgument(given, FromC(value, type, name), type);
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

    /// <summary>True when what crosses is plain data and strings, and every unit can write the call.</summary>
    private static bool IsPlain(IrExtern item)
    {
        if (item.ReturnType.Kind == IrKind.Never || !IsPlain(item.ReturnType)) return false;
        foreach (var parameter in item.Parameters)
            if (!IsPlain(parameter)) return false;
        return true;
    }

    private static bool IsPlain(IrType type) => type.Kind is not (IrKind.Struct or IrKind.Interface or IrKind.Array);

    private (ForeignShape Shape, Callable Callee) Foreign(IrExtern item)
    {
        if (_foreign.TryGetValue(item.Symbol, out var known)) return known;
        var shape = Shape(item.CName, [.. item.Parameters], item.ReturnType);
        // Several packages may name the same C function.
        if (!_cFunctions.TryGetValue(item.CName, out var value))
        {
            _cFunctions.Add(item.CName, value = AddFunction(Module, item.CName, shape.Type));
            Add(value, OnFunction, "nounwind");
        }
        var made = (shape, new Callable(value, shape.Type));
        _foreign.Add(item.Symbol, made);
        return made;
    }

    private LLVMValueRef CallC(IrExtern item, ReadOnlySpan<LLVMValueRef> values)
    {
        var (shape, callee) = Foreign(item);
        List<LLVMValueRef> given = [], sizes = [];
        if (shape.ReturnsInMemory) given.Add(FrameRoom(CType(shape.Returns)));
        for (var i = 0; i < values.Length; i++)
        {
            var type = shape.Parameters[i];
            if (IsEmpty(type)) continue;
            if (Border.TellsSize(shape.Name, type))
                sizes.Add(Border.IsHandle(type) ? Int32(Border.HandleSize) : BuildTrunc(Builder, Call(MessageJob(type, 's'), values[i]), I32, ""));
            var value = ToC(values[i], type);
            if (shape.InMemory[i])
            {
                var room = FrameRoom(CType(type));
                BuildStore(Builder, value, room);
                value = room;
            }
            given.Add(value);
        }
        given.AddRange(sizes);
        var result = Call(callee, given.ToArray());
        var index = 1u;
        if (shape.ReturnsInMemory) AddCallSiteAttribute(result, index++, TypeAttribute("sret", CType(shape.Returns)));
        for (var i = 0; i < shape.Parameters.Length; i++)
        {
            if (IsEmpty(shape.Parameters[i])) continue;
            if (shape.InMemory[i] && Target.IsX64) AddCallSiteAttribute(result, index, TypeAttribute("byval", CType(shape.Parameters[i])));
            if (shape.Parameters[i].Kind == IrKind.Bool) AddCallSiteAttribute(result, index, EnumAttribute("zeroext"));
            index++;
        }
        if (shape.ReturnsInMemory) result = BuildLoad2(Builder, CType(shape.Returns), given[0], "");
        return IsEmpty(shape.Returns) ? GetUndef(Empty) : FromC(result, shape.Returns, shape.Name);
    }

    /// <summary>Room in the frame of the function that is being written, the same for every time control comes here.</summary>
    private LLVMValueRef FrameRoom(LLVMTypeRef type)
    {
        var place = GetInsertBlock(Builder);
        var line = GetCurrentDebugLocation2(Builder);
        var entry = GetEntryBasicBlock(GetBasicBlockParent(place));
        var first = GetFirstInstruction(entry);
        if (first.Handle == 0) At(entry);
        else PositionBuilderBefore(Builder, first);
        var room = BuildAlloca(Builder, type, "");
        At(place);
        SetCurrentDebugLocation2(Builder, line);
        return room;
    }

    private ForeignShape Shape(string name, IrType[] parameters, IrType returns)
    {
        var types = new List<LLVMTypeRef>();
        var inMemory = new bool[parameters.Length];
        // The System V ABI of x86-64 passes a two-word struct in two of its six integer registers, or else all of it in memory,
        // and a larger one in memory. AArch64 passes a larger one by the address of a copy.
        var registers = Target.IsX64 ? 6 : int.MaxValue;
        var returnsInMemory = Border.IsHandle(returns);
        if (returnsInMemory)
        {
            types.Add(Ptr);
            registers--;
        }
        var sizes = 0;
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = parameters[i];
            if (IsEmpty(type)) continue;
            if (Border.TellsSize(name, type)) sizes++;
            inMemory[i] = Border.IsHandle(type) || (Border.IsVariant(type) && registers < 2);
            types.Add(inMemory[i] ? Ptr : CType(type));
            if (!inMemory[i] && type.Kind != IrKind.Float) registers -= Border.IsVariant(type) ? 2 : 1;
        }
        for (; sizes > 0; sizes--) types.Add(I32);
        var result = IsEmpty(returns) || returnsInMemory ? Void : CType(returns);
        return new ForeignShape(name, parameters, returns, FunctionOf(result, types.ToArray()), inMemory, returnsInMemory);
    }

    /// <summary>A type as C has it. A struct of words is an array of them, as its fields are never looked at one by one.</summary>
    private LLVMTypeRef CType(IrType type) => Border.IsBlock(type) ? Ptr
        : Border.IsVariant(type) ? ArrayType(I64, 2)
        : Border.IsHandle(type) ? ArrayType(I64, 3)
        : StoredType(type);

    /// <summary>Turns a Vale value into what C gets. Consumes it.</summary>
    private LLVMValueRef ToC(LLVMValueRef value, IrType type)
    {
        if (type.Kind == IrKind.Str) return Call(Runtime("__vale_str_to_c", Ptr, Ptr), value);
        if (Border.IsHandle(type)) return ToHandle(value, type);
        if (!Border.IsBlock(type) && !Border.IsVariant(type)) return ToStored(value, type);
        var message = Call(Runtime("__vale_message_new", Ptr, I64), Call(MessageJob(type, 's'), value));
        Call(MessageJob(type, 'w'), value, message);
        var given = Border.IsBlock(type) ? message : Words(message, VariantOf(type, Split(value, type).Itable));
        Release(value, type);
        return given;
    }

    /// <summary>Turns what C gave into a Vale value of its own. What cannot be one halts, naming <paramref name="function"/>.</summary>
    private LLVMValueRef FromC(LLVMValueRef value, IrType type, string function)
    {
        if (type.Kind == IrKind.Bool) return BuildICmp(Builder, LLVMIntPredicate.NE, value, ConstNull(I8), "");
        if (type.Kind == IrKind.Str) return Call(Runtime("__vale_str_from_c", Ptr, Ptr, Ptr), value, CText(function));
        if (Border.IsHandle(type)) return FromHandle(value, type, CText(function));
        if (!Border.IsBlock(type) && !Border.IsVariant(type)) return value;
        var read = Call(MessageJob(type, 'r'), value, CText(function));
        Call(Runtime("__vale_message_free", Void, Ptr), Border.IsBlock(type) ? value : BuildIntToPtr(Builder, BuildExtractValue(Builder, value, 0, ""), Ptr, ""));
        return read;
    }

    private LLVMValueRef ToHandle(LLVMValueRef value, IrType type)
    {
        var parts = Split(value, type);
        var isOwned = type.Ownership == IrOwnership.Own && IsSafe;
        var generation = RemembersGeneration(type) ? parts.Generation : isOwned ? Generation(parts.Object) : Int64(0);
        if (isOwned) Call(Runtime("__vale_give_to_c", Void, Ptr), parts.Object);
        return Words(parts.Object, generation, HasItable(type) ? BuildPtrToInt(Builder, parts.Itable, I64, "") : TypeMark(type));
    }

    private LLVMValueRef FromHandle(LLVMValueRef value, IrType type, LLVMValueRef function)
    {
        var address = BuildIntToPtr(Builder, BuildExtractValue(Builder, value, 0, ""), Ptr, "");
        LLVMValueRef generation = BuildExtractValue(Builder, value, 1, ""), mark = BuildExtractValue(Builder, value, 2, "");
        var name = DisplayName(type);
        HaltForeignIf(BuildICmp(Builder, LLVMIntPredicate.EQ, address, ConstNull(Ptr), ""), $"C gave a null reference to a {name}", function);
        var itable = HasItable(type) ? BuildIntToPtr(Builder, mark, Ptr, "") : default;
        var isOther = HasItable(type)
            ? BuildICmp(Builder, LLVMIntPredicate.SLT, VariantOf(type, itable), Int64(0), "")
            : BuildICmp(Builder, LLVMIntPredicate.NE, mark, TypeMark(type), "");
        HaltForeignIf(isOther, $"C gave a reference to something else as a {name}", function);
        if (type.Ownership != IrOwnership.Weak && IsSafe)
        {
            var isDead = BuildICmp(Builder, LLVMIntPredicate.NE, Generation(address), generation, "");
            HaltForeignIf(isDead, $"C gave a {name} that is already dead", function);
        }
        if (type.Ownership == IrOwnership.Own && IsSafe)
        {
            var wasOwned = Call(Runtime("__vale_take_from_c", I32, Ptr), address);
            HaltForeignIf(BuildICmp(Builder, LLVMIntPredicate.EQ, wasOwned, Int32(0), ""), $"C gave away a {name} that it does not own", function);
        }
        return Join(type, new Reference(address, generation, itable));
    }

    private LLVMValueRef TypeMark(IrType type) => Int64(unchecked((long)Border.TypeMark(type.Symbol!)));

    /// <summary>A struct of words, as C gets it; an address is a word.</summary>
    private LLVMValueRef Words(LLVMValueRef address, params ReadOnlySpan<LLVMValueRef> others)
    {
        var made = BuildInsertValue(Builder, GetUndef(ArrayType(I64, (uint)others.Length + 1)), BuildPtrToInt(Builder, address, I64, ""), 0, "");
        for (var i = 0; i < others.Length; i++) made = BuildInsertValue(Builder, made, others[i], (uint)i + 1, "");
        return made;
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
}
