// Immutables as C gets and gives them: a copy in one block, which one free of its address releases. The struct or array comes
// first, and behind it, at multiples of 16, what it points to: strings, imm structs and arrays, the objects of imm interfaces;
// each followed by what that points to.
//
//   imm struct      {fields...}
//   imm array       {uint32_t length; elements...}, or {elements...} where the type fixes the length
//   imm interface   within them {void* obj; uint64_t type}
// These functions are written in the support unit, which knows every struct of every interface.

using Vale.Backend.Llvm.Interop;
using Vale.Backend.Native;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

internal sealed unsafe partial class ModuleEmitter
{
    private readonly Dictionary<string, LLVMTypeRef> _messages = [];
    private readonly Dictionary<(string Symbol, char Job), Callable> _messageJobs = [];
    private readonly Dictionary<string, List<IrItable>> _variants = [];
    private readonly Dictionary<string, LLVMValueRef> _variantTables = [];

    /// <summary>Tells of all interfaces and what implements them.</summary>
    public void DescribeVariants(IrProgram program)
    {
        foreach (var type in program.Interfaces) _variants.Add(type.Symbol, Border.Variants(program, type.Symbol));
    }

    /// <summary>
    /// A function over messages of one imm type. 's': (value) its size in bytes; 'w': (value, address) writes it and gives the
    /// address behind it; 'r': (message, function's name) reads it into a value with holders of its own.
    /// </summary>
    private Callable MessageJob(IrType type, char job)
    {
        var symbol = type.Symbol!;
        if (_messageJobs.TryGetValue((symbol, job), out var known)) return known;
        var value = ValueType(type);
        var signature = job switch { 's' => FunctionOf(I64, value), 'w' => FunctionOf(Ptr, value, Ptr), _ => FunctionOf(value, CType(type), Ptr) };
        // Known before its body is written: a message may hold more of its kind.
        var function = AddFunction(Module, $"vale.message.{job}" + Mangle(symbol), signature);
        SetLinkage(function, LLVMLinkage.Internal);
        AnnotateAny(function);
        var made = new Callable(function, signature);
        _messageJobs.Add((symbol, job), made);
        Aside(function, written =>
        {
            switch (type.Kind, job)
            {
                case (IrKind.Struct, 's'): WriteStructSize(written, Layout(symbol)); break;
                case (IrKind.Struct, 'w'): WriteStructWriter(written, Layout(symbol)); break;
                case (IrKind.Struct, _): WriteStructReader(written, Layout(symbol)); break;
                case (IrKind.Array, 's'): WriteArraySize(written, ArrayLayout(symbol)); break;
                case (IrKind.Array, 'w'): WriteArrayWriter(written, ArrayLayout(symbol)); break;
                case (IrKind.Array, _): WriteArrayReader(written, ArrayLayout(symbol)); break;
                case (_, 'r'): WriteVariantReader(written, type); break;
                default: WriteVariantJob(written, type, job); break;
            }
        });
        return made;
    }

    /// <summary>The C struct of an imm struct or array.</summary>
    private LLVMTypeRef MessageType(IrType type)
    {
        if (_messages.TryGetValue(type.Symbol!, out var known)) return known;
        var elements = new List<LLVMTypeRef>();
        if (type.Kind == IrKind.Array)
        {
            var array = _arrays[type.Symbol!];
            if (array.Length is null) elements.Add(I32);
            elements.Add(ArrayType(PartType(array.Element), (uint)(array.Length ?? 0)));
        }
        else
            foreach (var field in _structs[type.Symbol!].Fields) elements.Add(PartType(field.Type));
        var made = StructOf("message" + Mangle(type.Symbol!), elements.ToArray());
        _messages.Add(type.Symbol!, made);
        return made;
    }

    /// <summary>A field or element as it lies in a message: strings, structs and arrays by address.</summary>
    private LLVMTypeRef PartType(IrType type)
    {
        if (!Border.IsVariant(type)) return CType(type);
        LLVMTypeRef* words = stackalloc[] { Ptr, I64 };
        return StructTypeInContext(Context, words, 2, 0);
    }

    /// <summary>True for what is pointed to from within a message.</summary>
    private static bool LiesBehind(IrType type) => type.Kind == IrKind.Str || Border.IsBlock(type) || Border.IsVariant(type);

    private LLVMValueRef PartSize(LLVMValueRef value, IrType type) => type.Kind == IrKind.Str
        ? Call(Runtime("__vale_message_str_size", I64, Ptr), value)
        : Call(MessageJob(type, 's'), value);

    /// <summary>Writes a field or element, and what it points to behind; gives where the next may lie.</summary>
    private LLVMValueRef WritePart(LLVMValueRef value, IrType type, LLVMValueRef address, LLVMValueRef behind)
    {
        if (!LiesBehind(type))
        {
            BuildStore(Builder, ToStored(value, type), address);
            return behind;
        }
        BuildStore(Builder, behind, address);
        if (Border.IsVariant(type)) BuildStore(Builder, VariantOf(type, Split(value, type).Itable), BuildStructGEP2(Builder, PartType(type), address, 1, ""));
        return type.Kind == IrKind.Str
            ? Call(Runtime("__vale_message_str_write", Ptr, Ptr, Ptr), value, behind)
            : Call(MessageJob(type, 'w'), value, behind);
    }

    private LLVMValueRef ReadPart(IrType type, LLVMValueRef address, LLVMValueRef function)
    {
        var part = BuildLoad2(Builder, CType(type), address, "");
        if (type.Kind == IrKind.Str) return Call(Runtime("__vale_str_copy_c", Ptr, Ptr, Ptr), part, function);
        if (LiesBehind(type)) return Call(MessageJob(type, 'r'), part, function);
        return type.Kind == IrKind.Bool ? BuildICmp(Builder, LLVMIntPredicate.NE, part, ConstNull(I8), "") : part;
    }

    private void WriteStructSize(LLVMValueRef function, StructLayout layout)
    {
        var whole = GetParam(function, 0);
        var size = Int64(RoundUp(Target.SizeOf(MessageType(ShareOf(layout.Struct)))));
        for (var i = 0; i < layout.Struct.Fields.Length; i++)
        {
            var type = layout.Struct.Fields[i].Type;
            if (LiesBehind(type)) size = BuildAdd(Builder, size, PartSize(ImmField(layout, whole, i), type), "");
        }
        BuildRet(Builder, size);
    }

    private void WriteStructWriter(LLVMValueRef function, StructLayout layout)
    {
        LLVMValueRef whole = GetParam(function, 0), start = GetParam(function, 1);
        var body = MessageType(ShareOf(layout.Struct));
        var behind = Offset(start, Int64(RoundUp(Target.SizeOf(body))));
        for (var i = 0; i < layout.Struct.Fields.Length; i++)
        {
            var type = layout.Struct.Fields[i].Type;
            if (!IsEmpty(type)) behind = WritePart(ImmField(layout, whole, i), type, BuildStructGEP2(Builder, body, start, (uint)i, ""), behind);
        }
        BuildRet(Builder, behind);
    }

    private void WriteStructReader(LLVMValueRef function, StructLayout layout)
    {
        LLVMValueRef start = GetParam(function, 0), name = GetParam(function, 1);
        HaltIfNull(start, layout.Struct.DisplayName, name);
        var body = MessageType(ShareOf(layout.Struct));
        var whole = layout.ByValue ? GetUndef(layout.Body) : Take(layout.Class);
        if (!layout.ByValue) Tag(BuildStore(Builder, Int64(1), whole), CountTag);
        for (var i = 0; i < layout.Struct.Fields.Length; i++)
        {
            var type = layout.Struct.Fields[i].Type;
            if (IsEmpty(type)) continue;
            var field = ReadPart(type, BuildStructGEP2(Builder, body, start, (uint)i, ""), name);
            if (layout.ByValue) whole = BuildInsertValue(Builder, whole, ToStored(field, type), (uint)i, "");
            else StoreField(layout, whole, i, field);
        }
        BuildRet(Builder, whole);
    }

    private void WriteArraySize(LLVMValueRef function, ArrayLayout layout)
    {
        var array = GetParam(function, 0);
        var element = layout.Array.Element;
        var length = ArrayLength(layout, array);
        var size = ShallowSize(layout.Array, length);
        if (LiesBehind(element))
            size = ForEach(length, size, (index, sum) => BuildAdd(Builder, sum, PartSize(LoadElement(layout, array, index), element), ""));
        BuildRet(Builder, size);
    }

    private void WriteArrayWriter(LLVMValueRef function, ArrayLayout layout)
    {
        LLVMValueRef array = GetParam(function, 0), start = GetParam(function, 1);
        var element = layout.Array.Element;
        var length = ArrayLength(layout, array);
        if (layout.Array.Length is null) BuildStore(Builder, length, start);
        var behind = Offset(start, ShallowSize(layout.Array, length));
        if (!IsEmpty(element))
            behind = ForEach(length, behind, (index, next) => WritePart(LoadElement(layout, array, index), element, MessageElement(layout.Array, start, index), next));
        BuildRet(Builder, behind);
    }

    private void WriteArrayReader(LLVMValueRef function, ArrayLayout layout)
    {
        LLVMValueRef start = GetParam(function, 0), name = GetParam(function, 1);
        HaltIfNull(start, layout.Array.DisplayName, name);
        LLVMValueRef length;
        if (layout.Array.Length is { } known) length = Int32(known);
        else
        {
            length = BuildLoad2(Builder, I32, start, "");
            HaltForeignIf(BuildICmp(Builder, LLVMIntPredicate.SLT, length, Int32(0), ""), $"C gave a {layout.Array.DisplayName} of negative length", name);
        }
        var made = NewArray(layout, length);
        if (!IsEmpty(layout.Array.Element))
            ForEach(length, Int64(0), (index, _) =>
            {
                StoreElement(layout, made, index, ReadPart(layout.Array.Element, MessageElement(layout.Array, start, index), name));
                return Int64(0);
            });
        StoreLength(layout, made, length);
        BuildRet(Builder, made);
    }

    /// <summary>Sizes or writes an interface's object, by its struct.</summary>
    private void WriteVariantJob(LLVMValueRef function, IrType type, char job)
    {
        var parts = Split(GetParam(function, 0), type);
        OverVariants(function, type, VariantOf(type, parts.Itable), itable =>
        {
            var layout = Layout(itable.Struct);
            var value = layout.ByValue ? LoadContent(BoxOf(layout), parts.Object) : parts.Object;
            var callee = MessageJob(ShareOf(layout.Struct), job);
            return job == 's' ? Call(callee, value) : Call(callee, value, GetParam(function, 1));
        });
        BuildUnreachable(Builder);
    }

    private void WriteVariantReader(LLVMValueRef function, IrType type)
    {
        LLVMValueRef given = GetParam(function, 0), name = GetParam(function, 1);
        var address = BuildIntToPtr(Builder, BuildExtractValue(Builder, given, 0, ""), Ptr, "");
        OverVariants(function, type, BuildExtractValue(Builder, given, 1, ""), itable =>
        {
            var layout = Layout(itable.Struct);
            var value = Call(MessageJob(ShareOf(layout.Struct), 'r'), address, name);
            return Join(type, new Reference(Box(layout, value), default, Itable(itable.Symbol)));
        });
        Call(Runtime("__vale_halt_foreign", Void, Ptr, Ptr), CText($"C gave a {DisplayName(type)} of a type that is not one"), name);
        BuildUnreachable(Builder);
    }

    /// <summary>Returns what is to be returned for the variant that <paramref name="number"/> says; the builder is left where it is none.</summary>
    private void OverVariants(LLVMValueRef function, IrType type, LLVMValueRef number, Func<IrItable, LLVMValueRef> result)
    {
        var variants = _variants[type.Symbol!];
        var none = Block(function, "none");
        var choice = BuildSwitch(Builder, number, none, (uint)variants.Count);
        for (var i = 0; i < variants.Count; i++)
        {
            var block = Block(function, "variant");
            AddCase(choice, Int64(i), block);
            At(block);
            BuildRet(Builder, result(variants[i]));
        }
        At(none);
    }

    /// <summary>Which of an interface's structs has that itable, as C counts them, or a number below zero.</summary>
    private LLVMValueRef VariantOf(IrType type, LLVMValueRef itable)
    {
        var variants = _variants[type.Symbol!];
        if (!_variantTables.TryGetValue(type.Symbol!, out var table))
        {
            var words = new LLVMValueRef[variants.Count];
            for (var i = 0; i < words.Length; i++) words[i] = Itable(variants[i].Symbol);
            fixed (LLVMValueRef* at = words) table = Constant(ConstStructInContext(Context, at, (uint)words.Length, 0), "variants");
            _variantTables.Add(type.Symbol!, table);
        }
        return Call(Runtime("__vale_variant_of", I64, Ptr, I64, Ptr), table, Int64(variants.Count), itable);
    }

    private LLVMValueRef ShallowSize(IrArray array, LLVMValueRef length)
    {
        var header = Target.SizeOf(MessageType(ShareOf(array)));
        if (array.Length is not null) return Int64(RoundUp(header));
        var element = IsEmpty(array.Element) ? 0 : Target.SizeOf(PartType(array.Element));
        var size = BuildAdd(Builder, BuildMul(Builder, BuildZExt(Builder, length, I64, ""), Int64((long)element), ""), Int64((long)header + 15), "");
        return BuildAnd(Builder, size, Int64(-16), "");
    }

    private LLVMValueRef MessageElement(IrArray array, LLVMValueRef start, LLVMValueRef index)
    {
        LLVMValueRef* path = stackalloc[] { Int64(0), Int32(array.Length is null ? 1 : 0), BuildZExt(Builder, index, I64, "") };
        return BuildInBoundsGEP2(Builder, MessageType(ShareOf(array)), start, path, 3, "");
    }

    /// <summary>Writes a loop over the indices below <paramref name="length"/> that carries a value along; gives the last.</summary>
    private LLVMValueRef ForEach(LLVMValueRef length, LLVMValueRef first, Func<LLVMValueRef, LLVMValueRef, LLVMValueRef> body)
    {
        var before = GetInsertBlock(Builder);
        var function = GetBasicBlockParent(before);
        LLVMBasicBlockRef head = Block(function, "head"), inside = Block(function, "element"), done = Block(function, "done");
        BuildBr(Builder, head);
        At(head);
        LLVMValueRef index = BuildPhi(Builder, I32, ""), carried = BuildPhi(Builder, TypeOf(first), "");
        BuildCondBr(Builder, BuildICmp(Builder, LLVMIntPredicate.ULT, index, length, ""), inside, done);
        At(inside);
        var next = body(index, carried);
        LLVMBasicBlockRef* blocks = stackalloc[] { before, GetInsertBlock(Builder) };
        LLVMValueRef* indices = stackalloc[] { Int32(0), BuildAdd(Builder, index, Int32(1), "") };
        AddIncoming(index, indices, blocks, 2);
        LLVMValueRef* values = stackalloc[] { first, next };
        AddIncoming(carried, values, blocks, 2);
        BuildBr(Builder, head);
        At(done);
        return carried;
    }

    private void HaltIfNull(LLVMValueRef address, string name, LLVMValueRef function) =>
        HaltForeignIf(BuildICmp(Builder, LLVMIntPredicate.EQ, address, ConstNull(Ptr), ""), $"C gave a null pointer as a {name}", function);

    private LLVMValueRef ImmField(StructLayout layout, LLVMValueRef whole, int field) => layout.ByValue
        ? FromStored(BuildExtractValue(Builder, whole, (uint)field, ""), layout.Struct.Fields[field].Type)
        : LoadField(layout, whole, field);

    private LLVMValueRef Offset(LLVMValueRef address, LLVMValueRef bytes)
    {
        LLVMValueRef* indices = stackalloc[] { bytes };
        return BuildInBoundsGEP2(Builder, I8, address, indices, 1, "");
    }

    private static IrType ShareOf(IrStruct type) => IrType.Struct(type.Symbol, IrOwnership.Share);

    private static IrType ShareOf(IrArray type) => IrType.Array(type.Symbol, IrOwnership.Share);

    private static long RoundUp(ulong size) => (long)((size + 15) / 16 * 16);
}
